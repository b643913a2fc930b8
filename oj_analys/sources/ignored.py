"""Files that lie in a folder of raw files without being any: what systems, people and proposals leave beside them."""

from __future__ import annotations

PROPOSAL = "underlag-forslag.toml"

_BESIDE = ("thumbs.db", "desktop.ini", PROPOSAL)


def is_ignored(name: str) -> bool:
    """Say whether a file is passed by without a word.

    >>> is_ignored(".DS_Store"), is_ignored("Readme.txt"), is_ignored("~$oj.xlsx"), is_ignored("oj.xlsx")
    (True, True, True, False)
    """
    plain = name.casefold()
    return plain.startswith((".", "readme", "~$")) or plain in _BESIDE
