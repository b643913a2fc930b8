"""Shares of persons who answered: counts first, then percent, so that value and n always agree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from operator import itemgetter

import numpy as np
from scipy.special import expit, logit

from oj_analys.domain import Status, last_year
from oj_analys.example import plan, truths
from oj_analys.example.cell import Cell, Column, markers, percent
from oj_analys.example.place import codes, county, index, inhabitants
from oj_analys.example.seeds import Floats, normals, uniforms

FEWEST_SHOWN = 5
HIDDEN = "X"

_BASE_YEAR = 2025
_CALM = 0.25
_ITEM_ANSWERED = 0.97


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of how many, kommun by kommun."""

    count: Floats
    n: Floats

    def __add__(self, other: Tally) -> Tally:
        """Put two groups of persons together."""
        return Tally(self.count + other.count, self.n + other.n)


def shares(source_id: str, year: int, sex: str, utgava: str) -> Column:
    """Return percent, count and n of every kommun that takes part; fewer than five answers are hidden."""
    measure = plan.measure(source_id)
    tally = tallies(source_id, year, utgava)[sex]
    joined = _joined(source_id)
    cells = {}
    for code, count, n, joins in zip(codes(), tally.count, tally.n, joined, strict=True):
        if not joins:
            cells[code] = Cell(marker=markers(Status.BORTFALL)[0])
        elif n < FEWEST_SHOWN:
            cells[code] = Cell(marker=HIDDEN)
        else:
            cells[code] = Cell(percent(int(count), int(n), measure), int(n), int(count))
    return cells


@cache
def tallies(source_id: str, year: int, utgava: str) -> dict[str, Tally]:
    """Return the tallies of kvinnor, män and both together."""
    kvinnor, man = _drawn(source_id, year, "K"), _drawn(source_id, year, "M")
    for (measure, unit, _, sex), figure in _planted(source_id, year, utgava).items():
        if sex == "T":
            _plant_both(kvinnor, man, index()[unit], figure, _survey(measure).women)
        else:
            _put({"K": kvinnor, "M": man}[sex], index()[unit], figure.count or 0, figure.n or 0)
    return {"T": kvinnor + man, "K": kvinnor, "M": man}


def _plant_both(kvinnor: Tally, man: Tally, place: int, figure: truths.Figure, women: float) -> None:
    """Split a planted total between kvinnor and män without a difference between them."""
    n, count = figure.n or 0, figure.count or 0
    n_women = round(n * women)
    count_women = round(count * n_women / n)
    _put(kvinnor, place, count_women, n_women)
    _put(man, place, count - count_women, n - n_women)


def _put(tally: Tally, place: int, count: int, n: int) -> None:
    tally.count[place], tally.n[place] = count, n


def _drawn(source_id: str, year: int, sex: str) -> Tally:
    n = _answered(source_id, year, sex)
    share = _likely(source_id, year, sex)
    noise = normals(len(codes()), source_id, year, sex) * np.where(np.isin(codes(), truths.CALM), _CALM, 1)
    count = np.rint(n * share + noise * np.sqrt(n * share * (1 - share)))
    return Tally(np.clip(count, 0, n), n)


def _likely(source_id: str, year: int, sex: str) -> Floats:
    """Return the share to expect in each kommun; the calm ones lie where riket lies."""
    level = plan.LEVELS[source_id]
    sign = {"K": 0.5, "M": -0.5}[sex]
    riket = (level.riket + level.change * (year - _BASE_YEAR) + sign * level.gap) / 100
    lasting = normals(len(codes()), source_id) * np.where(np.isin(codes(), truths.CALM), 0, 1)
    return np.asarray(expit(logit(riket) + level.spread * lasting), dtype=np.float64)


def _answered(source_id: str, year: int, sex: str) -> Floats:
    """Return how many answered; the first question of a survey was answered by all, the others by most."""
    survey = _survey(source_id)
    everyone = _everyone(survey) * np.exp(0.06 * normals(len(codes()), survey.measures[0], "n", year))
    if source_id != survey.measures[0]:
        everyone = everyone * _ITEM_ANSWERED
    n = np.rint(everyone)
    women = np.rint(n * survey.women)
    return women if sex == "K" else n - women


def _everyone(survey: plan.Survey) -> Floats:
    """Return about how many answer each time: by the size of the kommun, or as many as in its latest planted figure."""
    spread = np.exp(0.15 * normals(len(codes()), survey.measures[0], "answered"))
    everyone = inhabitants() * survey.per_1000 / 1000 * spread
    for measure, unit, year, sex in sorted(truths.planted(truths.JUNE), key=itemgetter(2)):
        figure = truths.planted(truths.JUNE)[measure, unit, year, sex]
        if measure == survey.measures[0] and sex == "T" and figure.n:
            everyone[index()[unit]] = figure.n
    return everyone


def _joined(source_id: str) -> list[bool]:
    """Say which kommuner take part in the survey, the same every year."""
    survey = _survey(source_id)
    chances = uniforms(len(codes()), survey.measures[0], "joined").tolist()
    return [
        code not in survey.without if code in county() else chance < survey.joined
        for code, chance in zip(codes(), chances, strict=True)
    ]


def _planted(source_id: str, year: int, utgava: str) -> dict[truths.Key, truths.Figure]:
    return {
        key: figure
        for key, figure in truths.planted(utgava).items()
        if figure.n and figure.measure == source_id and last_year(figure.period) == year
    }


def _survey(source_id: str) -> plan.Survey:
    survey = plan.survey(source_id)
    if survey is None:
        raise KeyError(f"{source_id} comes from no survey of persons")
    return survey
