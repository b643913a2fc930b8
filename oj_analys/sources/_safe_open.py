"""The only door through which a foreign file comes in: bytes, workbooks, tables, JSON and TOML.

Whatever is wrong with a file, what comes out is a :class:`DataError` in Swedish that names the file and the cause.
``where`` is what the messages call the file. A personnummer anywhere in a file stops it here.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from oj_analys.catalog.toml_table import parse_toml
from oj_analys.domain import DataError, Problem
from oj_analys.sources._cells import Cell, column_index
from oj_analys.sources._csv_table import read_delimited
from oj_analys.sources._personnummer import refuse_in_content, refuse_in_lines, refuse_in_names, refuse_in_sheets
from oj_analys.sources._workbook import Cells, Workbook
from oj_analys.sources._workbook_check import check_workbook, damaged
from oj_analys.swedish import nfc, number

LARGEST_FILE = 50_000_000

_PACKED = (b"PK", b"\xd0\xcf\x11\xe0")  # a workbook, new or old: the check of workbooks says which


@dataclass(frozen=True, slots=True)
class Document:
    """The content of a JSON or TOML file and the fingerprint of the file."""

    sha256: str
    content: Any = field(repr=False)


def read_bytes(path: Path, where: str = "") -> bytes:
    """Return the content of a file of at most 50 MB.

    Raises:
        DataError: the file is missing, cannot be opened, is too large, or has a personnummer in its name.
    """
    where = where or path.name
    refuse_in_names([path.name])
    try:
        size = path.stat().st_size
        if size <= LARGEST_FILE:
            return path.read_bytes()
    except FileNotFoundError as error:
        raise DataError(Problem(where, "filen finns inte", "", "Lägg dit den eller rätta namnet.")) from error
    except OSError as error:
        action = "Stäng den om den är öppen i ett annat program, och se efter att det är en fil som du får läsa."
        raise DataError(Problem(where, "filen går inte att öppna", "", action)) from error
    found, allowed = f"filen är {number(size / 1e6)} MB", f"högst {number(LARGEST_FILE / 1e6)} MB"
    raise DataError(Problem(where, found, allowed, "Dela upp den."))


def sha256(data: bytes) -> str:
    """Return the fingerprint of a file's content."""
    return hashlib.sha256(data).hexdigest()


def open_workbook(path: Path, where: str = "") -> Workbook:
    """Return every sheet of an .xlsx workbook that has been checked before any reader met it.

    Raises:
        DataError: the file is something else than a workbook, damaged, protected or too large, or holds a personnummer.
    """
    where = where or path.name
    return _workbook(read_bytes(path, where), where)


def open_table(path: Path, where: str = "") -> Workbook:
    """Return the sheets of an .xlsx workbook, or a csv file as the only sheet, without a name; the content decides.

    Raises:
        DataError: the file is neither, is damaged or too large, or holds a personnummer.
    """
    where = where or path.name
    data = read_bytes(path, where)
    if data.startswith(_PACKED):
        return _workbook(data, where)
    sheets = {"": read_delimited(data, where)}
    refuse_in_sheets(sheets, where)
    return Workbook(sha256(data), sheets)


def _workbook(data: bytes, where: str) -> Workbook:
    errors = check_workbook(data, where)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            names = [sheet.name for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
            sheets = {nfc(name): _read_rows(book.get_sheet_by_name(name), errors.get(name, {})) for name in names}
    except CalamineError:
        raise damaged(where) from None  # a library may quote what it met
    refuse_in_sheets(sheets, where)
    return Workbook(sha256(data), sheets)


def read_json(path: Path, where: str = "") -> Document:
    """Return the content of a JSON file.

    Raises:
        DataError: the file cannot be opened or is not valid JSON; numbers that are none (NaN) are not valid, nor are
            keys that stand twice in an object, or a personnummer.
    """
    where = where or path.name
    data = read_bytes(path, where)
    try:
        unique = partial(_unique_keys, where=where)
        content = json.loads(_utf8(data, where), parse_constant=_refuse_constant, object_pairs_hook=unique)
    except json.JSONDecodeError as error:
        raise _invalid(f"{where}, rad {error.lineno}") from None  # the error holds the whole file
    except (ValueError, RecursionError):
        raise _invalid(where) from None
    refuse_in_content(content, where)
    return Document(sha256(data), content)


def read_toml(path: Path, where: str = "") -> Document:
    """Return the content of a TOML file.

    Raises:
        DataError: the file cannot be opened, is not valid TOML or holds a personnummer; the message says at which line.
    """
    where = where or path.name
    data = read_bytes(path, where)
    text = _utf8(data, where)
    refuse_in_lines(text, where)
    content = parse_toml(text, where)
    refuse_in_content(content, where)  # an escape can hide one from who reads the lines
    return Document(sha256(data), content)


def _read_rows(sheet: CalamineSheet, errors: Mapping[str, str]) -> Cells:
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    for address, text in errors.items():
        letters = address.rstrip("0123456789")
        rows[int(address[len(letters) :]) - 1][column_index(letters)] = text
    return tuple(map(tuple, rows))


def _utf8(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DataError(Problem(where, "filen är inte sparad som UTF-8", "UTF-8", "Spara den som UTF-8.")) from None


def _refuse_constant(text: str) -> NoReturn:
    raise ValueError(text)


def _unique_keys(pairs: list[tuple[str, Any]], where: str) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise DataError(
            Problem(where, f'nyckeln "{twice}" står två gånger i samma post', "en gång", "Hämta den på nytt.")
        )
    return content


def _invalid(where: str) -> DataError:
    return DataError(Problem(where, "går inte att läsa som JSON", "", "Hämta den på nytt."))
