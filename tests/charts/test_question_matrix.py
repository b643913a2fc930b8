from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from oj_analys import catalog
from oj_analys.charts import render
from oj_analys.charts.question_matrix import chart_question_matrix, draw_question_matrix
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import SYNTHETIC_MARK, DataError, Measure

Build = Callable[..., pd.DataFrame]
Texts = Callable[[Figure], list[str]]
Inside = Callable[[Axes], list[Text]]
Ticks = Callable[[Axes], list[str]]

POLICE = catalog.measure("oj.U37488")
DECISION = catalog.measure("oj.U21548")
ALARM = catalog.measure("oj.U21553")
FOLLOW_UP = catalog.measure("oj.U28462")
SKARABORG = catalog.grupp("skaraborg").members
MISSING = st.sampled_from(["bortfall", "saknas", "sekretess", "okänd", "ej_tillämplig"])


def _rows(axes: Axes, inside: Inside) -> list[list[str]]:
    rows: dict[float, list[tuple[float, str]]] = {}
    for text in inside(axes):
        x, y = text.get_position()
        rows.setdefault(round(y, 6), []).append((x, text.get_text()))
    return [[letter for _, letter in sorted(rows[y])] for y in sorted(rows)]


def _frame(build: Build, answers: Mapping[str, Mapping[str, Mapping[str, object]]]) -> pd.DataFrame:
    """Put together the answers to some questions: measure → unit → period → answer."""
    return pd.concat([build(figures, {}, measure=name) for name, figures in answers.items()], ignore_index=True)


@pytest.fixture(scope="module")
def asked(build: Build) -> pd.DataFrame:
    return _frame(
        build,
        {
            POLICE.id: {
                "2380": {"2024": 0.0, "2025": 1.0},
                "2321": {"2025": "sekretess"},
                "2305": {"2024": 1.0, "2025": 0.0},
            },
            DECISION.id: {"2380": {"2025": 2.0}, "2321": {"2025": 1.0}, "2305": {"2025": "bortfall"}},
            FOLLOW_UP.id: {"2380": {"2019": 2.0}, "2321": {"2019": 1.0}, "2305": {"2019": 0.0}},
        },
    )


def test_every_newest_answer_stands_in_its_square(asked: pd.DataFrame, inside: Inside, ticks: Ticks) -> None:
    figure = chart_question_matrix(asked, ["U37488", "U21548", "U28462"])
    assert ticks(figure.axes[0]) == ["Bräcke", "Åre", "Östersund"]
    assert _rows(figure.axes[0], inside) == [["N", "..", "J"], ["–", "(N)", "J"], ["N", "D", "J"]]


def test_questions_stand_in_the_order_asked_each_once(asked: pd.DataFrame, texts: Texts, inside: Inside) -> None:
    figure = chart_question_matrix(asked, ["U28462", "oj.U37488", "U28462"])
    assert _rows(figure.axes[0], inside) == [["N", "D", "J"], ["N", "..", "J"]]
    found = " ".join(texts(figure))
    assert found.index("LSS, resultat") < found.index(POLICE.title)


def test_only_a_question_from_another_year_says_so(asked: pd.DataFrame, texts: Texts) -> None:
    found = " ".join(texts(chart_question_matrix(asked, ["U37488", "U28462"])))
    assert "(2019)" in found
    assert "(2025)" not in found
    assert "Kommunernas senaste svar, 2025. Är svaren från ett annat år står det vid frågan." in found
    alone = texts(chart_question_matrix(asked, ["U37488"]))
    assert "Kommunernas senaste svar, 2025." in alone


def test_the_key_is_shared_by_all_kinds_of_yes(asked: pd.DataFrame, texts: Texts) -> None:
    found = [text.strip("\u00a0") for text in texts(chart_question_matrix(asked, ["U37488", "U21548", "U28462"]))]
    for letter, words in (("J", "Ja"), ("(N)", "Nej, men fattat beslut"), ("D", "Delvis"), ("N", "Nej")):
        assert letter in found
        assert found.count(words) == 1


def test_letters_of_one_question_alone_are_explained_below(build: Build, texts: Texts, inside: Inside) -> None:
    frame = _frame(build, {ALARM.id: {"2305": {"2025": 5.0}, "2380": {"2025": 0.0}}})
    figure = chart_question_matrix(frame, [ALARM.id])
    assert _rows(figure.axes[0], inside) == [["A", "F"]]
    assert "Hemtjänst, längsta tid till hjälp efter larm: A Inom 20 min, F Nej." in texts(figure)


def test_the_title_asks_within_the_area_that_all_share(asked: pd.DataFrame) -> None:
    one = draw_question_matrix(asked, [POLICE])
    several = draw_question_matrix(asked, [POLICE, DECISION])
    assert one.title == f"{POLICE.title}: vem kan vi fråga?"
    assert several.title == "Vem kan vi fråga?"
    same = replace(DECISION, area=POLICE.area)
    assert draw_question_matrix(asked, [POLICE, same]).title == "Våld i nära relationer: vem kan vi fråga?"


def test_only_of_good_answers_is_it_said_that_those_can_tell(build: Build, asked: pd.DataFrame) -> None:
    how = "De som svarar Ja kan berätta hur de gör."
    assert how in draw_question_matrix(asked, [POLICE, DECISION]).reading
    few = catalog.measure("oj.N23590")
    assert how not in draw_question_matrix(_frame(build, {few.id: {"2305": {"2024": 1.0}}}), [few]).reading


