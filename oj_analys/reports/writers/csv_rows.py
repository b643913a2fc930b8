"""Tables as text, as Swedish Excel opens them: semicolons, decimal comma, UTF-8 with a byte order mark."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from oj_analys.reports.writers.plain import clean

Value = str | int | float | None

_STARTS_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_bytes(header: Iterable[str], rows: Iterable[Iterable[Value]]) -> bytes:
    r"""Return a table as a file; None is an empty field, and no spreadsheet takes a text for a formula.

    >>> csv_bytes(["mått", "värde"], [["=1+1", 2.5], ["a", None]]).decode("utf-8-sig")
    "mått;värde\n'=1+1;2,5\na;\n"
    """
    buffer = StringIO(newline="")
    table = csv.writer(buffer, delimiter=";", lineterminator="\n")
    table.writerow([_field(name) for name in header])
    table.writerows([_field(value) for value in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def _field(value: Value) -> str:
    if isinstance(value, str):
        shown = clean(value).strip()
        return f"'{shown}" if shown.startswith(_STARTS_FORMULA) else shown
    return "" if value is None else str(value).replace(".", ",")
