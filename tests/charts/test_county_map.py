from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.text import Text

from oj_analys import catalog, swedish
from oj_analys.catalog import shapes
from oj_analys.catalog.theme import contrast, theme
from oj_analys.charts import render
from oj_analys.charts.county_map import chart_map, draw_county_map
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import SYNTHETIC_MARK, DataError

Build = Callable[..., pd.DataFrame]
Texts = Callable[[Figure], list[str]]
HOME_CARE = catalog.measure("oj.U21468")
INHABITANTS = catalog.measure("oj.N01951")
JAMTLAND, SKARABORG = catalog.grupp("jamtland").members, catalog.grupp("skaraborg").members
NAMES = ["Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Åre", "Östersund"]
HIDDEN = "visas inte, för att ingen enskild ska kunna pekas ut"
JUDGED = ["bättre", "sämre", "högre", "lägre", "ingen tydlig skillnad", "osäkert", "ej jämförbar"]

FIGURE = st.one_of(
    st.sampled_from(["bortfall", "saknas", "sekretess", "okänd"]),
    st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.floats(0, 100),
)


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the shapes of some kommuner be the only ones that are known."""

    def keep(*codes: str) -> None:
        real = shapes.shape
        monkeypatch.setattr(shapes, "shape", lambda code: real(code) if code in codes else None)

    return keep


def _patches(figure: Figure) -> Iterator[Patch]:
    yield from (patch for axes in figure.axes for patch in axes.patches)
    yield from (artist for artist in figure.artists if isinstance(artist, Patch))


def _surfaces(figure: Figure) -> dict[str, Patch]:
    """Return each kommun's surface by its name."""
    names = {kommun.name for kommun in catalog.kommuner()}
    return {str(patch.get_label()): patch for patch in _patches(figure) if patch.get_label() in names}


def _lakes(figure: Figure) -> list[Patch]:
    return [patch for axes in figure.axes for patch in axes.patches if patch.get_hatch() and "-" in patch.get_hatch()]


def _at(figure: Figure, name: str) -> str:
    """Return what is written under a kommun's name."""
    found = sorted(_written(figure), key=lambda text: -text.get_position()[1])
    own = next(text for text in found if text.get_text() == name)
    x, y = own.get_position()
    below = [text for text in found if text.get_position()[0] == x and text.get_position()[1] < y]
    return below[0].get_text()


def _written(figure: Figure) -> list[Text]:
    return [text for text in figure.texts if text.get_transform() == figure.dpi_scale_trans]


def _fill(figure: Figure, name: str) -> str:
    return to_hex(_surfaces(figure)[name].get_facecolor())


def _dots(figure: Figure) -> list[tuple[float, float]]:
    """Return where the ties begin, in inches."""
    ties = [artist for artist in figure.artists if isinstance(artist, Line2D)]
    return [(float(tie.get_xdata()[0]), float(tie.get_ydata()[0])) for tie in ties]


def _judge(frame: pd.DataFrame, position: str) -> pd.DataFrame:
    found = frame.copy()
    found.loc[(found["reference_kind"] == "riket") & (found["status"] == "ok"), "position"] = position
    return found


def test_every_kommun_has_its_shape_its_name_and_its_value(jamtland: pd.DataFrame, texts: Texts) -> None:
    figure = chart_map(jamtland, "U21468")
    assert list(_surfaces(figure)) == NAMES
    assert {text for text in texts(figure) if text in NAMES} == set(NAMES)
    values = {name: _at(figure, name) for name in NAMES}
    assert values == {
        "Berg": "–",
        "Bräcke": "72\u00a0%",
        "Härjedalen": "..",
        "Krokom": "88\u00a0%",
        "Ragunda": "71\u00a0%",
        "Strömsund": "80\u00a0%",
        "Åre": "86\u00a0%",
        "Östersund": "85\u00a0%",
    }


def test_what_is_drawn_is_the_kommuns_own_shape(jamtland: pd.DataFrame) -> None:
    patch = _surfaces(chart_map(jamtland, "U21468"))["Bräcke"]
    assert isinstance(patch, PathPatch)
    drawn = shapely.MultiPoint(patch.get_path().vertices)
    assert drawn.equals(shapely.MultiPoint(shapely.get_coordinates(shapes.shape("2305"))))


