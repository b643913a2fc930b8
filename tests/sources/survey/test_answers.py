from __future__ import annotations

import math

import pytest

from oj_analys.domain import AnswerState, Point, Scale
from oj_analys.sources._values import Fault
from oj_analys.sources.survey.answers import Answer, AnswerKey

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
    (
        ("Vet ej", AnswerState.DONT_KNOW),
        ("77", AnswerState.DONT_KNOW),
        ("Ej aktuellt", AnswerState.NOT_APPLICABLE),
        ("Avstår", AnswerState.REFUSED),
    ),
)


def read(text: str) -> Answer | Fault:
    return AnswerKey(SCALE).read(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5", 5),
        ("5,0", 5),
        ("5.0", 5),
        ("Instämmer", 4),
        ("INSTÄMMER  INTE\u00a0ALLS. ", 1),
        ("tar helt avstånd", 1),
        ("Insta\u0308mmer", 4),
        ("5 - Instämmer helt", 5),
        ("5 – Instämmer helt", 5),
        ("1 Instämmer inte alls", 1),
        ("4. Instämmer", 4),
        ("Instämmer helt (5)", 5),
        ("5 = Instämmer helt", 5),
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
        ("77", "vet_ej"),
        ("Ej aktuellt.", "ej_aktuell"),
        ("Avstår", "vill_ej"),
    ],
)
def test_why_there_is_no_answer_is_kept(text: str, state: str) -> None:
    answer = read(text)
    assert isinstance(answer, Answer)
    assert math.isnan(answer.code)
    assert answer.state == state


@pytest.mark.parametrize("text", ["0", "6", "1,5", "1.5", "99", "-1"])
def test_a_code_beyond_the_scale(text: str) -> None:
    fault = read(text)
    assert isinstance(fault, Fault)
    assert fault[:2] == ("kod utanför skalan", "heltal 1–5")
    assert "[fil.koder.instammande]" in fault.action


@pytest.mark.parametrize("text", ["4 - Instämmer helt", "Instämmer helt (4)", "0 Instämmer inte alls"])
def test_a_label_with_the_code_of_another(text: str) -> None:
    fault = read(text)
    assert isinstance(fault, Fault)
    assert fault.found == "koden och orden är inte samma svar"
    assert "[fil.koder.instammande]" in fault.action


@pytest.mark.parametrize("text", ["Instämmer inte al", "Instämmer helt ibland", "Ja", "4-5", "True"])
def test_part_of_a_label_is_unknown(text: str) -> None:
    fault = read(text)
    assert isinstance(fault, Fault)
    assert fault.found == "okänt svar"
    assert fault.allowed.startswith('"Instämmer inte alls", "Instämmer inte", "Varken eller"')
    assert fault.allowed.endswith('"Vet ej", "77", "Ej aktuellt", "Avstår"')


@pytest.mark.parametrize(
    ("text", "code"),
    [("0", 5), ("4", 1), ("4 - Instämmer inte alls", 1), ("Instämmer helt (0)", 5), ("Instämmer helt", 5)],
)
def test_declared_codes_hold_for_codes_and_never_for_words(text: str, code: int) -> None:
    turned = AnswerKey(SCALE, {0: 5, 1: 4, 2: 3, 3: 2, 4: 1})
    assert turned.read(text) == Answer(code, AnswerState.ANSWERED)


@pytest.mark.parametrize("text", ["5", "-1", "5 - Instämmer helt"])
def test_a_code_that_is_not_declared(text: str) -> None:
    fault = AnswerKey(SCALE, {0: 1, 1: 2, 2: 3, 3: 4, 4: 5}).read(text)
    assert isinstance(fault, Fault)


ENDS = ("Instämmer inte alls", "Instämmer helt", "Vet ej", "")


def test_words_for_the_ends_with_codes_from_0_between_them_are_doubtful() -> None:
    fault = AnswerKey(SCALE).doubt([*ENDS, "1", "2", "3"])
    assert fault is not None
    assert fault.found == "koderna mellan skalans ändar ser ut att börja på 0"
    assert AnswerKey(SCALE, {0: 1, 1: 2, 2: 3, 3: 4, 4: 5}).doubt([*ENDS, "1", "2", "3"]) is None


@pytest.mark.parametrize("codes", [("2", "3", "4"), ("1", "2", "3", "4", "5"), ("3",), ()])
def test_words_for_the_ends_with_our_own_codes_are_not(codes: tuple[str, ...]) -> None:
    assert AnswerKey(SCALE).doubt([*ENDS, *codes]) is None


def test_a_column_of_answers_is_known_by_what_it_holds() -> None:
    key = AnswerKey(SCALE)
    assert key.fits(["4", "", "Vet ej"])
    assert not key.fits(["", "Vet ej"])
    assert not key.fits(["4", "Mycket bra kurs"])
