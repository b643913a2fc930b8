"""Text that is safe in every file format: nothing invisible, and nothing that turns the reading order."""

from __future__ import annotations

import unicodedata

_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def clean(text: str) -> str:
    r"""Return the text in composed letters, without control and invisible characters; line breaks become spaces.

    Hard spaces stay, since they hold numbers together.

    >>> clean("A\u030are\n12\u00a0%\x00\u202e")
    'Åre 12\xa0%'
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", "".join(_kept(letter) for letter in text))


def _kept(letter: str) -> str:
    if letter in "\n\r\t\v\f\u2028\u2029":
        return " "
    return "" if unicodedata.category(letter) in _DROPPED else letter


def marks_line(marks: tuple[str, ...]) -> str:
    """Return the marks as one line, empty when there are none.

    >>> marks_line(("EXEMPELDATA – påhittade siffror", "UTKAST"))
    'EXEMPELDATA – påhittade siffror · UTKAST'
    """
    return " · ".join(marks)
