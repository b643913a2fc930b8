"""A drawn figure as bytes: the same figure always gives the same bytes."""

from __future__ import annotations

from io import BytesIO
from typing import Literal

import matplotlib as mpl
from matplotlib.figure import Figure

from oj_analys.charts import style

PNG_DPI = 200


def svg_text(figure: Figure) -> bytes:
    """Return an SVG whose text is text, for documents that carry the font themselves (PDF)."""
    return _svg(figure, "none")


def svg_paths(figure: Figure) -> bytes:
    """Return an SVG whose text is drawn as shapes, for files that stand alone."""
    return _svg(figure, "path")


def png(figure: Figure) -> bytes:
    """Return a PNG of 200 dots per inch."""
    buffer = BytesIO()
    with style.settings():
        figure.savefig(buffer, format="png", dpi=PNG_DPI, metadata={"Software": None, "Title": _title(figure)})
    return buffer.getvalue()


def _svg(figure: Figure, fonttype: Literal["none", "path"]) -> bytes:
    buffer = BytesIO()
    # Matplotlib would name its version and the time of day.
    metadata = {"Date": None, "Creator": None, "Format": None, "Type": None, "Title": _title(figure)}
    with style.settings(), mpl.rc_context({"svg.fonttype": fonttype}):
        figure.savefig(buffer, format="svg", metadata=metadata)
    return buffer.getvalue()


def _title(figure: Figure) -> str | None:
    return str(figure.get_label()) or None
