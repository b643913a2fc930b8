"""A figure that is not there says why, in words that are true of it; a misspelt measure is no missing figure."""

from collections.abc import Callable

import pytest

from oj_analys import catalog
from oj_analys.domain import Status
from oj_analys.example.truths import BERG, BRACKE, HARJEDALEN, RAGUNDA
from oj_analys.frames import Released
from oj_analys.frames.shown import Key
from oj_analys.reports.guarded import (
    Figures,
    brief_cell,
    cell_of,
    figures_of,
    mark_notes,
    n_cell,
    rows_of,
    said,
    sign_notes,
)

EBP, ASI = catalog.questionnaire("ebp"), catalog.interview_form("asi")


@pytest.fixture(scope="module")
def survey(meeting: Released) -> Figures:
    return figures_of(rows_of(meeting.measures, "ebp"), EBP.measures)


@pytest.fixture(scope="module")
def usage(meeting: Released) -> Figures:
    return figures_of(rows_of(meeting.measures, "asi"), ASI.measures)


def test_a_misspelt_measure_is_no_missing_figure(survey: Figures) -> None:
    with pytest.raises(KeyError):
        survey.at(BRACKE, "ebp.kunskaper", "2025")


def test_a_row_that_is_not_there_is_missing(survey: Figures) -> None:
    assert survey.at(BRACKE, "ebp.kunskap", "1999").status is Status.SAKNAS


def test_the_reason_fits_the_figure(survey: Figures, usage: Figures) -> None:
    rate = next(measure for measure in EBP.measures if measure.id == "ebp.svarsfrekvens")
    assert said(rate, "2023", survey.at(HARJEDALEN, rate.id, "2023")) == "antalet inbjudna är inte känt"
    assert said(rate, "2023", survey.at(BERG, rate.id, "2023")) == "kommunen deltog inte"
    assert usage.at("0023", "asi.utredningar", "1999").why == "alla kommuner har inte lämnat uppgift"
    assert usage.at(BRACKE, "asi.utredningar", "1999").why == "uppgift saknas i källan"


def test_a_share_of_few_is_not_computed(meeting: Released, blanked: Callable[..., Released]) -> None:
    few = blanked(meeting, Status.EJ_BERAKNAD, "asi.tackning", unit=BRACKE)
    found = figures_of(rows_of(few.measures, "asi"), ASI.measures).at(BRACKE, "asi.tackning", "2024")
    assert found.why == "andelen räknas inte på så få"


def test_a_mark_is_explained_once_with_every_reason(usage: Figures) -> None:
    places = [(RAGUNDA, "2024"), ("0023", "1999"), (BRACKE, "1999"), (BRACKE, "1998"), (BRACKE, "2024")]
    notes = mark_notes(usage.at(unit, "asi.utredningar", year) for unit, year in places)
    assert notes == (
        "– alla kommuner har inte lämnat uppgift eller uppgift saknas i källan; "
        ".. visas inte, för att ingen enskild ska kunna pekas ut"
    )


def test_a_figure_of_persons_has_its_key_hidden_or_shown(meeting: Released, survey: Figures) -> None:
    score = catalog.measure("ebp.kunskap")
    for unit, year in ((BRACKE, "2025"), (RAGUNDA, "2023")):
        cell = cell_of(score, year, survey.at(unit, score.id, year))
        assert cell.figure == Key(unit, score.id, year, "T", "alla")
    assert survey.at(BRACKE, score.id, "1999").key is None
    own = figures_of(rows_of(meeting.measures, "egna"), meeting.own)
    assert own.at(BRACKE, "egna.cirklar", "2024").key is None
    assert own.at(RAGUNDA, "egna.deltagare", "2024").key is not None


def test_a_band_is_a_limit_in_words_and_no_number_in_a_sheet(meeting: Released) -> None:
    score, rows = catalog.measure("ebp.kunskap"), rows_of(meeting.measures, "ebp")
    ours = (rows["measure"] == score.id) & (rows["unit"] == BRACKE) & (rows["period"] == "2025")
    ends = rows.assign(
        value=rows["value"].mask(ours, 4.6), low=rows["low"].mask(ours, 4.6), high=rows["high"].mask(ours, 5)
    )
    value = figures_of(ends, EBP.measures).at(BRACKE, score.id, "2025")
    assert said(score, "2025", value).startswith("minst 4,6 ")
    assert (cell_of(score, "2025", value).text, cell_of(score, "2025", value).number) == ("minst 4,6", None)
    assert (brief_cell(score, "2025", value).text, brief_cell(score, "2025", value).number) == ("≥\u00a04,6", None)
    assert brief_cell(score, "2025", value).figure == n_cell(value).figure == value.key
    assert mark_notes([value]) == "minst: nästan alla svarade lika, därför visas bara gränsen"
    assert sign_notes([value]) == "≥: nästan alla svarade lika, därför visas bara gränsen."
