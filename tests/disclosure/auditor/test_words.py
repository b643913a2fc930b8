"""One pattern for many words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from oj_analys.disclosure.auditor.words import pattern_of

WORDS = st.lists(st.text("ab-.[å", min_size=1, max_size=4), max_size=8)


@given(WORDS, st.text("ab-.[å", max_size=12))
def test_it_finds_a_text_exactly_where_one_of_the_words_stands(words: list[str], text: str) -> None:
    assert (re.search(pattern_of(tuple(words)), text) is not None) is any(word in text for word in words)
