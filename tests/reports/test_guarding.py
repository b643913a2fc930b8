"""What is hidden is listed by place, without what a source itself hides."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from oj_analys import catalog
from oj_analys.charts.chart import Chart
from oj_analys.domain import Statistic, Status
from oj_analys.example.truths import BERG, BRACKE
from oj_analys.frames import Released
from oj_analys.reports.guarding import guard_sentences, guard_text, hidden_table, policies_in
from oj_analys.reports.kommun import kommun_report

Blank = Callable[..., Released]


def places(released: Released) -> dict[tuple[str, str], str]:
    kommuner = [catalog.kommun(code) for code in released.edition.grupp.members]
    return {(row[0].text, row[1].text): row[2].text for row in hidden_table(released, kommuner).rows}


def test_what_a_source_hides_is_its_own_matter(meeting: Released, blanked: Blank) -> None:
    hidden = blanked(meeting, Status.SEKRETESS, r"oj\..*", unit=BRACKE)
    assert places(hidden) == places(meeting)
    assert set(policies_in(hidden)) == {"ebp_personal", "asi_klient", "egna_antal"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"group": "roll=chef"}, "yrkesroll"),
        ({"sex": "K", "group": "svar=2"}, "kön"),
        ({"group": "svar=vet_ej"}, "uteblivna svar"),
        ({}, "vissa mått"),
    ],
)
def test_of_the_group_only_what_is_hidden_is_named(meeting: Released, changes: dict[str, str], words: str) -> None:
    rows = meeting.measures
    some = rows[(rows["measure"] == "ebp.p01") & (rows["unit"] == "0023")].head(1)
    hidden = some.assign(period="2021", status=str(Status.SEKRETESS), value=None, **changes)
    changed = pd.concat([rows, hidden.astype(rows.dtypes.to_dict())], ignore_index=True)
    assert places(replace(meeting, measures=changed))["EBP-termometern", "2021"] == f"Länet ({words})"


def test_a_rounded_number_of_answers_is_said_where_answers_are() -> None:
    policy, measures = catalog.policy("asi_klient"), catalog.interview_form("asi").measures
    words = guard_text(policy, measures)
    assert "Svarsfördelningar visas inte heller när 1–4 har gett samma svar." in words
    assert "Antal svar anges i steg om 5, avrundat nedåt." in words
    counts = [measure for measure in measures if measure.id == "asi.utredningar"]
    assert "avrundat" not in guard_text(policy, counts)


def test_that_few_may_have_given_an_answer_is_said_where_the_group_is_the_cell() -> None:
    words = guard_text(catalog.policy("ebp_personal"), catalog.instruments()["ebp"].measures)
    assert "kan ett svarsalternativ ha valts av få personer" in words
    assert "avrundat" not in words


def test_a_reader_without_any_figure_hears_of_no_policy(seen: Callable[[str], Released]) -> None:
    assert "ebp_personal" not in policies_in(seen(BERG))


def test_the_countys_own_minimums_are_said_in_the_method_the_sheets_and_the_charts(
    seen: Callable[[str], Released], drawn: Callable[[Chart], str]
) -> None:
    usual = catalog.policy("ebp_personal")
    own = replace(usual, least={**usual.least, Statistic.MEDEL: 12, Statistic.FORDELNING: 16})
    first = seen(BRACKE)
    stricter = replace(first, edition=replace(first.edition, policies=(own,)))
    assert "medelvärden visas från 12 personer" in guard_sentences(stricter)
    assert "medelvärden visas från 7 personer" in guard_sentences(first)
    report = kommun_report(stricter)
    (sheet,) = (sheet for sheet in report.sheets if sheet.name == "EBP")
    assert "medelvärden visas från 12 personer" in sheet.text
    charts = {figure.slug: drawn(figure.chart) for figure in report.figures}
    assert "minst 12 svar" in charts["ebp_profil"]
    assert "minst 16 svar" in charts["ebp_attityder"]
