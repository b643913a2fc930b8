from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from oj_analys import catalog
from oj_analys.catalog.theme import contrast
from oj_analys.charts.likert import chart_likert, draw_likert
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import SYNTHETIC_MARK, DataError

Spread = Callable[..., Mapping[tuple[str, str, str, str], object]]
Measured = Callable[..., pd.DataFrame]
Answers = Callable[..., pd.DataFrame]
Boxes = Callable[..., list[list[tuple[float, float]]]]
Inside = Callable[[Axes], list[Text]]
Ticks = Callable[[Axes], list[str]]
Texts = Callable[[Figure], list[str]]
EBP = catalog.questionnaire("ebp")
JAMTLAND = catalog.grupp("Jämtland")
USE = EBP.items_of("anvandning")
BRACKE = ("2305", "2025")
HIDDEN = "visas inte, för att ingen enskild ska kunna pekas ut"
PROVISO = "Indelningen i delskalor är preliminär (nyckeln är inte bekräftad)."
EVEN = {1: 10.0, 2: 20.0, 3: 30.0, 4: 25.0, 5: 15.0}

SHARES = (
    st.lists(st.integers(0, 100), min_size=5, max_size=5)
    .filter(any)
    .map(lambda parts: {code: float(round(100 * part / sum(parts))) for code, part in enumerate(parts, start=1)})
)


@pytest.fixture(scope="session")
def answers(measured: Measured, spread: Spread) -> Answers:
    """Make a frame of answers to the statements of a subscale: number → shares or status; all others are even."""

    def make(
        shares: Mapping[int, object],
        place: tuple[str, str] = BRACKE,
        subscale: str = "anvandning",
        others: object = 4.0,
        **more: Any,
    ) -> pd.DataFrame:
        values: dict[tuple[str, str, str, str], object] = {}
        for item in EBP.items_of(subscale):
            given = (place[0], f"ebp.{item.id}", place[1])
            values |= spread(given, shares.get(item.nr, EVEN), others=others)
        return measured(values, **more)

    return make


def _labels(texts: list[str], subscale: str = "anvandning") -> list[str]:
    """Return the statements whose label stands on one line, in the order they stand."""
    known = {item.label for item in EBP.items_of(subscale)}
    return [text for text in texts if text in known]


def test_low_answers_run_to_the_left_of_nought_and_high_ones_to_the_right(answers: Answers, boxes: Boxes) -> None:
    figure = draw_likert(answers({}), EBP, "anvandning", *BRACKE, grupp=JAMTLAND).figure
    assert boxes(figure, 0) == [[(-30, 10), (-20, 20), (0, 25), (25, 15)]] * 8
    assert boxes(figure, 1) == [[(0, 30)]] * 8


def test_those_who_did_not_answer_stand_in_a_column_of_their_own(
    measured: Measured, spread: Spread, boxes: Boxes, texts: Texts
) -> None:
    values: dict[tuple[str, str, str, str], object] = {}
    for item in USE:
        kinds = {"vet_ej": 31.0, "ej_aktuell": 2.0, "vill_ej": 1.0, "blank": 4.0}
        values |= spread(("2305", f"ebp.{item.id}", "2025"), EVEN, **kinds)
    figure = draw_likert(measured(values), EBP, "anvandning", *BRACKE, grupp=JAMTLAND).figure
    assert boxes(figure, 2) == [[(0, 31), (31, 2), (33, 1), (34, 4)]] * 8
    frames = [patch for patch in figure.axes[2].patches if not patch.get_fill()]
    assert [(frame.get_x(), frame.get_width()) for frame in frames] == [(31, 7)] * 8
    assert texts(figure).count("31") == 8
    assert not {"38", "7"} & set(texts(figure))  # percents that are rounded one by one do not add up
    assert {"vet ej (med siffra)", "ej aktuellt, vill inte svara, inget svar"} <= set(texts(figure))


