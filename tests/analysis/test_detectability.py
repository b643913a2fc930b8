from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from oj_analys import catalog
from oj_analys.analysis import compare
from oj_analys.analysis.detectability import POWER, detectability
from oj_analys.analysis.funnel_limits import judged_counts
from oj_analys.stats.detectable import detectable

Build = Callable[..., pd.DataFrame]
JAMTLAND = catalog.grupp("Jämtland")


def _of(build: Build, values: dict[str, object], riket: float) -> pd.DataFrame:
    compared = compare(build({**values, "0000": riket}), among=JAMTLAND, against=["riket"])
    return detectability(compared, "oj.U21468", "2024").set_index("unit")


@settings(max_examples=60, deadline=None)
@given(n=st.integers(1, 400), riket=st.integers(1, 999).map(lambda tenths: tenths / 10))
def test_a_kommun_there_is_judged_as_often_as_asked_by_scipy(build: Build, n: int, riket: float) -> None:
    row = _of(build, {"2305": (0, n)}, riket).loc["2305"]
    counts = judged_counts([n], riket)
    below = binom.cdf(counts.low[0], n, row["found_low"] / 100) if row["found_low"] > 0 else np.nan
    above = binom.sf(counts.high[0] - 1, n, row["found_high"] / 100) if row["found_high"] > 0 else np.nan
    assert [np.isnan(below), np.isnan(above)] == [np.isnan(counts.low[0]), np.isnan(counts.high[0])]
    for power in (below, above):
        assert np.isnan(power) or power == pytest.approx(POWER, abs=1e-9)
    sizes = [riket - row["found_low"], row["found_high"] - riket]
    assert np.isnan(row["smallest"]) == np.isnan(sizes).all()
    if not np.isnan(sizes).all():
        assert row["smallest"] == pytest.approx(np.nanmin(sizes))
        assert row["smallest"] > 0


def test_it_is_the_exact_test_alone_where_wilson_and_rounding_do_not_matter(build: Build) -> None:
    found = _of(build, {"2305": (20, 25)}, 80.00001).loc["2305"]
    assert found["smallest"] == pytest.approx(100 * float(detectable(25, 0.8000001).smallest))


def test_it_does_not_depend_on_the_answers(build: Build) -> None:
    columns = ["low", "high", "found_low", "found_high", "smallest"]
    found = _of(build, {"2305": (0, 61), "2309": (30, 61), "2313": (61, 61)}, 86.0)[columns]
    assert found.drop_duplicates().shape == (1, 5)


def test_with_one_answer_nothing_can_be_seen(build: Build) -> None:
    found = _of(build, {"2305": (1, 1), "2309": "sekretess", "2313": 70.0}, 86.0)
    assert found[["low", "high", "found_low", "found_high", "smallest"]].isna().all(axis=None)
    assert found["share"].notna().tolist() == [True, False, False]
