from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from math import isnan
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from oj_analys import catalog
from oj_analys.analysis import compare, spread
from oj_analys.charts import render
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.charts.spine import chart_spine, draw_spine
from oj_analys.domain import DRAFT_MARK, RIKET, SYNTHETIC_MARK, DataError, Grupp
from oj_analys.frames import MEASURES

Texts = Callable[[Figure], list[str]]
Crowding = Callable[[Figure], list[str]]
Row = pd.Series
SVERIGE = catalog.grupp("Sverige")
EVERYONE = SVERIGE.members
HOME, WORRY, DAYS, FALLS, PEOPLE = (
    catalog.measure(name) for name in ("U21468", "U21449", "U31402", "N20402", "N01951")
)
BRACKE, ARE = "2305", "2321"
HIDDEN = "visas inte, för att ingen enskild ska kunna pekas ut"


def measures(values: Mapping[str, object], measure: str = HOME.id, period: str = "2024", **more: Any) -> pd.DataFrame:
    shared = {"measure": measure, "period": period, "sex": "T", "group": "alla", "policy": "öppen"}
    shared |= {"source": "a.xlsx#12345678", **more}
    return MEASURES.build([{"unit": unit, **shared, **figure(value)} for unit, value in values.items()])


def figure(value: object) -> dict[str, object]:
    if isinstance(value, str):
        return {"status": value}
    if isinstance(value, tuple):
        count, n = value
        return {"status": "ok", "value": 100 * count / n, "count": count, "n": n}
    return {"status": "ok", "value": value}


def compared(*frames: pd.DataFrame, among: Grupp = SVERIGE) -> pd.DataFrame:
    return compare(MEASURES.build(pd.concat(frames)), among=among, against=["riket"])


def shares(seed: int = 1, **own: object) -> dict[str, object]:
    random = np.random.default_rng(seed)
    n = random.integers(5, 400, len(EVERYONE))
    counts = random.binomial(n, random.beta(17, 3, len(EVERYONE)))
    found: dict[str, object] = {
        unit: (int(count), int(size)) for unit, count, size in zip(EVERYONE, counts, n, strict=True)
    }
    return found | {RIKET: 86.0} | own


def numbers(low: float = 0.0, step: float = 1.0, **own: object) -> dict[str, object]:
    found: dict[str, object] = {unit: low + step * at for at, unit in enumerate(EVERYONE)}
    return found | own


@pytest.fixture(scope="module")
def several() -> pd.DataFrame:
    """Four measures of the whole country; Bräcke lies low, hidden and missing in them, and falls are known of few."""
    return compared(
        measures(shares(1, **{BRACKE: (44, 61), ARE: "sekretess"})),
        measures(shares(2, **{BRACKE: "bortfall", RIKET: 9.0}), WORRY.id),
        measures(numbers(5, 0.1, **{RIKET: 14.0, BRACKE: 16.0}), DAYS.id),
        measures({BRACKE: 3308.0, ARE: 2900.0, RIKET: 3020.0}, FALLS.id, "2021/2023"),
    )


def drawn(chart: Figure, label: str) -> Line2D:
    return next(line for line in chart.axes[0].lines if line.get_label() == label)


def strokes(chart: Figure, label: str) -> list[tuple[float, float]]:
    """Return where the lines of one kind begin and end, row by row."""
    ends = [x for x in drawn(chart, label).get_xdata() if not isnan(x)]
    return list(zip(ends[::2], ends[1::2], strict=True))


def marks(chart: Figure, label: str) -> list[float]:
    return list(drawn(chart, label).get_xdata())


def along(record: Row, value: float, *others: float) -> float:
    """Return the share of a row's width at which a value must stand."""
    known = [value for value in (record["lowest"], record["highest"], record["riket"], *others) if not isnan(value)]
    low, high = min(known), max(known)
    return 0.5 if low == high else (value - low) / (high - low)