@pytest.mark.parametrize("sheet", ["spalt", "bild"])
def test_the_map_has_the_same_scale_both_ways(jamtland: pd.DataFrame, sheet: str) -> None:
    figure = chart_map(jamtland, "U21468", sheet=sheet)
    axes, (wide, tall) = figure.axes[0], figure.get_size_inches()
    box, (west, east), (south, north) = axes.get_position(), axes.get_xlim(), axes.get_ylim()
    assert box.width * wide / (east - west) == pytest.approx(box.height * tall / (north - south))


def test_the_fill_follows_the_value_in_equal_steps(build: Build, texts: Texts) -> None:
    frame = build({"2305": {"2024": 12.0}, "2321": {"2024": 79.4}, "2303": {"2024": 79.5}, "2326": {"2024": 98.0}}, {})
    figure = chart_map(frame, "U21468")
    five = [colour.hex for colour in theme().colours.one_way(5)]
    assert [_fill(figure, name) for name in ("Bräcke", "Åre", "Ragunda", "Berg")] == [
        five[0],
        five[3],
        five[4],
        five[4],
    ]
    assert {"0–19\u00a0%", "20–39\u00a0%", "40–59\u00a0%", "60–79\u00a0%", "80–100\u00a0%"} <= set(texts(figure))


@pytest.mark.parametrize("position", JUDGED)
def test_the_fill_never_judges(jamtland: pd.DataFrame, position: str) -> None:
    plain = chart_map(jamtland, "U21468")
    judged = chart_map(_judge(jamtland, position), "U21468", highlight="Bräcke")
    assert [_fill(judged, name) for name in NAMES] == [_fill(plain, name) for name in NAMES]


@pytest.mark.parametrize(
    ("position", "mark", "words"),
    [
        ("bättre", "+", "tydligt bättre än riket"),
        ("sämre", "!", "tydligt sämre än riket"),
        ("högre", ">", "tydligt högre än riket"),
        ("lägre", "<", "tydligt lägre än riket"),
        ("ingen tydlig skillnad", "=", "ingen tydlig skillnad mot riket"),
        ("osäkert", "?", "för få svar för att avgöra"),
    ],
)
def test_the_mark_after_the_value_has_its_words_in_the_key(
    jamtland: pd.DataFrame, texts: Texts, position: str, mark: str, words: str
) -> None:
    figure = chart_map(_judge(jamtland, position), "U21468")
    assert _at(figure, "Bräcke") == f"72\u00a0%\u00a0\u00a0{mark}"
    assert _at(figure, "Berg") == "–"
    found = texts(figure)
    assert words in found
    assert mark in found


def test_where_nothing_is_judged_no_mark_is_explained(jamtland: pd.DataFrame, texts: Texts) -> None:
    found = texts(chart_map(jamtland, "U21468"))
    assert not any("än riket" in text or "mot riket" in text for text in found)


def test_hidden_and_missing_are_hatched_marked_and_named_with_their_reason(
    jamtland: pd.DataFrame, texts: Texts
) -> None:
    figure = chart_map(jamtland, "U21468")
    hatched = {name for name, patch in _surfaces(figure).items() if patch.get_hatch()}
    assert hatched == {"Berg", "Härjedalen"}
    found = texts(figure)
    assert f"..\u00a0\u00a0{HIDDEN}: Härjedalen." in found
    assert "–\u00a0\u00a0kommunen har inte besvarat frågan: Berg." in found
    assert "inget värde, se nedan" in found


def test_nothing_is_drawn_or_said_of_a_hidden_figure(build: Build, texts: Texts) -> None:
    hidden = {"2305": {"2024": "sekretess"}, "2321": {"2024": (50, 57)}}
    bare = build(hidden, {"riket": {"2024": 86.0}})
    planted = bare.copy()
    rows = planted["unit"] == "2305"
    for column, value in {"low": 11.0, "high": 33.0, "n": 4, "count": 1}.items():
        planted.loc[rows, column] = value
    one, other = (draw_county_map(frame, HOME_CARE, highlight="2305") for frame in (bare, planted))
    assert (one.title, one.alt, one.reading, one.table) == (other.title, other.alt, other.reading, other.table)
    assert texts(one.figure) == texts(other.figure)
    assert render.svg_text(one.figure) == render.svg_text(other.figure)


