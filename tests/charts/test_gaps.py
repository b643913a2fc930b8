from __future__ import annotations

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
from matplotlib.lines import Line2D

from oj_analys import catalog, swedish
from oj_analys.analysis.gaps import sex_gaps
from oj_analys.charts.gaps import chart_gaps, draw_gaps
from oj_analys.charts.render import svg_text
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.charts.table import Cell
from oj_analys.domain import SYNTHETIC_MARK, DataError, Grupp
from oj_analys.frames import GAPS, MEASURES

Gaps = Callable[..., pd.DataFrame]
Texts = Callable[[Figure], list[str]]
WORRIED, HOME_CARE = catalog.measure("oj.U21449"), catalog.measure("oj.U21468")
JAMTLAND, SKARABORG = catalog.grupp("Jämtland"), catalog.grupp("Skaraborg")
NAMES = ["Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Åre", "Östersund", "Länet"]
HIDDEN = "visas inte, för att ingen enskild ska kunna pekas ut"
CLEAR: dict[str, tuple[object, object]] = {
    "2380": ((80, 200), (20, 200)),
    "2305": ((5, 38), (2, 23)),
    "2303": ("sekretess", "sekretess"),
}

FIGURE = st.one_of(
    st.sampled_from(["bortfall", "saknas", "sekretess", "okänd"]),
    st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.floats(0, 100),
)
PAIRS = st.lists(st.tuples(FIGURE, FIGURE), min_size=1, max_size=15)


@pytest.fixture(scope="session")
def gaps() -> Gaps:
    """Make a GAPS frame: unit → (women, men), each (count, n), a value or a missing one's status."""

    def make(
        pairs: Mapping[str, tuple[object, object]],
        measure: str = WORRIED.id,
        period: str = "2024",
        among: Grupp = JAMTLAND,
        source: str = "a.xlsx#12345678",
    ) -> pd.DataFrame:
        shared = {"measure": measure, "period": period, "group": "alla", "source": source, "policy": "öppen"}
        rows = [
            shared | {"unit": unit, "sex": sex} | _figure(figure)
            for unit, pair in pairs.items()
            for sex, figure in zip("KM", pair, strict=True)
        ]
        return sex_gaps(MEASURES.build(rows), among)

    return make


@pytest.fixture(scope="session")
def county(gaps: Gaps) -> pd.DataFrame:
    """Eight kommuner: Östersund's gap is clear, Ragunda is hidden, Berg has answered for women only."""
    others: dict[str, tuple[object, object]] = dict.fromkeys(JAMTLAND.members, ((9, 60), (4, 40)))
    return gaps({**others, **CLEAR, "2326": ((7, 42), "bortfall")})


def _figure(figure: object) -> dict[str, Any]:
    if isinstance(figure, str):
        return {"status": figure}
    if isinstance(figure, tuple):
        count, n = figure
        return {"status": "ok", "value": 100 * count / n, "count": count, "n": n}
    return {"status": "ok", "value": figure}


def _places(figure: Figure, marker: str) -> dict[int, float]:
    """Return the marks of one kind: row from above → value."""
    axes = figure.axes[0]
    marks = (line for line in axes.lines if line.get_marker() == marker)
    return {int(_height(axes, line) * _rows(figure)): float(line.get_xdata()[0]) for line in marks}


def _joints(figure: Figure) -> dict[int, Line2D]:
    """Return the lines between the marks, row by row."""
    axes = figure.axes[0]
    lines = (line for line in axes.lines if line.get_marker() == "None" and line.get_zorder() == 2)
    return {int(_height(axes, line) * _rows(figure)): line for line in lines}


def _height(axes: Axes, line: Line2D) -> float:
    """Return how far down the axes a mark stands, from 0 to 1."""
    return float(line.get_ydata()[0]) / axes.get_ylim()[0]


def _rows(figure: Any) -> int:
    return len(figure.told.table.rows)


def _table(figure: Any) -> dict[str, tuple[str, ...]]:
    return {row[0].text: tuple(cell.text for cell in row[1:]) for row in figure.told.table.rows}