def test_each_row_is_its_measures_spread_among_the_kommuner(several: pd.DataFrame) -> None:
    found = spread(several).set_index("measure")
    chart = draw_spine(several, [HOME, WORRY, DAYS]).figure
    rows = [found.loc[measure.id] for measure in (HOME, WORRY, DAYS)]
    whole = [(along(row, row["lowest"]), along(row, row["highest"])) for row in rows]
    half = [(along(row, row["lower"]), along(row, row["upper"])) for row in rows]
    middle = [(along(row, row["median"]),) * 2 for row in rows]
    assert strokes(chart, "alla kommuner") == pytest.approx(np.array(whole))
    assert strokes(chart, "mittersta hälften") == pytest.approx(np.array(half))
    assert strokes(chart, "median") == pytest.approx(np.array(middle))
    assert marks(chart, "riket") == pytest.approx([along(row, row["riket"]) for row in rows])


def test_the_own_value_and_its_uncertainty_stand_on_the_scale_of_the_row(several: pd.DataFrame) -> None:
    row = spread(several).set_index("measure").loc[HOME.id]
    own = several[(several["unit"] == BRACKE) & (several["measure"] == HOME.id)].iloc[0]
    chart = draw_spine(several, [HOME], highlight="Bräcke").figure
    ends = (own["low"], own["high"])
    assert marks(chart, "egen") == pytest.approx([along(row, own["value"], *ends)])
    assert strokes(chart, "osäkerhet") == [pytest.approx([along(row, end, *ends) for end in ends])]


def test_what_reaches_outside_the_range_widens_the_row_and_nothing_is_cut() -> None:
    frame = compared(measures(dict.fromkeys(EVERYONE, (900, 1000)) | {BRACKE: (9, 10), RIKET: 95.0}))
    chart = draw_spine(frame, [HOME], highlight=BRACKE).figure
    inside = [*strokes(chart, "osäkerhet")[0], *strokes(chart, "alla kommuner")[0], *marks(chart, "riket")]
    assert (min(inside), max(inside)) == (0, 1)
    assert strokes(chart, "alla kommuner")[0][0] == strokes(chart, "alla kommuner")[0][1]


def test_ends_riket_and_the_own_value_are_printed(several: pd.DataFrame, texts: Texts) -> None:
    row = spread(several).set_index("measure").loc[DAYS.id]
    written = texts(chart_spine(several, ["U31402"], highlight="Bräcke"))
    assert (row["lowest"], row["highest"]) == (5.0, pytest.approx(33.9))
    assert {"Lägst", "5", "Högst", "34", "Riket", "14", "Bräcke", "16"} <= set(written)
    assert any("dagar, 2024, 290 kommuner, lågt är bra" in text for text in (" ".join(written),))


def test_the_printed_ends_stand_at_the_ends_of_the_line(several: pd.DataFrame) -> None:
    chart = draw_spine(several, [HOME], highlight=BRACKE).figure
    row = spread(several).set_index("measure").loc[HOME.id]
    box = chart.axes[0].get_position()
    first, last = ((box.x0 + box.width * share) * chart.get_figwidth() for share in strokes(chart, "alla kommuner")[0])
    low, high = (f"{round(row[name])}\u00a0%" for name in ("lowest", "highest"))
    assert any(text.get_text() == low and text.get_position()[0] == pytest.approx(first - 0.1) for text in chart.texts)
    assert any(text.get_text() == high and text.get_position()[0] == pytest.approx(last + 0.1) for text in chart.texts)


def test_rows_stand_in_the_order_asked_for_and_once(several: pd.DataFrame, texts: Texts) -> None:
    written = texts(chart_spine(several, ["U31402", "U21468", "U31402"]))
    assert [text for text in written if text == HOME.title or text.startswith("Dagar från")] == [
        "Dagar från ansökan till beslut,",
        HOME.title,
    ]


