"""Answers in words: how many give each answer is exact, chance only decides who."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from oj_analys.domain import RIKET, Coding
from oj_analys.example import plan, truths
from oj_analys.example.cell import Cell, Column
from oj_analys.example.place import codes
from oj_analys.example.seeds import normals

_BASE_YEAR = 2025
_YEARLY = 0.35


def answers(source_id: str, year: int, silent: Mapping[str, str], utgava: str) -> Column:
    """Return the answer of every kommun that is not silent, as a code of the year's coding."""
    coding = coding_of(source_id, year)
    given = _planted(source_id, year, coding, utgava)
    free = [code for code in _most_eager_first(source_id, year) if code not in silent and code not in given]
    numbers = _numbers(coding, _share_of_yes(source_id, year, utgava), len(free) + len(given))
    left = [
        code
        for (code, _), number in zip(coding.labels, numbers, strict=True)
        for _ in range(number - list(given.values()).count(code))
    ]
    return {unit: Cell(code) for unit, code in (dict(zip(free, left, strict=True)) | given).items()}


def coding_of(source_id: str, year: int) -> Coding:
    """Return the coding of a question in a year."""
    coding = plan.measure(source_id).coding(str(year))
    if coding is None:
        raise KeyError(f"{source_id} has no coding for {year}")
    return coding


def _planted(source_id: str, year: int, coding: Coding, utgava: str) -> dict[str, float]:
    codes_by_label = {label: code for code, label in coding.labels}
    return {
        unit: codes_by_label[figure.answer]
        for (measure, unit, at, _), figure in truths.planted(utgava).items()
        if measure == source_id and at == year and figure.answer
    }


def _most_eager_first(source_id: str, year: int) -> list[str]:
    """Order the kommuner by how near they are to a full yes; most keep their place from year to year."""
    eagerness = normals(len(codes()), source_id) + _YEARLY * normals(len(codes()), source_id, year)
    return [codes()[place] for place in np.argsort(-eagerness, kind="stable")]


def _share_of_yes(source_id: str, year: int, utgava: str) -> float:
    planted = truths.planted(utgava).get((source_id, RIKET, year, "T"))
    if planted is not None and planted.value is not None:
        return planted.value / 100
    level = plan.LEVELS[source_id]
    return (level.riket + level.change * (year - _BASE_YEAR)) / 100


def _numbers(coding: Coding, yes: float, total: int) -> list[int]:
    """Return how many give each answer; those who do not say yes divide evenly over the other answers."""
    rest = (1 - yes) / (len(coding.labels) - 1)
    shares = [yes if code == coding.yes else rest for code, _ in coding.labels]
    bounds = np.rint(np.cumsum([0.0, *shares]) * total).astype(int)
    return [int(number) for number in np.diff(bounds)]
