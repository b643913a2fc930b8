from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from oj_analys import catalog
from oj_analys.charts import render
from oj_analys.charts.chart import Chart
from oj_analys.charts.response_rate import chart_response_rate, draw_response_rate
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import SYNTHETIC_MARK, DataError

Measured = Callable[..., pd.DataFrame]
Rates = Callable[..., pd.DataFrame]
Boxes = Callable[..., list[list[tuple[float, float]]]]
Texts = Callable[[Figure], list[str]]
EBP = catalog.questionnaire("ebp")
JAMTLAND, SKARABORG = catalog.grupp("Jämtland"), catalog.grupp("Skaraborg")
NAMES = ["Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Åre", "Östersund", "Länet"]
HIDDEN = "visas inte, för att ingen enskild ska kunna pekas ut"
PROVISO = "Indelningen i delskalor är preliminär (nyckeln är inte bekräftad)."
CHANCE = "Små skillnader kan bero på slumpen; skillnaderna är inte prövade."
UNKNOWN = "okänd: antalet inbjudna saknas"
NOTE = "Svarsfrekvensen är okänd där ingen har uppgett hur många som fick enkäten."

# unit → (rate with the number of invited or a status, answers or a status)
VALUES: Mapping[str, tuple[object, object]] = {
    "2380": ((70.0, 100), 70.0),
    "0023": ((71.0, 250), 178.0),
    "2305": ((75.0, 24), 18.0),
    "2303": ("sekretess", "sekretess"),
    "2309": ((75.0, 36), 27.0),
    "2313": ((50.0, 32), 16.0),
    "2326": ("saknas", "saknas"),
    "2361": ("okänd", 19.0),
    "2321": ((58.0, 12), "sekretess"),
}

FIGURE = st.one_of(
    st.sampled_from(["sekretess", "saknas", "okänd", "ej_beräknad"]),
    st.tuples(st.integers(0, 100).map(float), st.integers(7, 2000)),
)
ANSWERS = st.one_of(st.sampled_from(["sekretess", "saknas"]), st.integers(7, 2000).map(float))


@pytest.fixture(scope="session")
def rates(measured: Measured) -> Rates:
    """Make a frame of response rates and of how many answered."""

    def make(values: Mapping[str, tuple[object, object]] = VALUES, period: str = "2025", **more: Any) -> pd.DataFrame:
        rows: dict[tuple[str, str, str, str], object] = {}
        for unit, (rate, answered) in values.items():
            rows[unit, "ebp.svarsfrekvens", period, "alla"] = rate
            rows[unit, "ebp.svarande", period, "alla"] = answered
        return measured(rows, **more)

    return make


def _chart(frame: pd.DataFrame, period: str = "2025", setting: Setting | None = None) -> Chart:
    return draw_response_rate(frame, EBP, period, grupp=JAMTLAND, setting=setting or Setting())


def _names(texts: list[str]) -> list[str]:
    return [text.split(" (")[0] for text in texts if text.split(" (")[0] in NAMES]


def _all_text(chart: Chart, texts: Texts) -> str:
    cells = [cell.text for row in chart.table.rows for cell in row]
    return " ".join([*texts(chart.figure), chart.title, chart.alt, chart.reading, chart.table.note, *cells])


def test_every_kommun_has_a_row_in_swedish_order_with_the_group_last(rates: Rates, boxes: Boxes, texts: Texts) -> None:
    chart = _chart(rates())
    assert _names(texts(chart.figure)) == NAMES
    assert boxes(chart.figure) == [[(0, 75)], [(0, 75)], [(0, 50)], [(0, 58)], [(0, 70)], [(0, 71)]]
    assert chart.figure.axes[0].get_xlim() == (0, 100)


def test_invited_stand_at_the_name_and_answers_at_the_rate(rates: Rates, texts: Texts) -> None:
    found = set(texts(_chart(rates()).figure))
    assert {"Bräcke (24 inbjudna)", "75\u00a0% (18 svar)", "Länet (250 inbjudna)", "71\u00a0% (178 svar)"} <= found
    assert {"Åre (12 inbjudna)", "58\u00a0%"} <= found  # how many answered is hidden there
    assert "Procent av de inbjudna, 2025. Inom parentes: antal inbjudna och antal svar." in found


def test_a_rate_without_invited_is_unknown_and_never_nought(rates: Rates, texts: Texts) -> None:
    chart = _chart(rates())
    found = texts(chart.figure)
    assert f"–\u00a0\u00a0{UNKNOWN} (19 svar)" in found
    assert NOTE in found
    assert f"Härjedalen ({UNKNOWN}, 19 svar)" in chart.alt
    row = next(row for row in chart.table.rows if row[0].text == "Härjedalen")
    assert [cell.text for cell in row[1:]] == [f"–\u00a0\u00a0{UNKNOWN}", "–", "19"]
    assert chart.table.note.endswith(NOTE.removesuffix("."))
    known = _chart(rates({"2305": VALUES["2305"]}))
    assert NOTE not in _all_text(known, texts)


