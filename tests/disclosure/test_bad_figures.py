"""Figures that come in wrong, empty or too telling: stopped or hidden, never a crash and never a number of nothing."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from oj_analys.disclosure import protect, protect_release
from oj_analys.domain import DataError
from oj_analys.frames import check_measures

Frame = Callable[..., pd.DataFrame]
Hidden = Callable[..., set[str]]

LAN = "0023"
EIGHT = ("2303", "2305", "2309", "2313", "2321", "2326", "2361", "2380")


def eight(*sizes: int) -> dict[str, int]:
    return {**dict(zip(EIGHT, sizes, strict=True)), LAN: sum(sizes)}


@pytest.mark.parametrize("measure", ["ebp.svarande", "asi.utredningar"])
def test_margins_that_do_not_add_up_are_named_with_the_difference(counts: Frame, measure: str) -> None:
    cells = eight(20, 20, 20, 20, 20, 20, 20, 20) | {LAN: 157}
    with pytest.raises(DataError, match=f"{measure} 2025 för 0023, uppdelat på kommun: .* 3 personer fler än helheten"):
        protect_release([counts(cells, measure)], {})


def test_open_margins_may_be_off_as_their_source_has_them(counts: Frame) -> None:
    rows = counts(eight(9, 9, 9, 9, 9, 9, 9, 9) | {LAN: 71}, "oj.N01951").assign(policy="öppen")
    frame = protect(rows).sort_values("value", kind="stable", ignore_index=True)
    pd.testing.assert_frame_equal(frame, rows)


@pytest.mark.parametrize("n", [0, 1])
def test_figures_of_nobody_or_one_are_hidden(means: Frame, answers: Frame, n: int) -> None:
    one = [0, 0, n, 0, 0]
    frame = protect(
        means({"2380": (70, 3.4), "2303": (n, 3.0)}),
        means({"2380": (70, 40.0), "2303": (n, 0.0)}, "ebp.svarsfrekvens"),
        answers({"2380": ([20, 20, 20, 5, 5], 2), "2303": (one, 0)}),
    )
    small = frame[frame["unit"] == "2303"]
    assert not (small["status"] == "ok").any()
    assert small[["value", "low", "high", "n", "count"]].isna().all(axis=None)
    check_measures(frame)


def test_a_county_where_nobody_answered_has_no_figures(means: Frame, counts: Frame, answers: Frame) -> None:
    empty = means(dict.fromkeys((*EIGHT, LAN), (0, 3.0))).assign(status="ej_beräknad", value=np.nan)
    frame = protect(
        counts(eight(0, 0, 0, 0, 0, 0, 0, 0)),
        counts(eight(0, 0, 0, 0, 0, 0, 0, 0), "asi.utredningar"),
        empty,
        answers(dict.fromkeys((*EIGHT, LAN), ([0, 0, 0, 0, 0], 0))),
        counts(dict.fromkeys((*EIGHT, LAN), "saknas"), "asi.grund"),
    )
    check_measures(frame)
    shown = frame[frame["status"] == "ok"]
    assert set(shown["measure"]) == {"ebp.svarande", "asi.utredningar"}
    assert (shown["value"] == 0).all()


def test_answers_that_are_all_the_same_are_hidden_or_banded(means: Frame, answers: Frame, hidden: Hidden) -> None:
    frame = protect(means({"2380": (70, 5.0)}), answers({"2380": ([0, 0, 0, 0, 70], 0)}))
    assert hidden(frame, "ebp.p01") == {"2380"}
    mean = frame[frame["measure"] == "ebp.attityder"].iloc[0]
    assert tuple(mean[["value", "low", "high"]]) == (4.6, 4.6, 5.0)


def test_one_of_eight_takes_another_or_the_county_with_it(counts: Frame, means: Frame, answers: Frame) -> None:
    sizes = eight(4, 20, 20, 20, 20, 20, 20, 20)
    some = {unit: [size - size // 5 * 4, *[size // 5] * 4] for unit, size in sizes.items() if unit != LAN}
    given = {unit: (numbers, 0) for unit, numbers in some.items()}
    given[LAN] = ([sum(column) for column in zip(*some.values(), strict=True)], 0)
    frame = protect(
        counts(sizes),
        counts(sizes, "asi.utredningar"),
        means({unit: (n, 3.4) for unit, n in sizes.items()}),
        answers(given),
    )
    for _, rows in frame.groupby(["measure", "group"]):
        gone = rows[rows["status"] == "sekretess"]
        assert "2303" in set(gone["unit"])
        assert len(gone) > 1
