from __future__ import annotations

import struct
import zlib

import pytest

from oj_analys.disclosure.readers import Content, Unreadable, read
from oj_analys.frames.shown import BlockKind

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEAD = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(*chunks: bytes, after: bytes = b"") -> bytes:
    pixels = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return SIGNATURE + chunk(b"IHDR", HEAD) + b"".join(chunks) + pixels + chunk(b"IEND", b"") + after


def beside(content: Content) -> list[tuple[str, str]]:
    return [(item.where, item.text) for item in content.beside]


def test_the_title_is_a_heading() -> None:
    title = chunk(b"iTXt", b"Title\0\0\0sv\0\0" + "Åre 3,4".encode())
    (part,) = read("a.png", png(title)).parts
    assert (part.kind, part.text, part.level) == (BlockKind.HEADING, "Åre 3,4", 1)


@pytest.mark.parametrize(
    ("kind", "content", "found"),
    [
        (b"tEXt", b"Software\0kanarie", ("Software", "kanarie")),
        (b"zTXt", b"Comment\0\0" + zlib.compress(b"kanarie"), ("Comment", "kanarie")),
        (b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(b"kanarie"), ("Comment", "kanarie")),
        (b"iTXt", b"Comment\0\0\0sv\0hemlig\0kanarie", ("Comment", "hemlig: kanarie")),
        (b"iCCP", b"profil\0\0" + zlib.compress(b"kanarie"), ("profil", "kanarie")),
        (b"tIME", struct.pack(">H5B", 2025, 6, 23, 1, 2, 3), ("tIME", "2025-06-23 01:02:03")),
    ],
)
def test_texts_lie_beside(kind: bytes, content: bytes, found: tuple[str, str]) -> None:
    content_found = read("a.png", png(chunk(kind, content)))
    assert beside(content_found) == [found]
    assert content_found.faults == ()
    assert any(found[1].encode() in raw for raw in content_found.raw)


def test_an_author_is_told() -> None:
    assert read("a.png", png(chunk(b"tEXt", b"Author\0N\xe5gon"))).authors == ("Någon",)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (png(after=b"kanarie"), "det ligger något efter bildens slut"),
        (png(chunk(b"eXIf", b"kanarie")), "bilden har kamerauppgifter (Exif)"),
        (png(chunk(b"prVt", b"kanarie")), "bilden har en del av okänt slag"),
    ],
)
def test_what_may_not_be_there(data: bytes, fault: str) -> None:
    found = read("a.png", data)
    assert found.faults == (fault,)
    assert any(b"kanarie" in raw for raw in found.raw)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"ingen bild",
        SIGNATURE,
        png()[:-5],
        png().replace(b"IDAT", b"JDAT"),
        png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"kanarie")[:-4])),
        png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 20_000_000))),
        png(chunk(b"iTXt", b"Comment")),
    ],
)
def test_a_broken_picture_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read("a.png", data)
