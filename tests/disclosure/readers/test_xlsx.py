from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from oj_analys.disclosure.readers import Content, Unreadable, read
from oj_analys.disclosure.readers.content import Part
from oj_analys.frames.shown import BlockKind


def written(fill: Callable[[Any, Any], object] = lambda *_: None) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("Läget")
        sheet.write_string("A1", "Rubriken")
        sheet.write_string("A2", "Text")
        rows = [["Åre", 3.4], ["Berg", ".."], ["Krokom", 0.1 + 0.2]]
        sheet.add_table("A4:B7", {"data": rows, "columns": [{"header": "Kommun"}, {"header": "Värde"}]})
        sheet.write_string("A9", "Not")
        fill(book, sheet)
    return buffer.getvalue()


def changed(data: bytes, change: Mapping[str, Callable[[bytes], bytes]], **more: bytes) -> bytes:
    """Return the workbook with some members changed and others added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change.get(name, lambda content: content)(old.read(name)))
        for name, content in more.items():
            new.writestr(name, content)
    return out.getvalue()


def texts(content: Content) -> list[str]:
    return [item.text for item in content.beside]


def test_parts_of_a_sheet_in_order() -> None:
    found = read("a.xlsx", written())
    rows = (("Kommun", "Värde"), ("Åre", "3.4"), ("Berg", ".."), ("Krokom", "0.3"))
    assert found.parts == (
        Part(BlockKind.HEADING, "Läget", level=1),
        Part(BlockKind.TEXT, "Rubriken"),
        Part(BlockKind.TEXT, "Text"),
        Part(BlockKind.TABLE, "Läget", rows=rows),
        Part(BlockKind.TEXT, "Not"),
    )
    assert found.faults == ()


@pytest.mark.parametrize(
    ("stored", "told"), [("3.4000000000000004", "3.4000000000000004"), ("1E-3", "0.001"), ("1.5E+2", "150"), ("7", "7")]
)
def test_a_number_is_told_with_all_its_decimals(stored: str, told: str) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    data = changed(written(), {sheet: lambda xml: xml.replace(b"<v>3.4</v>", f"<v>{stored}</v>".encode())})
    assert read("a.xlsx", data).parts[3].rows[1] == ("Åre", told)


def test_cells_that_do_not_say_where_they_are_follow_each_other() -> None:
    sheet = "xl/worksheets/sheet1.xml"
    data = changed(written(), {sheet: lambda xml: xml.replace(b' r="B5"', b"").replace(b'<row r="5"', b"<row")})
    assert read("a.xlsx", data).parts[3].rows[1] == ("Åre", "3.4")


@pytest.mark.parametrize("state", ["hide", "very_hidden"])
def test_a_hidden_sheet_lies_beside(state: str) -> None:
    def fill(book: Any, _sheet: Any) -> None:
        hidden = book.add_worksheet("Dolt")
        hidden.write_string("C9", "kanarie")
        getattr(hidden, state)()

    found = read("a.xlsx", written(fill))
    assert "arbetsboken har ett dolt blad" in found.faults
    assert ("dolt blad Dolt", "kanarie") in [(item.where, item.text) for item in found.beside]
    assert {part.text for part in found.parts} == {"Läget", "Rubriken", "Text", "Not"}


def test_a_sheet_that_the_workbook_does_not_list_is_hidden() -> None:
    row = b'<row><c t="inlineStr"><is><t>kanarie</t></is></c></row>'
    sheet = b'<worksheet xmlns="urn:x"><sheetData>' + row + b"</sheetData></worksheet>"
    found = read("a.xlsx", changed(written(), {}, **{"xl/worksheets/sheet9.xml": sheet}))
    assert "arbetsboken har ett dolt blad" in found.faults
    assert "kanarie" in texts(found)


@pytest.mark.parametrize(
    ("hide", "fault"),
    [
        (lambda _, sheet: sheet.set_row(4, None, None, {"hidden": True}), "Läget: bladet har dolda rader"),
        (lambda _, sheet: sheet.set_row(4, 0), "Läget: bladet har dolda rader"),
        (lambda _, sheet: sheet.set_column(0, 0, None, None, {"hidden": True}), "Läget: bladet har dolda kolumner"),
        (lambda _, sheet: sheet.set_column(0, 0, 0), "Läget: bladet har dolda kolumner"),
    ],
)
def test_hidden_rows_and_columns(hide: Callable[[Any, Any], object], fault: str) -> None:
    found = read("a.xlsx", written(hide))
    assert found.faults == (fault,)
    assert ("bladet Läget, dold cell", "Åre") in [(item.where, item.text) for item in found.beside]


def _chart(book: Any, sheet: Any) -> None:
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Läget!$B$5:$B$6", "categories": "=Läget!$A$5:$A$6", "values_data": [98765, 3]})
    chart.set_title({"name": "kanarie"})
    sheet.insert_chart("D2", chart, {"description": "alt-kanarie"})


@pytest.mark.parametrize(
    ("fill", "canary"),
    [
        (lambda book, _: book.define_name("Hemligt", '="kanarie"'), '"kanarie"'),
        (lambda _, sheet: sheet.set_header("&Lkanarie"), "&Lkanarie"),
        (lambda _, sheet: sheet.data_validation("D1", {"validate": "list", "source": ["kanarie"]}), '"kanarie"'),
        (lambda _, sheet: sheet.data_validation("D1", {"validate": "any", "input_message": "kanarie"}), "kanarie"),
        (lambda book, _: book.set_custom_property("Egen", "kanarie"), "kanarie"),
        (lambda book, _: book.set_properties({"comments": "kanarie"}), "kanarie"),
        (lambda _, sheet: sheet.insert_textbox("D1", "kanarie"), "kanarie"),
        (_chart, "kanarie"),
        (_chart, "alt-kanarie"),
    ],
)
def test_what_a_workbook_says_outside_of_its_cells_lies_beside(fill: Callable[[Any, Any], object], canary: str) -> None:
    found = read("a.xlsx", written(fill))
    assert canary in texts(found)
    assert found.faults == ()


def _formatted(form: str) -> Callable[[Any, Any], object]:
    return lambda book, sheet: sheet.write_number("D1", 3, book.add_format({"num_format": form}))


@pytest.mark.parametrize(
    ("fill", "fault"),
    [
        (_formatted('"..";"3,2"'), "arbetsboken har ett talformat med egen text"),
        (_formatted("\\3\\,\\2"), "arbetsboken har ett talformat med egen text"),
        (lambda _, sheet: sheet.write_url("D1", "https://exempel.invalid/kanarie"), "arbetsboken har länkar"),
        (
            lambda _, sheet: sheet.conditional_format("A1:D9", {"type": "data_bar"}),
            "arbetsboken har villkorlig formatering",
        ),
        (
            lambda _, sheet: sheet.conditional_format("A1:D9", {"type": "icon_set", "icon_style": "3_arrows"}),
            "arbetsboken har villkorlig formatering",
        ),
        (lambda _, sheet: sheet.add_sparkline("D1", {"range": "B5:B6"}), "arbetsboken har miniatyrdiagram"),
    ],
)
def test_what_shows_or_links_beside_the_cells_is_a_fault(fill: Callable[[Any, Any], object], fault: str) -> None:
    assert read("a.xlsx", written(fill)).faults == (fault,)


@pytest.mark.parametrize("form", ["#,##0.0", "0 %", "0\\ %", "General"])
def test_an_ordinary_format_is_no_fault(form: str) -> None:
    assert read("a.xlsx", written(_formatted(form))).faults == ()


def test_the_cached_numbers_of_a_chart_lie_beside() -> None:
    def fill(book: Any, sheet: Any) -> None:
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Läget!$B$5:$B$6", "categories": "=Läget!$A$5:$A$6"})
        sheet.insert_chart("D2", chart)

    chart = "xl/charts/chart1.xml"
    data = changed(written(fill), {chart: lambda xml: xml.replace(b"<c:v>3.4</c:v>", b"<c:v>98765</c:v>")})
    found = read("a.xlsx", data)
    assert ("xl/charts/chart1.xml: v", "98765") in [(item.where, item.text) for item in found.beside]


def test_comments_are_faults() -> None:
    found = read("a.xlsx", written(lambda _, sheet: sheet.write_comment("A5", "kanarie", {"author": "Någon"})))
    assert "arbetsboken har kommentarer" in found.faults
    assert {"kanarie", "Någon"} <= set(texts(found))


def test_comments_of_another_program_are_found_too() -> None:
    book = openpyxl.load_workbook(BytesIO(written()))
    book["Läget"]["A5"].comment = Comment("kanarie", "Någon")
    buffer = BytesIO()
    book.save(buffer)
    found = read("a.xlsx", buffer.getvalue())
    assert "arbetsboken har kommentarer" in found.faults
    assert "kanarie" in texts(found)


def test_a_workbook_of_another_program_has_the_same_parts() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Blad"
    for row in (["Kommun", "Värde"], ["Åre", 3.4], ["Berg", True]):
        sheet.append(row)
    sheet.add_table(Table(displayName="t", ref="A1:B3"))
    buffer = BytesIO()
    book.save(buffer)
    assert read("a.xlsx", buffer.getvalue()).parts == (
        Part(BlockKind.HEADING, "Blad", level=1),
        Part(BlockKind.TABLE, "Blad", rows=(("Kommun", "Värde"), ("Åre", "3.4"), ("Berg", "1"))),
    )


def test_formulas_are_faults() -> None:
    found = read("a.xlsx", written(lambda _, sheet: sheet.write_formula("D1", "=1+1", None, 2)))
    assert found.faults == ("Läget: bladet har formler",)


@pytest.mark.parametrize(
    ("member", "fault"),
    [
        ("xl/vbaProject.bin", "arbetsboken har makron"),
        ("xl/externalLinks/externalLink1.xml", "arbetsboken har länkar till andra arbetsböcker"),
        ("xl/embeddings/oleObject1.bin", "arbetsboken har inbäddade filer"),
        ("xl/pivotCache/pivotCacheRecords1.xml", "arbetsboken har pivottabeller"),
        ("xl/threadedComments/threadedComment1.xml", "arbetsboken har kommentarer"),
        ("customXml/item1.xml", "arbetsboken har egen XML"),
        ("xl/queryTables/queryTable1.xml", "arbetsboken har datakopplingar"),
        ("xl/media/image1.png", "arbetsboken har inbäddade bilder"),
        ("xl/connections.xml", "arbetsboken har datakopplingar"),
        ("anteckning.txt", "arbetsboken har en del av okänt slag"),
    ],
)
def test_parts_that_may_not_be_there(member: str, fault: str) -> None:
    found = read("a.xlsx", changed(written(), {}, **{member: b"<x><v>kanarie</v><s v='kanarie 2'/></x>"}))
    assert found.faults == (fault,)
    assert any(b"kanarie" in raw for raw in found.raw[1:])
    assert ({"kanarie", "kanarie 2"} <= set(texts(found))) == member.endswith(".xml")


def test_an_embedded_workbook_is_unpacked() -> None:
    inner = written(lambda _, sheet: sheet.write_string("A1", "kanarie"))
    found = read("a.xlsx", changed(written(), {}, **{"xl/embeddings/Microsoft_Excel_Sheet1.xlsx": inner}))
    assert "kanarie" in texts(found)
    assert any(b"<t>kanarie</t>" in raw for raw in found.raw)


def test_texts_that_no_cell_shows() -> None:
    strings = "xl/sharedStrings.xml"
    data = changed(written(), {strings: lambda xml: xml.replace(b"</sst>", b"<si><t>kanarie</t></si></sst>")})
    found = read("a.xlsx", data)
    assert found.faults == ("arbetsboken har texter som ingen cell visar",)
    assert "kanarie" in texts(found)


def test_remarks_in_the_xml_lie_beside() -> None:
    for tag in (b"<sheetData>", b"<sheetViews>"):
        sheet = "xl/worksheets/sheet1.xml"
        data = changed(written(), {sheet: lambda xml, tag=tag: xml.replace(tag, tag + b"<!-- kanarie -->")})
        assert "kanarie" in texts(read("a.xlsx", data))


def test_links_out_of_the_file_are_faults() -> None:
    rels = "xl/_rels/workbook.xml.rels"
    link = b'<Relationship Id="rId99" Type="urn:/attachedTemplate" Target="file:///kanarie" TargetMode="External"/></R'
    found = read("a.xlsx", changed(written(), {rels: lambda xml: xml.replace(b"</R", link)}))
    assert found.faults == ("arbetsboken hämtar något utanför filen",)
    assert "file:///kanarie" in texts(found)


def test_authors_and_company_are_told() -> None:
    properties = {"author": "Någon", "company": "Bolaget", "manager": "Chefen"}
    found = read("a.xlsx", written(lambda book, _: book.set_properties(properties)))
    assert set(found.authors) == {"Någon", "Bolaget", "Chefen"}


def test_the_archive_itself_can_hide() -> None:
    data = written()
    with zipfile.ZipFile(buffer := BytesIO(data), "a") as archive:
        archive.comment = b"kanarie"
    found = read("a.xlsx", buffer.getvalue())
    assert found.faults == ("arkivet har en kommentar",)
    assert "kanarie" in texts(found)
    assert read("a.xlsx", b"kanarie" + data).faults == ("det ligger något före filens början",)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"ingen bok",
        written()[:-30],
        changed(written(), {"xl/workbook.xml": lambda _: b"<x/>"}),
        changed(written(), {"xl/workbook.xml": lambda _: b"<!DOCTYPE a [<!ENTITY b 'c'>]><workbook/>"}),
        changed(written(), {"xl/tables/table1.xml": lambda xml: xml.replace(b"A4:B7", b"A4:XFD1048576")}),
        changed(written(), {"xl/tables/table1.xml": lambda xml: xml.replace(b"A4:B7", b"?")}),
        changed(written(), {"xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"<v>0</v>", b"<v>999</v>")}),
        changed(written(), {}, **{"xl/worksheets/sheet1.xmL.xml": b"<x"}),
    ],
)
def test_a_broken_workbook_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read("a.xlsx", data)
