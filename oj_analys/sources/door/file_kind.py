"""What a file is, told by its content and never by its name, and in plain words why it is not read."""

from __future__ import annotations

import pickletools
import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import islice
from pathlib import PurePath
from typing import NamedTuple
from warnings import catch_warnings, simplefilter

from oj_analys.domain import DataError, Problem


class Content(StrEnum):
    """What some reader takes; a workbook may still be of the old kind or damaged, which its own check says."""

    WORKBOOK = "en Excelarbetsbok (.xlsx)"
    SAV = "en SPSS-fil (.sav)"
    TEXT = "en textfil (till exempel csv)"


class _Foreign(NamedTuple):
    """What nothing reads: what it is and what to do instead."""

    name: str
    action: str


_EXPORT = "Spara tabellen som Excelarbetsbok (.xlsx) eller .csv i det program som filen kommer från."
_CHECK = "Se efter att det är rätt fil, eller spara den i rätt format."
_UNPACK = "Packa upp den och lägg dit det som ligger i den."
_OPEN = "Öppna den i Excel och spara den som Excelarbetsbok (.xlsx)."

_PROGRAM = _Foreign("sparad av ett Pythonprogram, och sådana filer kan köra kod när de läses", _EXPORT)
_HTML = _Foreign("en webbsida (HTML)", _OPEN)

_BEGINNINGS: Sequence[tuple[bytes, _Foreign]] = (
    *((b"\x80" + bytes([version]), _PROGRAM) for version in range(2, 6)),  # pickle
    (b"\x93NUMPY", _PROGRAM),
    (b"\x89HDF\r\n", _Foreign("en HDF5-fil", _EXPORT)),
    (b"PAR1", _Foreign("en Parquetfil", _EXPORT)),
    (b"ARROW1", _Foreign("en Arrowfil", _EXPORT)),
    (b"SQLite format 3\0", _Foreign("en databas (SQLite)", _EXPORT)),
    (b"\0\1\0\0Standard ", _Foreign("en databas (Access)", _EXPORT)),
    (b"$FL3", _Foreign("en packad SPSS-fil (.zsav)", "Spara den som .sav utan packning, eller som .xlsx.")),
    (bytes(12) + b"\xc2\xea\x81\x60", _Foreign("en SAS-fil", _EXPORT)),
    (b"HEADER RECORD*******LIB", _Foreign("en SAS-fil", _EXPORT)),
    (b"<stata_dta>", _Foreign("en Statafil", _EXPORT)),
    *(
        (bytes([version, order, 1, 0]), _Foreign("en Statafil", _EXPORT))
        for version in range(108, 116)
        for order in (1, 2)
    ),
    (b"RDX", _Foreign("en R-fil", _EXPORT)),
    (b"\x1f\x8b", _Foreign("en packad fil (gzip)", _UNPACK)),
    (b"BZh", _Foreign("en packad fil (bzip2)", _UNPACK)),
    (b"\xfd7zXZ\0", _Foreign("en packad fil (xz)", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", _Foreign("en packad fil (7z)", _UNPACK)),
    (b"Rar!\x1a\x07", _Foreign("en packad fil (rar)", _UNPACK)),
    (b"\x28\xb5\x2f\xfd", _Foreign("en packad fil (zstd)", _UNPACK)),
    *((beginning, _PROGRAM) for beginning in (b"\x78\x01", b"\x78\x9c", b"\x78\xda")),  # zlib, as joblib packs
    (b"%PDF-", _Foreign("ett PDF-dokument", _EXPORT)),
    (b"{\\rtf", _Foreign("ett Worddokument (RTF)", _EXPORT)),
    (b"\x89PNG\r\n", _Foreign("en bild (PNG)", _EXPORT)),
    (b"\xff\xd8\xff", _Foreign("en bild (JPEG)", _EXPORT)),
    (b"GIF8", _Foreign("en bild (GIF)", _EXPORT)),
    (b"II*\0", _Foreign("en bild (TIFF)", _EXPORT)),
    (b"MM\0*", _Foreign("en bild (TIFF)", _EXPORT)),
)

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_ZIP: Sequence[tuple[bytes, Content | _Foreign]] = (  # names of parts are never packed
    (b"xl/workbook.xml", Content.WORKBOOK),
    (b"xl/workbook.bin", _Foreign("en binär arbetsbok (.xlsb)", _OPEN)),
    (b"word/document.xml", _Foreign("ett Worddokument", _EXPORT)),
    (b"ppt/presentation.xml", _Foreign("en PowerPointpresentation", _EXPORT)),
    (b"application/vnd.oasis.opendocument", _Foreign("en OpenDocument-fil (.ods eller .odt)", _OPEN)),
    (b".npy", _PROGRAM),
    (b".pkl", _PROGRAM),
)

_HTML_TAG = re.compile(rb"<(!doctype html|html|head|body|table)\b")
_MOST_STEPS, _FEWEST_STEPS = 1000, 3
_PROGRAM_SUFFIXES = (
    *(".pkl", ".pickle", ".joblib", ".dill", ".npy", ".npz"),
    *(".h5", ".hdf", ".hdf5", ".pt", ".pth"),
)


def refuse_suffix(name: str, where: str) -> None:
    """Raise DataError for a name that only files with code in them have.

    >>> refuse_suffix("svar.csv", "svar.csv")
    """
    if PurePath(name).suffix.casefold() in _PROGRAM_SUFFIXES:
        raise DataError(Problem(where, f"filen är {_PROGRAM.name}", "", _PROGRAM.action))


def content_of(data: bytes, where: str, *allowed: Content) -> Content:
    """Return what a file is, if that is allowed.

    Raises:
        DataError: it is something else; the message says what.

    Example:
        >>> content_of(b"Kommun;Antal", "a.csv", Content.TEXT, Content.SAV).name
        'TEXT'
    """
    kind = _kind(data)
    if kind in allowed:
        return Content(kind)
    if not data:
        raise DataError(Problem(where, "filen är tom", "", "Hämta filen på nytt."))
    name, action = kind if isinstance(kind, _Foreign) else (kind.value, _CHECK)
    raise DataError(Problem(where, f"filen är {name}", " eller ".join(allowed), action))


def _kind(data: bytes) -> Content | _Foreign:
    if data.startswith(b"$FL2"):
        return Content.SAV
    if data.startswith(_OLE):
        return Content.WORKBOOK
    if data.startswith(_ZIP):
        return next((kind for mark, kind in _IN_ZIP if mark in data), Content.WORKBOOK)
    known = next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), None)
    return known or _kind_of_text(data)


def _kind_of_text(data: bytes) -> Content | _Foreign:
    start = data[:1000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(b"mime-version:"):
        return _HTML
    if start.startswith(b"<"):
        return _HTML if _HTML_TAG.search(start) else _Foreign("en XML-fil", _OPEN)
    if b"ascii spss port file" in start:
        return _Foreign("en äldre SPSS-fil (.por)", "Spara den som .sav eller .xlsx.")
    return _PROGRAM if _is_old_pickle(data) else Content.TEXT


def _is_old_pickle(data: bytes) -> bool:
    """Say whether data without a mark are steps of a pickle (protocols 0 and 1); the steps are read, never done."""
    try:
        with catch_warnings():
            simplefilter("ignore")  # of what would be odd in a pickle, and is not in a text
            places = [place for _, _, place in islice(pickletools.genops(data), _MOST_STEPS)]
    except ValueError:
        return False
    return len(places) == _MOST_STEPS or (len(places) >= _FEWEST_STEPS and places[-1] == len(data) - 1)