def test_each_mark_stands_at_its_value_in_swedish_order(county: pd.DataFrame, texts: Texts) -> None:
    figure = chart_gaps(county, "U21449")
    women, men = _places(figure, "o"), _places(figure, "D")
    assert women[1] == pytest.approx(100 * 5 / 38)
    assert men[1] == pytest.approx(100 * 2 / 23)
    assert (women[7], men[7]) == (40, 10)
    assert (set(women), set(men)) == ({0, 1, 2, 3, 5, 6, 7, 8}, {1, 2, 3, 5, 6, 7, 8})
    assert [text for text in texts(figure) if text in NAMES] == NAMES


def test_the_line_runs_between_the_marks_and_only_where_both_are(county: pd.DataFrame) -> None:
    joints = _joints(chart_gaps(county, "U21449"))
    assert set(joints) == {1, 2, 3, 5, 6, 7, 8}
    assert list(joints[7].get_xdata()) == [40, 10]


def test_a_clear_gap_has_a_thick_line_and_words(county: pd.DataFrame, texts: Texts) -> None:
    figure = chart_gaps(county, "U21449")
    joints = _joints(figure)
    thick = {at for at, line in joints.items() if line.get_linewidth() > 2}
    assert thick == {7, 8}
    found = texts(figure)
    assert found.count("> kvinnor tydligt högre") == 2
    assert "? för få svar för att avgöra" in found
    assert "tydlig skillnad" in found


def test_without_a_clear_gap_no_line_is_thick_and_none_is_explained(gaps: Gaps, texts: Texts) -> None:
    figure = chart_gaps(gaps({"2305": ((5, 38), (2, 23)), "2309": ((9, 60), (4, 40))}), "U21449")
    assert {line.get_linewidth() for line in _joints(figure).values()} == {1.1}
    assert "tydlig skillnad" not in texts(figure)


def test_women_and_men_are_told_apart_without_colour(county: pd.DataFrame, texts: Texts) -> None:
    figure = chart_gaps(county, "U21449")
    marks = {line.get_marker(): line for line in figure.axes[0].lines if line.get_marker() != "None"}
    assert marks["o"].get_markerfacecolor() == marks["o"].get_color()
    assert marks["D"].get_markerfacecolor() == "white"
    assert marks["D"].get_markersize() > marks["o"].get_markersize()  # so that both are seen at one place
    assert {"kvinnor", "män", "Kvinnor", "Män"} <= set(texts(figure))


def test_values_stand_to_the_right_with_the_number_of_answers(county: pd.DataFrame, texts: Texts) -> None:
    found = texts(chart_gaps(county, "U21449"))
    assert {"13\u00a0% (38)", "9\u00a0% (23)", "40\u00a0% (200)", "10\u00a0% (200)"} <= set(found)
    assert any(
        text.startswith("Procent av kvinnorna och av männen, 2024. Inom parentes: antal svar.") for text in found
    )


def test_each_value_stands_under_its_own_heading(county: pd.DataFrame) -> None:
    right = {text.get_text(): text.get_position()[0] for text in chart_gaps(county, "U21449").texts}
    assert right["40\u00a0% (200)"] == right["Kvinnor"]
    assert right["10\u00a0% (200)"] == right["Män"]
    assert right["? för få svar för att avgöra"] == right["Skillnad"]


def test_hidden_rows_say_why_and_a_single_missing_value_is_a_mark_explained_below(
    county: pd.DataFrame, texts: Texts
) -> None:
    chart = draw_gaps(county, WORRIED, grupp=JAMTLAND)
    found = texts(chart.figure)
    assert found.count(f"..\u00a0\u00a0{HIDDEN}") == 1
    assert "–" in found
    assert "–\u00a0\u00a0kommunen har inte besvarat frågan" in found
    assert f"Ragunda ({HIDDEN})" in chart.alt
    assert "Berg kvinnor 17 (42 svar) och män (kommunen har inte besvarat frågan);" in chart.alt
    assert _table(chart.figure)["Berg"][2] == "–\u00a0\u00a0kommunen har inte besvarat frågan"
    assert _table(chart.figure)["Berg"][4:] == ("–", "–", "–", "jämförs inte")


def test_nothing_is_told_of_a_hidden_value(county: pd.DataFrame, texts: Texts) -> None:
    hidden = county["unit"] == "2303"
    planted = county.copy()
    planted.loc[hidden, ["women", "men", "gap", "gap_low", "gap_high"]] = [66.6, 55.5, 11.1, 3.3, 22.2]
    planted.loc[hidden, ["women_n", "men_n"]] = 3
    planted.loc[hidden, "position"] = "högre"
    one, other = (draw_gaps(frame, WORRIED, grupp=JAMTLAND) for frame in (county, planted))
    assert (one.title, one.alt, one.reading, one.table) == (other.title, other.alt, other.reading, other.table)
    assert texts(one.figure) == texts(other.figure)
    assert svg_text(one.figure) == svg_text(other.figure)


