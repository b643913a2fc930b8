"""A table in a text file: its encoding and its separator found out from the content."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Sequence

from oj_analys.domain import DataError, Problem
from oj_analys.sources._cells import listed
from oj_analys.swedish import counted

SEPARATORS = (";", "\t", ",")

_SAVE_AGAIN = "Spara den på nytt som CSV UTF-8 eller som Excelarbetsbok (.xlsx)."

Lines = list[list[str]]


def read_delimited(data: bytes, where: str) -> tuple[tuple[str, ...], ...]:
    r"""Return the fields of a text file, every line as long as the longest.

    The text is UTF-8, UTF-16 with its mark, or cp1252, in that order; the separator is the one that divides most lines
    into most fields.

    Raises:
        DataError: the file is empty or no text, a quotation mark is never closed, or lines have unlike numbers of
            fields (a line with one single text is a title and has none of the others).

    Example:
        >>> read_delimited("Kommun;Andel\r\nÅre;3,5\r\n".encode("cp1252"), "a.csv")
        (('Kommun', 'Andel'), ('Åre', '3,5'))
    """
    text = _decode(data, where)
    separator = max(SEPARATORS, key=lambda separator: _usual_width(_split(text, separator, where, strict=False)))
    lines = _split(text, separator, where, strict=True)
    width = _usual_width(lines)
    if uneven := [str(row) for row, line in enumerate(lines, start=1) if _is_uneven(line, width)]:
        found = f"{counted(len(uneven), 'rad', 'rader')} har fler eller färre fält än de andra"
        action = "Se efter citattecken, och semikolon eller komma inuti svar."
        raise DataError(Problem(f"{where}, rad {listed(uneven)}", found, f"{width} fält", action))
    return tuple((*line, *[""] * (width - len(line))) for line in lines)


def _decode(data: bytes, where: str) -> str:
    if not data.strip():
        raise DataError(Problem(where, "filen är tom", "", "Hämta filen på nytt."))
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_utf16 else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    allowed = "en tabell: .xlsx eller .csv (UTF-8, UTF-16 eller Windows-1252)"
    raise DataError(Problem(where, "filen är ingen tabell som går att läsa", allowed, _SAVE_AGAIN))


def _split(text: str, separator: str, where: str, *, strict: bool) -> Lines:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    try:
        return list(reader)
    except csv.Error:
        fault = Problem(f"{where}, rad {reader.line_num}", "ett citattecken öppnas och stängs inte", "", _SAVE_AGAIN)
    raise DataError(fault)


def _usual_width(lines: Lines) -> int:
    widths = Counter(len(line) for line in lines if line)
    return max(widths, key=lambda width: (widths[width], width))


def _is_uneven(line: Sequence[str], width: int) -> bool:
    return len(line) != width and (len(line) > width or sum(field.strip() != "" for field in line) > 1)
