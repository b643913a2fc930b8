from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from oj_analys import catalog
from oj_analys.catalog.theme import theme
from oj_analys.charts.axis import TICK
from oj_analys.charts.bars import chart_bars, draw_bars
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import SYNTHETIC_MARK, DataError, Direction, Measure, Statistic, ValueKind

Measured = Callable[..., pd.DataFrame]
Rates = Callable[..., pd.DataFrame]
Boxes = Callable[..., list[list[tuple[float, float]]]]
Texts = Callable[[Figure], list[str]]
RATE = catalog.measure("ebp.svarsfrekvens")
TRAINED = catalog.measure("asi.intervjuare")
CIRCLES = Measure("egna.cirklar", "FoU-cirklar", "egna", ValueKind.ANTAL, "cirklar", 0, Direction.NONE, "", "FoU Jämt")
JAMTLAND, SKARABORG = catalog.grupp("Jämtland"), catalog.grupp("Skaraborg")
NAMES = ["Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Åre", "Östersund", "Länet"]
HIDDEN = "visas inte, för att ingen enskild ska kunna pekas ut"
EBP_PROVISO = "Indelningen i delskalor är preliminär (nyckeln är inte bekräftad)."
VALUES = {
    "2380": (70.0, 100),
    "0023": (71.0, 250),
    "2305": (75.0, 24),
    "2303": "sekretess",
    "2309": (75.0, 36),
    "2313": (0.0, 32),
    "2326": "saknas",
    "2361": "okänd",
    "2321": (100.0, 12),
}

FIGURE = st.one_of(
    st.sampled_from(["sekretess", "saknas", "okänd", "ej_beräknad"]),
    st.tuples(st.integers(0, 100).map(float), st.one_of(st.none(), st.integers(7, 2000))),
)


@pytest.fixture(scope="session")
def rates(measured: Measured) -> Rates:
    """Make a frame of one measure: unit → (value, n) or status."""

    def make(
        values: Mapping[str, object] = VALUES, measure: str = RATE.id, period: str = "2025", **more: Any
    ) -> pd.DataFrame:
        return measured({(unit, measure, period, "alla"): figure for unit, figure in values.items()}, **more)

    return make


def _names(texts: list[str]) -> list[str]:
    return [text.split(" (")[0] for text in texts if text.split(" (")[0] in NAMES]


def test_bars_stand_in_swedish_order_with_the_group_last(rates: Rates, boxes: Boxes, texts: Texts) -> None:
    figure = draw_bars(rates(), RATE, "2025", grupp=JAMTLAND).figure
    assert _names(texts(figure)) == NAMES
    assert boxes(figure) == [[(0, 75)], [(0, 75)], [(0, 0)], [(0, 100)], [(0, 70)], [(0, 71)]]
    colours = [patch.get_facecolor() for patch in figure.axes[0].patches]
    assert len(set(colours)) == 2
    assert colours[-1] not in colours[:-1]


def test_values_stand_at_the_ends_and_numbers_in_the_names(rates: Rates, texts: Texts) -> None:
    found = texts(draw_bars(rates(), RATE, "2025", grupp=JAMTLAND).figure)
    assert {"Bräcke (24 inbjudna)", "Länet (250 inbjudna)", "75\u00a0%", "0\u00a0%", "71\u00a0%"} <= set(found)
    assert "Procent, 2025. Inom parentes: antal inbjudna." in found


@pytest.mark.parametrize(
    ("measure", "base"),
    [("asi.tackning", "utredningar"), ("asi.uppfoljningsgrad", "uppföljningar"), ("ebp.svarsfrekvens", "inbjudna")],
)
def test_the_number_in_brackets_says_what_it_counts(rates: Rates, texts: Texts, measure: str, base: str) -> None:
    chosen = catalog.measure(measure)
    frame = rates({"2305": (40.0, 15)}, measure, policy=chosen.policy)
    found = texts(draw_bars(frame, chosen, "2025", grupp=JAMTLAND).figure)
    assert f"Bräcke (15 {base})" in found
    assert f"Procent, 2025. Inom parentes: antal {base}." in found
    least = "7 svarande" if base == "inbjudna" else f"10 {base}"
    assert any(f" minst {least}" in text for text in found)


def test_rounded_numbers_of_answers_say_so_and_those_of_two_counts_are_as_they_are(rates: Rates, texts: Texts) -> None:
    share = replace(CIRCLES, kind=ValueKind.ANDEL, unit="procent", statistic=Statistic.ANDEL, policy="egna_antal")
    own = texts(
        draw_bars(rates({"2305": (40.0, 15)}, share.id, policy="egna_antal"), share, "2025", grupp=JAMTLAND).figure
    )
    assert "Bräcke (15 svar)" in own
    assert "Antal svar anges i hela femtal, avrundat nedåt." in " ".join(own)
    coverage = catalog.measure("asi.tackning")
    frame = rates({"2305": (40.0, 17)}, coverage.id, policy="asi_klient")
    assert "avrundat" not in " ".join(texts(draw_bars(frame, coverage, "2025", grupp=JAMTLAND).figure))


