"""Jupyter notebooks: what is written in the cells, and everything that a run left behind, which may not be there."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import Any

from oj_analys.disclosure.readers.content import Beside, Content, Part
from oj_analys.disclosure.readers.json_tree import Pairs, leaves, parse
from oj_analys.disclosure.readers.unreadable import Unreadable
from oj_analys.frames.shown import BlockKind

_PLAIN_METADATA = {"kernelspec", "language_info"}
_CELL = {"id", "cell_type", "source", "metadata", "outputs", "execution_count", "attachments"}
_BOOK = {"cells", "metadata", "nbformat", "nbformat_minor"}


def read(data: bytes) -> Content:
    """Read a notebook: markdown as headings and texts, code as texts; the rest beside.

    Raises:
        Unreadable: It is no notebook.
    """
    book = parse(data)
    cells = _at(book, "cells")
    if not isinstance(cells, list) or isinstance(cells, Pairs):
        raise Unreadable("filen är ingen anteckningsbok")
    left = [(f"cell {number}", cell) for number, cell in enumerate(cells, start=1)]
    return Content(
        parts=tuple(part for cell in cells for part in _parts(cell)),
        beside=(
            *(leaf for name, value in book if name != "cells" for leaf in leaves(value, name)),
            *(leaf for where, cell in left for leaf in _left_behind(where, cell)),
        ),
        authors=tuple(leaf.text for leaf in leaves(_at(_at(book, "metadata"), "authors"))),
        raw=(data, *(packed for cell in cells for packed in _packed(cell))),
        faults=tuple(dict.fromkeys((*_book_faults(book), *(f"{at}: {f}" for at, cell in left for f in _faults(cell))))),
    )


def _parts(cell: object) -> Iterator[Part]:
    written = _source(cell)
    if _at(cell, "cell_type") != "markdown":
        yield from ([Part(BlockKind.TEXT, written)] if written else [])
        return
    for line in filter(None, map(str.strip, written.splitlines())):
        marks, _, words = line.partition(" ")
        if marks and not marks.strip("#"):
            yield Part(BlockKind.HEADING, words.strip(), level=len(marks))
        else:
            yield Part(BlockKind.TEXT, line)


def _source(cell: object) -> str:
    source = _at(cell, "source")
    return "".join(text for text in source if isinstance(text, str)) if isinstance(source, list) else str(source or "")


def _left_behind(where: str, cell: object) -> Iterator[Beside]:
    for name, value in cell if isinstance(cell, Pairs) else ():
        if name not in {"id", "cell_type", "source"}:
            yield from leaves(value, f"{where}.{name}")


def _packed(cell: object) -> Iterator[bytes]:
    """Yield the pictures and files that outputs and attachments hold."""
    for leaf in (*leaves(_at(cell, "outputs")), *leaves(_at(cell, "attachments"))):
        try:
            yield base64.b64decode(leaf.text.replace("\n", ""), validate=True)
        except (binascii.Error, ValueError):
            continue


def _book_faults(book: Pairs) -> Iterator[str]:
    metadata = _at(book, "metadata")
    names = {name for name, _ in metadata} if isinstance(metadata, Pairs) else set()
    if "widgets" in names:
        yield "anteckningsboken har sparade reglage (widgets)"
    if names - _PLAIN_METADATA - {"widgets"}:
        yield "anteckningsboken har egna metadata"
    if {name for name, _ in book} - _BOOK:
        yield "anteckningsboken har en del av okänt slag"


def _faults(cell: object) -> Iterator[str]:
    if _at(cell, "outputs"):
        yield "utdata är kvar"
    if _at(cell, "execution_count") is not None:
        yield "körningens nummer är kvar"
    if _at(cell, "attachments"):
        yield "en bilaga är kvar"
    if _at(cell, "metadata"):
        yield "egna metadata är kvar"
    if not isinstance(cell, Pairs) or {name for name, _ in cell} - _CELL:
        yield "en del av okänt slag"


def _at(document: object, wanted: str) -> Any:  # noqa: ANN401 - any JSON
    """Return what stands under a name, None where nothing does."""
    return next((value for name, value in document if name == wanted), None) if isinstance(document, Pairs) else None
