"""Synthetic answers in SPSS files."""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oj_analys import catalog
from oj_analys.domain import DataError
from oj_analys.sources import _cage
from oj_analys.sources._safe_open import open_table
from oj_analys.sources.door.sav_table import read_sav
from oj_analys.sources.door.workbook import Workbook
from oj_analys.sources.invited import read_invited

NAN = float("nan")
END_OF_HEADER = b"\xe7\x03\0\0"
ENCODING = b"\x07\0\0\0\x14\0\0\0\x01\0\0\0\x05\0\0\0UTF-8"

Columns = Mapping[str, list[Any]]
Write = Callable[..., Path]


@pytest.fixture
def write_sav(tmp_path: Path) -> Write:
    def write(columns: Columns, name: str = "svar.sav", **settings: Any) -> Path:
        pyreadstat.write_sav(pd.DataFrame(columns), tmp_path / name, **settings)
        return tmp_path / name

    return write


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file with a bit of everything."""
    path = tmp_path_factory.mktemp("sav") / "svar.sav"
    frame = pd.DataFrame({"F1": [1.0, 9.0, NAN, 4.0], "namn": ["hemligt", "b", "", "Åre"], "d": [1.36e10] * 4})
    labels = {"F1": {1: "Aldrig", 9: "Vet ej"}}
    pyreadstat.write_sav(frame, path, variable_value_labels=labels, missing_ranges={"F1": [9]}, row_compress=True)
    return path.read_bytes()


def cells(path: Path) -> tuple[tuple[object, ...], ...]:
    return open_table(path).sheets[""]


def refused(data: bytes) -> str:
    with pytest.raises(DataError) as caught:
        read_sav(data, "svar.sav")
    assert caught.value.__cause__ is None
    assert "hemligt" not in str(caught.value)
    return str(caught.value)


def stating(data: bytes, rows: int) -> bytes:
    return data[:80] + struct.pack("<i", rows) + data[84:]


def test_labels_stand_in_place_of_codes(write_sav: Write) -> None:
    path = write_sav(
        {"ID": [1.0, 2.0, 3.0], "F1": [1.0, 9.0, 2.0], "kon": ["k", "m", "?"]},
        variable_value_labels={"F1": {1: "Aldrig", 9: "Vet ej"}, "kon": {"k": "Kvinna", "m": "Man"}},
        missing_ranges={"F1": [9]},
    )
    assert cells(path) == (("ID", "F1", "kon"), (1.0, "Aldrig", "Kvinna"), (2.0, "Vet ej", "Man"), (3.0, 2.0, "?"))


def test_declared_missing_without_a_label_is_empty_and_told(write_sav: Write) -> None:
    path = write_sav(
        {"a": [1.0, 9.0, 98.0, NAN], "b": ["x", "99", "", "y"], "c": [9.0, 1.0, 1.0, 1.0]},
        missing_ranges={"a": [9, {"lo": 97, "hi": 99}], "b": ["99"]},
    )
    workbook = open_table(path)
    assert workbook.sheets[""][1:] == ((1.0, "x", 9.0), ("", "", 1.0), ("", "", 1.0), ("", "y", 1.0))
    assert workbook.remarks == (
        "3 värden som filen anger som saknade svar, utan etikett, läses som tomma (kolumn A, B).",
    )


def test_a_file_without_labels_has_its_codes_and_no_remark(write_sav: Write) -> None:
    workbook = open_table(write_sav({"a": [1.0, 2.5, NAN]}))
    assert workbook.sheets[""] == (("a",), (1.0,), (2.5,), ("",))
    assert (workbook.remarks, workbook.questions) == ((), ("",))


def test_the_questions_go_with_the_columns(write_sav: Write) -> None:
    path = write_sav({"F1": [1.0], "x": [2.0], "F2": [3.0]}, column_labels={"F1": "Fråga ett?", "F2": "Två"})
    assert open_table(path).questions == ("Fråga ett?", "", "Två")


def test_values_of_one_label_are_kept_apart(write_sav: Write) -> None:
    path = write_sav(
        {"a": [98.0, 99.0, 1.0, 2.0]}, variable_value_labels={"a": {98: "Vet ej", 99: " vet  EJ", 1: "Ja", 2: "Nej"}}
    )
    assert [row[0] for row in cells(path)[1:]] == ["98 - Vet ej", "99 -  vet  EJ", "Ja", "Nej"]


def test_a_label_that_reads_as_another_value_keeps_its_code(write_sav: Write) -> None:
    path = write_sav({"a": [1.0, 2.0, 3.0]}, variable_value_labels={"a": {1: "2", 3: " "}})
    assert [row[0] for row in cells(path)[1:]] == ["1 - 2", 2.0, 3.0]


def test_dates_times_and_durations(write_sav: Write) -> None:
    path = write_sav(
        {
            "dag": [date(2025, 3, 1), None],
            "start": [datetime(2025, 3, 1, 13, 5, 9)] * 2,  # noqa: DTZ001 - as it stands in the file
            "tid": [90_000.0, NAN],
            "manad": [(datetime(2025, 3, 1, tzinfo=UTC) - datetime(1582, 10, 14, tzinfo=UTC)).total_seconds()] * 2,
        },
        variable_format={"tid": "TIME8", "manad": "MOYR8"},
    )
    start = datetime(2025, 3, 1, 13, 5, 9)  # noqa: DTZ001
    assert cells(path)[1:] == (
        (date(2025, 3, 1), start, timedelta(hours=25), date(2025, 3, 1)),
        ("", start, "", date(2025, 3, 1)),
    )


def test_a_date_beyond_all_calendars(write_sav: Write) -> None:
    path = write_sav({"a": [1.0], "dag": [1e14]}, variable_format={"dag": "DATE11"})
    assert refused(path.read_bytes()).startswith("svar.sav, kolumn B: datum som inte finns i någon kalender")


@pytest.mark.parametrize("packed", [False, True])
def test_long_texts_and_names_come_whole(write_sav: Write, packed: bool) -> None:  # noqa: FBT001
    text = "rad ett\nrad två " * 700
    path = write_sav({"en_fråga_med_långt_namn": [text.strip(), "x"]}, row_compress=packed)
    assert cells(path) == (("en_fråga_med_långt_namn",), (text.strip(),), ("x",))


def of_windows(path: Path) -> bytes:
    """Return a file's bytes as an older program saves them: the same letters in Windows-1252, padded."""
    data = path.read_bytes().replace("å".encode(), b"\xe5 ").replace("ä".encode(), b"\xe4 ")
    assert data.count(ENCODING) == 1
    return data.replace(ENCODING, ENCODING[:12] + struct.pack("<i", 12) + b"windows-1252")


