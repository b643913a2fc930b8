"""The logotypes of kommuner that ``underlag.toml`` names, as bytes that are checked to be an image."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from oj_analys import catalog
from oj_analys.sources._file_settings import name_of
from oj_analys.sources._noting import noting
from oj_analys.sources._safe_open import read_bytes
from oj_analys.sources._settings import Settings
from oj_analys.sources._values import Fault
from oj_analys.swedish import number

LARGEST = 1_000_000

_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


@dataclass(frozen=True, slots=True)
class Logotype:
    """The logotype of a kommun (by code): the file and its content."""

    kommun: str
    path: Path
    data: bytes = field(repr=False)


def read_logotypes(table: Settings, folder: Path) -> Iterator[Logotype]:
    """Yield the logotypes by kommun; an unknown kommun, or a file that is no small PNG or JPEG, is noted as a fault."""
    for code in table.keys:
        before = len(table.problems)
        if code not in catalog.kommun_by_code():
            table.fault(f'okänd kommunkod "{code}"', "fyra siffror inom citattecken", "Rätta koden.")
        path = table.path(code, folder)
        if len(table.problems) == before:
            with noting(table.problems):
                data = read_bytes(path, name_of(path, folder))
                if fault := _image_fault(data):
                    table.fault(f'"{name_of(path, folder)}" {fault.found}', fault.allowed, fault.action)
                yield Logotype(code, path, data)


def _image_fault(data: bytes) -> Fault | None:
    if not data.startswith(_BEGINNINGS):
        return Fault("är varken PNG eller JPEG", "PNG eller JPEG", "Spara bilden på nytt.")
    if len(data) > LARGEST:
        return Fault(f"är {number(len(data) / 1e6, 1)} MB", f"högst {number(LARGEST / 1e6)} MB", "Gör bilden mindre.")
    return None