def test_hidden_and_missing_values_are_words_and_never_bars(rates: Rates, texts: Texts) -> None:
    chart = draw_bars(rates(), RATE, "2025", grupp=JAMTLAND)
    found = texts(chart.figure)
    assert {"Berg", "Härjedalen", "Ragunda"} <= set(found)
    assert f"..\u00a0\u00a0{HIDDEN}" in found
    assert "–\u00a0\u00a0uppgift saknas i källan" in found
    assert "–\u00a0\u00a0uppgift saknas utan angiven orsak" in found
    assert len(chart.figure.axes[0].patches) == 6


def test_nothing_of_a_hidden_value_is_drawn_or_said(rates: Rates, boxes: Boxes, texts: Texts) -> None:
    bare = rates()
    planted = bare.assign(n=bare["n"].fillna(4), low=1.5, high=2.5, count=3).astype({"count": "Int64"})
    one, other = (draw_bars(frame, RATE, "2025", grupp=JAMTLAND) for frame in (bare, planted))
    assert (one.title, one.alt, one.reading) == (other.title, other.alt, other.reading)
    assert texts(one.figure) == texts(other.figure)
    assert boxes(one.figure) == boxes(other.figure)


def test_percent_always_runs_to_a_hundred(rates: Rates) -> None:
    figure = draw_bars(rates({"2305": (3.0, 24), "0023": (2.0, 250)}), RATE, "2025", grupp=JAMTLAND).figure
    assert figure.axes[0].get_xlim() == (0, 100)


@pytest.mark.parametrize("most", [0.0, 1.0, 2.0, 7.0, 41.0])
def test_counts_have_whole_numbers_on_their_axis(rates: Rates, most: float) -> None:
    frame = rates({"2305": (most, None), "0023": (most, None)}, CIRCLES.id, policy="öppen")
    axes = draw_bars(frame, CIRCLES, "2025", grupp=JAMTLAND).figure.axes[0]
    ticks = [text.get_text() for text in axes.texts if text.get_label() == TICK]
    assert all(tick.isdecimal() for tick in ticks)
    assert len(ticks) == len(set(ticks))
    assert axes.get_xlim()[0] == 0
    assert axes.get_xlim()[1] >= most


def test_a_kommun_without_a_row_in_the_period_is_missing(rates: Rates, texts: Texts) -> None:
    frame = pd.concat([rates(), rates({"2305": (60.0, 20)}, period="2027")], ignore_index=True)
    found = texts(draw_bars(frame, RATE, "2027", grupp=JAMTLAND).figure)
    assert _names(found) == NAMES
    assert found.count("–\u00a0\u00a0uppgift saknas i källan") == 8


def test_a_kommun_that_the_reader_has_no_row_of_is_left_out(rates: Rates, texts: Texts) -> None:
    chart = draw_bars(rates({"2305": (75.0, 24), "0023": (71.0, 250)}), RATE, "2025", grupp=JAMTLAND)
    assert _names(texts(chart.figure)) == ["Bräcke", "Länet"]


def test_a_group_without_a_row_has_no_bar(rates: Rates, boxes: Boxes, texts: Texts) -> None:
    frame = rates({"2305": (2.0, None), "2303": (2.0, None)}, CIRCLES.id, policy="öppen")
    chart = draw_bars(frame, CIRCLES, "2025", grupp=JAMTLAND)
    assert boxes(chart.figure) == [[(0, 2)], [(0, 2)]]
    assert _names(texts(chart.figure)) == ["Bräcke", "Ragunda"]
    assert chart.title == "FoU-cirklar 2025: hur ser det ut i kommunerna?"
    assert "hela gruppen" not in chart.reading


def test_one_kommun_alone_can_be_drawn(rates: Rates, boxes: Boxes) -> None:
    chart = draw_bars(rates({"2305": (75.0, 24)}), RATE, "2025", grupp=JAMTLAND)
    assert boxes(chart.figure) == [[(0, 75)]]