def test_storsjon_is_a_lake_and_lakes_are_told_from_missing_values(jamtland: pd.DataFrame, texts: Texts) -> None:
    figure = chart_map(jamtland, "U21468")
    (lake,) = _lakes(figure)
    missing = _surfaces(figure)["Berg"]
    assert lake.get_hatch() != missing.get_hatch()
    assert "sjö" in texts(figure)
    x, y = shapes.flat(np.array([(14.4, 63.1)]))[0]  # open water between Frösön and Oviken
    assert isinstance(lake, PathPatch)
    assert lake.get_path().contains_point((x, y))


def test_lakes_end_where_the_map_does(build: Build) -> None:
    figure = chart_map(build({unit: {"2024": 70.0} for unit in SKARABORG}, {}), "U21468")
    assert len(_lakes(figure)) == 2  # Vänern and Vättern
    axes = figure.axes[0]
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    for lake in _lakes(figure):
        assert isinstance(lake, PathPatch)
        box = lake.get_path().get_extents()
        assert (box.x0, box.y0) >= (west - 1e-6, south - 1e-6)
        assert box.x1 <= east + 1e-6
        assert box.y1 <= north + 1e-6


def test_a_kommun_away_from_lakes_has_none(build: Build, texts: Texts) -> None:
    figure = chart_map(build({"2305": {"2024": 70.0}}, {}), "U21468")
    assert _lakes(figure) == []
    assert "sjö" not in texts(figure)


def test_every_name_stands_in_its_kommun_or_is_tied_to_it(jamtland: pd.DataFrame) -> None:
    figure = chart_map(jamtland, "U21468")
    where = {text.get_text(): text.get_position() for text in _written(figure) if text.get_text() in NAMES}
    tied = [_kilometres(figure, dot) for dot in _dots(figure)]
    for name, place in where.items():
        shape = shapes.shape(catalog.kommun(name).code)
        inside = shapely.contains_xy(shape, *_kilometres(figure, place))
        assert bool(inside) != any(shapely.contains_xy(shape, *dot) for dot in tied), name
    assert len(tied) == 4  # a line and its white edge each, for Östersund and Ragunda


def test_the_highlighted_kommun_has_a_bold_name_and_a_heavy_border(jamtland: pd.DataFrame) -> None:
    def borders(figure: Figure) -> int:
        return sum(not patch.get_fill() for patch in figure.axes[0].patches)

    plain, set_off = chart_map(jamtland, "U21468"), chart_map(jamtland, "U21468", highlight="Bräcke")
    bold = {text.get_text() for text in set_off.texts if text.get_weight() == "bold"}
    assert "Bräcke" in bold
    assert not bold & {"Krokom", "Åre"}
    assert "Bräcke" not in {text.get_text() for text in plain.texts if text.get_weight() == "bold"}
    assert borders(set_off) == borders(plain) + 2


def test_words_are_read_on_every_fill() -> None:
    for steps in range(2, 6):
        for colour in theme().colours.one_way(steps):
            assert max(contrast(colour.hex, ink) for ink in ("#ffffff", theme().colours.text.hex)) >= 4.5


def test_names_have_the_ink_that_their_fill_asks_for(build: Build) -> None:
    values = (0.0, 25.0, 50.0, 70.0, 90.0)
    frame = build({unit: {"2024": value} for unit, value in zip(JAMTLAND, values, strict=False)}, {})
    figure = chart_map(frame, "U21468")
    boxed = [text for text in _written(figure) if text.get_bbox_patch() is not None]
    assert boxed
    for text in boxed:
        assert contrast(to_hex(text.get_color()), to_hex(text.get_bbox_patch().get_facecolor())) >= 4.5


