"""What may stand nowhere in a file: personnummer, telling column names, forbidden words, places on a computer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from oj_analys.disclosure.auditor.words import pattern_of
from oj_analys.identity import personnummer_in, telling_heading

PERSONNUMMER = "ett personnummer"
TELLING = "en kolumn som kan peka ut en person"
FORBIDDEN = "ett ord som inte får lämna huset"
PLACE = "en plats på en dator"

# Nine digits with little between them, or a number that a spreadsheet has shortened: what is worth a closer look.
_DIGITS = re.compile(r"\d(?:[\W_]{0,3}\d){8}|\d[eE]\+?\d")
_SPELT = re.compile(r"(?<![\d.,])\d{6,8}[-+\u2013\u2212./ ]?\d{4}(?!\d)")
# The numbers of drawings, and checksums, hold any row of digits by chance.
_CODED = re.compile(r"\b(?:d|points|transform|style|viewBox)=\"[^\"]*\"|\b[0-9a-f]{32,}\b")

_ROOTS = ("/home/", "/Users/", "/root/", "/tmp/", "/var/folders/", "file:/", ":\\", "\\\\")  # noqa: S108 - looked for
_PLACES = re.compile(
    r"(?<![\w.])/(?:home|Users|root|tmp|var/folders)/[^\s\"'<>]"
    r"|(?<!\w)[A-Za-z]:\\[^\s\"'<>]"
    r"|(?<![\\\w])\\\\[A-Za-z0-9][\w.$-]*\\[\w$]"
    r"|\bfile:/+[^\s\"'<>]"
)


def traces(texts: Iterable[str], headings: Iterable[str], raw: Sequence[bytes], forbidden: Sequence[str]) -> list[str]:
    """Return what is found in the texts of a file, the headings of its tables and its bytes, as they are and unpacked.

    Words are searched for in all bytes, and without regard to case in the texts; the rest where text can stand.
    """
    different = sorted(set(texts))
    together = "\n".join(different)
    files = [text for data in raw if (text := _text(data))]
    found = {
        PERSONNUMMER: any(map(_is_personnummer, different)) or any(map(_spells, files)),
        TELLING: any(telling_heading(text) for text in sorted(set(headings))),
        FORBIDDEN: _has_words(together, raw, tuple(forbidden)),
        PLACE: any(map(_tells_place, (together, *files))),
    }
    return [what for what, is_found in found.items() if is_found]


def _is_personnummer(text: str) -> bool:
    return _DIGITS.search(text) is not None and personnummer_in(_CODED.sub("", text))


def _spells(file: str) -> bool:
    """Say whether a personnummer stands in a whole file; its drawings are looked at only if something is found."""
    return _has_spelt(file) and _has_spelt(_CODED.sub("", file))


def _has_spelt(text: str) -> bool:
    return any(personnummer_in(match[0]) for match in _SPELT.finditer(text))


def _has_words(text: str, raw: Sequence[bytes], forbidden: tuple[str, ...]) -> bool:
    in_text, in_bytes = _patterns(forbidden)
    return in_text.search(text.casefold()) is not None or any(in_bytes.search(data) for data in raw)


@lru_cache(maxsize=1)
def _patterns(words: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[bytes]]:
    wanted = tuple(filter(None, words))
    coded = tuple(word.encode().decode("latin-1") for word in wanted)  # a letter for each byte
    return (
        re.compile(pattern_of(tuple(word.casefold() for word in wanted))),
        re.compile(pattern_of(coded).encode("latin-1")),
    )


def _tells_place(text: str) -> bool:
    return any(root in text for root in _ROOTS) and _PLACES.search(text) is not None


def _text(data: bytes) -> str:
    """Return bytes as text, empty where they are none: packed, or a picture."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
