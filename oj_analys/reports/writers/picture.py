"""A chart as bytes: its text SVG, drawn once for every format, and the PNG made from it."""

from __future__ import annotations

import json
import struct
import zlib
from functools import cache
from importlib import resources
from weakref import WeakKeyDictionary

import typst

from oj_analys.charts.chart import Chart
from oj_analys.charts.render import svg_text
from oj_analys.reports.writers.font import TypesettingError, fonts

PNG_DPI = 200
_INCH = 0.0254  # metres
_AFTER_HEADER = 33  # a PNG's signature and its first chunk, IHDR

_drawn: WeakKeyDictionary[Chart, bytes] = WeakKeyDictionary()


def chart_svg(chart: Chart) -> bytes:
    """Return the chart as SVG whose text is text."""
    if chart not in _drawn:
        _drawn[chart] = svg_text(chart.figure)
    return _drawn[chart]


def chart_png(chart: Chart) -> bytes:
    """Return the chart as a PNG of 200 dots per inch that carries its title.

    typst paints the SVG about three times as fast as matplotlib draws the figure anew. It keeps what it has painted
    for some ten compilations, so one picture at a time also keeps the memory low.
    """
    width, height = (float(inches) for inches in chart.figure.get_size_inches())
    data = json.dumps({"svg": chart_svg(chart).decode(), "width": width, "height": height})
    compiler = typst.Compiler(_template(), font_paths=fonts(), sys_inputs={"data": data})
    painted = compiler.compile(format="png", ppi=float(PNG_DPI))
    if not isinstance(painted, bytes):
        raise TypesettingError("a chart did not become one picture")
    return _described(painted, chart.title)


def _described(picture: bytes, title: str) -> bytes:
    """Add the resolution, by which Word and PowerPoint choose the size, and the title."""
    per_metre = round(PNG_DPI / _INCH)
    resolution = _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    words = _chunk(b"iTXt", b"Title\0\0\0sv\0\0" + title.encode())
    return picture[:_AFTER_HEADER] + resolution + words + picture[_AFTER_HEADER:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG file (ISO/IEC 15948, section 5.3)."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@cache
def _template() -> bytes:
    return (resources.files("oj_analys.reports.writers") / "bild.typ").read_bytes()
