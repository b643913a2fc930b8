"""The charts as loose files, for mail and slides, with one list of what they show in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from oj_analys.charts.render import svg_paths
from oj_analys.reports.blocks import Figure, Report
from oj_analys.reports.writers.check import checked
from oj_analys.reports.writers.csv_rows import csv_bytes
from oj_analys.reports.writers.file_names import ALT_TEXTS, png_name, svg_name
from oj_analys.reports.writers.picture import chart_png

_HEADER = ("diagram", "fil", "titel", "alternativtext", "lashjalp")


def write(report: Report) -> Mapping[str, bytes]:
    """Return each chart as ``figurer/NN_<slug>.png`` and ``.svg``, with ``figurer/alt-texter.csv``; else nothing."""
    figures = checked(report).figures
    if not figures:
        return {}
    return {**dict(_pictures(figures)), ALT_TEXTS: _alt_texts(figures)}


def _pictures(figures: tuple[Figure, ...]) -> Iterator[tuple[str, bytes]]:
    for figure in figures:
        yield png_name(figure), chart_png(figure.chart)
        yield svg_name(figure), svg_paths(figure.chart.figure)


def _alt_texts(figures: tuple[Figure, ...]) -> bytes:
    rows = ((one.number, f"{one.file_stem}.png", one.chart.title, one.chart.alt, one.chart.reading) for one in figures)
    return csv_bytes(_HEADER, rows)
