from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from oj_analys import catalog

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]


def test_a_copy_of_the_catalogue_is_the_same_catalogue(folder: Path) -> None:
    found = catalog.read_catalog(folder)
    assert (found.kommuner, found.grupper, found.areas) == (catalog.kommuner(), catalog.grupper(), catalog.areas())
    assert found.measures == catalog.measures()
    assert (found.policies, found.instruments) == (catalog.policies(), catalog.instruments())


def test_all_faults_of_all_files_come_at_once(folder: Path, change: Change, faults: Faults) -> None:
    change("kommuner.csv", "2321,Åre,23,C9", "2321,Åre,99,C9")
    change("grupper.toml", '"1499",', '"9999",')
    untrained = 'titel = "LSS-boende, personal med annan eller ingen utbildning"\nslag = "andel"\n'
    faulty = 'enhet = "procent"\ndecimaler = 0\nriktning = "down"'
    change("indicators/lss.toml", untrained + faulty, untrained + 'riktning = "ner"')
    change("indicators/hemloshet.toml", "ordning = 8", 'ordning = "8"')
    change("indicators/vald.toml", 'namn = "Våld i nära relationer"', 'namn = "Våld i nära relationer')
    change("labels.toml", '"tydligt bättre"', "true")
    change("markers.toml", '"X" = "sekretess"\n".."', '"X" = "hemlig"\n".."')
    change("theme.toml", "[sizes]", "[size]")
    change("instruments/asi.toml", 'nyckel = "legal"', "nyckel = 1")
    change("policies.toml", "[asi_klient]", "[asi_klienter]")
    (folder / "regler.toml").unlink()
    found = "\n".join(faults())
    for fault in (
        "kommuner.csv, rad",
        'grupper.toml, [[grupp]] nr 3 (skaraborg): "9999" är ingen kommun',
        'indicators/lss.toml, [[matt]] nr 2 (N28143): nyckeln "enhet" saknas',
        'indicators/lss.toml, [[matt]] nr 2 (N28143): nyckeln "decimaler" saknas',
        'indicators/lss.toml, [[matt]] nr 2 (N28143): nyckeln "riktning" är "ner"; tillåtet: up, down, none, context',
        'indicators/hemloshet.toml, [omrade]: nyckeln "ordning" är "8"; tillåtet: heltal',
        "indicators/vald.toml, rad 4: går inte att läsa som TOML",
        'labels.toml, [position], [bättre]: nyckeln "text" är true; tillåtet: text',
        'markers.toml, [oj_arbetsbok]: nyckeln "X" är "hemlig"',
        "theme.toml",
        'instruments/asi.toml, [[omrade]] nr 5 (rattsliga): nyckeln "nyckel" är 1; tillåtet: text',
        'instruments/asi.toml, [instrument]: policy är "asi_klient"; tillåtet: ett skydd ur policies.toml',
        "regler.toml: filen saknas",
    ):
        assert fault in found, found


@pytest.mark.parametrize(
    "name",
    [
        "kommuner.csv",
        "lan.csv",
        "grupper.toml",
        "labels.toml",
        "markers.toml",
        "policies.toml",
        "regler.toml",
        "theme.toml",
    ],
)
def test_a_missing_file_is_one_fault(folder: Path, faults: Faults, name: str) -> None:
    (folder / name).unlink()
    assert faults() == [f"{name}: filen saknas. Lägg tillbaka den."]


@pytest.mark.parametrize(
    "name",
    [
        "grupper.toml",
        "labels.toml",
        "policies.toml",
        "regler.toml",
        "theme.toml",
        "indicators/hsl.toml",
        "instruments/asi.toml",
    ],
)
def test_broken_toml_is_one_fault_with_its_line(folder: Path, faults: Faults, name: str) -> None:
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    (folder / name).write_text("\n".join([*lines, 'trasig = "', "mer = 1"]), encoding="utf-8")
    assert [fault.split(":")[0] for fault in faults()] == [f"{name}, rad {len(lines) + 1}"]


def test_an_area_is_one_more_file(folder: Path) -> None:
    text = (folder / "indicators" / "ovrigt.toml").read_text(encoding="utf-8")
    head, measure, *_ = text.split("[[matt]]")
    added = head.replace("= 10", "= 11").replace('"Övrigt"', '"Nytt område"') + "[[matt]]" + measure
    (folder / "indicators" / "nytt.toml").write_text(
        added.replace("N20402", "N99999").replace('titel = "', 'titel = "Ny: '), encoding="utf-8"
    )
    found = catalog.read_catalog(folder)
    assert found.areas[-1].name == "Nytt område"
    assert found.measures["oj.N99999"].area == "nytt"


def test_a_folder_without_areas_is_a_fault(folder: Path, faults: Faults) -> None:
    for path in (folder / "indicators").iterdir():
        path.unlink()
    assert faults() == ["indicators/: mappen saknas eller är tom; tillåtet: en fil per område"]


def test_a_file_that_is_not_utf8_is_a_fault(folder: Path, faults: Faults) -> None:
    path = folder / "labels.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("–", "-"), encoding="cp1252")
    assert faults() == ["labels.toml: filen är inte sparad som UTF-8. Spara den som UTF-8."]


def test_a_file_that_cannot_be_opened_is_one_fault_in_swedish(folder: Path, faults: Faults) -> None:
    (folder / "regler.toml").unlink()
    (folder / "regler.toml").mkdir()
    assert faults() == ["regler.toml: filen går inte att öppna. Stäng den i andra program och försök igen."]


def test_the_catalogue_is_light() -> None:
    code = "import sys, oj_analys.catalog as c; c.kommun('Åre'); print(*{'pandas', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
