"""A table in an SPSS file (.sav): labels in place of codes, and what the file declares missing kept apart."""

from __future__ import annotations

import hashlib
import io
import struct
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from oj_analys.domain import DataError, Problem
from oj_analys.sources import _cells
from oj_analys.sources._cells import Cell, column_letters
from oj_analys.sources.door.encoding import is_spoilt
from oj_analys.sources.door.limits import ALLOWED, MOST_ROWS, is_too_large
from oj_analys.sources.door.personnummer import refuse_in_content, refuse_in_sheets
from oj_analys.sources.door.workbook import Workbook
from oj_analys.swedish import counted, nfc, number

_HEAD = slice(64, 84)  # byte order, size of a row, packing, weight, rows
_BYTE_ORDERS = (2, 3)
_WIDTH_UNIT = 8
_DAY_ZERO = datetime(1582, 10, 14)  # noqa: DTZ001 - a calendar's day, in no time zone
_DATES = ("DATE", "ADATE", "EDATE", "JDATE", "SDATE", "MOYR", "QYR", "WKYR")
_MOMENTS = ("DATETIME", "YMDHMS")
_DURATIONS = ("TIME", "DTIME", "MTIME")
_EXPORT = "Hämta filen på nytt, eller spara tabellen som Excelarbetsbok (.xlsx)."

Raw = float | str | None


@dataclass(frozen=True, slots=True)
class _Variable:
    """A variable of the file: its name, question, format, labels by value, the ranges declared missing, its values."""

    name: str
    question: str
    form: str
    labels: Mapping[float | str, str] = field(repr=False)
    missing: Sequence[Mapping[str, Any]] = field(repr=False)
    values: Sequence[Raw] = field(repr=False)

    def is_missing(self, value: Raw) -> bool:
        """Say whether the file declares a value to be a missing answer."""
        return value is not None and any(each["lo"] <= value <= each["hi"] for each in self.missing)


def read_sav(data: bytes, where: str) -> Workbook:
    """Return the rows of an SPSS file as one sheet without a name, below the names of the variables.

    A value with a label is the label; if another value of the variable reads the same, it is ``code - label``. A value
    that is declared missing and has no label is an empty cell, as is one that the system has left out; how many of the
    first kind there are is a remark. Numbers, texts, dates and times stand as such.

    Raises:
        DataError: the file is damaged or cut off, too large, has spoilt letters or impossible dates, or holds a
            personnummer in a cell, a name, a label, a question or a note.
    """
    _check_size(data, where)
    values, meta = _read(data, where, metadataonly=False)
    variables = [_variable(name, values[name], meta) for name in meta.column_names]
    _check_texts(variables, meta, where)
    cells, problems = [], []
    for place, variable in enumerate(variables):
        try:
            cells.append(_column(variable))
        except OverflowError:
            found = "datum som inte finns i någon kalender"
            problems.append(Problem(f"{where}, kolumn {column_letters(place)}", found, "", _EXPORT))
    if problems:
        raise DataError(problems)
    heading = tuple(variable.name for variable in variables)
    rows = (heading, *zip(*cells, strict=True))
    questions = tuple(variable.question for variable in variables)
    return Workbook(hashlib.sha256(data).hexdigest(), {"": rows}, questions=questions, remarks=_remarks(variables))


def unpacked_size(data: bytes) -> int:
    """Return how many bytes the rows take when they are unpacked, as the file states it; 0 where it does not."""
    width, rows = _stated(data) or (0, 0)
    return max(width, 0) * max(rows, 0) * _WIDTH_UNIT


def _stated(data: bytes) -> tuple[int, int] | None:
    """Return the width of a row (in eights) and the number of rows that a file states, None if it is none."""
    head = data[_HEAD]
    if len(head) < _HEAD.stop - _HEAD.start or head[0] + head[3] not in _BYTE_ORDERS:
        return None
    _, width, _, _, rows = struct.unpack("<5i" if head[0] else ">5i", head)
    return width, rows


def _check_size(data: bytes, where: str) -> None:
    """Raise DataError if the file states more than a table may hold, or not how much it holds."""
    stated = _stated(data)
    if not stated:
        raise _damaged(where)
    _, rows = stated
    if rows < 0:
        found = "filen anger inte hur många rader den har, så det går inte att se om den är hel"
        raise DataError(Problem(where, found, "", _EXPORT))
    columns = 0 if rows > MOST_ROWS else len(_read(data, where, metadataonly=True)[1].column_names)
    if is_too_large(rows, columns):
        found = f"filen anger {counted(rows, 'rad', 'rader')}" + (f" och {number(columns)} kolumner" if columns else "")
        raise DataError(Problem(where, found, ALLOWED, "Dela upp filen."))


