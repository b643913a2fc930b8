"""Whether a file is a workbook that a reader may meet, and in plain words why not."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from xml.parsers.expat import ExpatError

from defusedxml.ElementTree import ParseError, fromstring

from oj_analys.domain import DataError, Problem
from oj_analys.sources._cells import column_letters, listed
from oj_analys.sources._sheet_scan import SheetScan, UnsafeXmlError, scan
from oj_analys.swedish import number

MOST_MEMBERS = 500
MOST_UNPACKED = 200_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 1_000
MOST_CELLS = 5_000_000

_SAVE_AGAIN = "Öppna den i Excel och spara den som Excelarbetsbok (.xlsx)."
_FETCH_AGAIN = "Hämta filen på nytt, eller öppna den i Excel och spara om den som .xlsx."
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = (zipfile.BadZipFile, zlib.error, ExpatError, ParseError, EOFError, LookupError, ValueError)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def check_workbook(data: bytes, where: str) -> Mapping[str, Mapping[str, str]]:
    """Return the error cells (address → ``#N/A``) of each sheet of a workbook that is safe to read.

    Raises:
        DataError: the file is no workbook, is damaged, declares a document type, is too large to read, or has formulas
            without a value.
    """
    if not data.startswith(b"PK"):
        raise DataError(_no_workbook(data, where))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive, where)
            return _scan_sheets(archive, where)
    except UnsafeXmlError as error:
        action = "Läs inte filen förrän avsändaren har förklarat varför den ser ut så."
        found = f"arbetsboken innehåller {error}, som inte hör hemma där"
        raise DataError(Problem(where, found, "", action)) from error
    except RuntimeError as error:  # what zipfile says of encrypted and unusual members
        raise DataError(Problem(where, "arbetsboken är krypterad eller ovanligt packad", "", _SAVE_AGAIN)) from error
    except _DAMAGED:
        raise damaged(where) from None  # a library may quote what it met


def damaged(where: str) -> DataError:
    """Return the error for a workbook that cannot be read to its end."""
    return DataError(Problem(where, "arbetsboken är skadad eller avkortad", "", _FETCH_AGAIN))


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
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    problems = []
    if len(members) > MOST_MEMBERS:
        found = f"arbetsboken består av {number(len(members))} delar"
        problems.append(Problem(where, found, f"högst {number(MOST_MEMBERS)}", _SAVE_AGAIN))
    if unpacked > MOST_UNPACKED:
        found = f"arbetsboken blir {number(unpacked / 1e6)} MB uppackad"
        problems.append(Problem(where, found, f"högst {number(MOST_UNPACKED / 1e6)} MB", _SAVE_AGAIN))
    if strange := _strange_names(members):
        found = f"arbetsboken har delar med ogiltiga eller upprepade namn ({listed(strange)})"
        problems.append(Problem(where, found, "", _SAVE_AGAIN))
    if any(member.compress_type not in _PACKINGS for member in members):
        problems.append(Problem(where, "arbetsboken är packad på ett ovanligt sätt", "", _SAVE_AGAIN))
    if _WORKBOOK not in archive.namelist():
        problems.append(Problem(where, "filen är packad (zip) men ingen arbetsbok", ".xlsx", _SAVE_AGAIN))
    if problems:
        raise DataError(problems)


def _strange_names(members: Iterable[zipfile.ZipInfo]) -> list[str]:
    """Return the names that lead out of the archive, or that differ from an earlier one in case at most."""
    names = [member.filename.replace("\\", "/") for member in members]
    times = Counter(name.casefold() for name in names)
    return [name for name in names if name.startswith("/") or ".." in name.split("/") or times[name.casefold()] > 1]


def _scan_sheets(archive: zipfile.ZipFile, where: str) -> Mapping[str, Mapping[str, str]]:
    parts = [name for name in archive.namelist() if name.casefold().endswith((".xml", ".rels"))]
    scans = {part: scan(archive.read(part)) for part in parts}
    sheets = dict(_sheet_parts(archive))
    titles = {part: f'{where}, blad "{sheet}"' for sheet, part in sheets.items()}
    problems = [_too_far(titles.get(part, where), seen) for part, seen in scans.items() if _is_too_large(seen)]
    problems += [
        _without_value(titles[part], seen) for part, seen in scans.items() if part in titles and seen.without_value
    ]
    if problems:
        raise DataError(problems)
    return {sheet: scans[part].errors for sheet, part in sheets.items()}


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet and the part of the archive that holds it."""
    relations = fromstring(archive.read(_RELATIONS), forbid_dtd=True)
    targets = {relation.attrib["Id"]: relation.attrib["Target"] for relation in relations}
    for element in fromstring(archive.read(_WORKBOOK), forbid_dtd=True).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            link = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            yield element.attrib["name"], posixpath.normpath(posixpath.join("/xl", targets[link])).removeprefix("/")


def _without_value(where: str, seen: SheetScan) -> Problem:
    action = "Öppna den i Excel och spara den, så att formlerna räknas ut."
    return Problem(where, f"formel utan värde i cell {listed(seen.without_value)}", "", action)


def _is_too_large(seen: SheetScan) -> bool:
    return seen.rows > MOST_ROWS or seen.columns > MOST_COLUMNS or seen.rows * seen.columns > MOST_CELLS


def _too_far(where: str, seen: SheetScan) -> Problem:
    found = f"det står något ända till rad {number(seen.rows)} och kolumn {column_letters(seen.columns - 1)}"
    allowed = f"högst {number(MOST_ROWS)} rader, {number(MOST_COLUMNS)} kolumner och {number(MOST_CELLS)} celler"
    return Problem(where, found, allowed, "Ta bort det som står utanför tabellen.")
