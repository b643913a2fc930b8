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
_DECISION_HEADERS = (
    "Kommun",
    "Område",
    "Mått",
    "Värde från",
    "Beslutsår",
    "Orsak",
    "Åtgärd",
    "Ansvarig roll",
    "Klart",
    "Status",
    "Uppföljning",
    "Kommentar",
    "Får delas",
)
_COMMENT_HEADERS = ("Kommun", "Område", "Kommentar", "Får delas")


@dataclass(frozen=True, slots=True)
class Line:
    """A decision of 2024; ``measure`` is empty, or the one whose value of 2023 stood behind it."""

    kommun: str
    action: str
    measure: str
    responsible: str
    status: PlanStatus
    due: str
    cause: str = ""
    follow_up: str = ""
    comment: str = ""
    shared: bool = True


LINES = (
    Line(
        BRACKE,
        "Genomförandeplaner i LSS-boende",
        "U28129",
        "enhetschef LSS",
        PlanStatus.PAGAR,
        "2025-12",
        cause="Många nya medarbetare hade inte fått utbildning i hur planerna skrivs.",
        follow_up="Egenkontroll i mars och september.",
        comment="Två av enheterna är klara.",
    ),
    Line(
        BRACKE,
        "Fortbildning om våld för handläggarna",
        "U37490",
        "enhetschef IFO",
        PlanStatus.PAGAR,
        "hösten 2025",
        cause="Fortbildningen ställdes in under 2023.",
        shared=False,
    ),
    Line(
        BRACKE,
        "EBP i introduktionen av nya medarbetare",
        "",
        "verksamhetsutvecklare",
        PlanStatus.PAGAR,
        "2025-06",
        follow_up="Nästa mätning med EBP-termometern.",
    ),
    Line(
        ARE,
        "Rutin vid tecken på våld i socialpsykiatrin",
        "U28490",
        "enhetschef socialpsykiatri",
        PlanStatus.KLAR,
        "2025-01-31",
        cause="Rutinen fanns bara för ekonomiskt bistånd.",
    ),
    Line(
        KROKOM,
        "Överenskommelse med regionen om beroendevård",
        "U35513",
        "enhetschef IFO",
        PlanStatus.KLAR,
        "2024-11",
        comment="Överenskommelsen skrevs under efter att enkäten var besvarad.",
    ),
    Line(KROKOM, "Rutin mot våld i LSS-boende", "U28125", "enhetschef LSS", PlanStatus.PAGAR, "2025-09", shared=False),
    Line(
        OSTERSUND,
        "Personligt ombud",
        "U28500",
        "verksamhetschef socialpsykiatri",
        PlanStatus.EJ_PABORJAD,
        "2026",
        comment="Väntar på budgeten för 2026.",
        shared=False,
    ),
    Line(
        OSTERSUND,
        "Genomförandeplaner i särskilt boende",
        "U20443",
        "enhetschef äldreboende",
        PlanStatus.PAGAR,
        "2025-12",
        follow_up="Varje kvartal i nämnden.",
    ),
    Line(BERG, "Genomförandeplaner i LSS-boende", "U28129", "enhetschef LSS", PlanStatus.PAGAR, "2025-10"),
    Line(RAGUNDA, "Socionomer i beroendevården", "U35548", "socialchef", PlanStatus.PAGAR, "", shared=False),
    Line(HARJEDALEN, "Rutin mot våld i LSS-boende", "U28125", "enhetschef LSS", PlanStatus.PAGAR, "2025-12"),
)
"""The decisions of all kommuner but Strömsund."""

STROMSUND_LINES = (
    Line(
        STROMSUND,
        "Rutin vid tecken på våld i socialpsykiatrin",
        "U28490",
        "enhetschef IFO",
        PlanStatus.PAGAR,
        "2025-05",
        cause="Ingen hade ansvar för rutinen.",
    ),
    Line(STROMSUND, "Personal med rätt utbildning i LSS-boende", "N28140", "enhetschef LSS", PlanStatus.PAGAR, "2027"),
    Line(
        STROMSUND,
        "EBP på arbetsplatsträffar",
        "",
        "verksamhetsutvecklare",
        PlanStatus.KLAR,
        "2024-12",
        comment="Fasta frågor på varje träff.",
        shared=False,
    ),
)
STROMSUND_AGAIN = (replace(STROMSUND_LINES[0], status=PlanStatus.KLAR), *STROMSUND_LINES[1:])
"""The other copy from Strömsund: somebody has changed the status of its first decision."""


def write_decisions(folder: Path) -> list[str]:
    """Write the plan of all but Strömsund and Strömsund's two copies; return the lines of ``underlag.toml``."""
    kommun, area, text = COMMENT
    comments = Sheet("Kommentarer", _COMMENT_HEADERS, [(catalog.kommun(kommun).name, area, text, "Ja")], width=40)
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
        catalog.area(catalog.measure(line.measure).area).name if line.measure else "",
        line.measure,
        BASELINE if line.measure else None,
        DECIDED,
        line.cause,
        line.action,
        line.responsible,
        line.due,
        line.status,
        line.follow_up,
        line.comment,
        "Ja" if line.shared else "Nej",
    )
