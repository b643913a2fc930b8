"""Where figures come from: the files behind some rows, who made them and when they were fetched."""

from __future__ import annotations

import pandas as pd

from oj_analys import swedish
from oj_analys.charts.setting import Setting
from oj_analys.frames import Released


def sources_of(released: Released, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of SOURCES that some rows of a MEASURES frame come from."""
    return released.sources[released.sources["source"].isin(_keys(rows))]


def used_sources(released: Released) -> pd.DataFrame:
    """Return the rows of SOURCES that the reader's figures and plan come from."""
    told = {line.source for line in released.plan.decisions} | {line.source for line in released.plan.comments}
    return released.sources[released.sources["source"].isin(told | _keys(released.measures))]


def data_line(released: Released, rows: pd.DataFrame) -> str:
    """Name who made the files behind some rows, and when they were fetched; empty where no file is known."""
    files = sources_of(released, rows)
    producers = sorted(set(files["producer"]), key=swedish.sort_key)
    if not producers:
        return ""
    words = f"Grunddata: {swedish.join(producers)}."
    dates = [_dates(files[column], word) for column, word in (("published", "Publicerat"), ("retrieved", "Hämtat"))]
    return " ".join([words, *filter(None, dates)])


def drawn_setting(released: Released, rows: pd.DataFrame) -> Setting:
    """Return how a chart of some rows is set; its last line says who has worked them up, whose data, when fetched."""
    edition = released.edition
    line = f"Bearbetning: {edition.sender}. {data_line(released, rows)}".strip()
    return Setting(edition.marks, line, policies=edition.policies)


def _keys(rows: pd.DataFrame) -> set[str]:
    """Return the keys of some rows' sources; a figure of several files names them all, with semicolons between."""
    return {key for keys in rows["source"].unique() for key in keys.split(";")}


def _dates(days: pd.Series[str], word: str) -> str:
    known = sorted(set(days) - {""})
    return f"{word} {swedish.join(known)}." if known else ""
