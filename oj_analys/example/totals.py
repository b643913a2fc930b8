"""The rows of län and riket: of persons where n exists, of inhabitants elsewhere, percent Ja for answers."""

from __future__ import annotations

from collections.abc import Iterable

from oj_analys import catalog
from oj_analys.domain import RIKET, Measure, ValueKind
from oj_analys.example import plan
from oj_analys.example.answers import coding_of
from oj_analys.example.cell import Cell, Column, percent, rounded
from oj_analys.example.place import codes, index, inhabitants


def totals(source_id: str, year: int, kommuner: Column) -> dict[str, Cell]:
    """Return one cell per län and one for riket, made from the kommuner that have a value."""
    measure = plan.measure(source_id)
    members = {RIKET: codes()} | {lan.unit: catalog.grupp(lan.unit).members for lan in catalog.lan()}
    return {unit: _total(measure, year, [(one, kommuner[one]) for one in within]) for unit, within in members.items()}


def _total(measure: Measure, year: int, cells: Iterable[tuple[str, Cell]]) -> Cell:
    known = [(unit, cell, cell.value) for unit, cell in cells if cell.value is not None]
    if not known:
        return Cell(marker="--")
    if measure.kind.is_answer:
        yes = coding_of(measure.source_id, year).yes
        return Cell(rounded(100 * sum(value == yes for *_, value in known) / len(known), 0))
    if all(cell.n for _, cell, _ in known):
        n, count = sum(cell.n or 0 for _, cell, _ in known), sum(cell.count or 0 for _, cell, _ in known)
        return Cell(percent(count, n, measure), n, count)
    if measure.kind is ValueKind.ANTAL:
        return Cell(sum(value for *_, value in known))
    weights = [inhabitants()[index()[unit]] for unit, *_ in known]
    mean = sum(value * weight for (*_, value), weight in zip(known, weights, strict=True)) / sum(weights)
    return Cell(rounded(float(mean), measure.decimals))
