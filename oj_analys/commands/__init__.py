"""The commands of the terminal, one module per verb."""

from pathlib import Path

MODULE = "python -m oj_analys"
"""How a command is started wherever Python is."""

RAW = Path("data/raw")
"""Where a county keeps its raw files unless it says otherwise."""

REPORTS = Path("reports")
"""Where utgåvor are built unless somebody says otherwise."""
