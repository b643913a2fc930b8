from collections.abc import Callable

import pandas as pd

import oj_analys as oj
from oj_analys.analysis import trend
from oj_analys.frames import MEASURES

Build = Callable[..., pd.DataFrame]
JAMTLAND = oj.grupp("Jämtland")
KROKOM, BRACKE, AREA = "2309", "2305", "2321"


def change(frame: pd.DataFrame) -> dict[str, str]:
    return dict(zip(frame["unit"], frame["change"], strict=True))


def test_changed_answers(build: Build) -> None:
    frames = [
        build({BRACKE: 1.0, KROKOM: 0.0, AREA: 1.0, "2380": 1.0}, "oj.U37488", "2024"),
        build({BRACKE: 0.0, KROKOM: 1.0, AREA: 1.0, "2380": "bortfall", "2326": 1.0}, "oj.U37488", "2025"),
    ]
    changed = trend(MEASURES.build(pd.concat(frames)), JAMTLAND)
    assert change(changed) == {
        BRACKE: "sämre", KROKOM: "bättre", AREA: "oförändrat", "2380": "kan inte bedömas", "2326": "kan inte bedömas",
    }  # fmt: skip


def test_periods_are_ordered_by_year_not_by_row(build: Build) -> None:
    frames = [
        build({KROKOM: value}, "oj.U37488", year) for year, value in (("2025", 1.0), ("2023", 1.0), ("2024", 0.0))
    ]
    row = trend(MEASURES.build(pd.concat(frames)), JAMTLAND).squeeze()
    assert (row["period"], row["earlier_period"], row["change"]) == ("2025", "2024", "bättre")


def test_no_change_is_claimed_across_a_changed_scale(build: Build) -> None:
    # U28462: Ja/Nej to 2017, Ja/Delvis/Nej from 2018.
    frames = [build({KROKOM: 1.0}, "oj.U28462", "2017"), build({KROKOM: 1.0}, "oj.U28462", "2018")]
    assert change(trend(MEASURES.build(pd.concat(frames)), JAMTLAND)) == {KROKOM: "kan inte bedömas"}


def test_the_same_answers_under_new_codes_can_be_compared(build: Build) -> None:
    # U30426: Nej was 0 and became 2; Ja stayed 1.
    frames = [
        build({KROKOM: 0.0, AREA: 1.0}, "oj.U30426", "2024"),
        build({KROKOM: 2.0, AREA: 2.0}, "oj.U30426", "2025"),
    ]
    assert change(trend(MEASURES.build(pd.concat(frames)), JAMTLAND)) == {KROKOM: "oförändrat", AREA: "sämre"}


def test_a_figure_stands_beside_the_one_before_without_a_verdict(build: Build) -> None:
    frames = [build({BRACKE: pair}, period=year) for year, pair in (("2022", (57, 63)), ("2024", (44, 61)))]
    row = trend(MEASURES.build(pd.concat(frames)), JAMTLAND).squeeze()
    assert (row["period"], row["earlier_period"], row["change"]) == ("2024", "2022", "kan inte bedömas")
    assert round(row["earlier_value"]) == 90


def test_means_that_share_years_are_not_set_beside_each_other(build: Build) -> None:
    periods = {"2019/2021": 50.0, "2020/2022": 60.0, "2021/2023": 70.0, "2022/2024": 80.0}
    frames = [build({BRACKE: value}, "oj.N20402", period) for period, value in periods.items()]
    row = trend(MEASURES.build(pd.concat(frames)), JAMTLAND).squeeze()
    assert (row["period"], row["earlier_period"], row["earlier_value"]) == ("2022/2024", "2019/2021", 50)


def test_the_only_value_has_none_before_it(build: Build) -> None:
    row = trend(build({BRACKE: (44, 61)}), JAMTLAND).squeeze()
    assert (row["earlier_period"], row["change"]) == ("", "kan inte bedömas")
