"""CSV: one table in UTF-8 with semicolons."""

from __future__ import annotations

import csv
from io import StringIO

from oj_analys.disclosure.readers.content import Content, Part
from oj_analys.disclosure.readers.unreadable import Unreadable
from oj_analys.frames.shown import BlockKind


def read(data: bytes) -> Content:
    """Read a CSV file as one table without a caption, its header first.

    Raises:
        Unreadable: It is not UTF-8, or a quotation mark is never closed.
    """
    try:
        text = data.decode("utf-8-sig")
        rows = tuple(map(tuple, csv.reader(StringIO(text, newline=""), delimiter=";", strict=True)))
    except (UnicodeDecodeError, csv.Error):
        raise Unreadable("filen är ingen csv-fil i UTF-8") from None
    if "\0" in text:
        raise Unreadable("filen är ingen textfil")
    return Content(parts=(Part(BlockKind.TABLE, "", rows=rows),), raw=(data,))
