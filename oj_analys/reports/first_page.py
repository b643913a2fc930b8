"""The first page of a kommun's pack: where we stand, whether it gets better, what to look at; one A4."""

from __future__ import annotations

from collections.abc import Sequence

from oj_analys import swedish
from oj_analys.charts.notes import producers
from oj_analys.domain import Edition, Kommun, SignalList
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Heading, Logotype, Text
from oj_analys.reports.first_page_lists import closer_blocks, discuss_blocks, signal_blocks
from oj_analys.reports.listed import chance_of, listed, on_first_page
from oj_analys.reports.overview_table import overview_table
from oj_analys.reports.plan import first_page_line
from oj_analys.reports.standing import Standing
from oj_analys.reports.summary import certainty_text, changes_text, stands_text
from oj_analys.reports.wording import edition_text


def first_page(
    released: Released, kommun: Kommun, found: tuple[Standing, ...], further: Sequence[Heading] = ()
) -> list[Block]:
    """Return the blocks of the first page, from the measures that are still followed.

    ``further`` are the headings of the sections that the page does not sum up.
    """
    edition = released.edition
    current = tuple(standing for standing in found if standing.is_current(edition.taken.year))
    told = {line.measure.id for line in on_first_page(listed(released, SignalList.SIGNALER))}
    return [
        *_logotype(edition, kommun),
        Heading(1, f"{swedish.kommun_name(kommun.name)}: öppna jämförelser i korthet"),
        Text(_occasion(edition, kommun)),
        Text(stands_text(current), lead="Var står vi?"),
        Text(changes_text(current, told), lead="Blir det bättre?"),
        *signal_blocks(released, kommun, current),
        *closer_blocks(released, kommun, found),
        overview_table(released.overview, kommun, current),
        *first_page_line(released, kommun),
        *_further(further),
        *discuss_blocks(released),
        Text(certainty_text(chance_of(released), current), lead="Hur säkert är det?"),
        Text(credit(edition, current)),
    ]


def _logotype(edition: Edition, kommun: Kommun) -> list[Block]:
    data = edition.logotype(kommun.code)
    return [Logotype(f"{swedish.kommun_name(kommun.name)}s logotyp", data)] if data else []


def _occasion(edition: Edition, kommun: Kommun) -> str:
    namnd = edition.namnd(kommun.code)
    whom = f"Till {swedish.lower_first(namnd)}. " if namnd else ""
    return f"{whom}Läge {edition_text(edition.utgava)}. Uppgifterna hämtades {edition.taken.isoformat()}."


def credit(edition: Edition, current: Sequence[Standing]) -> str:
    """Name who has worked up the figures, whose they are and whom to ask.

    Kolada only passes figures on, and its terms ask not to be named as the source of what others have worked up.
    """
    names = sorted(producers(item.measure for item in current), key=swedish.sort_key)
    whose = swedish.join(names) if names else swedish.DASH
    return f"Bearbetning: {edition.sender}. Grunddata: {whose}. Frågor: {edition.contact}."


def _further(headings: Sequence[Heading]) -> list[Block]:
    """Say what else the report holds, and on which page it begins."""
    if not headings:
        return []
    names = swedish.join(swedish.lower_first(heading.text) for heading in headings)
    return [Text(f"{swedish.upper_first(names)}.", lead="Mer i rapporten:", see=headings[0].anchor)]
