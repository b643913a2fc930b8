from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import fromstring

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from oj_analys import catalog
from oj_analys.charts.change import chart_change, draw_change
from oj_analys.charts.render import svg_text
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.disclosure.auditor.pictures import follows
from oj_analys.disclosure.readers.svg import marks, strays
from oj_analys.domain import SYNTHETIC_MARK, DataError
from oj_analys.frames.shown import Key

Measured = Callable[..., pd.DataFrame]
Means = Callable[..., pd.DataFrame]
Texts = Callable[[Figure], list[str]]
EBP = catalog.questionnaire("ebp")
JAMTLAND, SKARABORG = catalog.grupp("Jämtland"), catalog.grupp("Skaraborg")
SUBSCALES = [f"ebp.{subscale.id}" for subscale in EBP.subscales]
NAMES = [subscale.name for subscale in EBP.subscales]
ROUNDS = ("2023", "2025")
HIDDEN = "visas inte, för att ingen enskild ska kunna pekas ut"
PROVISO = "Indelningen i delskalor är preliminär (nyckeln är inte bekräftad)."

FIGURE = st.one_of(
    st.sampled_from(["sekretess", "saknas", "ej_beräknad"]),
    st.tuples(st.integers(10, 50).map(lambda tenths: tenths / 10), st.integers(7, 20000)),
)
SETS = st.lists(FIGURE, min_size=8, max_size=8)


@pytest.fixture(scope="session")
def means(measured: Measured) -> Means:
    """Make a frame of subscale means: (unit, period) → one figure per subscale, or one for all."""

    def make(rounds: Mapping[tuple[str, str], object], **more: Any) -> pd.DataFrame:
        return measured(
            {
                (unit, measure, period, "alla"): figures[at] if isinstance(figures, list) else figures
                for (unit, period), figures in rounds.items()
                for at, measure in enumerate(SUBSCALES)
            },
            **more,
        )

    return make


@pytest.fixture(scope="session")
def frame(means: Means) -> pd.DataFrame:
    """Bräcke: up, same, hidden before, missing in both; and länet."""
    return means(
        {
            ("2305", "2023"): [(3.0, 16), (3.7, 16), "sekretess", "saknas"],
            ("2305", "2025"): [(3.5, 18), (3.7, 1018), (2.9, 17), "saknas"],
            ("0023", "2023"): (3.2, 148),
            ("0023", "2025"): (3.4, 172),
        }
    )


def _places(figure: Any, marker: str) -> dict[int, float]:
    """Return the marks of one kind: row from above → value."""
    axes = figure.axes[0]
    rows = len(figure.told.table.rows)
    found = (line for line in axes.lines if line.get_marker() == marker)
    return {int(line.get_ydata()[0] / axes.get_ylim()[0] * rows): float(line.get_xdata()[0]) for line in found}


def _joints(figure: Figure) -> list[tuple[float, ...]]:
    """Return the ends of the lines between the marks and of the intervals."""
    lines = (line for line in figure.axes[0].lines if line.get_marker() == "None" and line.get_zorder() == 2)
    return [tuple(line.get_xdata()) for line in lines]


def _table(figure: Any) -> dict[str, tuple[str, ...]]:
    return {row[0].text: tuple(cell.text for cell in row[1:]) for row in figure.told.table.rows}


def test_each_subscale_has_both_means_in_the_order_of_the_form(frame: pd.DataFrame, texts: Texts) -> None:
    figure = chart_change(frame, kommun="Bräcke")
    assert _places(figure, "D") == {0: 3.0, 1: 3.7}
    assert _places(figure, "o") == {0: 3.5, 1: 3.7, 2: 2.9}
    assert [text for text in texts(figure) if text in NAMES] == NAMES
    assert _joints(figure) == [(3.0, 3.5), (3.7, 3.7)]


def test_the_axis_is_the_whole_scale(frame: pd.DataFrame, texts: Texts) -> None:
    figure = chart_change(frame, kommun="Bräcke")
    assert figure.axes[0].get_xlim() == (1, 5)
    assert "på skalan 1–5, där 5 är mest gynnsamt. Axeln börjar vid\u00a01." in " ".join(texts(figure))