def test_the_judgement_stands_with_its_mark_and_the_answers(several: pd.DataFrame, texts: Texts) -> None:
    position = several[(several["unit"] == BRACKE) & (several["measure"] == HOME.id)]["position"].item()
    assert position == "sämre"
    written = texts(chart_spine(several, ["U21468"], highlight="Bräcke"))
    assert {"72\u00a0%", "61 svar", "! tydligt sämre"} <= set(written)
    assert written[0] == "Hemtjänst, nöjda totalt: Bräcke 72 procent, tydligt sämre än riket (86)"


def test_a_value_that_is_not_judged_gets_no_word(several: pd.DataFrame, texts: Texts) -> None:
    written = texts(chart_spine(several, ["U31402"], highlight="Bräcke"))
    assert not any("tydlig" in text for text in written)
    assert "Saknas streck genom pricken kan osäkerheten inte räknas: små skillnader kan bero på slumpen." in written


def test_of_several_measures_the_title_asks(several: pd.DataFrame) -> None:
    both = [HOME, WORRY]
    assert draw_spine(several, both, highlight=BRACKE).title == "Var ligger Bräcke bland landets kommuner?"
    assert draw_spine(several, both).title == "Hur mycket skiljer sig landets kommuner åt?"


def test_a_hidden_own_value_is_hidden_everywhere(several: pd.DataFrame, texts: Texts) -> None:
    frame = several.copy()
    own = (frame["unit"] == ARE) & (frame["measure"] == HOME.id)
    frame.loc[own, ["low", "high"]] = [11.25, 33.75]
    frame.loc[own, ["n", "count"]] = [4173, 1391]
    chart = draw_spine(frame, [HOME], highlight="Åre")
    assert marks(chart.figure, "egen") == []
    assert strokes(chart.figure, "osäkerhet") == []
    written = texts(chart.figure)
    assert {"..", f"..\u00a0\u00a0{HIDDEN}"} <= set(written)
    cells = [cell.text for row in chart.table.rows for cell in row]
    file = render.svg_text(chart.figure).decode()
    told = " ".join([*written, *cells, chart.alt, chart.reading, chart.table.note, *re.findall(r">([^<]+)<", file)])
    assert not any(trace in told for trace in ("4173", "4\u00a0173", "1391", "11,25", "33,75", "11–34"))
    assert f"Åre ({HIDDEN})" in chart.alt


def test_a_missing_own_value_says_why(several: pd.DataFrame, texts: Texts) -> None:
    chart = draw_spine(several, [WORRY], highlight=BRACKE)
    assert chart.title == f"{WORRY.title}: inget värde för Bräcke, riket 9 procent"
    assert {"–", "–\u00a0\u00a0kommunen har inte besvarat frågan"} <= set(texts(chart.figure))
    assert marks(chart.figure, "egen") == []


def test_nothing_is_explained_that_is_not_there(texts: Texts) -> None:
    frame = compared(measures(numbers(5, 0.1, **{BRACKE: 16.0}), DAYS.id))
    chart = draw_spine(frame, [DAYS], highlight="Bräcke")
    assert chart.reading.endswith("Pricken är Bräcke.")  # no judgement, so no words under the value
    assert "riket" not in texts(chart.figure)


def test_few_kommuner_are_not_called_riket(several: pd.DataFrame, texts: Texts) -> None:
    chart = draw_spine(several, [FALLS, HOME], highlight=BRACKE)
    assert len(strokes(chart.figure, "alla kommuner")) == len(marks(chart.figure, "egen")) == 1
    assert "bara 2 av landets 290 kommuner har ett värde" in texts(chart.figure)
    assert "bara 2 av landets 290 kommuner har ett värde" in chart.alt
    assert {"3\u00a0308", "3\u00a0020"} <= set(texts(chart.figure))
    assert [cell.text for cell in chart.table.rows[0][1:7]] == ["–"] * 5 + ["2"]


def test_the_newest_period_that_the_country_has_is_drawn(texts: Texts) -> None:
    frame = compared(
        measures(shares(1)), measures(dict.fromkeys(catalog.grupp("Jämtland").members, (50, 100)), period="2025")
    )
    assert any(text.startswith("2024, 290 kommuner") for text in texts(chart_spine(frame, ["U21468"])))


