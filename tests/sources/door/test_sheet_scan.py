"""What stands in a sheet is seen whichever way the sheet is gone through, and however it is written."""

from __future__ import annotations

from xml.parsers.expat import ExpatError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oj_analys.sources.door import sheet_scan
from oj_analys.sources.door.plain_rows import plain_extent
from oj_analys.sources.door.sheet_rows import UnsafeXmlError
from oj_analys.sources.door.sheet_scan import PartScan, scan
from oj_analys.sources.door.workbook import MergedArea

addresses = st.builds(
    "{}{}".format, st.sampled_from(["A", "C", "Z", "AB", "XFD"]), st.sampled_from([1, 7, 42, 1048576])
)
spaces = st.sampled_from(["", "", "", " ", "\n"])
values = st.sampled_from(["", "<v>1</v>", "<v>#N/A</v>", "<v/>", "<v></v>", "<v> </v>", "<v>&amp;å</v>"])
formulas = st.sampled_from(["", "", "", "<f>A1</f>", "<f/>"])
texts = st.sampled_from(["<is><t>å</t></is>", '<is><t xml:space="preserve"> x</t></is>', "<is><r><t>a</t></r></is>"])


@st.composite
def attributes(draw: st.DrawFn, **pairs: st.SearchStrategy[str]) -> str:
    """Draw some of the attributes in any order, spaced and quoted in any way."""
    chosen = draw(st.permutations(sorted(pairs)))
    written = ""
    for key in chosen[: draw(st.integers(0, len(chosen)))]:
        mark = draw(st.sampled_from('"""\''))
        equals = draw(st.sampled_from(["=", "=", "=", " = "]))
        written += f"{draw(st.sampled_from([' ', ' ', '  ']))}{key}{equals}{mark}{draw(pairs[key])}{mark}"
    return written + draw(spaces)


@st.composite
def cells(draw: st.DrawFn) -> str:
    kinds = st.sampled_from(["s", "n", "str", "e", "b", "inlineStr"])
    pairs = draw(attributes(r=addresses, s=st.just("3"), t=kinds))
    content = draw(st.one_of(st.builds("{}{}".format, formulas, values), texts, st.just("<!-- --><v>1</v>")))
    prefix = draw(st.sampled_from(["", "", "", "r:"]))
    if draw(st.booleans()):
        return f"<{prefix}c{pairs}/>"
    return f"<{prefix}c{pairs}>{content}</{prefix}c>{draw(spaces)}"


@st.composite
def plain_cells(draw: st.DrawFn) -> str:
    """Draw a cell as spreadsheet programs write them."""
    kind = draw(st.sampled_from(["", ' t="s"', ' s="3"', ' s="12" t="str"', ' t="e"']))
    content = draw(st.sampled_from(["<v>0</v>", "<v>Åre &amp; x</v>", "", "<f>A1</f><v>1</v>"]))
    return f'<c r="{draw(addresses)}"{kind}' + (f">{content}</c>" if content else "/>")


@st.composite
def rows(draw: st.DrawFn) -> str:
    pairs = draw(attributes(r=st.sampled_from(["1", "7", "42"]), hidden=st.sampled_from("01"), spans=st.just("1:3")))
    usual = f' r="{draw(st.integers(1, 9))}" spans="1:3"'
    kind = draw(st.sampled_from([cells(), plain_cells()]))
    return f"<row{draw(st.sampled_from([pairs, usual]))}>{''.join(draw(st.lists(kind, max_size=4)))}</row>"


def result(xml: str) -> PartScan | type[Exception]:
    try:
        return scan(f'<worksheet xmlns:r="urn:r">{xml}</worksheet>'.encode())
    except (ValueError, ExpatError) as error:
        return type(error)


@given(st.lists(rows(), max_size=4).map("".join))
def test_both_ways_see_the_same(body: str) -> None:
    tag = "<sheetData>"
    assert result(f"{tag}{body}</sheetData>") == result(f"<sheetData >{body}</sheetData>")


@given(st.lists(plain_cells(), max_size=4).map("".join))
def test_usual_cells_go_the_quick_way(body: str) -> None:
    quick = plain_extent(f'<row r="1" spans="1:9" ht="15.5">{body}</row>\n<row r="2" hidden="false"/>'.encode())
    assert (quick is None) == ("<f>" in body or 't="e"' in body)


@given(st.text(alphabet="<>/c rowv=\"'1A!-[]&", max_size=40))
def test_nothing_unusual_goes_the_quick_way(noise: str) -> None:
    plain = '<row r="1"><c r="A1"><v>1</v></c></row>'
    body = f"{plain}{noise}{plain}"
    assert plain_extent(body.encode()) in {None, (1, 1)}
    if "<" in noise:
        assert result(f"<sheetData>{body}</sheetData>") == result(f"<sheetData >{body}</sheetData>")


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1" hidden="&#49;"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="&#101;"><v>#N/A</v></c></row>',
        '<row r="1"><x:c r="XFD1"><x:v>1</x:v></x:c></row>',
        '<row r="1"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>',
        '<row r="1"><c r="A1"><!-- --><v>1</v></c></row>',
        '</sheetData><cols><col min="1" max="1" hidden="1"/></cols><sheetData>',
        '<row r="1"><c r="A1"><v>\0</v></c></row>',
        '<row r="1"><c r="a1"><v>1</v></c></row>',
    ],
)
def test_what_takes_a_closer_look(rows: str) -> None:
    assert plain_extent(rows.encode()) is None


def test_text_in_another_encoding_takes_a_closer_look() -> None:
    assert plain_extent('<row r="1"><c r="A1"><v>å</v></c></row>'.encode("cp1252")) is None


def test_rows_in_a_comment_do_not_hide_those_behind_it() -> None:
    plain = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    far = '<sheetData><row r="9"><c r="XFD9"><v>1</v></c></row></sheetData>'
    seen = result(f"<!--{plain}-->{far}")
    assert isinstance(seen, PartScan)
    assert (seen.rows, seen.columns) == (9, 16384)


def test_a_long_sheet_is_measured_to_its_end() -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 30_001))
    last = '<row r="30001"><c r="ZZ30001"><v>1</v></c></row>'
    assert plain_extent(f"{rows}{last}".encode()) == (30_001, 702)
    assert plain_extent(f"{rows}{last.replace('<v>', '<f>1</f><v>')}".encode()) is None


def test_what_stands_around_the_rows() -> None:
    seen = result(
        '<cols><col min="2" max="3" hidden="true"/><col min="5" max="5" hidden="0"/></cols>'
        "<sheetData/>"
        '<mergeCells><mergeCell ref="A1:C2"/><mergeCell ref="D4"/></mergeCells>'
        "<headerFooter><oddHeader>Sida</oddHeader></headerFooter>"
    )
    assert isinstance(seen, PartScan)
    assert seen.hidden_columns == (range(1, 3),)
    assert seen.merged == (MergedArea(0, 0, 1, 2), MergedArea(3, 3, 3, 3))
    assert "Sida" in seen.texts


def test_a_text_cut_into_runs_is_one_text() -> None:
    seen = result("<si><r><t>Åre</t></r>\n<r><rPr><b/></rPr><t>kommun</t></r></si><a><t>x</t><t>y</t></a>")
    assert isinstance(seen, PartScan)
    assert {"Årekommun", "xy"} <= seen.texts


def test_a_document_type_is_refused_where_nothing_else_is_looked_at() -> None:
    with pytest.raises(UnsafeXmlError, match="<!DOCTYPE"):
        sheet_scan.refuse_unsafe(b"<!DOCTYPE a><a/>")
