from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oj_analys as oj
from oj_analys.domain import DataError
from oj_analys.frames.persons import COUNTS, Interviews
from oj_analys.scoring import score

Meet = Callable[..., Interviews]
BRACKE, RAGUNDA, BERG, LAN = "2305", "2303", "2326", "0023"
MEMBERS = oj.grupp("Jämtland").members


def table(**changed: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A whole usage table of one year: in every kommun 10 staff, 8 begun, 2 with the form."""
    plain = {"samtal.staff": {"value": 10}, "samtal.inledda": {"value": 8}, "samtal.grund": {"value": 2}}
    return [
        {"unit": unit, "measure": measure, **changed.get(f"u{unit}", {}).get(measure, told)}
        for unit in MEMBERS
        for measure, told in plain.items()
    ]


def of(figures: pd.DataFrame, measure: str) -> pd.DataFrame:
    return figures[figures["measure"] == f"samtal.{measure}"].set_index("unit")


def test_sums_and_the_share_of_sums(meet: Meet) -> None:
    figures = score(meet(usage=table(u2305={"samtal.inledda": {"value": 24}, "samtal.grund": {"value": 18}})))
    assert of(figures, "inledda").loc[[BRACKE, LAN], "value"].to_list() == [24, 80]
    assert of(figures, "inledda").loc[LAN, ["count", "status"]].to_list() == [80, "ok"]
    coverage = of(figures, "tackning")
    assert coverage.loc[BRACKE, ["value", "n", "count"]].to_list() == [75, 24, 18]
    # 32 of 80, not the mean of the kommuner's shares.
    assert coverage.loc[LAN, ["value", "n", "count"]].to_list() == [40, 80, 32]
    assert set(figures["unit"]) == {*MEMBERS, LAN}
    assert set(figures["policy"]) == {""}
    assert set(figures["source"]) == {"exempel:bruk.xlsx#12345678"}


def test_a_missing_count_is_missing_in_its_sum_and_its_shares_only(meet: Meet) -> None:
    figures = score(meet(usage=table(u2303={"samtal.grund": {}})))
    assert of(figures, "grund").loc[[RAGUNDA, LAN], "status"].to_list() == ["saknas", "saknas"]
    assert of(figures, "tackning").loc[[RAGUNDA, LAN], "status"].to_list() == ["saknas", "saknas"]
    assert of(figures, "tackning").loc[RAGUNDA, ["value", "n", "count"]].isna().all()
    assert of(figures, "tackning").loc[BRACKE, "value"] == 25
    assert of(figures, "inledda").loc[LAN, "value"] == 64


def test_a_kommun_that_is_not_in_the_table_is_listed_as_missing(meet: Meet) -> None:
    figures = score(meet(usage=[row for row in table() if row["unit"] != BERG]))
    berg = figures[figures["unit"] == BERG]
    assert dict(zip(berg["measure"], berg["status"], strict=True)) == dict.fromkeys(
        ("samtal.staff", "samtal.inledda", "samtal.grund", "samtal.tackning"), "saknas"
    )
    assert set(berg["source"]) == {"exempel:bruk.xlsx#12345678"}


def test_a_share_of_nothing_is_not_computed(meet: Meet) -> None:
    none = {"samtal.inledda": {"value": 0}, "samtal.grund": {"value": 0}}
    assert of(score(meet(usage=table(u2303=none))), "tackning").loc[RAGUNDA, "status"] == "ej_beräknad"


def test_years_stay_apart(meet: Meet) -> None:
    later = [{**row, "period": "2025", "value": 1, "source": "b.xlsx#1"} for row in table()]
    coverage = of(score(meet(usage=table() + later)), "tackning")
    lan = coverage.loc[LAN].set_index("period")
    assert lan["value"].to_dict() == {"2024": 25, "2025": 100}
    assert lan["source"].to_dict() == {"2024": "exempel:bruk.xlsx#12345678", "2025": "b.xlsx#1"}


def test_a_part_larger_than_the_whole_stops_without_a_figure(meet: Meet) -> None:
    # Fact sheet of ASI, section 1: over 100 percent is an error.
    with pytest.raises(DataError, match="Samtalet, Ragunda 2024: .*över 100 procent") as caught:
        score(meet(usage=table(u2303={"samtal.grund": {"value": 9}})))
    assert len(caught.value.problems) == 1
    assert "9" not in str(caught.value)


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_row_order_does_not_matter(meet: Meet, random: Random) -> None:
    interviews = meet(usage=table(u2303={"samtal.grund": {}}))
    order = random.sample(range(len(interviews.usage)), len(interviews.usage))
    shuffled = replace(interviews, usage=COUNTS.build(interviews.usage.iloc[order]))
    pd.testing.assert_frame_equal(score(shuffled), score(interviews))