def test_one_hidden_sex_hides_the_gap(gaps: Gaps, texts: Texts) -> None:
    frame = gaps({"2305": ((5, 38), "sekretess"), "2309": ((9, 60), (4, 40))})
    chart = draw_gaps(frame, WORRIED, grupp=JAMTLAND)
    found = texts(chart.figure)
    assert found.count("..") == 1
    assert f"..\u00a0\u00a0{HIDDEN}" in found
    assert _table(chart.figure)["Bräcke"][4:] == ("–", "–", "–", "jämförs inte")
    assert 0 not in _joints(chart.figure)


def test_a_group_taken_together_says_so(county: pd.DataFrame, gaps: Gaps, texts: Texts) -> None:
    some = "Länet är alla svar i 6 kommuner tillsammans (de som har antal svar för både kvinnor och män)."
    assert some in texts(chart_gaps(county, "U21449"))
    partly = draw_gaps(county, WORRIED, grupp=JAMTLAND)
    assert f"{WORRIED.title}: i 6 av 8 kommuner kvinnor " in partly.title
    assert "länet (alla svar i 6 av 8 kommuner tillsammans) kvinnor " in partly.alt
    every = gaps({"2305": ((5, 38), (2, 23)), "2309": ((9, 60), (4, 40))})
    assert "Länet är alla svar i 2 kommuner tillsammans." in texts(chart_gaps(every, "U21449"))
    published = gaps({"2305": ((5, 38), (2, 23)), "0023": ((80, 640), (26, 390))})
    assert not any("tillsammans" in text for text in texts(chart_gaps(published, "U21449")))


@pytest.mark.parametrize(
    ("pair", "title"),
    [
        (((80, 200), (20, 200)), "i länet kvinnor 40 procent, tydligt högre än män (10)"),
        (((20, 200), (80, 200)), "i länet kvinnor 10 procent, tydligt lägre än män (40)"),
        (((400, 2000), (395, 2000)), "i länet kvinnor 20 procent, män 20, ingen tydlig skillnad"),
        (((4, 20), (5, 20)), "i länet kvinnor 20 procent, män 25, för få svar för att avgöra"),
        ((40.0, 10.0), "i länet kvinnor 40 procent, män 10"),
        (("sekretess", (5, 20)), "skiljer det sig mellan kvinnor och män?"),
    ],
)
def test_the_title_states_the_group_or_asks(gaps: Gaps, pair: tuple[object, object], title: str) -> None:
    chart = draw_gaps(gaps({"2305": ((5, 38), (2, 23)), "0023": pair}), WORRIED, grupp=JAMTLAND)
    assert chart.title == f"{WORRIED.title}: {title}"


def test_the_reading_aid_promises_no_more_than_is_judged(county: pd.DataFrame, gaps: Gaps) -> None:
    assert draw_gaps(county, WORRIED, grupp=JAMTLAND).reading == (
        "Så läser du diagrammet: Varje rad är en kommun. Den sista är länet. Fylld punkt är kvinnor, ihålig romb är "
        "män. Bara där det står ”tydligt” är skillnaden större än slumpen brukar ge."
    )
    days = gaps({"2305": (14.0, 16.0)}, "oj.U31402")
    assert "slumpen" not in draw_gaps(days, catalog.measure("oj.U31402"), grupp=JAMTLAND).reading


def test_the_alternative_text_has_every_row_and_the_uncertainty_of_clear_gaps(gaps: Gaps) -> None:
    frame = gaps({"2305": ((5, 38), (2, 23)), "2380": ((80, 200), (20, 200))})
    assert draw_gaps(frame, WORRIED, grupp=JAMTLAND).alt == (
        f"Två punkter per rad: {WORRIED.title}, kvinnor och män i 2 kommuner, 2024, procent. "
        "Bräcke kvinnor 13 (38 svar) och män 9 (23 svar), för få svar för att avgöra; "
        "Östersund kvinnor 40 (200 svar) och män 10 (200 svar), kvinnor tydligt högre, "
        "skillnad 30 procentenheter (osäkerhet 22 till 38); "
        "länet kvinnor 36 (238 svar) och män 10 (223 svar), kvinnor tydligt högre, "
        "skillnad 26 procentenheter (osäkerhet 18 till 33)."
    )


