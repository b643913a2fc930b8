from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from oj_analys import catalog
from oj_analys.charts import cautions
from oj_analys.charts.figures import Guarded, pick
from oj_analys.charts.frame import Cell
from oj_analys.domain import Statistic, Status

Measured = Callable[..., pd.DataFrame]
ITEM = catalog.measure("ebp.p10")
SHOWN, HIDDEN = Cell(Status.OK, 40.0, n=30), Cell(Status.SEKRETESS)


@pytest.fixture(scope="session")
def mixed(measured: Measured) -> Guarded:
    """Return figures that two policies have cleared: 7 and 5 as the least count, n as it is and in fives."""
    keys = [("2305", ITEM.id, "2025", f"svar={code}") for code in (1, 2)]
    frames = [
        measured({key: (40.0, 30)}, policy=policy)
        for key, policy in zip(keys, ("ebp_personal", "asi_klient"), strict=True)
    ]
    return pick(pd.concat(frames, ignore_index=True), [ITEM], ["2305"], ["2025"])


def test_of_two_policies_the_strictest_minimum_is_named(mixed: Guarded) -> None:
    assert [policy.id for policy in mixed.policies] == ["asi_klient", "ebp_personal"]
    assert cautions.threshold(mixed, Statistic.ANTAL, "svar", [SHOWN]) == "Antal 1–6 visas inte."
    share = "Andelar visas bara för grupper med minst 10 svar, och inte när andelen gäller 1–4 av dem."
    assert cautions.threshold(mixed, Statistic.ANDEL, "svar", [SHOWN]) == share


def test_of_two_policies_for_each_cell_the_largest_count_that_is_never_shown_is_named(mixed: Guarded) -> None:
    asi = catalog.policy("asi_klient")
    higher = replace(asi, least={**asi.least, Statistic.ANTAL: 8})
    two = replace(mixed, policies=(asi, higher))
    assert "och inte när 1–7 har gett samma svar." in cautions.threshold(two, Statistic.FORDELNING, "svar", [SHOWN])


def test_of_two_policies_the_coarsest_rounding_is_named(mixed: Guarded) -> None:
    assert cautions.rounded_counts(mixed, [SHOWN]) == "Antal svar anges i hela femtal, avrundat nedåt."


@pytest.mark.parametrize(("step", "words"), [(5, "hela femtal"), (10, "hela tiotal"), (3, "steg om 3")])
def test_the_step_of_rounding_has_its_word(mixed: Guarded, step: int, words: str) -> None:
    one = replace(mixed, policies=(replace(mixed.policies[0], n_step=step),))
    assert cautions.rounded_counts(one, [SHOWN]) == f"Antal svar anges i {words}, avrundat nedåt."


def test_nothing_is_said_of_rounding_where_no_number_stands(mixed: Guarded) -> None:
    assert cautions.rounded_counts(mixed, [HIDDEN]) == ""
    as_they_are = replace(mixed, policies=(catalog.policy("ebp_personal"),))
    assert cautions.rounded_counts(as_they_are, [SHOWN]) == ""


@pytest.mark.parametrize("status", [Status.SAKNAS, Status.EJ_BERAKNAD, Status.OKAND])
def test_only_what_is_hidden_raises_the_question_why(mixed: Guarded, status: Status) -> None:
    more = "Ibland döljs fler, så att inget dolt går att räkna ut."
    assert more not in cautions.threshold(mixed, Statistic.MEDEL, "svar", [SHOWN, Cell(status)])
    assert cautions.threshold(mixed, Statistic.MEDEL, "svar", [SHOWN, HIDDEN]).endswith(f" {more}")


def test_open_figures_have_no_minimum_even_where_something_is_hidden(mixed: Guarded) -> None:
    opened = replace(mixed, policies=(catalog.policy("öppen"),))
    assert cautions.threshold(opened, Statistic.ANDEL, "svar", [HIDDEN]) == ""
    assert cautions.threshold(mixed, None, "svar", [HIDDEN]) == ""