def test_a_kommun_that_does_not_run_the_activity_has_a_value_but_no_place(texts: Texts) -> None:
    apart = next(one for one in catalog.measures().values() if one.huvudman == "oj.N21900" and not one.retired)
    frame = compared(
        measures(numbers(1, 0.1, **{BRACKE: 500.0}), apart.id),
        measures(dict.fromkeys(EVERYONE, 1.0) | {BRACKE: 0.0}, "oj.N21900"),
    )
    chart = draw_spine(frame, [apart], highlight=BRACKE)
    assert marks(chart.figure, "egen") == []
    reason = f"{apart.title}: {catalog.labels().reason['annan_huvudman']}."
    written = " ".join(texts(chart.figure))
    assert "jämförs inte" in written
    assert reason in written


def test_a_sum_of_the_country_is_no_measure_for_a_kommun() -> None:
    frame = compared(measures(numbers(3000, 100, **{RIKET: 10_000_000.0}), PEOPLE.id))
    chart = draw_spine(frame, [PEOPLE])
    assert marks(chart.figure, "riket") == []
    assert "riket" not in chart.alt


def test_one_value_for_all_stands_in_the_middle() -> None:
    chart = draw_spine(compared(measures(dict.fromkeys(EVERYONE, 7.0), DAYS.id)), [DAYS], highlight=BRACKE)
    assert strokes(chart.figure, "alla kommuner") == [(0.5, 0.5)]
    assert marks(chart.figure, "egen") == [0.5]


def test_table_and_alternative_text_are_the_frames(several: pd.DataFrame) -> None:
    row = spread(several).set_index("measure").loc[HOME.id]
    own = several[(several["unit"] == BRACKE) & (several["measure"] == HOME.id)].iloc[0]
    chart = draw_spine(several, [HOME, DAYS], highlight=BRACKE)
    (name, *values), days = chart.table.rows
    assert name.text == "Hemtjänst, nöjda totalt (procent, 2024)"
    expected = [*row[["lowest", "lower", "median", "upper", "highest", "kommuner", "riket"]]]
    expected += [*own[["value", "low", "high", "n"]]]
    assert [cell.number for cell in values[:-1]] == pytest.approx(expected)
    assert values[-1].text == "! tydligt sämre"
    assert days[-1].text == "–"
    assert len({len(one) for one in (*chart.table.rows, chart.table.columns)}) == 1
    assert chart.alt.startswith("Spridningsdiagram med en rad per mått: landets kommuner och Bräcke, 2024. ")
    assert "Hemtjänst, nöjda totalt 2024, procent: Bräcke 72 (osäkerhet 60–82, 61 svar, tydligt sämre), riket 86" in (
        chart.alt
    )
    assert f"alla 289 kommuner {round(row['lowest'])}–{round(row['highest'])}" in chart.alt


def test_the_reading_aid_is_short_and_tells_of_the_dot_only_if_there_is_one(several: pd.DataFrame) -> None:
    with_own, without = (draw_spine(several, [HOME, DAYS], highlight=own).reading for own in (BRACKE, ""))
    for reading in (with_own, without):
        assert reading.startswith("Så läser du diagrammet: ")
        sentences = reading.removesuffix(".").split(". ")
        assert len(sentences) <= 4
        assert max(len(sentence.split()) for sentence in sentences) <= 25
    assert "Pricken är Bräcke" in with_own
    assert "Pricken" not in without


def test_riket_and_the_own_kommun_differ_by_more_than_colour(several: pd.DataFrame) -> None:
    chart = draw_spine(several, [HOME], highlight=BRACKE).figure
    riket, own = drawn(chart, "riket"), drawn(chart, "egen")
    assert (riket.get_marker(), own.get_marker()) == ("D", "o")
    assert riket.get_markerfacecolor() == "white"
    assert own.get_markerfacecolor() == own.get_color()


