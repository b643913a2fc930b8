"""Tables with the headings that survey tools give them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from oj_analys.sources._part import Origin
from oj_analys.sources._table import Table, find_table
from oj_analys.sources.door.workbook import MergedArea, Workbook
from oj_analys.sources.files import TablePlace

Rows = Sequence[tuple[str | float, ...]]
Faults = Callable[[Callable[[], object]], list[str]]


def table(
    rows: Rows,
    *,
    merged: Sequence[MergedArea] = (),
    questions: tuple[str, ...] = (),
    first: int = 1,
    heads: int = 1,
    skipped: int = 0,
) -> Table:
    book = Workbook("", {"": tuple(rows)}, {"": tuple(merged)}, questions)
    return find_table(book, TablePlace(Path("svar.xlsx"), Origin("svar.xlsx"), "", first, heads, skipped))


def test_headings_in_one_row_below_a_title() -> None:
    found = table([("Enkäten", ""), ("ID", "Kommun"), (1.0, "Åre"), ("", ""), (2.0, "Berg")], first=2)
    assert found.headings == ("ID", "Kommun")
    assert [(row.number, row.text(found.columns(["kommun"])["kommun"])) for row in found.rows] == [
        (3, "Åre"),
        (5, "Berg"),
    ]


def test_a_group_heading_is_that_of_all_its_columns_only_where_cells_are_merged() -> None:
    rows = [("ID", "Ta ställning", "", "Övrigt", ""), ("", "1", "2", "Roll", "Tid"), (1.0, 4.0, 5.0, "Chef", "")]
    found = table(rows, merged=[MergedArea(0, 0, 1, 0), MergedArea(0, 1, 0, 2)], heads=2)
    assert found.headings == ("ID", "Ta ställning / 1", "Ta ställning / 2", "Övrigt / Roll", "Tid")
    assert len(found.rows) == 1


@pytest.mark.parametrize("skipped", [1, 10**20])
def test_descriptions_cannot_be_all_that_stands_below_the_headings(faults_of: Faults, skipped: int) -> None:
    (fault,) = faults_of(lambda: table([("ID", "Kommun"), (1.0, "Åre")], skipped=skipped))
    assert f"metadatarader är {skipped}" in fault
    assert "tabellen slutar på rad 2" in fault


def test_a_title_above_the_headings_is_no_part_of_them() -> None:
    rows = [("Titel", "", ""), ("ID", "", "Kommun"), (1.0, "", "Åre")]
    found = table(rows, merged=[MergedArea(0, 0, 1, 2), MergedArea(1, 5, 1, 6)], first=2)
    assert found.headings == ("ID", "", "Kommun")


def test_a_column_is_found_by_the_whole_heading_else_by_a_part_of_it() -> None:
    rows = [("Bakgrund", "Bakgrund", "Svar"), ("ID", "Kommun", "Kommun"), ("", "", ""), (1.0, "Åre", 4.0)]
    found = table(rows, heads=2, skipped=1)
    assert {heading: column.place for heading, column in found.columns(["ID", "Svar / Kommun"]).items()} == {
        "ID": 0,
        "Svar / Kommun": 2,
    }
    found.columns(["Kommun"])
    assert str(found.problems[0]).startswith('svar.xlsx: rubrikraden har "Kommun" i 2 kolumner; tillåtet: en kolumn')


@pytest.mark.parametrize("heading", ["Kommun\u00a0", "Kommun\n", "KOMMUN:", " Kommun ", "Kommun?"])
def test_spaces_case_and_punctuation_at_the_end_do_not_matter(heading: str) -> None:
    assert table([("ID", heading), (1.0, "Åre")]).columns(["Kommun"])["Kommun"].place == 1


def test_rows_of_the_survey_tools_own_are_skipped_but_tell_what_a_column_is() -> None:
    rows = [("Q1", "Q2"), ("Svars-ID", "I vilken kommun?"), ("{x}", "{y}"), (1.0, "Åre")]
    found = table(rows, skipped=2)
    assert [row.number for row in found.rows] == [4]
    assert found.columns(["I vilken kommun"])["I vilken kommun"].place == 1


def test_the_name_of_a_variable_goes_before_the_question() -> None:
    found = table([("id", "v1", "kommun"), (1.0, 4.0, "Åre")], questions=("", "Kommun", "Var arbetar du?"))
    columns = found.columns(["Kommun", "Var arbetar du?"])
    assert [column.place for column in columns.values()] == [2, 2]


def test_repeated_headings_matter_only_where_one_is_asked_for() -> None:
    found = table([("ID", "Annat", "Annat"), (1.0, "x", "y")])
    found.columns(["ID"])
    found.check()
    found.columns(["Annat"])
    assert len(found.problems) == 1


def test_a_column_without_heading_counts_where_it_holds_something() -> None:
    found = table([("ID", "", ""), (1.0, "x", "")])
    assert found.others([0]) == [1]


@pytest.mark.parametrize(("first", "heads"), [(9, 1), (2, 1)])
def test_no_headings_where_they_are_said_to_be(faults_of: Faults, first: int, heads: int) -> None:
    rows = [("ID", "Kommun"), ("", ""), (1.0, "Åre")]
    (message,) = faults_of(lambda: table(rows, first=first, heads=heads))
    assert message == f"svar.xlsx, rad {first}: raden har inga rubriker. Rätta rubrikrad."


def test_the_only_sheet_needs_no_name(faults_of: Faults) -> None:
    place = TablePlace(Path("svar.xlsx"), Origin("svar.xlsx"))
    rows = (("ID",), (1.0,))
    assert find_table(Workbook("", {"Svar": rows}), place).where == "svar.xlsx"
    (message,) = faults_of(lambda: find_table(Workbook("", {"A": rows, "B": rows}), place))
    assert message.startswith("svar.xlsx: bladets namn saknas; tillåtet: namnet på ett av filens 2 blad")
