from __future__ import annotations

import base64
from urllib.parse import quote

import pytest

from oj_analys.disclosure.readers import Content, Unreadable, read
from oj_analys.disclosure.readers.content import Part
from oj_analys.frames.shown import BlockKind


def page(body: str, head: str = "") -> Content:
    return read("a.html", f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode())


def test_parts_stand_in_reading_order() -> None:
    body = "<h1>Rubrik</h1><p>Ett <b>st</b>ycke<p>Ett till<ul><li>Punkt<li>Två</ul>löst &amp; fritt<br>rad"
    assert [(part.kind, part.text) for part in page(body).parts] == [
        (BlockKind.HEADING, "Rubrik"),
        *((BlockKind.TEXT, text) for text in ("Ett stycke", "Ett till", "Punkt", "Två", "löst & fritt", "rad")),
    ]


def test_a_table_with_caption_and_header() -> None:
    rows = "<thead><tr><th>Kommun<th>Antal</thead><tbody><tr><th>Åre</th><td><ul><li>3,4</li><li>..</li></ul></td></tr>"
    assert page(f"<table><caption>Läget</caption>{rows}</tbody></table>efter").parts == (
        Part(BlockKind.TABLE, "Läget", rows=(("Kommun", "Antal"), ("Åre", "3,4 .."))),
        Part(BlockKind.TEXT, "efter"),
    )


def test_pictures_have_their_words() -> None:
    found = page('<img alt="Stapel: 3" src="data:,"><svg><title>Titel</title><text>4</text></svg>')
    assert found.parts == (
        Part(BlockKind.PICTURE, "", alt="Stapel: 3"),
        Part(BlockKind.TEXT, "Titel"),
        Part(BlockKind.TEXT, "4"),
    )


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p>a<!-- kanarie --></p>", "sidan har en kommentar"),
        ("<table><!-- kanarie --><tr><td>1</table>", "sidan har en kommentar"),
        ("<table><tr><td>1<!-- kanarie --></table>", "sidan har en kommentar"),
        ("<script>kanarie</script>", "sidan har ett skript"),
        ("<p hidden>kanarie</p>", "sidan har dold text"),
        ("<table><tr hidden><td>kanarie</table>", "sidan har dold text"),
        ("<table><tr><td hidden>kanarie</table>", "sidan har dold text"),
        ('<div style="Display : none"><b>kanarie</b></div>', "sidan har dold text"),
        ("<template><p>kanarie</p></template>", "sidan har dold text"),
        ('<input type="hidden" value="kanarie">', "sidan har ett dolt fält"),
        ('<p onclick="kanarie()">a</p>', "sidan har ett skript"),
        ('<a href="javascript:kanarie()">a</a>', "sidan har ett skript"),
        ('<img src="https://exempel.invalid/kanarie.png">', "sidan hämtar något utanför filen"),
        ("<iframe>kanarie</iframe>", "sidan har en inbäddad sida"),
        ("<style>.x { display: none } /* kanarie */</style>", "sidans utseende gömmer text"),
    ],
)
def test_what_nobody_sees_is_a_fault_and_lies_beside(body: str, fault: str) -> None:
    found = page(body)
    assert fault in found.faults
    assert any("kanarie" in item.text for item in found.beside)
    assert "kanarie" not in str(found.parts)


@pytest.mark.parametrize("head", ["<title>kanarie</title>", '<meta name="description" content="kanarie">'])
def test_the_head_lies_beside(head: str) -> None:
    found = page("<p>a</p>", head)
    assert "kanarie" in [item.text for item in found.beside]
    assert found.faults == ()


def test_telling_attributes_lie_beside() -> None:
    found = page('<p title="kanarie" class="x"><a href="kommun/are/">a</a></p>')
    assert [item.text for item in found.beside] == ["kanarie", "kommun/are/"]
    assert found.faults == ()


def test_numbers_in_data_of_a_page_are_a_fault() -> None:
    assert page('<p data-x="v29">a</p>').faults == ("sidan har dolda data",)


def test_authors_are_told() -> None:
    assert page("", '<meta name="Author" content="Någon">').authors == ("Någon",)


def test_a_picture_inside_an_attribute_is_read() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>kanarie</text></svg>'
    for packed in (f",{quote(svg)}", f";base64,{base64.b64encode(svg.encode()).decode()}"):
        found = page(f'<img src="data:image/svg+xml{packed}">')
        assert svg.encode() in found.raw
        assert "kanarie" in [item.text for item in found.beside]
        assert found.faults == ()


@pytest.mark.parametrize("data", [b"", b"ingen sida", b"<p>a</p>", b"<html>\xe5</html>", b"<html>\0</html>"])
def test_no_page_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read("a.html", data)


def test_a_page_nested_without_end_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        page("<div>" * 5000)