def test_marks_and_source_stand_in_the_picture(texts: Texts) -> None:
    frame = compared(measures(shares(), source="exempel:a.xlsx#12345678"))
    chart = draw_spine(frame, [HOME], setting=Setting(marks=(DRAFT_MARK,), source_line="Källa."))
    written = texts(chart.figure)
    assert set(written[:2]) == {SYNTHETIC_MARK, DRAFT_MARK}
    assert written[-1] == "Källa."
    assert SYNTHETIC_MARK in chart.alt


def test_a_frame_of_a_county_is_refused() -> None:
    jamtland = catalog.grupp("Jämtland")
    frame = compared(measures(shares()), among=jamtland)
    with pytest.raises(DataError, match="tabellen har 8 av landets 290 kommuner") as error:
        chart_spine(frame, ["U21468"])
    assert 'among=oj.grupp("Sverige")' in str(error.value)


def test_questions_persons_and_nothing_are_refused(several: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="besvaras i ord"):
        chart_spine(several, ["U21468", "U37488"])
    with pytest.raises(DataError, match="inga mått är valda"):
        chart_spine(several, [])
    with pytest.raises(DataError, match="tabellen har inga rader för oj.U23471"):
        chart_spine(several, ["U23471"])
    with pytest.raises(DataError, match="formatet"):
        chart_spine(several, ["U21468"], sheet="affisch")
    persons = several.assign(policy="ebp_personal")
    with pytest.raises(DataError, match="tabellen har rader om personer för oj.U21468"):
        chart_spine(persons, ["U21468"])
    with pytest.raises(DataError, match="som inte är godkända att visa"):
        chart_spine(several.assign(policy=""), ["U21468"])


EXTREME = st.sampled_from([0.0, 0.04, 1.0, 99.96, 123_456.0, 9_999_999.0])
VALUES = st.one_of(
    st.integers(0, 2**16).map(shares),
    st.integers(0, 2**16).map(lambda seed: shares(seed) | dict.fromkeys(EVERYONE[:200], "sekretess")),
    st.tuples(EXTREME, EXTREME).map(lambda ends: numbers(min(ends), abs(ends[1] - ends[0]) / 289)),
    EXTREME.map(lambda value: dict.fromkeys(EVERYONE, value)),
)
TITLES = st.sampled_from(["Kort", "Hemtjänst, andel som är ganska eller mycket nöjda med sin hemtjänst i dess helhet"])
OWN = st.one_of(
    st.sampled_from(["bortfall", "sekretess", "okänd"]),
    st.integers(1, 900).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
)


@settings(max_examples=25, deadline=None)
@given(
    values=st.lists(st.tuples(VALUES, OWN, TITLES), min_size=1, max_size=3),
    highlight=st.sampled_from(["", "2305", "1499", "0139"]),
    sheet=st.sampled_from(Sheet),
)
def test_no_text_is_cut_or_overlaps(
    crowding: Crowding, values: list[tuple[dict[str, object], object, str]], highlight: str, sheet: Sheet
) -> None:
    chosen = [HOME, WORRY, DAYS][: len(values)]
    frames = [
        measures(found | {highlight or "2305": own}, measure.id)
        for measure, (found, own, _) in zip(chosen, values, strict=True)
    ]
    titled = [replace(measure, title=title) for measure, (_, _, title) in zip(chosen, values, strict=True)]
    setting = Setting(marks=(SYNTHETIC_MARK, DRAFT_MARK), sheet=sheet)
    chart = draw_spine(compared(*frames), titled, highlight=highlight, setting=setting)
    assert crowding(chart.figure) == []
    told = spread(compared(*frames)).set_index("measure")["median"].notna()
    assert len(strokes(chart.figure, "alla kommuner")) == told.sum()
    known = [not isinstance(own, str) and told[measure.id] for measure, (_, own, _) in zip(chosen, values, strict=True)]
    assert len(marks(chart.figure, "egen")) == (sum(known) if highlight else 0)
