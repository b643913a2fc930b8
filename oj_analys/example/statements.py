"""What they answered: drawn round the planted levels, as codes on the scale as the statement is put."""

from __future__ import annotations

from functools import cache

import numpy as np

from oj_analys import catalog
from oj_analys.domain import AnswerState, Item
from oj_analys.example.person_truths import LEANINGS, LEVELS, UNANIMOUS, UNSURE
from oj_analys.example.respondents import Respondent, respondents, tired
from oj_analys.example.seeds import Floats, normals, uniforms

Answer = int | AnswerState

_ITEM_SPREAD = 0.25
_PERSON_SPREAD = 0.55
_NOISE = 0.75
_KOMMUN_SPREAD = 0.08
_WITHOUT = ((0.010, AnswerState.DONT_KNOW), (0.015, AnswerState.NOT_APPLICABLE), (0.018, AnswerState.REFUSED))
_BLANK = 0.03
_UNSURE_SHARE = 0.3
_LAST_OF_TIRED = 17


@cache
def answers(period: str) -> dict[int, dict[str, Answer]]:
    """Return what each respondent of a round said of each item, by the respondent's number and the item's id."""
    columns = {item.id: _column(item, period) for item in catalog.questionnaire("ebp").items}
    return {
        one.number: {item: column[place] for item, column in columns.items()}
        for place, one in enumerate(respondents(period))
    }


def _column(item: Item, period: str) -> list[Answer]:
    people = respondents(period)
    scale = catalog.questionnaire("ebp").scale(item.scale)
    favourable = np.clip(np.rint(_opinions(item, period)), scale.low, scale.high)
    codes = favourable if item.direction > 0 else scale.low + scale.high - favourable
    lots = uniforms(len(people), "svar", period, item.id).tolist()
    drawn = zip(people, codes.astype(int).tolist(), lots, strict=True)
    return [_answer(one, item, period, code, lot) for one, code, lot in drawn]


def _opinions(item: Item, period: str) -> Floats:
    """Return how favourable each person is to what an item says, before it becomes a step of the scale."""
    people = respondents(period)
    own = _ITEM_SPREAD * _item_offset(item)
    where = np.array([_leaning(one.kommun, item.subscale) for one in people])
    noise = _NOISE * normals(len(people), "svar", period, item.id, "brus")
    return np.asarray(LEVELS[item.subscale][period] + own + where + _persons(item.subscale, period) + noise)


def _item_offset(item: Item) -> float:
    """Return how much easier an item is to agree with than the others of its subscale, which lie round 0."""
    peers = catalog.questionnaire("ebp").items_of(item.subscale)
    drawn = normals(len(peers), "svar", item.subscale)
    return float(drawn[peers.index(item)] - drawn.mean())


def _leaning(kommun: str, subscale: str) -> float:
    planted = LEANINGS.get((kommun, subscale))
    return _KOMMUN_SPREAD * float(normals(1, "svar", kommun, subscale)[0]) if planted is None else planted


@cache
def _persons(subscale: str, period: str) -> Floats:
    """Return how each person leans; in every kommun they lean as much one way as the other."""
    people = respondents(period)
    leanings = _PERSON_SPREAD * normals(len(people), "svarande", period, subscale)
    kommuner = np.array([one.kommun for one in people])
    for kommun in dict.fromkeys(kommuner.tolist()):
        leanings[kommuner == kommun] -= leanings[kommuner == kommun].mean()
    return leanings


def _answer(one: Respondent, item: Item, period: str, code: int, lot: float) -> Answer:
    if (one.kommun, period, item.id) == UNANIMOUS.place:
        return UNANIMOUS.code
    if one.number in tired(period) and item.nr > _LAST_OF_TIRED:
        return AnswerState.BLANK
    if item.id in UNSURE and lot < _UNSURE_SHARE:
        return AnswerState.DONT_KNOW
    state = next((state for limit, state in _WITHOUT if lot < limit), None)
    return state or (AnswerState.BLANK if lot < _BLANK else code)
