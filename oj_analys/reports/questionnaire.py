"""The section of a questionnaire in a kommun's pack: who answered, the profile beside the group, and the answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from oj_analys import swedish
from oj_analys.charts.cautions import proviso
from oj_analys.charts.chart import Chart
from oj_analys.charts.likert import draw_likert
from oj_analys.charts.profile import draw_profile
from oj_analys.domain import Grupp, Kommun, Measure, Questionnaire, Status, Subscale
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Cell, Column, Figure, Heading, Table, Text
from oj_analys.reports.guarded import Figures, Value, cell_of, figures_of, hidden_text, mark_notes, rows_of, said
from oj_analys.reports.instruments import (
    answered_id,
    answers_shown,
    item_scales,
    measure_of,
    response_rate_id,
    score_id,
    score_ids,
    scores_caution,
)
from oj_analys.reports.wording import group_label, source_line

# More rounds than this do not fit side by side on a page; the workbook has them all.
_ROUNDS = 3
_ABSENT = "kommunen deltog inte"


@dataclass(frozen=True, slots=True)
class _Section:
    """What the section is made of; ``figures`` are those of the questionnaire only."""

    released: Released
    kommun: Kommun
    instrument: Questionnaire
    figures: Figures

    @property
    def grupp(self) -> Grupp:
        return self.released.edition.grupp

    @property
    def rounds(self) -> tuple[str, ...]:
        """The rounds of the utgåva, oldest first."""
        return self.figures.periods(self.kommun.code, [answered_id(self.instrument)])

    def answered(self, period: str) -> Value:
        return self.figures.at(self.kommun.code, answered_id(self.instrument), period)

    def shown(self, measures: Iterable[str]) -> tuple[str, ...]:
        """Return the rounds in which the kommun has a shown value of some measures."""
        wanted = tuple(measures)
        return tuple(period for period in self.rounds if self.figures.shows(self.kommun.code, wanted, period))


def questionnaire_blocks(released: Released, kommun: Kommun, instrument: Questionnaire, first: int) -> list[Block]:
    """Return the section of a questionnaire that the utgåva holds; its charts are numbered from ``first``.

    A kommun that took part in no round, or whose every figure is hidden, gets one sentence.
    """
    section = _Section(released, kommun, instrument, figures_of(rows_of(released.measures, instrument.id)))
    heading = Heading(2, instrument.name, instrument.id)
    if not section.shown([answered_id(instrument), *score_ids(instrument)]):
        return [heading, Text(_nothing(section))]
    charts = enumerate(_charts(section), start=first)
    return [
        heading,
        Text(_participation(section), lead=f"Svar från {swedish.kommun_name(kommun.name)}."),
        scores_table(section),
        scores_caution(instrument),
        *(Figure(number, slug, chart) for number, (slug, chart) in charts),
        *_other_answers(section),
    ]


def _nothing(section: _Section) -> str:
    """Say in one sentence why there is nothing: the kommun took no part, or all is hidden."""
    name, instrument = swedish.kommun_name(section.kommun.name), section.instrument.name
    hidden = [period for period in section.rounds if section.answered(period).status is Status.SEKRETESS]
    absent = [period for period in section.rounds if period not in hidden]
    if not hidden:
        return f"{name} deltog inte i {instrument} {_listed(absent)}, så det finns inget att visa."
    result = f"resultatet för {name} {_listed(hidden)} {hidden_text()}"
    if not absent:
        return f"{instrument}: {result}."
    return f"{instrument}: {result}, och {_listed(absent)} deltog kommunen inte."


def _listed(periods: Iterable[str]) -> str:
    return swedish.join(swedish.period_text(period) for period in periods)


def _participation(section: _Section) -> str:
    return " ".join(f"{swedish.period_text(period)}: {_round(section, period)}." for period in section.rounds)


def _round(section: _Section, period: str) -> str:
    """Say how many answered in a round and how large a part of those asked that is."""
    answered = section.answered(period)
    if answered.value is None:
        return _ABSENT if answered.status is Status.SAKNAS else f"resultatet {hidden_text()}"
    rate = section.figures.at(section.kommun.code, response_rate_id(section.instrument), period)
    return f"{swedish.number(answered.value)} svar, svarsfrekvensen {_rate_words(section.instrument, period, rate)}"


def _rate_words(instrument: Questionnaire, period: str, rate: Value) -> str:
    if rate.status is Status.SEKRETESS:
        return hidden_text()
    return (
        f"är {said(measure_of(instrument, response_rate_id(instrument)), period, rate)}" if rate.shown else "är okänd"
    )


def scores_table(section: _Section) -> Table:
    """Set the kommun's means of every round beside the group's, each with its number of answers."""
    rounds = section.rounds[-_ROUNDS:]
    units = {section.kommun.code: section.kommun.name, section.grupp.unit: group_label(section.grupp)}
    places = [(unit, period) for unit in units for period in rounds]
    columns = [
        Column(f"{units[unit]} {swedish.period_text(period)}", numeric=True, width=1.3) for unit, period in places
    ]
    rows = [(subscale, _values(section, subscale, places)) for subscale in section.instrument.subscales]
    return Table(
        f"{section.instrument.id}_delskalor",
        f"{section.instrument.name}: medelvärden",
        (Column("Delskala", width=2.4), *columns),
        tuple(_row(section.instrument, subscale, values) for subscale, values in rows),
        _note(section, [value for _, values in rows for _, value in values]),
    )


def _values(section: _Section, subscale: Subscale, places: list[tuple[str, str]]) -> list[tuple[str, Value]]:
    measure = score_id(section.instrument, subscale)
    return [(period, section.figures.at(unit, measure, period)) for unit, period in places]


def _row(instrument: Questionnaire, subscale: Subscale, values: list[tuple[str, Value]]) -> tuple[Cell, ...]:
    measure = measure_of(instrument, score_id(instrument, subscale))
    return (Cell(subscale.name), *(_counted_cell(measure, period, value) for period, value in values))


def _counted_cell(measure: Measure, period: str, value: Value) -> Cell:
    cell = cell_of(measure, period, value)
    return cell if value.n is None else Cell(f"{cell.text} ({swedish.number(value.n)} svar)", cell.number)


def _note(section: _Section, values: list[Value]) -> str:
    mean = (
        f"{group_label(section.grupp)}: medelvärde av alla som har svarat {section.grupp.in_text}, "
        "varje person räknas lika"
    )
    words = "; ".join(filter(None, [mean, mark_notes(values, {Status.SAKNAS: _ABSENT})]))
    return f"{words}. {proviso(section.instrument)}".strip()


def _charts(section: _Section) -> Iterator[tuple[str, Chart]]:
    """Draw the newest round that is shown: the profile, then the answers of each charted subscale that has any."""
    scored = section.shown(score_ids(section.instrument))
    if not scored:
        return
    instrument, unit, period = section.instrument, section.kommun.code, scored[-1]
    rows = rows_of(section.released.measures, instrument.id)
    edition = section.released.edition
    line = source_line(edition, instrument.measures)
    series = [
        (each, period)
        for each in (unit, section.grupp.unit)
        if section.figures.shows(each, score_ids(instrument), period)
    ]
    yield (
        f"{instrument.id}_profil",
        draw_profile(rows, instrument, series, grupp=section.grupp, marks=edition.marks, source_line=line),
    )
    for subscale in instrument.subscales:
        if subscale.charted and answers_shown(section.figures, unit, period, item_scales(instrument, subscale)):
            yield (
                f"{instrument.id}_{subscale.id}",
                draw_likert(
                    rows,
                    instrument,
                    subscale.id,
                    unit,
                    period,
                    grupp=section.grupp,
                    marks=edition.marks,
                    source_line=line,
                ),
            )


def _other_answers(section: _Section) -> list[Block]:
    """Say where all answers are, or of which subscales they are hidden though the mean is shown."""
    scored = section.shown(score_ids(section.instrument))
    if not scored:
        return []
    instrument, period = section.instrument, scored[-1]
    hidden = [
        subscale.name
        for subscale in instrument.subscales
        if not answers_shown(section.figures, section.kommun.code, period, item_scales(instrument, subscale))
    ]
    if not hidden:
        return [Text("Svaren på alla påståenden står i arbetsboken.")]
    which = "" if len(hidden) == len(instrument.subscales) else f" om {swedish.join(map(swedish.lower_first, hidden))}"
    return [Text(f"Svaren på de enskilda påståendena{which} {swedish.period_text(period)} {hidden_text()}.")]
