"""The only door through which a foreign file comes in: bytes, workbooks, tables, JSON and TOML.

Whatever is wrong with a file, what comes out is a :class:`DataError` in Swedish that names the file and the cause.
``where`` is what the messages call the file. A personnummer anywhere in a file stops it here.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import struct
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from oj_analys.catalog.toml_table import parse_toml
from oj_analys.domain import DataError, Problem
from oj_analys.sources._watch import watched
from oj_analys.sources.door.csv_table import read_delimited
from oj_analys.sources.door.encoding import is_utf16
from oj_analys.sources.door.file_bytes import read_file
from oj_analys.sources.door.file_kind import Content, content_of, refuse_suffix
from oj_analys.sources.door.limits import MOST_UNPACKED
from oj_analys.sources.door.personnummer import refuse_in_content, refuse_in_lines, refuse_in_names, refuse_in_sheets
from oj_analys.sources.door.sav_table import read_sav, unpacked_size
from oj_analys.sources.door.workbook import Workbook
from oj_analys.sources.door.workbook_read import read_cells
from oj_analys.swedish import number

LONGEST_TOML = 1_000_000  # characters: somebody has written them by hand
_MOST_DIGITS = 15  # a float holds no more


@dataclass(frozen=True, slots=True)
class Document:
    """The content of a JSON or TOML file and the fingerprint of the file."""

    sha256: str
    content: Any = field(repr=False)


def read_bytes(path: Path, where: str = "") -> bytes:
    """Return the content of an ordinary file of at most 50 MB.

    Raises:
        DataError: the file is missing, no ordinary file, open elsewhere, too large, of a kind that can hold code by its
            name, or has a personnummer in its name.
    """
    where = where or path.name
    refuse_in_names([path.name])
    refuse_suffix(path.name, where)
    return read_file(path, where)


def sha256(data: bytes) -> str:
    """Return the fingerprint of a file's content."""
    return hashlib.sha256(data).hexdigest()


def open_workbook(path: Path, where: str = "") -> Workbook:
    """Return every sheet of an .xlsx workbook that has been checked before any reader met it.

    Raises:
        DataError: the file is something else than a workbook, damaged, protected or too large, or holds a personnummer.
    """
    return _open(path, where or path.name, Content.WORKBOOK)


def open_table(path: Path, where: str = "") -> Workbook:
    """Return the sheets of an .xlsx workbook, or a csv or sav file as the only sheet, without a name.

    The content decides which it is, not the name.

    Raises:
        DataError: the file is none of them, is damaged or too large, or holds a personnummer.
    """
    return _open(path, where or path.name, *Content)


def _open(path: Path, where: str, *allowed: Content) -> Workbook:
    data = read_bytes(path, where)
    with watched(where, len(data)):
        content = content_of(data, where, *allowed)
        unpacked = max(len(data), _UNPACKED[content](data))
    with watched(where, min(unpacked, MOST_UNPACKED)):
        return _READERS[content](data, where)


def _unpacked_workbook(data: bytes) -> int:
    """Return how large a workbook states that it is when it is unpacked, 0 if it cannot be told."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, struct.error, LookupError, RuntimeError, ValueError):  # its own check says why
        return 0


def _read_text_table(data: bytes, where: str) -> Workbook:
    rows = read_delimited(data, where)
    refuse_in_sheets({where: rows})
    return Workbook(sha256(data), {"": rows})


_UNPACKED: Mapping[Content, Callable[[bytes], int]] = {
    Content.WORKBOOK: _unpacked_workbook,
    Content.SAV: unpacked_size,
    Content.TEXT: len,
}
_READERS: Mapping[Content, Callable[[bytes, str], Workbook]] = {
    Content.WORKBOOK: read_cells,
    Content.SAV: read_sav,
    Content.TEXT: _read_text_table,
}


def read_json(path: Path, where: str = "") -> Document:
    """Return the content of a JSON file.

    Raises:
        DataError: the file cannot be opened or is not valid JSON; numbers that are none (NaN) or that no float holds
            are not valid, nor are keys that stand twice in an object, or a personnummer.
    """
    return _document(path, where or path.name, _parse_json)


def read_toml(path: Path, where: str = "") -> Document:
    """Return the content of a TOML file.

    Raises:
        DataError: the file cannot be opened, is not valid TOML or holds a personnummer; the message says at which line.
    """
    return _document(path, where or path.name, _parse_toml)


def _document(path: Path, where: str, parse: Callable[[str, str], Any]) -> Document:
    data = read_bytes(path, where)
    with watched(where, len(data)):
        content = parse(_utf8(data, where), where)
        try:
            refuse_in_content(content, where)  # in TOML too: an escape can hide one from who reads the lines
        except RecursionError:
            found = "innehållet är inlagt i för många nivåer"
            raise DataError(Problem(where, found, "", "Hämta den på nytt.")) from None
        return Document(sha256(data), content)


def _parse_json(text: str, where: str) -> Any:  # noqa: ANN401 - whatever JSON may hold
    try:
        return json.loads(
            text,
            parse_constant=_refuse_number,
            parse_float=_float,
            parse_int=_int,
            object_pairs_hook=partial(_unique_keys, where=where),
        )
    except json.JSONDecodeError as error:
        fault = _invalid(f"{where}, rad {error.lineno}")  # the error holds the whole file
    except (ValueError, RecursionError):
        fault = _invalid(where)
    raise fault


def _parse_toml(text: str, where: str) -> Mapping[str, Any]:
    if len(text) > LONGEST_TOML:
        found, allowed = f"filen har {number(len(text))} tecken", f"högst {number(LONGEST_TOML)}"
        raise DataError(Problem(where, found, allowed, "Dela upp den, eller ta bort det som inte hör dit."))
    refuse_in_lines(text, where)
    return parse_toml(text, where)


def _utf8(data: bytes, where: str) -> str:
    if data:
        content_of(data, where, Content.TEXT)
    action = "Spara den som UTF-8."
    if is_utf16(data):
        raise DataError(Problem(where, "filen är sparad som UTF-16", "UTF-8", action))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        fault = Problem(where, "filen är inte sparad som UTF-8", "UTF-8", action)
    raise DataError(fault)


def _refuse_number(text: str) -> NoReturn:
    raise ValueError(text)


def _float(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _refuse_number(text)


def _int(text: str) -> int:
    return int(text) if len(text.lstrip("-")) <= _MOST_DIGITS else _refuse_number(text)


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
