from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from oj_analys import catalog
from oj_analys.charts.answers import chart_answers, draw_answers
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import SYNTHETIC_MARK, DataError

Build = Callable[..., pd.DataFrame]
Texts = Callable[[Figure], list[str]]
POLICE = catalog.measure("oj.U37488")
FOLLOW_UP = catalog.measure("oj.U28462")
QUESTIONS = [catalog.measure(f"oj.{ident}") for ident in ("U37488", "U28462", "U21553", "U21548")]


@pytest.fixture(scope="module")
def police(build: Build) -> pd.DataFrame:
    answers = {"2022": 1.0, "2023": "bortfall", "2024": 1.0, "2025": 0.0}
    references = {
        "riket": {"2022": 60.0, "2023": 65.0, "2024": 70.0, "2025": 72.0},
        "lan_kommuner": {"2024": 62.5, "2025": 75.0},
    }
    return build({"2305": answers}, references, measure=POLICE.id)


@pytest.fixture(scope="module")
def follow_up(build: Build) -> pd.DataFrame:
    shares = {"2016": 50.0, "2017": 55.0, "2018": 30.0, "2019": 35.0}
    answers = {"2016": 1.0, "2017": 1.0, "2018": 1.0, "2019": 2.0}
    return build({"2305": answers}, {"riket": shares, "lan_kommuner": shares}, measure=FOLLOW_UP.id)


def _lines(axes: Axes, marker: str) -> list[dict[int, float]]:
    return [
        {int(year): float(value) for year, value in zip(line.get_xdata(), line.get_ydata(), strict=True)}
        for line in axes.lines
        if line.get_marker() == marker
    ]


def _place(figure: Figure, text: str) -> float:
    return next(float(each.get_position()[0]) for each in figure.texts if each.get_text() == text)


def test_lines_are_percent_of_kommuner(police: pd.DataFrame) -> None:
    axes = chart_answers(police, ["U37488"], highlight="Bräcke").axes[0]
    assert _lines(axes, "s") == [{2022: 60.0, 2023: 65.0, 2024: 70.0, 2025: 72.0}]
    assert _lines(axes, "^") == [{2024: 62.5, 2025: 75.0}]
    assert _lines(axes, "o") == []
    assert [line.get_linestyle() for line in axes.lines if line.get_marker() in {"s", "^"}] == ["-", "--"]
    assert axes.get_ylim() == (0, 100)


def test_answers_stand_as_words_above_their_years(police: pd.DataFrame, texts: Texts) -> None:
    figure = chart_answers(police, ["U37488"], highlight="Bräcke")
    found = texts(figure)
    after = found[found.index("Bräcke svarar") + 1 :]
    assert after[:8] == ["Ja", "–", "Ja", "Nej", "2022", "2023", "2024", "2025"]
    assert _place(figure, "Nej") == pytest.approx(_place(figure, "2025"))
    assert "–\u00a0\u00a0kommunen har inte besvarat frågan" in found


def test_words_follow_the_coding_of_their_year(follow_up: pd.DataFrame, texts: Texts) -> None:
    found = texts(chart_answers(follow_up, ["U28462"], highlight="Bräcke"))
    after = found[found.index("Bräcke svarar") + 1 :]
    assert after[:4] == ["Ja", "Ja", "Delvis", "Ja"]


def test_a_new_scale_is_marked_and_never_crossed(follow_up: pd.DataFrame, texts: Texts) -> None:
    chart = draw_answers(follow_up, [FOLLOW_UP], "2305")
    assert _lines(chart.figure.axes[0], "s") == [{2016: 50.0, 2017: 55.0}, {2018: 30.0, 2019: 35.0}]
    assert "ändrad svarsskala 2018" in texts(chart.figure)


def test_a_long_first_answer_begins_inside_the_picture(build: Build, crowding: Callable[[Figure], list[str]]) -> None:
    answers = {"2023": 1.0, "2024": "bortfall", "2025": 2.0}
    frame = build({"2305": answers}, {"riket": dict.fromkeys(answers, 60.0)}, measure="oj.U21548")
    assert crowding(chart_answers(frame, ["U21548"], highlight="Bräcke")) == []


def test_each_question_has_its_panel_with_its_own_yes(build: Build, texts: Texts) -> None:
    riket = {"riket": {"2025": 60.0}}
    frames = [build({"2305": {"2025": measure.codings[-1].yes}}, riket, measure=measure.id) for measure in QUESTIONS]
    figure = draw_answers(pd.concat(frames, ignore_index=True), QUESTIONS, "2305").figure
    assert len(figure.axes) == 4
    found = texts(figure)
    assert all(measure.title in found for measure in QUESTIONS)
    assert "Procent av kommunerna som svarat ”Inom 20 min”" in found
    assert found.count("Procent av kommunerna som svarat ”Ja”") == 3


