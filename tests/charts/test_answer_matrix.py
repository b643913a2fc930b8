from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from oj_analys import catalog
from oj_analys.catalog.theme import contrast, theme
from oj_analys.charts import render
from oj_analys.charts.answer_matrix import chart_answer_matrix, draw_answer_matrix
from oj_analys.charts.answer_signs import letters
from oj_analys.charts.matrix_drawing import BREAK
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import SYNTHETIC_MARK, DataError, Measure

Build = Callable[..., pd.DataFrame]
Texts = Callable[[Figure], list[str]]
Inside = Callable[[Axes], list[Text]]

POLICE = catalog.measure("oj.U37488")
FOLLOW_UP = catalog.measure("oj.U28462")
ALARM = catalog.measure("oj.U21553")
SKARABORG = catalog.grupp("skaraborg").members
JAMTLAND = {"2326": "Berg", "2305": "Bräcke", "2321": "Åre", "2380": "Östersund"}
MISSING = st.sampled_from(["bortfall", "saknas", "sekretess", "okänd", "ej_tillämplig"])


def _answers(figure: Figure, inside: Inside) -> list[list[str]]:
    """Return the letters row by row, each from the left."""
    rows: dict[float, list[tuple[float, str]]] = {}
    for text in inside(figure.axes[0]):
        x, y = text.get_position()
        rows.setdefault(round(y, 6), []).append((x, text.get_text()))
    return [[letter for _, letter in sorted(rows[y])] for y in sorted(rows)]


def _surfaces(figure: Figure) -> dict[tuple[int, float], tuple[float, ...]]:
    """Return the colour of every square with a surface, by column and height."""
    return {
        (int(patch.get_x()), round(patch.get_y(), 6)): patch.get_facecolor()
        for patch in figure.axes[0].patches
        if isinstance(patch, Rectangle)
    }


def _breaks(figure: Figure) -> list[float]:
    return [float(line.get_xdata()[0]) for line in figure.axes[0].lines if line.get_label() == BREAK]


@pytest.fixture(scope="module")
def police(build: Build) -> pd.DataFrame:
    answers = {
        "2380": {"2023": 1.0, "2024": 0.0, "2025": 1.0},
        "2321": {"2023": 0.0, "2024": "bortfall", "2025": 1.0},
        "2305": {"2023": 1.0, "2024": 1.0, "2025": 0.0},
        "2326": {"2023": "sekretess", "2024": 0.0, "2025": 0.0},
    }
    return build(answers, {"riket": {"2025": 72.0}}, measure=POLICE.id)


def test_every_answer_stands_in_its_square(police: pd.DataFrame, inside: Inside) -> None:
    figure = chart_answer_matrix(police, "U37488")
    assert _answers(figure, inside) == [["..", "N", "N"], ["J", "J", "N"], ["N", "–", "J"], ["J", "N", "J"]]


def test_rows_are_kommuner_in_swedish_order_and_columns_years(
    police: pd.DataFrame, texts: Texts, ticks: Callable[[Axes], list[str]]
) -> None:
    figure = chart_answer_matrix(police, "U37488")
    assert [text for text in texts(figure) if text in JAMTLAND.values()] == list(JAMTLAND.values())
    assert ticks(figure.axes[0]) == ["2023", "2024", "2025"]


def test_letters_are_told_apart_without_colour_and_read_on_their_surface(police: pd.DataFrame, texts: Texts) -> None:
    figure = chart_answer_matrix(police, "U37488")
    colours = set(_surfaces(figure).values())
    assert len(colours) == 2
    for fill in (theme().colours.step0, theme().colours.step1, theme().colours.step2):
        assert contrast(fill.hex, theme().colours.text.hex) >= 4.5
    found = texts(figure)
    assert found.index("J") < found.index("2023")
    assert {"Ja", "Nej"} <= set(found)


def test_only_answers_have_a_surface(police: pd.DataFrame) -> None:
    assert len(_surfaces(chart_answer_matrix(police, "U37488"))) == 10


def test_three_steps_and_a_changed_scale_are_marked(build: Build, texts: Texts, inside: Inside) -> None:
    answers = {"2305": {"2016": 1.0, "2017": 0.0, "2018": 1.0, "2019": 2.0}}
    chart = draw_answer_matrix(build(answers, {}, measure=FOLLOW_UP.id), FOLLOW_UP)
    assert _answers(chart.figure, inside) == [["J", "N", "D", "J"]]
    assert _breaks(chart.figure) == [2.0]
    found = texts(chart.figure)
    assert "ändrad svarsskala 2018" in found
    assert "Svarsskalan ändrades 2018. Svar före och efter går inte att jämföra." in found
    assert "streckade linjen" in chart.reading
    assert "ändrad svarsskala 2018" in chart.alt


