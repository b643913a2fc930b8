"""The look of the workbook's cells."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from oj_analys.catalog.mark_looks import MarkLook
from oj_analys.catalog.theme import theme

_ROW_LINE = {"bottom": 1, "bottom_color": "#d3d7da", "valign": "top"}
_TO_THE_LEFT = {"align": "left", "indent": 1}  # so that text never touches the number before it
_TO_THE_RIGHT = {"align": "right"}


class Styles:
    """The cell formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        """Make the formats of text; those of numbers are made when first asked for."""
        colours, sizes = theme().colours, theme().documents.sheet
        self._book = book
        self._body = sizes.body
        self._numbers: dict[str, Format] = {}
        self._words: dict[tuple[bool, MarkLook | None], Format] = {}
        self.marks = self._format(bold=True, font_size=sizes.marks, font_color=colours.mark.hex)
        self.title = self._format(bold=True, font_size=sizes.title, font_color=colours.own.hex)
        self.text = self._format(font_color=colours.muted.hex)
        header = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2, "bottom_color": colours.own.hex}
        self.header = self._format(**header, **_TO_THE_LEFT)
        self.number_header = self._format(**header, **_TO_THE_RIGHT)

    def number(self, number_format: str) -> Format:
        """Return the format of a number cell, for example ``#,##0.0``."""
        if number_format not in self._numbers:
            self._numbers[number_format] = self._format(**_ROW_LINE, **_TO_THE_RIGHT, num_format=number_format)
        return self._numbers[number_format]

    def words(self, look: MarkLook | None, *, among_numbers: bool) -> Format:
        """Return the format of a cell of text, by the look of the mark that it begins with, None without one."""
        if (among_numbers, look) not in self._words:
            side = _TO_THE_RIGHT if among_numbers else {**_TO_THE_LEFT, "text_wrap": True}
            ink = {"font_color": look.colour.hex, "bold": look.bold} if look else {}
            self._words[among_numbers, look] = self._format(**_ROW_LINE, **side, **ink)
        return self._words[among_numbers, look]

    def _format(self, **properties: Any) -> Format:  # noqa: ANN401
        return self._book.add_format({"font_size": self._body, **properties})
