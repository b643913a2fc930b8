"""The workbook's sheets of guarded figures: every value, with its reason where it is hidden."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from oj_analys import catalog, swedish
from oj_analys.charts.cautions import proviso
from oj_analys.domain import OPEN_POLICY, Instrument, Measure, Questionnaire, Statistic, Status, period_order
from oj_analys.frames import Released
from oj_analys.reports.blocks import Cell, Column, Sheet, Table
from oj_analys.reports.group_words import GroupWords, group_order, group_words
from oj_analys.reports.guarded import Value, brief_cell, n_cell, sign_notes, value_of
from oj_analys.reports.guarding import guard_text
from oj_analys.reports.instrument_method import base_text
from oj_analys.reports.instruments import instruments_in
from oj_analys.reports.own import TITLE, counted_note, counts_persons
from oj_analys.reports.wording import SEX, unit_names

_COUNTED = "Räknat på (antal) är det antal som värdet räknas på."
_HIDDEN = "Märket .. betyder att uppgiften inte visas; kolumnen Status säger varför ett värde saknas."


def person_sheets(released: Released) -> tuple[Sheet, ...]:
    """Return the sheets of the instruments and of the group's own measures that the reader has rows of."""
    sheets = [sheet for instrument in instruments_in(released) for sheet in _instrument_sheets(released, instrument)]
    return (*sheets, *_own_sheets(released))


def _instrument_sheets(released: Released, instrument: Instrument) -> Iterator[Sheet]:
    """Give the figures of an instrument; the answers to a questionnaire's many statements get a sheet of their own."""
    for part in _parts(instrument):
        table = _values_table(released, part, group_words(instrument))
        if table.rows:
            title, text = f"{instrument.name}: {part.what}", _instrument_text(released, instrument, part)
            yield Sheet(part.name, title, text, table, guarded=True)


@dataclass(frozen=True, slots=True)
class _Part:
    """A sheet of figures: its name, what it holds in words, and the measures.

    ``only_taken_part`` leaves out the rounds in which a kommun took no part: one row for every answer says no more.
    """

    name: str
    what: str
    measures: tuple[Measure, ...]
    only_taken_part: bool = False

    def rows(self, released: Released) -> pd.DataFrame:
        """Return the rows of the sheet, in the order of the frame."""
        rows = released.measures[released.measures["measure"].isin([measure.id for measure in self.measures])]
        if not self.only_taken_part:
            return rows
        present = (rows["status"] != Status.SAKNAS).groupby([rows["unit"], rows["period"]]).transform("any")
        return rows[present]


def _parts(instrument: Instrument) -> Iterator[_Part]:
    name, measures = instrument.id.upper(), instrument.measures
    if not isinstance(instrument, Questionnaire):
        yield _Part(name, "användning och skattningar", measures)
        return
    answers = tuple(measure for measure in measures if measure.statistic is Statistic.FORDELNING)
    others = tuple(measure for measure in measures if measure not in answers)
    yield _Part(name, "antal svarande, svarsfrekvens och medelvärden", others)
    yield _Part(f"{name} svar", "svaren på varje påstående", answers, only_taken_part=True)


def _instrument_text(released: Released, instrument: Instrument, part: _Part) -> str:
    guard = guard_text(catalog.policy(instrument.policy, released.edition.policies), part.measures)
    base = f"{_COUNTED} {base_text(instrument, part.measures)}"
    return "\n".join([instrument.explanation, proviso(instrument), guard, base, _HIDDEN]).replace("\n\n", "\n")


def _own_sheets(released: Released) -> Iterator[Sheet]:
    table = _values_table(released, _Part(TITLE, "", released.own), GroupWords())
    if not table.rows:
        return
    policies = {measure.policy: measure for measure in released.own if measure.policy != OPEN_POLICY}
    guards = [
        guard_text(
            catalog.policy(name, released.edition.policies),
            [measure for measure in released.own if measure.policy == name],
        )
        for name in sorted(policies)
    ]
    text = "\n".join([counted_note(released.own), *guards, _COUNTED, _HIDDEN])
    yield Sheet(TITLE, TITLE, text, table, guarded=counts_persons(released.own))


def _values_table(released: Released, part: _Part, words: GroupWords) -> Table:
    """One row per value of some measures; a hidden value shows its mark, and hides what it is computed on."""
    known = {measure.id: measure for measure in part.measures}
    order = {name: place for place, name in enumerate(known)}
    names = unit_names(released.edition.grupp)
    rows = part.rows(released).to_dict("records")
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
        Column("Räknat på (antal)", numeric=True),
        Column("Status"),
        Column("Källa"),
    )
    values = [value_of(known[row["measure"]], row) for row in rows]
    lines = zip(rows, values, strict=True)
    cells = tuple(_value_row(known[row["measure"]], row, value, names, words) for row, value in lines)
    return Table(swedish.slug(part.name), part.name, columns, cells, sign_notes(values))


def _value_row(
    measure: Measure, row: dict[Hashable, Any], value: Value, names: dict[str, str], words: GroupWords
) -> tuple[Cell, ...]:
    cell = brief_cell(measure, row["period"], value)
    in_words = value.shown and measure.kind.is_answer
    return (
        Cell(measure.title),
        Cell(measure.id),
        Cell(swedish.period_text(row["period"])),
        Cell(names[row["unit"]]),
        Cell(SEX[row["sex"]]),
        Cell(words.text(measure.id, row["group"])),
        Cell("") if in_words else cell,
        Cell("" if measure.kind.is_answer else measure.unit),
        cell if in_words else Cell(""),
        n_cell(value),
        Cell(value.why or catalog.labels().status[value.status].text),
        Cell(row["source"]),
    )
