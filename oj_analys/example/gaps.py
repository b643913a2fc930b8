"""Where figures are missing, and why: whole areas that nobody answered, and single questions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from oj_analys.domain import Measure, Status
from oj_analys.example import truths
from oj_analys.example.cell import markers
from oj_analys.example.place import codes, county
from oj_analys.example.seeds import Floats, uniforms

_AREA = 0.04
_QUESTION = 0.03
_GAPPY = 0.35


def gaps(measure: Measure, year: int) -> Mapping[str, str]:
    """Return the marker of every kommun that lacks a figure of this measure and year."""
    return dict(_area_gaps(measure.area, year)) | dict(_question_gaps(measure, year))


@cache
def _area_gaps(area: str, year: int) -> tuple[tuple[str, str], ...]:
    """Kommuner that left a whole area unanswered; the eight only where it is planted."""
    silent = [
        (code, marker)
        for code, chance, marker in _drawn(markers(Status.BORTFALL), area, year)
        if chance < _AREA and code not in county()
    ]
    planted = [(kommun, "Ej svar") for kommun, place in sorted(truths.unanswered()) if place == area]
    return (*silent, *planted)


def _question_gaps(measure: Measure, year: int) -> list[tuple[str, str]]:
    reasons = [Status.BORTFALL, Status.SAKNAS, Status.EJ_TILLAMPLIG]
    allowed = markers(*reasons) if measure.kind.is_answer else markers(*reasons, Status.SEKRETESS)
    return [
        (code, marker)
        for code, chance, marker in _drawn(allowed, measure.source_id, year)
        if chance < (_GAPPY if code == truths.GAPPY else _QUESTION)
    ]


def _drawn(allowed: tuple[str, ...], name: str, year: int) -> list[tuple[str, float, str]]:
    """Return for every kommun a chance between 0 and 1 and one of the allowed markers."""
    chances = uniforms(len(codes()), "gap", name, year)
    return list(
        zip(codes(), chances.tolist(), _pick(allowed, uniforms(len(codes()), "marker", name, year)), strict=True)
    )


def _pick(allowed: tuple[str, ...], chances: Floats) -> list[str]:
    return [allowed[int(chance * len(allowed))] for chance in chances]