def test_values_stand_to_the_right_under_their_round_with_the_number_of_answers(
    frame: pd.DataFrame, texts: Texts
) -> None:
    found = texts(chart_change(frame, kommun="Bräcke"))
    assert {"3,0 (16)", "3,5 (18)", "3,7 (1\u00a0018)", "2,9 (17)"} <= set(found)
    assert found.count("2023") == found.count("2025") == 2  # in the legend and over the column
    assert any(text.endswith("Inom parentes: antal svar.") for text in found)


def test_each_value_stands_under_its_own_round(frame: pd.DataFrame) -> None:
    right = {text.get_text(): text.get_position()[0] for text in chart_change(frame, kommun="Bräcke").texts}
    assert right["3,0 (16)"] == right["2023"]  # the heading is set last, after the legend
    assert right["3,5 (18)"] == right["2025"]
    assert right["2023"] < right["2025"]


def test_the_rounds_are_told_apart_without_colour(frame: pd.DataFrame) -> None:
    lines = chart_change(frame, kommun="Bräcke").axes[0].lines
    found: dict[Any, Line2D] = {line.get_marker(): line for line in lines if line.get_marker() != "None"}
    assert found["o"].get_markerfacecolor() == found["o"].get_color()
    assert found["D"].get_markerfacecolor() == "white"
    assert found["D"].get_markersize() > found["o"].get_markersize()  # so that both are seen at one place


def test_a_round_that_is_hidden_is_a_mark_and_no_line(frame: pd.DataFrame, texts: Texts) -> None:
    chart = draw_change(frame, EBP, "2305", ROUNDS, grupp=JAMTLAND)
    found = texts(chart.figure)
    assert found.count("..") == 1
    assert f"..\u00a0\u00a0{HIDDEN}" in found
    assert "–\u00a0\u00a0uppgift saknas i källan" in found
    assert f"Förutsättningar för EBP 2023: ({HIDDEN}), 2025: 2,9 (17 svar)" in chart.alt
    assert "Användning av EBP (uppgift saknas i källan)." in chart.alt
    assert _table(chart.figure)["Förutsättningar för EBP"] == (f"..\u00a0\u00a0{HIDDEN}", "–", "2,9", "17")
    assert "Står bara ett märke finns inget värde att visa för den andra omgången." in chart.reading


def test_nothing_is_told_of_a_hidden_mean(frame: pd.DataFrame, texts: Texts) -> None:
    hidden = frame["status"] == "sekretess"
    planted = frame.copy()
    planted.loc[hidden, ["low", "high"]] = [1.6, 4.8]
    planted.loc[hidden, ["n", "count"]] = 4
    one, other = (draw_change(each, EBP, "2305", ROUNDS, grupp=JAMTLAND) for each in (frame, planted))
    assert (one.title, one.alt, one.reading, one.table) == (other.title, other.alt, other.reading, other.table)
    assert texts(one.figure) == texts(other.figure)
    assert svg_text(one.figure) == svg_text(other.figure)


def test_the_difference_is_neither_told_nor_judged(frame: pd.DataFrame, texts: Texts) -> None:
    chart = draw_change(frame, EBP, "2305", ROUNDS, grupp=JAMTLAND)
    told = " ".join(
        [*texts(chart.figure), chart.alt, chart.reading, chart.title, *sum(_table(chart.figure).values(), ())]
    )
    assert "Små skillnader kan bero på slumpen; skillnaderna är inte prövade." in told
    assert "Det behöver inte vara samma personer som har svarat båda gångerna." in told
    assert not any(word in told for word in ("0,5", "bättre", "sämre", "ökat", "minskat", "tydlig"))


def test_the_title_asks_unless_nothing_can_be_compared(frame: pd.DataFrame, means: Means) -> None:
    assert draw_change(frame, EBP, "2305", ROUNDS, grupp=JAMTLAND).title == (
        "EBP-termometern: har svaren i Bräcke ändrats från 2023 till 2025?"
    )
    assert chart_change(frame).get_label() == "EBP-termometern: har svaren i länet ändrats från 2023 till 2025?"
    apart = means({("2303", "2023"): "sekretess", ("2303", "2025"): (3.0, 9)})
    assert draw_change(apart, EBP, "2303", ROUNDS, grupp=JAMTLAND).title == (
        "EBP-termometern: svaren i Ragunda går inte att jämföra mellan 2023 och 2025"
    )


