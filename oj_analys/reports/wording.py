"""How a report says things: values, judgements and reasons in plain Swedish, in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from oj_analys import catalog, swedish
from oj_analys.charts.notes import producers
from oj_analys.charts.setting import Setting
from oj_analys.charts.wording import printed
from oj_analys.domain import RIKET, Change, Edition, Grupp, Measure, Position, Reason, SignalList, Status, ValueKind
from oj_analys.reports.blocks import Cell
from oj_analys.reports.sentences.facts import OutOf
from oj_analys.reports.standing import Against, Course, Earlier, Standing

_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip

SEX = {"T": "Totalt", "K": "Kvinnor", "M": "Män"}
LIST_NAMES = {SignalList.SIGNALER: "Signaler", SignalList.NARMARE: "Att titta närmare på"}


def edition_text(utgava: str) -> str:
    """Write an edition's id as a reader says it.

    >>> edition_text("2025-06")
    'juni 2025'
    """
    year, month = utgava.split("-")
    return f"{_MONTHS[int(month) - 1]} {year}"


def group_label(grupp: Grupp) -> str:
    """Return the group's name as a heading: ``Länet``, ``Skaraborg``."""
    return swedish.upper_first(grupp.in_text.removeprefix("i "))


def unit_names(grupp: Grupp) -> dict[str, str]:
    """Return the name of every unit that a sheet may list: the kommuner, the group itself and riket."""
    kommuner = {code: catalog.kommun(code).name for code in grupp.members}
    return {**kommuner, grupp.unit: group_label(grupp), RIKET: "Riket"}


def reference_names(grupp: Grupp) -> Mapping[str, str]:
    """Return what charts and sheets call each reference; an unweighted mean of kommuner says that it is one."""
    return {
        "riket": "Riket",
        "lan": group_label(grupp),
        "lan_kommuner": f"{group_label(grupp)}, medel av kommuner",
        grupp.id: f"{group_label(grupp)}, medel av kommuner",
        "liknande": "Liknande kommuner (RKA), medel av kommuner",
        "kommungrupp": "Kommungruppen (SKR), medel av kommuner",
    }


def chart_setting(edition: Edition, measures: Iterable[Measure]) -> Setting:
    """Return how a chart of indicators is set; its last line says who has worked it up, whose data, when fetched."""
    return Setting(edition.marks, source_line(edition, measures), reference_names(edition.grupp))


def source_line(edition: Edition, measures: Iterable[Measure]) -> str:
    """Return the source line of a chart: who has worked it up, whose data, when they were fetched."""
    whose = swedish.join(sorted(producers(measures), key=swedish.sort_key))
    return f"Bearbetning: {edition.sender}. Grunddata: {whose}. Uttag {edition.taken.isoformat()}."


def row_title(measure: Measure) -> str:
    """Return a measure's title with the unit that a table's cells leave out, unless the title names it."""
    named = measure.unit.casefold() in measure.title.casefold()
    bare = measure.kind is ValueKind.ANDEL or measure.kind.is_answer or named
    return measure.title if bare else f"{measure.title} ({measure.unit})"


def value_cell(standing: Standing) -> Cell:
    """Return the kommun's own value, answer or mark of what is missing."""
    if standing.value is None:
        return Cell(catalog.labels().status[str(standing.status)].mark)
    if standing.measure.kind.is_answer:
        return Cell(standing.label)
    return Cell(printed(standing.measure, standing.value), standing.value)


def reference_cell(measure: Measure, value: float | None, suffix: str = "") -> Cell:
    """Return a reference value, or a dash."""
    return Cell(swedish.DASH) if value is None else Cell(printed(measure, value) + suffix, value)


def count_cell(count: int | None) -> Cell:
    """Return a number of answers, or a dash."""
    return Cell(swedish.DASH) if count is None else Cell(swedish.number(count), float(count))


def share_text(share: OutOf | None) -> str:
    """Write how many kommuner say yes: ``6 av 8``; a dash where nobody answered."""
    return swedish.DASH if share is None else f"{swedish.number(share.count)} av {swedish.number(share.of)}"


def judgement(against: Against) -> str:
    """Write a position with its mark: ``! tydligt sämre``; a position that says nothing is a dash."""
    if against.position is Position.EJ_JAMFORBAR:
        return swedish.DASH
    label = catalog.labels().position[str(against.position)]
    return f"{label.mark} {label.text}".strip()


def change_words(measure: Measure, earlier: Earlier) -> str:
    """Write how the newest value stands against the one before; of an answer only whether it is another one."""
    return answer_change(earlier.change) if measure.kind.is_answer else figure_change(earlier.change)


def answer_change(change: Change) -> str:
    """Write whether an answer is another one than before: what that means for quality it does not say.

    >>> answer_change(Change.SAMRE), answer_change(Change.OFORANDRAT)
    ('ändrat', 'oförändrat')
    """
    if change is Change.OFORANDRAT:
        return str(change)
    return swedish.DASH if change is Change.KAN_INTE_BEDOMAS else str(Change.ANDRAT)


def figure_change(change: Change) -> str:
    """Write how a figure has changed since the one before.

    >>> figure_change(Change.SAMRE), figure_change(Change.KAN_INTE_BEDOMAS)
    ('tydligt sämre', '–')
    """
    return {
        Change.BATTRE: "tydligt bättre",
        Change.SAMRE: "tydligt sämre",
        Change.OKAT: "tydlig ökning",
        Change.MINSKAT: "tydlig minskning",
        Change.INGEN: "ingen tydlig förändring",
        Change.OSAKERT: "för få svar för att avgöra",
        Change.KAN_INTE_BEDOMAS: swedish.DASH,
    }[change]


def trend_words(course: Course | None) -> str:
    """Write where a series is going, or why that cannot be said: ``kan inte bedömas: 3 mätningar``."""
    if course is None:
        return ""
    if course.reason == Reason.KORT_SERIE:
        return f"{course.tendency}: {swedish.counted(course.points, 'mätning', 'mätningar')}"
    return str(course.tendency)


def missing_notes(found: tuple[Standing, ...]) -> str:
    """Explain the marks of missing values that stand in a table, in one line."""
    labels = catalog.labels().status
    used = [status for status in Status if any(standing.status is status for standing in found) and status != Status.OK]
    return "; ".join(f"{labels[str(status)].mark} {labels[str(status)].text}" for status in used)
