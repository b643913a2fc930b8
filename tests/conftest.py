"""What several rooms' tests share: the example county, loaded and compared once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from oj_analys.frames import Released
from oj_analys.preparation import narrowed, released_for
from oj_analys.reports.blocks import Figure, Heading, Note, PageBreak, Report, Table, Text
from oj_analys.reports.kommun import kommun_report
from oj_analys.sources._cage import work_here
from oj_analys.sources.loaded import load

work_here()  # a process for every file would make the tests take an hour; test_cage.py lifts this

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "data" / "raw" / "exempel"


@pytest.fixture(scope="session")
def example() -> Path:
    """The folder of the example county's June edition."""
    return EXAMPLE


@pytest.fixture(scope="session")
def released() -> Callable[[str], Released]:
    """Return what a report of an edition is made of, by the edition's id and the kommun's code (empty: the meeting)."""
    known: dict[str, Released] = {}

    def of(edition: str, kommun: str) -> Released:
        if edition not in known:
            loaded = load(EXAMPLE if edition == "2025-06" else EXAMPLE / edition)
            known[edition] = released_for(loaded)
        return narrowed(known[edition], kommun)

    return of


@pytest.fixture(scope="session")
def report(released: Callable[[str, str], Released]) -> Callable[[str, str], Report]:
    """Return a kommun's finished report, by the edition's id and the kommun's code."""
    known: dict[tuple[str, str], Report] = {}

    def of(edition: str, kommun: str) -> Report:
        if (edition, kommun) not in known:
            known[edition, kommun] = kommun_report(released(edition, kommun))
        return known[edition, kommun]

    return of


@pytest.fixture(scope="session")
def lines() -> Callable[[Report], list[str]]:
    """Return every line of a report's blocks as a reader meets it; a table row is one line."""
    return _lines


def _lines(report: Report) -> list[str]:
    found: list[str] = []
    for block in report.blocks:
        if isinstance(block, Heading):
            found.append(block.text)
        elif isinstance(block, Text):
            found.append(" ".join(part for part in (block.mark, block.lead, block.text) if part))
        elif isinstance(block, Note):
            found.append(f"{block.lead} {block.text}")
        elif isinstance(block, Table):
            found += [" | ".join(cell.text for cell in row) for row in block.rows]
            found.append(block.note)
        elif isinstance(block, Figure):
            found += [block.chart.title, block.chart.alt, block.chart.reading]
        elif not isinstance(block, PageBreak):
            raise TypeError(type(block).__name__)
    return [line.replace("\u00a0", " ") for line in found]
