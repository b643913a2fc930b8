"""The look of charts and documents: font, type sizes, marks and colours by role, read from ``theme.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from oj_analys.catalog.mark_looks import MarkLooks, read_marks
from oj_analys.catalog.palette import Colour as Colour  # noqa: PLC0414 - whoever draws asks the theme
from oj_analys.catalog.palette import Palette, read_palette
from oj_analys.catalog.palette import Use as Use  # noqa: PLC0414
from oj_analys.catalog.palette import contrast as contrast  # noqa: PLC0414
from oj_analys.catalog.palette import contrast_on_white as contrast_on_white  # noqa: PLC0414
from oj_analys.catalog.toml_table import Table, read_toml
from oj_analys.catalog.type_scale import Documents, Grid, Sizes, read_documents, read_lengths
from oj_analys.domain import DataError, Problem

FILE = "theme.toml"


@dataclass(frozen=True, slots=True)
class Theme:
    """One font family, the type sizes of charts and of documents, a grid, a palette and the looks of the marks."""

    font: str
    sizes: Sizes
    grid: Grid
    documents: Documents
    colours: Palette
    marks: MarkLooks


@cache
def theme() -> Theme:
    """Return the theme that comes with the package.

    Raises:
        DataError: every fault of the file at once.
    """
    problems: list[Problem] = []
    found = read_theme(read_toml(Path(__file__).parent / "data" / FILE, FILE, problems))
    if problems:
        raise DataError(problems)
    return found


def read_theme(file: Table) -> Theme:
    """Return the theme; every size is above 0 and every colour has the contrast of its use."""
    font = file.text("font")
    sizes = read_lengths(file.table("sizes"), Sizes, "punkter")
    grid = read_lengths(file.table("grid"), Grid, "tum")
    documents = read_documents(file.table("documents"))
    marks = file.table("marks")
    colours = read_palette(file.table("colours"))
    found = Theme(font, sizes, grid, documents, colours, read_marks(marks, colours))
    file.close()
    return found
