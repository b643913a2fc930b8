from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from oj_analys import catalog

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]

HEAD = "instruments/ebp.toml, [instrument]: "


def test_instruments_go_by_the_names_of_their_files() -> None:
    assert list(catalog.instruments()) == ["asi", "ebp"]


def test_no_two_measures_share_an_id() -> None:
    idents = [measure.id for instrument in catalog.instruments().values() for measure in instrument.measures]
    assert len(set(idents)) == len(idents)


def test_titles_are_short() -> None:
    titles = [measure.title for instrument in catalog.instruments().values() for measure in instrument.measures]
    assert max(map(len, titles)) <= 60


def test_a_known_kind_of_survey_is_one_more_file(folder: Path) -> None:
    text = (folder / "instruments" / "ebp.toml").read_text(encoding="utf-8")
    (folder / "instruments" / "ny_enkat.toml").write_text(text, encoding="utf-8")
    found = catalog.read_catalog(folder).instruments["ny_enkat"]
    assert {measure.family for measure in found.measures} == {"ny_enkat"}


@pytest.mark.parametrize("name", ["oj", "egna", "Ny Enkät"])
def test_a_file_may_not_take_a_family_that_is_taken(folder: Path, faults: Faults, name: str) -> None:
    (folder / "instruments" / "ebp.toml").rename(folder / "instruments" / f"{name}.toml")
    assert len(faults()) == 1
    assert faults()[0].startswith(f"instruments/{name}.toml: filens namn är inget id; tillåtet: små bokstäver a–z")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            'slag = "enkat"',
            'slag = "enkät"',
            'nyckeln "slag" är "enkät"; tillåtet: enkat, intervju. Menade du "enkat"?',
        ),
        (
            'policy = "ebp_personal"',
            'policy = "personal"',
            'policy är "personal"; tillåtet: ett skydd ur policies.toml',
        ),
        ('policy = "ebp_personal"', 'policy = "öppen"', 'policy är "öppen"; tillåtet: ett skydd ur policies.toml'),
        ('policy = "ebp_personal"', "", 'nyckeln "policy" saknas; tillåtet: text'),
        ('namn = "EBP-termometern"', 'namn = ""', 'nyckeln "namn" är tom'),
    ],
)
def test_a_fault_in_the_head_is_named_once(change: Change, faults: Faults, old: str, new: str, fault: str) -> None:
    change("instruments/ebp.toml", old, new)
    assert len(faults()) == 1
    assert faults()[0].startswith(HEAD + fault)


def test_without_policies_no_instrument_is_blamed(folder: Path, faults: Faults) -> None:
    (folder / "policies.toml").unlink()
    assert faults() == ["policies.toml: filen saknas. Lägg tillbaka den."]
