"""A workbook is judged before any reader meets it, and whatever is wrong with it is said in one way."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from oj_analys.domain import DataError
from oj_analys.sources.door.workbook_check import SMALL, check_workbook
from oj_analys.sources.door.workbook_read import read_cells
from tests.sources.door.hostile import CANARY, ROWS, pack, parts_of, relations, sheet


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bok.xlsx"


def packed(path: Path, **parts: bytes) -> bytes:
    pack(path, parts_of() | parts)
    return path.read_bytes()


def refused(data: bytes) -> str:
    with pytest.raises(DataError) as caught:
        read_cells(data, "bok.xlsx")
    return str(caught.value)


def test_a_short_part_may_be_mostly_repetition(path: Path) -> None:
    assert check_workbook(packed(path, **{"xl/theme/theme1.xml": b"<a>" + b" " * (SMALL - 7) + b"</a>"}), "").sheets


def test_what_is_read_is_what_was_checked(path: Path) -> None:
    data = packed(path, **{"xl/media/image1.png": b"x", "xl/printerSettings/printerSettings1.bin": b"y"})
    with zipfile.ZipFile(check_workbook(data, "").content) as archive:
        assert sorted(archive.namelist()) == sorted(parts_of())


def test_hidden_sheets_are_known(path: Path) -> None:
    pack(path, parts_of(sheet(), sheet(), states={1: "hidden"}))
    assert [one.is_hidden for one in check_workbook(path.read_bytes(), "").sheets] == [True, False]


def test_everything_wrong_with_the_sheets_is_told_at_once(path: Path) -> None:
    pack(
        path,
        parts_of(sheet('<row r="1"><c r="A1"><f>1</f></c></row>'), sheet('<row r="9"><c r="XFD9"><v>1</v></c></row>')),
    )
    first, second = refused(path.read_bytes()).splitlines()
    assert first.startswith("bok.xlsx, blad nr 1: formel utan värde")
    assert second.startswith("bok.xlsx, blad nr 2: det står något ända till")


@pytest.mark.parametrize("target", ["worksheets/saknas.xml", "../../../etc/passwd"])
def test_a_sheet_that_is_not_there(path: Path, target: str) -> None:
    listing = relations(("rId1", "worksheet", target)).encode()
    assert "skadad eller avkortad" in refused(packed(path, **{"xl/_rels/workbook.xml.rels": listing}))


def test_names_of_parts_are_not_quoted(path: Path) -> None:
    assert CANARY not in refused(packed(path, **{f"../{CANARY}": b""}))


def test_nothing_of_a_workbook_shows_in_the_repr_of_its_check(path: Path) -> None:
    pack(path, parts_of(sheet(after=f"<headerFooter><oddHeader>{CANARY}</oddHeader></headerFooter>")))
    assert CANARY not in repr(check_workbook(path.read_bytes(), ""))


def test_an_ordinary_workbook_with_everything_in_it(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Kod", 1])
    book.active["A1"].comment = Comment("Räknas om i höst", "FoU")
    book.active.auto_filter.ref = "A1:B1"
    book.active["C1"] = "länk"
    book.active["C1"].hyperlink = "https://exempel.se/package"
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(book.active, min_col=2, min_row=1))
    book.active.add_chart(chart)
    book.save(path)
    workbook = read_cells(path.read_bytes(), "bok.xlsx")
    assert workbook.sheets == {"Sheet": (("Kod", 1.0, "länk"),)}
    assert workbook.remarks == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255))
def test_a_damaged_file_is_refused_or_read(path: Path, place: float, byte: int) -> None:
    data = bytearray(packed(path))
    data[int(place * len(data))] = byte
    assert_says_nothing(bytes(data))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, len(ROWS)), noise=st.text(alphabet="<>/&;c rv=\"'1A!-[]\0\x01å", max_size=8))
def test_a_damaged_sheet_is_refused_or_read(path: Path, place: int, noise: str) -> None:
    pack(path, parts_of(sheet(ROWS[:place] + noise + ROWS[place:])))
    assert_says_nothing(path.read_bytes())


def assert_says_nothing(data: bytes) -> None:
    """See that a file is read, or refused by an error that keeps to itself what stood in the file."""
    try:
        read_cells(data, "bok.xlsx")
    except DataError as caught:
        error = caught
    else:
        return
    assert (error.__cause__, error.__context__) == (None, None)
    assert CANARY not in str(error)
