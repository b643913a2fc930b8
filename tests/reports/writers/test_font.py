from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from oj_analys.domain import Edition
from oj_analys.reports.blocks import Report, Text
from oj_analys.reports.writers.font import fonts, printable
from oj_analys.reports.writers.pdf import render_pdf


def test_the_family_has_four_styles_and_nothing_else() -> None:
    styles = sorted((font.family, font.style, font.weight) for font in fonts().fonts())
    family = "Source Sans Pro"
    assert styles == [
        (family, "italic", 400),
        (family, "italic", 700),
        (family, "normal", 400),
        (family, "normal", 700),
    ]


def test_swedish_and_the_house_signs_are_untouched() -> None:
    text = "Åäö ÉÜ éü Sámi ŋ 1\u00a0234,5\u202f% −3 40–190 … ± ≥ § · « » ” ’"
    assert printable(text) == text


def test_signs_with_a_twin_are_replaced_by_it() -> None:
    assert printable("icke\u2011brytande\u2010streck") == "icke-brytande-streck"


def test_what_the_font_lacks_is_seen_to_be_missing() -> None:
    assert printable("Hej 😀!") == "Hej ☐!"


def test_only_long_words_may_break_anywhere() -> None:
    word = "Arbetsmarknadsdepartementet"
    assert printable(word) == word
    assert printable("x" * 100).split("\u200b") == ["x" * 40, "x" * 40, "x" * 20]


def test_a_long_path_breaks_where_it_is_joined() -> None:
    path = "kommun/harjedalen/2025-06_harjedalen_paket.pdf"
    assert printable(path).split("\u200b") == ["kommun/harjedalen/2025-06_harjedalen_", "paket.pdf"]


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=80))
def test_any_text_can_be_set(edition: Edition, text: str) -> None:
    assert render_pdf(Report(edition, "s", "Titel", text, (Text(text, lead=text, mark="!"),), ())).startswith(b"%PDF")