def test_kommuner_without_a_shape_become_tiles(
    jamtland: pd.DataFrame, known: Callable[..., None], texts: Texts
) -> None:
    known(*(set(JAMTLAND) - {"2321", "2361"}))
    figure = chart_map(jamtland, "U21468")
    tiles = {name: patch for name, patch in _surfaces(figure).items() if isinstance(patch, Rectangle)}
    assert list(tiles) == ["Härjedalen", "Åre"]
    assert to_hex(tiles["Åre"].get_facecolor()) == theme().colours.one_way(5)[4].hex
    assert tiles["Härjedalen"].get_hatch()
    for name, tile in tiles.items():
        x, y = next(text.get_position() for text in _written(figure) if text.get_text() == name)
        assert tile.get_x() < x < tile.get_x() + tile.get_width()
        assert tile.get_y() < y < tile.get_y() + tile.get_height()
    assert "Rutor: kartan saknar formen för Härjedalen och Åre." in texts(figure)


@pytest.mark.parametrize("sheet", ["spalt", "bild"])
def test_without_any_shape_there_are_only_tiles_in_swedish_order(
    jamtland: pd.DataFrame, known: Callable[..., None], crowding: Callable[[Figure], list[str]], sheet: str
) -> None:
    known()
    figure = chart_map(jamtland, "U21468", sheet=sheet)
    assert figure.axes == []
    tiles = _surfaces(figure)
    assert list(tiles) == NAMES
    places = [(-tile.get_y(), tile.get_x()) for tile in tiles.values() if isinstance(tile, Rectangle)]
    assert places == sorted(places)
    assert crowding(figure) == []


def test_a_count_has_no_fill_and_says_why(build: Build, texts: Texts) -> None:
    frame = build({"2305": {"2024": 6000.0}, "2380": {"2024": 64000.0}}, {}, measure="oj.N01951")
    figure = chart_map(frame, "N01951")
    assert _fill(figure, "Bräcke") == _fill(figure, "Östersund") == "#ffffff"
    assert _at(figure, "Bräcke") == "6\u00a0000"
    found = texts(figure)
    assert "Antal färgläggs inte, eftersom färgen bara skulle visa vilka kommuner som är stora." in found
    assert not any("slumpen" in text for text in found)


def test_values_numbers_references_and_source_stand_in_the_picture(jamtland: pd.DataFrame, texts: Texts) -> None:
    found = texts(chart_map(jamtland, "U21468"))
    assert "Procent, 2024. Riket 86\u00a0%, länet 81\u00a0%." in found
    assert "Antal svar: Bräcke 61, Krokom 57, Ragunda 14, Strömsund 88, Åre 70, Östersund 402." in found
    assert "Osäkerheten visas inte i kartan: små skillnader kan bero på slumpen." in found
    assert found[-1] == "Grunddata: Socialstyrelsen. Egen bearbetning."


def test_only_the_newest_period_is_drawn(build: Build) -> None:
    figure = chart_map(build({"2305": {"2022": (57, 63), "2024": (44, 61)}}, {}), "U21468")
    assert _at(figure, "Bräcke") == "72\u00a0%"


def test_titles_ask_or_state_what_is_found(jamtland: pd.DataFrame) -> None:
    assert draw_county_map(jamtland, HOME_CARE).title == "Hemtjänst, nöjda totalt: hur ser det ut i kommunerna?"
    judged = draw_county_map(_judge(jamtland, "sämre"), HOME_CARE, highlight="2305")
    assert judged.title == "Hemtjänst, nöjda totalt: Bräcke 72 procent, tydligt sämre än riket (86)"


def test_the_alternative_text_comes_from_the_data(jamtland: pd.DataFrame) -> None:
    assert draw_county_map(_judge(jamtland, "sämre"), HOME_CARE).alt == (
        "Karta: Hemtjänst, nöjda totalt i 8 kommuner, 2024, procent. Bräcke 72, Krokom 88, Ragunda 71, Strömsund 80, "
        f"Åre 86, Östersund 85; Berg (kommunen har inte besvarat frågan); Härjedalen ({HIDDEN}); riket 86; länet 81; "
        "tydligt sämre än riket: Bräcke, Krokom, Ragunda, Strömsund, Åre och Östersund; osäkerheten visas inte."
    )


def test_the_alternative_text_of_a_large_group_says_the_ends(build: Build) -> None:
    members = catalog.grupp("skane").members
    frame = build({unit: {"2024": 40.0 + at} for at, unit in enumerate(members)}, {"riket": {"2024": 50.0}})
    alt = draw_county_map(_judge(frame, "ingen tydlig skillnad"), HOME_CARE).alt
    assert "Kommunerna 40–72; riket 50; ingen tydlig skillnad mot riket: 33 kommuner" in alt


