"""What kind of source a workbook or table seems to be, told by its content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from oj_analys import catalog
from oj_analys.catalog import answer_spelling
from oj_analys.domain import DataError, Instrument, InterviewForm, Measure, Questionnaire
from oj_analys.identity import telling_content
from oj_analys.sources import invited, usage
from oj_analys.sources.files import FileKind
from oj_analys.sources.oj.sheet import kommun_of_sheet
from oj_analys.sources.plan import read as plan
from oj_analys.sources.proposal.sheet import (
    LEAST_KOMMUNER,
    SeenSheet,
    UnitColumns,
    best_row,
    column_of,
    is_one_each,
    kommun_column,
    own_columns,
    row_with,
    unit_columns,
)
from oj_analys.sources.survey.items import item_number

LEAST_VARIABLES = 3
KIND_WORDS: Mapping[str, str] = {
    "Grund": "grund",
    "Grundintervju": "grund",
    "ASI Grund": "grund",
    "Uppföljning": "uppfoljning",
    "Uppföljningsintervju": "uppfoljning",
    "ASI Uppföljning": "uppfoljning",
}

_KKIK_SHEETS = frozenset(("totalt", "kvinnor", "män"))
_NYCKELTAL = re.compile(r"(?<![A-Z0-9])([NU]\d{5})(?!\d)")
_OJ_HEADING = re.compile(r"(?:Ind\.? ?|[BF])\d{1,3}(?!\d).*", re.IGNORECASE)
_DESCRIBED = '{"ImportId"'  # Qualtrics: the last of its descriptions below the headings
_MOST_DESCRIPTIONS = 2
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Guess:
    """What a file seems to be: its kind, the sheet and row (1 = first) of its headings, and why it is thought so.

    The headings may take several rows, and ``skipped_rows`` of the survey tool's own descriptions may follow them.
    ``units`` are, for open figures, the sheets with a row per kommun.
    """

    kind: FileKind
    why: str
    sheet: SeenSheet
    header_row: int
    instrument: Instrument | None = None
    units: tuple[tuple[SeenSheet, UnitColumns], ...] = ()
    is_sure: bool = True
    header_rows: int = 1
    skipped_rows: int = 0

    @property
    def headings(self) -> tuple[str, ...]:
        """The lowest heading of each column of the table."""
        last = self.header_row - 1 + self.header_rows
        columns = zip(*reversed(self.sheet.rows[self.header_row - 1 : last]), strict=True)
        return tuple(next(filter(None, column), "") for column in columns)

    @property
    def last_row(self) -> int:
        """The row (1 = first) before the first row of content."""
        return self.header_row - 1 + self.header_rows + self.skipped_rows


def recognise(sheets: Sequence[SeenSheet]) -> Guess | None:
    """Return what a file with these sheets seems to be, None if nothing is alike."""
    guesses = (guess for sheet in sheets for guess in _tables(sheet))
    return next(guesses, None) or _open_figures(sheets)


def nyckeltal(text: str) -> Measure | None:
    """Return the measure of the catalogue whose id stands in a text, None if none does.

    >>> nyckeltal("Nöjda totalt (U21468)").id
    'oj.U21468'
    """
    for ident in _NYCKELTAL.findall(text):
        try:
            return catalog.measure(ident)
        except DataError:
            continue
    return None


def item_of(form: Questionnaire, heading: str) -> int | None:
    """Return the number of the question that a heading is about, None if it is about none."""
    nr = item_number(heading)
    known = _item_labels(form)
    return nr if nr in known.values() else known.get(answer_spelling(heading))


def variable_of(form: InterviewForm, heading: str) -> str | None:
    """Return the canonical name of the variable that a heading is about, None if it is about none."""
    return _variable_labels(form).get(answer_spelling(heading))


def is_kind_word(text: str) -> bool:
    """Say whether a text says that an interview is the first one or a later one."""
    return answer_spelling(text).startswith(("grund", "uppf", "asi grund", "asi uppf"))


def only(instruments: Sequence[Instrument]) -> Instrument | None:
    """Return the instrument if there is one only: then it must be meant."""
    return instruments[0] if len(instruments) == 1 else None


def _tables(sheet: SeenSheet) -> Iterator[Guess]:
    """Yield what a sheet with a table of persons, counts or decisions may be, the likeliest first."""
    if sheet.name == plan.DECISIONS and (row := row_with(sheet, ("Kommun",))):
        yield Guess(FileKind.HANDLINGSPLAN, f"bladet {plan.DECISIONS}", sheet, row)
    if row := row_with(sheet, invited.HEADINGS):
        why = f"rubrikerna {', '.join(invited.HEADINGS)}"
        yield Guess(FileKind.INBJUDNA, why, sheet, row, only(_questionnaires()))
    if row := row_with(sheet, ("Kommun", "Mått", "Värde")):
        yield Guess(FileKind.EGNA_MATT, "rubrikerna Kommun, Mått, Värde", sheet, row)
    yield from _usage(sheet)
    yield from _surveys(sheet)
    yield from _interviews(sheet)


def _usage(sheet: SeenSheet) -> Iterator[Guess]:
    row = row_with(sheet, (usage.KOMMUN, usage.YEAR))
    present = set(map(str.casefold, sheet.headings(row))) if row else set()
    for form in _interview_forms():
        count = sum(heading.casefold() in present for heading, _ in form.usage)
        if count > _HALF * len(form.usage):
            why = f"{count} av {len(form.usage)} kolumner om användningen av {form.id}"
            yield Guess(FileKind.ANVANDNING, why, sheet, row, form, is_sure=count == len(form.usage))


def _surveys(sheet: SeenSheet) -> Iterator[Guess]:
    for form in _questionnaires():
        row, count = best_row(sheet, partial(item_of, form))
        if row and count > _HALF * len(form.items):
            why = f"{count} av {len(form.items)} frågor i {form.id}"
            guess = Guess(FileKind.ENKAT, why, sheet, row, form, is_sure=count == len(form.items))
            guess = replace(guess, skipped_rows=_descriptions(sheet, row))
            yield replace(guess, header_row=row - 1, header_rows=2) if _is_headed_above(sheet, row) else guess


def _descriptions(sheet: SeenSheet, row: int) -> int:
    """Return how many rows of the survey tool's own descriptions follow the headings."""
    described = [any(_DESCRIBED in text for text in cells) for cells in sheet.rows[row : row + _MOST_DESCRIPTIONS]]
    return described.index(True) + 1 if any(described) else 0