def _read(data: bytes, where: str, *, metadataonly: bool) -> tuple[Mapping[str, Sequence[Raw]], Any]:
    import pyreadstat  # noqa: PLC0415 - only who has such a file waits for it

    try:
        values, meta = pyreadstat.read_sav(
            io.BytesIO(data),
            metadataonly=metadataonly,
            user_missing=True,  # else what is declared missing cannot be told from no answer
            disable_datetime_conversion=True,  # its own takes 25 hours for one
            output_format="dict",
        )
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, LookupError, OverflowError):
        raise _damaged(where) from None  # a library may quote what it met
    return values, meta


def _damaged(where: str) -> DataError:
    found = "SPSS-filen är skadad eller avkortad, eller har text i en annan teckenkodning än den anger"
    return DataError(Problem(where, found, "", _EXPORT))


def _variable(name: str, values: Sequence[Raw], meta: Any) -> _Variable:  # noqa: ANN401 - the library's own object
    labels = {value: label for value, label in meta.variable_value_labels.get(name, {}).items() if label.strip()}
    form = (meta.original_variable_types[name] or "").rstrip("0123456789.")
    question = meta.column_names_to_labels[name] or ""
    return _Variable(name, question, form, labels, meta.missing_ranges.get(name, ()), values)


def _check_texts(variables: Sequence[_Variable], meta: Any, where: str) -> None:  # noqa: ANN401 - as above
    """Raise DataError for a personnummer or spoilt letters in what was read, or in what describes it."""
    rows = zip(*([variable.name, *variable.values] for variable in variables), strict=True)
    refuse_in_sheets({where: [tuple("" if value is None else value for value in row) for row in rows]})
    beside = [meta.file_label or "", *(meta.notes or ()), *(variable.question for variable in variables)]
    beside += chain.from_iterable(chain(map(_cells.text, one.labels), one.labels.values()) for one in variables)
    refuse_in_content(beside, f"{where}, frågor, etiketter och anteckningar")
    texts = {value for variable in variables for value in (variable.name, *variable.values) if isinstance(value, str)}
    if count := sum(map(is_spoilt, {*texts, *beside})):
        found = f"bokstäver (som å, ä eller ö) är förvanskade i {counted(count, 'text', 'texter')}"
        raise DataError(Problem(where, found, "", _EXPORT))


def _column(variable: _Variable) -> list[Cell]:
    """Return the cells of a variable; each value is looked at once, however often it stands."""
    known = {value: _cell(variable, value) for value in {*variable.values, *variable.labels}}
    times = Counter(_spelling(cell) for cell in known.values())
    for value, label in variable.labels.items():
        if times[_spelling(label)] > 1:
            known[value] = f"{_cells.text(value)} - {label}"
    return [known[value] for value in variable.values]


def _cell(variable: _Variable, value: Raw) -> Cell:
    if value is None:
        return ""
    if value in variable.labels:
        return variable.labels[value]
    if variable.is_missing(value):
        return ""
    convert = _CONVERT.get(variable.form)
    return convert(value) if convert and isinstance(value, float) else value


def _moment(seconds: float) -> datetime:
    return _DAY_ZERO + timedelta(seconds=seconds)


_CONVERT: Mapping[str, Callable[[float], Cell]] = {
    **dict.fromkeys(_DATES, lambda seconds: _moment(seconds).date()),
    **dict.fromkeys(_MOMENTS, _moment),
    **dict.fromkeys(_DURATIONS, lambda seconds: timedelta(seconds=seconds)),
}


def _spelling(cell: Cell) -> str:
    return nfc(_cells.text(cell)).casefold()


def _remarks(variables: Iterable[_Variable]) -> tuple[str, ...]:
    counts = {
        place: sum(variable.is_missing(value) and value not in variable.labels for value in variable.values)
        for place, variable in enumerate(variables)
        if variable.missing
    }
    columns = [column_letters(place) for place, count in counts.items() if count]
    if not columns:
        return ()
    values = counted(sum(counts.values()), "värde", "värden")
    return (f"{values} som filen anger som saknade svar, utan etikett, läses som tomma (kolumn {', '.join(columns)}).",)
