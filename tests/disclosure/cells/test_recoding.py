from __future__ import annotations

from collections.abc import Callable
from typing import Any

from oj_analys.disclosure.cells.suppress import hidden_counts
from oj_analys.disclosure.row import Row

Rows = Callable[..., list[Row]]

MEMBERS = {"0023": frozenset({"2303", "2305", "2309", "2313"})}


def by_role(*small: int) -> dict[Any, int]:
    """Four kommuner with persons in four roles, two of them rare."""
    cells: dict[Any, int] = {}
    for unit, number in zip(sorted(MEMBERS["0023"]), small, strict=True):
        for role, count in {"chef": number, "utredare": number + 1, "behandlare": 30, "handläggare": 25}.items():
            for key in ((unit, "T", f"roll={role}"), unit, ("0023", "T", f"roll={role}"), "0023"):
                cells[key] = cells.get(key, 0) + count
    return cells


def test_the_way_that_leaves_most_to_be_shown_comes_first(counted: Rows) -> None:
    cells = by_role(3, 2, 4, 3)
    found = hidden_counts(counted(cells), MEMBERS, {})
    first, *others = found.proposals
    assert first.what == "Slå ihop kategorierna chef och utredare (roll)"
    assert (first.cells_hidden, first.cells, first.loss) == (0, 20, 5)
    assert f"0 uppgifter av 20 i stället för {len(found.hidden)} av 25, och 5 uppgifter" in first.text
    assert len(others) <= 2
    shown = [one.cells - one.cells_hidden for one in found.proposals]
    assert shown == sorted(shown, reverse=True)


def test_nothing_is_proposed_where_little_is_hidden(counted: Rows) -> None:
    cells = by_role(9, 9, 9, 3)
    assert not hidden_counts(counted(cells), MEMBERS, {}).proposals


def test_years_and_kommuner_are_put_together(counted: Rows) -> None:
    cells: dict[Any, int] = {}
    for year, numbers in {"2022": (3, 4, 30, 20), "2023": (2, 4, 25, 30), "2024": (4, 3, 40, 20)}.items():
        for unit, number in zip(sorted(MEMBERS["0023"]), numbers, strict=True):
            cells[unit, "T", "alla", year] = number
        cells["0023", "T", "alla", year] = sum(numbers)
    found = {one.what: one for one in hidden_counts(counted(cells), MEMBERS, {}).proposals}
    years = found["Redovisa 2022–2024 tillsammans i stället för period för period"]
    assert (years.cells_hidden, years.cells, years.loss) == (0, 5, 10)
    kommuner = found["Slå ihop kommunerna Bräcke och Ragunda"]
    assert (kommuner.cells_hidden, kommuner.cells, kommuner.loss) == (0, 12, 3)
