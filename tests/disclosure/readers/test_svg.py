from __future__ import annotations

import base64
from io import BytesIO

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from oj_analys.disclosure.readers import Content, Unreadable, read
from oj_analys.frames.shown import BlockKind

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def picture(inside: str) -> Content:
    return read("bild.svg", f"{HEAD}{inside}</svg>".encode())


def drawn() -> bytes:
    figure = Figure(figsize=(4, 3))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, 10)
    axes.set_ylim(0, 10)
    for number, value in enumerate([2.0, 5.0, 8.0]):
        axes.plot([value], [number + 1], marker="o", gid=f"varde-{number}")
    axes.barh([6], [4.0], gid="varde-3", height=1)[0].set_gid("varde-3")
    axes.text(1, 9, "Åre 3,4 -- ..")
    buffer = BytesIO()
    with mpl.rc_context({"svg.fonttype": "path"}):
        figure.savefig(buffer, format="svg", metadata={"Title": "Titeln", "Creator": "Någon", "Date": None})
    return buffer.getvalue()


def test_letters_drawn_as_shapes_are_read_in_order() -> None:
    texts = [part.text for part in read("a.svg", drawn()).parts if part.kind is BlockKind.TEXT]
    assert texts[0] == "Titeln"
    assert texts[-1] == "Åre 3,4 - - .."


def test_marks_are_where_the_values_are() -> None:
    (image,) = [part for part in read("a.svg", drawn()).parts if part.kind is BlockKind.PICTURE]
    assert [mark.name for mark in image.marks] == ["varde-0", "varde-1", "varde-2", "varde-3"]
    centres = [(mark.left + mark.right) / 2 / 28.8 for mark in image.marks[:3]]  # 288 points are 10 units
    assert centres == pytest.approx([2.0, 5.0, 8.0], abs=0.02)
    bar = image.marks[3]
    assert (bar.left, bar.right) == pytest.approx((0.0, 4 * 28.8), abs=0.1)
    assert bar.top < bar.bottom


def test_marks_stand_in_the_order_of_their_numbers() -> None:
    groups = "".join(f'<g id="varde-{n}"><rect x="{n}" y="1" width="2" height="3"/></g>' for n in (10, 2, 0, 1))
    marks = picture(groups).parts[-1].marks
    assert [mark.name for mark in marks] == ["varde-0", "varde-1", "varde-2", "varde-10"]
    assert (marks[1].left, marks[1].top, marks[1].right, marks[1].bottom) == (1, 1, 3, 4)


@pytest.mark.parametrize(
    "shape",
    [
        '<path d="M 1 2 L 3 2 3 5 z"/>',
        '<path d="m 1 2 h 2 v 3 z"/>',
        '<path d="M1,2 C 1 5 3 5 3 2"/>',
        '<circle cx="2" cy="3.5" r="1.5" transform="translate(0 0)"/><path d="M1 2 3 5"/>',
        '<line x1="1" y1="2" x2="3" y2="5"/>',
        '<polyline points="1,2 3,5"/>',
        '<g transform="translate(1 2) scale(2 3)"><rect x="0" y="0" width="1" height="1"/></g>',
        '<g transform="scale(1 -1)"><path d="M 1 -2 L 3 -5"/></g>',
        '<use xlink:href="#form" x="1" y="2"/>',
    ],
)
def test_boxes_of_all_shapes(shape: str) -> None:
    defs = '<defs><path id="form" d="M 0 0 L 2 3"/></defs>'
    (mark,) = picture(f'{defs}<g id="varde-0">{shape}</g>').parts[-1].marks
    found = (mark.left, mark.top, mark.right, mark.bottom)
    assert found == pytest.approx((0.5, 2, 3.5, 5) if "circle" in shape else (1, 2, 3, 5))


def test_moves_of_groups_outside_count() -> None:
    inner = '<g id="varde-0"><rect x="1" y="1" width="1" height="1"/></g>'
    (mark,) = picture(f'<a><g transform="translate(10,20)"><g transform="scale(2)">{inner}</g></g></a>').parts[-1].marks
    assert (mark.left, mark.top, mark.right, mark.bottom) == (12, 22, 14, 24)


