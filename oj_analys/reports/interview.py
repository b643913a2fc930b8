"""The section of an interview form in a kommun's pack: how much it is used, then what the group's clients say."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from oj_analys import swedish
from oj_analys.charts.cautions import proviso
from oj_analys.domain import Grupp, InterviewForm, Kommun, Measure, Status
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Cell, Column, Figure, Heading, Table, Text
from oj_analys.reports.clients import basis_said, clients_caution, need_chart
from oj_analys.reports.guarded import (
    Figures,
    Value,
    cell_of,
    figures_among,
    figures_of,
    hidden_text,
    mark_notes,
    rows_at,
    rows_of,
    said,
)
from oj_analys.reports.instruments import (
    NEED,
    answers_shown,
    interviews_id,
    measure_of,
    need_scales,
    usage_measures,
)
from oj_analys.reports.provenance import data_line
from oj_analys.reports.wording import group_label, row_title

# More years than this do not fit side by side on a page; the workbook has them all.
_YEARS = 3


@dataclass(frozen=True, slots=True)
class _Section:
    """What the section is made of; ``rows`` and ``figures`` are those of the form only."""

    released: Released
    kommun: Kommun
    form: InterviewForm
    rows: pd.DataFrame
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
    rows = rows_of(released.measures, form.id)
    section = _Section(released, kommun, form, rows, figures_of(rows, form.measures))
    heading = Heading(2, form.name, form.id, guarded=True)
    if not any(_shown(section, year) for year in section.years):
        return [heading, _nothing(section)]
    shares = [_share(section, measure) for measure in section.measures if measure.derived_from]
    return [heading, Text(form.explanation), *shares, usage_table(section), *_need(section, first)]


def _shown(section: _Section, year: str) -> bool:
    return section.figures.shows(section.kommun.code, [measure.id for measure in section.measures], year)


def _nothing(section: _Section) -> Text:
    """Say in one sentence that all is hidden, or that the kommun has left no figures."""
    name = swedish.kommun_name(section.kommun.name)
    years = swedish.join(map(swedish.period_text, section.years))
    values = [
        section.figures.at(section.kommun.code, measure.id, year)
        for measure in section.measures
        for year in section.years
    ]
    if any(value.status is Status.SEKRETESS for value in values):
        words = f"{section.form.name}: resultatet för {name} {years} {hidden_text()}."
    else:
        words = f"{name} har inte lämnat några uppgifter om {section.form.name} {years}."
    return Text(words, figures=figures_among(values))


def _share(section: _Section, measure: Measure) -> Text:
    """Say the newest share of the kommun and of the group: ``Bräcke kommun 2024: 40 procent av 15 utredningar.``."""
    year = section.years[-1]
    names = {
        section.kommun.code: swedish.kommun_name(section.kommun.name),
        section.grupp.unit: group_label(section.grupp),
    }
    values = {name: section.figures.at(unit, measure.id, year) for unit, name in names.items()}
    words = " ".join(
        f"{name} {swedish.period_text(year)}: {_of(section.form, measure, year, value)}."
        for name, value in values.items()
    )
    return Text(words, f"{measure.title}.", figures=figures_among(values.values()))


def _of(form: InterviewForm, share: Measure, year: str, value: Value) -> str:
    """Say a share with the count that it is a share of."""
    words = said(share, year, value)
    return words if value.n is None else f"{words} av {swedish.number(value.n)} {_whole(form, share).unit}"


def _whole(form: InterviewForm, share: Measure) -> Measure:
    return measure_of(form, share.derived_from[-1])


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
    drawn = rows_at(section.rows, [measure.id for measure in section.measures], list(units), years)
    words = "; ".join(filter(None, [f"{group_label(section.grupp)}: kommunerna tillsammans", notes]))
    return Table(
        f"{section.form.id}_anvandning",
        f"{section.form.name}: så mycket används intervjun",
        (Column("Mått", width=3.6), *columns),
        tuple(
            (Cell(row_title(measure)), *(cell_of(measure, year, value) for year, value in values))
            for measure, values in rows
        ),
        " ".join(filter(None, [f"{words}.", proviso(section.form), data_line(section.released, drawn)])),
    )


def _need(section: _Section, first: int) -> list[Block]:
    """Return what the group's clients say of their need of help, if there are interviews."""
    periods = section.figures.periods(section.grupp.unit, [interviews_id(section.form)])
    if not periods:
        return []
    period = periods[-1]
    if not answers_shown(section.figures, section.grupp.unit, period, need_scales(section.form)):
        return [Text(f"Klienternas eget hjälpbehov {section.grupp.in_text} {hidden_text()}.")]
    basis = basis_said(section.released, section.form, period)
    whose = f"Diagrammet gäller klienter {section.grupp.in_text}, inte i den egna kommunen."
    return [
        Text(f"{whose} {basis.text}", figures=basis.figures),
        Figure(first, f"{section.form.id}_{NEED}", need_chart(section.released, section.form, period, basis)),
        clients_caution(section.form),
    ]
