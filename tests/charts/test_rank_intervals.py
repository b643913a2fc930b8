from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from oj_analys import catalog
from oj_analys.analysis import compare
from oj_analys.catalog.theme import theme
from oj_analys.charts import render
from oj_analys.charts.rank_intervals import chart_ranks, draw_ranks
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import DRAFT_MARK, SYNTHETIC_MARK, DataError, Grupp
from oj_analys.frames import COMPARED, MEASURES

Texts = Callable[[Figure], list[str]]
Crowding = Callable[[Figure], list[str]]
JAMTLAND, SKARABORG, SVERIGE = (catalog.grupp(name) for name in ("Jämtland", "Skaraborg", "Sverige"))
EVERYONE = SVERIGE.members
HOME = catalog.measure("U21468")
NAMES = ["Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Åre", "Östersund"]
BERG, BRACKE, AREA, OSTERSUND = "2326", "2305", "2321", "2380"
HIDDEN = "visas inte, för att ingen enskild ska kunna pekas ut"


def measures(values: Mapping[str, object], measure: str = HOME.id, **more: Any) -> pd.DataFrame:
    shared = {"measure": measure, "period": "2024", "sex": "T", "group": "alla", "policy": "öppen"}
    shared |= {"source": "a.xlsx#12345678", **more}
    return MEASURES.build([{"unit": unit, **shared, **figure(value)} for unit, value in values.items()])


def figure(value: object) -> dict[str, object]:
    if isinstance(value, str):
        return {"status": value}
    if isinstance(value, tuple):
        count, n = value
        return {"status": "ok", "value": 100 * count / n, "count": count, "n": n}
    return {"status": "ok", "value": value}


def compared(*frames: pd.DataFrame, among: Grupp = JAMTLAND) -> pd.DataFrame:
    return compare(MEASURES.build(pd.concat(frames)), among=among, against=["riket"])


def country(**own: object) -> dict[str, object]:
    random = np.random.default_rng(1)
    n = random.integers(200, 4000, len(EVERYONE))
    counts = random.binomial(n, random.beta(14, 6, len(EVERYONE)))
    found: dict[str, object] = {
        unit: (int(one), int(size)) for unit, one, size in zip(EVERYONE, counts, n, strict=True)
    }
    return found | {"0000": 70.0} | own


@pytest.fixture(scope="module")
def several() -> pd.DataFrame:
    """Åre is hidden, Berg has not answered, and the number of answers in Östersund is not known."""
    return compared(measures(country(**{AREA: "sekretess", BERG: "bortfall", OSTERSUND: 81.0})))


def bars(chart: Figure) -> dict[int, tuple[float, float]]:
    """Return the first and the last place of each row's bar."""
    found = [patch for patch in chart.axes[0].patches if isinstance(patch, Rectangle)]
    return {
        round(bar.get_y() + bar.get_height() / 2): (bar.get_x() + 0.5, bar.get_x() + bar.get_width() - 0.5)
        for bar in found
    }


def test_each_bar_covers_the_places_of_the_frame_in_swedish_order(several: pd.DataFrame, texts: Texts) -> None:
    chart = chart_ranks(several, "U21468")
    frame = several.set_index("unit")
    codes = [catalog.kommun(name).code for name in NAMES]
    expected = {
        at: (frame.loc[code, "rank_low"], frame.loc[code, "rank_high"])
        for at, code in enumerate(codes)
        if code not in {AREA, BERG, OSTERSUND}
    }
    assert bars(chart) == expected
    rows = [text for text in texts(chart) if not text.endswith("bedömas.")]
    assert [name for text in rows for name in NAMES if text.startswith(name)] == NAMES


def test_places_are_printed_with_of_how_many_and_beside_the_value(several: pd.DataFrame, texts: Texts) -> None:
    row = several.set_index("unit").loc[BRACKE]
    written = texts(chart_ranks(several, "U21468", highlight="Bräcke"))
    places = f"plats {row['rank_low']}–{row['rank_high']} av 288"
    assert places in written
    assert f"Bräcke {round(row['value'])}\u00a0% ({row['n']:,} svar)".replace(",", "\u00a0") in written
    assert written[0] == f"Hemtjänst, nöjda totalt: Bräcke {places}"
    assert {"högst andel", "lägst andel"} <= set(written)


def test_the_axis_runs_from_the_first_place_to_the_last(
    several: pd.DataFrame, ticks: Callable[[Axes], list[str]]
) -> None:
    axes = chart_ranks(several, "U21468").axes[0]
    assert axes.get_xlim() == (0.5, 288.5)
    assert ticks(axes) == ["1", "50", "100", "150", "200", "250", "288"]