def test_statements_stand_by_high_answers_then_as_in_the_form_and_hidden_ones_last(
    answers: Answers, boxes: Boxes, texts: Texts
) -> None:
    more = {1: 0.0, 2: 0.0, 3: 20.0, 4: 40.0, 5: 40.0}
    figure = draw_likert(answers({36: more, 30: "sekretess"}), EBP, "anvandning", *BRACKE, grupp=JAMTLAND).figure
    assert [row[-1] for row in boxes(figure)] == [(40, 40), *[(25, 15)] * 6]
    order = _labels(texts(figure))
    assert order[0] == "Följer upp insatsens resultat"
    assert order[-1] == "Söker forskning inför beslut"
    assert order.index("Läser nationella kunskapsstöd") < order.index("Väljer insats efter bästa kunskap")


def test_reversed_statements_are_marked_and_not_turned(answers: Answers, boxes: Boxes, texts: Texts) -> None:
    agree = {1: 0.0, 2: 10.0, 3: 10.0, 4: 50.0, 5: 30.0}
    frame = answers({16: agree}, subscale="attityder")
    figure = draw_likert(frame, EBP, "attityder", *BRACKE, grupp=JAMTLAND).figure
    found = texts(figure)
    assert _labels(found, "attityder")[0] == "EBP är en övergående trend"
    assert sum(text.endswith("(omvänd)") for text in found) == 4
    assert boxes(figure)[0] == [(-10, 10), (0, 50), (50, 30)]
    note = "Påståenden märkta (omvänd) visas som de ställdes: där är svaren till vänster de gynnsamma."
    assert note in found
    use = texts(draw_likert(answers({}), EBP, "anvandning", *BRACKE, grupp=JAMTLAND).figure)
    assert note not in use


def test_shares_below_five_percent_are_drawn_without_a_number(answers: Answers, boxes: Boxes, inside: Inside) -> None:
    few = {1: 4.0, 2: 5.0, 3: 3.0, 4: 88.0, 5: 0.0}
    figure = draw_likert(answers(dict.fromkeys(range(30, 38), few)), EBP, "anvandning", *BRACKE, grupp=JAMTLAND).figure
    assert boxes(figure) == [[(-9, 4), (-5, 5), (0, 88)]] * 8
    assert {text.get_text() for text in inside(figure.axes[0])} == {"5", "88"}


def test_numbers_can_be_read_on_their_colours(answers: Answers, inside: Inside) -> None:
    axes = draw_likert(answers({}), EBP, "anvandning", *BRACKE, grupp=JAMTLAND).figure.axes[0]
    grounds = {round(patch.get_x() + patch.get_width() / 2, 6): to_hex(patch.get_facecolor()) for patch in axes.patches}
    assert len(inside(axes)) == 32
    for text in inside(axes):
        assert contrast(str(text.get_color()), grounds[round(text.get_position()[0], 6)]) >= 4.5


def test_the_limits_are_the_same_for_every_unit(answers: Answers, ticks: Ticks) -> None:
    sure = {nr: {1: 0.0, 2: 0.0, 3: 0.0, 4: 0.0, 5: 95.0} for nr in range(30, 38)}
    figures = [
        draw_likert(answers(sure), EBP, "anvandning", *BRACKE, grupp=JAMTLAND).figure,
        draw_likert(answers({}, ("0023", "2023")), EBP, "anvandning", "0023", "2023", grupp=JAMTLAND).figure,
    ]
    for figure in figures:
        assert [axes.get_xlim() for axes in figure.axes] == [(-100, 100), (0, 100), (0, 100)]
        assert ticks(figure.axes[0]) == ["100", "50", "0", "50", "100"]


def test_the_words_are_those_of_the_scale(answers: Answers, texts: Texts) -> None:
    use = texts(draw_likert(answers({}), EBP, "anvandning", *BRACKE, grupp=JAMTLAND).figure)
    assert {"Aldrig", "Sällan", "Ibland", "Ofta", "Mycket ofta", "vet ej (med siffra)"} <= set(use)
    frame = answers({}, subscale="kunskap")
    chart = draw_likert(frame, EBP, "kunskap", *BRACKE, grupp=JAMTLAND)
    assert {"Instämmer inte alls", "Varken eller", "Instämmer helt"} <= set(texts(chart.figure))
    assert chart.reading == (
        "Så läser du diagrammet: Överst står påståendet med störst andel till höger om nollan. "
        "Till vänster om nollan står ”Instämmer inte alls” och ”Instämmer inte”, till höger ”Instämmer” och "
        "”Instämmer helt”; ”Varken eller” har en egen kolumn. De grå staplarna visar hur stor del av alla svarande som "
        "saknar giltigt svar; siffran gäller ”vet ej”. Kolumnerna till höger har en egen skala."
    )


