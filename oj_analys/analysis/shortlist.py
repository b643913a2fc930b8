"""How much is put forward: never more than a reader can take in, and never filled up."""

from __future__ import annotations

import pandas as pd

from oj_analys import catalog


def shortlisted(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of one list that are put forward, with ``first_page`` and ``place`` (1, 2 …) per unit.

    The first page takes the first few of each ``side``. The whole list takes those and then the first of the rest, so
    that many rows of one side never push out the best of the other. The order of the rows is kept.

    Args:
        rows: One list of one or more units, best first, with the column ``side``.

    Returns:
        Some of the rows, with the two columns.
    """
    limits = catalog.rules().signals
    ordered = rows.reset_index(drop=True)
    ordered["first_page"] = ordered.groupby(["unit", "side"]).cumcount() < limits.first_page
    kept = ordered.sort_values("first_page", ascending=False, kind="stable").groupby("unit").head(limits.most)
    kept = kept.sort_index()
    return kept.assign(place=kept.groupby("unit").cumcount() + 1)
