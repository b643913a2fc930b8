"""Workbooks that do harm or mislead are refused in plain words, and those that only look odd are read right."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from oj_analys.domain import DataError
from oj_analys.sources._safe_open import open_workbook
from oj_analys.sources.door.workbook import MergedArea, Workbook
from tests.sources.door.hostile import (
    BAD,
    CANARY,
    LAST,
    ROWS,
    SHEET,
    Bad,
    Maker,
    Parts,
    cell,
    declaring,
    empty_rows,
    merged,
    pack,
    parts_of,
    row,
    sheet,
    with_part,
    with_sheet,
)

READ = (("Kod", CANARY), ("2305", 72.5))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bok å.xlsx"


@pytest.fixture(autouse=True)
def _silence(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """See that nothing is written to any stream, whatever is read."""
    yield
    assert capfd.readouterr() == ("", "")


def refused(path: Path, secret: str = CANARY) -> str:
    """Return the message for a file that is refused; nothing that stood in it may hang on to the error."""
    with pytest.raises(DataError) as caught:
        open_workbook(path)
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)
    assert secret not in str(caught.value)
    return str(caught.value).replace("\u00a0", " ")


def read(path: Path, make: Maker) -> Workbook:
    make(path)
    return open_workbook(path)


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad.row} {bad.name}")
def test_what_is_refused(path: Path, bad: Bad) -> None:
    bad.make(path)
    before = sorted(path.parent.rglob("*"))
    message = refused(path)
    assert message.startswith("bok å.xlsx")
    assert bad.words in message
    assert sorted(path.parent.rglob("*")) == before  # nothing is unpacked


def test_all_that_is_dangerous_is_told_at_once(path: Path) -> None:
    pack(path, parts_of() | {"xl/vbaProject.bin": b"", "xl/embeddings/a.docx": b""})
    assert len(refused(path).splitlines()) == 2


def test_nothing_is_fetched(path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.0)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        for doctype in (f'<!DOCTYPE a SYSTEM "{address}">', f'<!DOCTYPE a [<!ENTITY % b SYSTEM "{address}"> %b;]>'):
            declaring(SHEET, doctype)(path)
            assert "<!DOCTYPE" in refused(path)
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize("dimension", [f"A1:{LAST}", "A1", "B7:C8"])
def test_what_a_sheet_says_of_its_size_is_not_believed(path: Path, dimension: str) -> None:
    assert read(path, with_sheet(before=f'<dimension ref="{dimension}"/>')).sheets == {"Blad1": READ}


@pytest.mark.parametrize("cells", ["", '<c r="C9" s="1"/>'])
def test_rows_that_have_a_look_and_no_content(path: Path, cells: str) -> None:
    assert read(path, empty_rows(30_000, cells)).sheets == {"Blad1": READ}


@pytest.mark.slow
def test_a_sheet_of_nothing_but_empty_rows(path: Path) -> None:
    assert read(path, empty_rows(1_048_576)).sheets == {"Blad1": READ}


def test_an_empty_cell_at_the_end_is_nothing(path: Path) -> None:
    assert read(path, with_sheet(ROWS + row(1048576, f'<c r="{LAST}" s="1"/>'))).sheets == {"Blad1": READ}


def test_merged_cells_are_told_of(path: Path) -> None:
    pack(path, parts_of(sheet(), sheet(after=merged("A1:B1", "C2:C4"))))
    assert open_workbook(path).merged == {"Blad2": (MergedArea(0, 0, 0, 1), MergedArea(1, 2, 3, 2))}


def test_values_from_other_workbooks_are_used_and_told_of(path: Path) -> None:
    formula = '<c r="A3"><f>[1]Blad1!A1</f><v>7</v></c>'
    parts = parts_of(sheet(ROWS + row(3, formula)))
    link = {"xl/externalLinks/externalLink1.xml": b'<externalLink><externalBook id="rId1"/></externalLink>'}
    pack(path, parts | link)
    workbook = open_workbook(path)
    assert workbook.sheets["Blad1"][2] == (7.0, "")
    assert [remark.partition(":")[0] for remark in workbook.remarks] == [
        "Arbetsboken hämtar värden ur andra arbetsböcker"
    ]


def test_errors_are_kept_as_what_they_are(path: Path) -> None:
    errors = ("#REF!", "#N/A", "#DIV/0!")
    cells = [f'<c r="{column}3" t="e"><v>{text}</v></c>' for column, text in zip("ABC", errors, strict=True)]
    assert read(path, with_sheet(ROWS + row(3, *cells))).sheets["Blad1"][2] == errors


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_left_out_and_told_of(path: Path, state: str) -> None:
    pack(path, parts_of(sheet(), sheet(), sheet(), names=("A", "B", "C"), states={2: state}))
    workbook = open_workbook(path)
    assert workbook.sheets == {"A": READ, "C": READ}
    assert workbook.remarks == (
        "Blad nr 2 är dolt och läses inte. Ta fram det i Excel och spara om filen, om det ska med.",
    )


def test_hidden_rows_and_columns_are_empty_and_told_of(path: Path) -> None:
    rows = (
        row(1, cell("A1", "a"), cell("B1", "b"), cell("C1", "c"))
        + row(2, cell("A2"), attributes=' hidden="1"')
        + row(3, cell("A3", "d"), cell("B3", "e"), cell("C3", "f"))
        + row(9, attributes=' hidden="true"')
    )
    hidden = '<cols><col min="2" max="2" hidden="1"/><col min="4" max="16384" hidden="1"/></cols>'
    workbook = read(path, with_sheet(rows, hidden, '<autoFilter ref="A1:C3"/>'))
    assert workbook.sheets["Blad1"] == (("a", "", "c"), ("", "", ""), ("d", "", "f"))
    (remark,) = workbook.remarks
    assert remark.startswith("Blad nr 1: 1 dold rad och 1 dold kolumn läses inte. Ta bort filter, ta fram dem i Excel")


def test_a_formula_that_nobody_has_computed_does_not_matter_where_it_is_hidden(path: Path) -> None:
    pack(path, parts_of(sheet(), sheet(row(1, '<c r="A1"><f>B1</f></c>')), states={2: "hidden"}))
    assert list(open_workbook(path).sheets) == ["Blad1"]


def test_two_sheets_of_one_name(path: Path) -> None:
    pack(path, parts_of(sheet(), sheet(), names=("Åre", "A\u030are")))
    assert "två blad har samma namn" in refused(path)


@pytest.mark.parametrize(
    "text",
    ["<b>fet</b>", "<script>alert(1)</script>", "=1+1", "@SUM(A1)", "+46", "$x$ 100 % _a_ #1 \\input{fil}", "{{ a }}"],
)
def test_texts_come_through_as_they_stand(path: Path, text: str) -> None:
    escaped = text.replace("<", "&lt;")
    assert read(path, with_sheet(row(1, cell("A1", escaped)))).sheets["Blad1"] == ((text,),)


def spelt(number: str) -> Sequence[str]:
    """The made-up number in some of the spellings that people use."""
    day, last = number[:6], number[6:]
    return (number, f"{day}-{last}", f"19{day}–{last}", f"se {day} {last}!", f"19{number}.0", f"{day}+{last}")


def outside_of_cells(secret: str) -> dict[str, Parts]:
    """A workbook for each kind of place beside cells where a text may stand, by what the message calls the place."""
    run = f"<r><t>{secret[:4]}</t></r><r><rPr><sz/></rPr><t>{secret[4:]}</t></r>"
    core = f'<c:coreProperties xmlns:c="urn:c"><c:title>{secret}</c:title></c:coreProperties>'
    names = f"<definedNames><definedName name='a' comment='{secret}'>1</definedName></definedNames>"
    workbook = parts_of()["xl/workbook.xml"].decode().replace("</workbook>", f"{names}</workbook>")
    foot = f"<headerFooter><oddFooter>&amp;L{secret}</oddFooter></headerFooter>"
    paragraph = f'<a:p xmlns:a="urn:a"><a:r><a:t>{secret[:4]}</a:t></a:r><a:r><a:t>{secret[4:]}</a:t></a:r></a:p>'
    return {
        "dokumentets egenskaper": with_texts("docProps/core.xml", core),
        "en kommentar": with_texts("xl/comments1.xml", f"<comments><comment><text>{run}</text></comment></comments>"),
        "en kommentar ": with_texts("xl/threadedComments/threadedComment1.xml", f"<text>{secret}</text>"),
        "ett definierat namn": with_texts("xl/workbook.xml", workbook),
        "ett sidhuvud, en sidfot": with_texts(SHEET, sheet(after=foot)),
        "ett diagram": with_texts("xl/charts/chart1.xml", paragraph),
        "en textruta": with_texts("xl/drawings/drawing1.xml", f'<d descr="{secret}"/>'),
        "en textruta, en bild": with_texts("xl/drawings/vmlDrawing1.vml", f"<xml><br><font>{secret}</font></xml>"),
        "en tabell": with_texts("xl/tables/table1.xml", f'<tableColumn name="{secret}"/>'),
        "en pivottabell": with_texts("xl/pivotCache/pivotCacheRecords1.xml", f'<s v="{secret}"/>'),
        "en annan del": with_texts("customXml/item1.xml", f"<a>{secret}</a>"),
    }


def with_texts(part: str, text: str) -> Parts:
    return parts_of() | {part: text.encode()}


def test_a_personnummer_outside_of_the_cells(path: Path, personnummer: str) -> None:
    for place, parts in outside_of_cells(personnummer).items():
        pack(path, parts)
        assert refused(path, personnummer).startswith(f"bok å.xlsx: {place.strip()}")


def test_a_personnummer_in_every_spelling(path: Path, personnummer: str) -> None:
    for text in spelt(personnummer):
        core = outside_of_cells(text)["dokumentets egenskaper"]
        for parts in (core, parts_of(sheet(row(1, cell("A1", text))))):
            pack(path, parts)
            assert "det som ser ut som personnummer" in refused(path, personnummer[6:])


@pytest.mark.parametrize("value", ["{}", "{}.0", "19{}", "1.9{}E11"])
def test_a_personnummer_as_a_number(path: Path, personnummer: str, value: str) -> None:
    with_sheet(row(1, f'<c r="A1"><v>{value.format(personnummer)}</v></c>'))(path)
    assert "kolumn A" in refused(path, personnummer)


def test_a_personnummer_where_it_is_hidden(path: Path, personnummer: str) -> None:
    rows = row(1, cell("A1", personnummer), attributes=' hidden="1"')
    for parts in (parts_of(sheet(rows)), parts_of(sheet(), sheet(rows), states={2: "veryHidden"})):
        pack(path, parts)
        assert "kolumn A: 1 rad innehåller" in refused(path, personnummer)


def test_no_message_quotes_the_name_of_a_sheet_with_a_personnummer(path: Path, personnummer: str) -> None:
    formula = sheet(row(1, '<c r="A1"><f>B1</f></c>'))
    pack(path, parts_of(sheet(), formula, names=("Svar", f"Anna {personnummer}")))
    assert refused(path, personnummer).startswith("bok å.xlsx, blad nr 2: bladets namn innehåller")


def test_numbers_that_programs_draw_are_none(path: Path, personnummer: str) -> None:
    drawn = (
        f'<c:chart xmlns:c="urn:c" name="{{0A1B2C3D-0000-4000-8000-AB{personnummer}}}" type="0x0101AB{personnummer}">'
        f'<c:axId val="{personnummer}"/><c:crossAx val="{personnummer}"/></c:chart>'
    )
    assert read(path, with_part("xl/charts/chart1.xml", drawn)).sheets == {"Blad1": READ}