def test_the_table_and_the_alternative_text_say_what_is_drawn(asked: pd.DataFrame) -> None:
    chart = draw_question_matrix(asked, [POLICE, FOLLOW_UP])
    assert [column.title for column in chart.table.columns] == ["Fråga", "År", "Bräcke", "Åre", "Östersund"]
    hidden = "visas inte, för att ingen enskild ska kunna pekas ut"
    assert [[cell.text for cell in row] for row in chart.table.rows] == [
        [POLICE.title, "2025", "Nej", f"..\u00a0\u00a0{hidden}", "Ja"],
        [FOLLOW_UP.title, "2019", "Nej", "Delvis", "Ja"],
    ]
    assert chart.alt == (
        f"Matris med ett svar per ruta: 2 frågor i 3 kommuner. {POLICE.title} 2025 – Ja: Östersund, Nej: Bräcke, "
        f"{hidden}: Åre; {FOLLOW_UP.title} 2019 – Ja: Östersund, Delvis: Åre, Nej: Bräcke."
    )


def test_nothing_is_drawn_of_a_hidden_answer(build: Build, texts: Texts) -> None:
    frame = _frame(build, {POLICE.id: {"2305": {"2025": "sekretess"}, "2380": {"2025": 0.0}}})
    chart = draw_question_matrix(frame, [POLICE])
    said = " ".join([*texts(chart.figure), chart.alt, *(cell.text for row in chart.table.rows for cell in row)])
    assert not {"Ja", "J"} & set(said.split())
    assert ">J<" not in render.svg_text(chart.figure).decode()


def test_fifteen_kommuner_stand_side_by_side_in_a_column(build: Build, ticks: Ticks) -> None:
    frame = _frame(build, {DECISION.id: {unit: {"2025": float(at % 3)} for at, unit in enumerate(SKARABORG)}})
    figure = chart_question_matrix(frame, [DECISION.id])
    assert len(figure.axes) == 1
    assert len(ticks(figure.axes[0])) == 15


def test_many_kommuner_go_on_in_blocks_of_about_as_many(build: Build, ticks: Ticks, texts: Texts) -> None:
    frame = _frame(build, {POLICE.id: {unit: {"2025": 1.0} for unit in catalog.kommun_by_code()}})
    figure = chart_question_matrix(frame, [POLICE.id])
    heads = [ticks(axes) for axes in figure.axes]
    assert sum(map(len, heads)) == 290
    assert max(map(len, heads)) - min(map(len, heads)) <= len(heads)
    assert texts(figure).count(POLICE.title) == len(heads)


def test_marks_and_source_stand_in_the_picture(asked: pd.DataFrame, texts: Texts) -> None:
    made_up = asked.assign(source="exempel:a.xlsx#12345678").astype({"source": "str"})
    chart = draw_question_matrix(made_up, [POLICE, DECISION], setting=Setting(marks=("UTKAST",)))
    found = texts(chart.figure)
    assert set(found[:2]) == {SYNTHETIC_MARK, "UTKAST"}
    assert found[-1] == "Grunddata: Socialstyrelsen. Egen bearbetning."
    assert SYNTHETIC_MARK in chart.alt


def test_wrong_frames_are_refused_in_swedish(asked: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="ingen fråga"):
        chart_question_matrix(asked, [])
    with pytest.raises(DataError, match="är ett tal, inte ett svar i ord"):
        chart_question_matrix(asked, ["U37488", "U21468"])
    with pytest.raises(DataError, match=r"tabellen har inga rader för oj\.U21553"):
        chart_question_matrix(asked, ["U37488", "U21553"])
    with pytest.raises(DataError, match=r"rader om personer för oj\.U"):
        chart_question_matrix(asked.assign(policy="utkast:egna").astype({"policy": "str"}), ["U37488", "U21548"])


@settings(max_examples=25, deadline=None)
@given(
    questions=st.lists(st.sampled_from([POLICE, DECISION, ALARM, FOLLOW_UP]), min_size=1, unique=True),
    kommuner=st.integers(1, 15),
    data=st.data(),
    sheet=st.sampled_from(Sheet),
    longer=st.booleans(),
)
def test_no_text_is_cut_or_overlaps(
    build: Build,
    crowding: Callable[[Figure], list[str]],
    inside: Inside,
    questions: list[Measure],
    kommuner: int,
    data: st.DataObject,
    sheet: Sheet,
    longer: bool,  # noqa: FBT001
) -> None:
    answers = {}
    for question in questions:
        codes = [code for code, _ in question.coding("2025").labels]
        one = st.one_of(MISSING, st.sampled_from(codes))
        answers[question.id] = {unit: {"2025": data.draw(one)} for unit in SKARABORG[:kommuner]}
    more = " när personalen misstänker att någon utsätts för våld i nära relationer" if longer else ""
    chart = draw_question_matrix(
        _frame(build, answers),
        [replace(question, title=f"{question.title}{more}") for question in questions],
        setting=Setting(marks=(SYNTHETIC_MARK, "UTKAST"), sheet=sheet),
    )
    assert crowding(chart.figure) == []
    assert sum(len(inside(axes)) for axes in chart.figure.axes) == kommuner * len(questions)
    assert len(chart.table.rows) == len(questions)
