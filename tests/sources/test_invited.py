from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from oj_analys.domain import Grupp
from oj_analys.sources.invited import Invited, read_invited

Row = Sequence[object]
Read = Callable[..., Invited]

HEADINGS = ("Kommun", "Omgång", "Inbjudna")


@pytest.fixture
def read(write_book: Callable[..., Path], jamtland: Grupp) -> Read:
    def of(*rows: Row, headings: Row = HEADINGS) -> Invited:
        path = write_book({"Inbjudna": [headings, *rows]}, "inbjudna.xlsx")
        return read_invited(path, instrument="ebp", grupp=jamtland)

    return of


def test_counts_by_kommun_and_round(read: Read) -> None:
    invited = read(("Åre kommun", 2025, 22), ("2305", "2025-2", "29"), ("Berg", 2025, None))
    assert invited.counts == {("2321", "2025"): 22, ("2305", "2025-2"): 29}
    assert invited.places["2321", "2025"] == "inbjudna.xlsx, rad 2"


@pytest.mark.parametrize("count", [0, -1, 1.5, "tolv", "..", 1e9])
def test_a_count_that_cannot_be_one(read: Read, faults_of: Callable[..., list[str]], count: object) -> None:
    (message,) = faults_of(lambda: read(("Åre", 2025, count)))
    assert message == (
        'inbjudna.xlsx, kolumn "Inbjudna" (C), rad 2: antalet inbjudna går inte att läsa (1 rad); '
        "tillåtet: ett heltal, 1 eller mer, eller tom cell. Rätta cellen."
    )


def test_faults_come_together(read: Read, faults_of: Callable[..., list[str]]) -> None:
    rows = [("Åre", 2025, 22), ("2321", 2025, 23), ("Berg", "våren", 5), ("Bergg", 2025, 5)]
    kommun, twice, period = faults_of(lambda: read(*rows))
    assert "rad 5: okänd kommun" in kommun
    assert "rad 3: samma kommun och omgång står på en tidigare rad" in twice
    assert "rad 4: omgången går inte att läsa" in period


def test_a_column_of_names_stops_the_load(read: Read, faults_of: Callable[..., list[str]]) -> None:
    (message,) = faults_of(lambda: read(("Åre", 2025, 22, "x"), headings=(*HEADINGS, "Efternamn")))
    assert message.startswith("inbjudna.xlsx, kolumn D: kolumnen kan peka ut personer (namn)")


def test_what_is_not_used_is_told(read: Read) -> None:
    notices = read(("Åre", 2025, 22, "x"), ("Skara", 2025, 5, ""), headings=(*HEADINGS, "Anm.")).notices
    assert [notice.text for notice in notices] == [
        "inbjudna.xlsx: 1 rad används inte (från kommuner utanför gruppen).",
        "inbjudna.xlsx: 1 annan kolumn läses inte (D).",
    ]
