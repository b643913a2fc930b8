"""Periods of several years together, and the single years that they are the sum of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from oj_analys.disclosure.interval import NOTHING
from oj_analys.disclosure.structure import Line, is_pooled, overlap
from oj_analys.disclosure.table import Table


def uneven(tables: Iterable[Table]) -> frozenset[tuple[str, str]]:
    """Return (measure, pooled period) that overlap other periods of the measure without being their exact sum.

    What is left when the single years are taken from such a period is a group of its own, which nobody can guard
    without its figures.
    """
    return frozenset(
        (table.measure, table.period)
        for series in _series(tables)
        for table, others in _pooled(series)
        if others and not _is_sum(table, others)
    )


def linked(tables: Iterable[Table]) -> dict[str, tuple[str, ...]]:
    """Return for every period all periods that are to hide the same groups: a pooled one and its single years.

    With one pattern for all of them the pooled period tells no more than the sum of its years.
    """
    clusters: dict[str, set[str]] = {}
    for series in _series(tables):
        for period in series:
            clusters.setdefault(period, {period})
        for table, others in _pooled(series):
            _join(clusters, (table.period, *(other.period for other in others)))
    return {period: tuple(sorted(cluster)) for period, cluster in clusters.items()}


def _series(tables: Iterable[Table]) -> list[dict[str, Table]]:
    series: dict[tuple[str, str], dict[str, Table]] = {}
    for table in tables:
        series.setdefault((table.measure, table.block), {})[table.period] = table
    return [series[key] for key in sorted(series)]


def _pooled(series: Mapping[str, Table]) -> list[tuple[Table, list[Table]]]:
    """Return each pooled period of a measure with all others that it overlaps."""
    return [
        (table, [other for later, other in sorted(series.items()) if later != period and overlap(period, later)])
        for period, table in sorted(series.items())
        if is_pooled(period)
    ]


def _is_sum(table: Table, others: Sequence[Table]) -> bool:
    if any(is_pooled(other.period) for other in others):
        return False
    lines: set[Line] = set(table.sizes).union(*(other.sizes for other in others))
    return all(abs(table.size(line) - sum(other.size(line) for other in others)) <= NOTHING for line in lines)


def _join(clusters: dict[str, set[str]], periods: Iterable[str]) -> None:
    joined = set[str]().union(*(clusters[period] for period in periods))
    for period in joined:
        clusters[period] = joined
