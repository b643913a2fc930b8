from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from statistics import mean
from typing import TYPE_CHECKING, Any

import pytest

from oj_analys import catalog, swedish
from oj_analys.domain import AnswerState, Item
from oj_analys.example.person_truths import INVITED, PERSON_TRUTHS, RESPONDENTS, ROUNDS, STAFF, UNANIMOUS, UNSURE
from oj_analys.example.survey_files import KOMMUN_QUESTION, ROLE_QUESTION
from oj_analys.example.truths import ARE, BERG, BRACKE, EIGHT, HARJEDALEN, RAGUNDA

if TYPE_CHECKING:
    from conftest import Record

    Tables = dict[str, dict[str, list[Record]]]

EBP = catalog.questionnaire("ebp")
TEXT = {truth.name: truth.text for truth in PERSON_TRUTHS}
LEAST_MEAN, LEAST_SHARES, SEVERAL_ROLES = 7, 10, 10


def _rows(tables: Tables, period: str) -> list[Record]:
    return tables[f"ebp-{period}.xlsx"]["Svar"]


def _kommun(row: Record) -> str:
    return catalog.kommun(row[KOMMUN_QUESTION]).code


def _column(rows: list[Record], item: Item) -> str:
    return next(heading for heading in rows[0] if heading.startswith(f"{item.nr}. "))


def _answer(cell: Any, item: Item) -> int | AnswerState:
    """Read a cell as a person would: by its code if it has one, else by its word."""
    scale = EBP.scale(item.scale)
    if cell is None:
        return AnswerState.BLANK
    if code := re.search(r"[1-5]", str(cell)):
        return int(code[0])
    words: dict[str, int | AnswerState] = {word: point.code for point in scale.points for word in point.words}
    return (words | dict(scale.non_answers))[cell]


def _answers(tables: Tables, period: str, item: Item, kommun: str = "") -> list[int | AnswerState]:
    rows = _rows(tables, period)
    heading = _column(rows, item)
    return [_answer(row[heading], item) for row in rows if kommun in ("", _kommun(row))]


def _valid(tables: Tables, period: str, item: Item, kommun: str = "") -> list[int]:
    return [answer for answer in _answers(tables, period, item, kommun) if isinstance(answer, int)]


def _scores(tables: Tables, period: str, subscale: str, kommun: str = "") -> list[float]:
    items = EBP.items_of(subscale)
    people = zip(*(_answers(tables, period, item, kommun) for item in items), strict=True)
    return [score for person in people for score in _score(person, items)]


def _score(person: tuple[int | AnswerState, ...], items: tuple[Item, ...]) -> Iterator[float]:
    turned = [
        6 - answer if item.direction < 0 else answer
        for answer, item in zip(person, items, strict=True)
        if isinstance(answer, int)
    ]
    if len(turned) >= EBP.least_answered * len(items):
        yield mean(turned)


def _item(item_id: str) -> Item:
    return next(item for item in EBP.items if item.id == item_id)


@pytest.mark.parametrize("period", ROUNDS)
def test_so_many_answered_in_every_kommun_and_role(tables: Tables, period: str) -> None:
    rows = _rows(tables, period)
    assert Counter(map(_kommun, rows)) == RESPONDENTS[period]
    codes = {word: code for code, words in EBP.backgrounds[0].values for word in words}
    chefer = Counter(_kommun(row) for row in rows if codes[row[ROLE_QUESTION]] == "chef")
    assert chefer == {kommun: counts[0] for kommun, counts in STAFF[period].items()}
    assert set(chefer.values()) <= {1, 2, 3, 4}


def test_developers_are_too_few_in_2023_and_every_role_is_large_in_2025() -> None:
    earlier, later = (sorted(map(sum, zip(*STAFF[period].values(), strict=True))) for period in ROUNDS)
    assert earlier[0] == 4
    assert earlier[0] < LEAST_MEAN < earlier[1] < earlier[2]
    assert min(later) >= SEVERAL_ROLES


def test_nobody_answers_nothing_and_berg_takes_no_part(tables: Tables) -> None:
    for period in ROUNDS:
        assert all(any(row[_column([row], item)] for item in EBP.items) for row in _rows(tables, period))
        assert set(EIGHT) - set(RESPONDENTS[period]) == {BERG}


def test_the_tool_keeps_names_and_addresses_that_are_plainly_made_up(tables: Tables) -> None:
    for period in ROUNDS:
        rows = _rows(tables, period)
        assert sorted(row["ID"] for row in rows) == list(range(1, len(rows) + 1))
        for row in rows:
            assert row["Namn"] == f"Exempel Person {row['ID']}"
            assert row["E-postadress"] == f"person{row['ID']}@exempel.invalid"
            assert row["Starttid"] < row["Slutförandetid"]


def test_every_item_has_its_column_and_some_headings_end_in_a_hard_space(tables: Tables) -> None:
    for period in ROUNDS:
        headings = list(_rows(tables, period)[0])[7:]
        assert [swedish.nfc(heading) for heading in headings] == [f"{item.nr}. {item.label}" for item in EBP.items]
        assert 1 < sum(heading.endswith(swedish.NBSP) for heading in headings) < len(headings)


