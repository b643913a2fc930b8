import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oj_analys.analysis.position import colour_rank
from oj_analys.domain import Direction

values = st.lists(st.integers(0, 20), min_size=1, max_size=60)


@given(values)
def test_flipped_direction_swaps_green_and_red(numbers: list[int]) -> None:
    up, down = colour_rank(numbers, Direction.UP), colour_rank(numbers, Direction.DOWN)
    np.testing.assert_allclose(up, 1 - down, atol=1e-12)


@given(values)
def test_equal_values_share_a_rank_and_all_equal_is_the_middle(numbers: list[int]) -> None:
    ranks = colour_rank(numbers, Direction.UP)
    for number in set(numbers):
        assert len({rank for value, rank in zip(numbers, ranks, strict=True) if value == number}) == 1
    assert colour_rank([numbers[0]] * 7, Direction.DOWN) == pytest.approx(np.full(7, 0.5))


@pytest.mark.parametrize("direction", [Direction.NONE, Direction.CONTEXT])
def test_no_rank_without_a_direction(direction: Direction) -> None:
    assert np.isnan(colour_rank([1, 2, 3], direction)).all()


def test_a_direction_may_be_given_in_words_and_an_unknown_one_is_refused() -> None:
    assert colour_rank([1, 2, None], "down").tolist()[:2] == [0.75, 0.25]
    with pytest.raises(ValueError, match="uppåt"):
        colour_rank([1, 2], "uppåt")