def test_the_letters_of_older_files(write_sav: Write) -> None:
    path = write_sav({"a": ["å", "b"]}, column_labels=["ä"], variable_value_labels={"a": {"b": "ä"}})
    workbook = read_sav(of_windows(path), "svar.sav")
    assert workbook.sheets[""] == (("a",), ("å",), ("ä",))
    assert workbook.questions == ("ä",)


@pytest.mark.parametrize("place", ["value", "label", "question"])
def test_spoilt_letters_are_refused_wherever_they_stand(write_sav: Write, place: str) -> None:
    words = {"value": "x", "label": "x", "question": "x", place: "HÃ¤rjedalen hemligt"}
    path = write_sav(
        {"a": [words["value"]], "b": [1.0]},
        column_labels=[words["question"], None],
        variable_value_labels={"b": {1: words["label"]}},
    )
    message = refused(path.read_bytes())
    assert message.startswith("svar.sav: bokstäver (som å, ä eller ö) är förvanskade i 1 text")


def test_letters_of_another_encoding_than_is_stated(write_sav: Write) -> None:
    data = write_sav({"a": ["å hemligt", "b"]}).read_bytes().replace("å".encode(), b"\xe5 ")
    assert "eller har text i en annan teckenkodning än den anger" in refused(data)


@pytest.mark.parametrize("size", [0, 4, 84, 176, 300])
def test_a_file_that_is_cut_off(whole: bytes, size: int) -> None:
    assert refused(whole[:size]).startswith("svar.sav: SPSS-filen är skadad eller avkortad")


def test_a_file_that_is_cut_off_among_its_rows(write_sav: Write) -> None:
    data = write_sav({"a": ["hemligt"] * 50, "b": [1.0] * 50}).read_bytes()
    assert "skadad eller avkortad" in refused(data[:-20])


