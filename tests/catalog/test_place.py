from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from oj_analys import catalog

Names = Callable[[str], dict[str, str]]

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]


def test_kommuner_are_the_official_ones(official: Names) -> None:
    assert {one.code: one.name for one in catalog.kommuner()} == official("kommun")


def test_lan_are_the_official_ones(official: Names) -> None:
    assert {one.code: one.name for one in catalog.lan()} == official("lan")


def test_kommuner_by_code_are_all_kommuner_under_their_codes() -> None:
    assert tuple(catalog.kommun_by_code().values()) == catalog.kommuner()
    assert catalog.kommun_by_code()["2321"].name == "Åre"


def test_kommuner_are_ordered_by_code_whatever_the_order_of_the_file(folder: Path) -> None:
    header, *rows = (folder / "kommuner.csv").read_text(encoding="utf-8").splitlines()
    (folder / "kommuner.csv").write_text("\n".join([header, *reversed(rows)]), encoding="utf-8")
    assert catalog.read_catalog(folder).kommuner == catalog.kommuner()


@pytest.mark.parametrize(
    ("kommun", "kommungrupp"),
    # From SKR's division of 2023; the one of 2017 puts some of them elsewhere.
    [
        ("Berg", "B5"),
        ("Bräcke", "B5"),
        ("Härjedalen", "C9"),
        ("Krokom", "B4"),
        ("Ragunda", "C8"),
        ("Strömsund", "C8"),
        ("Åre", "C9"),
        ("Östersund", "B3"),
        ("Malmö", "A1"),
    ],
)
def test_kommungrupp(kommun: str, kommungrupp: str) -> None:
    assert catalog.kommun(kommun).kommungrupp == kommungrupp


@pytest.mark.parametrize(
    ("row", "changed", "fault"),
    [
        ("2321,Åre,23,C9", "2321,Åre,99,C9", r'kommuner.csv, rad \d+: länet "99" finns inte i lan.csv'),
        ("2321,Åre,23,C9", "2321,Åre,24,C9", r'kommuner.csv, rad \d+: kommunen 2321 står i län "24"; tillåtet: "23"'),
        ("2321,Åre,23,C9", "2321,Åre,23,D9", r'kommuner.csv, rad \d+: kommungruppen "D9" finns inte i grupper.toml'),
        ("2321,Åre,23,C9", "2321,Åre,23", r"kommuner.csv, rad \d+: raden har 3 fält; tillåtet: 4"),
        ("2321,Åre,23,C9", "2321, ,23,C9", r'kommuner.csv, rad \d+: kolumnen "namn" är tom'),
        ("2321,Åre,23,C9\n", "", r"kommuner.csv: 289 rader; tillåtet: 290"),
        ("2321,Åre,23,C9", "2326,Åre,23,C9", r'kommuner.csv: kod "2326" står flera gånger'),
        ("2321,Åre,23,C9", "2321,Berg,23,C9", r'kommuner.csv: namn "Berg" står flera gånger'),
        (
            "0114,Upplands Väsby,01,A2",
            "114,Upplands Väsby,01,A2",
            r'kommuner.csv, rad 2: kod är "114"; .*inledande nollor',
        ),
        ("kod,namn,lan,kommungrupp", "kod;namn;lan;kommungrupp", r'kommuner.csv, rad 1: rubrikerna är "kod;namn;lan;'),
    ],
)
def test_a_fault_in_kommuner_is_named(change: Change, faults: Faults, row: str, changed: str, fault: str) -> None:
    change("kommuner.csv", row, changed)
    assert any(re.match(fault, found) for found in faults()), faults()


@pytest.mark.parametrize(
    ("row", "changed", "fault"),
    [
        ("03,0003,Uppsala län\n", "", "lan.csv: 20 rader; tillåtet: 21"),
        ("03,0003,Uppsala län", "03,03,Uppsala län", 'lan.csv, rad 3: enhet är "03"; tillåtet: "0003"'),
    ],
)
def test_a_fault_in_lan_is_named(change: Change, faults: Faults, row: str, changed: str, fault: str) -> None:
    change("lan.csv", row, changed)
    assert any(found.startswith(fault) for found in faults()), faults()


def test_a_missing_list_of_lan_is_one_fault(folder: Path, faults: Faults) -> None:
    (folder / "lan.csv").unlink()
    assert faults() == ["lan.csv: filen saknas. Lägg tillbaka den."]


def test_a_list_saved_in_another_encoding_is_refused(folder: Path, faults: Faults) -> None:
    text = (folder / "kommuner.csv").read_text(encoding="utf-8")
    (folder / "kommuner.csv").write_text(text, encoding="cp1252")
    assert faults()[0] == "kommuner.csv: filen är inte sparad som UTF-8. Spara den som UTF-8."


def test_a_list_saved_by_a_spreadsheet_is_read(folder: Path) -> None:
    text = (folder / "kommuner.csv").read_text(encoding="utf-8")
    (folder / "kommuner.csv").write_text(text, encoding="utf-8-sig", newline="\r\n")
    assert catalog.read_catalog(folder).kommuner == catalog.kommuner()
