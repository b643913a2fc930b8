"""The survey rows of the checklist of bad inputs: each file is made, and the outcome seen. All persons are made up."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest

from oj_analys import catalog
from oj_analys.domain import DataError
from oj_analys.sources import _cage
from oj_analys.sources._part import NoticeKind, Origin
from oj_analys.sources.files import SurveyFile, TablePlace
from oj_analys.sources.survey import answers
from oj_analys.sources.survey.read import Round, read_round

Row = Sequence[object]

CANARY = "Kanariefågel Ö."
EBP = catalog.questionnaire("ebp")
GRUPP = catalog.grupp("Jämtland")
HEADINGS = ("ID", "Kommun", "Roll", *(f"{item.nr}." for item in EBP.items))


def person(first: object = 4, *, ident: object = "k1", kommun: object = "Åre", role: object = "Chef") -> Row:
    """A faultless row but for what is given; ``first`` is the answer to the first statement."""
    return (ident, kommun, role, first, *[4] * (len(EBP.items) - 1))


def file_of(path: Path) -> SurveyFile:
    return SurveyFile(TablePlace(path, Origin(path.name)), EBP, "2025", "ID", "Kommun", {"roll": "Roll"})


@pytest.fixture
def read(write_csv: Callable[..., Path]) -> Callable[..., Round]:
    def of(*rows: Row, headings: Row = HEADINGS, **other: Any) -> Round:
        return read_round(replace(file_of(write_csv([headings, *rows], "ebp.csv")), **other), GRUPP)

    return of


@pytest.fixture
def stopped(read: Callable[..., Round], capfd: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Return the messages of a stop after seeing that the canary stands nowhere, however the error is turned."""

    def of(*rows: Row, **other: Any) -> str:
        with pytest.raises(DataError) as caught:
            read(*rows, **other)
        error = caught.value
        assert error.__cause__ is None
        assert error.__context__ is None
        told = capfd.readouterr()
        shown = (
            f"{error!r} {error} {error.problems!r} {''.join(traceback.format_exception(error))} {told.out} {told.err}"
        )
        assert "kanarie" not in shown.casefold()
        return str(error)

    return of


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Personnummer", "personnummer"),
        ("pnr", "personnummer"),
        ("Social security number", "personnummer"),
        ("Skyddad adress", "skyddade personuppgifter"),
        ("Protected identity", "skyddade personuppgifter"),
    ],
)
def test_24_columns_that_always_stop(stopped: Callable[..., str], heading: str, kind: str) -> None:
    message = stopped((*person(), CANARY), headings=(*HEADINGS, heading))
    assert message == f"ebp.csv, kolumn AO: kolumnen kan peka ut personer ({kind}). Ta bort kolumnen ur filen."


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Namn", "namn"),
        ("RecipientLastName", "namn"),
        ("Adress", "adress"),
        ("LocationLatitude", "adress"),
        ("Telefon", "telefon"),
        ("Mobile phone", "telefon"),
        ("E-postadress", "e-post"),
        ("Email", "e-post"),
        ("IPAddress", "ip-adress"),
    ],
)
def test_24_columns_that_are_left_out_and_told_of(read: Callable[..., Round], heading: str, kind: str) -> None:
    found = read((*person(), CANARY), headings=(*HEADINGS, heading))
    assert found.notices[1].text == f"ebp.csv: 1 kolumn som kan peka ut personer läses inte ({kind} i AO)."
    assert CANARY not in f"{found!r}{found.notices}{found.responses.to_csv()}"


@pytest.mark.parametrize("heading", ["Starttid", "Completion time", "Duration (in seconds)", "UserLanguage"])
def test_24_system_columns_are_left_out_and_told_of(read: Callable[..., Round], heading: str) -> None:
    found = read((*person(), CANARY), headings=(*HEADINGS, heading))
    assert found.notices[1].text == "ebp.csv: 1 annan kolumn läses inte (AO)."
    assert CANARY not in f"{found!r}{found.notices}{found.responses.to_csv()}"


