"""The commands of the terminal, one module per verb."""

from pathlib import Path

RAW = Path("data/raw")
"""Where a county keeps its raw files unless it says otherwise."""
