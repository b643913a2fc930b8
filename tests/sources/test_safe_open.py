from __future__ import annotations

import contextlib
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from oj_analys.domain import DataError
from oj_analys.sources._safe_open import open_workbook, read_bytes, read_json, read_toml
from oj_analys.sources.door import file_bytes, limits, workbook_check

SHEET = "xl/worksheets/sheet1.xml"

WriteBook = Callable[..., Path]


@pytest.fixture
def book(write_book: WriteBook) -> Path:
    return write_book({"Resultat": [("Kod", "Namn"), ("2305", "Bräcke"), (114, 0.125)]}, "bok å.xlsx")


def rewrite(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Replace one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def refused(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        open_workbook(path)
    return str(caught.value)


def test_cells_stand_where_they_stand_in_the_sheet(write_book: WriteBook) -> None:
    workbook = open_workbook(write_book({"Tom": [], "Resultat": [(), (None, "Kod"), (None, 2305, True)]}))
    assert workbook.sheets == {"Tom": (), "Resultat": (("", "", ""), ("", "Kod", ""), ("", 2305.0, True))}


def test_a_workbook_of_another_writer_reads_the_same(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Resultat"
    book.active["B2"] = "Åre"
    book.active["C3"] = 72.5
    book.save(tmp_path / "annan.xlsx")
    assert open_workbook(tmp_path / "annan.xlsx").sheets == {
        "Resultat": (("", "", ""), ("", "Åre", ""), ("", "", 72.5))
    }


def test_a_workbook_with_a_chart(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "diagram.xlsx") as book:
        sheet = book.add_worksheet("Resultat")
        sheet.write_column("A1", [1, 2])
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Resultat!$A$1:$A$2"})
        sheet.insert_chart("C3", chart)
    assert open_workbook(tmp_path / "diagram.xlsx").sheets == {"Resultat": ((1.0,), (2.0,))}


def test_a_truncated_workbook(book: Path) -> None:
    book.write_bytes(book.read_bytes()[:-600])
    assert refused(book) == (
        "bok å.xlsx: arbetsboken är skadad eller avkortad. "
        "Hämta filen på nytt, eller öppna den i Excel och spara om den som .xlsx."
    )


@pytest.mark.parametrize("change", [lambda xml: xml[:300], lambda xml: xml.replace(b"<row", b"<rov", 1)])
def test_a_workbook_with_a_damaged_sheet(book: Path, change: Callable[[bytes], bytes]) -> None:
    rewrite(book, SHEET, change)
    assert "arbetsboken är skadad eller avkortad" in refused(book)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "filen är tom"),
        ("Kod;Namn\r\n2305;Bräcke\r\n".encode("cp1252"), "textfil (till exempel csv)"),
        ("\ufeffKod\tNamn\n".encode(), "textfil (till exempel csv)"),
        (b"\r\n<!DOCTYPE html><html><body>", "webbsida (HTML)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "det äldre formatet .xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "skyddad med lösenord"),
        (b"%PDF-1.7 \0\0", "filen är ett PDF-dokument; tillåtet: en Excelarbetsbok (.xlsx)"),
    ],
)
def test_what_is_no_workbook_is_called_what_it_is(tmp_path: Path, content: bytes, cause: str) -> None:
    path = tmp_path / "oj.xlsx"
    path.write_bytes(content)
    message = refused(path)
    assert message.startswith("oj.xlsx: ")
    assert cause in message


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "oj.xlsx", "w") as archive:
        archive.writestr("bilder/karta.txt", "x")
    assert "packad (zip) men ingen arbetsbok" in refused(tmp_path / "oj.xlsx")


def test_a_workbook_that_unpacks_to_too_much(book: Path) -> None:
    rewrite(book, SHEET, lambda _: bytes(limits.MOST_UNPACKED + 1))
    assert book.stat().st_size < 1_000_000
    assert "blir 200 MB uppackad; tillåtet: högst 200 MB" in refused(book).replace("\u00a0", " ")


def test_a_workbook_of_too_many_parts(book: Path) -> None:
    with zipfile.ZipFile(book, "a") as archive:
        for part in range(workbook_check.MOST_MEMBERS):
            archive.writestr(f"xl/media/{part}.png", b"")
    assert "delar; tillåtet: högst 500" in refused(book)


