"""PNG: the texts, dates and foreign parts that lie in the file beside the picture."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from oj_analys.disclosure.readers.content import Beside, Content, Part
from oj_analys.disclosure.readers.unreadable import Unreadable
from oj_analys.frames.shown import BlockKind

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_FRAME = 12  # bytes of a chunk around its content: length, type, checksum
_DRAWING = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"bKGD", b"sBIT", b"hIST"}
_TELLING = {b"tEXt", b"zTXt", b"iTXt", b"tIME", b"iCCP", b"eXIf"}
_MOST_UNPACKED = 10_000_000  # bytes of one text


class _Text(NamedTuple):
    key: str
    text: str


def read(data: bytes) -> Content:
    """Read a PNG file: its title as a heading, every other text beside it.

    Raises:
        Unreadable: It is no PNG file, or a broken one.
    """
    if not data.startswith(_SIGNATURE):
        raise Unreadable("filen är ingen PNG-bild")
    try:
        chunks = tuple(_chunks(data))
        texts = [_text(kind, content) for kind, content in chunks if kind not in _DRAWING]
    except (zlib.error, struct.error, ValueError, IndexError):
        raise Unreadable("PNG-bilden är skadad eller avkortad") from None
    drawn = sum(_FRAME + len(content) for _, content in chunks) + len(_SIGNATURE)
    return Content(
        parts=tuple(Part(BlockKind.HEADING, text, level=1) for key, text in texts if key == "Title"),
        beside=tuple(Beside(key, text) for key, text in texts if key != "Title"),
        authors=tuple(text for key, text in texts if key == "Author"),
        raw=(data, *(text.encode() for _, text in texts)),
        faults=tuple(_faults([kind for kind, _ in chunks], data[drawn:])),
    )


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the type and the content of each chunk up to the end of the picture."""
    kind, at = b"", len(_SIGNATURE)
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, at)
        content = data[at + 8 : at + 8 + length]
        (checksum,) = struct.unpack_from(">I", data, at + 8 + length)
        if checksum != zlib.crc32(kind + content):
            raise ValueError("a chunk is not as its checksum says")
        yield kind, content
        at += _FRAME + length


def _text(kind: bytes, content: bytes) -> _Text:
    """Return a chunk's keyword, or its type, and its text."""
    if kind == b"tIME":
        return _Text("tIME", "{}-{:02}-{:02} {:02}:{:02}:{:02}".format(*struct.unpack(">H5B", content)))
    if kind not in {b"tEXt", b"zTXt", b"iTXt", b"iCCP"}:
        return _Text(kind.decode("latin-1"), content.decode("latin-1"))
    key, _, rest = content.partition(b"\0")
    if kind == b"tEXt":
        text = rest.decode("latin-1")
    elif kind == b"iTXt":
        text = _international(rest)
    else:
        text = _unpacked(rest[1:]).decode("latin-1")
    return _Text(key.decode("latin-1"), text)


def _international(rest: bytes) -> str:
    is_packed, (_language, translated, text) = rest[0], rest[2:].split(b"\0", 2)
    read = (_unpacked(text) if is_packed else text).decode("utf-8")
    return f"{translated.decode('utf-8')}: {read}" if translated else read


def _unpacked(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    found = unpacker.decompress(packed, _MOST_UNPACKED)
    if not unpacker.eof:
        raise ValueError("a text is cut off, or longer than any text")
    return found


def _faults(kinds: list[bytes], after: bytes) -> Iterator[str]:
    if after:
        yield "det ligger något efter bildens slut"
    if set(kinds) - _DRAWING - _TELLING:
        yield "bilden har en del av okänt slag"
    if b"eXIf" in kinds:
        yield "bilden har kamerauppgifter (Exif)"
