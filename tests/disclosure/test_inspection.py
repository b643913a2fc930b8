"""The last look: a policy that somebody wrote by hand guards nothing."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from oj_analys import catalog
from oj_analys.disclosure import check_release, protect, protect_release, unguarded
from oj_analys.domain import Statistic
from oj_analys.frames import FrameError
from oj_analys.preparation import narrowed, released_for
from oj_analys.sources.loaded import Loaded

Frame = Callable[..., pd.DataFrame]

JAMTLAND = catalog.grupp("Jämtland")
RAGUNDA, OSTERSUND, BRACKE = "2303", "2380", "2305"
STAFF = catalog.policy("ebp_personal")


def test_what_protect_returns_is_guarded(counts: Frame, means: Frame, answers: Frame) -> None:
    frames = (
        counts({RAGUNDA: 5, OSTERSUND: 70}),
        means({RAGUNDA: (5, 3.123), OSTERSUND: (70, 3.4567)}),
        answers({OSTERSUND: ([10, 20, 30, 5, 5], 2)}),
        counts({RAGUNDA: 0, OSTERSUND: 16}, "asi.intervjuare"),
    )
    assert unguarded(protect(*frames)) == 0
    assert unguarded(protect_release(list(frames), {}).measures) == 0


@pytest.mark.parametrize("label", ["öppen", "ebp_personal", "utkast:ebp_personal", "påhittad"])
def test_a_label_by_hand_guards_nothing(means: Frame, counts: Frame, label: str) -> None:
    assert unguarded(means({OSTERSUND: (70, 3.4567)}).assign(policy=label)) == 1
    assert unguarded(counts({RAGUNDA: 4}).assign(policy=label)) == 1


def test_few_answers_and_small_counts_are_seen(means: Frame, counts: Frame) -> None:
    few = means({RAGUNDA: (4, 3.1), BRACKE: (5, 3.1), OSTERSUND: (7, 3.1)}).assign(policy="ebp_personal")
    assert unguarded(few) == 1  # a county may have decided on 5
    with pytest.raises(FrameError, match="2 rows show more"):
        check_release(few, "", JAMTLAND)
    lowered = replace(STAFF, least={**STAFF.least, Statistic.MEDEL: 5})
    with pytest.raises(FrameError, match="1 rows show more"):
        check_release(few, "", JAMTLAND, [lowered])
    own = counts({RAGUNDA: 3, OSTERSUND: 5}, "egna.cirkeldeltagare").assign(policy="egna_antal")
    assert unguarded(own) == 1


def test_a_band_is_guarded(means: Frame) -> None:
    frame = protect(means({OSTERSUND: (70, 4.9)}))
    assert frame["low"].notna().all()
    assert unguarded(frame) == 0


def test_open_figures_are_nobodys(counts: Frame) -> None:
    assert unguarded(counts({RAGUNDA: 2}, "egna.fou_cirklar").assign(policy="öppen", count=pd.NA)) == 0


def test_a_report_takes_only_what_is_for_its_reader(example_loaded: Loaded) -> None:
    whole = released_for(example_loaded)
    mine = narrowed(whole, RAGUNDA)
    check_release(whole.measures, "", JAMTLAND)
    check_release(mine.measures, RAGUNDA, JAMTLAND)
    with pytest.raises(FrameError, match="rows are not for this reader"):
        check_release(replace(whole, unit=RAGUNDA).measures, RAGUNDA, JAMTLAND)
    raw = whole.measures.assign(policy=whole.measures["policy"].replace("ebp_personal", "öppen"))
    with pytest.raises(FrameError, match="rows show more of persons"):
        check_release(raw, "", JAMTLAND)


@pytest.fixture(scope="module")
def example_loaded(example: object) -> Loaded:
    from oj_analys.sources.loaded import load

    return load(str(example))
