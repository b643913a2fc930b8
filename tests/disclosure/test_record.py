"""The record of a release: every guarded figure as it is printed, and nothing of what is hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from oj_analys import catalog
from oj_analys.disclosure import protect_release
from oj_analys.disclosure.record import release_of, shown_in
from oj_analys.domain import Edition, Statistic, Status
from oj_analys.frames import MEASURES, FrameError
from oj_analys.frames.shown import Key, ShownFile

EDITION = Edition("2025-06", date(2025, 6, 23), catalog.grupp("Jämtland"), "FoU", "", "RUG", syntetisk=True)
COMMON = {"measure": "ebp.svarande", "period": "2025", "sex": "T", "group": "alla", "status": "ok"}
COUNTS = {"2380": 70, "2303": 4}


def guarded(edition: Edition = EDITION) -> pd.DataFrame:
    rows = [COMMON | {"unit": unit, "value": count, "count": count} for unit, count in COUNTS.items()]
    return protect_release([MEASURES.build(rows)], {}, policies=edition.policies).measures


def test_a_shown_figure_has_its_number_and_a_hidden_one_its_key() -> None:
    hidden, seen = shown_in(EDITION, guarded()).figures
    assert (hidden.key, hidden.status, hidden.value) == (
        Key("2303", "ebp.svarande", "2025", "T", "alla"),
        Status.SEKRETESS,
        None,
    )
    assert (seen.key.unit, seen.value, seen.n, seen.decimals, seen.policy) == ("2380", 70.0, None, 0, "ebp_personal")


def test_open_figures_are_nobodys_secret() -> None:
    open_row = COMMON | {"unit": "2380", "measure": "oj.U21468", "value": 1.0, "policy": "öppen"}
    together = pd.concat([guarded(), MEASURES.build([open_row])], ignore_index=True)
    assert shown_in(EDITION, together) == shown_in(EDITION, guarded())


def test_it_says_what_the_measure_and_the_policy_are() -> None:
    usual = catalog.policy("ebp_personal")
    own = replace(usual, least={**usual.least, Statistic.ANTAL: 9})
    shown = shown_in(replace(EDITION, policies=(own,)), guarded(replace(EDITION, policies=(own,))))
    (measure,), (policy,) = shown.measures, shown.policies
    assert (measure.id, measure.statistic, measure.policy) == ("ebp.svarande", "antal", "ebp_personal")
    assert (policy.id, policy.least["antal"], policy.cell_least) == ("ebp_personal", 9, 0)


def test_what_is_not_guarded_has_no_record() -> None:
    with pytest.raises(FrameError, match="no policy"):
        shown_in(EDITION, guarded().assign(policy=""))


def test_the_fingerprint_of_a_release_is_that_of_its_whole_record() -> None:
    shown = shown_in(EDITION, guarded())
    release = release_of(shown, "2025-06-23")
    assert (release.utgava, release.taken, release.figures) == ("2025-06", "2025-06-23", shown.figures)
    assert release == release_of(shown, "2025-06-23")
    assert release.fingerprint != release_of(replace(shown, files=(ShownFile("a.pdf"),)), "2025-06-23").fingerprint