def test_words_stand_in_2023_and_every_form_of_an_answer_in_2025(tables: Tables) -> None:
    words, mixed = (
        {row[_column([row], item)] for row in _rows(tables, period) for item in EBP.items} for period in ROUNDS
    )
    assert {word for scale in EBP.scales for point in scale.points for word in point.words} <= words
    assert not [cell for cell in words if cell is not None and re.search(r"[0-9]", str(cell))]
    assert {"4 - Instämmer", "Instämmer (4)", "4", 4, "Vet ej", None} <= mixed


def test_a_kommun_is_written_in_many_ways_in_2025_and_the_rows_are_mixed(tables: Tables) -> None:
    rows = _rows(tables, "2025")
    assert {"Östersunds kommun", "2380", "ÖSTERSUND", " åre ", "Bräcke"} <= {row[KOMMUN_QUESTION] for row in rows}
    assert [row["ID"] for row in rows] != sorted(row["ID"] for row in rows)


def test_two_in_each_round_stop_before_half(tables: Tables) -> None:
    for period in ROUNDS:
        answered = [
            sum(isinstance(_answer(row[_column([row], item)], item), int) for item in EBP.items)
            for row in _rows(tables, period)
        ]
        assert sum(count < 37 / 2 for count in answered) == 2


def test_how_many_were_invited_is_unknown_in_harjedalen_2023_only(tables: Tables) -> None:
    rows = tables["ebp-inbjudna.xlsx"]["Inbjudna"]
    invited = {(str(row["Omgång"]), catalog.kommun(row["Kommun"]).code): row["Inbjudna"] for row in rows}
    assert invited == {(period, kommun): count for period in ROUNDS for kommun, count in INVITED[period].items()}
    answered = {(period, kommun) for period in ROUNDS for kommun in RESPONDENTS[period]}
    assert answered - set(invited) == {("2023", HARJEDALEN)}
    assert all(RESPONDENTS[period][kommun] < count for (period, kommun), count in invited.items())


def _mean(tables: Tables, period: str, subscale: str, kommun: str = "") -> str:
    return swedish.number(mean(_scores(tables, period, subscale, kommun)), 1)


def test_knowledge_rises_and_the_rest_hardly_moves(tables: Tables) -> None:
    told = {subscale.id: [_mean(tables, period, subscale.id) for period in ROUNDS] for subscale in EBP.subscales}
    assert told == {
        "kunskap": ["3,0", "3,5"],
        "attityder": ["3,7", "3,7"],
        "forutsattningar": ["3,2", "3,0"],
        "anvandning": ["2,7", "2,9"],
    }
    assert set(re.findall(r"\d,\d", TEXT["ebp_lanet"])) == {number for pair in told.values() for number in pair}


def test_bracke_lies_above_in_attitudes_and_below_in_use(tables: Tables) -> None:
    told = [_mean(tables, "2025", *which) for which in [("attityder", BRACKE), ("attityder",), ("anvandning", BRACKE)]]
    assert [*told, _mean(tables, "2025", "anvandning")] == re.findall(r"\d,\d", TEXT["ebp_bracke"])


def test_many_do_not_know_on_two_items_of_knowledge(tables: Tables) -> None:
    told = []
    for period in ROUNDS:
        unsure = {item.id: _share_unsure(_answers(tables, period, item)) for item in EBP.items}
        told += [round(unsure[item_id]) for item_id in UNSURE]
        assert max(share for item_id, share in unsure.items() if item_id not in UNSURE) < min(told) / 3
    assert {_item(item_id).subscale for item_id in UNSURE} == {"kunskap"}
    assert told == list(map(int, re.findall(r"\b\d\d\b", TEXT["ebp_vet_ej"])))


def _share_unsure(answers: list[int | AnswerState]) -> float:
    return 100 * answers.count(AnswerState.DONT_KNOW) / len(answers)


def test_ragunda_is_hidden_and_then_shown_in_means_only(tables: Tables) -> None:
    for subscale in EBP.subscales:
        sizes = {
            (period, kommun): len(_scores(tables, period, subscale.id, kommun))
            for period in ROUNDS
            for kommun in RESPONDENTS[period]
        }
        assert {place for place, size in sizes.items() if size < LEAST_MEAN} == {("2023", RAGUNDA)}
        assert min(sizes[period, ARE] for period in ROUNDS) >= LEAST_MEAN
        assert sizes["2025", RAGUNDA] < LEAST_SHARES


def test_only_bracke_is_of_one_opinion_and_only_once(tables: Tables) -> None:
    alike = {
        (kommun, period, item.id)
        for period in ROUNDS
        for kommun in RESPONDENTS[period]
        for item in EBP.items
        for valid in [_valid(tables, period, item, kommun)]
        if len(valid) >= LEAST_MEAN and len(set(valid)) == 1
    }
    assert alike == {UNANIMOUS.place}
    assert _answers(tables, "2025", _item(UNANIMOUS.item), BRACKE) == [UNANIMOUS.code] * RESPONDENTS["2025"][BRACKE]