def test_those_without_a_place_say_why(several: pd.DataFrame, texts: Texts) -> None:
    written = texts(chart_ranks(several, "U21468"))
    assert f"..\u00a0\u00a0{HIDDEN}" in written
    assert "–\u00a0\u00a0kommunen har inte besvarat frågan" in written
    assert "platsen kan inte avgöras" in written
    reason = "Östersund: antalet svar saknas i källan, så slumpens betydelse kan inte bedömas."
    assert reason in written


def test_a_kommun_that_does_not_run_the_activity_has_no_place(texts: Texts) -> None:
    apart = next(
        one
        for one in catalog.measures().values()
        if one.huvudman == "oj.N21900" and not one.retired and one.kind == HOME.kind
    )
    frame = compared(measures(country(), apart.id), measures(dict.fromkeys(EVERYONE, 1.0) | {BRACKE: 0.0}, "oj.N21900"))
    chart = draw_ranks(frame, apart)
    assert set(bars(chart.figure)) == {0, *range(2, 8)}
    written = " ".join(texts(chart.figure))
    assert f"Bräcke: {catalog.labels().reason['annan_huvudman']}." in written
    assert "jämförs inte" in written
    assert "av 289" in written


def test_a_hidden_figure_leaves_no_trace(several: pd.DataFrame, texts: Texts) -> None:
    frame = several.copy()
    own = frame["unit"] == AREA
    frame.loc[own, ["low", "high"]] = [11.25, 33.75]
    frame.loc[own, ["n", "count", "rank_low", "rank_high"]] = [4173, 1391, 237, 279]
    chart = draw_ranks(frame, HOME, highlight="Åre")
    assert NAMES.index("Åre") not in bars(chart.figure)
    file = render.svg_text(chart.figure).decode()
    cells = [cell.text for row in chart.table.rows for cell in row]
    told = " ".join([*texts(chart.figure), *cells, chart.alt, chart.reading, *re.findall(r">([^<]+)<", file)])
    assert not any(trace in told for trace in ("4173", "4\u00a0173", "1391", "11,25", "33,75", "237", "279"))
    assert chart.title == "Hemtjänst, nöjda totalt: platsen för Åre kan inte avgöras"
    assert f"Åre ({HIDDEN})" in chart.alt


def test_any_place_is_said_in_words() -> None:
    frame = compared(measures(dict.fromkeys(EVERYONE, (7, 10))))
    assert draw_ranks(frame, HOME, highlight="Åre").title.endswith("Åre kan ha vilken plats som helst av 290")
    assert draw_ranks(frame, HOME).title == "Hemtjänst, nöjda totalt: vilka platser i riket kan kommunerna ha?"


def test_a_single_place_has_extent(texts: Texts) -> None:
    frame = compared(measures(dict.fromkeys(EVERYONE, (500, 1000)) | {BRACKE: (900, 1000)}))
    chart = draw_ranks(frame, HOME)
    assert bars(chart.figure)[1] == (1, 1)
    assert chart.figure.axes[0].patches[1].get_width() == 1
    assert "plats 1 av 290" in texts(chart.figure)


def test_lower_is_better_is_said_and_place_one_stays_the_largest() -> None:
    worry = catalog.measure("U21449")
    chart = draw_ranks(compared(measures(country(), worry.id)), worry)
    written = [text.get_text() for text in chart.figure.texts]
    assert "Möjliga platser bland 290 kommuner i riket, 2024. Plats 1 har högst andel. Lågt är bra." in written
    assert not any(word in chart.alt + chart.reading for word in ("bäst", "sämst", "bättre", "sämre"))


def test_the_highlighted_kommun_differs_by_more_than_colour(several: pd.DataFrame) -> None:
    chart = chart_ranks(several, "U21468", highlight="Bräcke")
    bold = {text.get_text() for text in chart.texts if text.get_weight() == "bold"}
    assert any(text.startswith("plats") for text in bold)
    assert any(text.startswith("Bräcke ") for text in bold)
    assert not any(text.startswith("Krokom") for text in bold)
    fills = {patch.get_facecolor() for patch in chart.axes[0].patches}
    assert len(fills) == 2
    assert theme().colours.own.hex != theme().colours.interval.hex


