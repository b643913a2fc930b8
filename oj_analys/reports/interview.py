"""The section of an interview form in a kommun's pack: how much it is used, then what the group's clients say."""

from __future__ import annotations

from dataclasses import dataclass

from oj_analys import swedish
from oj_analys.charts.cautions import proviso
from oj_analys.charts.chart import Chart
from oj_analys.charts.ratings import draw_ratings
from oj_analys.domain import Grupp, InterviewForm, Kommun, Measure, Status
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Cell, Column, Figure, Heading, Table, Text
from oj_analys.reports.guarded import Figures, cell_of, figures_of, hidden_text, mark_notes, rows_of, said
from oj_analys.reports.instruments import (
    NEED,
    answers_shown,
    clients_caution,
    coverage_text,
    interviews_id,
    need_scales,
    usage_measures,
)
from oj_analys.reports.wording import group_label, row_title, source_line

# More years than this do not fit side by side on a page; the workbook has them all.
_YEARS = 3


@dataclass(frozen=True, slots=True)
class _Section:
    """What the section is made of; ``figures`` are those of the form only."""

    released: Released
    kommun: Kommun
    form: InterviewForm
    figures: Figures

    @property
    def grupp(self) -> Grupp:
        return self.released.edition.grupp

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The counts of the usage table and their shares."""
        return usage_measures(self.form)

    @property
    def years(self) -> tuple[str, ...]:
        """The years of the usage table, oldest first."""
        return self.figures.periods(self.kommun.code, [measure.id for measure in self.measures])


def interview_blocks(released: Released, kommun: Kommun, form: InterviewForm, first: int) -> list[Block]:
    """Return the section of an interview form that the utgåva holds; its charts are numbered from ``first``.

    A kommun without any figure that is shown gets one sentence, and then sees nothing of the group either.
    """
    section = _Section(released, kommun, form, figures_of(rows_of(released.measures, form.id)))
    heading = Heading(2, form.name, form.id)
    if not any(_shown(section, year) for year in section.years):
        return [heading, Text(_nothing(section))]
    shares = [
        Text(_share(section, measure), f"{measure.title}.") for measure in section.measures if measure.derived_from
    ]
    return [heading, *shares, usage_table(section), *_need(section, first)]


def _shown(section: _Section, year: str) -> bool:
    return section.figures.shows(section.kommun.code, [measure.id for measure in section.measures], year)


def _nothing(section: _Section) -> str:
    """Say in one sentence that all is hidden, or that the kommun has left no figures."""
    name = swedish.kommun_name(section.kommun.name)
    years = swedish.join(map(swedish.period_text, section.years))
    values = [
        section.figures.at(section.kommun.code, measure.id, year)
        for measure in section.measures
        for year in section.years
    ]
    if any(value.status is Status.SEKRETESS for value in values):
        return f"{section.form.name}: resultatet för {name} {years} {hidden_text()}."
    return f"{name} har inte lämnat några uppgifter om {section.form.name} {years}."


def _share(section: _Section, measure: Measure) -> str:
    """Say the newest share of the kommun and of the group, as in ``Bräcke kommun 2024: 34 procent.``."""
    year = section.years[-1]
    names = {
        section.kommun.code: swedish.kommun_name(section.kommun.name),
        section.grupp.unit: group_label(section.grupp),
    }
    return " ".join(
        f"{name} {swedish.period_text(year)}: {said(measure, year, section.figures.at(unit, measure.id, year))}."
        for unit, name in names.items()
    )


def usage_table(section: _Section) -> Table:
    """Set the kommun's counts and shares of every year beside the group's."""
    years = section.years[-_YEARS:]
    units = {section.kommun.code: section.kommun.name, section.grupp.unit: group_label(section.grupp)}
    places = [(unit, year) for unit in units for year in years]
    columns = [Column(f"{units[unit]} {swedish.period_text(year)}", numeric=True, width=1.1) for unit, year in places]
    rows = [
        (measure, [(year, section.figures.at(unit, measure.id, year)) for unit, year in places])
        for measure in section.measures
    ]
    notes = mark_notes(value for _, values in rows for _, value in values)
    words = "; ".join(filter(None, [f"{group_label(section.grupp)}: kommunerna tillsammans", notes]))
    return Table(
        f"{section.form.id}_anvandning",
        f"{section.form.name}: så mycket används intervjun",
        (Column("Mått", width=3.6), *columns),
        tuple(
            (Cell(row_title(measure)), *(cell_of(measure, year, value) for year, value in values))
            for measure, values in rows
        ),
        f"{words}. {proviso(section.form)}".strip(),
    )


def _need(section: _Section, first: int) -> list[Block]:
    """Return what the group's clients say of their need of help, if there are interviews."""
    periods = section.figures.periods(section.grupp.unit, [interviews_id(section.form)])
    if not periods:
        return []
    period = periods[-1]
    if not answers_shown(section.figures, section.grupp.unit, period, need_scales(section.form)):
        return [Text(f"Klienternas eget hjälpbehov {section.grupp.in_text} {hidden_text()}.")]
    coverage = coverage_text(section.figures, section.form, section.grupp, period)
    return [
        Text(f"Diagrammet gäller klienter {section.grupp.in_text}, inte i den egna kommunen. {coverage}"),
        Figure(first, f"{section.form.id}_{NEED}", need_chart(section.released, section.form, period, coverage)),
        clients_caution(section.form),
    ]


def need_chart(released: Released, form: InterviewForm, period: str, coverage: str) -> Chart:
    """Return the chart of the group's clients' need of help, with how much the interviews cover beside it."""
    edition = released.edition
    return draw_ratings(
        rows_of(released.measures, form.id),
        form,
        NEED,
        unit=edition.grupp.unit,
        period=period,
        coverage=coverage,
        grupp=edition.grupp,
        marks=edition.marks,
        source_line=source_line(edition, form.measures),
    )
