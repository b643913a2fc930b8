"""The workbook's sheets of guarded figures and of decisions: every value, with its reason where it is hidden."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from oj_analys import catalog, swedish
from oj_analys.charts.cautions import proviso
from oj_analys.domain import OPEN_POLICY, Instrument, Kommun, Measure, Questionnaire, Statistic, Status, period_order
from oj_analys.frames import Released
from oj_analys.reports.blocks import Cell, Column, Sheet, Table
from oj_analys.reports.group_words import GroupWords, group_order, group_words
from oj_analys.reports.guarded import Value, cell_of
from oj_analys.reports.guarding import guard_text
from oj_analys.reports.instruments import instruments_in
from oj_analys.reports.own import TITLE, counted_note
from oj_analys.reports.plan import TITLE as DECISIONS
from oj_analys.reports.plan import TWO_COPIES, Dated, Followed, followed, provisos_of
from oj_analys.reports.wording import SEX, row_title, unit_names

_HIDDEN = "Märket .. betyder att uppgiften inte visas; kolumnen Status säger varför ett värde saknas."


def person_sheets(released: Released) -> tuple[Sheet, ...]:
    """Return the sheets of the instruments and of the group's own measures that the reader has rows of."""
    sheets = [sheet for instrument in instruments_in(released) for sheet in _instrument_sheets(released, instrument)]
    return (*sheets, *_own_sheets(released))


def decision_sheets(released: Released, kommuner: Iterable[Kommun]) -> tuple[Sheet, ...]:
    """Return the sheet of last year's decisions of some kommuner, none without decisions."""
    found = followed(released, kommuner)
    text = "Då är värdet som beslutet utgick från, nu det senaste värdet. Skillnaden är inte prövad mot slumpen."
    lines = f"{text}\n{provisos_of(found)}".strip()
    return (Sheet("Beslut", DECISIONS, lines, _decisions_table(found)),) if found else ()


def _instrument_sheets(released: Released, instrument: Instrument) -> Iterator[Sheet]:
    """Give the figures of an instrument; the answers to a questionnaire's many statements get a sheet of their own."""
    name, measures = instrument.id.upper(), instrument.measures
    parts = {name: measures}
    if isinstance(instrument, Questionnaire):
        answers = [measure for measure in measures if measure.statistic is Statistic.FORDELNING]
        parts = {name: tuple(each for each in measures if each not in answers), f"{name} svar": tuple(answers)}
    for title, chosen in parts.items():
        table = _values_table(released, title, chosen, group_words(instrument))
        if table.rows:
            guard = guard_text(catalog.policy(instrument.policy), chosen)
            yield Sheet(title, f"{instrument.name}: alla värden", f"{proviso(instrument)}\n{guard}\n{_HIDDEN}", table)


def _own_sheets(released: Released) -> Iterator[Sheet]:
    table = _values_table(released, TITLE, released.own, GroupWords())
    if not table.rows:
        return
    policies = {measure.policy: measure for measure in released.own if measure.policy != OPEN_POLICY}
    guards = [
        guard_text(catalog.policy(name), [measure for measure in released.own if measure.policy == name])
        for name in sorted(policies)
    ]
    yield Sheet(TITLE, TITLE, "\n".join([counted_note(released.own), *guards, _HIDDEN]), table)


def _values_table(released: Released, title: str, measures: Sequence[Measure], words: GroupWords) -> Table:
    """One row per value of some measures; a hidden value shows its mark, and hides its number of answers."""
    known = {measure.id: measure for measure in measures}
    order = {name: place for place, name in enumerate(known)}
    names = unit_names(released.edition.grupp)
    rows = released.measures[released.measures["measure"].isin(list(known))].to_dict("records")
    rows.sort(
        key=lambda row: (
            order[row["measure"]],
            period_order(row["period"]),
            group_order(row["group"]),
            list(SEX).index(row["sex"]),
            row["unit"] == released.edition.grupp.unit,
            swedish.sort_key(names[row["unit"]]),
        )
    )
    columns = (
        Column("Mått"),
        Column("Id"),
        Column("Period"),
        Column("Kommun"),
        Column("Kön"),
        Column("Vilka eller vilket svar"),
        Column("Värde", numeric=True),
        Column("Enhet"),
        Column("Svar i ord"),
        Column("Antal svar", numeric=True),
        Column("Status"),
        Column("Källa"),
    )
    return Table(
        swedish.slug(title), title, columns, tuple(_value_row(known[row["measure"]], row, names, words) for row in rows)
    )


def _value_row(
    measure: Measure, row: dict[Hashable, Any], names: dict[str, str], words: GroupWords
) -> tuple[Cell, ...]:
    status = Status(row["status"])
    shown = status is Status.OK
    value = Value(status, float(row["value"])) if shown else Value(status)
    cell = cell_of(measure, row["period"], value)
    in_words = shown and measure.kind.is_answer
    n = None if not shown or pd.isna(row["n"]) else int(row["n"])
    return (
        Cell(measure.title),
        Cell(measure.id),
        Cell(swedish.period_text(row["period"])),
        Cell(names[row["unit"]]),
        Cell(SEX[row["sex"]]),
        Cell(words.text(measure.id, row["group"])),
        Cell("") if in_words else cell,
        Cell("" if measure.kind.is_answer else measure.unit),
        Cell(cell.text if in_words else ""),
        Cell("") if n is None else Cell(swedish.number(n), float(n)),
        Cell(catalog.labels().status[status].text),
        Cell(row["source"]),
    )


def _decisions_table(found: Sequence[Followed]) -> Table:
    columns = (
        Column("Kommun"),
        Column("Beslut"),
        Column("Beslutat"),
        Column("Ansvarig"),
        Column("Status"),
        Column("Mått"),
        Column("Id"),
        Column("År då"),
        Column("Värde då", numeric=True),
        Column("År nu"),
        Column("Värde nu", numeric=True),
        Column("Anmärkning"),
        Column("Källa"),
    )
    return Table("beslut_alla", DECISIONS, columns, tuple(map(_decision_row, found)))


def _decision_row(item: Followed) -> tuple[Cell, ...]:
    decision, measure = item.decision, item.measure
    return (
        Cell(item.kommun.name),
        Cell(decision.title),
        Cell(decision.decided),
        Cell(decision.responsible),
        Cell(str(decision.status)),
        Cell(row_title(measure) if measure else ""),
        Cell(measure.id if measure else ""),
        *_dated_cells(measure, item.then),
        *_dated_cells(measure, item.now),
        Cell(TWO_COPIES if item.contested else ""),
        Cell(decision.source),
    )


def _dated_cells(measure: Measure | None, dated: Dated) -> tuple[Cell, Cell]:
    if measure is None or not dated.period:
        return Cell(""), Cell("")
    return Cell(swedish.period_text(dated.period)), cell_of(measure, dated.period, dated.value)
