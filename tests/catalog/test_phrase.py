from __future__ import annotations

from collections.abc import Callable

import pytest

from oj_analys import catalog
from oj_analys.domain import Phrases

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]

FILE = "indicators/aldreomsorg.toml"
WORDS = '[matt.ord]\nmening = "är {varde} nöjda med hemtjänsten"\ndelen = "Andelen nöjda"\n'


def test_a_measure_is_spoken_of_in_its_own_words() -> None:
    assert catalog.measure("U21468").phrases == Phrases("är {varde} nöjda med hemtjänsten", "Andelen nöjda", "")
    assert catalog.measure("N21701").phrases.things == "äldre med hemtjänst"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("är {varde} nöjda", "är nöjda", '"mening" är "är nöjda med hemtjänsten"; tillåtet: en sats som följer på'),
        ("är {varde} nöjda", "är {varde} {varde}", '"mening" är "är {varde} {varde} med hemtjänsten"'),
        ("är {varde} nöjda", "Är {varde} nöjda", '"mening" är "Är {varde} nöjda med hemtjänsten"'),
        ("hemtjänsten", "hemtjänsten.", '"mening" är "är {varde} nöjda med hemtjänsten."'),
        ("är {varde} nöjda", "är {varde}" + " mycket" * 9, "med {varde} en gång och högst 12 ord, utan punkt"),
        ("Andelen nöjda", "andelen nöjda", '"delen" är "andelen nöjda"; tillåtet: det som har ändrats, med stor'),
        ("Andelen nöjda", "Andelen nöjda.", '"delen" är "Andelen nöjda."'),
        ("delen =", "antal =", '"antal" är "Andelen nöjda"; tillåtet: det som räknas, med liten bokstav, för ett mått'),
        ('delen = "A', 'antal = "a', '"antal" är "andelen nöjda"; tillåtet: det som räknas, med liten bokstav, för'),
        ("delen =", "delar =", 'okänd nyckel "delar"; tillåtet: mening, delen, antal. Menade du "delen"?'),
    ],
)
def test_a_fault_in_a_phrase_is_named(change: Change, faults: Faults, old: str, new: str, fault: str) -> None:
    change(FILE, WORDS, WORDS.replace(old, new))
    (found,) = faults()
    assert found.startswith(f"{FILE}, [[matt]] nr 1 (U21468)")
    assert fault in found


def test_an_answer_is_said_in_its_own_words(change: Change, faults: Faults) -> None:
    last = 'titel = "Hemtjänst, färre än 30 har svarat"\n'
    change(FILE, last, f'{last}ord = {{ delen = "Svaret" }}\n')
    (found,) = faults()
    assert found.endswith(
        "(N23590): slaget ja_nej har [matt.ord]; tillåtet: ord bara för mått som inte är svar. Ta bort dem."
    )
