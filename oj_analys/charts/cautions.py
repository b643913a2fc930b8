"""What must stand under every chart of figures of persons: why values are hidden, what is assumed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from oj_analys import swedish
from oj_analys.charts import notes
from oj_analys.charts.band import sign_note
from oj_analys.charts.figures import Guarded
from oj_analys.charts.frame import Cell
from oj_analys.domain import Instrument, Statistic, Status

CHANCE = "Små skillnader kan bero på slumpen; skillnaderna är inte prövade."

_EACH = {
    Statistic.ANDEL: ", och inte när andelen gäller {} av dem",
    Statistic.FORDELNING: ", och inte när {} har gett samma svar",
}
_MORE = "Ibland döljs fler, så att inget dolt går att räkna ut."
_STEPS = {5: "hela femtal", 10: "hela tiotal"}
_SHOWN = {Statistic.MEDEL: "Medel", Statistic.ANDEL: "Andelar", Statistic.FORDELNING: "Svarsfördelningar"}


def threshold(found: Guarded, statistic: Statistic | None, of: str, cells: Sequence[Cell]) -> str:
    """Say how many a figure needs to be of to be shown, nothing for open figures; ``of`` is what they are, ``svar``.

    Where something in the picture is hidden, the minimum need not be why, so the sentence after says so.
    """
    if statistic is None or not (least := _least(found, statistic)):
        return ""
    some_hidden = any(cell.status is Status.SEKRETESS for cell in cells)
    return " ".join(filter(None, (_minimum(found, statistic, least, of), _MORE if some_hidden else "")))


def rounded_counts(found: Guarded, cells: Iterable[Cell]) -> str:
    """Say how numbers of answers are rounded, nothing where none stands in the picture or all are as they are."""
    if found.n_step == 1 or all(cell.n is None for cell in cells):
        return ""
    return f"Antal svar anges i {_STEPS.get(found.n_step, f'steg om {found.n_step}')}, avrundat nedåt."


def bands(cells: Iterable[Cell]) -> str:
    """Explain the signs of bands, nothing where there is none."""
    note = sign_note(cell.band for cell in cells)
    return f"{note}." if note else ""


def proviso(instrument: Instrument) -> str:
    """Return what must be said of an instrument while part of it is assumed."""
    return instrument.proviso if instrument.assumed else ""


def _least(found: Guarded, statistic: Statistic) -> int:
    return max((policy.least[statistic] for policy in found.policies), default=0)


def _minimum(found: Guarded, statistic: Statistic, least: int, of: str) -> str:
    """Name the numbers that are never shown; a nought may be."""
    if statistic is Statistic.ANTAL:
        return f"Antal {swedish.span(1, least - 1)} visas inte."
    few = max((policy.least[Statistic.ANTAL] for policy in found.policies if policy.each_cell), default=0)
    each = _EACH[statistic].format(swedish.span(1, few - 1)) if few and statistic in _EACH else ""
    return f"{_SHOWN.get(statistic, 'Värden')} visas bara för grupper med minst {swedish.number(least)} {of}{each}."


def lines(cells: Sequence[Cell], general: Iterable[str], own: Iterable[str], source: str) -> tuple[str, ...]:
    """Return the notes: the marks of missing values, what is general in one line, the chart's own, the source."""
    return (notes.reasons(cells), " ".join(filter(None, general)), *dict.fromkeys(filter(None, own)), source)


def spoken(provisos: Iterable[str]) -> tuple[str, ...]:
    """Return sentences as the end of an alternative text takes them, without their full stop."""
    return tuple(dict.fromkeys(text.removesuffix(".") for text in provisos if text))