def test_unknown_without_the_number_of_answers(rates: Rates, texts: Texts) -> None:
    chart = _chart(rates({"2305": VALUES["2305"], "2361": ("okänd", "sekretess")}))
    assert f"–\u00a0\u00a0{UNKNOWN}" in texts(chart.figure)
    assert f"Härjedalen ({UNKNOWN})" in chart.alt


def test_a_frame_without_the_numbers_of_answers_is_drawn(rates: Rates, texts: Texts) -> None:
    frame = rates()
    bare = frame[frame["measure"] == "ebp.svarsfrekvens"]
    found = texts(_chart(bare).figure)
    assert "75\u00a0%" in found
    assert f"–\u00a0\u00a0{UNKNOWN}" in found
    assert "Procent av de inbjudna, 2025. Inom parentes: antal inbjudna." in found


def test_hidden_and_missing_rates_are_words_and_never_bars(rates: Rates, texts: Texts) -> None:
    chart = _chart(rates())
    found = texts(chart.figure)
    assert f"..\u00a0\u00a0{HIDDEN}" in found
    assert "–\u00a0\u00a0uppgift saknas i källan" in found
    assert {"Ragunda", "Berg", "Härjedalen"} <= set(found)
    assert len(chart.figure.axes[0].patches) == 6
    row = next(row for row in chart.table.rows if row[0].text == "Ragunda")
    assert [cell.text for cell in row[1:]] == [f"..\u00a0\u00a0{HIDDEN}", "–", "–"]


def test_nothing_of_a_hidden_rate_is_drawn_or_said(rates: Rates, texts: Texts) -> None:
    bare = rates({**VALUES, "2303": ("sekretess", 883.0)})
    other = rates({**VALUES, "2303": ("sekretess", 994.0)})
    planted = other.assign(
        n=other["n"].mask((other["status"] == "sekretess"), 883), low=1.5, high=2.5, count=other["count"].fillna(883)
    ).astype({"count": "Int64", "n": "Int64"})
    charts = [_chart(frame) for frame in (bare, planted)]
    told = [_all_text(chart, texts) for chart in charts]
    assert told[0] == told[1]
    assert render.svg_text(charts[0].figure) == render.svg_text(charts[1].figure)
    assert "883" not in told[1]
    assert "994" not in told[1]


def test_a_band_does_not_stand_beside_the_number_of_answers(rates: Rates, texts: Texts) -> None:
    frame = rates({"2305": ((90.0, 24), 23.0), "2380": ((70.0, 100), 70.0)})
    at = (frame["unit"] == "2305") & (frame["measure"] == "ebp.svarsfrekvens")
    frame.loc[at, ["low", "high"]] = (90.0, 100.0)
    chart = _chart(frame)
    assert "≥\u00a090\u00a0%" in texts(chart.figure)
    assert "Bräcke minst 90 (24 inbjudna)" in chart.alt
    assert "23" not in _all_text(chart, texts)
    assert "nästan alla svarade lika" in " ".join(texts(chart.figure))


def test_the_title_states_the_group_or_asks(rates: Rates, measured: Measured) -> None:
    assert _chart(rates()).title == "EBP-termometern 2025: 71 procent av de inbjudna svarade i länet"
    unknown = _chart(rates({**VALUES, "0023": ("okänd", 178.0)}))
    assert unknown.title == "EBP-termometern 2025: hur många av de inbjudna svarade?"
    skaraborg = measured({("skaraborg", "ebp.svarsfrekvens", "2025", "alla"): (62.0, 900)})
    chart = draw_response_rate(skaraborg, EBP, "2025", grupp=SKARABORG)
    assert chart.title == "EBP-termometern 2025: 62 procent av de inbjudna svarade i Skaraborg"


def test_alternative_text_and_table_equal_the_frame(rates: Rates) -> None:
    chart = _chart(rates())
    assert chart.alt == (
        "Liggande staplar: Svarsfrekvens i EBP-termometern 2025, procent av de inbjudna. Berg (uppgift saknas i "
        f"källan), Bräcke 75 (24 inbjudna, 18 svar), Härjedalen ({UNKNOWN}, 19 svar), Krokom 75 (36 inbjudna, 27 "
        f"svar), Ragunda ({HIDDEN}), Strömsund 50 (32 inbjudna, 16 svar), Åre 58 (12 inbjudna), Östersund 70 (100 "
        f"inbjudna, 70 svar), Länet 71 (250 inbjudna, 178 svar). {CHANCE} {PROVISO}"
    )
    assert [row[0].text for row in chart.table.rows] == NAMES
    assert [cell.number for cell in chart.table.rows[1][1:]] == [75, 24, 18]
    assert chart.reading == (
        "Så läser du diagrammet: Varje stapel visar hur stor del av de inbjudna som svarade i en kommun. Den sista "
        "stapeln är hela gruppen. Ju kortare stapel, desto större del har inte svarat, och de kan tycka annorlunda."
    )
    alone = _chart(rates({"2305": VALUES["2305"]}))
    assert "hela gruppen" not in alone.reading
    assert len(alone.table.rows) == 1


