"""A logotype becomes a picture and nothing else, or a fault in plain words."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from oj_analys.sources._logotypes import clean_picture
from oj_analys.sources._values import Fault

TEAL = (0, 78, 95)


def drawn(size: tuple[int, int] = (60, 20), mode: str = "RGB", kind: str = "PNG", **how: Any) -> bytes:
    image = Image.new("RGBA", size, (*TEAL, 255))
    image.paste((255, 255, 255, 0), (0, 0, size[0] // 2, size[1]))
    out = BytesIO()
    image.convert(mode).save(out, format=kind, **how)
    return out.getvalue()


def opened(picture: bytes | Fault) -> Image.Image:
    assert isinstance(picture, bytes), picture
    image = Image.open(BytesIO(picture))
    assert image.format == "PNG"
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_the_picture_stays_as_it_is(kind: str) -> None:
    image = opened(clean_picture(drawn(kind=kind)))
    assert (image.size, image.mode) == ((60, 20), "RGB")
    assert image.getpixel((50, 10)) == pytest.approx(TEAL, abs=4)  # JPEG is never exact


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "LA", "1"])
def test_every_kind_of_png_can_be_read(mode: str) -> None:
    image = opened(clean_picture(drawn(mode=mode)))
    assert image.mode == ("RGBA" if mode in {"RGBA", "LA", "P"} else "RGB")
    assert image.size == (60, 20)


def test_what_is_see_through_stays_so() -> None:
    assert opened(clean_picture(drawn(mode="RGBA"))).getpixel((5, 10)) == (255, 255, 255, 0)


def test_a_picture_of_printing_inks_becomes_one_of_light() -> None:
    assert opened(clean_picture(drawn(mode="CMYK", kind="JPEG"))).mode == "RGB"


def test_nothing_stands_beside_the_picture() -> None:
    words = PngInfo()
    words.add_text("Author", "Anna Handläggare", zip=True)
    words.add_itxt("XML:com.adobe.xmp", "C:/Users/anna")
    exif = Image.Exif()
    exif[0x013B] = "Anna Handlaggare"
    for data in (drawn(pnginfo=words, exif=exif), drawn(kind="JPEG", exif=exif, comment=b"Anna Handlaggare")):
        picture = clean_picture(data)
        assert isinstance(picture, bytes)
        assert chunks(picture) <= {b"IHDR", b"IDAT", b"IEND"}


def chunks(data: bytes) -> set[bytes]:
    found, at = set(), 8
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        found.add(kind)
        at += length + 12
    return found


def test_a_picture_lying_down_is_stood_up() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    assert opened(clean_picture(drawn(kind="JPEG", exif=exif))).size == (20, 60)


@pytest.mark.parametrize(
    ("size", "expected"), [((3_000, 800), (1_500, 400)), ((6_000, 400), (1_500, 100)), ((500, 4_000), (50, 400))]
)
def test_what_is_finer_than_print_is_made_coarser_in_proportion(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert opened(clean_picture(drawn(size))).size == expected


def test_same_bytes_again() -> None:
    data = drawn(kind="JPEG")
    assert clean_picture(data) == clean_picture(data)


def png(width: int, height: int, body: bytes = b"") -> bytes:
    """Return a PNG whose header tells a size and whose picture is ``body``."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", body), (b"IEND", b""))
    blocks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(blocks)


@pytest.mark.parametrize("size", [(5_001, 5_000), (12_000, 12_000), (60_000, 60_000)])
def test_a_small_file_may_not_unpack_to_a_large_picture(size: tuple[int, int]) -> None:
    found = clean_picture(png(*size, zlib.compress(b"0" * 1_000)))
    assert isinstance(found, Fault)
    assert (found.found, found.allowed) == ("har för många bildpunkter", "högst 25 miljoner bildpunkter")


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"GIF89a", b"II*\0", b"%PDF-1.7"])
def test_other_files_are_refused(data: bytes) -> None:
    found = clean_picture(data)
    assert isinstance(found, Fault)
    assert found.found == "är varken PNG eller JPEG"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["PNG", "JPEG"]), st.integers(0, 400), st.binary(max_size=6))
def test_a_broken_file_is_a_fault_or_a_picture_and_never_an_error(kind: str, at: int, noise: bytes) -> None:
    data = drawn(kind=kind)
    broken = data[:at] + noise + data[at + len(noise) + 1 :]
    found = clean_picture(broken)
    if isinstance(found, Fault):
        assert found.found in {"går inte att läsa som bild", "är varken PNG eller JPEG", "har för många bildpunkter"}
    else:
        opened(found).load()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_file_that_is_cut_off_is_refused(kind: str) -> None:
    data = drawn((300, 100), kind=kind)
    found = clean_picture(data[: len(data) // 2])
    assert isinstance(found, Fault)
    assert found.found == "går inte att läsa som bild"
