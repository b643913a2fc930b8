"""What an area's page says in sentences: what is put forward of the kommun, and where its series are going."""

from __future__ import annotations

from collections.abc import Iterable

from oj_analys import swedish
from oj_analys.domain import Area, Kommun, Reason, SignalList, Tendency
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Text
from oj_analys.reports.list_sentences import closer_sentences, course_sentence, signal_sentences
from oj_analys.reports.listed import listed
from oj_analys.reports.sentences.facts import kommun_place
from oj_analys.reports.standing import Course, Standing


def list_blocks(released: Released, kommun: Kommun, area: Area, found: Iterable[Standing]) -> list[Block]:
    """Say in whole sentences what both lists hold of an area, the tested first."""
    standings = {standing.measure.id: standing for standing in found}
    place, grupp = kommun_place(kommun.name), released.edition.grupp
    told = {SignalList.SIGNALER: signal_sentences, SignalList.NARMARE: closer_sentences}
    return [
        Text(say(line, standings[line.measure.id], place, grupp), lead=f"{line.measure.title}:")
        for chosen, say in told.items()
        for line in listed(released, chosen)
        if line.measure.area == area.id
    ]


def trend_blocks(figures: Iterable[Standing]) -> list[Block]:
    """Say where the series of some measures are going, and how many cannot be judged, with the number of values."""
    courses = [(standing, standing.course) for standing in figures if standing.course and standing.shown]
    words = [
        *(f"{standing.measure.title}: {course_sentence(standing)}" for standing, course in courses if _moves(course)),
        *_steady([course for _, course in courses]),
        *_short([course for _, course in courses]),
    ]
    return [Text(" ".join(words), lead="Trend över flera år:")] if words else []


def _moves(course: Course) -> bool:
    return course.tendency in (Tendency.OKAR, Tendency.MINSKAR)


def _steady(courses: list[Course]) -> list[str]:
    count = sum(course.tendency is Tendency.INGEN for course in courses)
    return [f"{swedish.upper_first(swedish.counted(count, 'mått', 'mått'))} visar ingen tydlig trend."] if count else []


def _short(courses: list[Course]) -> list[str]:
    """Say of how many measures the trend cannot be judged: ``Kan inte bedömas för 4 mått: 1–3 mätningar.``."""
    points = [course.points for course in courses if course.reason in (Reason.KORT_SERIE, Reason.INGET_TIDIGARE)]
    if not points:
        return []
    measured = (
        swedish.counted(points[0], "mätning", "mätningar")
        if min(points) == max(points)
        else f"{swedish.span(min(points), max(points))} mätningar"
    )
    return [f"Kan inte bedömas för {len(points)} mått: {measured}."]
