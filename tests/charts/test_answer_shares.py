from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from oj_analys import catalog
from oj_analys.catalog.theme import theme
from oj_analys.charts import render
from oj_analys.charts.answer_shares import chart_answer_shares, draw_answer_shares
from oj_analys.charts.chart import Chart
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import SYNTHETIC_MARK, DataError

Build = Callable[..., pd.DataFrame]
Texts = Callable[[Figure], list[str]]
POLICE, ALARM, LSS = (catalog.measure(f"oj.{ident}") for ident in ("U37488", "U21553", "U28462"))
QUESTIONS = [POLICE, ALARM, LSS, *(catalog.measure(f"oj.{ident}") for ident in ("U21548", "U33546", "U31491"))]
JAMTLAND = catalog.grupp("Jämtland").members
SKARABORG = catalog.grupp("skaraborg").members
SAID = dict(zip(JAMTLAND, (1.0, 0.0, 1.0, 1.0, "bortfall", 0.0, 0.0, "sekretess"), strict=True))


def _question(build: Build, answers: Mapping[str, object], riket: float | None = 72.0, **more: object) -> pd.DataFrame:
    period = str(more.pop("period", "2025"))
    references = {} if riket is None else {"riket": {period: riket}}
    return build(
        {unit: {period: answer} for unit, answer in answers.items()}, references, **{"measure": POLICE.id} | more
    )


@pytest.fixture(scope="module")
def police(build: Build) -> pd.DataFrame:
    return _question(build, SAID)


@pytest.fixture(scope="module")
def three(build: Build, police: pd.DataFrame) -> pd.DataFrame:
    alarm = _question(build, dict.fromkeys(JAMTLAND, ALARM.codings[-1].yes), 22.0, measure=ALARM.id)
    lss = _question(build, dict.fromkeys(JAMTLAND, "saknas"), 48.0, measure=LSS.id, period="2019")
    return pd.concat([police, alarm, lss], ignore_index=True)


def _squares(figure: Figure) -> list[list[bool]]:
    """Return row by row from above which squares are filled, from the left."""
    rows: dict[float, list[Rectangle]] = {}
    for patch in figure.axes[0].patches:
        assert isinstance(patch, Rectangle)
        rows.setdefault(round(patch.get_y(), 6), []).append(patch)
    filled = matplotlib_colour(theme().colours.lan.hex)
    return [
        [patch.get_facecolor() == filled for patch in sorted(rows[y], key=Rectangle.get_x)]
        for y in sorted(rows, reverse=True)
    ]


def matplotlib_colour(code: str) -> tuple[float, ...]:
    return Rectangle((0, 0), 1, 1, facecolor=code).get_facecolor()


def _riket(figure: Figure) -> list[float]:
    """Return riket's percent row by row from above."""
    lines = [line for line in figure.axes[0].lines if line.get_marker() == "s" and line.get_color() != "white"]
    return [float(line.get_xdata()[1]) for line in sorted(lines, key=lambda line: -line.get_ydata()[1])]


def _words(chart: Chart, texts: Texts) -> str:
    cells = [cell.text for row in chart.table.rows for cell in row]
    svg = re.findall(r">([^<>]*)</text>", render.svg_text(chart.figure).decode())
    return " ".join([*texts(chart.figure), chart.alt, chart.reading, chart.title, *cells, *svg])


def test_every_kommun_with_an_answer_is_a_square_filled_for_yes(police: pd.DataFrame, texts: Texts) -> None:
    figure = chart_answer_shares(police, ["U37488"])
    assert _squares(figure) == [[True, True, True, False, False, False]]
    assert {"3 av 6", "72\u00a0%", "I länet", "I riket"} <= set(texts(figure))


