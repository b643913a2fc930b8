"""The look of the marks ``+ = ! ? – ..``: colour and weight by what a mark says, never by good or bad."""

from __future__ import annotations

from dataclasses import dataclass, fields

from oj_analys.catalog.palette import Colour, Palette, Use
from oj_analys.catalog.toml_table import Table
from oj_analys.domain import Position, Status

_CLEAR = {Position.BATTRE, Position.SAMRE, Position.HOGRE, Position.LAGRE}
_LEVEL = {Position.INGEN, Status.OK}


@dataclass(frozen=True, slots=True)
class MarkLook:
    """How a mark and its words are set."""

    colour: Colour
    bold: bool


@dataclass(frozen=True, slots=True)
class MarkLooks:
    """The looks of all marks.

    ``clear`` is a tested difference to whichever side, ``level`` no clear one; ``silent`` says nothing of the kommun:
    too few answers, no value, a hidden value.
    """

    clear: MarkLook
    level: MarkLook
    silent: MarkLook

    def of(self, code: Position | Status) -> MarkLook:
        """Return the look of the mark of a position or a status.

        >>> from oj_analys.catalog.theme import theme
        >>> [theme().marks.of(code).bold for code in (Position.SAMRE, Position.OSAKERT, Status.SEKRETESS)]
        [True, False, False]
        """
        if code in _CLEAR:
            return self.clear
        return self.level if code in _LEVEL else self.silent


def read_marks(table: Table, palette: Palette) -> MarkLooks:
    """Return the looks; a mark is set in a colour that is made for text."""
    found = MarkLooks(*(_read_look(table.table(field.name), palette) for field in fields(MarkLooks)))
    table.close()
    return found


def _read_look(table: Table, palette: Palette) -> MarkLook:
    name, bold = table.text("colour"), table.need("bold", bool)
    table.close()
    colours: dict[str, Colour] = {field.name: getattr(palette, field.name) for field in fields(Palette)}
    inks = [role for role, colour in colours.items() if colour.use is Use.TEXT and not colour.hatched]
    if name.strip() and name not in inks:
        table.fault(f'nyckeln "colour" är "{name}"', ", ".join(inks))
    return MarkLook(colours.get(name, palette.text), bold)
