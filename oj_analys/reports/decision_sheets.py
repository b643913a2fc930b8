"""The workbook's sheets of last year's decisions and of what the kommuner themselves say."""

from __future__ import annotations

from collections.abc import Sequence

from oj_analys import catalog, swedish
from oj_analys.domain import Comment, Kommun, Measure
from oj_analys.frames import Released
from oj_analys.reports.blocks import Cell, Column, Sheet, Table
from oj_analys.reports.followed import Dated, Followed, followed
from oj_analys.reports.guarded import brief_cell, sign_notes
from oj_analys.reports.plan import COPIES_DIFFER, TITLE, provisos_of
from oj_analys.reports.wording import row_title

_SHARING = "Det som inte får delas står bara i kommunens eget paket."


def decision_sheets(released: Released, kommuner: Sequence[Kommun]) -> tuple[Sheet, ...]:
    """Return the sheets of last year's decisions and of the comments of some kommuner, none where there are none."""
    sheets = (_decisions(followed(released, kommuner)), _comments(released.plan.comments, kommuner))
    return tuple(sheet for sheet in sheets if sheet.table.rows)


def _decisions(found: Sequence[Followed]) -> Sheet:
    text = (
        "Då är värdet som beslutet utgick från, nu det senaste värdet. Skillnaden är inte prövad mot slumpen. "
        f"{_SHARING}"
    )
    columns = (
        Column("Kommun"),
        Column("Åtgärd"),
        Column("Område"),
        Column("Beslutsår"),
        Column("Orsak"),
        Column("Ansvarig roll"),
        Column("Klart"),
        Column("Status"),
        Column("Uppföljning"),
        Column("Kommentar"),
        Column("Mått"),
        Column("Id"),
        Column("År då"),
        Column("Värde då", numeric=True),
        Column("År nu"),
        Column("Värde nu", numeric=True),
        Column("Får delas"),
        Column("Anmärkning"),
        Column("Källa"),
    )
    note = sign_notes(dated.value for item in found for dated in (item.then, item.now))
    table = Table("beslut_alla", TITLE, columns, tuple(map(_decision_row, found)), note)
    return Sheet("Beslut", TITLE, f"{text}\n{provisos_of(found)}".strip(), table)


def _decision_row(item: Followed) -> tuple[Cell, ...]:
    decision, measure = item.decision, item.measure
    return (
        Cell(item.kommun.name),
        Cell(decision.action),
        Cell(catalog.area(decision.area).name if decision.area else ""),
        Cell(decision.decided),
        Cell(decision.cause),
        Cell(decision.responsible),
        Cell(decision.due),
        Cell(str(decision.status)),
        Cell(decision.follow_up),
        Cell(decision.comment),
        Cell(row_title(measure) if measure else ""),
        Cell(measure.id if measure else ""),
        *_dated_cells(measure, item.then),
        *_dated_cells(measure, item.now),
        Cell(_yes_no(decision.shared)),
        Cell(COPIES_DIFFER if item.contested else ""),
        Cell(decision.source),
    )


def _comments(comments: Sequence[Comment], kommuner: Sequence[Kommun]) -> Sheet:
    title = "Kommunernas egna kommentarer"
    columns = tuple(map(Column, ("Kommun", "Område", "Kommentar", "Får delas", "Källa")))
    rows = tuple(
        tuple(map(Cell, (kommun.name, catalog.area(one.area).name, one.text, _yes_no(one.shared), one.source)))
        for kommun in kommuner
        for one in comments
        if one.unit == kommun.code
    )
    return Sheet("Kommentarer", title, _SHARING, Table("kommentarer", title, columns, rows))


def _yes_no(shared: bool) -> str:  # noqa: FBT001 - a fact about the line
    return "Ja" if shared else "Nej"


def _dated_cells(measure: Measure | None, dated: Dated) -> tuple[Cell, Cell]:
    if measure is None or not dated.period:
        return Cell(""), Cell("")
    return Cell(swedish.period_text(dated.period)), brief_cell(measure, dated.period, dated.value)
