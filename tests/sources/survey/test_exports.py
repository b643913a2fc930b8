"""The same answers in every shape that a survey tool may give them, and what the load report says of the rest."""

from __future__ import annotations

import csv
import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from oj_analys import catalog
from oj_analys.domain import AnswerState, Item
from oj_analys.sources._part import Origin
from oj_analys.sources.files import AnswerSheet, SurveyFile, TablePlace
from oj_analys.sources.loaded import load
from oj_analys.sources.survey.read import Round, read_round

Row = Sequence[object]
Answers = Sequence[int]  # 1–5, or one of the codes below
Faults = Callable[[Callable[[], object]], list[str]]

EBP = catalog.questionnaire("ebp")
GRUPP = catalog.grupp("Jämtland")
DONT_KNOW, NOT_APPLICABLE, REFUSED, BLANK = 9, 8, 7, 0
STATES = {
    DONT_KNOW: AnswerState.DONT_KNOW,
    NOT_APPLICABLE: AnswerState.NOT_APPLICABLE,
    REFUSED: AnswerState.REFUSED,
    BLANK: AnswerState.BLANK,
}
WORDS = {DONT_KNOW: "Vet ej", NOT_APPLICABLE: "Ej aktuellt", REFUSED: "Vill ej svara"}
NUMBERED = [f"{item.nr}." for item in EBP.items]
LEADING = ("ID", "Kommun", "Roll")


def described(path: Path, **other: Any) -> SurveyFile:
    """A file with the columns ID, Kommun and Roll, all of 2025 unless told otherwise."""
    file = SurveyFile(TablePlace(path, Origin(path.name)), EBP, "2025", "ID", "Kommun", {"roll": "Roll"})
    return replace(file, **other)


def label(item: Item, code: int) -> str:
    if code in STATES:
        return WORDS.get(code, "")
    point = EBP.scale(item.scale).point(code)
    assert point is not None
    return point.label


def as_code(item: Item, code: int) -> object:
    return code if code not in STATES else label(item, code)


def code_first(item: Item, code: int) -> str:
    return f"{code} - {label(item, code)}" if code else ""


def code_last(item: Item, code: int) -> str:
    return f"{label(item, code)} ({code})" if code else ""


def only_ends(item: Item, code: int) -> object:
    return f"{code} {label(item, code)}" if code in (1, 5) else as_code(item, code)


FORMS: tuple[Callable[[Item, int], object], ...] = (as_code, label, code_first, code_last, only_ends)


def rows_of(people: Sequence[Answers], form: Callable[[Item, int], object]) -> list[Row]:
    return [
        (ident, "Åre", "Chef", *(form(item, code) for item, code in zip(EBP.items, answers, strict=True)))
        for ident, answers in enumerate(people, start=1)
    ]


def write_csv(path: Path, rows: Sequence[Row], encoding: str, separator: str) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    return path


