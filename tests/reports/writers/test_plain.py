from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from oj_analys.reports.writers.plain import clean


@given(st.text())
def test_clean_text_has_no_control_or_invisible_character(text: str) -> None:
    cleaned = clean(text)
    assert not {unicodedata.category(letter) for letter in cleaned} & {"Cc", "Cf", "Cs", "Co", "Cn"}
    assert clean(cleaned) == cleaned


def test_hard_spaces_and_signs_stay() -> None:
    assert clean("1\u00a0234,5\u202f% −3 – … ☐ <b> $") == "1\u00a0234,5\u202f% −3 – … ☐ <b> $"


def test_line_breaks_become_spaces() -> None:
    assert clean("a\nb\tc") == "a b c"