def test_two_scales_in_a_subscale_both_say_their_words(answers: Answers, texts: Texts) -> None:
    items = tuple(replace(item, scale="instammande") if item.nr == 30 else item for item in EBP.items)
    figure = draw_likert(answers({}), replace(EBP, items=items), "anvandning", *BRACKE, grupp=JAMTLAND).figure
    assert "Instämmer helt / Mycket ofta" in texts(figure)


def test_each_row_says_how_many_answered(answers: Answers, texts: Texts) -> None:
    found = texts(draw_likert(answers({}), EBP, "anvandning", *BRACKE, grupp=JAMTLAND).figure)
    assert found.count("20") == 8 + 8  # eight shares of 20 percent and eight times 20 answers


def test_a_hidden_statement_is_a_row_of_marks(answers: Answers, boxes: Boxes, texts: Texts) -> None:
    chart = draw_likert(answers({30: "sekretess"}, others=4.0), EBP, "anvandning", *BRACKE, grupp=JAMTLAND)
    assert [len(boxes(chart.figure, at)) for at in range(3)] == [7, 7, 7]
    found = texts(chart.figure)
    assert found.count("..") == 4
    assert f"..\u00a0\u00a0{HIDDEN}" in found
    assert f"Söker forskning inför beslut ({HIDDEN})" in chart.alt


def test_nothing_of_a_hidden_statement_is_drawn_or_said(answers: Answers, boxes: Boxes, texts: Texts) -> None:
    bare = answers({30: "sekretess", 31: {**EVEN, 5: "sekretess"}})
    planted = bare.assign(n=bare["n"].fillna(4), low=1.5, high=2.5, count=3).astype({"count": "Int64"})
    one, other = (draw_likert(frame, EBP, "anvandning", *BRACKE, grupp=JAMTLAND) for frame in (bare, planted))
    assert (one.title, one.alt, one.reading) == (other.title, other.alt, other.reading)
    assert texts(one.figure) == texts(other.figure)
    assert boxes(one.figure) == boxes(other.figure)
    assert len(boxes(one.figure)) == 6  # a statement with one hidden step is hidden altogether


def test_answers_in_one_step_are_not_drawn_when_they_are_hidden(answers: Answers, boxes: Boxes) -> None:
    alike = {1: 0.0, 2: 0.0, 3: 0.0, 4: "sekretess", 5: 0.0}
    figure = draw_likert(answers({30: alike}), EBP, "anvandning", *BRACKE, grupp=JAMTLAND).figure
    assert boxes(figure) == [[(-30, 10), (-20, 20), (0, 25), (25, 15)]] * 7


def test_hidden_ways_of_not_answering_leave_their_column_out_with_one_note(answers: Answers, texts: Texts) -> None:
    chart = draw_likert(answers({}, others="sekretess"), EBP, "anvandning", *BRACKE, grupp=JAMTLAND)
    found = texts(chart.figure)
    assert len(chart.figure.axes) == 2
    assert not [text for text in found if ".." in text or text.startswith("vet ej")]
    assert f"Vet ej, inget svar: {HIDDEN}." in " ".join(found)
    assert "Ibland döljs fler" in " ".join(found)
    assert "grå staplarna" not in chart.reading


def test_ways_of_not_answering_that_are_hidden_in_some_rows_are_marks_there(
    answers: Answers, boxes: Boxes, texts: Texts
) -> None:
    frame = answers({})
    of_30 = (frame["measure"] == "ebp.p30") & (frame["group"] == "svar=blank")
    gone = frame.assign(
        value=frame["value"].mask(of_30), n=frame["n"].mask(of_30), status=frame["status"].mask(of_30, "sekretess")
    )
    figure = draw_likert(gone, EBP, "anvandning", *BRACKE, grupp=JAMTLAND).figure
    assert [len(boxes(figure, at)) for at in range(3)] == [8, 8, 7]
    assert texts(figure).count("..") == 1
    assert f"..\u00a0\u00a0{HIDDEN}" in texts(figure)


