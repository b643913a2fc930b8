"""The tables of an area: own values and own answers beside those of the group and of riket."""

from __future__ import annotations

from oj_analys import swedish
from oj_analys.charts.wording import printed
from oj_analys.domain import Area, Grupp, Kommun, ValueKind
from oj_analys.reports.blocks import Cell, Column, Table
from oj_analys.reports.sentences.answers import quoted
from oj_analys.reports.standing import NOWHERE, Standing
from oj_analys.reports.wording import (
    change_words,
    count_cell,
    group_label,
    judgement,
    missing_notes,
    reference_cell,
    row_title,
    share_text,
    value_cell,
)

# The table tells of at most so many answers to a question; the workbook has them all.
_LATEST = 4
_NO_ANSWER = "inget svar"


def measures_table(area: Area, kommun: Kommun, grupp: Grupp, figures: tuple[Standing, ...]) -> Table:
    """Set own values beside the group and riket, with the judgement against riket."""
    any_mean = any(_group_value(standing, grupp)[1] for standing in figures)
    notes = [
        f"* medelvärde av kommunerna {grupp.in_text}, varje kommun räknas lika" if any_mean else "",
        missing_notes(figures),
        f"{swedish.DASH} under Mot riket och Sedan förra: går inte att bedöma mot slumpen, se Så har vi räknat",
    ]
    return Table(
        f"{area.id}_matt",
        f"{area.name}: mått",
        (
            Column("Mått", width=3.1),
            Column("År", width=1.0),
            Column(kommun.name, numeric=True, width=1.25),
            Column("Svar", numeric=True, width=0.75),
            Column(group_label(grupp), numeric=True, width=1.1),
            Column("Riket", numeric=True, width=1.05),
            Column("Mot riket", width=1.9),
            Column("Förra värdet", numeric=True, width=1.6),
            Column("Sedan förra", width=1.9),
        ),
        tuple(_measure_row(standing, grupp) for standing in figures),
        "; ".join(note for note in notes if note) + ".",
    )


def questions_table(area: Area, kommun: Kommun, grupp: Grupp, questions: tuple[Standing, ...]) -> Table:
    """Set own answers beside how many answer the full yes."""
    notes = missing_notes(questions)
    return Table(
        f"{area.id}_fragor",
        f"{area.name}: frågor som kommunen svarar på",
        (
            Column("Fråga", width=3.8),
            Column("År", width=0.7),
            Column(kommun.name, width=1.6),
            Column("Svar över tid", width=2.9),
            Column(f"Ja {grupp.in_text}", width=1.2),
            Column("Ja i riket", numeric=True, width=1.3),
        ),
        tuple(_question_row(standing, grupp) for standing in questions),
        "Ja betyder det fullständiga svaret, till exempel Ja, för alla. Andelen gäller kommuner som har svarat."
        + (f" {notes}." if notes else ""),
    )


def _measure_row(standing: Standing, grupp: Grupp) -> tuple[Cell, ...]:
    group_value, is_mean = _group_value(standing, grupp)
    return (
        Cell(row_title(standing.measure)),
        Cell(swedish.period_text(standing.period)),
        value_cell(standing),
        count_cell(standing.n),
        reference_cell(standing.measure, group_value, "*" if is_mean else ""),
        reference_cell(standing.measure, standing.riket.value),
        Cell(judgement(standing.riket)),
        _earlier_cell(standing),
        Cell(change_words(standing.measure, standing.earlier) if standing.earlier else swedish.DASH),
    )


def _earlier_cell(standing: Standing) -> Cell:
    if standing.earlier is None or standing.earlier.value is None:
        return Cell(swedish.DASH)
    value = printed(standing.measure, standing.earlier.value)
    return Cell(f"{value} ({swedish.period_text(standing.earlier.period)})", standing.earlier.value)


def _group_value(standing: Standing, grupp: Grupp) -> tuple[float | None, bool]:
    """Return the group's published value, else the mean of its kommuner, and whether it is such a mean.

    A number of inhabitants or the like has no mean that says anything of a kommun.
    """
    if standing.measure.kind is ValueKind.ANTAL:
        return None, False
    published = standing.against.get("lan")
    if published and published.value is not None:
        return published.value, False
    mean = standing.against.get("lan_kommuner") or standing.against.get(grupp.id) or NOWHERE
    return mean.value, mean.value is not None


def _question_row(standing: Standing, grupp: Grupp) -> tuple[Cell, ...]:
    riket = standing.riket.value
    return (
        Cell(standing.measure.title),
        Cell(swedish.period_text(standing.period)),
        value_cell(standing),
        Cell(_over_time(standing)),
        Cell(share_text(standing.yes.get(grupp.unit))),
        Cell(swedish.DASH) if riket is None else Cell(swedish.percent_sign(riket), riket),
    )


def _over_time(standing: Standing) -> str:
    """Write the latest answers, oldest first: ``Ja 2023, Nej 2024, Ja 2025``."""
    latest = standing.answers[-_LATEST:]
    told = [f"{quoted(said) if said else _NO_ANSWER} {swedish.period_text(period)}" for period, said in latest]
    return ", ".join(told) or swedish.DASH
