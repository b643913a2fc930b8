from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from oj_analys import catalog
from oj_analys.domain import Direction, ValueKind
from oj_analys.example.own import YEARS
from oj_analys.example.truths import BERG, EIGHT, RAGUNDA

if TYPE_CHECKING:
    from conftest import Record

    Tables = dict[str, dict[str, list[Record]]]


def _definitions(written: Path) -> dict[str, dict[str, Any]]:
    content = tomllib.loads((written / "egna-matt.toml").read_text(encoding="utf-8"))
    return {one["id"]: one for one in content["matt"]}


def _values(tables: Tables) -> dict[tuple[str, str, int], Any]:
    rows = tables["egna-matt.xlsx"]["Värden"]
    return {(row["Mått"], catalog.kommun(row["Kommun"]).code, row["År"]): row["Värde"] for row in rows}


def test_every_measure_is_defined_and_has_a_row_per_kommun_and_year(tables: Tables, written: Path) -> None:
    places = {(measure, kommun, year) for measure in _definitions(written) for kommun in EIGHT for year in YEARS}
    assert set(_values(tables)) == places
    assert sum(value is None for value in _values(tables).values()) == 3


def test_definitions_use_the_words_of_the_catalogue(written: Path) -> None:
    definitions = _definitions(written)
    assert {one["raknar"] for one in definitions.values()} == {"personer", "verksamhet", "kronor"}
    for one in definitions.values():
        assert ("kodning" in one) == ValueKind(one["slag"]).is_answer
        assert Direction(one["riktning"])


def test_ragunda_has_two_circles_and_three_who_took_part(tables: Tables, written: Path) -> None:
    values, definitions = _values(tables), _definitions(written)
    assert values["fou_cirklar", RAGUNDA, 2024] == 2
    assert values["cirkeldeltagare", RAGUNDA, 2024] == 3
    assert (definitions["fou_cirklar"]["raknar"], definitions["cirkeldeltagare"]["raknar"]) == (
        "verksamhet",
        "personer",
    )


def test_few_counts_of_persons_are_small_and_the_smallest_other_is_clear(tables: Tables, written: Path) -> None:
    values = _values(tables)
    persons = [measure for measure, one in _definitions(written).items() if one["raknar"] == "personer"]
    small = {place for place, value in values.items() if place[0] in persons and value in range(1, 5)}
    assert {kommun for _, kommun, _ in small} == {RAGUNDA, BERG}
    for measure in persons:
        for year in YEARS:
            large = sorted(values[measure, kommun, year] or 0 for kommun in EIGHT)
            large = [value for value in large if value >= 5]
            assert large[0] < large[1]


def test_nobody_takes_part_where_there_is_no_circle(tables: Tables) -> None:
    values = _values(tables)
    for kommun in EIGHT:
        for year in YEARS:
            assert (values["fou_cirklar", kommun, year] == 0) == (values["cirkeldeltagare", kommun, year] == 0)