def test_fifteen_kommuner_and_a_named_group(rates: Rates, boxes: Boxes, texts: Texts) -> None:
    values: dict[str, object] = {unit: (float(40 + at), 20) for at, unit in enumerate(SKARABORG.members)}
    chart = draw_bars(rates({**values, "skaraborg": (50.0, 300)}), RATE, "2025", grupp=SKARABORG)
    assert len(boxes(chart.figure)) == 16
    assert "Skaraborg (300 inbjudna)" in texts(chart.figure)
    assert chart.title == "Svarsfrekvens i EBP-termometern 2025: 50 procent i Skaraborg"


def test_the_title_states_the_group_or_asks(rates: Rates) -> None:
    assert draw_bars(rates(), RATE, "2025", grupp=JAMTLAND).title == (
        "Svarsfrekvens i EBP-termometern 2025: 71 procent i länet"
    )
    hidden = draw_bars(rates({**VALUES, "0023": "sekretess"}), RATE, "2025", grupp=JAMTLAND)
    assert hidden.title == "Svarsfrekvens i EBP-termometern 2025: hur ser det ut i kommunerna?"
    coverage = catalog.measure("asi.tackning")
    shown = rates({"2305": (40.0, 30), "0023": (22.0, 190)}, coverage.id, policy="asi_klient")
    title = "Täckning, andel utredningar med ASI Grund 2025: 22 procent i länet"
    assert draw_bars(shown, coverage, "2025", grupp=JAMTLAND).title == title
    given = draw_bars(rates(), RATE, "2025", grupp=JAMTLAND, title="Hur många svarade?")
    assert given.title == given.figure.get_label() == "Hur många svarade?"


def test_the_alternative_text_comes_from_the_data(rates: Rates) -> None:
    assert draw_bars(rates(), RATE, "2025", grupp=JAMTLAND).alt == (
        "Liggande staplar: Svarsfrekvens i EBP-termometern 2025, procent. "
        f"Berg (uppgift saknas i källan), Bräcke 75, Härjedalen (uppgift saknas utan angiven orsak), Krokom 75, "
        f"Ragunda ({HIDDEN}), Strömsund 0, Åre 100, Östersund 70, Länet 71. {EBP_PROVISO}"
    )


def test_the_instruments_proviso_is_always_said_and_another_may_be_added(rates: Rates, texts: Texts) -> None:
    chart = draw_bars(rates(), RATE, "2025", grupp=JAMTLAND, proviso="Uppgifterna är inlämnade för hand.")
    found = texts(chart.figure)
    assert found[-3:] == [
        EBP_PROVISO,
        "Uppgifterna är inlämnade för hand.",
        "Grunddata: Kommunernas egen enkät. Egen bearbetning.",
    ]
    twice = texts(draw_bars(rates(), RATE, "2025", grupp=JAMTLAND, proviso=EBP_PROVISO).figure)
    assert twice.count(EBP_PROVISO) == 1


def test_the_threshold_is_that_of_the_policy_and_the_statistic(rates: Rates, texts: Texts) -> None:
    def notes(measure: Measure, policy: str) -> list[str]:
        is_count = measure.kind is ValueKind.ANTAL
        values: dict[str, object] = (
            {"2305": 8.0, "0023": 41.0} if is_count else {"2305": (8.0, 30), "0023": (41.0, 190)}
        )
        frame = rates(values, measure.id, policy=policy)
        return texts(draw_bars(frame, measure, "2025", grupp=JAMTLAND).figure)

    found = notes(RATE, "ebp_personal")
    assert any("Andelar visas bara för grupper med minst 7 svarande. Små" in text for text in found)
    assert "Antal 1–4 visas inte." in notes(TRAINED, "utkast:asi_klient")
    coverage = " ".join(notes(catalog.measure("asi.tackning"), "asi_klient"))
    assert "med minst 10 utredningar, och inte när andelen gäller 1–4 av dem. Små" in coverage
    assert not any("visas" in text for text in notes(CIRCLES, "öppen"))
    own = replace(CIRCLES, statistic=Statistic.ANTAL, policy="egna_antal")
    assert "Antal 1–4 visas inte." in notes(own, "egna_antal")


def test_where_a_bar_is_hidden_the_minimum_need_not_be_why(rates: Rates, texts: Texts) -> None:
    more = "Antal 1–4 visas inte. Ibland döljs fler, så att inget dolt går att räkna ut."
    hidden = rates({"2305": (8.0, None), "2303": "sekretess"}, TRAINED.id, policy="asi_klient")
    assert more in texts(draw_bars(hidden, TRAINED, "2025", grupp=JAMTLAND).figure)