def _is_headed_above(sheet: SeenSheet, row: int) -> bool:
    """Say whether the row above has the headings of the columns beside the statements: of kommun, for one."""
    headed = [place for place, higher in enumerate(sheet.rows[row - 2]) if higher and not sheet.headings(row)[place]]
    return row > 1 and any(sheet.texts(place, row) for place in headed)


def _interviews(sheet: SeenSheet) -> Iterator[Guess]:
    for form in _interview_forms():
        row, count = best_row(sheet, partial(variable_of, form))
        if count >= LEAST_VARIABLES:
            yield Guess(FileKind.INTERVJU, f"{count} variabler i {form.id}", sheet, row, form)
    row = next((number for number, cells in enumerate(sheet.rows, start=1) if all(cells)), 1)
    if kommun_column(sheet, row) is not None and column_of(sheet, row, is_kind_word) is not None:
        why = "en kolumn med kommuner och en med grund och uppföljning"
        yield Guess(FileKind.INTERVJU, why, sheet, row, only(_interview_forms()), is_sure=False)


def _open_figures(sheets: Sequence[SeenSheet]) -> Guess | None:
    """Return which source a workbook with a row per kommun comes from."""
    units = tuple((sheet, columns) for sheet in sheets if sheet.name and (columns := _units(sheet)))
    if not units:
        return _own_sheets(sheets)
    first, columns = units[0]
    kind, why, is_sure = _producer(sheets, units)
    told = f"{columns.kommuner} kommuner, {why}"
    return Guess(kind, told, first, columns.first_row, units=units, is_sure=is_sure)


def _own_sheets(sheets: Sequence[SeenSheet]) -> Guess | None:
    """Return what a workbook with a sheet for every kommun is; the first of the sheets tells what they are like."""
    own = [sheet for sheet in sheets if kommun_of_sheet(sheet.name)]
    columns = own_columns(own[0]) if len(own) >= LEAST_KOMMUNER else None
    if columns is None or _tells_persons(own[0], columns):
        return None
    why = f"ett blad för var och en av {len(own)} kommuner"
    return Guess(FileKind.OJ, why, own[0], columns.first_row, units=((own[0], columns),), is_sure=False)


def _units(sheet: SeenSheet) -> UnitColumns | None:
    columns = unit_columns(sheet)
    if columns is None or not (is_one_each(sheet, columns) or column_of(sheet, columns.header_row, nyckeltal)):
        return None
    return None if _tells_persons(sheet, columns) else columns


def _tells_persons(sheet: SeenSheet, columns: UnitColumns) -> bool:
    return any(telling_content(sheet.texts(place, columns.header_row)) for place in range(sheet.width))


def _producer(
    sheets: Sequence[SeenSheet], units: Sequence[tuple[SeenSheet, UnitColumns]]
) -> tuple[FileKind, str, bool]:
    if len({sheet.name.casefold() for sheet in sheets} & _KKIK_SHEETS) > 1:
        return FileKind.KKIK, "bladen heter totalt, kvinnor, män", True
    above = [text for sheet, columns in units for row in sheet.rows[: columns.header_row] for text in row]
    if any(map(_OJ_HEADING.fullmatch, above)):
        return FileKind.OJ, "rubriker som Ind 2", True
    if any("brukarundersökning" in text.casefold() for text in above):
        return FileKind.SKR_BRUKAR, "ordet brukarundersökning", False
    rows = [text for sheet, columns in units for row in sheet.rows[columns.header_row :] for text in row[:5]]
    if any(map(nyckeltal, above)) or any(map(nyckeltal, rows)):
        return FileKind.KOLADA_EXCEL, "nyckeltalens id", False
    return FileKind.OJ, "inget säger vem som har gjort den", False


@cache
def _questionnaires() -> tuple[Questionnaire, ...]:
    return tuple(one for one in catalog.instruments().values() if isinstance(one, Questionnaire))


@cache
def _interview_forms() -> tuple[InterviewForm, ...]:
    return tuple(one for one in catalog.instruments().values() if isinstance(one, InterviewForm))


def _item_labels(form: Questionnaire) -> Mapping[str, int]:
    return {answer_spelling(item.label): item.nr for item in form.items}


def _variable_labels(form: InterviewForm) -> Mapping[str, str]:
    labels = {answer_spelling(variable.label): variable.name for variable in form.all_variables}
    return labels | {variable.name: variable.name for variable in form.all_variables}
