"""Pictures: as many marks as values, drawn from the released numbers and so no more exact than they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from oj_analys.disclosure.auditor.layout import Zone
from oj_analys.disclosure.auditor.ledger import Ledger
from oj_analys.disclosure.auditor.notes import Notes
from oj_analys.disclosure.readers.content import Mark
from oj_analys.domain import Status

COUNT = "bilden ritar inte så många värden som är redovisade"
STRAY = "bilden ritar något bland värdena som inte är redovisat"
HIDDEN = "bilden ritar ett värde som inte är en uppgift som visas"
EXACT = "bildens mått berättar mer än de visade värdena"

_ROUNDED = 0.03  # points that places may differ by, since files have them with two decimals
_GAP = 1.0  # points at least between the columns of a picture, each of which has a scale of its own
_COLUMNS = 3

_PLACES: tuple[Callable[[Mark], float], ...] = (
    lambda mark: (mark.left + mark.right) / 2,
    lambda mark: mark.right,
    lambda mark: mark.left,
    lambda mark: mark.right - mark.left,
    lambda mark: (mark.top + mark.bottom) / 2,
    lambda mark: mark.top,
    lambda mark: mark.bottom - mark.top,
)


def check_marks(zone: Zone, ledger: Ledger, notes: Notes) -> None:
    """Check the marks of a picture against its block, whose first figures are those that it draws, in order."""
    if zone.block is None or zone.part is None:
        return
    if zone.block.guarded and zone.part.strays:
        notes.fault(zone.where, STRAY)
    marks, wanted = zone.part.marks, zone.block.marks
    if len(marks) != wanted:
        notes.fault(zone.where, COUNT)
        return
    drawn = [ledger.figures[key] for key in zone.block.figures[:wanted]]
    values = [figure.value for figure in drawn if figure.status is Status.OK and figure.value is not None]
    if len(values) != wanted:
        notes.fault(zone.where, HIDDEN)
    elif marks and not follows(marks, values):
        notes.fault(zone.where, EXACT)


def follows(marks: Sequence[Mark], values: Sequence[float]) -> bool:
    """Say whether the marks can be drawn from these values alone.

    Some place or extent of theirs is a straight line of the values, or their widths are the values by the scale of the
    column that they stand in. Marks of one and the same value stand at one place, or side by side with one width.
    """
    if len(set(values)) == 1:
        centres = [(mark.left + mark.right) / 2 for mark in marks]
        return _are_equal(centres) or (_are_equal(_widths(marks)) and _touch(marks))
    straight = any(_is_straight(values, [place(mark) for mark in marks]) for place in _PLACES)
    return straight or _is_scaled(values, marks)


def _is_straight(values: Sequence[float], places: Sequence[float]) -> bool:
    """Say whether places lie on a straight line of different values; a level line tells nothing of them."""
    middle, centre = sum(values) / len(values), sum(places) / len(places)
    product = sum((value - middle) * (place - centre) for value, place in zip(values, places, strict=True))
    slope = product / sum((value - middle) ** 2 for value in values)
    if abs(slope) * (max(values) - min(values)) <= _ROUNDED:
        return False
    return _are_equal([place - slope * value for value, place in zip(values, places, strict=True)])


def _is_scaled(values: Sequence[float], marks: Sequence[Mark]) -> bool:
    """Say whether every width is its value by the scale of its column; the columns come in order from the left.

    Marks that are all of one width, such as points, tell their values by something else.
    """
    if _are_equal(_widths(marks)):
        return False
    starts = [0, *(at for at in range(1, len(marks)) if _is_between_columns(marks[:at], marks[at:]))]
    ends = [*starts[1:], len(marks)]
    return len(starts) <= _COLUMNS and all(
        _is_proportional(values[start:end], _widths(marks[start:end])) for start, end in zip(starts, ends, strict=True)
    )


def _is_between_columns(before: Sequence[Mark], after: Sequence[Mark]) -> bool:
    return min(mark.left for mark in after) > max(mark.right for mark in before) + _GAP


def _is_proportional(values: Sequence[float], widths: Sequence[float]) -> bool:
    factor = widths[values.index(max(values))] / max(values) if max(values) > 0 else 0.0
    return all(abs(width - factor * value) <= _ROUNDED for value, width in zip(values, widths, strict=True))


def _touch(marks: Sequence[Mark]) -> bool:
    """Say whether the marks stand side by side, as the parts of a bar do."""
    return any(abs(one.right - other.left) <= _ROUNDED for one in marks for other in marks if one is not other)


def _widths(marks: Sequence[Mark]) -> list[float]:
    return [mark.right - mark.left for mark in marks]


def _are_equal(numbers: Sequence[float]) -> bool:
    """Say whether numbers are equal as far as the rounding of places lets one tell."""
    return max(numbers) - min(numbers) <= _ROUNDED
