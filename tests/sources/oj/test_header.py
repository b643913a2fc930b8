from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oj_analys.sources._headings import Heading
from oj_analys.sources.oj.header import Matched, match_headers


def matched(headers: Sequence[str], *headings: Sequence[str]) -> Matched:
    return match_headers(1, headers, [Heading(tuple(parts)) for parts in headings])


@pytest.mark.parametrize(
    ("header", "headings", "column"),
    [
        ("Kod", [("Namn",), ("Kod",)], 1),
        ("Män / Ind 2", [("Kvinnor", "Ind 2"), ("Män", "Ind 2")], 1),
        ("Ind 2", [("Hemtjänst", "Ind 2"), ("Hemtjänst", "Ind 3")], 0),
        ("Ind 2 / Andel", [("Ind 2. Nöjda", "Andel"), ("Ind 2. Nöjda", "Antal")], 0),
        ("Andel / antal", [("Andel / antal",), ("antal",)], 0),
    ],
)
def test_a_header_is_all_that_stands_above_a_column_or_its_lowest_part(
    header: str, headings: Sequence[Sequence[str]], column: int
) -> None:
    assert matched([header], *headings).columns == {header: column}


def test_two_headers_for_one_column_are_a_fault() -> None:
    headings = [Heading(("Hemtjänst", "Män", "Andel"))]
    headers = ("Andel", "Män / Andel")
    (problem,) = match_headers(3, headers, headings).problems("a.xlsx, rad 3", headers, headings)
    assert problem.found == '"Andel", "Män / Andel" pekar ut samma kolumn (A)'


@given(st.integers(0, 999), st.integers(0, 999))
def test_a_number_is_never_taken_for_another(wanted: int, there: int) -> None:
    found = matched([f"Ind {wanted}"], (f"Ind {there} Andel",)).columns
    assert bool(found) == (wanted == there)