@pytest.mark.parametrize(
    ("above", "heading", "below", "layout"),
    [
        ("Frågor om dig som svarar på enkäten", "pnr", None, {"header_rows": 2}),
        (None, "Q99", "Har du skyddade personuppgifter?", {"skipped_rows": 1}),
    ],
)
def test_24_what_is_told_above_or_below_the_heading(
    write_csv: Callable[..., Path],
    faults_of: Callable[[Callable[[], object]], list[str]],
    above: str | None,
    heading: str,
    below: str | None,
    layout: Mapping[str, int],
) -> None:
    beside = [[*[""] * 40, text] if text else None for text in (above, below)]
    rows = [beside[0], (*HEADINGS, heading), beside[1], (*person(), "x")]
    file = file_of(write_csv([row for row in rows if row], "ebp.csv"))
    (message,) = faults_of(lambda: read_round(replace(file, place=replace(file.place, **layout)), GRUPP))
    assert "kolumn AO: kolumnen kan peka ut personer" in message


def test_25_ten_digits_with_an_impossible_date_are_warned_of(read: Callable[..., Round], personnummer: str) -> None:
    impossible = f"{personnummer[:2]}13{personnummer[4:6]}-{personnummer[6:]}"
    found = read(person(ident=impossible), person(ident="k2"))
    (warning,) = [notice for notice in found.notices if notice.kind == NoticeKind.GRANSKA]
    assert warning.text.startswith("ebp.csv: 1 cell har tio eller tolv siffror (kolumn A).")
    assert impossible not in f"{found!r}{found.notices}"
    assert found.tallies[0].used == 2


def test_29_rows_of_unlike_length(write_text: Callable[[str, str], Path]) -> None:
    lines = [";".join(map(str, cells)) for cells in (HEADINGS, person(), (*person(), CANARY, CANARY))]
    with pytest.raises(DataError) as caught:
        read_round(file_of(write_text("ebp.csv", "\n".join(lines))), GRUPP)
    assert "ebp.csv, rad 3: 1 rad har fler eller färre fält än de andra" in str(caught.value)
    assert CANARY not in str(caught.value)


def test_29_headings_that_stand_twice_or_are_empty(stopped: Callable[..., str]) -> None:
    headings = ("ID", "Kommun", "kommun:", "1.", "F1", "", *HEADINGS[6:])
    message = stopped(person(), headings=headings)
    assert 'ebp.csv: rubrikraden har "Kommun" i 2 kolumner; tillåtet: en kolumn' in message
    assert 'ebp.csv: rubrikraden saknar "Roll"; tillåtet: en kolumn' in message
    assert "ebp.csv: fråga 1 har flera kolumner (D, E); tillåtet: en kolumn" in message
    assert "ebp.csv: 2 frågor har ingen kolumn (2, 3)" in message


@pytest.mark.parametrize("marker", ["NA", "null", ".", "..", "x", "(", "<5", "*", "#N/A", CANARY])
def test_30_markers_that_no_scale_knows(stopped: Callable[..., str], marker: str) -> None:
    message = stopped(person(marker), person(4, ident="k2"), person(marker, ident="k3"))
    assert message.startswith('ebp.csv, fråga 1 (kolumn D), rad 2, 4: okänt svar (2 rader); tillåtet: "Instämmer inte')
    assert f'"{marker}"' not in message


@pytest.mark.parametrize("marker", ["-", "–", "", " "])
def test_30_markers_of_a_blank(read: Callable[..., Round], marker: str) -> None:
    responses = read(person(marker)).responses
    assert set(responses.loc[responses["item"] == "p01", "state"]) == {"blank"}


@pytest.mark.parametrize("kommun", ["ÅRE", "A\u030are", "Åre kommun ", "2321", "\u00a0Åre\u00a0"])
def test_32_a_kommun_in_any_spelling(write_csv: Callable[..., Path], kommun: str) -> None:
    path = write_csv([HEADINGS, person(kommun=kommun)], "ebp.csv", encoding="utf-8")
    assert set(read_round(file_of(path), GRUPP).responses["unit"]) == {"2321"}


@pytest.mark.parametrize("kommun", ["", CANARY, "../x", "CON", "a/b", "Å" * 300])
def test_32_a_kommun_that_there_is_none_of(stopped: Callable[..., str], kommun: str) -> None:
    message = stopped(person(kommun=kommun))
    assert message.startswith('ebp.csv, kolumn "Kommun" (B), rad 2: okänd kommun (1 rad); tillåtet: kommunens namn')