def test_table_and_alternative_text_are_the_frames(several: pd.DataFrame) -> None:
    chart = draw_ranks(several, HOME)
    frame = several.set_index("unit")
    for row in chart.table.rows:
        record = frame.loc[catalog.kommun(row[0].text).code]
        numbers = [cell.number for cell in row[1:]]
        if row[0].text in {"Åre", "Berg"}:
            assert numbers == [None] * 5
        elif row[0].text == "Östersund":
            assert numbers == [81.0, None, None, None, None]
        else:
            assert numbers == pytest.approx(
                [record[name] for name in ("value", "n", "rank_low", "rank_high", "rank_of")]
            )
            assert f"plats {record['rank_low']}–{record['rank_high']} av 288" in chart.alt
    assert "Östersund 81 procent, platsen kan inte avgöras" in chart.alt
    assert "antalet svar saknas" in chart.table.note


def test_the_reading_aid_is_short(several: pd.DataFrame) -> None:
    reading = draw_ranks(several, HOME).reading
    sentences = reading.removeprefix("Så läser du diagrammet: ").removesuffix(".").split(". ")
    assert len(sentences) <= 4
    assert max(len(sentence.split()) for sentence in sentences) <= 25


def test_marks_and_source_stand_in_the_picture(texts: Texts) -> None:
    frame = compared(measures(country(), source="exempel:a.xlsx#12345678"))
    chart = draw_ranks(frame, HOME, setting=Setting(marks=(DRAFT_MARK,), source_line="Källa."))
    written = texts(chart.figure)
    assert set(written[:2]) == {SYNTHETIC_MARK, DRAFT_MARK}
    assert written[-1] == "Källa."
    assert SYNTHETIC_MARK in chart.alt


def test_no_value_at_all_is_drawn_without_places(crowding: Crowding) -> None:
    chart = draw_ranks(compared(measures(dict.fromkeys(EVERYONE, "saknas"))), HOME)
    assert bars(chart.figure) == {}
    assert crowding(chart.figure) == []
    assert "säkerhet" not in chart.reading


def test_the_whole_country_can_be_drawn(crowding: Crowding) -> None:
    frame = compared(measures(country(**{AREA: "sekretess"})), among=SVERIGE)
    chart = draw_ranks(frame, HOME, highlight="Åre").figure
    assert len(bars(chart)) == 289
    assert crowding(chart) == []


def test_wrong_frames_are_refused_in_swedish(several: pd.DataFrame) -> None:
    county = compare(measures(dict.fromkeys(JAMTLAND.members, (50, 100))), among=JAMTLAND, against=["riket"])
    with pytest.raises(DataError, match="tabellen har inga platser för oj.U21468 2024") as error:
        chart_ranks(county, "U21468")
    assert "alla landets kommuner" in str(error.value)
    with pytest.raises(DataError, match="är ingen andel"):
        chart_ranks(several, "U31402")
    with pytest.raises(DataError, match="besvaras i ord"):
        chart_ranks(several, "U37488")
    with pytest.raises(DataError, match="tabellen har rader om personer för oj.U21468"):
        chart_ranks(several.assign(policy="ebp_personal"), "U21468")
    with pytest.raises(DataError, match="saknar kolumnerna"):
        chart_ranks(several.drop(columns="rank_low"), "U21468")
    with pytest.raises(DataError, match="formatet"):
        chart_ranks(several, "U21468", sheet="affisch")


FIGURE = st.one_of(
    st.sampled_from(["bortfall", "saknas", "sekretess", "okänd"]),
    st.integers(1, 20_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.floats(0, 100),
)


@settings(max_examples=30, deadline=None)
@given(
    figures=st.lists(FIGURE, min_size=1, max_size=15),
    of=st.integers(1, 290),
    places=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    title=st.sampled_from(["Kort", "Hemtjänst, andel som är ganska eller mycket nöjda med hemtjänsten i dess helhet"]),
    own=st.integers(-1, 14),
    sheet=st.sampled_from(Sheet),
)
def test_no_text_is_cut_or_overlaps(
    crowding: Crowding,
    figures: list[object],
    of: int,
    places: tuple[float, float],
    title: str,
    own: int,
    sheet: Sheet,
) -> None:
    units = SKARABORG.members[: len(figures)]
    frame = compare(measures(dict(zip(units, figures, strict=True))), among=SKARABORG, against=["riket"])
    low, high = sorted(1 + round(share * (of - 1)) for share in places)
    known = frame["value"].notna()
    frame.loc[known, ["rank_low", "rank_high", "rank_of"]] = [low, high, of]
    chart = draw_ranks(
        COMPARED.check(frame),
        replace(HOME, title=title),
        highlight=units[own % len(units)] if own >= 0 else "",
        setting=Setting(marks=(SYNTHETIC_MARK, DRAFT_MARK), sheet=sheet),
    )
    assert crowding(chart.figure) == []
    told = frame["low"].notna() & known
    assert len(bars(chart.figure)) == told.sum()
    assert all(ends == (low, high) for ends in bars(chart.figure).values())
