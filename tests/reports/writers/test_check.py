from __future__ import annotations

from dataclasses import replace

import pytest

from oj_analys.domain import Edition
from oj_analys.reports.blocks import Block, Cell, Column, Figure, Heading, Report, Table, Text
from oj_analys.reports.writers.check import checked, shown_rows

COLUMNS = (Column("A"), Column("B", numeric=True))


def report_of(edition: Edition, *blocks: Block) -> Report:
    return Report(edition, "s", "Titel", "", blocks, ())


def test_a_sound_report_passes(report: Report) -> None:
    assert checked(report) is report


def test_every_fault_is_told_at_once(edition: Edition, report: Report) -> None:
    figure = report.figures[0]
    mute = replace(figure, chart=replace(figure.chart, alt=" "))
    blocks: tuple[Block, ...] = (
        Heading(1, "A", anchor="a"),
        Heading(1, "B", anchor="a"),
        Text("Se", see="b"),
        Table("kort", "T", COLUMNS, ((Cell("x"),),)),
        Table("oandlig", "T", COLUMNS, ((Cell("x"), Cell("y", float("inf"))),)),
        Table("bar", "T", (), ()),
        mute,
        Figure(mute.number, "annan", figure.chart),
    )
    with pytest.raises(ValueError, match="report s: ") as caught:
        checked(report_of(edition, *blocks))
    assert str(caught.value).removeprefix("report s: ").split("; ") == [
        "table kort has a row that is not 2 cells long",
        "table oandlig holds a number that is not finite",
        "table bar has no columns",
        "anchor a stands twice",
        "no heading has the anchor b",
        "two figures have the number 1",
        "figure 1 has no alternative text",
    ]


def test_an_empty_table_shows_one_row() -> None:
    assert shown_rows(Table("t", "T", COLUMNS, ())) == ((Cell("Inga rader att visa"), Cell("–")),)
    row = (Cell("x"), Cell("1", 1))
    assert shown_rows(Table("t", "T", COLUMNS, (row,))) == (row,)
