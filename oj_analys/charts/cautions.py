"""What must stand under every chart of figures of persons: why values are hidden, what is assumed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from oj_analys import swedish
from oj_analys.charts import notes
from oj_analys.charts.figures import Guarded
from oj_analys.charts.frame import Cell
from oj_analys.domain import Instrument, Statistic

CHANCE = "Små skillnader kan bero på slumpen; skillnaderna är inte prövade."

_SHOWN = {Statistic.MEDEL: "Medel", Statistic.ANDEL: "Andelar", Statistic.FORDELNING: "Svarsfördelningar"}


def threshold(found: Guarded, statistic: Statistic | None, of: str) -> str:
    """Say how many answers a figure needs to be shown, nothing for open figures; ``of`` is ``svar`` or ``personer``.

    Under a minimum for counts a nought may still be shown, so the sentence names the numbers that never are.
    """
    if statistic is None:
        return ""
    least = max((policy.least[statistic] for policy in found.policies), default=0)
    if not least:
        return ""
    if statistic is Statistic.ANTAL:
        return f"Antal {swedish.span(1, least - 1)} visas inte."
    return f"{_SHOWN.get(statistic, 'Värden')} visas för grupper med minst {swedish.number(least)} {of}."


def proviso(instrument: Instrument) -> str:
    """Return what must be said of an instrument while part of it is assumed."""
    return instrument.proviso if instrument.assumed else ""


def lines(cells: Sequence[Cell], general: Iterable[str], own: Iterable[str], source: str) -> tuple[str, ...]:
    """Return the notes: the marks of missing values, what is general in one line, the chart's own, the source."""
    return (notes.reasons(cells), " ".join(filter(None, general)), *dict.fromkeys(filter(None, own)), source)


def spoken(provisos: Iterable[str]) -> tuple[str, ...]:
    """Return sentences as the end of an alternative text takes them, without their full stop."""
    return tuple(dict.fromkeys(text.removesuffix(".") for text in provisos if text))
