from __future__ import annotations

import math

import pytest

from oj_analys.domain import AnswerState, Point, Scale
from oj_analys.sources._answers import Answer, AnswerKey
from oj_analys.sources._values import Fault

SCALE = Scale(
    "instammande",
    "Instämmande",
    (
        Point(1, 1, ("Instämmer inte alls", "Tar helt avstånd")),
        Point(2, 2, ("Instämmer inte",)),
        Point(3, 3, ("Varken eller",)),
        Point(4, 4, ("Instämmer",)),
        Point(5, 5, ("Instämmer helt",)),
    ),
    3,
    (("Vet ej", AnswerState.DONT_KNOW), ("Ej aktuellt", AnswerState.NOT_APPLICABLE), ("Avstår", AnswerState.REFUSED)),
)


def read(text: str) -> Answer | Fault:
    return AnswerKey(SCALE).read(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5", 5),
        ("5,0", 5),
        ("Instämmer", 4),
        ("INSTÄMMER  INTE\u00a0ALLS. ", 1),
        ("tar helt avstånd", 1),
        ("Insta\u0308mmer", 4),
        ("5 - Instämmer helt", 5),
        ("5 – Instämmer helt", 5),
        ("1 Instämmer inte alls", 1),
        ("4. Instämmer", 4),
        ("Instämmer helt (5)", 5),
    ],
)
def test_an_answer_is_a_code_a_label_or_both(text: str, code: int) -> None:
    assert read(text) == Answer(code, AnswerState.ANSWERED)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", "blank"),
        (" \u00a0", "blank"),
        ("-", "blank"),
        ("vet ej", "vet_ej"),
        ("9 - Vet ej", "vet_ej"),
        ("Ej aktuellt.", "ej_aktuell"),
        ("Avstår", "vill_ej"),
    ],
)
def test_why_there_is_no_answer_is_kept(text: str, state: str) -> None:
    answer = read(text)
    assert isinstance(answer, Answer)
    assert math.isnan(answer.code)
    assert answer.state == state


@pytest.mark.parametrize("text", ["0", "6", "1,5", "99", "-1"])
def test_a_code_beyond_the_scale(text: str) -> None:
    assert read(text)[:2] == ("kod utanför skalan", "heltal 1–5")


@pytest.mark.parametrize(
    "text",
    ["Instämmer inte al", "Instämmer helt ibland", "4 - Instämmer helt", "Instämmer helt (4)", "Ja", "4-5", "True"],
)
def test_part_of_a_label_and_a_label_with_another_code_are_unknown(text: str) -> None:
    fault = read(text)
    assert isinstance(fault, Fault)
    assert fault.found == "okänt svar"
    assert fault.allowed.startswith('"Instämmer inte alls", "Instämmer inte", "Varken eller"')
    assert fault.allowed.endswith('"Vet ej", "Ej aktuellt", "Avstår"')
