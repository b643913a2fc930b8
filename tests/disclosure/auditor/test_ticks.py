"""The numbers of axes among the texts of a picture."""

import pytest

from oj_analys.disclosure.auditor.ticks import without_ticks


@pytest.mark.parametrize(
    ("axis", "rest"),
    [
        (["0\u00a0%", "20\u00a0%", "40\u00a0%", "60\u00a0%", "80\u00a0%", "100\u00a0%"], ["Bräcke", "40\u00a0%"]),
        (["1", "2", "3", "4", "5"], ["3,3"]),
        (["100", "50", "0", "50", "100"], ["56", "28"]),
        (["0", "100"], ["12"]),
        (["0", "1\u00a0000", "2\u00a0000"], ["870"]),
        (["0", "2,5", "5"], ["Antal"]),
    ],
)
def test_an_axis_is_left_out(axis: list[str], rest: list[str]) -> None:
    assert without_ticks([*axis, *rest]) == tuple(rest)


@pytest.mark.parametrize(
    "texts",
    [["0", "3"], ["0", "3", "6"], ["20", "40", "60"], ["3", "2", "1"], ["0", "0", "0"], ["Diagram 1", "2", "3"], []],
)
def test_other_numbers_stay(texts: list[str]) -> None:
    assert without_ticks(texts) == tuple(texts)
