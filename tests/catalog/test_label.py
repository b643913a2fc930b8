from __future__ import annotations

from collections.abc import Callable

import pytest

from oj_analys import catalog
from oj_analys.domain import AnswerState, Position, Status

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]


@pytest.mark.parametrize(
    ("position", "mark", "text"),
    [
        (Position.BATTRE, "+", "tydligt bättre"),
        (Position.SAMRE, "!", "tydligt sämre"),
        (Position.HOGRE, ">", "tydligt högre"),
        (Position.LAGRE, "<", "tydligt lägre"),
        (Position.INGEN, "=", "ingen tydlig skillnad"),
        (Position.OSAKERT, "?", "för få svar för att avgöra"),
        (Position.EJ_JAMFORBAR, "", "jämförs inte"),
    ],
)
def test_a_position_has_one_mark_and_its_words(position: Position, mark: str, text: str) -> None:
    assert catalog.labels().position[position] == catalog.Label(mark, text)


def test_hidden_and_missing_have_different_marks() -> None:
    marks = {status: label.mark for status, label in catalog.labels().status.items()}
    assert marks.pop(Status.OK) == ""
    assert marks.pop(Status.SEKRETESS) == ".."
    assert set(marks.values()) == {"–"}


def test_a_hidden_value_never_says_that_the_answers_are_few() -> None:
    hidden = catalog.labels().status[Status.SEKRETESS]
    assert hidden.text == "visas inte, för att ingen enskild ska kunna pekas ut"


def test_references_tell_a_mean_of_kommuner_from_the_lan() -> None:
    reference = catalog.labels().reference
    assert set(reference) == {"riket", "lan", "lan_kommuner", "kommungrupp", "liknande"}
    assert (reference["lan"], reference["lan_kommuner"]) == ("länet", "medel för länets kommuner")


def test_every_state_of_an_answer_has_words_of_its_own() -> None:
    state = catalog.labels().state
    assert list(state) == list(AnswerState)
    assert len(set(state.values())) == len(state)
    assert (state["vet_ej"], state["blank"]) == ("vet ej", "inget svar")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            'ok = { marke = "", text',
            'okej = { marke = "", text',
            'labels.toml, [status]: nyckeln "ok" saknas; tillåtet: tabell',
        ),
        (
            'ok = { marke = "", text',
            'okej = { marke = "", text',
            'labels.toml, [status]: okänd nyckel "okej"; tillåtet: ok',
        ),
        ('marke = "!"', "marke = 1", 'labels.toml, [position], [sämre]: nyckeln "marke" är 1; tillåtet: text'),
        ('marke = "!"', 'marke = "+"', 'labels.toml, [position]: märket "+" står för både bättre och sämre'),
        ('"tydligt sämre"', '""', 'labels.toml, [position], [sämre]: nyckeln "text" är tom'),
        ('lan = "länet"\n', "", 'labels.toml, [referens]: nyckeln "lan" saknas'),
        ('blank = "inget svar"\n', "", 'labels.toml, [tillstand]: nyckeln "blank" saknas; tillåtet: text'),
        ("[skal]", "[skäl]", "labels.toml, rad"),
        ("[skal]", "[skaal]", 'labels.toml: nyckeln "skal" saknas; tillåtet: tabell'),
    ],
)
def test_a_fault_in_the_labels_is_named(change: Change, faults: Faults, old: str, new: str, fault: str) -> None:
    change("labels.toml", old, new)
    assert any(found.startswith(fault) for found in faults()), faults()