def test_an_empty_group_draws_no_value() -> None:
    assert picture('<g id="varde-0"><path d=""/></g>').parts[-1].marks == ()


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<script>kanarie</script>", "bilden har ett skript"),
        ('<rect onclick="kanarie()"/>', "bilden har ett skript"),
        ("<foreignObject><p>kanarie</p></foreignObject>", "bilden har främmande innehåll"),
        ('<image xlink:href="https://exempel.invalid/a.png"/>', "bilden har en inbäddad bild"),
        ('<a href="file:///hemma"/>', "bilden hämtar eller länkar till något utanför filen"),
    ],
)
def test_what_may_not_be_there(inside: str, fault: str) -> None:
    assert fault in picture(inside).faults


@pytest.mark.parametrize(
    "inside",
    ["<title>kanarie</title>", "<desc>kanarie</desc>", "<text>kan<tspan>arie</tspan></text>", "<!-- kanarie -->"],
)
def test_words_are_parts(inside: str) -> None:
    assert "kanarie" in [part.text.replace(" ", "") for part in picture(inside).parts]


@pytest.mark.parametrize(
    "inside",
    [
        "<metadata><x>kanarie</x></metadata>",
        "<style>/* kanarie */</style>",
        '<g aria-label="kanarie"/>',
        '<g data-varde="kanarie"/>',
        '<image href="kanarie.png"/>',
    ],
)
def test_words_nobody_sees_lie_beside(inside: str) -> None:
    found = picture(inside)
    assert any("kanarie" in beside.text for beside in found.beside)
    assert not any("kanarie" in part.text for part in found.parts)


def test_an_author_is_told() -> None:
    inside = '<metadata><c xmlns:dc="urn:dc"><dc:creator><dc:title>Någon</dc:title></dc:creator></c></metadata>'
    assert picture(inside).authors == ("Någon",)


def test_a_picture_inside_an_attribute_is_handed_on() -> None:
    packed = base64.b64encode(b"kanarie").decode()
    assert b"kanarie" in picture(f'<image href="data:image/png;base64,{packed}"/>').raw


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"ingen bild",
        b"<html></html>",
        b"<svg>",
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg/>',
    ],
)
def test_no_picture_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read("bild.svg", data)


def test_shapes_made_of_each_other_without_end_are_unreadable() -> None:
    layers = (
        "".join(f'<g id="a{n}">' + f'<use xlink:href="#a{n + 1}"/>' * 10 + "</g>" for n in range(10))
        + '<g id="a10"><path d="M 0 0"/></g>'
    )
    with pytest.raises(Unreadable):
        picture(f'<defs>{layers}</defs><g id="varde-0"><use xlink:href="#a0"/></g>')
    with pytest.raises(Unreadable):
        picture('<g id="varde-0"><use xlink:href="#varde-0"/></g>')


AXES = '<g id="axes_1"><path d="M 0 0 L 0 90" style="fill: none"/><path d="M 90 0 L 90 90" style="fill: none"/>{}</g>'
VALUE = '<g id="varde-0"><path d="M 40 40 L 50 50 z" style="fill: #123456"/></g>'


@pytest.mark.parametrize(
    "shape",
    [
        '<circle cx="10" cy="10" r="3"/>',
        '<g transform="translate(5 5)"><rect width="9" height="4" style="fill: #123456"/></g>',
        '<g id="text_1"><path d="M 5 5 L 9 9" style="fill: #123456"/></g>',
        '<defs><path id="m" d="M -3 -3 L 3 3"/></defs><use xlink:href="#m" x="60" y="60"/>',
    ],
)
def test_a_shape_among_the_values_is_a_stray(shape: str) -> None:
    for inside in (AXES.format(VALUE + shape), AXES.format(VALUE) + shape):
        assert picture(inside).parts[-1].strays == 1


@pytest.mark.parametrize(
    "shape",
    [
        '<rect width="300" height="300" style="fill: #ffffff"/>',
        '<rect x="10" y="100" width="9" height="9"/>',
        '<g id="text_1"><path d="M 5 5 L 9 9" style="fill: #ffffff"/><use xlink:href="#g" x="5"/></g>',
        '<clipPath><rect width="9" height="9"/></clipPath>',
    ],
)
def test_paper_legend_and_letters_are_no_strays(shape: str) -> None:
    assert picture(shape + AXES.format(VALUE)).parts[-1].strays == 0


def test_a_picture_without_values_has_no_strays() -> None:
    assert picture('<circle r="3"/>').parts[-1].strays == 0


def test_data_of_a_picture_are_a_fault() -> None:
    assert picture('<g data-x="1"/>').faults == ("bilden har dolda data",)