def test_no_nought_stands_beside_a_bar_of_those_who_left_it_blank(
    measured: Measured, spread: Spread, texts: Texts
) -> None:
    values: dict[tuple[str, str, str, str], object] = {}
    for at, item in enumerate(USE):
        values |= spread(("2305", f"ebp.{item.id}", "2025"), EVEN, others=0.0, blank=4.0 if at else 0.0)
    found = texts(draw_likert(measured(values), EBP, "anvandning", *BRACKE, grupp=JAMTLAND).figure)
    assert found.count("0") == 1 + 3  # the one row where everyone answered, and three axes


def test_the_middle_and_vet_ej_are_told_apart_without_colour(answers: Answers) -> None:
    figure = draw_likert(answers({}), EBP, "anvandning", *BRACKE, grupp=JAMTLAND).figure
    middle, dont_know = (figure.axes[at].patches[0] for at in (1, 2))
    assert [bool(middle.get_hatch()), bool(dont_know.get_hatch())] == [False, True]
    swatches = [patch for patch in figure.get_children() if isinstance(patch, Rectangle) and patch.get_hatch()]
    assert len(swatches) == 1


def test_every_column_says_where_it_begins_and_ends(answers: Answers, ticks: Ticks) -> None:
    figure = draw_likert(answers({}), EBP, "anvandning", *BRACKE, grupp=JAMTLAND).figure
    labels = [ticks(axes) for axes in figure.axes]
    assert labels == [["100", "50", "0", "50", "100"], ["0", "100"], ["0", "100"]]
    assert all(len(axes.lines) == len(each) for axes, each in zip(figure.axes, labels, strict=True))  # none drawn twice


@pytest.mark.parametrize(("status", "reason"), [("sekretess", HIDDEN), ("ej_beräknad", "värdet har inte beräknats")])
def test_without_any_statement_there_is_nothing_to_draw(answers: Answers, status: str, reason: str) -> None:
    frame = answers(dict.fromkeys(range(30, 38), status))
    with pytest.raises(DataError) as caught:
        draw_likert(frame, EBP, "anvandning", *BRACKE, grupp=JAMTLAND)
    lead = f"diagrammet: inget att rita för Användning av EBP, Bräcke 2025: {reason}"
    assert str(caught.value) == f"{lead}. Visa texten i stället för ett diagram."


def test_title_and_alternative_text_come_from_the_data(answers: Answers) -> None:
    frame = answers({36: {1: 0.0, 2: 0.0, 3: 20.0, 4: 40.0, 5: 40.0}})
    chart = draw_likert(frame, EBP, "anvandning", *BRACKE, grupp=JAMTLAND)
    assert chart.title == "Hur svarar personalen i Bräcke om användning av EBP 2025?"
    assert chart.alt == (
        "Liggande staplar åt två håll: användning av EBP, Bräcke 2025, 8 påståenden. "
        "Störst andel till höger: Följer upp insatsens resultat (40 procent ofta och 40 procent mycket ofta, 20 svar), "
        "Söker forskning inför beslut (25 procent ofta och 15 procent mycket ofta, 20 svar); minst: Diskuterar "
        "forskning med kollegor (25 procent ofta och 15 procent mycket ofta, 20 svar), Ändrar arbetssätt efter "
        f"uppföljning (25 procent ofta och 15 procent mycket ofta, 20 svar). {PROVISO}"
    )


def test_proviso_threshold_source_and_marks_stand_in_the_picture(answers: Answers, texts: Texts) -> None:
    frame = answers({}, source="exempel:a.xlsx#12345678", policy="utkast:ebp_personal")
    chart = draw_likert(
        frame, EBP, "anvandning", *BRACKE, grupp=JAMTLAND, setting=Setting(source_line="Bearbetning: FoU Jämt.")
    )
    found = texts(chart.figure)
    assert set(found[:2]) == {SYNTHETIC_MARK, "UTKAST"}
    assert found[-2:] == [PROVISO, "Bearbetning: FoU Jämt."]
    assert any(text.startswith("Svarsfördelningar visas bara för grupper med minst 10 svar.") for text in found)
    assert SYNTHETIC_MARK in chart.alt
    assert PROVISO in chart.alt