def test_without_years_on_both_sides_there_is_no_break(build: Build, texts: Texts) -> None:
    figure = chart_answer_matrix(build({"2305": {"2018": 1.0, "2019": 2.0}}, {}, measure=FOLLOW_UP.id), "U28462")
    assert _breaks(figure) == []
    assert not any("ändrad" in text for text in texts(figure))


def test_answers_without_initials_of_their_own_get_letters_with_a_key(
    build: Build, texts: Texts, inside: Inside
) -> None:
    answers = {"2305": {"2025": 5.0}, "2380": {"2025": 1.0}, "2321": {"2025": 0.0}}
    figure = chart_answer_matrix(build(answers, {}, measure=ALARM.id), ALARM.id)
    assert _answers(figure, inside) == [["A"], ["F"], ["E"]]
    assert {"Inom 20 min", "Nej", "Mer än 60 min"} <= set(texts(figure))
    assert "Inom 30 min" not in texts(figure)


def test_all_scales_of_the_catalogue_have_letters_of_their_own() -> None:
    codings = [coding for measure in catalog.measures().values() for coding in measure.codings]
    assert codings
    for coding in codings:
        labels = [label for _, label in coding.labels]
        assert len(set(letters(labels))) == len(labels)


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        ({"2305": 1.0, "2380": 0.0, "2321": 0.0}, "Bräcke svarar Ja 2025"),
        ({"2305": 0.0, "2380": 1.0, "2321": 1.0}, "alla utom Bräcke svarar Ja 2025"),
        ({"2305": 0.0, "2380": 1.0, "2321": 1.0, "2326": "bortfall"}, "alla som har svarat utom Bräcke svarar Ja 2025"),
        ({"2305": 0.0, "2380": 0.0}, "alla svarar Nej 2025"),
        ({"2305": 0.0, "2380": "sekretess"}, "alla som har svarat svarar Nej 2025"),
        ({"2305": 1.0}, "Bräcke svarar Ja 2025"),
        ({"2305": "sekretess"}, "inget svar 2025"),
        (dict.fromkeys(SKARABORG[:4], 1.0) | dict.fromkeys(SKARABORG[4:], 0.0), "vad svarar kommunerna?"),
    ],
)
def test_the_title_names_the_few_or_asks(build: Build, answers: dict[str, object], title: str) -> None:
    frame = build({unit: {"2025": answer} for unit, answer in answers.items()}, {}, measure=POLICE.id)
    assert draw_answer_matrix(frame, POLICE).title == f"{POLICE.title}: {title}"


def test_no_full_yes_among_different_answers_is_said(build: Build) -> None:
    frame = build({"2305": {"2019": 1.0}, "2380": {"2019": 0.0}}, {}, measure=FOLLOW_UP.id)
    assert draw_answer_matrix(frame, FOLLOW_UP).title.endswith(": ingen kommun svarar Ja 2019")


def test_a_scale_without_a_good_end_is_only_asked_about(build: Build) -> None:
    staff = catalog.measure("oj.U30446")
    frame = build({"2305": {"2025": 2.0}, "2380": {"2025": 0.0}}, {}, measure=staff.id)
    assert draw_answer_matrix(frame, staff).title == f"{staff.title}: vad svarar kommunerna?"


def test_reasons_with_one_mark_say_whose_they_are(build: Build, texts: Texts) -> None:
    answers = {"2305": {"2024": "bortfall", "2025": "bortfall"}, "2380": {"2024": 1.0, "2025": "saknas"}}
    found = texts(chart_answer_matrix(build(answers, {}, measure=POLICE.id), "U37488"))
    expected = (
        "–\u00a0\u00a0kommunen har inte besvarat frågan: Bräcke 2024 och Bräcke 2025; "
        "–\u00a0\u00a0uppgift saknas i källan: Östersund 2025"
    )
    assert expected in " ".join(found)


def test_a_kommun_without_a_row_is_listed_as_missing(build: Build, inside: Inside) -> None:
    frame = pd.concat(
        [
            build({"2305": {"2025": 1.0}}, {}, measure=POLICE.id),
            build({"2321": {"2024": (44, 61)}}, {}),
        ],
        ignore_index=True,
    )
    chart = draw_answer_matrix(frame, POLICE)
    assert _answers(chart.figure, inside) == [["J"], ["–"]]
    assert chart.table.rows[1][0].text == "Åre"
    assert chart.table.rows[1][1].text == "–\u00a0\u00a0uppgift saknas i källan"


def test_the_table_and_the_alternative_text_say_what_is_drawn(police: pd.DataFrame) -> None:
    chart = draw_answer_matrix(police, POLICE)
    assert [[cell.text for cell in row] for row in chart.table.rows] == [
        ["Berg", "..\u00a0\u00a0visas inte, för att ingen enskild ska kunna pekas ut", "Nej", "Nej"],
        ["Bräcke", "Ja", "Ja", "Nej"],
        ["Åre", "Nej", "–\u00a0\u00a0kommunen har inte besvarat frågan", "Ja"],
        ["Östersund", "Ja", "Nej", "Ja"],
    ]
    assert chart.alt == (
        "Matris med ett svar per ruta: Våld, överenskommelse med polisen i 4 kommuner, 2023 till 2025. "
        "Svar 2025, Ja: Åre och Östersund; Nej: Berg och Bräcke; olika svar under åren: Bräcke, Åre och Östersund."
    )