def test_32_a_misspelt_kommun_is_suggested(stopped: Callable[..., str]) -> None:
    assert "Krokom" in stopped(person(kommun="Kroko"))


@pytest.mark.parametrize("code", [0, 6, 9, 99, "1,5", -1, "1e400"])
def test_40_codes_beyond_the_scale(stopped: Callable[..., str], code: object) -> None:
    message = stopped(person(code))
    assert message.startswith("ebp.csv, fråga 1 (kolumn D), rad 2: ")
    assert str(code) not in message.split("tillåtet")[0].removeprefix("ebp.csv, fråga 1 (kolumn D), rad 2: ")


def test_40_a_code_that_its_words_say_is_no_answer(read: Callable[..., Round]) -> None:
    responses = read(person("9 - Vet ej")).responses
    assert set(responses.loc[responses["item"] == "p01", "state"]) == {"vet_ej"}


def write_sav(path: Path, first: float, **told: Any) -> Path:
    """Write one person whose first answer is a code; the file has no labels unless told otherwise."""
    names = ("ID", "Kommun", "Roll", *(f"F{item.nr}" for item in EBP.items))
    cells = [float(cell) if isinstance(cell, int) else cell for cell in person(first)]
    frame = pd.DataFrame({name: [cell] for name, cell in zip(names, cells, strict=True)})
    pyreadstat.write_sav(frame, path, **told)
    return path


def test_39_a_sav_file_without_labels_has_codes(tmp_path: Path) -> None:
    responses = read_round(file_of(write_sav(tmp_path / "ebp.sav", 2.0)), GRUPP).responses
    assert set(responses.loc[responses["item"] == "p01", "answer"]) == {2}


@pytest.mark.parametrize("code", [0.0, 6.0, 9.0, 99.0, 1.5])
def test_40_codes_beyond_the_scale_in_a_sav_file(tmp_path: Path, code: float) -> None:
    with pytest.raises(DataError, match=r"ebp.sav, fråga 1 \(kolumn D\), rad 2: kod utanför skalan"):
        read_round(file_of(write_sav(tmp_path / "ebp.sav", code)), GRUPP)


def test_40_a_code_that_a_sav_file_declares_missing(tmp_path: Path) -> None:
    labels = {"F1": {9.0: "Vet ej"}}
    path = write_sav(tmp_path / "ebp.sav", 9.0, variable_value_labels=labels, missing_ranges={"F1": [9.0]})
    responses = read_round(file_of(path), GRUPP).responses
    assert set(responses.loc[responses["item"] == "p01", "state"]) == {"vet_ej"}


def test_40_what_a_sav_file_declares_missing_without_a_word_for_it_is_blank_and_told_of(tmp_path: Path) -> None:
    found = read_round(file_of(write_sav(tmp_path / "ebp.sav", 9.0, missing_ranges={"F1": [9.0]})), GRUPP)
    assert set(found.responses.loc[found.responses["item"] == "p01", "state"]) == {"blank"}
    assert found.notices[-1].kind == NoticeKind.SATT_AT_SIDAN
    assert found.notices[-1].text.startswith("ebp.sav: 1 värde som filen anger som")


@pytest.mark.parametrize("data", [b"", b"$FL2", b"$FL2@(#) SPSS DATA FILE", b"\0" * 500])
def test_39_a_sav_file_of_garbage(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "ebp.sav"
    path.write_bytes(data)
    with pytest.raises(DataError, match=r"ebp\.sav"):
        read_round(file_of(path), GRUPP)


def test_49_a_fault_of_our_own_in_a_persons_row_says_only_kind_and_place(
    write_csv: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(_key: object, text: str) -> None:
        raise ValueError(text)

    monkeypatch.setattr(answers.AnswerKey, "read", fail)
    file = file_of(write_csv([HEADINGS, person(CANARY)], "ebp.csv"))
    message = _cage._answer(read_round, (file, GRUPP), {})
    told = capfd.readouterr()
    assert isinstance(message, _cage.Breakdown)
    assert message.kind == "ValueError"
    problem = _cage._broken(_cage.Opening("ebp.csv", 0.0), message)
    assert "läsningen stannade (ValueError i sources/_table.py, rad " in str(problem)
    assert "kanarie" not in f"{message!r}{problem}{told.out}{told.err}".casefold()
