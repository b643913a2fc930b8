"""Lines of TOML, written the same on every machine."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path


def key_value(key: str, value: str | float | date) -> str:
    """Return one line.

    >>> key_value("namn", "Åre"), key_value("syntetisk", True), key_value("uttag", date(2025, 6, 23))
    ('namn = "Åre"', 'syntetisk = true', 'uttag = 2025-06-23')
    """
    text = value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
    return f"{key} = {text}"


def file_entry(name: str, kind: str, **keys: str | float | date) -> list[str]:
    """Return the lines that tell ``underlag.toml`` of one file.

    >>> file_entry("a.xlsx", "enkat", rubrikrad=1)
    ['', '[[fil]]', 'fil = "a.xlsx"', 'typ = "enkat"', 'rubrikrad = 1']
    """
    pairs = {"fil": name, "typ": kind, **keys}
    return ["", "[[fil]]", *(key_value(key, value) for key, value in pairs.items())]


def write_toml(path: Path, lines: Iterable[str]) -> None:
    """Write the lines as UTF-8 with the same line ends everywhere."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
