"""Zip archives: their members, unpacked within bounds, and what the archive itself hides."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from oj_analys.disclosure.readers.unreadable import Unreadable

_MOST_UNPACKED = 200_000_000  # bytes, all members together
_MOST_MEMBERS = 5_000
_SIGNATURE = b"PK\x03\x04"
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, LookupError, ValueError)


@dataclass(frozen=True, slots=True)
class Archive:
    """The members by name, in their order; the archive's own remarks; and what is wrong with it, in Swedish."""

    members: Mapping[str, bytes]
    remarks: tuple[str, ...]
    faults: tuple[str, ...]


def unpack(data: bytes) -> Archive:
    """Unpack a zip archive.

    Raises:
        Unreadable: It is no zip archive, is broken or encrypted, or becomes larger than any report.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = _bounded([info for info in archive.infolist() if not info.is_dir()])
            members = {info.filename: archive.read(info) for info in infos}
            remarks = filter(None, [archive.comment, *(info.comment for info in infos)])
            return Archive(members, tuple(map(_words, remarks)), tuple(_faults(data, archive, infos)))
    except Unreadable:
        raise
    except _BROKEN:
        raise Unreadable("filen är skadad, avkortad eller krypterad") from None


def nested(members: Mapping[str, bytes]) -> Iterator[bytes]:
    """Yield what is inside members that are archives themselves, one level down."""
    for content in members.values():
        if content.startswith(_SIGNATURE):
            try:
                yield from unpack(content).members.values()
            except Unreadable:
                continue


def _bounded(infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    if sum(info.file_size for info in infos) > _MOST_UNPACKED or len(infos) > _MOST_MEMBERS:
        raise Unreadable("filen blir orimligt stor när den packas upp")
    return infos


def _words(remark: bytes) -> str:
    return remark.decode("utf-8", errors="replace")


def _faults(data: bytes, archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> Iterator[str]:
    if len({info.filename.casefold() for info in infos}) < len(infos):
        yield "filen har två delar med samma namn"
    if not data.startswith(_SIGNATURE):
        yield "det ligger något före filens början"
    if archive.comment or any(info.comment for info in infos):
        yield "arkivet har en kommentar"
