import re

from hypothesis import given
from hypothesis import strategies as st

from oj_analys import swedish

numbers = st.floats(-1e9, 1e9, allow_nan=False)


@given(numbers, st.integers(0, 3))
def test_number_reads_back_within_half_a_unit(value: float, decimals: int) -> None:
    text = swedish.number(value, decimals)
    back = float(text.replace(swedish.NBSP, "").replace(",", ".").replace(swedish.MINUS, "-"))
    assert abs(back - value) <= 0.5 * 10**-decimals + 1e-6


@given(numbers, st.integers(0, 3))
def test_number_has_swedish_form(value: float, decimals: int) -> None:
    decimal = rf",\d{{{decimals}}}" if decimals else ""
    assert re.fullmatch(rf"−?\d{{1,3}}(\u00a0\d{{3}})*{decimal}", swedish.number(value, decimals))


def test_half_goes_up_and_zero_has_no_sign() -> None:
    assert swedish.number(0.125, 2) == "0,13"
    assert swedish.number(2.5) == "3"
    assert swedish.number(-0.04, 1) == "0,0"


def test_swedish_order_of_kommuner() -> None:
    names = ["Östersund", "Åre", "Älmhult", "Berg", "Åmål", "Ånge", "Zinkgruvan", "A\u030are"]
    assert sorted(names, key=swedish.sort_key) == [
        "Berg", "Zinkgruvan", "Åmål", "Ånge", "Åre", "A\u030are", "Älmhult", "Östersund",
    ]  # fmt: skip


@given(st.text(max_size=40))
def test_slug_is_safe_in_every_file_system(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]*(_[a-z0-9]+)*", swedish.slug(text))


def test_lists_and_names() -> None:
    assert swedish.join(["Åre"]) == "Åre"
    assert swedish.genitive("Östersund") == "Östersunds"
    assert swedish.genitive("Borås") == "Borås"
