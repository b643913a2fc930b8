"""What the cells of a row print of one figure: its value and what it is computed on, or its mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from oj_analys import catalog
from oj_analys.disclosure.auditor.ledger import Ledger, belongs
from oj_analys.disclosure.auditor.notes import Notes
from oj_analys.disclosure.auditor.numbers import Number, numbers_in
from oj_analys.domain import Status
from oj_analys.frames.shown import ShownFigure

FOREIGN = "en cell har ett tal som inte är uppgiftens"
FINER = "en cell har fler decimaler än uppgiften får ha"
LEAKS = "en dold uppgift står med ett tal"
UNMARKED = "en dold uppgift saknar märket"
UNTOLD = "en uppgift som ska visas visas inte"
BARE = "ett band står utan minst eller högst"
NOT_HIDDEN = "en uppgift som inte finns har märket för dolda"

_BAND = re.compile(r"minst|högst|[≥≤]", re.IGNORECASE)
_LONGEST_CELL = 60  # letters; the phrase for what is hidden has room
_AROUND = " \u00a0\u2022()"


def is_sentence(text: str) -> bool:
    """Say whether a cell tells of a figure in a sentence, as the words for a chart do."""
    return len(text) > _LONGEST_CELL


def cell_fault(texts: Sequence[str], figure: ShownFigure, ledger: Ledger, notes: Notes) -> str:
    """Say what is wrong with the cells of a row that print one figure, empty if nothing is."""
    foreign = [number for text in texts for number in ledger.loose(text) if not belongs(number, figure)]
    if foreign:
        notes.saw(figure.key, foreign[0].value)
        return _foreign_fault(foreign[0], figure)
    if figure.status is not Status.OK:
        notes.saw(figure.key, None)
        return _mark_fault(texts, figure, ledger)
    return _value_fault(texts, figure, notes)


def _foreign_fault(number: Number, figure: ShownFigure) -> str:
    if figure.value is None:
        return LEAKS
    return FINER if abs(number.value - figure.value) < 10.0**-figure.decimals else FOREIGN


def _mark_fault(texts: Sequence[str], figure: ShownFigure, ledger: Ledger) -> str:
    """A hidden figure shows its mark and nothing else; one that is not there never does, since that would tell."""
    label = catalog.labels().status[Status.SEKRETESS]
    said = {ledger.phrases.strip(text).strip(_AROUND) for text in texts} - {""}
    if figure.status is Status.SEKRETESS:
        return "" if said and said <= {label.mark, label.text} else UNMARKED
    return NOT_HIDDEN if said & {label.mark, label.text} else ""


def _value_fault(texts: Sequence[str], figure: ShownFigure, notes: Notes) -> str:
    telling = [text for text in texts if any(number.value == figure.value for number in numbers_in(text))]
    if not telling:
        return UNTOLD
    notes.saw(figure.key, figure.value)
    is_band = figure.low is not None
    return BARE if is_band and not all(_BAND.search(text) for text in telling) else ""
