"""Lines of a proposed TOML file: what is known, what is guessed, and what only the analyst can fill in."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date

Value = str | int | date | Sequence[str]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def setting(key: str, value: Value, unsure: str = "") -> str:
    """Return a line with a value; ``unsure`` says why it is only a guess.

    >>> setting("omgang", "2025", "ur filens namn")
    'omgang = "2025"  # OSÄKERT: ur filens namn'
    """
    return f"{_key(key)} = {_value(value)}{_comment('OSÄKERT', unsure)}"


def blank(key: str, what: str, guess: str = "") -> str:
    """Return a line with an empty text, which ``load`` refuses by the key's name; ``what`` says what is to stand there.

    >>> blank("avsandare", "vem som sänder rapporterna")
    'avsandare = ""  # FYLL I: vem som sänder rapporterna'
    >>> blank("period", "det år som mättes", "filnamnet säger 2025")
    'period = ""  # OSÄKERT: filnamnet säger 2025. FYLL I: det år som mättes'
    """
    mark = f"OSÄKERT: {_one_line(guess)}. FYLL I" if guess else "FYLL I"
    return f'{_key(key)} = ""{_comment(mark, what)}'


def unsure(text: str) -> str:
    """Return a line that says what the analyst must look at."""
    return f"# OSÄKERT: {_one_line(text)}"


def commented(lines: Sequence[str]) -> list[str]:
    """Return lines that are left out until the analyst removes the ``#``."""
    return [f"# {line}" for line in lines]


def document(blocks: Sequence[Sequence[str]]) -> str:
    """Return a file of blocks of lines with an empty line between them."""
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _text(key)


def _value(value: Value) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | date):
        return str(value)
    return f"[{', '.join(map(_text, value))}]"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(mark: str, text: str) -> str:
    return f"  # {mark}: {_one_line(text)}" if text else ""


def _one_line(text: str) -> str:
    """Return a text as a comment may hold it: on one line and without what does not print."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