def write_book(path: Path, rows: Sequence[Row]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Svar")
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
    return path


def write_sav(path: Path, people: Sequence[Answers]) -> Path:
    """Write codes with labels as SPSS has them: 9 is declared missing, a blank is left out by the system."""
    codes = {
        f"Q1_{item.nr}": [float(answers[place]) if answers[place] else math.nan for answers in people]
        for place, item in enumerate(EBP.items)
    }
    idents = {"ID": [float(ident) for ident in range(1, len(people) + 1)]}
    texts = {"Kommun": ["Åre"] * len(people), "Roll": ["Chef"] * len(people)}
    labels = {
        f"Q1_{item.nr}": {code: label(item, code) for code in (1, 2, 3, 4, 5, REFUSED, NOT_APPLICABLE, DONT_KNOW)}
        for item in EBP.items
    }
    pyreadstat.write_sav(
        pd.DataFrame(idents | texts | codes),
        path,
        column_labels=["", "", "", *(f"Påstående nummer {item.nr}" for item in EBP.items)],
        variable_value_labels=labels,
        missing_ranges={name: [float(DONT_KNOW)] for name in codes},
    )
    return path


def expected(people: Sequence[Answers]) -> set[tuple[str, str, float, str]]:
    """What the frame must hold, 0 where there is no answer."""
    return {
        (str(ident), item.id, *((0, str(STATES[code])) if code in STATES else (code, "besvarad")))
        for ident, answers in enumerate(people, start=1)
        for item, code in zip(EBP.items, answers, strict=True)
    }


one_answer = st.sampled_from([1, 2, 3, 4, 5, DONT_KNOW, NOT_APPLICABLE, REFUSED, BLANK])
some_people = st.lists(st.lists(one_answer, min_size=37, max_size=37), min_size=1, max_size=4)


@settings(deadline=None, max_examples=8)
@given(people=some_people, seed=st.integers(0, 10**6))
def test_codes_labels_mixed_cells_csv_xlsx_and_sav_give_the_identical_frame(
    tmp_path_factory: pytest.TempPathFactory, people: list[list[int]], seed: int
) -> None:
    folder = tmp_path_factory.mktemp("svar")
    headings = (*LEADING, *NUMBERED)
    files = [write_sav(folder / "a.sav", people)]
    for number, form in enumerate(FORMS):
        rows = [headings, *rows_of(people, form)]
        files += [
            write_csv(folder / f"a{number}.csv", rows, "utf-8-sig", ";"),
            write_csv(folder / f"b{number}.csv", rows, "cp1252", ","),
            write_csv(folder / f"c{number}.csv", rows, "utf-16", ";"),
            write_book(folder / f"d{number}.xlsx", rows),
        ]
    order = [*range(len(headings))]
    random.Random(seed).shuffle(order)  # noqa: S311 - an order of columns
    turned = [[cells[place] for place in order] for cells in [headings, *reversed(rows_of(people, label))]]
    files.append(write_csv(folder / "turned.csv", turned, "utf-8", ";"))
    worded = [(*LEADING, *(item.label.upper() for item in EBP.items)), *rows_of(people, label)]
    files.append(write_book(folder / "worded.xlsx", worded))

    frames = [read_round(described(path), GRUPP).responses for path in files]

    told = frames[0][["respondent", "item", "answer", "state"]].fillna(0).itertuples(index=False, name=None)
    assert set(told) == expected(people)
    for path, frame in zip(files, frames, strict=True):
        pd.testing.assert_frame_equal(frame, frames[0], obj=path.name)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Round]:
    """Read rows of which the first are headings, with what ``underlag.toml`` says of the file."""

    def of(rows: Sequence[Row], *, heads: int = 1, skipped: int = 0, **other: Any) -> Round:
        file = described(write_csv(tmp_path / "ebp.csv", rows, "utf-8", ";"), **other)
        return read_round(replace(file, place=replace(file.place, header_rows=heads, skipped_rows=skipped)), GRUPP)

    return of


@pytest.fixture
def refused(read: Callable[..., Round], faults_of: Faults) -> Callable[..., list[str]]:
    return lambda rows, **other: faults_of(lambda: read(rows, **other))


def answer(read_: Round, item: str) -> float:
    return float(read_.responses.set_index("item").loc[item, "answer"])


def one(answers: Mapping[int, object], ident: object = 1, kommun: object = "Åre", *more: object) -> Row:
    """A person whose answers are 4, except those given by number."""
    return (ident, kommun, "Chef", *(answers.get(item.nr, 4) for item in EBP.items), *more)


def test_items_by_the_forms_own_wording(read: Callable[..., Round]) -> None:
    own = [f"Formulärets fråga om sak {item.nr} i arbetet?" for item in EBP.items]
    wording = {text.casefold().rstrip("?"): item.nr for item, text in zip(EBP.items, own, strict=True)}
    assert answer(read([(*LEADING, *own), one({12: 2})], questions=wording), "p12") == 2


def test_the_forms_wording_is_never_matched_in_part(refused: Callable[..., list[str]]) -> None:
    headings = (*LEADING, "Jag söker forskning ofta", *NUMBERED[1:])
    unknown, missing = refused([headings, one({})], questions={"jag söker forskning": 1})
    assert unknown.startswith('ebp.csv: ingen kolumn har rubriken "jag söker forskning"')
    assert missing.startswith("ebp.csv: 1 fråga har ingen kolumn (1)")


