"""Who reads what of the plans: a kommun its own lines, the meeting those that are shared, nobody anybody else's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from oj_analys.domain import Comment, Decision, Notice, Plan, PlanStatus
from oj_analys.example.truths import BERG, BRACKE, EIGHT
from oj_analys.frames import Released
from oj_analys.preparation import narrowed, released_for
from oj_analys.reports.blocks import Report
from oj_analys.reports.kommun import kommun_report
from oj_analys.reports.rug import rug_report
from oj_analys.reports.writers.pdf_data import report_data
from oj_analys.reports.writers.workbook import render_workbook
from oj_analys.sources.loaded import load

TEXTS = [field.name for field in fields(Decision) if field.type == "str" and not field.repr]
CANARY = "=Kanariefågel"
HOSTILE = "<b>x</b> $ % _ # \\input{x} {{x}} +1"


def decision(unit: str, *, shared: bool) -> Decision:
    """Return a decision with the canary in every text."""
    texts = {name: f"{CANARY} {name} {unit} {HOSTILE}" for name in TEXTS}
    return Decision(unit=unit, source=f"exempel:plan-{unit}.xlsx", shared=shared, **texts)


def comment(unit: str, *, shared: bool) -> Comment:
    return Comment(unit, "lss", f"{CANARY} text {unit} {HOSTILE}", f"exempel:plan-{unit}.xlsx", shared=shared)


def plan(*, shared: bool) -> Plan:
    return Plan(
        tuple(decision(unit, shared=shared) for unit in EIGHT), tuple(comment(unit, shared=shared) for unit in EIGHT)
    )


@pytest.fixture(scope="module")
def whole(example: Path) -> Released:
    return released_for(load(example))


def words(report: Report) -> str:
    """Return every text of a report: what the PDF is made of, and every cell of the workbook."""
    book = openpyxl.load_workbook(BytesIO(render_workbook(report)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    return "\n".join([*_texts(report_data(report)["blocks"]), *(str(cell.value) for cell in cells)])


def _texts(data: object) -> Iterator[str]:
    """Yield every text of JSON-ready data; a chart is pictured elsewhere."""
    if isinstance(data, dict):
        yield from (text for key, value in data.items() if key != "svg" for text in _texts(value))
    elif isinstance(data, list):
        yield from (text for value in data for text in _texts(value))
    elif isinstance(data, str):
        yield data


def test_what_is_not_shared_is_nowhere_in_the_meetings_set(whole: Released) -> None:
    meeting = narrowed(replace(whole, plan=plan(shared=False)), "")
    assert meeting.plan == Plan()
    assert CANARY not in words(rug_report(meeting))


def test_a_kommun_reads_its_own_lines_only_shared_or_not(whole: Released) -> None:
    for shared in (False, True):
        said = words(kommun_report(narrowed(replace(whole, plan=plan(shared=shared)), BRACKE)))
        assert all(f"{CANARY} {name} {BRACKE}" in said for name in (*TEXTS, "text"))
        assert set(re.findall(rf"{CANARY} \w+ (\d+)", said)) == {BRACKE}
        cut = said.count(" …")  # the first page has room for the beginning of a decision
        assert said.count(CANARY) == said.count(HOSTILE) + cut


def test_what_is_shared_stands_in_the_meetings_workbook(whole: Released) -> None:
    said = words(rug_report(narrowed(replace(whole, plan=plan(shared=True)), "")))
    assert all(f"{CANARY} {name} {unit} {HOSTILE}" in said for unit in EIGHT for name in (*TEXTS, "text"))


def test_what_one_copy_keeps_back_no_copy_shares(whole: Released) -> None:
    yes = Decision(BRACKE, "Rutin", "a.xlsx", status=PlanStatus.KLAR, shared=True)
    no = replace(yes, action="rutin.", source="b.xlsx", shared=False)
    told = Comment(BRACKE, "lss", "Bra.", "a.xlsx", shared=True)
    kept = replace(told, source="b.xlsx", shared=False)
    other = Decision(BERG, "Rutin", "a.xlsx", shared=True)
    released = replace(whole, plan=Plan((yes, no, other), (told, kept)))
    assert narrowed(released, "").plan == Plan((other,))
    assert narrowed(released, BRACKE).plan == Plan((yes, no), (told, kept))


@pytest.mark.parametrize(("reader", "told"), [("", ["alla", "länet"]), (BRACKE, ["alla", "Bräcke"]), (BERG, ["alla"])])
def test_what_is_noted_of_a_kommun_is_for_that_kommun(whole: Released, reader: str, told: list[str]) -> None:
    units = {"alla": "", "länet": whole.edition.grupp.unit, "Bräcke": BRACKE}
    notices = tuple(Notice("fil", "slag", "", unit, 1, text) for text, unit in units.items())
    assert [notice.text for notice in narrowed(replace(whole, notices=notices), reader).notices] == told


def test_the_example_shares_some_lines_and_keeps_some_back(whole: Released, released: Callable[..., Released]) -> None:
    shared = {line.identity for line in released("2025-06", "").plan.decisions}
    assert 0 < len(shared) < len({line.identity for line in whole.plan.decisions})
    said = words(rug_report(released("2025-06", "")))
    kept_back = [line for line in whole.plan.decisions if not line.shared]
    assert kept_back
    for line in kept_back:
        assert not [text for text in (line.cause, line.follow_up, line.comment) if text and text in said]