@pytest.mark.parametrize(
    ("rows", "cause"),
    [
        (2**31 - 1, "filen anger 2 147 483 647 rader; tillåtet: högst 200 000 rader"),
        (5, "skadad eller avkortad"),
        (-1, "filen anger inte hur många rader den har"),
    ],
)
def test_a_file_that_states_other_rows_than_it_has(whole: bytes, rows: int, cause: str) -> None:
    assert cause in refused(stating(whole, rows)).replace("\u00a0", " ")


def test_a_file_of_too_many_columns(write_sav: Write) -> None:
    path = write_sav({f"v{place}": [1.0] for place in range(1001)})
    assert "anger 1 rad och 1 001 kolumner; tillåtet" in refused(path.read_bytes()).replace("\u00a0", " ")


def test_a_packed_file_is_named(write_sav: Write) -> None:
    path = write_sav({"a": [1.0]}, compress=True)
    with pytest.raises(DataError, match=r"svar.sav: filen är en packad SPSS-fil \(.zsav\).* Spara den som .sav"):
        open_table(path)


@settings(max_examples=150)
@given(place=st.integers(min_value=0), byte=st.integers(min_value=0, max_value=255), count=st.integers(1, 40))
def test_rows_that_are_damaged_are_read_or_refused(whole: bytes, place: int, byte: int, count: int) -> None:
    start = whole.index(END_OF_HEADER) + len(END_OF_HEADER)
    place = start + place % (len(whole) - start)
    data = whole[:place] + bytes([byte]) * count + whole[place + count :]
    with contextlib.suppress(DataError):  # no other error
        assert isinstance(read_sav(data, "svar.sav"), Workbook)


def test_a_header_that_ends_the_reading_library_ends_nothing_else(
    write_sav: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_sav({"a": [1.0]}, variable_value_labels={"a": {1: "Ja"}})
    data = bytearray(path.read_bytes())
    data[data.index(b"A       ") - 20] = 255  # now a text, with labels of numbers
    path.write_bytes(data)
    monkeypatch.setattr(_cage._Here, "is_worker", False)
    with pytest.raises(DataError, match=r"^svar.sav: ") as caught:
        read_invited(path, instrument="ebp", grupp=catalog.grupp("Jämtland"))
    assert "skadad" in str(caught.value)


@pytest.mark.parametrize("place", ["text", "number", "label", "code", "question", "name", "file_label", "note"])
def test_a_personnummer_wherever_it_stands(write_sav: Write, personnummer: str, place: str) -> None:
    columns: dict[str, list[Any]] = {"text": ["x", "y"], "number": [1.0, 2.0]}
    settings: dict[str, Any] = {}
    match place:
        case "text":
            columns["text"][1] = f"se {personnummer}"
        case "number":
            columns["number"][1] = float(personnummer)
        case "label":
            settings["variable_value_labels"] = {"number": {1: personnummer}}
        case "code":
            settings["variable_value_labels"] = {"number": {int(personnummer): "Ja"}}
        case "question":
            settings["column_labels"] = {"number": f"Är {personnummer} du?"}
        case "name":
            columns[f"v{personnummer}"] = [1.0, 2.0]
        case "file_label":
            settings["file_label"] = personnummer
        case _:
            settings["note"] = [personnummer]
    with pytest.raises(DataError) as caught:
        open_table(write_sav(columns, **settings))
    assert "innehåller det som ser ut som personnummer" in str(caught.value)
    for error in (caught.value, caught.value.__context__):
        assert personnummer[6:] not in repr(error)


def test_the_same_table_as_csv(write_sav: Write, write_csv: Callable[..., Path]) -> None:
    columns = {"ID": ["1", "2"], "Kommun": ["Åre", "Härjedalen"], "F1": ["NA", ""]}
    rows = [tuple(columns), *zip(*columns.values(), strict=True)]
    assert cells(write_sav(columns)) == cells(write_csv(rows))


def test_many_columns_of_whole_numbers_stay_numbers(write_sav: Write) -> None:
    frame = pd.DataFrame(np.arange(12.0).reshape(3, 4), columns=list("abcd"))
    assert cells(write_sav({name: list(frame[name]) for name in frame}))[2] == (4.0, 5.0, 6.0, 7.0)
