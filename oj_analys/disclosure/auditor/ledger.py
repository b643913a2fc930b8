"""What the auditor knows of an utgåva before it opens a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from oj_analys import catalog
from oj_analys.disclosure.auditor.numbers import Number, numbers_in
from oj_analys.disclosure.auditor.phrases import Phrases, phrases
from oj_analys.domain import Status
from oj_analys.frames.shown import Key, Shown, ShownFigure, ShownFile


@dataclass(frozen=True, slots=True)
class Ledger:
    """The figures and the files of an utgåva by their names, and the phrases whose numbers are nobody's."""

    sender: str
    figures: Mapping[Key, ShownFigure]
    files: Mapping[str, ShownFile]
    measures: frozenset[str]
    phrases: Phrases
    about: re.Pattern[str]
    instruments: re.Pattern[str]
    _seen: dict[str, tuple[Number, ...]] = field(default_factory=dict, repr=False)

    def loose(self, text: str) -> tuple[Number, ...]:
        """Return the numbers of a text that no harmless phrase explains."""
        if text not in self._seen:  # cells repeat
            self._seen[text] = numbers_in(self.phrases.strip(text)) if numbers_in(text) else ()
        return self._seen[text]

    def names_persons(self, text: str) -> bool:
        """Say whether a text is the id or the title of a measure of persons, or holds one that is telling."""
        return text in self.measures or self.about.search(text) is not None

    def names_instrument(self, text: str) -> bool:
        """Say whether a text names an instrument whose figures are of persons."""
        return self.instruments.search(text) is not None

    def strangers(self, text: str, keys: Iterable[Key]) -> bool:
        """Say whether a text has a number that is neither harmless nor printed of one of these figures."""
        loose = self.loose(text)
        if not loose:
            return False
        figures = [self.figures[key] for key in keys]
        return any(not any(belongs(number, figure) for figure in figures) for number in loose)


def ledger(shown: Shown) -> Ledger:
    """Return what the record of an utgåva says, ready to look up; that of the latest record is kept."""
    return _ledger(_Same(shown))


class _Same:
    """A record as a key: the same object, not an equal one, which would take longer to find than to look through."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.shown is other.shown

    def __hash__(self) -> int:
        return id(self.shown)


@lru_cache(maxsize=1)
def _ledger(same: _Same) -> Ledger:
    shown = same.shown
    return Ledger(
        shown.sender,
        {figure.key: figure for figure in shown.figures},
        {file.path: file for file in shown.files},
        frozenset(name for measure in shown.measures for name in (measure.id, measure.title) if name),
        phrases(shown),
        _naming(shown),
        _any_of(instrument.name for instrument in catalog.instruments().values()),
    )


def _naming(shown: Shown) -> re.Pattern[str]:
    """Find the id of a measure of persons, or its title of several words; a lone word stands in other titles too."""
    names = {name for measure in shown.measures for name in (measure.id, measure.title) if "." in name or " " in name}
    return _any_of(names)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, sorted(names, reverse=True))) or '(?!)'})(?!\w)")


def belongs(number: Number, figure: ShownFigure) -> bool:
    """Say whether a number is a figure's value, an end of its band, or what it is computed on, and no finer."""
    if figure.status is not Status.OK:
        return False
    is_value = number.value in (figure.value, figure.low, figure.high) and number.decimals <= figure.decimals
    return is_value or (number.value == figure.n and number.decimals == 0)