def test_every_bar_is_named_by_its_figure_and_the_answers_that_are_told_follow(rates: Rates) -> None:
    chart = _chart(rates())
    assert [patch.get_gid() for patch in chart.figure.axes[0].patches] == [f"varde-{at}" for at in range(6)]
    drawn = [(key.unit, key.measure.removeprefix("ebp.")) for key in chart.figures[: chart.values]]  # noqa: PD011
    assert drawn == [(unit, "svarsfrekvens") for unit in ("2305", "2309", "2313", "2321", "2380", "0023")]
    told = {key.unit for key in chart.figures if key.measure == "ebp.svarande"}
    assert told == {"2305", "2361", "2309", "2313", "2380", "0023"}
    named = {key.unit for key in chart.figures if key.measure == "ebp.svarsfrekvens"}
    assert named == set(VALUES)


def test_marks_source_proviso_and_threshold_stand_in_the_picture(rates: Rates, texts: Texts) -> None:
    frame = rates(source="exempel:a.xlsx#12345678", policy="utkast:ebp_personal")
    chart = _chart(frame, setting=Setting(source_line="Bearbetning: FoU Jämt."))
    found = texts(chart.figure)
    assert set(found[:2]) == {SYNTHETIC_MARK, "UTKAST"}
    assert found[-2:] == [PROVISO, "Bearbetning: FoU Jämt."]
    assert "Andelar visas bara för grupper med minst 7 svarande." in " ".join(found)
    assert CHANCE in " ".join(found)
    assert f"{SYNTHETIC_MARK}. UTKAST." in chart.alt


def test_the_newest_round_is_drawn_when_none_is_named(rates: Rates) -> None:
    frame = pd.concat([rates({**VALUES, "0023": ((66.0, 240), 158.0)}, period="2023"), rates()], ignore_index=True)
    assert "71 procent" in chart_response_rate(frame).get_label()
    assert "EBP-termometern 2023: 66 procent" in chart_response_rate(frame, period="2023").get_label()


def test_fifteen_kommuner_stand_in_swedish_order(rates: Rates, texts: Texts, boxes: Boxes) -> None:
    values = {unit: ((float(40 + at), 20), 12.0) for at, unit in enumerate(SKARABORG.members)}
    chart = draw_response_rate(rates(values), EBP, "2025", grupp=SKARABORG)
    names = [text.split(" (")[0] for text in texts(chart.figure) if text.endswith(" inbjudna)")]
    assert names == [
        *("Essunga", "Falköping", "Grästorp", "Gullspång", "Götene", "Hjo", "Karlsborg", "Lidköping", "Mariestad"),
        *("Skara", "Skövde", "Tibro", "Tidaholm", "Töreboda", "Vara"),
    ]
    assert len(boxes(chart.figure)) == 15


def test_what_is_wrong_is_said_in_swedish(rates: Rates) -> None:
    with pytest.raises(DataError, match="tabellen saknar kolumnerna value"):
        chart_response_rate(rates().drop(columns="value"))
    answers = rates().query("measure == 'ebp.svarande'")
    with pytest.raises(DataError, match="tabellen har inga rader för ebp.svarsfrekvens"):
        chart_response_rate(answers)
    with pytest.raises(DataError, match="som inte är godkända att visa"):
        chart_response_rate(rates(policy=""))
    with pytest.raises(DataError, match="2019 finns inte i tabellen; tillåtet: 2025"):
        chart_response_rate(rates(), period="2019")
    with pytest.raises(DataError, match='formatet "a4"; tillåtet: spalt eller bild'):
        chart_response_rate(rates(), sheet="a4")
    with pytest.raises(DataError, match='"asi" finns inte i katalogen; tillåtet: ebp'):
        chart_response_rate(rates(), "asi")


@settings(max_examples=25, deadline=None)
@given(
    figures=st.lists(st.tuples(FIGURE, ANSWERS), min_size=1, max_size=16),
    sheet=st.sampled_from(Sheet),
)
def test_no_text_is_cut_or_overlaps(
    rates: Rates, crowding: Callable[[Figure], list[str]], figures: list[tuple[object, object]], sheet: Sheet
) -> None:
    units = (*SKARABORG.members, "skaraborg")[-len(figures) :]
    setting = Setting(marks=(SYNTHETIC_MARK, "UTKAST"), sheet=sheet)
    frame = rates(dict(zip(units, figures, strict=True)))
    chart = draw_response_rate(frame, EBP, "2025", grupp=SKARABORG, setting=setting)
    assert crowding(chart.figure) == []
    lengths = sorted(patch.get_width() for patch in chart.figure.axes[0].patches)
    assert lengths == sorted(rate[0] for rate, _ in figures if isinstance(rate, tuple))
