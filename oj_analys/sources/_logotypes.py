"""The logotypes of kommuner that ``underlag.toml`` names, as images with nothing beside the picture."""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from oj_analys import catalog
from oj_analys.sources._file_settings import name_of
from oj_analys.sources._noting import noting
from oj_analys.sources._part import Input
from oj_analys.sources._safe_open import read_bytes, sha256
from oj_analys.sources._settings import Settings
from oj_analys.sources._values import Fault
from oj_analys.swedish import number

LARGEST = 1_000_000
MOST_DOTS = 25_000_000  # unpacked it takes a hundred times the largest file

_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_FORMATS = ("PNG", "JPEG")
_SHARP = (1_500, 400)  # dots; more are not seen in a report
_BROKEN = (OSError, ValueError, LookupError, TypeError, SyntaxError, struct.error, zlib.error)
_NO_IMAGE = Fault("går inte att läsa som bild", "PNG eller JPEG", "Spara bilden på nytt.")


@dataclass(frozen=True, slots=True)
class Logotype:
    """The logotype of a kommun (by code): the file, and its picture as PNG."""

    kommun: str
    path: Path
    file: Input
    picture: bytes = field(repr=False)


def read_logotypes(table: Settings, folder: Path) -> Iterator[Logotype]:
    """Yield the logotypes by kommun; an unknown kommun, or a file that is no small PNG or JPEG, is noted as a fault."""
    for code in table.keys:
        before = len(table.problems)
        if code not in catalog.kommun_by_code():
            table.fault(f'okänd kommunkod "{code}"', "fyra siffror inom citattecken", "Rätta koden.")
        path = table.path(code, folder)
        if len(table.problems) == before:
            with noting(table.problems):
                name = name_of(path, folder)
                data = read_bytes(path, name)
                picture = _size_fault(data) or clean_picture(data)
                if isinstance(picture, Fault):
                    table.fault(f'"{name}" {picture.found}', picture.allowed, picture.action)
                else:
                    yield Logotype(code, path, Input(name, sha256(data)), picture)


def clean_picture(data: bytes) -> bytes | Fault:
    """Return the picture of a PNG or JPEG file as a PNG, or what is wrong with it.

    The picture stands upright and keeps its proportions. Everything beside it is left behind: who took it, where and
    with what, names of layers and of programs. What is finer than print shows is made coarser.
    """
    if not data.startswith(_BEGINNINGS):
        return Fault("är varken PNG eller JPEG", "PNG eller JPEG", "Spara bilden på nytt.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=_FORMATS) as opened:
                if opened.width * opened.height > MOST_DOTS:
                    return _too_many_dots()
                upright = ImageOps.exif_transpose(opened)
                return _as_png(upright.convert("RGBA" if upright.has_transparency_data else "RGB"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return _too_many_dots()
    except _BROKEN:
        return _NO_IMAGE


def _as_png(picture: Image.Image) -> bytes:
    picture.thumbnail(_SHARP, Image.Resampling.LANCZOS)
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())  # without what the file said of it
    out = BytesIO()
    bare.save(out, format="PNG", optimize=True)
    return out.getvalue()


def _size_fault(data: bytes) -> Fault | None:
    if len(data) <= LARGEST:
        return None
    return Fault(f"är {number(len(data) / 1e6, 1)} MB", f"högst {number(LARGEST / 1e6)} MB", "Gör bilden mindre.")


def _too_many_dots() -> Fault:
    allowed = f"högst {number(MOST_DOTS / 1e6)} miljoner bildpunkter"
    return Fault("har för många bildpunkter", allowed, "Gör bilden mindre.")
