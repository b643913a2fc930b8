"""What typst sets everything in: the one font family, and what it can draw."""

from __future__ import annotations

import atexit
import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import typst
from font_source_sans_pro import font_directory
from matplotlib.ft2font import FT2Font

from oj_analys.reports.writers.plain import clean

_FILES = tuple(f"SourceSansPro-{style}.ttf" for style in ("Regular", "It", "Bold", "BoldIt"))
_TWINS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2015": "\u2013"})
_BOX = "\u2610"
_BREAK = "\u200b"
_LONG_WORD = re.compile(r"\S{41,}")
_PART = re.compile(r"(\S{0,39}[/_]|\S{40})(?=\S)")


class TypesettingError(RuntimeError):
    """A template and its data do not fit each other: a programming error, so it speaks English."""


@cache
def fonts() -> typst.Fonts:
    """Return the family's four styles for typst; no font of the machine is ever used."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_folder()])


def _folder() -> str:
    """Return a folder with those four files only, kept until the process ends.

    The package's own folder holds every style both as TTF and as OTF, and typst takes the one that the file system
    happens to list first.
    """
    folder = mkdtemp(prefix="oj_analys_")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in _FILES:
        shutil.copy(Path(font_directory) / name, folder)
    return folder


@cache
def _drawable() -> frozenset[str]:
    return frozenset(map(chr, FT2Font(str(Path(font_directory) / _FILES[0])).get_charmap()))


def printable(text: str) -> str:
    """Return clean text that the font can draw.

    A letter outside the font becomes ``☐``, since an accessible PDF may not hold a letter without a shape. A word of
    more than 40 letters, such as a path, may break after a sign that joins, or else after each 40.

    >>> printable("Åre 72\u202f%"), printable("שלום")
    ('Åre 72\u202f%', '☐☐☐☐')
    """
    drawable = _drawable()
    drawn = clean(text).translate(_TWINS)
    if not drawable.issuperset(drawn):
        drawn = "".join(letter if letter in drawable else _BOX for letter in drawn)
    return _LONG_WORD.sub(lambda word: _PART.sub(rf"\1{_BREAK}", word[0]), drawn)
