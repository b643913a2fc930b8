"""One reader per file format: what a finished file holds, for the auditor.

A reader takes a file's bytes, looks at nothing else, and expects that somebody may have tampered with them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import PurePath
from types import MappingProxyType

from oj_analys.disclosure.readers.content import Content
from oj_analys.disclosure.readers.unreadable import Unreadable

__all__ = ["READERS", "Unreadable", "read"]


def _reader(module: str) -> Callable[[bytes], Content]:
    """Return the reader of a module, which is loaded when the first file of its format is met."""

    def reader(data: bytes) -> Content:
        try:
            found: Content = import_module(f"{__name__}.{module}").read(data)
        except RecursionError:
            raise Unreadable("filen är nästlad bortom all rimlighet") from None
        return found

    return reader


READERS: Mapping[str, Callable[[bytes], Content]] = MappingProxyType(
    {
        ".csv": _reader("csv_table"),
        ".html": _reader("html_page"),
        ".ipynb": _reader("notebook"),
        ".json": _reader("json_tree"),
        ".pdf": _reader("pdf"),
        ".png": _reader("png"),
        ".svg": _reader("svg"),
        ".xlsx": _reader("xlsx"),
    }
)


def read(name: str, data: bytes) -> Content:
    """Read a file by the suffix of its name.

    Raises:
        Unreadable: The type has no reader, or the file is not what its suffix says.
    """
    reader = READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise Unreadable("filtypen har ingen läsare")
    return reader(data)
