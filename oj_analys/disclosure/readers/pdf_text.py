"""The words of a PDF as they are drawn: by page and marked content, or beside all marked content."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from oj_analys.disclosure.readers.markup import plain
from oj_analys.disclosure.readers.unreadable import Unreadable

Place = tuple[int, int]
"""A page from 0, and the number of its marked content; -1 for what is not marked."""

UNMARKED = -1
_LINE_END = "\x02"  # how the library tells a hyphen at the end of a line
_APART = 0.6  # of a letter's size: further away is another text
_KINDS = {pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM}
_ROOM = 512  # letters of a text object; a longer one is asked for again
_LEVEL = 0.1  # of a letter's size: no higher or lower on the line
_DEEPEST = 20  # drawings within drawings


class _Run(NamedTuple):
    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of a document in the order that they are drawn, and the pages that draw text that is not seen."""

    runs: Mapping[Place, list[_Run]]
    unseen: tuple[int, ...]

    def flowing(self, place: Place) -> str:
        """Return marked content as running text: a word that is broken over two lines is whole."""
        texts = (run.text for run in self.runs.get(place, ()))
        return "".join("" if text == _LINE_END else text.replace(_LINE_END, "-") for text in texts)

    def scattered(self, place: Place) -> tuple[str, ...]:
        """Return marked content as texts that stand apart, as in a picture."""
        found: list[str] = []
        last: _Run | None = None
        for run in self.runs.get(place, ()):
            if last is not None and _goes_on(last, run):
                found[-1] += run.text
            else:
                found.append(run.text)
            last = run
        return tuple(filter(None, (plain(text.replace(_LINE_END, "-")) for text in found)))


def words_of(data: bytes) -> Words:
    """Return every text that the pages of a document draw.

    Raises:
        Unreadable: It is no PDF, or a broken or protected one.
    """
    pen = _Pen()
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            for number in range(len(document)):
                with closing(document[number]) as page, closing(page.get_textpage()) as letters:
                    pen.follow(number, page, letters)
    except pypdfium2.PdfiumError:
        raise Unreadable("filen är ingen PDF, eller är skadad eller skyddad") from None
    return Words(pen.runs, tuple(sorted(pen.unseen)))


class _Pen:
    """Follows what is drawn; the library fills in the same few numbers again and again, which is twice as fast."""

    def __init__(self) -> None:
        self.runs: dict[Place, list[_Run]] = {}
        self.unseen: set[int] = set()
        self._edges = tuple(ctypes.c_float() for _ in range(4))
        self._matrix, self._size = pdfium.FS_MATRIX(), ctypes.c_float()
        self._room = (ctypes.c_ushort * _ROOM)()

    def follow(self, number: int, page: Any, letters: Any) -> None:  # noqa: ANN401 - handles of the library
        """Take every text that a page draws."""
        objects = (pdfium.FPDFPage_GetObject(page, at) for at in range(pdfium.FPDFPage_CountObjects(page)))
        for drawn, mark in _texts(objects, UNMARKED, 0):
            self.runs.setdefault((number, mark), []).append(self._run(drawn, letters))
            if pdfium.FPDFTextObj_GetTextRenderMode(drawn) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
                self.unseen.add(number)

    def _run(self, drawn: Any, letters: Any) -> _Run:  # noqa: ANN401 - handles of the library
        pdfium.FPDFPageObj_GetBounds(drawn, *self._edges)
        pdfium.FPDFPageObj_GetMatrix(drawn, self._matrix)
        pdfium.FPDFTextObj_GetFontSize(drawn, self._size)
        left, _bottom, right, _top = self._edges
        size = abs(self._size.value * self._matrix.d)
        return _Run(self._letters(drawn, letters), left.value, right.value, self._matrix.f, size)

    def _letters(self, drawn: Any, letters: Any) -> str:  # noqa: ANN401 - handles of the library
        needed = pdfium.FPDFTextObj_GetText(drawn, letters, self._room, ctypes.sizeof(self._room))
        if needed > ctypes.sizeof(self._room):
            self._room = (ctypes.c_ushort * needed)()
            return self._letters(drawn, letters)
        return ctypes.string_at(self._room, max(needed - 2, 0)).decode("utf-16-le", errors="replace")


def _texts(objects: Iterator[Any], outer: int, depth: int) -> Iterator[tuple[Any, int]]:
    """Yield the text objects, also of drawings within drawings, with the marked content that they belong to."""
    for drawn in objects:
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind not in _KINDS:
            continue
        own = pdfium.FPDFPageObj_GetMarkedContentID(drawn)
        mark = outer if own == UNMARKED else own
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield drawn, mark
        elif depth < _DEEPEST:
            count = pdfium.FPDFFormObj_CountObjects(drawn)
            yield from _texts((pdfium.FPDFFormObj_GetObject(drawn, at) for at in range(count)), mark, depth + 1)


def _goes_on(last: _Run, run: _Run) -> bool:
    size = max(last.size, run.size)
    return abs(last.base - run.base) < _LEVEL * size and -size < run.left - last.right < _APART * size
