"""The set for a meeting of the whole group: what was decided, a few charts to discuss, and what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from oj_analys import catalog, swedish
from oj_analys.disclosure import check_release
from oj_analys.domain import Instrument, Kommun
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Figure, Heading, Note, Report, Text
from oj_analys.reports.followed import followed
from oj_analys.reports.guarding import hidden_table
from oj_analys.reports.instruments import interview_forms_in, questionnaires_in
from oj_analys.reports.method import guard_blocks, instrument_method_blocks, method_blocks, source_blocks
from oj_analys.reports.own import TITLE as OWN
from oj_analys.reports.own import counts_persons
from oj_analys.reports.own_tables import own_tables
from oj_analys.reports.plan import ANCHOR, kommun_decisions_table, questions
from oj_analys.reports.rug_charts import Discussed, indicator_charts, interview_charts, survey_charts
from oj_analys.reports.rug_lists import rug_lists
from oj_analys.reports.sheets import shared_sheets
from oj_analys.reports.wording import edition_text


def rug_report(released: Released) -> Report:
    """Return the set for the group's meeting; ``released.unit`` is empty and every kommun's figures are there.

    First the decisions and what is put forward of the group, then at most six charts with a question each, the group's
    own measures, where something is hidden, the method and the sources. A chart whose source is missing is left out.
    Kommuner stand in å ä ö order.

    Raises:
        FrameError: If the figures are not guarded, or a line of the plan is not shared.
    """
    edition = released.edition
    check_release(released.measures, released.unit, edition.grupp, edition.policies)
    kommuner = sorted((catalog.kommun(code) for code in edition.grupp.members), key=_by_name)
    title = f"{edition.meeting}: underlag för {edition.grupp.name}"
    charts = _chart_sections(released)
    blocks = [
        Heading(1, title),
        Text(_occasion(released)),
        *_decisions(released, kommuner),
        *rug_lists(released),
        *_numbered(charts),
        *_own(released, kommuner),
        *_hidden(released, kommuner),
        *method_blocks(released),
        *guard_blocks(released),
        *instrument_method_blocks(released),
        *source_blocks(released),
    ]
    return Report(
        edition=edition,
        stem=f"{edition.utgava}_{swedish.slug(edition.meeting)}",
        title=title,
        subtitle=f"Läge {edition_text(edition.utgava)}",
        blocks=tuple(blocks),
        sheets=shared_sheets(released, kommuner),
    )


def _by_name(kommun: Kommun) -> str:
    return swedish.sort_key(kommun.name)


def _occasion(released: Released) -> str:
    edition = released.edition
    return (
        f"Läge {edition_text(edition.utgava)}. Uppgifterna är hämtade senast {edition.taken.isoformat()}. "
        "Kommunerna står i bokstavsordning och rangordnas inte. "
        f"Bearbetning: {edition.sender}. Frågor: {edition.contact}."
    )


def _decisions(released: Released, kommuner: Sequence[Kommun]) -> list[Block]:
    found = followed(released, kommuner)
    if not found:
        return []
    return [Heading(2, "Beslut sedan sist", ANCHOR), *questions(found), kommun_decisions_table(found)]


def _chart_sections(released: Released) -> list[Block | Discussed]:
    """Return the charts under their headings; the numbers come later, when it is known which there are."""
    sections: list[Block | Discussed] = []
    if indicators := list(indicator_charts(released)):
        sections += [Heading(2, "Öppna jämförelser", "oj"), *indicators]
    for questionnaire in questionnaires_in(released):
        sections += _of_instrument(questionnaire, survey_charts(released, questionnaire))
    for form in interview_forms_in(released):
        sections += _of_instrument(form, interview_charts(released, form))
    return sections


def _of_instrument(instrument: Instrument, drawn: Iterable[Discussed | Note]) -> list[Block | Discussed]:
    charts = list(drawn)
    heading = Heading(2, instrument.name, instrument.id, guarded=True)
    return [heading, Text(instrument.explanation), *charts] if charts else []


def _numbered(sections: Iterable[Block | Discussed]) -> list[Block]:
    blocks: list[Block] = []
    for part in sections:
        if isinstance(part, Discussed):
            number = 1 + sum(isinstance(block, Figure) for block in blocks)
            heading = Heading(3, f"Att diskutera: {part.question}", guarded=bool(part.chart.figures))
            blocks += [heading, Figure(number, part.slug, part.chart)]
        else:
            blocks.append(part)
    return blocks


def _own(released: Released, kommuner: Sequence[Kommun]) -> list[Block]:
    tables = own_tables(released, kommuner)
    return [Heading(2, OWN, "egna", guarded=counts_persons(released.own)), *tables] if tables else []


def _hidden(released: Released, kommuner: Sequence[Kommun]) -> list[Block]:
    """Say where something is hidden, if anything is."""
    table = hidden_table(released, kommuner)
    return [Heading(2, "Det som inte visas", "visas_inte"), table] if table.rows else []