@pytest.mark.parametrize("name", [SHEET.upper(), "../oj.xml", "xl/../../oj.xml", "/oj.xml", "..\\oj.xml"])
def test_parts_with_names_that_no_workbook_has(book: Path, name: str) -> None:
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr(name, b"")
    assert "delar med ogiltiga eller upprepade namn" in refused(book)


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_workbook_packed_as_no_other(book: Path, packing: int) -> None:
    with zipfile.ZipFile(book, "a", packing) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b"<worksheet/>" * 100)
    book.write_bytes(book.read_bytes().replace(b"BZh9", b"XXXX"))
    assert "arbetsboken är packad på ett ovanligt sätt" in refused(book)


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "docProps/core.xml", "[Content_Types].xml"])
def test_a_document_type_is_refused_in_every_part(book: Path, part: str) -> None:
    def bomb(xml: bytes) -> bytes:
        return xml.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>', 1)

    rewrite(book, part, bomb)
    assert "innehåller <!DOCTYPE" in refused(book)


def test_a_document_type_cannot_hide_in_another_encoding(book: Path) -> None:
    def hidden(xml: bytes) -> bytes:
        text = xml.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
        return text.replace("?>", "?><!DOCTYPE a>", 1).encode("utf-16")

    rewrite(book, SHEET, hidden)
    assert "innehåller <!DOCTYPE" in refused(book)


def with_cell(cell: bytes) -> Callable[[bytes], bytes]:
    return lambda xml: xml.replace(b"</row></sheetData>", cell + b"</row></sheetData>")


def test_a_cell_at_the_last_address_does_not_end_the_process(book: Path) -> None:
    rewrite(book, SHEET, with_cell(b'<c r="XFD1048576"><v>1</v></c>'))
    program = (
        "import sys, pathlib\n"
        "from oj_analys.domain import DataError\n"
        "from oj_analys.sources._safe_open import open_workbook\n"
        "try: open_workbook(pathlib.Path(sys.argv[1]))\n"
        "except DataError as error: sys.stdout.buffer.write(str(error).encode())\n"
    )
    run = subprocess.run([sys.executable, "-c", program, str(book)], capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (0, b"")
    assert "bok å.xlsx, blad nr 1" in run.stdout.decode()
    assert "rad 1\u00a0048\u00a0576 och kolumn XFD" in run.stdout.decode()


@pytest.mark.parametrize(
    ("cell", "cause"),
    [
        (b'<c r="C1048576" t="inlineStr"><is><t>x</t></is></c>', "rad 1 048 576 och kolumn C"),
        (b'<c r="AMK2000"><v>1</v></c>', "kolumn AMK"),
        (b'<c r="ALL190000"><v>1</v></c>', "5 000 000 celler"),
        (b'<c r="AAAAAAA3"><v>1</v></c>', "högst 200 000 rader"),
        (b'<c r="A-1"><v>1</v></c>', "celladresser som inget kalkylprogram skriver"),
        (b'<c r="A"><v>1</v></c>', "celladresser som inget kalkylprogram skriver"),
    ],
)
def test_a_cell_beyond_all_tables_is_refused(book: Path, cell: bytes, cause: str) -> None:
    rewrite(book, SHEET, with_cell(cell))
    assert cause in refused(book).replace("\u00a0", " ")


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="C3"><f>A1</f></c>',
        b'<c r="C3"><f>A1</f><v></v></c>',
        b'<c r="C3"><f>A1</f><v>\n</v></c>',
        b'<c r="C3" t="str"><f>A1</f></c>',
        b'<c r="C3" t="e"><v></v></c>',
        b'<c r="C3" t="e"><f>A1</f><v/></c><c r="D3"><v>1</v></c>',
    ],
)
def test_a_formula_that_nobody_has_computed(book: Path, cell: bytes) -> None:
    rewrite(book, SHEET, with_cell(cell))
    assert refused(book) == (
        "bok å.xlsx, blad nr 1: formel utan värde i cell C3. "
        "Öppna den i Excel och spara den, så att formlerna räknas ut."
    )


def test_formulas_of_a_writer_that_does_not_compute(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in range(1, 9):
        book.active[f"A{row}"] = f"=B{row}"
    book.save(tmp_path / "annan.xlsx")
    assert "formel utan värde i cell A1, A2, A3, A4, A5, …" in refused(tmp_path / "annan.xlsx")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (b'<c r="C3"><f>A1</f><v>7</v></c>', 7.0),
        (b'<c r="C3" t="str"><f>A1</f><v>X</v></c>', "X"),
        (b'<c r="C3" t="str"><f>A1</f><v></v></c><c r="D3"><v>1</v></c>', ""),
    ],
)
def test_a_formula_counts_as_its_value(book: Path, cell: bytes, value: object) -> None:
    rewrite(book, SHEET, with_cell(cell))
    assert open_workbook(book).sheets["Resultat"][2][2] == value


