"""A table in a text file: its encoding and its separator found out from the content."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from oj_analys.domain import DataError, Problem
from oj_analys.sources._cells import listed
from oj_analys.sources.door.encoding import decoded
from oj_analys.sources.door.limits import ALLOWED, MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from oj_analys.swedish import counted, number

SEPARATORS = (";", "\t", ",")
LONGEST_LINE = 1_000_000

_LOOKED_AT = 1000  # lines tell the separator
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_STATED = re.compile(r'"?sep=([;,\t|])"?\n', re.IGNORECASE)  # Excel's own first line, which it does not show

_SAVE_AGAIN = "Spara den på nytt som CSV UTF-8 eller som Excelarbetsbok (.xlsx)."
_SHORTEN = "Ta bort det som inte hör till tabellen, eller dela upp filen."
_LOOK = "Se efter citattecken, och semikolon eller komma inuti svar."

Lines = list[list[str]]


def read_delimited(data: bytes, where: str) -> tuple[tuple[str, ...], ...]:
    r"""Return the fields of a text file, every line as long as the longest.

    The separator is the one that a first line ``sep=;`` states, or else the one that divides most lines into equally
    many fields.

    Raises:
        DataError: the file is empty, no text or too large for a table, letters are spoilt, a quotation mark is never
            closed, or lines have unlike numbers of fields (a line with one single text is a title and has none of the
            others).

    Example:
        >>> read_delimited("Kommun;Andel\r\nÅre;3,5\r\n".encode("cp1252"), "a.csv")
        (('Kommun', 'Andel'), ('Åre', '3,5'))
    """
    text = decoded(data, where)
    stated = _STATED.match(text)
    if stated:
        text = text[stated.end() :]
    if not text.strip():
        raise DataError(Problem(where, "filen är tom", "", "Hämta filen på nytt."))
    _check_lines(text, where)
    lines = _split(text, stated[1] if stated else _separator(text), where)
    width = _usual_width(lines)
    if uneven := [str(row) for row, line in enumerate(lines, start=1) if _is_uneven(line, width)]:
        found = f"{counted(len(uneven), 'rad', 'rader')} har fler eller färre fält än de andra"
        raise DataError(Problem(f"{where}, rad {listed(uneven)}", found, f"{width} fält", _LOOK))
    return tuple((*line, *[""] * (width - len(line))) for line in lines)


def _check_lines(text: str, where: str) -> None:
    """Refuse a text without line breaks, or of nothing else, before it is divided into millions of fields."""
    if (count := text.count("\n")) > MOST_CELLS:
        raise _too_large(where, count)
    for row, line in enumerate(_LINE.finditer(text), start=1):
        if line.end() - line.start() > LONGEST_LINE:
            found, allowed = "raden är för lång", f"högst {number(LONGEST_LINE)} tecken"
            raise DataError(Problem(f"{where}, rad {row}", found, allowed, _SAVE_AGAIN))


def _lines(text: str) -> Iterator[str]:
    return (line[0] for line in _LINE.finditer(text))


def _separator(text: str) -> str:
    return max(SEPARATORS, key=lambda separator: _division(text, separator))


def _division(text: str, separator: str) -> float:
    """Return the share of the first lines that a separator divides into the same number of fields."""
    reader = csv.reader(_lines(text), delimiter=separator)
    widths: Counter[int] = Counter()
    try:
        widths.update(len(line) for line in islice(reader, _LOOKED_AT) if line)
    except csv.Error:  # a field without end
        return 0.0
    width, lines = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 1))
    return lines / widths.total() if width > 1 else 0.0


def _split(text: str, separator: str, where: str) -> Lines:
    reader = csv.reader(_lines(text), delimiter=separator, strict=True)
    lines: Lines = []
    cells, began = 0, 1
    try:
        for line in reader:
            lines.append(line)
            cells, began = cells + len(line), reader.line_num + 1
            if len(line) > MOST_COLUMNS or len(lines) > MOST_ROWS or cells > MOST_CELLS:
                raise _too_large(where, len(lines))
    except csv.Error as error:
        raise DataError(_field_fault(f"{where}, rad {began}", str(error))) from None
    if len(lines) * _usual_width(lines) > MOST_CELLS:
        raise _too_large(where, len(lines))
    return lines


def _field_fault(where: str, error: str) -> Problem:
    """Return what is wrong with the field that the reader of csv did not come past."""
    if "field limit" in error:
        found = f"ett fält har fler än {number(csv.field_size_limit())} tecken, eller ett citattecken stängs inte"
        return Problem(where, found, "", _LOOK)
    return Problem(where, "ett citattecken öppnas och stängs inte", "", _SAVE_AGAIN)


def _too_large(where: str, row: int) -> DataError:
    return DataError(Problem(f"{where}, rad {row}", "tabellen är för stor", ALLOWED, _SHORTEN))


def _usual_width(lines: Lines) -> int:
    widths = Counter(len(line) for line in lines if line)
    return max(widths, key=lambda width: (widths[width], width))


def _is_uneven(line: Sequence[str], width: int) -> bool:
    return len(line) != width and (len(line) > width or sum(field.strip() != "" for field in line) > 1)
