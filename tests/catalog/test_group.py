from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from oj_analys import catalog, swedish
from oj_analys.domain import RIKET

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]


@pytest.mark.parametrize(
    ("name", "unit", "in_text", "genitive", "size"),
    [
        ("Jämtlands län", "0023", "i länet", "länets", 8),
        ("Jönköpings län", "0006", "i länet", "länets", 13),
        ("Skaraborg", "skaraborg", "i Skaraborg", "Skaraborgs", 15),
        ("Kalmar län", "0008", "i länet", "länets", 12),
        ("Gotlands län", "0009", "i länet", "länets", 1),
    ],
)
def test_a_group_has_its_unit_three_names_and_members(
    name: str, unit: str, in_text: str, genitive: str, size: int
) -> None:
    grupp = catalog.grupp(name)
    assert (grupp.unit, grupp.in_text, grupp.genitive, len(grupp.members)) == (unit, in_text, genitive, size)


def test_skaraborg_lies_in_one_lan_and_is_not_all_of_it() -> None:
    assert set(catalog.grupp("Skaraborg").members) < set(catalog.grupp("Västra Götaland").members)


def test_jamtland_is_its_eight_kommuner() -> None:
    names = {catalog.kommun(code).name for code in catalog.grupp("Jämtland").members}
    assert names == {"Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Åre", "Östersund"}


def test_every_lan_is_one_group_and_together_they_hold_every_kommun_once() -> None:
    units = {lan.unit for lan in catalog.lan()}
    counties = [grupp for grupp in catalog.grupper() if grupp.unit in units]
    assert len(counties) == len(units)
    members = [code for grupp in counties for code in grupp.members]
    assert sorted(members) == [kommun.code for kommun in catalog.kommuner()]


@pytest.mark.parametrize("name", ["Sverige", "sverige", "riket", "0000"])
def test_sverige_is_every_kommun_with_rikets_own_row(name: str) -> None:
    country = catalog.grupp(name)
    assert country.members == tuple(catalog.kommun_by_code())
    assert (country.id, country.unit, country.in_text, country.genitive) == ("sverige", RIKET, "i riket", "rikets")


def test_sverige_is_no_group_that_protection_or_a_chart_guesses_from() -> None:
    assert all(grupp.unit != RIKET for grupp in catalog.grupper())
    assert all(len(grupp.members) < len(catalog.kommuner()) for grupp in catalog.grupper())


def test_groups_stand_in_swedish_order() -> None:
    names = [grupp.name for grupp in catalog.grupper()]
    assert names == sorted(names, key=swedish.sort_key)
    assert names[-2:] == ["Örebro län", "Östergötlands län"]


def test_kommungrupper_have_their_published_sizes() -> None:
    sizes = Counter(kommun.kommungrupp for kommun in catalog.kommuner())
    assert sizes == {"A1": 3, "A2": 43, "B3": 23, "B4": 63, "B5": 24, "C6": 27, "C7": 51, "C8": 35, "C9": 21}
    assert set(catalog.kommungrupper()) == set(sizes)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            '"1499",',
            '"1500",',
            'grupper.toml, [[grupp]] nr 3 (skaraborg): "1500" är ingen kommun; tillåtet: kommunkoder',
        ),
        (
            '"1499",',
            '"1498",',
            'grupper.toml, [[grupp]] nr 3 (skaraborg): kommunen "1498" står 2 gånger; tillåtet: en gång',
        ),
        (
            '"1499",',
            "1499,",
            'grupper.toml, [[grupp]] nr 3 (skaraborg): listan "kommuner" innehåller 1499; tillåtet: text',
        ),
        (
            'enhet = "skaraborg"',
            'enhet = "0099"',
            'grupper.toml, [[grupp]] nr 3 (skaraborg): enhet är "0099"; tillåtet: "skaraborg"',
        ),
        (
            'enhet = "skaraborg"',
            'enhet = "0014"',
            'grupper.toml, [[grupp]] nr 3 (skaraborg): nyckeln "kommuner" ska inte stå här',
        ),
        ('id = "skaraborg"', 'id = "kalmar"', 'grupper.toml: id "kalmar" har 2 grupper; tillåtet: en grupp'),
        (
            'id = "skaraborg"',
            'id = "sverige"',
            'grupper.toml: id "sverige" har 2 grupper; tillåtet: en grupp',
        ),
        (
            'id = "skaraborg"',
            'id = "Skara borg"',
            'grupper.toml, [[grupp]] nr 3 (Skara borg): id är "Skara borg"; tillåtet: små',
        ),
        (
            'id = "skaraborg"\nenhet = "skaraborg"',
            'id = "1499"\nenhet = "1499"',
            'grupper.toml, [[grupp]] nr 3 (1499): id är "1499"; tillåtet: små bokstäver',
        ),
        (
            'id = "jamtland"',
            'id = "riket"',
            'grupper.toml, [[grupp]] nr 1 (riket): id är "riket"; tillåtet: något annat än riket, lan,',
        ),
        ('genitiv = "Skaraborgs"', "", 'grupper.toml, [[grupp]] nr 3 (skaraborg): nyckeln "genitiv" saknas'),
        ('C9 = "Landsbygdskommun med besöksnäring"', "C9 = 9", 'grupper.toml, [kommungrupper]: nyckeln "C9" är 9;'),
    ],
)
def test_a_fault_in_the_groups_is_named(change: Change, faults: Faults, old: str, new: str, fault: str) -> None:
    change("grupper.toml", old, new)
    assert any(found.startswith(fault) for found in faults()), faults()