def test_the_table_holds_what_the_map_shows(jamtland: pd.DataFrame) -> None:
    table = draw_county_map(_judge(jamtland, "bättre"), HOME_CARE).table
    assert [column.title for column in table.columns] == ["Kommun", "Procent", "Antal svar", "Mot riket"]
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in table.rows}
    assert list(rows) == [*NAMES, "riket", "länet"]
    assert rows["Bräcke"] == ["72\u00a0%", "61", "+ tydligt bättre"]
    assert rows["Härjedalen"] == [f"..\u00a0\u00a0{HIDDEN}", "–", "–"]
    assert rows["riket"] == ["86\u00a0%", "–", "–"]
    assert table.rows[1][1].number == pytest.approx(100 * 44 / 61)


def test_the_reading_aid_is_short_and_explains_what_is_there(jamtland: pd.DataFrame, build: Build) -> None:
    reading = draw_county_map(_judge(jamtland, "bättre"), HOME_CARE).reading
    assert reading.startswith("Så läser du diagrammet: Ju mörkare färg, desto högre värde.")
    assert "Färgen säger inte om värdet är bra eller dåligt." in reading
    assert reading.endswith("Streckade kommuner har inget värde att visa.")
    count = draw_county_map(build({"2305": {"2024": 6000.0}}, {}, measure=INHABITANTS.id), INHABITANTS).reading
    assert count == "Så läser du diagrammet: Varje kommuns värde står på kartan."
    for text in (reading, count):
        sentences = text.removeprefix("Så läser du diagrammet: ").rstrip(".").split(". ")
        assert len(sentences) <= 4
        assert all(len(sentence.split()) <= 25 for sentence in sentences)


def test_marks_stand_in_the_picture_and_the_alternative_text(build: Build, texts: Texts) -> None:
    frame = build({"2305": {"2024": (44, 61)}}, {}, source="exempel:a.xlsx#12345678")
    chart = draw_county_map(frame, HOME_CARE, setting=Setting(marks=("UTKAST",), source_line="Bearbetning: FoU Jämt."))
    found = texts(chart.figure)
    assert set(found[:2]) == {SYNTHETIC_MARK, "UTKAST"}
    assert found[-1] == "Bearbetning: FoU Jämt."
    assert chart.alt.endswith(f"{SYNTHETIC_MARK}. UTKAST.")


def test_a_slide_has_its_keys_at_the_side_and_the_shape_of_a_slide(jamtland: pd.DataFrame) -> None:
    figure = chart_map(jamtland, "U21468", sheet="bild")
    width, height = figure.get_size_inches()
    assert width / height == pytest.approx(16 / 9)
    box = figure.axes[0].get_position()
    key = next(text for text in _written(figure) if text.get_text() == "80–100\u00a0%")
    assert key.get_position()[0] > box.x1 * width


