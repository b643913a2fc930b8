from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oj_analys import catalog
from oj_analys.domain import Grupp
from oj_analys.frames.persons import COUNTS
from oj_analys.sources.usage import Usage, read_usage

Row = Sequence[object]
Read = Callable[..., Usage]

HEADINGS = ("Kommun", "År", *(heading for heading, _ in catalog.interview_form("asi").usage))
ARE = ("Åre", 2024, 12, 5, 12, 5, 5, 1)


@pytest.fixture
def read(write_book: Callable[..., Path], jamtland: Grupp) -> Read:
    def of(*rows: Row, headings: Row = HEADINGS, grupp: Grupp = jamtland) -> Usage:
        return read_usage(write_book({"Användning": [headings, *rows]}, "asi.xlsx"), grupp=grupp)

    return of


@pytest.fixture
def refused(read: Read, faults_of: Callable[..., list[str]]) -> Callable[..., list[str]]:
    return lambda *rows, **other: faults_of(lambda: read(*rows, **other))


def cell(usage: Usage, unit: str, measure: str, year: str = "2024") -> tuple[object, str]:
    rows = usage.rows.set_index(["unit", "measure", "period"]).loc[(unit, measure, year)]
    return (None if pd.isna(rows["value"]) else rows["value"], rows["status"])


def test_every_kommun_has_a_row_for_every_count_and_year(read: Read, jamtland: Grupp) -> None:
    usage = read(ARE, ("Berg", "2023", 13, None, 14, 6, 6, 0))
    COUNTS.check(usage.rows)
    assert len(usage.rows) == len(jamtland.members) * 6 * 2
    assert cell(usage, "2321", "asi.utredningar") == (12, "ok")
    assert cell(usage, "2326", "asi.uppfoljning", "2023") == (0, "ok")
    assert cell(usage, "2326", "asi.intervjuare", "2023") == (None, "saknas")
    assert cell(usage, "2326", "asi.personal", "2024") == (None, "saknas")
    assert set(usage.rows["source"]) == {usage.source["source"]}


@pytest.mark.parametrize("count", [-1, 1.5, "..", "fyra", 1e12])
def test_a_count_that_cannot_be_one(refused: Callable[..., list[str]], count: object) -> None:
    (message,) = refused((*ARE[:2], count, *ARE[3:]))
    assert message.startswith(
        'asi.xlsx, kolumn "Personal inom missbruk" (C), rad 2: antalet går inte att läsa (1 rad); '
        "tillåtet: ett heltal, 0 eller mer, eller tom cell"
    )


def test_a_part_larger_than_its_whole(refused: Callable[..., list[str]]) -> None:
    (message,) = refused(ARE, ("Berg", 2024, 13, 6, 1377, 1388, 6, 0))
    assert message.startswith(
        'asi.xlsx, kolumn "ASI Grund" (F), rad 3: '
        'antalet är större än i kolumn "Inledda utredningar" (E) (över 100 procent) (1 rad)'
    )
    assert "1388" not in message


def test_a_part_of_an_unknown_whole_is_no_fault(read: Read) -> None:
    assert cell(read(("Åre", 2024, None, 5, 12, 5, 5, 1)), "2321", "asi.intervjuare") == (5, "ok")


def test_faults_of_the_rows_come_together(refused: Callable[..., list[str]]) -> None:
    kommun, year, twice = refused(ARE, ("Bergg", 2024), ("Berg", "i fjol"), ("2321", 2024))
    assert "rad 3: okänd kommun" in kommun
    assert "rad 4: året går inte att läsa" in year
    assert "rad 5: samma kommun och år står på en tidigare rad" in twice


def test_a_heading_that_is_missing_and_a_column_of_telephones(refused: Callable[..., list[str]]) -> None:
    missing, telling = refused((*ARE, ""), headings=(*HEADINGS[:-1], "Uppföljningar", "Telefon"))
    assert 'rubrikraden saknar "ASI Uppföljning"' in missing
    assert "kolumn I: kolumnen kan peka ut personer (telefon)" in telling


def test_another_group_gets_nothing_of_these_kommuner(read: Read) -> None:
    usage = read(ARE, grupp=catalog.grupp("Skaraborg"))
    assert usage.rows.empty
    assert usage.notices[0].text == "asi.xlsx: 1 rad används inte (från kommuner utanför gruppen)."


def test_the_order_of_the_rows_does_not_matter(read: Read) -> None:
    rows = [ARE, ("Berg", 2024, 13, 6, 14, 6, 6, 0), ("Åre", 2023, 12, 5, 12, 5, 6, 1)]
    first, second = read(*rows).rows, read(*reversed(rows)).rows
    pd.testing.assert_frame_equal(first.drop(columns="source"), second.drop(columns="source"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(st.sampled_from(["Åre", "Berg", "Skara"]), st.integers(2000, 2024)), unique=True))
def test_the_load_report_adds_up(read: Read, rows: list[tuple[str, int]]) -> None:
    (tally,) = read(*((*row, 12, 5, 12, 5, 5, 1) for row in rows)).tallies
    outside = sum(kommun == "Skara" for kommun, _ in rows)
    assert (tally.read, tally.used, sum(tally.unused.values())) == (len(rows), len(rows) - outside, outside)