def test_the_numbers_of_several_questions_clash_until_they_are_declared(
    read: Callable[..., Round], refused: Callable[..., list[str]]
) -> None:
    parts = [f"Q5_{nr}" for nr in range(1, 11)] + [f"Q6_{nr}" for nr in range(1, 28)]
    rows = [(*LEADING, *parts), one({12: 2})]
    messages = refused(rows)
    assert len(messages) == 11
    assert "fråga 1 har flera kolumner (D, N)" in messages[0]
    assert "[fil.fragor]" in messages[0]
    declared = {part.casefold(): nr for nr, part in enumerate(parts, start=1)}
    assert answer(read(rows, questions=declared), "p12") == 2


def test_a_declared_heading_goes_before_a_number(read: Callable[..., Round]) -> None:
    rows = [(*LEADING, "1.", *NUMBERED[1:], "Kännedom"), one({1: 5}, 1, "Åre", 2)]
    found = read(rows, questions={"kännedom": 1})
    assert answer(found, "p01") == 2
    assert "1 annan kolumn läses inte (D)" in found.notices[1].text


def test_a_statement_that_no_item_is(refused: Callable[..., list[str]]) -> None:
    headings = (*LEADING, *NUMBERED, "38. Ett påstående till", "39. Kommentar", "40.")
    (message,) = refused([headings, one({}, 1, "Åre", "Instämmer", "Bra enkät", 3)])
    assert message.startswith("ebp.csv: 2 påståenden finns inte i formuläret (38, 40)")


def test_numbers_below_a_question(read: Callable[..., Round]) -> None:
    """A question over its statements: not merged in a text file, so it stands over the first only."""
    rows = [
        ("", "", "", "5. Ta ställning", *[""] * 36),
        (*LEADING, *(str(item.nr) for item in EBP.items)),
        one({1: 2, 12: 3}),
    ]
    found = read(rows, heads=2)
    assert (answer(found, "p01"), answer(found, "p12")) == (2, 3)


def test_a_merged_question_lends_its_number_to_no_statement(tmp_path: Path) -> None:
    path = tmp_path / "ebp.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 3, 0, 39, "5. Ta ställning")
        sheet.write_row(1, 0, (*LEADING, *(item.label for item in EBP.items)))
        sheet.write_row(2, 0, one({5: 2}))
    file = described(path)
    found = read_round(replace(file, place=replace(file.place, header_rows=2)), GRUPP)
    assert answer(found, "p05") == 2


def test_rows_of_metadata_below_the_headings(read: Callable[..., Round]) -> None:
    headings = (*LEADING, *(f"Q1_{item.nr}" for item in EBP.items))
    texts = ("Svars-ID", "Kommun", "Roll", *(f"Ta ställning - {item.nr} - text" for item in EBP.items))
    idents = [f'{{"ImportId":"QID{place}"}}' for place in range(40)]
    assert answer(read([headings, texts, idents, one({12: 2})], skipped=2), "p12") == 2


RECODES = {"instammande": {0: 1, 1: 2, 2: 3, 3: 4, 4: 5}}


def test_codes_from_0_must_be_declared(read: Callable[..., Round], refused: Callable[..., list[str]]) -> None:
    rows = [(*LEADING, *NUMBERED), one({1: 0}), one({1: 0, 2: 3}, 2)]
    (message,) = refused(rows)
    assert message.startswith("ebp.csv, fråga 1 (kolumn D), rad 2, 3: kod utanför skalan (2 rader)")
    assert "skriv under [fil.koder.instammande] i underlag.toml" in message
    found = read(rows, recodes=RECODES)
    assert answer(read(rows[:2], recodes=RECODES), "p01") == 1
    assert answer(read(rows[:2], recodes=RECODES), "p30") == 4  # the other scale is not declared
    assert set(found.responses.loc[found.responses["item"] == "p02", "answer"]) == {4, 5}


def test_words_for_the_ends_only_and_codes_from_0_between_them(refused: Callable[..., list[str]]) -> None:
    ends = ["Instämmer inte alls", "1", "2", "3", "Instämmer helt"]
    rows = [one({item.nr: ends[(item.nr + n) % 5] for item in EBP.items if item.nr < 30}, n) for n in range(5)]
    (message,) = refused([(*LEADING, *NUMBERED), *rows])
    assert message.startswith("ebp.csv: koderna mellan skalans ändar ser ut att börja på 0")


