"""Files that are cut off or changed somewhere: they are read, or called unreadable, and nothing else."""

from __future__ import annotations

import base64
import json
import struct
import zlib
from contextlib import suppress
from functools import cache
from io import BytesIO

import pytest
import typst
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from oj_analys.disclosure.readers import Unreadable, read

SUFFIXES = ("csv", "html", "ipynb", "json", "pdf", "png", "svg", "xlsx")


def _pdf() -> bytes:
    source = b'#set document(title: "T")\n= Rubrik\n#table(columns: 2, table.header[A][B], [1], [2])\nText.'
    pdf = typst.compile(source, format="pdf", pdf_standards=["ua-1"])
    assert isinstance(pdf, bytes)
    return pdf


def _xlsx() -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.set_size(100, 100)
        sheet = book.add_worksheet("Blad")
        sheet.add_table("A1:B2", {"data": [["Åre", 3.4]]})
        sheet.write_comment("A1", "kommentar")
    return buffer.getvalue()


def _png() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    text = chunk(b"iTXt", b"Title\0\1\0\0\0" + zlib.compress(b"Titel")) + chunk(b"tIME", b"1234567")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"") + text + chunk(b"IEND", b"")


@cache
def whole(suffix: str) -> bytes:
    if suffix in {"pdf", "xlsx", "png"}:
        return {"pdf": _pdf, "xlsx": _xlsx, "png": _png}[suffix]()
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><title>T</title><g id="varde-0" transform="translate(1 2)">'
        '<path d="M 0 0 L 1 1 C 1 1 2 2 3 3 z"/></g><!-- 3 --></svg>'
    )
    packed = base64.b64encode(svg.encode()).decode()
    html = f'<html><body><h1>R</h1><table><tr><td>1</table><img src="data:image/svg+xml;base64,{packed}"></body></html>'
    cell = {"cell_type": "code", "metadata": {}, "outputs": [{"data": packed}], "source": ["x"]}
    texts = {"svg": svg, "html": html, "csv": 'a;"b"\n1;2\n', "json": json.dumps({"a": [cell, 3.4, None]})}
    return texts.get(suffix, json.dumps({"cells": [cell], "metadata": {"authors": [1]}})).encode()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_whole_files_are_read(suffix: str) -> None:
    assert read(f"a.{suffix}", whole(suffix)).raw[0] == whole(suffix)


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_file_cut_off_anywhere(suffix: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(whole(suffix)) - 1))
    with suppress(Unreadable):
        assert read(f"a.{suffix}", whole(suffix)[:end]).raw


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_file_with_bytes_changed_anywhere(suffix: str, data: st.DataObject) -> None:
    changed = bytearray(whole(suffix))
    for place in data.draw(st.lists(st.integers(0, len(changed) - 1), min_size=1, max_size=8)):
        changed[place] = data.draw(st.integers(0, 255))
    with suppress(Unreadable):
        assert read(f"a.{suffix}", bytes(changed)).raw
