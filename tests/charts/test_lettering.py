from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oj_analys.charts.lettering import Lettering, spread

FACE = Lettering(10, "#000000")
WORDS = st.text(alphabet="abcåäöABC ,.–%$_^\\", min_size=1, max_size=60)
PLACES = st.lists(st.tuples(st.floats(-5, 15), st.floats(0.1, 1.5)), min_size=1, max_size=6)


@given(text=WORDS, width=st.floats(0.5, 5))
def test_wrapping_loses_no_word_and_keeps_to_the_width(text: str, width: float) -> None:
    lines = FACE.wrap(text, width)
    assert " ".join(lines) == text
    assert all(FACE.width(line) <= width or " " not in line for line in lines)


def test_a_hard_space_is_never_broken() -> None:
    assert FACE.wrap("tidigare\u00a020\u00a0(2022)", 0.1) == ("tidigare\u00a020\u00a0(2022)",)


def test_bold_takes_more_room() -> None:
    assert Lettering(10, "#000000", bold=True).width("Bräcke") > FACE.width("Bräcke") > 0


@given(PLACES)
def test_spread_labels_never_overlap_and_keep_their_order(places: list[tuple[float, float]]) -> None:
    wanted, sizes = zip(*places, strict=True)
    middles = spread(wanted, sizes, 0, 10)
    order = sorted(range(len(places)), key=lambda at: wanted[at])
    for before, after in pairwise(order):
        assert middles[after] - middles[before] >= (sizes[before] + sizes[after]) / 2 - 1e-9


@given(PLACES)
def test_spread_labels_stay_between_the_ends(places: list[tuple[float, float]]) -> None:
    wanted, sizes = zip(*places, strict=True)
    for middle, size in zip(spread(wanted, sizes, 0, 10), sizes, strict=True):
        assert middle - size / 2 >= -1e-9
        assert middle + size / 2 <= 10 + 1e-9


@given(st.lists(st.integers(1, 9), unique=True, min_size=1, max_size=5))
def test_labels_with_room_stay_where_they_are(places: list[int]) -> None:
    assert spread(places, [0.9] * len(places), 0, 10) == pytest.approx(places)


def test_nothing_to_spread() -> None:
    assert spread([], [], 0, 1) == []
