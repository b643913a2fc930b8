"""Released: everything that a report may know, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from oj_analys.domain import Edition, Notice


@dataclass(frozen=True, slots=True)
class Released:
    """What one reader's report is made of; ``unit`` is the kommun of the pack."""

    edition: Edition
    unit: str
    measures: pd.DataFrame
    compared: pd.DataFrame
    trends: pd.DataFrame
    notices: tuple[Notice, ...]
    sources: pd.DataFrame
