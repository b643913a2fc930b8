"""What holds for every form, drawn of the example county on both sheets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import pytest
from matplotlib.artist import Artist
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.spines import Spine
from matplotlib.text import Text

import oj_analys as oj
from oj_analys.catalog.theme import theme
from oj_analys.charts import render
from oj_analys.charts.picture import Picture
from oj_analys.domain import SYNTHETIC_MARK, DataError

Forms = Mapping[str, Callable[..., Figure]]
VERBS = sorted(verb for verb in dir(oj) if verb.startswith("chart_"))
SHEETS = ("spalt", "bild")
HIDDEN = "visas inte, för att ingen enskild ska kunna pekas ut"
PALETTE = {getattr(theme().colours, name).hex for name in theme().colours.__slots__} | {"#ffffff"}

_drawn: dict[tuple[str, str], Picture] = {}


@pytest.fixture(params=VERBS)
def verb(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def draw(forms: Forms, verb: str) -> Callable[[str], Picture]:
    """Draw the form on a sheet, once in all tests."""

    def on(sheet: str) -> Picture:
        if (verb, sheet) not in _drawn:
            figure = forms[verb](sheet=sheet)
            assert isinstance(figure, Picture)
            _drawn[verb, sheet] = figure
        return _drawn[verb, sheet]

    return on


def test_every_verb_is_looked_at(forms: Forms) -> None:
    assert sorted(forms) == VERBS


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_text_is_cut_or_overlaps(
    draw: Callable[[str], Picture], sheet: str, crowding: Callable[..., object]
) -> None:
    assert crowding(draw(sheet)) == []


def test_a_slide_has_its_shape_and_a_column_its_width(draw: Callable[[str], Picture]) -> None:
    width, height = draw("bild").get_size_inches()
    assert width / height == pytest.approx(16 / 9)
    assert draw("spalt").get_figwidth() == theme().grid.column


def test_type_on_a_slide_can_be_read_from_the_back(draw: Callable[[str], Picture]) -> None:
    """A slide is 13.33 inches wide: what is drawn smaller is shown larger, and nothing below 10 points."""
    figure = draw("bild")
    smallest = min(float(text.get_fontsize()) for text in _texts(figure))
    assert smallest * 13.33 / figure.get_figwidth() >= 10


@pytest.mark.parametrize("sheet", SHEETS)
def test_title_source_and_marks_stand_in_the_picture(
    draw: Callable[[str], Picture], sheet: str, texts: Callable[[Figure], list[str]]
) -> None:
    figure = draw(sheet)
    found = texts(figure)
    assert SYNTHETIC_MARK in found[:2]
    assert str(figure.get_label()) in " ".join(found)
    assert re.search(r"Grunddata: .*Egen bearbetning\.$", " ".join(found))


def test_what_follows_the_picture_is_there(draw: Callable[[str], Picture]) -> None:
    told = draw("spalt").told
    assert told is not None
    assert told.reading.startswith("Så läser du diagrammet: ")
    assert all(len(sentence.split()) <= 30 for sentence in re.split(r"(?<=[.?]) ", told.reading))
    assert told.alt.endswith(f"{SYNTHETIC_MARK}.") or f"{SYNTHETIC_MARK}." in told.alt
    assert told.table.rows
    assert {len(row) for row in told.table.rows} == {len(told.table.columns)}


def test_nothing_is_left_to_the_machine(draw: Callable[[str], Picture], texts: Callable[[Figure], list[str]]) -> None:
    figure = draw("spalt")
    assert figure.told is not None
    cells = [cell.text for row in figure.told.table.rows for cell in row]
    words = " ".join([*texts(figure), figure.told.alt, figure.told.reading, *cells])
    assert not re.search(r"\b(nan|None|NaN|inf|<NA>)\b", words)
    assert not re.search(r"\d\.\d", words)  # Swedish numbers have a comma
    assert not re.search(r"(?<!\w)-\d", words)  # and a real minus


def test_only_the_colours_of_the_theme_are_used(draw: Callable[[str], Picture]) -> None:
    assert set(_colours(draw("spalt"))) <= PALETTE


def test_the_same_frame_gives_the_same_bytes(forms: Forms, verb: str, draw: Callable[[str], Picture]) -> None:
    assert render.svg_text(forms[verb](sheet="spalt")) == render.svg_text(draw("spalt"))


def test_a_column_of_ones_own_is_no_hindrance(forms: Forms, verb: str, draw: Callable[[str], Picture]) -> None:
    chart, (frame, *others), named = _given(forms[verb])
    figure = chart(frame.assign(anteckning="min egen"), *others, **named)
    assert figure.get_label() == draw("spalt").get_label()


@pytest.mark.parametrize("given", [None, "tabell", {"unit": ["2305"]}])
def test_what_is_no_table_is_refused_in_swedish(forms: Forms, verb: str, given: object) -> None:
    chart, (_, *others), named = _given(forms[verb])
    with pytest.raises(DataError, match=r"det som gavs är ingen tabell\. Ge den tabell som oj\.\w+ lämnar"):
        chart(given, *others, **named)


def test_a_table_without_columns_is_refused_with_where_to_get_it(forms: Forms, verb: str) -> None:
    chart, (frame, *others), named = _given(forms[verb])
    with pytest.raises(DataError, match=r"tabellen saknar kolumnerna .* Ge den tabell som oj\.\w+ lämnar"):
        chart(frame[["unit"]], *others, **named)


@pytest.mark.parametrize("verb", ["chart_answer_shares", "chart_answers", "chart_question_matrix", "chart_spine"])
def test_one_measure_where_a_list_is_asked_for_is_refused_with_how_it_is_written(forms: Forms, verb: str) -> None:
    chart, (frame, measures), named = _given(forms[verb])
    with pytest.raises(DataError, match=rf'en lista, \["{measures[0]}"\]'):
        chart(frame, measures[0], **named)


def _given(form: Callable[..., Figure]) -> tuple[Callable[..., Figure], tuple[Any, ...], dict[str, Any]]:
    """Return a form's verb, and what the fixture gives it: the frame first."""
    assert isinstance(form, partial)
    return form.func, form.args, form.keywords


def _texts(figure: Figure) -> list[Text]:
    return [text for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text().strip()]


def _colours(figure: Figure) -> Iterator[str]:
    for artist in figure.findobj(Artist):
        if (isinstance(artist, Text) and artist.get_text().strip()) or (
            isinstance(artist, Line2D) and len(artist.get_xydata())
        ):
            yield to_hex(artist.get_color())
        elif isinstance(artist, Patch) and not isinstance(artist, Spine):
            if artist.get_fill() and artist.get_alpha() != 0:
                yield to_hex(artist.get_facecolor())
            if artist.get_linewidth() and artist.get_edgecolor()[3]:
                yield to_hex(artist.get_edgecolor())
