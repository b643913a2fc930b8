"""Random counties with unequal numbers of answers: what follows of a hidden kommun from all that is shown.

The attacker is written apart from the package: for every set of kommuner it says whether its size follows, and a
linear program says between which values the mean of a hidden kommun must lie, for one who even knows how many answered.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from oj_analys.disclosure import protect
from oj_analys.frames import MEASURES

LAN = "0023"
EIGHT = ("2303", "2305", "2309", "2313", "2321", "2326", "2361", "2380")
MEANS = ("ebp.attityder", "ebp.kunskap", "ebp.anvandning")
LOW, HIGH, LEAST = 1.0, 5.0, 7

Answers = Mapping[str, np.ndarray]
"""The persons' means by kommun."""


def county(seed: int) -> dict[str, Answers]:
    """Draw every measure's answers; who answered what differs, and so do the numbers."""
    random = np.random.default_rng(seed)
    sizes = random.choice([0, 2, 4, 6, 7, 8, 9, 11, 14, 19, 30], size=8)
    level = random.choice([1.6, 3.0, 4.4])
    return {
        measure: {
            unit: np.clip(np.round(random.normal(level, 0.9, random.binomial(size, 0.9)) * 4) / 4, LOW, HIGH)
            for unit, size in zip(EIGHT, sizes, strict=True)
        }
        for measure in MEANS
    }


def frame_of(measures: Mapping[str, Answers]) -> pd.DataFrame:
    rows = []
    for measure, answers in measures.items():
        for unit, given in {**answers, LAN: np.concatenate(list(answers.values()))}.items():
            row = {"unit": unit, "measure": measure, "period": "2025", "sex": "T", "group": "alla"}
            row |= {"source": "a.xlsx#12345678", "n": len(given)}
            rows.append(row | ({"value": given.mean(), "status": "ok"} if len(given) else {"status": "ej_beräknad"}))
    return MEASURES.build(rows)


def small_groups(sizes: Mapping[str, int], shown: set[str]) -> list[tuple[str, ...]]:
    """The sets of kommuner whose size follows by adding and subtracting, and is 1 to 6."""
    found = []
    hidden = {unit for unit in EIGHT if unit not in shown}
    for count in range(1, 9):
        for units in combinations(EIGHT, count):
            follows = set(units) <= shown or (LAN in shown and hidden <= set(units))
            if follows and 0 < sum(sizes[unit] for unit in units) < LEAST:
                found.append(units)
    return found


def width(unit: str, hidden: Sequence[str], sizes: Mapping[str, int], total: tuple[float, float]) -> float:
    """How far apart the ends of a hidden kommun's mean are when the hidden sum lies between two values.

    Printed means are rounded, which only makes it wider; the attacker is given them exactly, but for bands.
    """
    costs = np.array([1.0 if one == unit else 0.0 for one in hidden])
    bounds = [(LOW * sizes[one], HIGH * sizes[one]) for one in hidden]
    sums = np.vstack([np.ones(len(hidden)), -np.ones(len(hidden))])
    ends = [linprog(sign * costs, A_ub=sums, b_ub=[total[1], -total[0]], bounds=bounds).fun for sign in (1, -1)]
    return float((-ends[1] - ends[0]) / sizes[unit])


def assert_nothing_follows(seed: int) -> int:
    """Attack one county; return how many kommuner were hidden."""
    measures = county(seed)
    frame = protect(frame_of(measures))
    hidden_in_all = 0
    for measure, answers in measures.items():
        rows = frame[(frame["measure"] == measure)].set_index("unit")
        sizes = {unit: len(given) for unit, given in answers.items()}
        shown = {unit for unit in (*EIGHT, LAN) if rows.loc[unit, "status"] == "ok"}
        assert small_groups(sizes, shown | {unit for unit in EIGHT if not sizes[unit]}) == []
        hidden = [unit for unit in EIGHT if unit not in shown and sizes[unit]]
        hidden_in_all += len(hidden)
        if LAN in shown and hidden:
            left = sum(answers[unit].sum() for unit in hidden)
            banded = rows.loc[sorted(shown)].dropna(subset="low")
            reach = float(((banded["high"] - banded["low"]) * banded["n"].astype("float64")).sum())
            for unit in hidden:
                assert width(unit, hidden, sizes, (left - reach, left + reach)) >= 1 - 1e-9, (measure, unit)
    return hidden_in_all


def test_nothing_follows_of_a_hidden_kommun() -> None:
    assert sum(map(assert_nothing_follows, range(40))) > 50


@pytest.mark.slow
def test_nothing_follows_of_a_hidden_kommun_in_500_counties() -> None:
    assert sum(map(assert_nothing_follows, range(1000, 1500))) > 700


def test_the_attacker_finds_a_kommun_that_is_alone_or_in_a_county_of_one_mind() -> None:
    sizes = {**dict.fromkeys(EIGHT, 10), "2303": 4}
    assert ("2303",) in small_groups(sizes, {LAN, *EIGHT} - {"2303"})
    assert small_groups(sizes, {LAN, *EIGHT} - {"2303", "2305"}) == []
    assert width("2303", ["2303", "2305"], sizes, (42.0, 42.0)) == pytest.approx(4.0)
    assert width("2305", ["2303", "2305"], sizes, (69.0, 69.0)) == pytest.approx(0.1)
