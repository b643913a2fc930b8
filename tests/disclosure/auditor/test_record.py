"""The record of what is shown, by the numbers of its own policies."""

from dataclasses import replace
from typing import Any

import pytest

from oj_analys.disclosure.auditor.record import check_record
from oj_analys.domain import Status
from oj_analys.frames.shown import Key, Shown, ShownFigure, ShownMeasure

COUNT = Key("2305", "asi.personal", "2025", "T", "alla")
MEAN = Key("2305", "ebp.attityder", "2025", "T", "alla")


def faults(shown: Shown, key: Key, **changes: Any) -> list[str]:
    figure = replace(ShownFigure(key, Status.OK, "ebp_personal", 1), **changes)
    return [finding.what for finding in check_record(replace(shown, figures=(figure,)))]


def test_the_record_of_an_edition_passes(shown: Shown) -> None:
    assert list(check_record(shown)) == []


@pytest.mark.parametrize(
    ("key", "changes", "what"),
    [
        (MEAN, {"status": Status.SEKRETESS, "value": 2.9}, "en dold uppgift har ett tal"),
        (MEAN, {"status": Status.SEKRETESS, "n": 3}, "en dold uppgift har ett tal"),
        (MEAN, {}, "en uppgift som visas har inget tal"),
        (MEAN, {"value": 3.41, "n": 18}, "uppgiften har fler decimaler än skyddet tillåter"),
        (MEAN, {"value": 3.4, "n": 18, "decimals": 2}, "uppgiften har fler decimaler än skyddet tillåter"),
        (MEAN, {"value": 3.4, "n": 6}, "uppgiften bygger på färre än skyddet tillåter"),
        (COUNT, {"value": 6.0, "decimals": 0}, "uppgiften bygger på färre än skyddet tillåter"),
        (MEAN, {"value": 3.4, "n": 18, "policy": "annat"}, "uppgiften har inget känt mått eller skydd"),
        (MEAN._replace(measure="ebp.nytt"), {"value": 3.4}, "uppgiften har inget känt mått eller skydd"),
    ],
)
def test_what_a_policy_does_not_allow_is_found(shown: Shown, key: Key, changes: dict[str, Any], what: str) -> None:
    assert faults(shown, key, **changes) == [what]


@pytest.mark.parametrize(("key", "value", "n"), [(COUNT, 0.0, None), (COUNT, 7.0, None), (MEAN, 3.4, 7)])
def test_the_least_that_a_policy_allows_passes(shown: Shown, key: Key, value: float, n: int | None) -> None:
    assert faults(shown, key, value=value, n=n, decimals=0 if key == COUNT else 1) == []


def test_numbers_of_answers_are_rounded_unless_they_are_counts_of_their_own(shown: Shown) -> None:
    steps = replace(shown, policies=(replace(shown.policies[0], n_step=5),))
    assert faults(steps, MEAN, value=3.4, n=18) == ["antalet svar är inte avrundat som skyddet kräver"]
    assert faults(steps, MEAN, value=3.4, n=15) == []
    share = ShownMeasure(MEAN.measure, "andel", "ebp_personal", "asi", derived_from=("asi.a", "asi.b"))
    assert faults(replace(steps, measures=(share,)), MEAN, value=40.0, n=18, decimals=0) == []
