from __future__ import annotations

from collections.abc import Callable

import pytest

from oj_analys.sources._kommuner import MOST_SUGGESTED, KommunRows, split_by_kommun
from oj_analys.sources._part import Origin
from oj_analys.sources._table import Column, Row, Table

KOMMUN = Column(0, 'kolumn "Kommun" (A)')
UNKNOWN = "okänd kommun ({}); tillåtet: kommunens namn eller kod."
MEMBERS = ("2305", "2321", "2380")


def split(*cells: str | float) -> KommunRows:
    rows = tuple(Row(number, (cell,)) for number, cell in enumerate(cells, start=2))
    table = Table("enkät.xlsx", Origin("enkät.xlsx"), ("Kommun",), rows)
    found = split_by_kommun(table, KOMMUN, MEMBERS)
    table.check()
    return found


def test_every_spelling_is_the_same_kommun_and_strangers_are_counted() -> None:
    found = split("Bräcke", "bra\u0308cke kommun ", 2305.0, "2305 Bräcke", "Uppsala", "Br\u200bäcke")
    assert [(row.number, code) for row, code in found.rows] == [(number, "2305") for number in (2, 3, 4, 5, 7)]
    assert found.set_aside == 1


def test_a_misspelt_kommun_is_suggested_not_quoted(
    faults_of: Callable[[Callable[[], object]], list[str]],
) -> None:
    messages = faults_of(lambda: split("Bräkke", "Östersunnd", "Åre", "Bräkke", "Kalle Kula", ""))
    assert [message.partition('kolumn "Kommun" (A), ')[2] for message in messages] == [
        f"rad 2, 5: {UNKNOWN.format('2 rader')} Menade du Bräcke?",
        f"rad 3: {UNKNOWN.format('1 rad')} Menade du Östersund?",
        f"rad 6, 7: {UNKNOWN.format('2 rader')} Rätta stavningen, eller fyll i det som saknas.",
    ]


def test_a_code_and_a_name_must_agree(faults_of: Callable[[Callable[[], object]], list[str]]) -> None:
    (message,) = faults_of(lambda: split("2305 Åre"))
    assert "rad 2: okänd kommun" in message


@pytest.mark.parametrize("text", ["../x", "CON", "a/b", "Åre\0", "Bräcke" * 50])
def test_a_path_is_no_kommun(text: str, faults_of: Callable[[Callable[[], object]], list[str]]) -> None:
    (message,) = faults_of(lambda: split(text))
    assert "okänd kommun (1 rad)" in message
    assert text not in message


def test_a_column_of_something_else_is_not_compared_cell_by_cell(
    monkeypatch: pytest.MonkeyPatch, faults_of: Callable[[Callable[[], object]], list[str]]
) -> None:
    asked: list[str] = []

    def suggestion(_self: object, text: str) -> str:
        asked.append(text)
        return ""

    monkeypatch.setattr("oj_analys.catalog.lookup.Names.suggestion", suggestion)
    faults_of(lambda: split(*(f"svar {number}" for number in range(1000))))
    assert len(asked) == MOST_SUGGESTED
