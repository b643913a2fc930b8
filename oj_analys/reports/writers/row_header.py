"""Row headers of a tagged PDF: the first cell of each body row becomes TH with the scope Row.

typst marks only the header row; a screen reader needs both to say which kommun and which measure a number belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object


def mark_row_headers(pdf: bytes) -> bytes:
    """Return the PDF with row headers marked; same bytes in, same bytes out."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for row in _body_rows(document.Root.StructTreeRoot):
            _make_header(_children(row)[0])
        out = BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _body_rows(element: Object) -> Iterator[Object]:
    for child in _children(element):
        if child.S == "/TBody":
            yield from _children(child)
        else:
            yield from _body_rows(child)


def _children(element: Object) -> list[Object]:
    """Return the structure elements below an element: a single one, a list, or none among marked content."""
    below = element.get("/K", Array())
    items = below if isinstance(below, Array) else [below]
    return [item for item in items if isinstance(item, Dictionary) and "/S" in item]


def _make_header(cell: Object) -> None:
    cell.S = Name.TH
    attributes = cell.get("/A", Array())
    entries = list(attributes) if isinstance(attributes, Array) else [attributes]
    others = [entry for entry in entries if entry.O != "/Table"]
    cell.A = Array([*others, Dictionary(O=Name.Table, Scope=Name.Row)])