def test_chance_is_named_for_shares_of_persons_only(rates: Rates, texts: Texts) -> None:
    def warned(measure: Measure) -> bool:
        frame = rates(
            {"2305": 8.0 if measure.kind is ValueKind.ANTAL else (8.0, 30)}, measure.id, policy=measure.policy
        )
        return "slumpen" in " ".join(texts(draw_bars(frame, measure, "2025", grupp=JAMTLAND).figure))

    fee = replace(CIRCLES, kind=ValueKind.KRONOR, unit="kronor per invånare", decimals=1)
    assert [warned(measure) for measure in (RATE, TRAINED, CIRCLES, fee)] == [True, False, False, False]


def test_marks_and_source_stand_in_the_picture(rates: Rates, texts: Texts) -> None:
    frame = rates(source="exempel:a.xlsx#12345678", policy="utkast:ebp_personal")
    chart = draw_bars(frame, RATE, "2025", grupp=JAMTLAND, setting=Setting(source_line="Bearbetning: FoU Jämt."))
    found = texts(chart.figure)
    assert set(found[:2]) == {SYNTHETIC_MARK, "UTKAST"}
    assert found[-1] == "Bearbetning: FoU Jämt."
    assert f"{SYNTHETIC_MARK}. UTKAST." in chart.alt


@pytest.mark.parametrize("measure", ["ebp.svarsfrekvens", RATE])
def test_the_newest_period_is_drawn_when_none_is_named(rates: Rates, measure: str | Measure) -> None:
    frame = pd.concat([rates({**VALUES, "0023": (66.0, 240)}, period="2023"), rates()], ignore_index=True)
    assert chart_bars(frame, measure).get_label() == "Svarsfrekvens i EBP-termometern 2025: 71 procent i länet"
    named = chart_bars(frame, measure, period="2023")
    assert named.get_label() == "Svarsfrekvens i EBP-termometern 2023: 66 procent i länet"


def test_a_slide_is_sixteen_to_nine_and_an_unknown_sheet_is_refused(rates: Rates) -> None:
    wide, tall = chart_bars(rates(), RATE, sheet="bild").get_size_inches()
    assert wide / tall == pytest.approx(16 / 9)
    assert chart_bars(rates(), RATE).get_figwidth() == pytest.approx(6.7)
    with pytest.raises(DataError, match='formatet "a4"; tillåtet: spalt eller bild'):
        chart_bars(rates(), RATE, sheet="a4")


def test_a_period_that_is_not_there_is_refused(rates: Rates) -> None:
    with pytest.raises(DataError, match="2019 finns inte i tabellen; tillåtet: 2025"):
        draw_bars(rates(), RATE, "2019", grupp=JAMTLAND)


def test_a_question_in_words_is_refused(rates: Rates) -> None:
    question = replace(CIRCLES, kind=ValueKind.JA_NEJ)
    with pytest.raises(DataError, match="besvaras i ord"):
        draw_bars(rates({"2305": (1.0, None)}, CIRCLES.id, policy="öppen"), question, "2025", grupp=JAMTLAND)


def test_the_group_differs_by_more_than_colour(rates: Rates) -> None:
    figure = draw_bars(rates(), RATE, "2025", grupp=JAMTLAND).figure
    bold = {text.get_text() for text in (*figure.texts, *figure.axes[0].texts) if text.get_weight() == "bold"}
    assert {"Länet (250 inbjudna)", "71\u00a0%"} <= bold
    assert "Bräcke (24 inbjudna)" not in bold
    assert theme().colours.lan.hex in {
        text.get_color() for text in figure.texts if text.get_text() == "Länet (250 inbjudna)"
    }


@settings(max_examples=15, deadline=None)
@given(
    figures=st.lists(FIGURE, min_size=1, max_size=16),
    kind=st.sampled_from([RATE, TRAINED]),
    sheet=st.sampled_from(Sheet),
)
def test_no_text_is_cut_or_overlaps(
    rates: Rates, crowding: Callable[[Figure], list[str]], figures: list[object], kind: Measure, sheet: Sheet
) -> None:
    units = (*SKARABORG.members, "skaraborg")[-len(figures) :]
    values = [_of_kind(kind, figure) for figure in figures]
    frame = rates(dict(zip(units, values, strict=True)), kind.id, policy=kind.policy)
    setting = Setting(marks=(SYNTHETIC_MARK, "UTKAST"), sheet=sheet)
    chart = draw_bars(frame, kind, "2025", grupp=SKARABORG, setting=setting)
    assert crowding(chart.figure) == []
    lengths = sorted(patch.get_width() for patch in chart.figure.axes[0].patches)
    assert lengths == sorted(value[0] for value in values if isinstance(value, tuple))


def _of_kind(kind: Measure, figure: object) -> object:
    """Return a figure that the protection lets through: a count stands without n and is never 1 to 4."""
    if kind is RATE or not isinstance(figure, tuple):
        return figure
    return figure[0] + 5, None