def test_nothing_is_drawn_of_a_hidden_answer(build: Build, texts: Texts) -> None:
    frame = build({"2305": {"2025": "sekretess"}, "2380": {"2025": 0.0}}, {}, measure=POLICE.id)
    frame.loc[frame["unit"] == "2305", ["low", "high"]] = 1.0
    chart = draw_answer_matrix(frame, POLICE)
    assert "J" not in texts(chart.figure)
    said = " ".join([*texts(chart.figure), chart.alt, *(cell.text for row in chart.table.rows for cell in row)])
    assert "Ja" not in said.split()
    assert b"<svg" in render.svg_text(chart.figure)
    assert ">J<" not in render.svg_text(chart.figure).decode()


def test_marks_and_source_stand_in_the_picture(police: pd.DataFrame, texts: Texts) -> None:
    made_up = police.assign(source="exempel:a.xlsx#12345678").astype({"source": "str"})
    chart = draw_answer_matrix(made_up, POLICE, setting=Setting(marks=("UTKAST",), source_line="Källraden."))
    found = texts(chart.figure)
    assert set(found[:2]) == {SYNTHETIC_MARK, "UTKAST"}
    assert found[-1] == "Källraden."
    assert chart.alt.endswith(f"{SYNTHETIC_MARK}. UTKAST.")


def test_wrong_frames_are_refused_in_swedish(police: pd.DataFrame, jamtland: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="är ett tal, inte ett svar i ord"):
        chart_answer_matrix(jamtland, "U21468")
    with pytest.raises(DataError, match=r"tabellen har inga rader för oj\.U37488"):
        chart_answer_matrix(jamtland, "U37488")
    with pytest.raises(DataError, match="tabellen saknar kolumnerna"):
        chart_answer_matrix(police[["unit", "value"]], "U37488")
    with pytest.raises(DataError, match=r"rader om personer för oj\.U37488.*chart_bars"):
        chart_answer_matrix(police.assign(policy="ebp_personal").astype({"policy": "str"}), "U37488")
    with pytest.raises(DataError, match="spalt eller bild"):
        chart_answer_matrix(police, "U37488", sheet="A3")
    odd = police.assign(value=np.where(police["value"].isna(), np.nan, 7.0))
    with pytest.raises(DataError, match="svaret 7 finns inte i måttets kodning"):
        chart_answer_matrix(odd, "U37488")


def test_a_slide_is_sixteen_by_nine(police: pd.DataFrame) -> None:
    figure = chart_answer_matrix(police, "U37488", sheet="bild")
    assert figure.get_figwidth() / figure.get_figheight() == pytest.approx(16 / 9)


def test_all_kommuner_of_the_country_are_listed(build: Build, texts: Texts, inside: Inside) -> None:
    frame = build({unit: {"2025": float(at % 2)} for at, unit in enumerate(catalog.kommun_by_code())}, {}, POLICE.id)
    figure = chart_answer_matrix(frame, "U37488")
    assert len(_answers(figure, inside)) == 290
    assert {"Ale", "Övertorneå", "Upplands Väsby"} <= set(texts(figure))


@settings(max_examples=25, deadline=None)
@given(
    measure=st.sampled_from([POLICE, FOLLOW_UP, ALARM]),
    kommuner=st.integers(1, 15),
    first=st.integers(2008, 2025),
    data=st.data(),
    sheet=st.sampled_from(Sheet),
)
def test_no_text_is_cut_or_overlaps(
    build: Build,
    crowding: Callable[[Figure], list[str]],
    inside: Inside,
    measure: Measure,
    kommuner: int,
    first: int,
    data: st.DataObject,
    sheet: Sheet,
) -> None:
    title = "Rutin för hur personalen ska göra när de misstänker att någon utsätts för våld"
    years = [str(year) for year in range(first, 2026)]
    codes = {year: [code for code, _ in measure.coding(year).labels] for year in years}
    answers = {
        unit: {year: data.draw(st.one_of(MISSING, st.sampled_from(codes[year]))) for year in years}
        for unit in SKARABORG[:kommuner]
    }
    chart = draw_answer_matrix(
        build(answers, {}, measure=measure.id),
        replace(measure, title=title),
        setting=Setting(marks=("UTKAST",), sheet=sheet),
    )
    assert crowding(chart.figure) == []
    drawn = [text for axes in chart.figure.axes for text in inside(axes)]
    assert len(drawn) == kommuner * len(years)
    assert len(chart.table.rows) == kommuner
