from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from oj_analys import catalog
from oj_analys.analysis.overview import overview
from oj_analys.catalog.theme import contrast, theme
from oj_analys.charts import render
from oj_analys.charts.overview import chart_overview, draw_overview
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import OPEN_POLICY, SYNTHETIC_MARK, DataError, Position
from oj_analys.frames import COMPARED, OVERVIEW

Texts = Callable[[Figure], list[str]]
Inside = Callable[[Axes], list[Text]]
Ticks = Callable[[Axes], list[str]]

BRACKE, ARE, OSTERSUND = "2305", "2321", "2380"
SKARABORG = catalog.grupp("skaraborg").members
CARE = ("oj.U21468", "oj.U23471", "oj.U21449", "oj.U21466", "oj.U21467", "oj.U21477")
POLICE, LSS = "oj.U37488", "oj.U28129"
HIDDEN = "visas inte, för att ingen enskild ska kunna pekas ut"


def _row(unit: str, measure: str, position: str = "ej jämförbar", status: str = "ok", **more: Any) -> Any:
    return {
        "unit": unit,
        "measure": measure,
        "period": "2024",
        "sex": "T",
        "group": "alla",
        "value": 1.0 if status == "ok" else None,
        "status": status,
        "source": "a.xlsx#12345678",
        "policy": OPEN_POLICY,
        "reference_kind": "riket",
        "position": position,
        **more,
    }


@pytest.fixture(scope="module")
def compared() -> pd.DataFrame:
    """Three kommuner: Bräcke has clear differences, Åre too few answers and a hidden area, Östersund little."""
    rows = [
        *(_row(BRACKE, measure, position) for measure, position in zip(CARE, _POSITIONS, strict=False)),
        *(_row(ARE, measure, "osäkert") for measure in CARE[:3]),
        _row(OSTERSUND, CARE[0], status="bortfall"),
        *(_row(unit, POLICE) for unit in (BRACKE, ARE)),
        _row(BRACKE, LSS, "ingen tydlig skillnad"),
        _row(ARE, LSS, status="sekretess"),
        _row(OSTERSUND, LSS, "ingen tydlig skillnad"),
    ]
    return COMPARED.build(rows)


_POSITIONS = ("bättre", "bättre", "sämre", "ingen tydlig skillnad", "osäkert", "högre")


def _squares(axes: Axes, inside: Inside, rows: int) -> list[list[list[str]]]:
    """Return the lines of every square, row by row; every row begins where a text of its first column may stand."""
    columns: dict[float, list[tuple[float, str]]] = {}
    for text in inside(axes):
        x, y = text.get_position()
        columns.setdefault(x, []).append((y, text.get_text()))
    edges = _edges(axes, rows)
    return [
        [[text for y, text in sorted(columns[x]) if low < y < high] for x in sorted(columns)]
        for low, high in pairwise(edges)
    ]


def _edges(axes: Axes, rows: int) -> list[float]:
    """Return the upper edges of the rows, from the squares with a surface, and the lower end of the last."""
    tops = sorted({round(patch.get_y(), 4) for patch in axes.patches if isinstance(patch, Rectangle)})
    assert len(tops) == rows
    return [*tops, axes.get_ylim()[0]]


def test_every_square_holds_its_counts(compared: pd.DataFrame, inside: Inside, ticks: Ticks) -> None:
    rows = compared[compared["measure"] != POLICE]
    axes = chart_overview(rows).axes[0]
    assert ticks(axes) == ["Bräcke", "Åre", "Östersund"]
    assert _squares(axes, inside, 2) == [
        [["=1"], [".."], ["=1"]],
        [["+2\u00a0!1", "=1\u00a0?1"], ["?3"], ["–"]],
    ]


def test_areas_stand_in_the_order_of_the_reports_with_their_years(compared: pd.DataFrame, texts: Texts) -> None:
    found = texts(chart_overview(compared))
    names = ["Våld i nära relationer (2024)", "Stöd enligt LSS (2024)", "Äldreomsorg (2024)"]
    assert [text for text in found if text in names] == names


def test_where_nothing_can_be_judged_there_is_a_dot_with_its_key(compared: pd.DataFrame, inside: Inside) -> None:
    figure = chart_overview(compared[compared["measure"] == POLICE])
    assert [text.get_text() for text in inside(figure.axes[0])] == ["·", "·"]
    assert any(text.get_text() == "inget mått kan bedömas som bättre eller sämre" for text in figure.texts)


