from __future__ import annotations

import pytest

from oj_analys import catalog
from oj_analys.sources.plan.roles import names_someone


@pytest.mark.parametrize(
    "role",
    [
        "",
        "Socialchef",
        "Enhetschef hemtjänst",
        "IFO-chef",
        "Verksamhetschef IFO",
        "Områdeschef Norra Storsjön",
        "ENHETSCHEF HEMTJÄNST",
        "Enhetschef Särskilt Boende",
        "Enhetschef Stöd och Service",
        "Enhetschef Åre Duved hemtjänst",
        "Enhetschef Hammarstrand, Bispgården",
        "Enhetschef Solgården B",
        "Enhetschef VoO",
        "Enhetschef (IFO/LSS)",
        "Tf Enhetschef Unga Vuxna",
        "Chef Individ- och familjeomsorg",
        "Vård- och omsorgschef",
        "Medicinskt Ansvarig Sjuksköterska",
        "MAS MAR",
        "LSS-handläggare",
        "Personligt Ombud",
        "Första socialsekreterare",
        "Socialnämnden",
        "Östersunds kommun",
        "Samordnare Region Jämtland Härjedalen",
        "verksamhetsutvecklare EBP",
        "FoU Jämt",
        "Enhetschef Familjecentralen Kronan",
        "Projektledare Våld i Nära Relationer",
    ],
)
def test_a_role_is_no_name(role: str) -> None:
    assert not names_someone(role)


@pytest.mark.parametrize(
    "name",
    [
        "Anna",
        "anna",
        "Anna-Lena",
        "enhetschef Anna",
        "Kim Vik",
        "Kim V.",
        "K Vikström",
        "Vikström, Anna",
        "ANNA VIKSTRÖM",
        "Enhetschef Kim Vikström",
        "Kim Vikström, enhetschef",
        "Enhetschef Kim Berg",
        "Vikström Kim Robin",
        "Berit",
        "samordnare Ylva",
    ],
)
def test_a_name_is_no_role(name: str) -> None:
    assert names_someone(name)


def test_a_chef_of_any_kommun_is_no_name() -> None:
    assert not [one.name for one in catalog.kommuner() if names_someone(f"Enhetschef {one.name}")]
