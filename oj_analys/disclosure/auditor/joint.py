"""All files of an utgåva together: the same figures everywhere, and nothing to be worked out from what they print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from oj_analys.disclosure.attack import breaches
from oj_analys.disclosure.auditor.file_audit import FileAudit
from oj_analys.disclosure.auditor.finding import Finding
from oj_analys.domain import Status
from oj_analys.frames.shown import Key, Register, Shown, ShownFigure

TOGETHER = "alla filer tillsammans"
DIFFERS = "uppgiften står med olika tal i olika filer"
CRASHED = "granskaren kunde inte pröva vad som går att räkna ut"


def disagreements(files: Iterable[FileAudit]) -> Iterator[Finding]:
    """Yield a finding for every figure that a file prints otherwise than another did before it."""
    first: dict[Key, float | None] = {}
    for file in files:
        for key, number in file.printed.items():
            if first.setdefault(key, number) != number:
                yield Finding(file.path, place(key), DIFFERS)


def worked_out(files: Iterable[FileAudit], shown: Shown, register: Register) -> Iterator[Finding]:
    """Yield a finding for everything that somebody can work out from what the files print and what was released."""
    try:
        found = breaches(as_printed(files, shown), register)
    except Exception as error:  # noqa: BLE001 - an attack that breaks has not failed to find anything
        yield Finding(TOGETHER, "", f"{CRASHED} ({type(error).__name__})")
        return
    for breach in found:
        yield Finding(TOGETHER, "", breach.text)


def as_printed(files: Iterable[FileAudit], shown: Shown) -> Shown:
    """Return the record with the figures that the files print; a number that any file tells is known.

    What no file prints stays as the record has it, since the register will hold it.
    """
    numbers: dict[Key, float] = {}
    for file in files:
        numbers.update({key: number for key, number in file.printed.items() if number is not None})
    return replace(shown, figures=tuple(_as_printed(figure, numbers) for figure in shown.figures))


def place(key: Key) -> str:
    """Name a figure by its key.

    >>> place(Key("2305", "asi.personal", "2024", "T", "alla"))
    'asi.personal, 2305, 2024'
    """
    parts = (key.measure, key.unit, key.period, key.sex.replace("T", ""), key.group.replace("alla", ""))
    return ", ".join(filter(None, parts))


def _as_printed(figure: ShownFigure, numbers: Mapping[Key, float]) -> ShownFigure:
    number = numbers.get(figure.key)
    if number is None or number in (figure.value, figure.low, figure.high):
        return figure
    return replace(figure, status=Status.OK, value=number, low=None, high=None)
