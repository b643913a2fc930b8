from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from oj_analys import catalog
from oj_analys.charts.answers import draw_answers
from oj_analys.charts.chart import Chart
from oj_analys.charts.development import draw_development
from oj_analys.charts.dots import draw_dots
from oj_analys.charts.likert import draw_likert

HOME_CARE = catalog.measure("oj.U21468")
POLICE = catalog.measure("oj.U37488")
HIDDEN = "..\u00a0\u00a0visas inte, för att ingen enskild ska kunna pekas ut"


def _texts(chart: Chart) -> list[list[str]]:
    return [[cell.text for cell in row] for row in chart.table.rows]


def test_dots_have_a_row_per_kommun_and_reference(jamtland: pd.DataFrame) -> None:
    table = draw_dots(jamtland, HOME_CARE, highlight="Bräcke").table
    rows = {row[0].text: row for row in table.rows}
    assert list(rows) == [
        "Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Åre", "Östersund", "riket", "länet",
    ]  # fmt: skip
    assert [cell.text for cell in rows["Bräcke"]] == ["Bräcke", "72\u00a0%", "60\u00a0%", "82\u00a0%", "61", "–"]
    assert rows["Bräcke"][1].number == 100 * 44 / 61
    assert [cell.text for cell in rows["Härjedalen"]] == ["Härjedalen", HIDDEN, "–", "–", "–", "–"]
    assert rows["riket"][1].text == "86\u00a0%"
    assert {len(row) for row in table.rows} == {len(table.columns)}


def test_a_development_has_a_row_per_period(build: Callable[..., pd.DataFrame]) -> None:
    frame = build({"2305": {"2022": (57, 63), "2023": "bortfall", "2024": (44, 61)}}, {"riket": {"2022": 88.0}})
    chart = draw_development(frame, HOME_CARE, "2305")
    assert [column.title for column in chart.table.columns] == [
        "År", "Bräcke, procent", "Osäkerhet från", "till", "Antal svar", "riket",
    ]  # fmt: skip
    assert [(row[0], row[1], row[5]) for row in _texts(chart)] == [
        ("2022", "90\u00a0%", "88\u00a0%"),
        ("2023", "–\u00a0\u00a0kommunen har inte besvarat frågan", "–"),
        ("2024", "72\u00a0%", "–"),
    ]


def test_answers_are_words_beside_percents(build: Callable[..., pd.DataFrame]) -> None:
    codes = {"2023": POLICE.codings[-1].yes, "2024": "bortfall"}
    frame = build({"2305": codes}, {"riket": {"2023": 72.0, "2024": 74.0}}, measure=POLICE.id)
    chart = draw_answers(frame, [POLICE], "2305")
    assert [row[1:] for row in _texts(chart)] == [
        ["2023", "Ja", "72\u00a0%"],
        ["2024", "–\u00a0\u00a0kommunen har inte besvarat frågan", "74\u00a0%"],
    ]


def test_a_hidden_statement_hides_every_share_and_its_count(
    measured: Callable[..., pd.DataFrame], spread: Callable[..., dict[tuple[str, str, str, str], object]]
) -> None:
    form = catalog.questionnaire("ebp")
    values: dict[tuple[str, str, str, str], object] = {}
    for at, item in enumerate(form.items_of("anvandning")):
        shares = "sekretess" if at == 0 else {1: 10.0, 2: 20.0, 3: 30.0, 4: 25.0, 5: 15.0}
        others = "sekretess" if at == 0 else 0.0
        values |= spread(("2305", f"ebp.{item.id}", "2025"), shares, others=others)
    chart = draw_likert(measured(values), form, "anvandning", "2305", "2025", grupp=catalog.grupp("Jämtland"))
    *shown, hidden = _texts(chart)
    assert set(hidden[1:]) == {".."}
    assert all(row[1:6] == ["10", "20", "30", "25", "15"] for row in shown)
    assert "visas inte, för att ingen enskild ska kunna pekas ut" in chart.table.note
    figures = [cell.figure for row in chart.table.rows for cell in row if cell.figure]
    assert set(figures) == set(chart.figures)