def test_a_question_that_is_not_compared_says_so(build: Build, texts: Texts) -> None:
    frame = build({"2305": {"2025": 0.0}}, {}, measure="oj.U30446")
    found = texts(chart_answers(frame, ["U30446"], highlight="Bräcke"))
    assert "Svaren jämförs inte med andra kommuner" in found
    assert not any("Procent av kommunerna" in text for text in found)


def test_the_title_states_a_single_answer_and_asks_about_several(police: pd.DataFrame, follow_up: pd.DataFrame) -> None:
    assert draw_answers(police, [POLICE], "2305").title == "Våld, överenskommelse med polisen: Bräcke svarar Nej 2025"
    both = pd.concat([police, follow_up], ignore_index=True)
    assert draw_answers(both, [POLICE, FOLLOW_UP], "2305").title == "Hur svarar Bräcke, och hur svarar andra kommuner?"
    unanswered = police[police["period"] < "2024"].reset_index(drop=True)
    title = draw_answers(unanswered, [POLICE], "2305").title
    assert title == "Våld, överenskommelse med polisen: inget svar från Bräcke 2023"


def test_the_alternative_text_says_answers_and_shares(police: pd.DataFrame) -> None:
    alt = draw_answers(police, [POLICE], "2305", setting=Setting(marks=("UTKAST",))).alt
    assert "Våld, överenskommelse med polisen: Nej 2025 (Ja: riket 72 procent, länet 75 procent)" in alt
    assert alt.endswith("UTKAST.")


def test_an_answer_outside_the_coding_is_refused(build: Build) -> None:
    frame = build({"2305": {"2025": 7.0}}, {}, measure=POLICE.id)
    with pytest.raises(DataError, match="oj.U37488, 2025: svaret 7 finns inte i måttets kodning"):
        chart_answers(frame, ["U37488"], highlight="Bräcke")


@pytest.mark.parametrize("count", [0, 5])
def test_one_to_four_questions(police: pd.DataFrame, count: int) -> None:
    with pytest.raises(DataError, match=f"{count} frågor; tillåtet: 1 till 4"):
        chart_answers(police, ["U37488"] * count, highlight="Bräcke")


def test_a_number_is_refused(police: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="ett tal, inte ett svar i ord"):
        chart_answers(police, ["U21468"], highlight="Bräcke")


def test_a_retired_question_says_when(police: pd.DataFrame, texts: Texts) -> None:
    figure = draw_answers(police, [replace(POLICE, retired=2025)], "2305").figure
    assert "Våld, överenskommelse med polisen: Måttet avslutades 2025." in texts(figure)


def test_a_slide_is_sixteen_by_nine(police: pd.DataFrame) -> None:
    slide = chart_answers(police, ["U37488"], highlight="Bräcke", sheet="bild")
    assert slide.get_figwidth() / slide.get_figheight() == pytest.approx(16 / 9)
    with pytest.raises(DataError, match='formatet "a4"; tillåtet: spalt eller bild'):
        chart_answers(police, ["U37488"], highlight="Bräcke", sheet="a4")


@settings(max_examples=25, deadline=None)
@given(
    count=st.integers(1, 4),
    years=st.sets(st.integers(2014, 2025), min_size=1, max_size=10),
    seed=st.randoms(use_true_random=False),
    unit=st.sampled_from(["2305", "0114", "1421"]),
    share=st.floats(0, 100),
    sheet=st.sampled_from(list(Sheet)),
)
def test_no_text_is_cut_or_overlaps(
    build: Build,
    crowding: Callable[[Figure], list[str]],
    count: int,
    years: set[int],
    seed: Random,
    unit: str,
    share: float,
    sheet: Sheet,
) -> None:
    frames = []
    for measure in QUESTIONS[:count]:
        answers: dict[str, object] = {}
        for year in sorted(years):
            coding = measure.coding(str(year))
            codes = [code for code, _ in coding.labels] if coding else []
            answers[str(year)] = seed.choice([*codes, "bortfall"])
        references = {"riket": dict.fromkeys(answers, share), "lan_kommuner": dict.fromkeys(answers, 100 - share)}
        frames.append(build({unit: answers}, references, measure=measure.id, source="exempel:a.xlsx#12345678"))
    setting = Setting(marks=(SYNTHETIC_MARK, "UTKAST"), sheet=sheet)
    chart = draw_answers(pd.concat(frames, ignore_index=True), QUESTIONS[:count], unit, setting=setting)
    assert crowding(chart.figure) == []
