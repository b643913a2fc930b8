"""What is noted while a file is read: what is wrong, and what it prints of each figure of persons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from oj_analys.disclosure.auditor.finding import Finding
from oj_analys.disclosure.auditor.ledger import Ledger
from oj_analys.frames.shown import Key

_DIFFERS = "en uppgift om personer står med olika tal i filen"


@dataclass(frozen=True, slots=True)
class Notes:
    """The findings of a file so far, each once, and what it prints of each figure: a number, or None for a mark."""

    path: str
    findings: dict[Finding, None] = field(default_factory=dict)
    printed: dict[Key, float | None] = field(default_factory=dict)

    def fault(self, where: str, what: str) -> None:
        """Note that something is wrong."""
        self.findings[Finding(self.path, where, what)] = None

    def saw(self, key: Key, number: float | None) -> None:
        """Note what the file prints of a figure; a number outweighs a mark, since it is what leaks."""
        before = self.printed.get(key)
        if before is None:
            self.printed[key] = number
        elif number is not None and number != before:
            self.fault("", _DIFFERS)

    def saw_in(self, text: str, keys: Iterable[Key], ledger: Ledger) -> None:
        """Note which figures a text tells the value of."""
        told = {number.value for number in ledger.loose(text)}
        for figure in (ledger.figures[key] for key in keys) if told else ():
            if figure.value in told:
                self.saw(figure.key, figure.value)
