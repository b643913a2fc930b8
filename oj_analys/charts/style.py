"""How every chart is set: one font, fixed settings, nothing taken from the machine or the user's own matplotlib."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path

import matplotlib as mpl
from font_source_sans_pro import font_directory
from matplotlib.font_manager import findfont, fontManager

from oj_analys.catalog.theme import theme


def settings() -> AbstractContextManager[None]:
    """Return the context in which every chart is drawn and written."""
    return mpl.rc_context(_settings())


@cache
def _settings() -> mpl.RcParams:
    register_fonts()
    settings = mpl.RcParams({name: value for name, value in mpl.rcParamsDefault.items() if name != "backend"})
    settings["font.family"] = [theme().font]
    settings["font.size"] = theme().sizes.label
    settings["text.color"] = theme().colours.text.hex
    settings["text.parse_math"] = False  # a "$" in a title is a dollar sign
    settings["text.hinting"] = "none"  # the same widths in every resolution
    settings["svg.hashsalt"] = "oj_analys"
    settings["hatch.linewidth"] = 0.7
    settings["lines.solid_capstyle"] = "butt"
    return settings


@cache
def register_fonts() -> None:
    """Make the font known to matplotlib; no other font is ever taken in its place."""
    for style in ("Regular", "Bold"):
        fontManager.addfont(Path(font_directory) / f"SourceSansPro-{style}.ttf")
    for weight in ("regular", "bold"):
        findfont(f"{theme().font}:{weight}", fallback_to_default=False)