def test_the_whole_group_in_the_newest_round_is_drawn_when_nothing_is_named(answers: Answers) -> None:
    rounds = [answers({}, place, subscale="attityder") for place in (("0023", "2023"), ("0023", "2025"), BRACKE)]
    frame = pd.concat(rounds, ignore_index=True)
    assert chart_likert(frame).get_label() == "Hur svarar personalen i länet om attityder till EBP 2025?"
    own = chart_likert(frame, "attityder", kommun="bräcke", period="2025")
    assert own.get_label() == "Hur svarar personalen i Bräcke om attityder till EBP 2025?"


def test_a_slide_keeps_the_columns_in_proportion(answers: Answers) -> None:
    frame = answers({}, ("0023", "2025"), subscale="attityder")
    column, slide = (chart_likert(frame, sheet=sheet) for sheet in ("spalt", "bild"))
    assert slide.get_figwidth() / slide.get_figheight() == pytest.approx(16 / 9)
    shares = [[axes.get_position().width for axes in figure.axes] for figure in (column, slide)]
    assert shares[1][0] / shares[1][1] == pytest.approx(shares[0][0] / shares[0][1])
    with pytest.raises(DataError, match='formatet "a4"; tillåtet: spalt eller bild'):
        chart_likert(frame, sheet="a4")


def test_an_unknown_subscale_is_refused_with_those_there_are(answers: Answers) -> None:
    known = "kunskap, attityder, forutsattningar, anvandning"
    with pytest.raises(DataError, match=f'"humor" finns inte i EBP-termometern; tillåtet: {known}'):
        chart_likert(answers({}), "humor")


def test_a_scale_that_cannot_be_drawn_is_refused(answers: Answers) -> None:
    def with_scale(**change: Any) -> Any:
        return replace(EBP, scales=tuple(replace(scale, **change) for scale in EBP.scales))

    with pytest.raises(DataError, match="Frekvens har 4 steg; tillåtet: 5 steg"):
        draw_likert(
            answers({}), with_scale(points=EBP.scale("frekvens").points[:4]), "anvandning", *BRACKE, grupp=JAMTLAND
        )
    for neutral in (None, 2):
        with pytest.raises(DataError, match="saknar ett neutralt svar i mitten"):
            draw_likert(answers({}), with_scale(neutral=neutral), "anvandning", *BRACKE, grupp=JAMTLAND)


@settings(max_examples=12, deadline=None)
@given(
    shares=st.lists(st.one_of(st.just("sekretess"), SHARES), min_size=8, max_size=8),
    others=st.sampled_from([0.0, 4.0, 25.0, "sekretess"]),
    label=st.sampled_from(["Kort", "Använder standardiserade bedömningsinstrument i utredningar av vuxna"]),
    sheet=st.sampled_from(Sheet),
)
def test_no_text_is_cut_or_overlaps(
    answers: Answers,
    crowding: Callable[[Figure], list[str]],
    boxes: Boxes,
    shares: list[Any],
    others: object,
    label: str,
    sheet: Sheet,
) -> None:
    assume(any(isinstance(each, dict) for each in shares))
    items = tuple(replace(item, label=label) for item in EBP.items)
    frame = answers(dict(zip(range(30, 38), shares, strict=True)), others=others)
    chart = draw_likert(
        frame,
        replace(EBP, items=items),
        "anvandning",
        *BRACKE,
        grupp=JAMTLAND,
        setting=Setting(marks=(SYNTHETIC_MARK, "UTKAST"), sheet=sheet),
    )
    assert crowding(chart.figure) == []
    ends = sorted(row[-1][0] + row[-1][1] for row in boxes(chart.figure) if row[-1][0] >= 0)
    high = [each[4] + each[5] for each in shares if isinstance(each, dict)]
    assert ends == pytest.approx(sorted(share for share in high if share))
