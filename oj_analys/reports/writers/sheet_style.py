"""The look of the workbook's cells."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from oj_analys.catalog.theme import theme

_ROW_LINE = {"bottom": 1, "bottom_color": "#d3d7da", "valign": "top"}
_TO_THE_LEFT = {"align": "left", "indent": 1}  # so that text never touches the number before it
_TO_THE_RIGHT = {"align": "right"}


class Styles:
    """The cell formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        """Make the formats of text; those of numbers are made when first asked for."""
        colours = theme().colours
        self._book = book
        self._numbers: dict[str, Format] = {}
        self.marks = self._format(bold=True, font_size=12, font_color=colours.mark.hex)
        self.title = self._format(bold=True, font_size=15, font_color=colours.own.hex)
        self.text = self._format(font_color=colours.muted.hex)
        self.cell = self._format(**_ROW_LINE, **_TO_THE_LEFT, text_wrap=True)
        self.mark = self._format(**_ROW_LINE, **_TO_THE_RIGHT, font_color=colours.muted.hex)
        header = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2, "bottom_color": colours.own.hex}
        self.header = self._format(**header, **_TO_THE_LEFT)
        self.number_header = self._format(**header, **_TO_THE_RIGHT)

    def number(self, number_format: str) -> Format:
        """Return the format of a number cell, for example ``#,##0.0``."""
        if number_format not in self._numbers:
            self._numbers[number_format] = self._format(**_ROW_LINE, **_TO_THE_RIGHT, num_format=number_format)
        return self._numbers[number_format]

    def _format(self, **properties: Any) -> Format:  # noqa: ANN401
        return self._book.add_format(properties)
