"""Texts, titles and alternative texts about persons: every number belongs to what they may tell, or to nobody."""

from __future__ import annotations

from collections.abc import Iterable

from oj_analys.disclosure.auditor.layout import Zone
from oj_analys.disclosure.auditor.ledger import Ledger
from oj_analys.disclosure.auditor.notes import Notes
from oj_analys.disclosure.auditor.ticks import without_ticks
from oj_analys.frames.shown import BlockKind

STRANGER = "ett tal som inte hör till det som texten handlar om"

_BROKEN = 60  # letters in a line that may go on in the next


def check_texts(zone: Zone, ledger: Ledger, notes: Notes) -> None:
    """Check the texts of a zone about persons, the name of its part and its alternative text."""
    keys = zone.figures
    for text in _own(zone):
        notes.saw_in(text, keys, ledger)
        if (zone.guarded or ledger.names_persons(text)) and ledger.strangers(text, keys):
            notes.fault(zone.where, STRANGER)


def _own(zone: Zone) -> tuple[str, ...]:
    part = zone.part
    if part is None:
        return whole_sentences(zone.texts)
    is_picture = part.kind is BlockKind.PICTURE
    return (part.text, part.alt, *whole_sentences(without_ticks(zone.texts) if is_picture else zone.texts))


def whole_sentences(lines: Iterable[str]) -> tuple[str, ...]:
    """Return texts with their lines together again, where a sentence has been broken into several."""
    found: list[str] = []
    is_open = False
    for line in lines:
        found[-1:] = [f"{found[-1]} {line}"] if is_open else [*found[-1:], line]
        is_open = len(line) >= _BROKEN and not line.rstrip().endswith((".", ":", "!", "?"))
    return tuple(found)