def test_squares_stand_on_the_axis_that_riket_is_marked_on(police: pd.DataFrame) -> None:
    axes = chart_answer_shares(police, ["U37488"]).axes[0]
    edges = [(patch.get_x(), patch.get_x() + patch.get_width()) for patch in axes.patches]
    between = edges[1][0] - edges[0][1]
    wide = [(low - between / 2, high + between / 2) for low, high in edges]
    assert [edge for pair in wide for edge in pair] == pytest.approx(
        [100 * at / 6 for at in (0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6)], abs=1e-6
    )
    assert axes.get_xlim() == (0, 100)
    assert _riket(axes.get_figure()) == [72.0]  # type: ignore[arg-type]


def test_questions_stand_in_the_order_asked_for(three: pd.DataFrame, texts: Texts) -> None:
    figure = chart_answer_shares(three, ["U21553", "U28462", "U37488"])
    assert _squares(figure) == [[True] * 8, [True] * 3 + [False] * 3]
    assert _riket(figure) == [22.0, 48.0, 72.0]
    titles = [ALARM.title, LSS.title, POLICE.title]
    assert [text for text in texts(figure) if text in titles] == titles


def test_other_yeses_and_older_years_stand_at_their_question(three: pd.DataFrame, texts: Texts) -> None:
    found = texts(chart_answer_shares(three, ["U37488", "U21553", "U28462"]))
    assert {"”Inom 20 min”", "2019"} <= set(found)
    assert any(text.endswith("2025. Äldre år står vid frågan.") for text in found)
    alone = texts(chart_answer_shares(three, ["U37488"]))
    assert not any("Äldre år" in text for text in alone)


def test_who_has_no_answer_is_named_with_the_reason_and_not_counted(police: pd.DataFrame, texts: Texts) -> None:
    absent = {unit: catalog.kommun(unit).name for unit, said in SAID.items() if isinstance(said, str)}
    no_answer, hidden = absent.values()
    chart = draw_answer_shares(police, [POLICE])
    found = texts(chart.figure)
    assert {f"–\u00a0\u00a0{no_answer}", f"..\u00a0\u00a0{hidden}"} <= set(found)
    reasons = (
        "–\u00a0\u00a0kommunen har inte besvarat frågan; ..\u00a0\u00a0visas inte, för att ingen enskild ska kunna"
    )
    assert any(reasons in text for text in [" ".join(found)])
    assert f"{no_answer} (kommunen har inte besvarat frågan)" in chart.alt
    assert f"{hidden} (visas inte, för att ingen enskild ska kunna pekas ut)" in chart.table.rows[0][-1].text


def test_a_question_without_any_answer_still_has_its_row(three: pd.DataFrame, texts: Texts) -> None:
    chart = draw_answer_shares(three, [LSS])
    assert chart.title == f"{LSS.title}: ingen kommun i länet har svarat"
    assert _squares(chart.figure) == []
    assert {"–", "48\u00a0%", "–\u00a0\u00a08 kommuner"} <= set(texts(chart.figure))
    assert "ingen har svarat, riket 48 procent" in chart.alt


def test_the_newest_answers_count(build: Build) -> None:
    frame = pd.concat([_question(build, {"2305": 1.0}, period="2024"), _question(build, {"2305": 0.0})])
    assert _squares(chart_answer_shares(frame.reset_index(drop=True), ["U37488"])) == [[False]]


def test_kommuner_where_someone_else_runs_it_are_named_and_not_counted(build: Build, texts: Texts) -> None:
    fall = catalog.measure("oj.U74460")
    assert fall.huvudman is not None
    run = catalog.measure(fall.huvudman).codings[-1]
    other = next(code for code, _ in run.labels if code != run.yes)
    answers = _question(build, {"2305": 1.0, "2303": 1.0}, measure=fall.id)
    who = _question(build, {"2305": run.yes, "2303": other}, None, measure=fall.huvudman)
    chart = draw_answer_shares(pd.concat([answers, who], ignore_index=True), [fall])
    assert _squares(chart.figure) == [[True]]
    assert "Räknas inte: Ragunda" in texts(chart.figure)
    assert any("kommunen ansvarar inte för verksamheten" in text for text in texts(chart.figure))
    assert chart.table.rows[0][-1].text == "Ragunda"