@pytest.mark.parametrize("action", ["answer", "measure", "columns", "kommun", "sheet", "persons", "draft", "country"])
def test_what_is_wrong_is_said_in_swedish(jamtland: pd.DataFrame, build: Build, action: str) -> None:
    everyone = [kommun.code for kommun in catalog.kommuner()]
    wrong: dict[str, tuple[Callable[[], Any], str]] = {
        "answer": (lambda: chart_map(jamtland, "U37488"), "besvaras i ord. Använd chart_answers"),
        "measure": (lambda: chart_map(jamtland, "U21449"), "inga rader för oj.U21449"),
        "columns": (lambda: chart_map(jamtland.drop(columns="n"), "U21468"), "saknar kolumnerna n"),
        "kommun": (lambda: chart_map(jamtland, "U21468", highlight="Malmö"), "Malmö finns inte i tabellen"),
        "sheet": (lambda: chart_map(jamtland, "U21468", sheet="A3"), 'formatet "A3"'),
        "persons": (
            lambda: chart_map(jamtland.assign(policy="ebp_personal"), "U21468"),
            "tabellen har rader om personer för oj.U21468; tillåtet: öppna värden. Ge tabellen som oj.protect lämnar",
        ),
        "draft": (
            lambda: chart_map(jamtland.assign(policy="utkast:ebp_personal"), "U21468"),
            "tabellen har rader om personer för oj.U21468",
        ),
        "country": (
            lambda: chart_map(build({code: {"2024": 50.0} for code in everyone}, {}), "U21468"),
            "tabellen har 290 kommuner; tillåtet: högst 60 på en karta. Välj en grupp med among i oj.compare",
        ),
    }
    act, message = wrong[action]
    with pytest.raises(DataError) as error:
        act()
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("grupp", "sheet"),
    [
        *((grupp.id, Sheet.COLUMN) for grupp in catalog.grupper() if len(grupp.members) <= 60),
        *((ident, Sheet.SLIDE) for ident in ("blekinge", "gotland", "jamtland", "skaraborg", "vastra_gotaland")),
    ],
)
def test_every_group_of_the_country_is_set_without_crowding(
    build: Build, crowding: Callable[[Figure], list[str]], grupp: str, sheet: Sheet
) -> None:
    frame = build({unit: {"2024": (44, 61)} for unit in catalog.grupp(grupp).members}, {"riket": {"2024": 86.0}})
    figure = chart_map(_judge(frame, "ingen tydlig skillnad"), "U21468", sheet=sheet)
    assert crowding(figure) == []
    assert len(_surfaces(figure)) == len(catalog.grupp(grupp).members)


@settings(max_examples=25, deadline=None)
@given(
    figures=st.lists(FIGURE, min_size=1, max_size=15),
    riket=st.one_of(st.none(), st.floats(0, 100)),
    position=st.sampled_from(JUDGED),
    title=st.sampled_from(
        ["Kort", "Hemtjänst, andel som är ganska eller mycket nöjda med sin hemtjänst i dess helhet"]
    ),
    own=st.integers(0, 14),
    place=st.tuples(st.sampled_from(list(Sheet)), st.sampled_from([JAMTLAND, SKARABORG])),
)
def test_no_text_is_cut_or_overlaps(
    build: Build,
    crowding: Callable[[Figure], list[str]],
    figures: list[object],
    riket: float | None,
    position: str,
    title: str,
    own: int,
    place: tuple[Sheet, tuple[str, ...]],
) -> None:
    sheet, group = place
    values = dict(zip(group, figures, strict=False))
    frame = _judge(
        build({unit: {"2024": figure} for unit, figure in values.items()}, {"riket": {"2024": riket}} if riket else {}),
        position,
    )
    chart = draw_county_map(
        frame,
        replace(HOME_CARE, title=title),
        highlight=list(values)[own % len(values)],
        setting=Setting(marks=(SYNTHETIC_MARK, "UTKAST"), sheet=sheet),
    )
    assert crowding(chart.figure) == []
    hatched = {name for name, patch in _surfaces(chart.figure).items() if patch.get_hatch()}
    assert hatched == {catalog.kommun(unit).name for unit, figure in values.items() if isinstance(figure, str)}
    for row in chart.table.rows[: len(values)]:
        assert row[0].text in _surfaces(chart.figure)
    names = [row[0].text for row in chart.table.rows[: len(values)]]
    assert names == sorted(names, key=swedish.sort_key)


@settings(max_examples=15, deadline=None)
@given(values=st.lists(st.floats(-1e6, 1e7, width=32), min_size=1, max_size=8), decimals=st.integers(0, 2))
def test_extreme_values_are_printed_and_keyed(
    build: Build, crowding: Callable[[Figure], list[str]], texts: Texts, values: list[float], decimals: int
) -> None:
    measure = replace(catalog.measure("oj.U31402"), decimals=decimals)
    frame = build(
        {unit: {"2024": value} for unit, value in zip(JAMTLAND, values, strict=False)}, {}, measure=measure.id
    )
    figure = draw_county_map(frame, measure).figure
    assert crowding(figure) == []
    found = texts(figure)
    assert {swedish.number(value, decimals) for value in values} <= set(found)


def _kilometres(figure: Figure, inches: tuple[float, float]) -> tuple[float, float]:
    axes = figure.axes[0]
    x, y = axes.transData.inverted().transform(figure.dpi_scale_trans.transform(inches))
    return float(x), float(y)