def test_the_table_holds_the_gap_with_its_uncertainty(county: pd.DataFrame) -> None:
    chart = draw_gaps(county, WORRIED, grupp=JAMTLAND)
    assert [column.title for column in chart.table.columns] == [
        "Kommun", "Kvinnor, procent", "Antal svar, kvinnor", "Män, procent", "Antal svar, män",
        "Kvinnor minus män, procentenheter", "Osäkerhet från", "till", "Skillnad",
    ]  # fmt: skip
    assert _table(chart.figure)["Östersund"] == (
        "40\u00a0%", "200", "10\u00a0%", "200", "30", "22", "38", "> kvinnor tydligt högre",
    )  # fmt: skip


def test_what_is_no_share_is_drawn_without_judgement_and_says_why(gaps: Gaps, texts: Texts) -> None:
    found = texts(chart_gaps(gaps({"2305": (14.0, 16.0), "2309": (20.0, 31.0)}, "oj.U31402"), "U31402"))
    assert "Dagar, kvinnor och män, 2024." in found
    assert "Skillnad" not in found
    assert any(text.startswith("Kvinnor och män jämförs inte: måttet är inte en andel av svar") for text in found)


def test_only_those_that_are_not_judged_are_named(gaps: Gaps, texts: Texts) -> None:
    found = " ".join(texts(chart_gaps(gaps({"2305": ((5, 38), (2, 23)), "2309": (20.0, 31.0)}), "U21449")))
    assert "Kvinnor och män jämförs inte för Krokom: antalet svar saknas i källan" in found
    assert "jämförs inte för Bräcke" not in found


def test_a_count_has_no_row_for_the_group(gaps: Gaps, texts: Texts) -> None:
    frame = gaps({"2305": (2982.0, 3018.0), "0023": (66000.0, 67000.0)}, "oj.N01951")
    figure = chart_gaps(frame, "N01951")
    assert [text for text in texts(figure) if text in NAMES] == ["Bräcke"]
    assert figure.axes[0].get_xlim()[1] < 10_000


def test_the_newest_period_with_values_is_drawn_and_a_newer_one_without_is_named(gaps: Gaps, texts: Texts) -> None:
    pair = ((5, 38), (2, 23))
    older, newer = gaps({"2305": pair}, period="2022"), gaps({"2305": ("saknas", "saknas")}, period="2024")
    frame = pd.concat([older, newer], ignore_index=True)
    found = texts(chart_gaps(frame, "U21449"))
    assert any(", 2022. Inom" in text for text in found)
    assert "För 2024 finns inga värden per kön att visa." in found
    named = pd.concat([older, gaps({"2305": pair}, period="2024")], ignore_index=True)
    chosen = texts(chart_gaps(named, "U21449", period="2022"))
    assert any(", 2022. Inom" in text for text in chosen)
    assert not any(text.startswith("För 2024") for text in chosen)


def test_every_kommun_of_the_frame_is_listed(gaps: Gaps, texts: Texts) -> None:
    frame = pd.concat(
        [gaps({"2305": ((5, 38), (2, 23))}), gaps({"2309": ((9, 60), (4, 40))}, HOME_CARE.id)], ignore_index=True
    )
    found = texts(chart_gaps(frame, "U21449"))
    assert [text for text in found if text in NAMES] == ["Bräcke", "Krokom", "Länet"]
    assert "–\u00a0\u00a0uppgift saknas i källan" in found


def test_fifteen_kommuner_and_a_named_group(gaps: Gaps) -> None:
    pairs = {unit: ((9 + at, 60), (4, 40)) for at, unit in enumerate(SKARABORG.members)}
    chart = draw_gaps(gaps(pairs, among=SKARABORG), WORRIED, grupp=SKARABORG)
    names = [row[0].text for row in chart.table.rows]
    assert len(names) == 16
    assert names[:-1] == sorted(names[:-1], key=swedish.sort_key)
    assert names[-1] == "Skaraborg"
    assert chart.title.startswith(f"{WORRIED.title}: i Skaraborg kvinnor ")


