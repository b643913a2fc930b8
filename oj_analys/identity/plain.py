"""Text in one alphabet: what looks alike is alike, and what does not show is gone."""

from __future__ import annotations

import unicodedata

_DASHES = "\u2212\u2043"  # minus and hyphen bullet, which Unicode does not count as dashes


class _Characters(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        """Keep and return what a new character becomes."""
        self[code] = _plain(chr(code))
        return self[code]


_CHARACTERS = _Characters()


def plain(text: str) -> str:
    r"""Return the text with ASCII digits, dashes and spaces, composed (NFKC), without characters that do not show.

    >>> plain("\uff11\u0662\u20133\u00a0\u200b4")
    '12-3 4'
    """
    return text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_CHARACTERS)


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd" or character in _DASHES:
        return "-"
    return "" if category == "Cf" else character
