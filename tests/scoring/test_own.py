from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oj_analys as oj
from oj_analys.domain import Direction, Measure, Statistic, ValueKind
from oj_analys.frames.persons import OwnMeasures
from oj_analys.scoring import score

Own = Callable[..., OwnMeasures]
BRACKE, RAGUNDA, LAN = "2305", "2303", "0023"
MEMBERS = oj.grupp("Jämtland").members


def measure(name: str, kind: ValueKind, **more: Any) -> Measure:
    return Measure(f"egna.{name}", name, "", kind, "", 0, Direction.NONE, "", "FoU", **more)


CIRCLES = measure("cirklar", ValueKind.ANTAL)
PUPILS = measure("deltagare", ValueKind.ANTAL, statistic=Statistic.ANTAL, policy="egna_antal")
SHARE = measure("andel", ValueKind.ANDEL, statistic=Statistic.ANDEL, policy="egna_antal")
ROUTINE = measure("rutin", ValueKind.JA_NEJ)


def everyone(name: str, value: float, **more: Any) -> list[dict[str, Any]]:
    return [{"unit": unit, "measure": f"egna.{name}", "value": value, **more} for unit in MEMBERS]


def of(figures: pd.DataFrame, name: str) -> pd.DataFrame:
    return figures[figures["measure"] == f"egna.{name}"].set_index("unit")


def test_only_counts_have_a_sum(own: Own) -> None:
    rows = everyone("cirklar", 2) + everyone("deltagare", 9) + everyone("andel", 60, n=20) + everyone("rutin", 1)
    figures = score(own([CIRCLES, PUPILS, SHARE, ROUTINE], rows))
    assert of(figures, "cirklar").loc[LAN, "value"] == 16
    assert of(figures, "deltagare").loc[LAN, ["value", "count"]].to_list() == [72, 72]
    assert LAN not in of(figures, "andel").index
    assert LAN not in of(figures, "rutin").index
    assert of(figures, "andel").loc[BRACKE, ["value", "n"]].to_list() == [60, 20]


def test_what_counts_activities_is_open_and_what_counts_persons_waits(own: Own) -> None:
    rows = everyone("cirklar", 2) + everyone("deltagare", 9) + everyone("andel", 60) + everyone("rutin", 1)
    figures = score(own([CIRCLES, PUPILS, SHARE, ROUTINE], rows))
    policies = figures.drop_duplicates(["measure", "policy"]).set_index("measure")["policy"].to_dict()
    assert policies == {"egna.cirklar": "öppen", "egna.deltagare": "", "egna.andel": "", "egna.rutin": "öppen"}
    assert of(figures, "cirklar")["count"].isna().all()
    assert of(figures, "deltagare").loc[BRACKE, "count"] == 9


def test_a_missing_kommun_is_listed_and_leaves_the_group_without_a_sum(own: Own) -> None:
    rows = [row for row in everyone("cirklar", 2) if row["unit"] != BRACKE]
    rows = [{key: row[key] for key in ("unit", "measure")} if row["unit"] == RAGUNDA else row for row in rows]
    figures = of(score(own([CIRCLES], rows)), "cirklar")
    assert figures.loc[[BRACKE, RAGUNDA, LAN], "status"].to_list() == ["saknas"] * 3
    assert set(figures.index) == {*MEMBERS, LAN}
    assert set(figures["source"]) == {"exempel:bruk.xlsx#12345678"}


def test_no_rows_make_no_figures(own: Own) -> None:
    assert score(own([CIRCLES], [])).empty


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.decimals(0, 1000, places=1).map(float), min_size=len(MEMBERS), max_size=len(MEMBERS)),
    st.permutations(MEMBERS),
)
def test_a_sum_does_not_depend_on_the_order(own: Own, values: list[float], order: list[str]) -> None:
    rows = [{"unit": unit, "measure": "egna.cirklar", "value": v} for unit, v in zip(MEMBERS, values, strict=True)]
    shuffled = sorted(rows, key=lambda row: order.index(row["unit"]))
    figures = score(own([CIRCLES], rows))
    pd.testing.assert_frame_equal(score(own([CIRCLES], shuffled)), figures)
    assert of(figures, "cirklar").loc[LAN, "value"] == pytest.approx(sum(values))
