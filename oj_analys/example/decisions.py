"""Last year's action plans as the kommuner sent them back: decisions, how far they have come, and a comment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from oj_analys import catalog, swedish
from oj_analys.domain import PlanStatus
from oj_analys.example.excel import Sheet, write_sheets
from oj_analys.example.toml import file_entry
from oj_analys.example.truths import ARE, BERG, BRACKE, HARJEDALEN, KROKOM, OSTERSUND, RAGUNDA, STROMSUND

FILE = "handlingsplan-2024.xlsx"
RETURNED = "handlingsplan-stromsund.xlsx"
RETURNED_AGAIN = "handlingsplan-stromsund-kopia.xlsx"

DECIDED = 2024
BASELINE = 2023

COMMENT = (
    HARJEDALEN,
    "hemloshet",
    "Vi har bytt system och hann inte svara på frågorna om hemlöshet. Vi svarar nästa gång.",
)
"""The kommun, the area that it left unanswered, and what it says of it itself."""

_DAY = date(2025, 5, 30)
_DECISION_HEADERS = ("Kommun", "Beslut", "Mått", "Värde från", "Beslutat", "Ansvarig", "Status")
_COMMENT_HEADERS = ("Kommun", "Område", "Kommentar")


@dataclass(frozen=True, slots=True)
class Line:
    """A decision of 2024; ``measure`` is empty, or the one whose value of 2023 stood behind it."""

    kommun: str
    title: str
    measure: str
    responsible: str
    status: PlanStatus


LINES = (
    Line(BRACKE, "Genomförandeplaner i LSS-boende", "U28129", "enhetschef LSS", PlanStatus.PAGAR),
    Line(BRACKE, "Fortbildning om våld för handläggarna", "U37490", "enhetschef IFO", PlanStatus.PAGAR),
    Line(BRACKE, "EBP i introduktionen av nya medarbetare", "", "verksamhetsutvecklare", PlanStatus.PAGAR),
    Line(ARE, "Rutin vid tecken på våld i socialpsykiatrin", "U28490", "enhetschef socialpsykiatri", PlanStatus.KLAR),
    Line(KROKOM, "Överenskommelse med regionen om beroendevård", "U35513", "enhetschef IFO", PlanStatus.KLAR),
    Line(KROKOM, "Rutin mot våld i LSS-boende", "U28125", "enhetschef LSS", PlanStatus.PAGAR),
    Line(OSTERSUND, "Personligt ombud", "U28500", "verksamhetschef socialpsykiatri", PlanStatus.EJ_PABORJAD),
    Line(OSTERSUND, "Genomförandeplaner i särskilt boende", "U20443", "enhetschef äldreboende", PlanStatus.PAGAR),
    Line(BERG, "Genomförandeplaner i LSS-boende", "U28129", "enhetschef LSS", PlanStatus.PAGAR),
    Line(RAGUNDA, "Socionomer i beroendevården", "U35548", "socialchef", PlanStatus.PAGAR),
    Line(HARJEDALEN, "Rutin mot våld i LSS-boende", "U28125", "enhetschef LSS", PlanStatus.PAGAR),
)
"""The decisions of all kommuner but Strömsund."""

STROMSUND_LINES = (
    Line(STROMSUND, "Rutin vid tecken på våld i socialpsykiatrin", "U28490", "enhetschef IFO", PlanStatus.PAGAR),
    Line(STROMSUND, "Personal med rätt utbildning i LSS-boende", "N28140", "enhetschef LSS", PlanStatus.PAGAR),
    Line(STROMSUND, "EBP på arbetsplatsträffar", "", "verksamhetsutvecklare", PlanStatus.KLAR),
)
STROMSUND_AGAIN = (replace(STROMSUND_LINES[0], status=PlanStatus.KLAR), *STROMSUND_LINES[1:])
"""The other copy from Strömsund: somebody has changed the status of its first decision."""


def write_decisions(folder: Path) -> list[str]:
    """Write the plan of all but Strömsund and Strömsund's two copies; return the lines of ``underlag.toml``."""
    kommun, area, text = COMMENT
    comments = Sheet("Kommentarer", _COMMENT_HEADERS, [(catalog.kommun(kommun).name, area, text)], width=40)
    stromsund = swedish.kommun_name(catalog.kommun(STROMSUND).name)
    return [
        *_write(folder, FILE, "Kommunerna i länet", LINES, comments),
        *_write(folder, RETURNED, stromsund, STROMSUND_LINES),
        *_write(folder, RETURNED_AGAIN, stromsund, STROMSUND_AGAIN),
    ]


def _write(folder: Path, name: str, sender: str, lines: Sequence[Line], *more: Sheet) -> list[str]:
    about = ["Filen är gjord av oj_analys. En rad per beslut. Inget beslut är fattat i någon kommun."]
    decisions = Sheet("Beslut", _DECISION_HEADERS, [_row(line) for line in lines], width=40)
    write_sheets(folder / name, f"Handlingsplan {DECIDED}", _DAY, about, decisions, *more)
    return file_entry(
        name,
        "handlingsplan",
        rubrikrad=1,
        producent=sender,
        hamtad=_DAY,
        licens="Påhittade beslut, fri användning",
    )


def _row(line: Line) -> tuple[str | float | None, ...]:
    return (
        catalog.kommun(line.kommun).name,
        line.title,
        line.measure,
        BASELINE if line.measure else None,
        DECIDED,
        line.responsible,
        line.status,
    )
