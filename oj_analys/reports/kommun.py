"""The report pack of one kommun: which blocks, in which order."""

from __future__ import annotations

from oj_analys import catalog, swedish
from oj_analys.disclosure import check_release
from oj_analys.domain import Kommun
from oj_analys.frames import Released
from oj_analys.reports.area import area_blocks
from oj_analys.reports.blocks import Block, Figure, Heading, PageBreak, Report
from oj_analys.reports.first_page import first_page
from oj_analys.reports.instruments import interview_forms_in, questionnaires_in
from oj_analys.reports.interview import interview_blocks
from oj_analys.reports.method import guard_blocks, instrument_method_blocks, method_blocks, source_blocks
from oj_analys.reports.own import own_blocks
from oj_analys.reports.plan import plan_blocks
from oj_analys.reports.questionnaire import questionnaire_blocks
from oj_analys.reports.sheets import workbook_sheets
from oj_analys.reports.standing_rows import standings
from oj_analys.reports.wording import edition_text


def kommun_report(released: Released) -> Report:
    """Return the pack of the kommun that ``released.unit`` names.

    The first page stands alone; then every area of Öppna jämförelser in the catalogue's order, the instruments, the
    group's own measures, last year's decisions, the method and the sources. A section without anything to show is one
    sentence. The workbook's sheets hold every figure.

    Raises:
        FrameError: If the figures are not guarded, or show persons of another kommun.
    """
    check_release(released.measures, released.unit, released.edition.grupp, released.edition.policies)
    kommun = catalog.kommun(released.unit)
    found = standings(released)
    blocks: list[Block] = []
    for area in catalog.areas():
        of_area = tuple(standing for standing in found if standing.measure.area == area.id)
        blocks += area_blocks(released, kommun, area, of_area, _next_number(blocks))
    blocks += (further := _further_blocks(released, kommun, _next_number(blocks)))
    blocks += plan_blocks(released, kommun)
    blocks += [*method_blocks(released), *guard_blocks(released)]
    blocks += [*instrument_method_blocks(released), *source_blocks(released)]
    first = first_page(released, kommun, found, [block for block in further if isinstance(block, Heading)])
    return Report(
        edition=released.edition,
        stem=f"{released.edition.utgava}_{swedish.slug(kommun.name)}",
        title=f"{swedish.kommun_name(kommun.name)}: uppföljning",
        subtitle=f"Läge {edition_text(released.edition.utgava)}",
        blocks=(*first, PageBreak(), *blocks),
        sheets=workbook_sheets(released, kommun, found),
    )


def _further_blocks(released: Released, kommun: Kommun, number: int) -> list[Block]:
    """Return the sections of what is no open comparison; their charts are numbered from ``number``."""
    blocks: list[Block] = []
    for questionnaire in questionnaires_in(released):
        blocks += questionnaire_blocks(released, kommun, questionnaire, number + _charts(blocks))
    for form in interview_forms_in(released):
        blocks += interview_blocks(released, kommun, form, number + _charts(blocks))
    return [*blocks, *own_blocks(released, kommun)]


def _next_number(blocks: list[Block]) -> int:
    return 1 + _charts(blocks)


def _charts(blocks: list[Block]) -> int:
    return sum(isinstance(block, Figure) for block in blocks)
