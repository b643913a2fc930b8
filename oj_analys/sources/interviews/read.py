"""The verb ``read_asi``: an export of interviews, one row per interview and variable that the mapping names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from oj_analys import catalog
from oj_analys.domain import Grupp, InterviewForm, Notice
from oj_analys.sources._cage import caged
from oj_analys.sources._kommuner import split_by_kommun
from oj_analys.sources._load_report import OUTSIDE, column_notices, read_notice, remark_notices
from oj_analys.sources._part import Input, NoticeKind, Origin, Receipt, Tally
from oj_analys.sources._safe_open import open_table
from oj_analys.sources._table import Column, Table, find_table
from oj_analys.sources._telling import strict_columns
from oj_analys.sources.files import InterviewFile, TablePlace
from oj_analys.sources.interviews.answers import interviews_frame, read_answers, without_unasked
from oj_analys.sources.interviews.checks import Checked, check_answers
from oj_analys.sources.interviews.heads import read_heads, without_headings
from oj_analys.sources.interviews.mapping import InterviewMapping, read_mapping
from oj_analys.sources.interviews.pairs import pair_notices
from oj_analys.sources.interviews.rows import Told, read_rows
from oj_analys.swedish import join

_NO_KIND = "utan typ eller formulär"
_HEADINGS = "som upprepar rubrikraden"


@dataclass(frozen=True, slots=True)
class InterviewRows(Receipt):
    """An INTERVIEWS frame of kommuner of the group, and what amounts are multiplied by before composite scores."""

    instrument: InterviewForm = field(repr=False)
    rows: pd.DataFrame = field(repr=False)
    money_scale: float | None = None


@caged
def read_asi(
    path: str | Path,
    *,
    mapping: str | Path,
    grupp: Grupp,
    instrument: str = "asi",
    sheet: str = "",
    header_row: int = 1,
) -> InterviewRows:
    """Return the interviews of an export: one INTERVIEWS row per interview and variable of the mapping.

    ``mapping`` is the TOML file that says which column holds what; it may say that each row is one question of an
    interview (``form = "lang"``). A value beyond the variable's limits is set aside with the state ``avvisad``; "X",
    "N" and an empty cell keep their own states. Of interviews with the same person, day and kind the first stays; a
    row without kind or form version, or one that repeats the headings, is set aside. Columns and questions that the
    mapping does not name are left out. The checks of the form are told of in the notices, by number and severity.

    Raises:
        DataError: every fault at once, by column and row number and never by content: faults of the mapping, headings
            that are missing, a date that cannot be read, an unknown kommun, kind or sex, columns that could point out
            persons, a personnummer anywhere.

    Example:
        >>> grupp = catalog.grupp("Jämtland")
        >>> read_asi("asi-export.csv", mapping="asi-export-variabler.toml", grupp=grupp)  # doctest: +SKIP
    """
    place = TablePlace(Path(path), Origin(Path(path).name), sheet, header_row)
    file = InterviewFile(place, catalog.interview_form(instrument), Path(mapping), Path(mapping).name)
    return read_interviews(file, grupp)


def read_interviews(file: InterviewFile, grupp: Grupp) -> InterviewRows:
    """Return what :func:`read_asi` does, of a file that ``underlag.toml`` describes."""
    mapping = read_mapping(file.mapping, file.instrument, file.mapping_name)
    name, form, workbook = file.origin.name, file.instrument, open_table(file.place.path, file.origin.name)
    table = find_table(workbook, file.place)
    columns = strict_columns(table, mapping.headings)
    told, tally = _told(table, columns, mapping, grupp)
    checked = _checked(name, told, form, mapping)
    rows = interviews_frame(told.heads, checked.answers)
    notices = (
        _read_notice(tally, rows, mapping),
        *remark_notices(name, workbook),
        *_absent_notices(name, told, form),
        *checked.notices,
        *pair_notices(name, told.heads, form),
        *column_notices(name, table.others(column.place for column in columns.values())),
    )
    inputs = (Input(mapping.name, mapping.sha256), table.input)
    return InterviewRows(notices, inputs, table.source, form, rows, file.money_scale, tallies=(tally,))


def _told(whole: Table, columns: Mapping[str, Column], mapping: InterviewMapping, grupp: Grupp) -> tuple[Told, Tally]:
    """Return the interviews of the group's kommuner, and what became of each row."""
    table, repeated = without_headings(whole, columns.values())
    kommuner = split_by_kommun(table, columns[mapping.required["kommun"]], grupp.members)
    found = read_heads(table, kommuner.rows, columns, mapping)
    told = read_rows(table, found.heads, columns, mapping)
    table.check()
    unused = {_HEADINGS: repeated, OUTSIDE: kommuner.set_aside, _NO_KIND: found.incomplete, **told.unused}
    return told, Tally(whole.origin.name, len(whole.rows), told.used, unused)


def _checked(name: str, told: Told, form: InterviewForm, mapping: InterviewMapping) -> Checked:
    answers = read_answers(told.cells, form.all_variables, mapping)
    return check_answers(name, without_unasked(told.heads, answers, mapping.not_asked), form, mapping.collisions)


def _read_notice(tally: Tally, rows: pd.DataFrame, mapping: InterviewMapping) -> Notice:
    """Say what was read, and by which edition of the mapping if it has one."""
    notice = read_notice(tally, rows["state"])
    edition = f" Tolkad enligt {mapping.name} ({mapping.edition})." if mapping.edition else ""
    return replace(notice, text=f"{notice.text}{edition}")


def _absent_notices(name: str, told: Told, form: InterviewForm) -> Iterator[Notice]:
    """Say which variables of the mapping no row of a long export is about."""
    labels = [variable.label for variable in form.all_variables if variable.name in told.absent]
    if labels:
        text = f"{name}: ingen rad gäller {join(labels)}. Se efter att frågan heter så som kopplingen säger."
        yield Notice(name, NoticeKind.GRANSKA, "", "", len(labels), text)
