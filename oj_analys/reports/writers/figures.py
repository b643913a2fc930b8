"""The charts as loose files, for mail and slides, with one list of what they show in words."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from io import StringIO

from oj_analys.charts.render import svg_paths
from oj_analys.reports.blocks import Figure, Report
from oj_analys.reports.writers.check import checked
from oj_analys.reports.writers.picture import chart_png
from oj_analys.reports.writers.plain import clean

_FOLDER = "figurer"
_HEADER = ("diagram", "fil", "titel", "alternativtext", "lashjalp")
_STARTS_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write(report: Report) -> Mapping[str, bytes]:
    """Return each chart as ``figurer/NN_<slug>.png`` and ``.svg``, with ``figurer/alt-texter.csv``; else nothing."""
    figures = checked(report).figures
    if not figures:
        return {}
    return {**dict(_pictures(figures)), f"{_FOLDER}/alt-texter.csv": _alt_texts(figures)}


def _pictures(figures: tuple[Figure, ...]) -> Iterator[tuple[str, bytes]]:
    for figure in figures:
        yield f"{_FOLDER}/{figure.file_stem}.png", chart_png(figure.chart)
        yield f"{_FOLDER}/{figure.file_stem}.svg", svg_paths(figure.chart.figure)


def _alt_texts(figures: tuple[Figure, ...]) -> bytes:
    """Return the list as Swedish Excel opens it: semicolons, and UTF-8 with a byte order mark."""
    buffer = StringIO(newline="")
    table = csv.writer(buffer, delimiter=";", lineterminator="\n")
    table.writerow(_HEADER)
    for figure in figures:
        chart = figure.chart
        texts = (f"{figure.file_stem}.png", chart.title, chart.alt, chart.reading)
        table.writerow([figure.number, *(_harmless(text) for text in texts)])
    return buffer.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    """Return clean text that no spreadsheet takes for a formula."""
    shown = clean(text).strip()
    return f"'{shown}" if shown.startswith(_STARTS_FORMULA) else shown
