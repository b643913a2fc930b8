"""What a reader finds in a finished file: its parts in reading order, and everything that lies beside them."""

from __future__ import annotations

from dataclasses import dataclass

from oj_analys.frames.shown import BlockKind


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file as a reader meets it.

    ``text`` is the heading, the paragraph, or the caption or title; ``rows`` are a table's cells as text, its header
    first. A number of a workbook is written with a full stop and as many decimals as it has (``3.4``), text as it is.
    ``alt`` is the alternative text of a picture. ``marks`` are the places and extents of the values that a picture
    draws, in its own coordinates; ``strays`` is how many more shapes it has among them, that draw no value by name.
    """

    kind: BlockKind
    text: str
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    alt: str = ""
    marks: tuple[Mark, ...] = ()
    strays: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A value as a picture draws it: the name of its group in the file, and its left, top, right and lower edge."""

    name: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Beside:
    """Text that no part holds: a property, a comment, a name, a hidden sheet's cell, a cache; ``where`` says which."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Content:
    """All that is in a file.

    ``authors`` are the persons or bodies named as its author. ``raw`` are its bytes as they are and as they unpack.
    ``faults`` are things that may not be there at all, in Swedish (a hidden sheet, a macro, an attached file).
    """

    parts: tuple[Part, ...] = ()
    beside: tuple[Beside, ...] = ()
    authors: tuple[str, ...] = ()
    raw: tuple[bytes, ...] = ()
    faults: tuple[str, ...] = ()