def test_an_empty_cell_far_away_is_nothing(book: Path) -> None:
    rewrite(book, SHEET, with_cell(b'<c r="XFD1048576" s="0"/>'))
    assert len(open_workbook(book).sheets["Resultat"]) == 3


def test_cells_without_an_address_are_counted_from_the_one_before(book: Path) -> None:
    cells = b'<row r="4"><c r="A4"/>' + b"<c><v>1</v></c>" * 1200 + b"</row></sheetData>"
    rewrite(book, SHEET, lambda xml: xml.replace(b"</sheetData>", cells))
    assert "kolumn ATE" in refused(book)


def test_a_file_that_is_missing_or_a_folder(tmp_path: Path) -> None:
    assert "finns inte" in refused(tmp_path / "saknas.xlsx")
    (tmp_path / "mapp.xlsx").mkdir()
    assert "det är en mapp; tillåtet: en fil" in refused(tmp_path / "mapp.xlsx")


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_bytes, "LARGEST_FILE", 1_000_000)
    (tmp_path / "stor.xlsx").write_bytes(bytes(2_000_000))
    with pytest.raises(DataError, match=r"filen är 2.MB; tillåtet: högst 1.MB"):
        read_bytes(tmp_path / "stor.xlsx")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"a": 1,\n"b": }', "sida.json, rad 2: går inte att läsa som JSON"),
        ('{"a": NaN}', "sida.json: går inte att läsa som JSON"),
        ('{"a": 1e400}', "sida.json: går inte att läsa som JSON"),
        ('{"a": -1234567890123456}', "sida.json: går inte att läsa som JSON"),
        ('{"a": 1' + "0" * 5000 + "}", "sida.json: går inte att läsa som JSON"),
        ("[" * 100_000, "sida.json: går inte att läsa som JSON"),
        ("", "sida.json, rad 1: går inte att läsa som JSON"),
        ('{"a": {"b": 1, "b": 2}}', 'sida.json: nyckeln "b" står två gånger'),
    ],
)
def test_json_that_is_none(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "sida.json").write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_json(tmp_path / "sida.json")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'a = 1\nb = "', "u.toml"),
        (b"a = 1\nb == 2\n", "u.toml, rad 2: går inte att läsa som TOML"),
        ("avsandare = 'FoU Jämt'".encode("cp1252"), "u.toml: filen är inte sparad som UTF-8"),
        ("avsandare = 'FoU Jämt'".encode("utf-16"), "u.toml: filen är sparad som UTF-16; tillåtet: UTF-8"),
        ("avsandare = 'FoU Jämt'".encode("utf-16-le"), "u.toml: filen är sparad som UTF-16; tillåtet: UTF-8"),
        (b"a = " + b"[" * 100_000, "u.toml: går inte att läsa som TOML"),
        (b"a = 1" + b"0" * 5000, "u.toml: går inte att läsa som TOML"),
        (b"PK\x03\x04xl/workbook.xml", "u.toml: filen är en Excelarbetsbok (.xlsx); tillåtet: en textfil"),
    ],
)
def test_toml_that_is_none(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "u.toml").write_bytes(content)
    with pytest.raises(DataError) as caught:
        read_toml(tmp_path / "u.toml")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("depth", [200, 500, 900, 990, 5000])
def test_lists_within_lists_are_read_or_refused(tmp_path: Path, depth: int) -> None:
    path = tmp_path / "sida.json"
    path.write_text("[" * depth + "]" * depth, encoding="utf-8")
    with contextlib.suppress(DataError):  # how many can be read depends on Python
        assert read_json(path).content is not None


def test_toml_saved_by_notepad(tmp_path: Path) -> None:
    (tmp_path / "u.toml").write_bytes("\ufeffa = 'å'\r\n".encode())
    assert read_toml(tmp_path / "u.toml").content == {"a": "å"}


def test_the_fingerprint_is_that_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "u.toml").write_bytes(b"")
    assert read_toml(tmp_path / "u.toml").sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_nothing_of_a_workbook_shows_in_its_repr(book: Path) -> None:
    assert "Bräcke" not in repr(open_workbook(book))


def test_a_toml_file_that_nobody_has_written_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "layout.toml"
    path.write_text("a = 1\n# " + "å" * 1_000_000, encoding="utf-8")
    with pytest.raises(DataError, match=r"layout.toml: filen har 1.000.008 tecken; tillåtet: högst 1.000.000"):
        read_toml(path)
