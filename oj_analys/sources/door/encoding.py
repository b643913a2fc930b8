"""The text of a file, in whichever of the usual encodings it is saved; letters that are spoilt stop it."""

from __future__ import annotations

import codecs
import re

from oj_analys.domain import DataError, Problem
from oj_analys.sources._cells import listed
from oj_analys.swedish import counted

_LOOKED_AT = 4096  # bytes from the start tell UTF-16 without a mark
_LATIN = 0.8  # of all letters at least, in any text of ours

_SECOND = "\x80-\x9f" + bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")
_SPOILT = re.compile(f"[ÂÃÌ][{_SECOND}]|â[€\x80]|ï»¿|ï¿½|\ufffd")
"""UTF-8 read as something else (``Ã¤``), and what no encoding could read."""

_OTHER_COMPUTER = re.compile(f"{_SPOILT.pattern}|(?<=[A-Za-zåäöÅÄÖ])[†„”ŽŠŒ™](?=[a-zåäö])|™(?=[a-zåäö])")
"""The same, and letters of MS-DOS or an old Macintosh read as Windows-1252 (``Str”m``)."""

_WINDOWS = "cp1252"

_ALLOWED = "UTF-8, UTF-16 eller Windows-1252, en och samma i hela filen"
_SAVE_AGAIN = "Hämta filen på nytt, och spara den som CSV UTF-8 eller som Excelarbetsbok (.xlsx)."


def decoded(data: bytes, where: str) -> str:
    r"""Return the text of a file with ``\n`` at the end of each line.

    It is UTF-8, UTF-16 (with a mark, or known by its zeros) or Windows-1252, tried in that order.

    Raises:
        DataError: letters are spoilt, of two encodings or of none, or it is no text; the message names the lines.

    Example:
        >>> decoded("Åre\r\n".encode("cp1252"), "a.csv"), decoded("Åre".encode("utf-16-le"), "a.csv")
        ('Åre\n', 'Åre')
    """
    encoding = _encoding(data)
    text = _text(data, encoding)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        found = "raden har tecknet NUL, som ingen text har"
        raise DataError(Problem(f"{where}, rad {line}", found, "en textfil", _SAVE_AGAIN))
    rows = _spoilt_rows(text, encoding)
    if rows and encoding == _WINDOWS:
        rows = min(rows, _spoilt_rows(_text(data, "utf-8"), "utf-8"), key=len)  # of two encodings the rarer is told
    if rows:
        found = f"bokstäver (som å, ä eller ö) är förvanskade på {counted(len(rows), 'rad', 'rader')}"
        raise DataError(Problem(f"{where}, rad {listed(rows)}", found, _ALLOWED, _SAVE_AGAIN))
    return text


def _text(data: bytes, encoding: str) -> str:
    return data.decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")


def _spoilt_rows(text: str, encoding: str) -> list[str]:
    pattern = _OTHER_COMPUTER if encoding == _WINDOWS else _SPOILT
    if not pattern.search(text):
        return []
    return [str(row) for row, line in enumerate(text.split("\n"), start=1) if pattern.search(line)]


def is_spoilt(text: str) -> bool:
    """Say whether a text that was UTF-8 has been read as something else.

    >>> is_spoilt("HÃ¤rjedalen"), is_spoilt("Härjedalen – Åre”")
    (True, False)
    """
    return _SPOILT.search(text) is not None


def is_utf16(data: bytes) -> bool:
    """Say whether a text is UTF-16."""
    return _encoding(data).startswith("utf-16")


def _encoding(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    first, second = data[:_LOOKED_AT:2].count(0), data[1:_LOOKED_AT:2].count(0)
    if max(first, second) > min(len(data), _LOOKED_AT) / 2 * _LATIN and not (first and second):
        return "utf-16-be" if first else "utf-16-le"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else _WINDOWS
    return "utf-8-sig"
