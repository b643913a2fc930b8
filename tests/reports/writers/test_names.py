from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from oj_analys.reports.writers.names import column_names, sheet_names, table_names

TEXTS = st.lists(st.text(max_size=45), max_size=8)


@given(TEXTS)
def test_sheet_names_are_unique_and_allowed(wanted: list[str]) -> None:
    names = sheet_names(wanted)
    assert len({name.casefold() for name in names}) == len(names) == len(wanted)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert not any(name[0] == "'" or name[-1] == "'" or name.casefold() == "history" for name in names)


@given(TEXTS)
def test_table_names_are_unique_and_plain(wanted: list[str]) -> None:
    names = table_names(wanted)
    assert len(set(names)) == len(names) == len(wanted)
    assert all(name.startswith("tbl_") and name.isascii() and name.isidentifier() for name in names)


@given(TEXTS)
def test_column_names_are_unique_and_never_empty(wanted: list[str]) -> None:
    names = column_names(wanted)
    assert len({name.casefold() for name in names}) == len(names) == len(wanted)
    assert all(name.strip() for name in names)


def test_a_number_is_added_within_the_limit() -> None:
    assert sheet_names(["x" * 40, "x" * 41]) == ["x" * 31, "x" * 27 + " (2)"]