ROUNDS = {"våren 2023": "2023", "våren 2025": "2025"}
TOLD: Mapping[str, Any] = {"period": "", "round_column": "Omgång", "rounds": ROUNDS}


def test_several_rounds_in_one_file(read: Callable[..., Round]) -> None:
    rows = [
        (*LEADING, *NUMBERED, "Omgång"),
        one({1: 2}, 1, "Åre", "Våren 2025"),
        one({1: 3}, 1, "Åre", "VÅREN 2023."),
        one({1: 5}, 1, "Åre", "våren 2025"),
    ]
    found = read(rows, **TOLD)
    first = found.responses[found.responses["item"] == "p01"]
    assert list(zip(first["period"], first["respondent"], first["answer"], strict=True)) == [
        ("2023", "1", 3),
        ("2025", "1", 2),
    ]
    assert found.periods == ("2023", "2025")
    assert (found.tallies[0].read, found.tallies[0].used) == (3, 2)


def test_a_round_that_is_not_declared(refused: Callable[..., list[str]]) -> None:
    rows = [(*LEADING, *NUMBERED, "Omgång"), *(one({}, n, "Åre", word) for n, word in enumerate(("Hösten", "")))]
    (message,) = refused(rows, **TOLD)
    assert message == (
        'ebp.csv, kolumn "Omgång" (AO), rad 2, 3: okänd omgång (2 rader); tillåtet: "våren 2023", "våren 2025". '
        "Lägg till ordet under [fil.omgangar] i underlag.toml, eller rätta det."
    )


STATUSES = {"klar": AnswerSheet.WHOLE, "delvis": AnswerSheet.PARTIAL, "test": AnswerSheet.TEST}
WITH_STATUS: Mapping[str, Any] = {"status_column": "Status", "statuses": STATUSES}


def test_partial_answers_are_used_and_counted_and_tests_are_not(read: Callable[..., Round]) -> None:
    rows = [
        (*LEADING, *NUMBERED, "Status"),
        one({}, 1, "Åre", "Klar"),
        one({}, 2, "Åre", "Delvis"),
        one({}, 3, "Skara", "Delvis"),
        ("", "ingenstans", "?", *["asdf"] * 37, "Test"),
    ]
    found = read(rows, **WITH_STATUS)
    assert found.tallies[0].unused == {"testsvar": 1, "från kommuner utanför gruppen": 1}
    assert "4 rader lästa, 2 används" in found.notices[0].text
    assert found.notices[0].text.endswith(" Av raderna som används är 1 ofullständiga.")


def test_a_status_that_is_not_declared(refused: Callable[..., list[str]]) -> None:
    (message,) = refused([(*LEADING, *NUMBERED, "Status"), one({}, 1, "Åre", "Hemlig")], **WITH_STATUS)
    assert message.startswith(
        'ebp.csv, kolumn "Status" (AO), rad 2: okänd status (1 rad); tillåtet: "klar", "delvis", "test"'
    )
    assert "Hemlig" not in message


def test_without_a_status_column_nothing_is_guessed(read: Callable[..., Round]) -> None:
    rows = [(*LEADING, *NUMBERED, "Status"), one({}, "test", "Åre", "Test")]
    assert read(rows).tallies[0].used == 1


def test_several_background_questions(tmp_path: Path) -> None:
    roles = EBP.backgrounds[0]
    two = replace(EBP, backgrounds=(roles, replace(roles, id="cirkel", values=(("ja", ("Ja",)), ("nej", ("Nej",))))))
    rows = [(*LEADING, *NUMBERED, "Cirkel"), *(one({}, n, "Åre", word) for n, word in enumerate(("Ja", "", "NEJ")))]
    path = write_csv(tmp_path / "ebp.csv", rows, "utf-8", ";")
    file = described(path, instrument=two, background={"roll": "Roll", "cirkel": "Cirkel"})
    found = read_round(file, GRUPP).responses.drop_duplicates("respondent")
    assert list(found["background"]) == ["cirkel=ja;roll=chef", "roll=chef", "cirkel=nej;roll=chef"]