def test_the_title_states_a_single_finding_and_asks_about_several(police: pd.DataFrame, three: pd.DataFrame) -> None:
    finding = "Våld, överenskommelse med polisen: 3 av 6 kommuner i länet svarar Ja, i riket 72\u00a0procent"
    assert draw_answer_shares(police, [POLICE]).title == finding
    asked = "Hur många kommuner i länet svarar ja fullt ut, och hur vanligt är det i riket?"
    assert draw_answer_shares(three, [POLICE, ALARM]).title == asked


def test_a_group_goes_by_its_own_name_and_some_kommuner_by_none(build: Build, texts: Texts) -> None:
    group = draw_answer_shares(_question(build, dict.fromkeys(SKARABORG, 1.0)), [POLICE])
    assert "15 av 15 kommuner i Skaraborg svarar Ja" in group.title
    assert "I Skaraborg" in texts(group.figure)
    some = draw_answer_shares(_question(build, dict.fromkeys(SKARABORG[:3], 1.0)), [POLICE])
    assert "3 av 3 kommuner svarar Ja" in some.title
    assert "länet" not in some.alt + some.title


def test_all_kommuner_of_the_country_are_one_bar(build: Build, texts: Texts) -> None:
    codes = [kommun.code for kommun in catalog.kommuner()]
    frame = _question(build, {unit: float(at % 4 == 0) for at, unit in enumerate(codes)}, 25.2)
    figure = chart_answer_shares(frame, ["U37488"])
    whole, said = (patch.get_width() for patch in figure.axes[0].patches)
    assert (whole, said) == (100, pytest.approx(100 * 73 / 290))
    assert "73 av 290" in texts(figure)


def test_riket_that_cannot_be_told_is_a_dash_with_its_reason(build: Build, police: pd.DataFrame, texts: Texts) -> None:
    unknown = _question(build, {"2305": 1.0}, None, measure="oj.U33546")
    chart = draw_answer_shares(pd.concat([police, unknown], ignore_index=True), [catalog.measure("oj.U33546")])
    assert _riket(chart.figure) == []
    assert any("andelen visas bara när källan har alla landets kommuner" in text for text in texts(chart.figure))
    assert "riket" not in chart.title
    assert chart.table.rows[0][5].text == "–"


def test_the_table_and_the_alternative_text_hold_what_is_drawn(three: pd.DataFrame) -> None:
    chart = draw_answer_shares(three, [POLICE, ALARM], setting=Setting(marks=("UTKAST",)))
    assert [cell.text for cell in chart.table.rows[0][:6]] == [POLICE.title, "2025", "Ja", "3", "6", "72\u00a0%"]
    assert [cell.number for cell in chart.table.rows[1][3:6]] == [8.0, 8.0, 22.0]
    assert "Våld, överenskommelse med polisen 2025: 3 av 6 svarar Ja, riket 72 procent" in chart.alt
    assert "8 av 8 svarar ”Inom 20 min”, riket 22 procent" in chart.alt
    assert chart.alt.endswith("UTKAST.")


def test_nothing_is_told_of_a_hidden_answer(build: Build, texts: Texts) -> None:
    frame = _question(build, {"2305": "sekretess", "2303": 1.0})
    frame.loc[frame["unit"] == "2305", ["n", "count"]] = [17, 13]
    chart = draw_answer_shares(frame, [POLICE])
    assert _squares(chart.figure) == [[True]]
    assert not any(number in _words(chart, texts) for number in ("17", "13", "1 av 2", "Nej"))


