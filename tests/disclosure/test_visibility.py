from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

import oj_analys as oj
from oj_analys import catalog
from oj_analys.disclosure import protect, visible_to
from oj_analys.domain import DataError
from oj_analys.frames import FrameError

Frame = Callable[..., pd.DataFrame]
JAMTLAND = oj.grupp("Jämtland")
LAN, OSTERSUND, ARE, RAGUNDA, BERG = "0023", "2380", "2321", "2303", "2326"


@pytest.fixture(scope="module")
def figures(counts: Frame) -> pd.DataFrame:
    """EBP of four kommuner where Ragunda is small and Berg has none, ASI of three, and an open indicator."""
    answered = counts({OSTERSUND: 60, ARE: 9, RAGUNDA: 5, BERG: "saknas", LAN: 74})
    used = counts({OSTERSUND: 40, ARE: "saknas", RAGUNDA: "saknas", BERG: 20, LAN: "saknas"}, "asi.utredningar")
    shown = counts({OSTERSUND: 1, ARE: 2, RAGUNDA: 3, BERG: 4, "0000": 5}, "oj.U21468").assign(policy="öppen")
    return protect(answered, used, shown)


def seen(frame: pd.DataFrame, family: str) -> set[str]:
    return set(frame.loc[frame["measure"].str.startswith(family), "unit"])


def test_the_group_sees_everything(figures: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(visible_to(figures, "", JAMTLAND), figures)


@pytest.mark.parametrize(
    ("unit", "ebp", "asi"),
    [
        (OSTERSUND, {OSTERSUND, LAN}, {OSTERSUND, LAN}),
        (ARE, {ARE}, {ARE}),  # hidden to guard Ragunda
        (RAGUNDA, {RAGUNDA}, {RAGUNDA}),
        (BERG, {BERG}, {BERG, LAN}),
    ],
)
def test_a_kommun_sees_itself_and_the_group_if_it_gave_something(
    figures: pd.DataFrame, unit: str, ebp: set[str], asi: set[str]
) -> None:
    frame = visible_to(figures, unit, JAMTLAND)
    assert seen(frame, "ebp.") == ebp
    assert seen(frame, "asi.") == asi


def test_open_figures_are_seen_by_all(figures: pd.DataFrame) -> None:
    assert seen(visible_to(figures, RAGUNDA, JAMTLAND), "oj.") == {OSTERSUND, ARE, RAGUNDA, BERG, "0000"}


def test_a_county_may_let_everyone_see(figures: pd.DataFrame) -> None:
    staff = replace(catalog.policy("ebp_personal"), visible_to="alla")
    drafted = figures[figures["measure"].str.startswith("ebp.")]
    assert len(visible_to(drafted, RAGUNDA, JAMTLAND, [staff])) == len(drafted)


def test_unguarded_figures_and_unknown_policies_are_refused(counts: Frame) -> None:
    with pytest.raises(FrameError, match="no policy"):
        visible_to(counts({ARE: 20}), ARE, JAMTLAND)
    with pytest.raises(DataError, match="påhittat"):
        visible_to(counts({ARE: 20}).assign(policy="påhittat"), ARE, JAMTLAND)