def test_marks_and_source_stand_in_the_picture(gaps: Gaps, texts: Texts) -> None:
    frame = gaps({"2305": ((5, 38), (2, 23))}, source="exempel:a.xlsx#12345678")
    chart = draw_gaps(frame, WORRIED, grupp=JAMTLAND, setting=Setting(("UTKAST",), "Bearbetning: FoU Jämt."))
    found = texts(chart.figure)
    assert set(found[:2]) == {SYNTHETIC_MARK, "UTKAST"}
    assert found[-1] == "Bearbetning: FoU Jämt."
    assert chart.alt.endswith(f"{SYNTHETIC_MARK}. UTKAST.")


@pytest.mark.parametrize(
    ("change", "measure", "message"),
    [
        (lambda frame: frame.drop(columns="women"), "U21449", "saknar kolumnerna women. Ge den tabell som oj.sex_gaps"),
        (lambda frame: frame.assign(gap="x"), "U21449", "tabellen har ändrats så att den inte går att rita"),
        (lambda frame: frame, "U21468", 'inga rader för oj.U21468 "Hemtjänst, nöjda totalt". Ta med måttet'),
        (lambda frame: frame, "U37488", "besvaras i ord"),
        (lambda frame: frame, "asi.tackning", "är en uppgift om personer. Använd ett diagram för skyddade siffror"),
        (lambda frame: frame.assign(women=np.nan, men=np.nan), "U21449", "har inga värden per kön. Välj ett annat"),
    ],
)
def test_a_wrong_frame_is_refused_in_swedish(
    county: pd.DataFrame, change: Callable[[pd.DataFrame], pd.DataFrame], measure: str, message: str
) -> None:
    with pytest.raises(DataError, match=message):
        chart_gaps(change(county), measure)


def test_an_unknown_period_or_sheet_is_refused(county: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="1999 finns inte i tabellen; tillåtet: 2024"):
        chart_gaps(county, "U21449", period="1999")
    with pytest.raises(DataError, match='formatet "affisch"'):
        chart_gaps(county, "U21449", sheet="affisch")


def test_a_value_that_claims_to_be_there_and_is_not_is_missing(county: pd.DataFrame, texts: Texts) -> None:
    frame = county.copy()
    frame.loc[frame["unit"] == "2305", ["women", "men"]] = np.nan
    assert "–\u00a0\u00a0uppgift saknas utan angiven orsak" in texts(chart_gaps(GAPS.check(frame), "U21449"))


def test_a_slide_is_sixteen_to_nine(county: pd.DataFrame) -> None:
    width, height = chart_gaps(county, "U21449", sheet="bild").get_size_inches()
    assert width / height == pytest.approx(16 / 9)


@settings(max_examples=30, deadline=None)
@given(
    pairs=PAIRS,
    sheet=st.sampled_from(Sheet),
    title=st.sampled_from(
        ["Kort", "Hemtjänst, andel som är ganska eller mycket nöjda med sin hemtjänst i dess helhet"]
    ),
)
def test_every_frame_is_drawn_as_it_is_without_crowding(
    gaps: Gaps,
    crowding: Callable[[Figure], list[str]],
    pairs: list[tuple[object, object]],
    sheet: Sheet,
    title: str,
) -> None:
    frame = gaps({**dict(zip(SKARABORG.members, pairs, strict=False)), "skaraborg": (31.5, 28.5)}, among=SKARABORG)
    setting = Setting(marks=(SYNTHETIC_MARK, "UTKAST"), sheet=sheet)
    chart = draw_gaps(frame, replace(WORRIED, title=title), grupp=SKARABORG, setting=setting)
    assert crowding(chart.figure) == []
    rows = frame.set_index("unit")
    order = [unit for unit in _in_order() if unit in rows.index]
    for marker, name, at in (("o", "women", 1), ("D", "men", 3)):
        shown = {row: float(value) for row, value in enumerate(rows.loc[order, name]) if not np.isnan(value)}
        assert _places(chart.figure, marker) == pytest.approx(shown)
        numbers = [row[at].number for row in chart.table.rows]
        assert {row: number for row, number in enumerate(numbers) if number is not None} == pytest.approx(shown)
    assert [row[0] for row in chart.table.rows] == [Cell(_name(unit)) for unit in order]


def _in_order() -> list[str]:
    return [*sorted(SKARABORG.members, key=lambda unit: swedish.sort_key(_name(unit))), "skaraborg"]


def _name(unit: str) -> str:
    return "Skaraborg" if unit == "skaraborg" else catalog.kommun(unit).name