UNDERLAG = """
syntetisk = true
utgava = "2025-06"
uttag = 2025-06-23
grupp = "jamtland"
avsandare = "Exempel"
kontakt = "fragor@exempel.invalid"
mote = "Möte"

[[fil]]
fil = "ebp.csv"
typ = "enkat"
instrument = "ebp"
rubrikrader = 2
metadatarader = 1
kolumn_id = "ID"
kolumn_kommun = "Kommun"
kolumn_omgang = "Omgång"
kolumn_status = "Status"
producent = "Exempel"
hamtad = 2025-05-30
[fil.bakgrund]
roll = "Roll"
[fil.omgangar]
"Våren 2023" = "2023"
"Våren 2025" = "2025"
[fil.status]
"Complete" = "hel"
"Preview" = "test"
[fil.fragor]
"Min egen fråga?" = 1
[fil.koder.instammande]
"0" = 1
"1" = 2
"2" = 3
"3" = 4
"4" = 5
"""


def test_what_underlag_says_of_a_file_with_two_rounds(
    write_csv: Callable[..., Path], write_text: Callable[[str, str], Path]
) -> None:
    headings = (*LEADING, "Min egen fråga?", *(f"Q{item.nr}" for item in EBP.items[1:]), "Omgång", "Status")
    rows = [
        [*[""] * 3, "Påståenden", *[""] * 38],
        headings,
        ["{}"] * 42,
        one({1: 0}, 1, "Åre", "våren 2023", "Complete"),
        one({1: 4}, 1, "Åre", "våren 2025", "Complete"),
        one({1: 3}, 2, "Åre", "våren 2025", "Preview"),
    ]
    write_csv(rows, "ebp.csv", encoding="utf-8")
    found = load(write_text("underlag.toml", UNDERLAG).parent)
    assert found.ebp is not None
    first = found.ebp.responses[found.ebp.responses["item"] == "p01"]
    assert list(zip(first["period"], first["answer"], strict=True)) == [("2023", 1), ("2025", 5)]
    assert dict(found.ebp.sources) == {"2023": "exempel:ebp.csv", "2025": "exempel:ebp.csv"}
    assert [(tally.read, tally.used, dict(tally.unused)) for tally in found.tallies] == [(3, 2, {"testsvar": 1})]


one_row = st.tuples(
    st.integers(1, 3), st.sampled_from(["Åre", "Skara"]), st.sampled_from(["Klar", "Delvis", "Test"]), st.integers(1, 2)
)


@settings(deadline=None, max_examples=25)
@given(st.lists(one_row, min_size=1, max_size=12))
def test_the_load_report_adds_up(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[int, str, str, int]]
) -> None:
    """Outsiders, tests and repeated persons: each row is used, or set aside for one reason."""
    rows = [one({1: first}, ident, kommun, status) for ident, kommun, status, first in told]
    path = write_csv(tmp_path_factory.mktemp("s") / "ebp.csv", [(*LEADING, *NUMBERED, "Status"), *rows], "utf-8", ";")
    found = read_round(described(path, **WITH_STATUS), GRUPP)
    (tally,) = found.tallies
    inside = [row for row in told if row[1:3] not in (("Skara", "Klar"), ("Skara", "Delvis")) and row[2] != "Test"]
    first: dict[int, tuple[int, str, str, int]] = {}
    for row in inside:
        first.setdefault(row[0], row)
    copies = sum(row == first[row[0]] for row in inside) - len(first)
    reasons = {
        "testsvar": sum(row[2] == "Test" for row in told),
        "från kommuner utanför gruppen": sum(row[1] == "Skara" and row[2] != "Test" for row in told),
        "helt lika en tidigare rad": copies,
        "med samma id som en tidigare rad, men andra uppgifter": len(inside) - len(first) - copies,
    }
    assert (tally.read, tally.used) == (len(told), len(first))
    assert tally.unused == {reason: count for reason, count in reasons.items() if count}
    assert len(found.responses) == 37 * len(first)
    answers = found.responses[found.responses["item"] == "p01"]
    assert dict(zip(answers["respondent"], answers["answer"], strict=True)) == {
        str(ident): row[3] for ident, row in first.items()
    }
