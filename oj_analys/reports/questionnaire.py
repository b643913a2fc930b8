"""The section of a questionnaire in a kommun's pack: who answered, the profile beside the group, and the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from oj_analys import swedish
from oj_analys.charts.cautions import proviso
from oj_analys.domain import Kommun, Measure, Questionnaire, Status, Subscale
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Cell, Column, Figure, Heading, Table, Text
from oj_analys.reports.guarded import Value, cell_of, figures_among, hidden_text, mark_notes, rows_at, said
from oj_analys.reports.instruments import (
    answered_id,
    measure_of,
    response_rate_id,
    score_id,
    score_ids,
    scores_caution,
)
from oj_analys.reports.provenance import data_line
from oj_analys.reports.questionnaire_charts import questionnaire_charts, undrawn_answers
from oj_analys.reports.reasons import ABSENT
from oj_analys.reports.surveyed import Surveyed, surveyed
from oj_analys.reports.wording import group_label

# More rounds than this do not fit side by side on a page; the workbook has them all.
_ROUNDS = 3
_PAIR = 2


def questionnaire_blocks(released: Released, kommun: Kommun, instrument: Questionnaire, first: int) -> list[Block]:
    """Return the section of a questionnaire that the utgåva holds; its charts are numbered from ``first``.

    A kommun that took part in no round, or whose every figure is hidden, gets one sentence.
    """
    section = surveyed(released, kommun, instrument)
    heading = Heading(2, instrument.name, instrument.id, guarded=True)
    if not section.shown([answered_id(instrument), *score_ids(instrument)]):
        return [heading, Text(_nothing(section), figures=figures_among(map(section.answered, section.rounds)))]
    charts = enumerate(questionnaire_charts(section), start=first)
    return [
        heading,
        Text(instrument.explanation),
        _participation(section),
        scores_table(section),
        scores_caution(instrument),
        *(Figure(number, slug, chart) for number, (slug, chart) in charts),
        *undrawn_answers(section),
    ]


def _nothing(section: Surveyed) -> str:
    """Say in one sentence why there is nothing: the kommun took no part, or all is hidden."""
    name, instrument = swedish.kommun_name(section.kommun.name), section.instrument.name
    hidden = [period for period in section.rounds if section.answered(period).status is Status.SEKRETESS]
    absent = [period for period in section.rounds if period not in hidden]
    if not hidden:
        return f"{name} deltog {_never(absent)} i {instrument}, så det finns inget att visa."
    result = f"resultatet för {name} {_listed(hidden)} {hidden_text()}"
    if not absent:
        return f"{instrument}: {result}."
    return f"{instrument}: {result}, och {_listed(absent)} deltog kommunen inte."


def _never(periods: Sequence[str]) -> str:
    """Say in which rounds a kommun took no part: ``inte 2023``, ``varken 2023 eller 2025``."""
    if len(periods) == _PAIR:
        return f"varken {swedish.period_text(periods[0])} eller {swedish.period_text(periods[1])}"
    return f"inte {_listed(periods)}"


def _listed(periods: Sequence[str]) -> str:
    return swedish.join(swedish.period_text(period) for period in periods)


def _participation(section: Surveyed) -> Text:
    words = " ".join(f"{swedish.period_text(period)}: {_round(section, period)}." for period in section.rounds)
    told = [value for period in section.rounds for value in (section.answered(period), _rate(section, period))]
    lead = f"Svar från {swedish.kommun_name(section.kommun.name)}."
    return Text(words, lead, figures=figures_among(told))


def _round(section: Surveyed, period: str) -> str:
    """Say how many answered in a round and how large a part of those asked that is."""
    answered = section.answered(period)
    if answered.value is None:
        return ABSENT if answered.status is Status.SAKNAS else f"resultatet {hidden_text()}"
    rate = _rate_words(section.instrument, period, _rate(section, period))
    return f"{swedish.number(answered.value)} svar, svarsfrekvensen {rate}"


def _rate(section: Surveyed, period: str) -> Value:
    return section.figures.at(section.kommun.code, response_rate_id(section.instrument), period)


def _rate_words(instrument: Questionnaire, period: str, rate: Value) -> str:
    words = said(measure_of(instrument, response_rate_id(instrument)), period, rate)
    if rate.shown:
        return f"är {words}" if rate.n is None else f"är {words} av {swedish.number(rate.n)} inbjudna"
    return words if rate.status is Status.SEKRETESS else f"är okänd ({words})"


def scores_table(section: Surveyed) -> Table:
    """Set the kommun's means of every round beside the group's, each with its number of answers."""
    rounds = section.rounds[-_ROUNDS:]
    units = {section.kommun.code: section.kommun.name, section.grupp.unit: group_label(section.grupp)}
    places = [(unit, period) for unit in units for period in rounds]
    columns = [
        Column(f"{units[unit]} {swedish.period_text(period)}", numeric=True, width=1.3) for unit, period in places
    ]
    rows = [(subscale, _values(section, subscale, places)) for subscale in section.instrument.subscales]
    drawn = rows_at(section.rows, score_ids(section.instrument), list(units), rounds)
    return Table(
        f"{section.instrument.id}_delskalor",
        f"{section.instrument.name}: medelvärden",
        (Column("Delskala", width=2.4), *columns),
        tuple(_row(section.instrument, subscale, values) for subscale, values in rows),
        f"{_note(section, [each for _, values in rows for _, each in values])} {data_line(section.released, drawn)}",
    )


def _values(section: Surveyed, subscale: Subscale, places: list[tuple[str, str]]) -> list[tuple[str, Value]]:
    measure = score_id(section.instrument, subscale)
    return [(period, section.figures.at(unit, measure, period)) for unit, period in places]


def _row(instrument: Questionnaire, subscale: Subscale, values: list[tuple[str, Value]]) -> tuple[Cell, ...]:
    measure = measure_of(instrument, score_id(instrument, subscale))
    return (Cell(subscale.name), *(_counted_cell(measure, period, value) for period, value in values))


def _counted_cell(measure: Measure, period: str, value: Value) -> Cell:
    cell = cell_of(measure, period, value)
    return cell if value.n is None else replace(cell, text=f"{cell.text} ({swedish.number(value.n)} svar)")


def _note(section: Surveyed, values: list[Value]) -> str:
    mean = (
        f"{group_label(section.grupp)}: medelvärde av alla som har svarat {section.grupp.in_text}, "
        "varje person räknas lika"
    )
    words = "; ".join(filter(None, [mean, mark_notes(values)]))
    return f"{words}. {proviso(section.instrument)}".strip()