def test_the_reading_aid_and_the_alternative_text(means: Means) -> None:
    chart = draw_change(
        means({("2305", "2023"): (3.0, 16), ("2305", "2025"): (3.5, 18)}), EBP, "2305", ROUNDS, grupp=JAMTLAND
    )
    assert chart.reading == (
        "Så läser du diagrammet: Varje rad är en delskala: ihålig romb är 2023, fylld punkt är 2025. "
        "Ju längre till höger märket står, desto mer gynnsamma är svaren i medel."
    )
    rows = "; ".join(f"{name} 2023: 3,0 (16 svar), 2025: 3,5 (18 svar)" for name in NAMES)
    assert chart.alt == (
        f"Två punkter per rad: EBP-termometern i Bräcke, medel på skalan 1–5, 2023 och 2025. {rows}. "
        f"Små skillnader kan bero på slumpen; skillnaderna är inte prövade. {PROVISO}"
    )


def test_a_band_is_a_limit_and_no_interval(means: Means, texts: Texts) -> None:
    frame = means({("2305", "2023"): (3.0, 16), ("2305", "2025"): (4.6, 18)})
    frame.loc[frame["period"] == "2025", ["low", "high"]] = [4.6, 5.0]
    chart = draw_change(frame, EBP, "2305", ROUNDS, grupp=JAMTLAND)
    found = texts(chart.figure)
    assert "≥\u00a04,6 (18)" in found
    assert "≥: nästan alla svarade lika, därför visas bara gränsen." in found
    assert "2025: minst 4,6 (18 svar)" in chart.alt
    assert _joints(chart.figure) == [(3.0, 4.6)] * 4
    assert "osäkerhet" not in chart.reading


def test_an_interval_is_drawn_only_where_there_are_answers_enough(means: Means, texts: Texts) -> None:
    frame = means({("2305", "2023"): (3.0, 9), ("2305", "2025"): (3.5, 18)})
    frame.loc[:, ["low", "high"]] = [2.5, 4.1]
    chart = draw_change(frame, EBP, "2305", ROUNDS, grupp=JAMTLAND)
    assert _joints(chart.figure).count((2.5, 4.1)) == 4
    assert "De grå strecken visar osäkerheten." in chart.reading
    assert "De grå strecken visar osäkerheten." in " ".join(texts(chart.figure))
    assert "2023: 3,0 (9 svar), 2025: 3,5 (osäkerhet 2,5–4,1, 18 svar)" in chart.alt
    assert _table(chart.figure)["Kunskap om EBP"] == ("3,0", "–", "–", "9", "3,5", "2,5", "4,1", "18")
    titles = [column.title for column in chart.table.columns]
    assert titles[1:5] == ["Medel 2023", "Osäkerhet 2023, från", "till", "Antal svar 2023"]
    assert len(titles) == 9


def test_the_newest_rounds_are_drawn_when_none_is_named(means: Means) -> None:
    frame = means({("0023", period): (3.0 + at / 10, 99) for at, period in enumerate(["2021", "2023", "2025"])})
    assert _places(chart_change(frame), "D")[0] == pytest.approx(3.1)
    older = chart_change(frame, later="2023")
    assert (_places(older, "D")[0], _places(older, "o")[0]) == pytest.approx((3.0, 3.1))
    assert _places(chart_change(frame, earlier="2021"), "D")[0] == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"earlier": "2025", "later": "2023"}, "omgången 2025 kommer inte före 2023. Byt ordning på dem."),
        ({"later": "2023"}, "det finns ingen omgång före 2023. Ta med två omgångar"),
        ({"earlier": "1999"}, "1999 finns inte i tabellen; tillåtet: 2023, 2025"),
        ({"kommun": "Östersund"}, "Östersund finns inte i tabellen"),
        ({"sheet": "affisch"}, 'formatet "affisch"'),
    ],
)
def test_what_is_not_there_is_refused(frame: pd.DataFrame, given: dict[str, str], message: str) -> None:
    with pytest.raises(DataError, match=message):
        chart_change(frame, **given)


