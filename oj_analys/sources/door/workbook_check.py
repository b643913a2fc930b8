"""Whether a file is a workbook that a reader may meet, and in plain words why not."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from xml.parsers.expat import ExpatError

from defusedxml.ElementTree import ParseError

from oj_analys.domain import DataError, Problem
from oj_analys.sources._cells import column_letters, listed
from oj_analys.sources.door.limits import ALLOWED, MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED, is_too_large
from oj_analys.sources.door.personnummer import sheet_place, text_problems
from oj_analys.sources.door.sheet_rows import UnsafeXmlError
from oj_analys.sources.door.workbook_parts import WORKBOOK, CheckedWorkbook, SheetCheck, checked_parts
from oj_analys.swedish import counted, number

MOST_MEMBERS = 500
MOST_TIMES = 100
SMALL = 1_000_000  # bytes unpacked; a short part may be mostly repetition, and can do no harm

_SAVE_AGAIN = "Öppna den i Excel och spara den som Excelarbetsbok (.xlsx)."
_FETCH_AGAIN = "Hämta filen på nytt, eller öppna den i Excel och spara om den som .xlsx."
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, ExpatError, ParseError, EOFError, LookupError, ValueError)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def check_workbook(data: bytes, where: str) -> CheckedWorkbook:
    """Return the parts of a workbook that is safe to read, and what its sheets hold beside values.

    Raises:
        DataError: the file is no workbook, is damaged or too large to read, declares a document type, holds macros,
            other programs' objects or links to them, formulas without a value, or a personnummer outside of its cells.
    """
    if not data.startswith(b"PK"):
        raise DataError(_no_workbook(data, where))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive, where)
            checked = checked_parts(archive, where)
        return _without_problems(checked, where)
    except UnsafeXmlError as error:
        action = "Läs inte filen förrän avsändaren har förklarat varför den ser ut så."
        problem = Problem(where, f"arbetsboken innehåller {error}, som inte hör hemma där", "", action)
    except RuntimeError:  # what zipfile says of encrypted and unusual members
        problem = Problem(where, "arbetsboken är krypterad eller ovanligt packad", "", _SAVE_AGAIN)
    except _DAMAGED:
        problem = damaged(where)
    raise DataError(problem)  # out here, since a library's error may quote what it met


def damaged(where: str) -> Problem:
    """Return what is said of a workbook that cannot be read to its end."""
    return Problem(where, "arbetsboken är skadad eller avkortad", "", _FETCH_AGAIN)


def _no_workbook(data: bytes, where: str) -> Problem:
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data:
        return Problem(where, "filen är tom", "", "Hämta filen på nytt.")
    if data.startswith(_OLE):
        return _old_format(data, where)
    if start.startswith((b"<!doctype html", b"<html", b"<table")):
        return Problem(where, "filen är en webbsida (HTML) och ingen arbetsbok", ".xlsx", _SAVE_AGAIN)
    if any(mark in start for mark in (b";", b",", b"\t")) and b"\0" not in start:
        return Problem(where, "filen är en textfil (till exempel csv) och ingen arbetsbok", ".xlsx", _SAVE_AGAIN)
    return Problem(where, "filen är ingen arbetsbok", ".xlsx", _SAVE_AGAIN)


def _old_format(data: bytes, where: str) -> Problem:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Problem(where, "arbetsboken är skyddad med lösenord", "", "Spara en kopia utan lösenord.")
    return Problem(where, "filen är en arbetsbok i det äldre formatet .xls", ".xlsx", _SAVE_AGAIN)


def _check_members(archive: zipfile.ZipFile, where: str) -> None:
    """Judge by the directory alone; nothing is unpacked beyond the size that it states."""
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    problems = []
    if len(members) > MOST_MEMBERS:
        found = f"arbetsboken består av {number(len(members))} delar"
        problems.append(Problem(where, found, f"högst {number(MOST_MEMBERS)}", _SAVE_AGAIN))
    if unpacked > MOST_UNPACKED:
        found = f"arbetsboken blir {number(unpacked / 1e6)} MB uppackad"
        problems.append(Problem(where, found, f"högst {number(MOST_UNPACKED / 1e6)} MB", _SAVE_AGAIN))
    elif swelling := sum(map(_swells, members)):
        found = f"{counted(swelling, 'del', 'delar')} av arbetsboken växer orimligt mycket när de packas upp"
        problems.append(Problem(where, found, f"högst {MOST_TIMES} gånger", _SAVE_AGAIN))
    if _has_strange_names(members):
        problems.append(Problem(where, "arbetsboken har delar med ogiltiga eller upprepade namn", "", _SAVE_AGAIN))
    if any(member.compress_type not in _PACKINGS for member in members):
        problems.append(Problem(where, "arbetsboken är packad på ett ovanligt sätt", "", _SAVE_AGAIN))
    if WORKBOOK not in archive.namelist():
        problems.append(Problem(where, "filen är packad (zip) men ingen arbetsbok", ".xlsx", _SAVE_AGAIN))
    if problems:
        raise DataError(problems)


def _swells(member: zipfile.ZipInfo) -> bool:
    return member.file_size > max(SMALL, MOST_TIMES * member.compress_size)


def _has_strange_names(members: Sequence[zipfile.ZipInfo]) -> bool:
    """Say whether a name leads out of the archive or to another file, or differs from another in case at most."""
    names = [member.orig_filename.casefold() for member in members]
    is_link = any(stat.S_ISLNK(member.external_attr >> 16) for member in members)
    return is_link or len(set(names)) < len(names) or any(map(_leads_out, names))


def _leads_out(name: str) -> bool:
    return name.startswith("/") or ".." in name.split("/") or any(mark in name for mark in "\\:\0")


def _without_problems(checked: CheckedWorkbook, where: str) -> CheckedWorkbook:
    problems = [*text_problems(checked.texts, where)]
    for place, sheet in enumerate(checked.sheets, start=1):
        problems += _sheet_problems(sheet, sheet_place(where, place))
    if problems:
        raise DataError(problems)
    return checked


def _sheet_problems(sheet: SheetCheck, where: str) -> Iterator[Problem]:
    seen = sheet.scan
    if is_too_large(seen.rows, seen.columns):
        yield _too_far(where, "det står något", seen.rows, seen.columns)
    rows = max((area.last_row + 1 for area in seen.merged), default=0)
    columns = max((area.last_column + 1 for area in seen.merged), default=0)
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        yield _too_far(where, "celler är sammanfogade", rows, columns)
    if seen.without_value and not sheet.is_hidden:
        action = "Öppna den i Excel och spara den, så att formlerna räknas ut."
        yield Problem(where, f"formel utan värde i cell {listed(seen.without_value)}", "", action)


def _too_far(where: str, what: str, rows: int, columns: int) -> Problem:
    found = f"{what} ända till rad {number(rows)} och kolumn {column_letters(columns - 1)}"
    return Problem(where, found, ALLOWED, "Ta bort det som står utanför tabellen.")
