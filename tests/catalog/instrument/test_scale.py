from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oj_analys import catalog

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]

FILE = "instruments/ebp.toml"
AGREEMENT = f"{FILE}, [[skala]] nr 1 (instammande)"
WORDS = [
    word
    for instrument in catalog.instruments().values()
    for scale in instrument.scales
    for words in (*(point.words for point in scale.points), tuple(word for word, _ in scale.non_answers))
    for word in words
]


@given(
    st.sampled_from(WORDS),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from(["", " ", "\u00a0", "\n", ".", " .", "!", ":"]),
)
def test_spelling_never_matters(word: str, form: str, case: Callable[[str], str], end: str) -> None:
    text = unicodedata.normalize(form, case(word).replace(" ", "\u00a0 ")) + end  # type: ignore[arg-type]
    assert catalog.answer_spelling(text) == catalog.answer_spelling(word)


def test_an_answer_inside_another_is_another() -> None:
    assert catalog.answer_spelling("Instämmer") != catalog.answer_spelling("Instämmer inte alls")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            '4 = ["Instämmer", "Instämmer i hög grad", "Håller med"]\n',
            "",
            f"{AGREEMENT}: svar saknas, står flera gånger eller är utanför skalan för 4; tillåtet: ett svar för varje",
        ),
        ('4 = ["Instämmer",', '3-4 = ["Instämmer",', f"{AGREEMENT}: svar saknas, står flera gånger eller är utanför"),
        ('4 = ["Instämmer",', '6 = ["Instämmer",', f"{AGREEMENT}: svar saknas, står flera gånger eller är utanför"),
        (
            '4 = ["Instämmer",',
            'fyra = ["Instämmer",',
            f'{AGREEMENT}, [svar]: koden är "fyra"; tillåtet: ett heltal (1)',
        ),
        ('"Håller med"]', '"varken  ELLER."]', f'{AGREEMENT}: "varken  ELLER." står för både 3 och 4; tillåtet: en'),
        ('"Neutral"]', '"vet ej"]', f'{AGREEMENT}: "Vet ej" står för både 3 och vet_ej; tillåtet: en betydelse'),
        ('"Neutral"]', '" "]', f'{AGREEMENT}, [svar]: "3" har ett tomt ord'),
        (
            'id = "frekvens"',
            'id = "instammande"',
            f'{FILE}: skala "instammande" står 2 gånger; tillåtet: en gång',
        ),
    ],
)
def test_a_fault_in_a_scale_is_named(change: Change, faults: Faults, old: str, new: str, fault: str) -> None:
    change(FILE, old, new)
    assert any(found.startswith(fault) for found in faults()), faults()


@pytest.mark.parametrize("state", ["besvarad", "avvisad", "vetej"])
def test_only_states_without_an_answer_have_words(change: Change, faults: Faults, state: str) -> None:
    old = 'vet_ej = ["Vet ej", "Vet inte", "Ingen uppfattning", "Har'
    change(FILE, old, old.replace("vet_ej", state))
    assert [fault.split(";")[0] for fault in faults()] == [f'{AGREEMENT}, [inte_svar]: okänd nyckel "{state}"']


def test_the_middle_is_a_step_of_the_scale(change: Change, faults: Faults) -> None:
    change(
        FILE,
        'namn = "Frekvens"\nlagst = 1\nhogst = 5\nneutral = 3',
        'namn = "Frekvens"\nlagst = 1\nhogst = 5\nneutral = 6',
    )
    assert faults() == [f"{FILE}, [[skala]] nr 2 (frekvens): neutral är 6; tillåtet: en kod mellan 1 och 5"]