def test_frames_that_must_not_be_drawn_are_refused(frame: pd.DataFrame, means: Means) -> None:
    with pytest.raises(DataError, match="inte är godkända att visa. Skydda dem först med oj.protect."):
        chart_change(frame.assign(policy=""))
    with pytest.raises(DataError, match="om personer som inte är skyddade"):
        chart_change(frame.assign(policy="öppen"))
    nothing = means({("2305", "2023"): "sekretess", ("2305", "2025"): "saknas"})
    with pytest.raises(DataError, match="inget att rita för EBP-termometern i Bräcke, 2023 och 2025. Visa texten"):
        chart_change(nothing, kommun="Bräcke")


def test_marks_provisos_and_source_stand_in_the_picture(means: Means, texts: Texts) -> None:
    rounds = {("2305", "2023"): (3.0, 16), ("2305", "2025"): (3.5, 18)}
    frame = means(rounds, source="exempel:a.xlsx#12345678", policy="utkast:ebp_personal")
    setting = Setting(source_line="Bearbetning: FoU Jämt.")
    chart = draw_change(frame, EBP, "2305", ROUNDS, grupp=JAMTLAND, setting=setting)
    found = texts(chart.figure)
    assert set(found[:2]) == {SYNTHETIC_MARK, "UTKAST"}
    assert found[-2:] == [PROVISO, "Bearbetning: FoU Jämt."]
    assert f"{SYNTHETIC_MARK}. UTKAST." in chart.alt


def test_the_figures_are_those_that_are_drawn_first_and_then_the_others(frame: pd.DataFrame) -> None:
    chart = draw_change(frame, EBP, "2305", ROUNDS, grupp=JAMTLAND)
    assert chart.values == 5  # noqa: PD011 - no frame
    assert [(key.measure, key.period) for key in chart.figures[:5]] == [
        ("ebp.kunskap", "2023"),
        ("ebp.kunskap", "2025"),
        ("ebp.attityder", "2023"),
        ("ebp.attityder", "2025"),
        ("ebp.forutsattningar", "2025"),
    ]
    assert Key("2305", "ebp.forutsattningar", "2023", "T", "alla") in chart.figures[5:]
    assert len(chart.figures) == 8


@settings(max_examples=30, deadline=None)
@given(figures=SETS, sheet=st.sampled_from(Sheet), periods=st.sampled_from([("2023", "2025"), ("2024", "2024-2")]))
def test_every_frame_is_drawn_as_it_is_without_crowding(
    means: Means,
    crowding: Callable[[Figure], list[str]],
    figures: list[object],
    sheet: Sheet,
    periods: tuple[str, str],
) -> None:
    assume(any(not isinstance(figure, str) for figure in figures))
    frame = means({("1461", periods[0]): figures[:4], ("1461", periods[1]): figures[4:]})
    setting = Setting(marks=(SYNTHETIC_MARK, "UTKAST"), sheet=sheet)
    grupp = next(grupp for grupp in catalog.grupper() if "1461" in grupp.members)
    chart = draw_change(frame, EBP, "1461", periods, grupp=grupp, setting=setting)
    assert crowding(chart.figure) == []
    for marker, part, at in (("D", figures[:4], 1), ("o", figures[4:], 3)):
        shown = {row: figure[0] for row, figure in enumerate(part) if isinstance(figure, tuple)}
        assert _places(chart.figure, marker) == shown
        numbers = [row[at].number for row in chart.table.rows]
        assert {row: number for row, number in enumerate(numbers) if number is not None} == shown


@settings(max_examples=30, deadline=None)
@given(figures=SETS)
def test_the_auditor_reads_the_released_means_in_the_picture(means: Means, figures: list[object]) -> None:
    assume(any(not isinstance(figure, str) for figure in figures))
    frame = means({("2305", "2023"): figures[:4], ("2305", "2025"): figures[4:]})
    chart = draw_change(frame, EBP, "2305", ROUNDS, grupp=JAMTLAND)
    root = fromstring(svg_text(chart.figure))  # noqa: S314 - our own picture
    pairs = (figure for pair in zip(figures[:4], figures[4:], strict=True) for figure in pair)
    values = [figure[0] for figure in pairs if isinstance(figure, tuple)]
    assert len(marks(root)) == chart.values == len(values)  # noqa: PD011 - no frame
    assert follows(marks(root), values)
    assert strays(root) == ()
