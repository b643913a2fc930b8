from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from oj_analys import catalog
from oj_analys.domain import PlanStatus
from oj_analys.example.truths import ARE, BRACKE, EIGHT, HARJEDALEN, KROKOM, OSTERSUND, RAGUNDA, STROMSUND, unanswered

if TYPE_CHECKING:
    from conftest import Files, Record

    Tables = dict[str, dict[str, list[Record]]]

PLANS = ("handlingsplan-2024.xlsx", "handlingsplan-stromsund.xlsx", "handlingsplan-stromsund-kopia.xlsx")


def _decisions(tables: Tables, name: str = PLANS[0]) -> list[Record]:
    return tables[name]["Beslut"]


def _of(tables: Tables, kommun: str, measure: str) -> Record:
    name = catalog.kommun(kommun).name
    return next(row for row in _decisions(tables) if (row["Kommun"], row["Mått"]) == (name, measure))


def test_every_kommun_has_one_to_three_decisions_and_stromsund_its_own_files(tables: Tables) -> None:
    counts = Counter(catalog.kommun(row["Kommun"]).code for row in _decisions(tables))
    assert set(counts) == set(EIGHT) - {STROMSUND}
    assert set(counts.values()) <= {1, 2, 3}
    for name in PLANS[1:]:
        assert {catalog.kommun(row["Kommun"]).code for row in _decisions(tables, name)} == {STROMSUND}


def test_stromsunds_copies_differ_in_one_status(tables: Tables) -> None:
    one, other = (_decisions(tables, name) for name in PLANS[1:])
    differing = [
        (heading, row[heading], copy[heading])
        for row, copy in zip(one, other, strict=True)
        for heading in row
        if row[heading] != copy[heading]
    ]
    assert differing == [("Status", PlanStatus.PAGAR, PlanStatus.KLAR)]


@pytest.mark.parametrize("name", PLANS)
def test_every_measure_has_a_value_then_and_now(tables: Tables, june: Files, name: str) -> None:
    for row in _decisions(tables, name):
        assert PlanStatus(row["Status"])
        assert row["Beslutsår"] == 2024
        assert row["Ansvarig roll"].islower() or row["Ansvarig roll"].split()[-1].isupper()
        assert row["Får delas"] in {"Ja", "Nej"}
        assert (row["Mått"] is None) == (row["Värde från"] is None)
        if row["Mått"]:
            kommun = catalog.kommun(row["Kommun"]).code
            told = [str(june.told(row["Mått"], kommun, year).value) for year in (row["Värde från"], 2025)]
            assert all(value.isdecimal() or value in {"Ja", "Nej"} for value in told)


@pytest.mark.parametrize(
    ("kommun", "measure", "status", "then", "now"),
    [
        (BRACKE, "U28129", PlanStatus.PAGAR, 68, 81),
        (ARE, "U28490", PlanStatus.KLAR, "Nej", "Ja"),
        (KROKOM, "U35513", PlanStatus.KLAR, "Nej", "Nej"),
        (OSTERSUND, "U28500", PlanStatus.EJ_PABORJAD, "Nej", "Nej"),
    ],
)
def test_decisions_tell_their_story(
    tables: Tables, june: Files, kommun: str, measure: str, status: PlanStatus, then: object, now: object
) -> None:
    assert _of(tables, kommun, measure)["Status"] == status
    assert [june.told(measure, kommun, year).value for year in (2023, 2025)] == [then, now]


def test_every_kommun_but_ragunda_shares_something_and_some_keep_something_back(tables: Tables) -> None:
    shared: dict[str, set[str]] = {"Ja": set(), "Nej": set()}
    for name in PLANS:
        for row in _decisions(tables, name):
            shared[row["Får delas"]].add(catalog.kommun(row["Kommun"]).code)
    assert shared["Ja"] == set(EIGHT) - {RAGUNDA}
    assert shared["Nej"] == {BRACKE, KROKOM, OSTERSUND, RAGUNDA, STROMSUND}


def test_every_field_is_filled_in_somewhere(tables: Tables) -> None:
    rows = [row for name in PLANS for row in _decisions(tables, name)]
    assert all(any(row[heading] for row in rows) for heading in rows[0])


def test_harjedalen_comments_on_the_area_that_it_left_unanswered(tables: Tables) -> None:
    rows = tables[PLANS[0]]["Kommentarer"]
    assert {(catalog.kommun(row["Kommun"]).code, row["Område"]) for row in rows} == unanswered()
    assert rows[0]["Kommun"] == catalog.kommun(HARJEDALEN).name
    assert rows[0]["Kommentar"]
