"""Measures that follow from other figures: how many answered, too few answers, who runs the home care."""

from __future__ import annotations

from oj_analys import catalog
from oj_analys.example import persons, plan
from oj_analys.example.cell import Cell, Column
from oj_analys.example.place import codes

FEW_ANSWERS = "N23590"
HOME_CARE = "N21900"
INHABITANTS = "N01951"

_FLAGGED = "U21468"
_FEW = 30
_REGION_RUNS_HOME_CARE = "01"


def follows(source_id: str) -> bool:
    """Say whether the figures of a measure follow from those of another, so that none can be missing on its own."""
    return _parent(source_id) is not None or source_id in (FEW_ANSWERS, HOME_CARE)


def following(source_id: str, year: int, utgava: str) -> Column:
    """Return the figures of a measure that follows from others."""
    parent = _parent(source_id)
    if parent is not None:
        return _numbers_of_answers(parent, year, utgava)
    return _few_answers(year, utgava) if source_id == FEW_ANSWERS else _home_care()


def _parent(source_id: str) -> str | None:
    """Return the measure whose number of answers this measure is."""
    shares = (share for survey in plan.SURVEYS for share in survey.measures)
    return next((share for share in shares if plan.measure(share).n_from == plan.measure(source_id).id), None)


def _numbers_of_answers(parent_id: str, year: int, utgava: str) -> Column:
    """Return how many answered; hidden where the share is hidden."""
    shares = persons.shares(parent_id, year, "T", utgava)
    return {code: Cell(marker=cell.marker) if cell.n is None else Cell(float(cell.n)) for code, cell in shares.items()}


def _few_answers(year: int, utgava: str) -> Column:
    """Return 1 where fewer than 30 answered the home care survey."""
    tally = persons.tallies(_FLAGGED, year, utgava)["T"]
    return {code: Cell(float(n < _FEW)) for code, n in zip(codes(), tally.n.tolist(), strict=True)}


def _home_care() -> Column:
    """Return 1 where the kommun is responsible for home care: everywhere but in Stockholms län."""
    return {kommun.code: Cell(float(kommun.lan != _REGION_RUNS_HOME_CARE)) for kommun in catalog.kommuner()}