def test_marks_are_explained_and_only_those_that_stand_there(compared: pd.DataFrame, texts: Texts) -> None:
    found = texts(chart_overview(compared))
    words = {"tydligt bättre", "tydligt sämre", "ingen tydlig skillnad", "för få svar för att avgöra"}
    assert words <= set(found)
    few = texts(chart_overview(compared[compared["unit"] == ARE]))
    assert words & set(few) == {"för få svar för att avgöra"}


def test_a_clear_difference_is_seen_without_reading_and_judged_by_the_mark_alone(compared: pd.DataFrame) -> None:
    figure = chart_overview(compared)
    fills = [patch.get_facecolor() for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]
    coloured = [fill for fill in fills if fill[:3] != (1.0, 1.0, 1.0)]
    assert len(coloured) == 1
    assert contrast(theme().colours.step1.hex, theme().colours.text.hex) >= 4.5
    swapped = compared.replace({"position": {"bättre": "sämre", "sämre": "bättre"}})
    other = [patch.get_facecolor() for patch in chart_overview(swapped).axes[0].patches]
    assert other == [patch.get_facecolor() for patch in figure.axes[0].patches]


def test_hidden_and_missing_are_explained(compared: pd.DataFrame, texts: Texts) -> None:
    found = " ".join(texts(chart_overview(compared)))
    assert f"..\u00a0\u00a0{HIDDEN}" in found
    assert "–\u00a0\u00a0kommunen har inte besvarat frågan: Östersund" in found
    assert "–\u00a0\u00a0uppgift saknas i källan: Östersund" in found
    assert "Avslutat och gammalt räknas inte." in found


def test_the_table_holds_every_count(compared: pd.DataFrame) -> None:
    table = draw_overview(overview(compared, [BRACKE, ARE]), [BRACKE, ARE], [catalog.measure(POLICE)]).table
    assert [column.title for column in table.columns][2:10] == [
        "Mått",
        "Tydligt bättre",
        "Tydligt sämre",
        "Ingen tydlig skillnad",
        "För få svar för att avgöra",
        "Frågor",
        "Visas inte",
        "Saknas",
    ]
    rows = {(row[0].text, row[1].text): [cell.text for cell in row[2:]] for row in table.rows}
    assert rows["Bräcke", "Äldreomsorg"] == ["6", "2", "1", "1", "1", "0", "0", "0", ""]
    assert rows["Åre", "Stöd enligt LSS"] == ["0", "0", "0", "0", "0", "0", "1", "0", HIDDEN]
    assert rows["Åre", "Våld i nära relationer"] == ["0", "0", "0", "0", "0", "1", "0", "0", ""]


def test_the_alternative_text_names_the_clear_differences(compared: pd.DataFrame) -> None:
    chart = draw_overview(overview(compared, [BRACKE, ARE]), [BRACKE, ARE], [catalog.measure(POLICE)])
    assert chart.alt == (
        "Matris med märken: mått mot riket i 3 områden och 2 kommuner. "
        "Bräcke: 2 tydligt bättre och 1 tydligt sämre i äldreomsorg; för få svar för att avgöra: Åre."
    )


def test_few_answers_and_none_never_pass_for_no_difference() -> None:
    rows = [
        _row(BRACKE, CARE[0], status="bortfall"),
        _row(ARE, CARE[0], "osäkert"),
        _row(OSTERSUND, CARE[0], "ingen tydlig skillnad"),
    ]
    kommuner = [BRACKE, ARE, OSTERSUND]
    alt = draw_overview(overview(COMPARED.build(rows), kommuner), kommuner, [catalog.measure(CARE[0])]).alt
    assert "Inga tydliga skillnader: Östersund; " in alt
    assert "för få svar för att avgöra: Åre; " in alt
    assert alt.endswith("inget mått kan bedömas: Bräcke.")


def test_a_hidden_value_leaves_no_trace(texts: Texts) -> None:
    rows = [_row(BRACKE, CARE[0], "sämre", "sekretess", n=4, reference=86.0), _row(ARE, CARE[0], "osäkert")]
    chart = draw_overview(overview(COMPARED.build(rows), [BRACKE, ARE]), [BRACKE, ARE], [catalog.measure(CARE[0])])
    said = " ".join([*texts(chart.figure), chart.alt])
    assert "sämre" not in said
    assert "!" not in said
    assert "!1" not in render.svg_text(chart.figure).decode()