def test_marks_source_and_reading_aid(build: Build, texts: Texts) -> None:
    frame = _question(build, {"2305": 1.0}, source="exempel:a.xlsx#12345678")
    setting = Setting(marks=("UTKAST",), source_line="Grunddata: Socialstyrelsen.")
    chart = draw_answer_shares(frame, [replace(POLICE, retired=2025)], setting=setting)
    assert set(texts(chart.figure)[:2]) == {SYNTHETIC_MARK, "UTKAST"}
    assert texts(chart.figure)[-1] == "Grunddata: Socialstyrelsen."
    assert "Våld, överenskommelse med polisen: Måttet avslutades 2025." in texts(chart.figure)
    assert chart.reading.startswith("Så läser du diagrammet: Varje rad är en fråga")
    sentences = chart.reading.removeprefix("Så läser du diagrammet: ").rstrip(".").split(". ")
    assert len(sentences) <= 4
    assert max(len(sentence.split()) for sentence in sentences) <= 25


@pytest.mark.parametrize("count", [0, 11])
def test_one_to_ten_questions(police: pd.DataFrame, count: int) -> None:
    with pytest.raises(DataError, match=f"{count} frågor; tillåtet: 1 till 10"):
        chart_answer_shares(police, ["U37488"] * count)


def test_what_is_wrong_with_the_frame_is_said(police: pd.DataFrame, build: Build) -> None:
    with pytest.raises(DataError, match="ett tal, inte ett svar i ord"):
        chart_answer_shares(police, ["U21468"])
    with pytest.raises(DataError, match="rader om personer"):
        chart_answer_shares(police.assign(policy="ebp_personal").astype(police.dtypes), ["U37488"])
    with pytest.raises(DataError, match='inte med riket. Lägg till "riket" i against'):
        chart_answer_shares(police[police["reference_kind"] != "riket"].reset_index(drop=True), ["U37488"])
    housing = _question(build, {"2305": 1.0}, measure="oj.U30446")
    with pytest.raises(DataError, match="utan fullt ja: Läget på bostadsmarknaden"):
        chart_answer_shares(housing, ["U30446"])
    with pytest.raises(DataError, match='formatet "a4"; tillåtet: spalt eller bild'):
        chart_answer_shares(police, ["U37488"], sheet="a4")


ANSWER = st.sampled_from([0.0, 1.0, "bortfall", "saknas", "sekretess", "ej_tillämplig"])


@settings(max_examples=40, deadline=None)
@given(
    asked=st.lists(
        st.tuples(st.lists(ANSWER, min_size=15, max_size=15), st.none() | st.floats(0, 100)), min_size=1, max_size=6
    ),
    size=st.integers(1, 15),
    sheet=st.sampled_from(list(Sheet)),
    longer=st.booleans(),
)
def test_no_text_is_cut_or_overlaps(
    build: Build,
    crowding: Callable[[Figure], list[str]],
    asked: list[tuple[list[object], float | None]],
    size: int,
    sheet: Sheet,
    longer: bool,  # noqa: FBT001
) -> None:
    measures = QUESTIONS[: len(asked)]
    frames = []
    for measure, (answers, riket) in zip(measures, asked, strict=True):
        yes = measure.codings[-1].yes
        other = next(code for code, _ in measure.codings[-1].labels if code != yes)
        said = {1.0: yes, 0.0: other}
        units = dict(zip(SKARABORG[:size], [said.get(one, one) for one in answers], strict=False))  # type: ignore[call-overload]
        frames.append(_question(build, units, riket, measure=measure.id, source="exempel:a.xlsx#12345678"))
    named = [replace(each, title=f"{each.title} {'och så vidare ' * 5 * longer}".strip()) for each in measures]
    chart = draw_answer_shares(
        pd.concat(frames, ignore_index=True), named, setting=Setting(marks=("UTKAST",), sheet=sheet)
    )
    assert crowding(chart.figure) == []
    counted = [[one for one in answers[:size] if not isinstance(one, str)] for answers, _ in asked]
    assert _squares(chart.figure) == [sorted((one == 1.0 for one in row), reverse=True) for row in counted if row]
    assert _riket(chart.figure) == [riket for _, riket in asked if riket is not None]