def test_marks_and_source_stand_in_the_picture(compared: pd.DataFrame, texts: Texts) -> None:
    made_up = compared.assign(source="exempel:a.xlsx#12345678").astype({"source": "str"})
    counted = overview(made_up, [BRACKE])
    chart = draw_overview(counted, [BRACKE], [catalog.measure(POLICE)], setting=Setting(marks=("UTKAST",)))
    found = texts(chart.figure)
    assert set(found[:2]) == {SYNTHETIC_MARK, "UTKAST"}
    assert found[-1] == "Grunddata: Socialstyrelsen. Egen bearbetning."
    assert chart.title == "Var står Bräcke mot riket, område för område?"
    assert SYNTHETIC_MARK in chart.alt


def test_wrong_frames_are_refused_in_swedish(compared: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="saknar kolumnerna measure.*oj.compare|saknar kolumnerna period.*oj.compare"):
        chart_overview(compared[["unit", "measure"]])
    with pytest.raises(DataError, match="tabellen har rader om personer"):
        chart_overview(compared.assign(policy="ebp_personal").astype({"policy": "str"}))
    with pytest.raises(DataError, match=r"riket saknas.*Lägg till"):
        chart_overview(compared.assign(reference_kind="lan").astype({"reference_kind": "str"}))
    with pytest.raises(DataError, match="inga aktuella mått"):
        chart_overview(compared, year=2040)
    with pytest.raises(DataError, match="spalt eller bild"):
        chart_overview(compared, sheet="A4")


def test_a_slide_is_sixteen_by_nine(compared: pd.DataFrame) -> None:
    figure = chart_overview(compared, sheet="bild")
    assert figure.get_figwidth() / figure.get_figheight() == pytest.approx(16 / 9)


def test_all_kommuner_of_the_country_are_listed(ticks: Ticks) -> None:
    figure = chart_overview(COMPARED.build([_row(unit, CARE[0], "osäkert") for unit in catalog.kommun_by_code()]))
    heads = [head for axes in figure.axes for head in ticks(axes)]
    assert len(heads) == 290
    assert heads[-1] == "Övertorneå"


COUNTS = st.fixed_dictionaries(
    {
        **{name: st.sampled_from([0, 0, 1, 7, 23]) for name in ("better", "same", "worse", "unsure")},
        "questions": st.sampled_from([0, 4]),
        "other": st.sampled_from([0, 3]),
        "hidden": st.sampled_from([0, 1]),
        "reasons": st.sampled_from(["", "bortfall", "sekretess", "saknas;sekretess", "bortfall;okänd"]),
    }
)


def _counted(unit: str, area: str, found: Mapping[str, Any]) -> dict[str, Any]:
    figures = sum(found[name] for name in ("better", "same", "worse", "unsure", "other"))
    reasons = found["reasons"] or ("" if figures + found["questions"] else "saknas")
    row = {name: found[name] for name in ("better", "same", "worse", "unsure", "questions", "hidden")}
    return row | {
        "unit": unit,
        "area": area,
        "figures": figures,
        "missing": 1,
        "reasons": reasons,
        "first": 2022,
        "last": 2025,
        "source": "a.xlsx#1",
    }


@settings(max_examples=25, deadline=None)
@given(
    kommuner=st.integers(1, 15),
    areas=st.lists(st.sampled_from([area.id for area in catalog.areas()]), min_size=1, unique=True),
    data=st.data(),
    sheet=st.sampled_from(Sheet),
)
def test_no_text_is_cut_or_overlaps(
    crowding: Callable[[Figure], list[str]],
    inside: Inside,
    kommuner: int,
    areas: list[str],
    data: st.DataObject,
    sheet: Sheet,
) -> None:
    units = SKARABORG[:kommuner]
    rows = [_counted(unit, area, data.draw(COUNTS)) for unit in units for area in areas]
    chart = draw_overview(
        OVERVIEW.build(rows), units, [catalog.measure(POLICE)], setting=Setting(marks=("UTKAST",), sheet=sheet)
    )
    assert crowding(chart.figure) == []
    drawn = "\u00a0".join(text.get_text() for axes in chart.figure.axes for text in inside(axes)).split("\u00a0")
    marks = catalog.labels().position
    for name, position in (("better", Position.BATTRE), ("worse", Position.SAMRE), ("unsure", Position.OSAKERT)):
        expected = sorted(f"{marks[position].mark}{row[name]}" for row in rows if row[name])
        assert sorted(text for text in drawn if text.startswith(marks[position].mark)) == expected
