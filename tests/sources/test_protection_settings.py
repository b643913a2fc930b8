"""A county's own thresholds: stricter numbers, exceptions with their reason, and when raw files are deleted."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from oj_analys import catalog
from oj_analys.disclosure import protect_release
from oj_analys.domain import DataError, Edition, PolicyException, Statistic, Status
from oj_analys.scoring import figures_of
from oj_analys.sources.loaded import Loaded, load
from oj_analys.sources.underlag import read_underlag

ROOT = Path(__file__).parents[2]
HEAD = """
syntetisk = true
utgava = "2025-06"
uttag = 2025-06-23
grupp = "jamtland"
avsandare = "FoU Jämt"
kontakt = "fragor@exempel.invalid"
mote = "RUG"
"""
FILE = """
[[fil]]
fil = "kolada"
typ = "kolada"
producent = "Kolada (RKA)"
hamtad = 2025-06-20
"""
STRICTER = """
[skydd.ebp_personal]
minst = { medel = 12, "förändring" = 15 }
decimaler = { medel = 0 }
"""
REASON = "Enkätens följebrev lovade minst fem svar."
EXCEPTION = f"""
[[undantag]]
skydd = "ebp_personal"
minst = {{ medel = 5, andel = 6 }}
skal = "{REASON}"
beslutad_av = "socialchef"
beslutad_den = 2025-06-02
"""
DELETION = """
[gallring]
senast = 2026-12-31
"""

Read = Callable[[str], Edition]
Refused = Callable[[str], list[str]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read the edition of an underlag with these tables."""
    (tmp_path / "kolada").mkdir()

    def edition(tables: str) -> Edition:
        (tmp_path / "underlag.toml").write_text(HEAD + tables + FILE, encoding="utf-8", newline="\n")
        return read_underlag(tmp_path).edition

    return edition


@pytest.fixture
def refused(read: Read) -> Refused:
    """Return the messages for tables that are not accepted."""

    def messages(tables: str) -> list[str]:
        with pytest.raises(DataError) as caught:
            read(tables)
        return [str(problem) for problem in caught.value.problems]

    return messages


def test_a_county_may_be_stricter_than_the_package(read: Read) -> None:
    edition = read(STRICTER)
    (policy,) = edition.policies
    usual = catalog.policy("ebp_personal")
    changed = {statistic: number for statistic, number in policy.least.items() if number != usual.least[statistic]}
    assert changed == {Statistic.MEDEL: 12, Statistic.FORANDRING: 15}
    assert (policy.decimals[Statistic.MEDEL], policy.decimals[Statistic.SPRIDNING]) == (0, 1)
    assert (policy.floor, policy.band, policy.visible_to) == (usual.floor, usual.band, usual.visible_to)
    assert edition.exceptions == ()
    assert catalog.policy("ebp_personal", edition.policies).least[Statistic.MEDEL] == 12


def test_a_county_that_says_nothing_has_the_packages_numbers(read: Read) -> None:
    edition = read("[skydd.ebp_personal]\nminst = { medel = 7 }\n")
    assert (edition.policies, edition.exceptions, edition.delete_by) == ((), (), None)


def test_an_exception_lowers_a_minimum_and_says_why(read: Read) -> None:
    edition = read(EXCEPTION)
    (policy,) = edition.policies
    assert (policy.least[Statistic.MEDEL], policy.least[Statistic.ANDEL], policy.least[Statistic.ANTAL]) == (5, 6, 7)
    shared = (REASON, "socialchef", date(2025, 6, 2))
    assert edition.exceptions == (
        PolicyException("ebp_personal", Statistic.ANDEL, 6, 7, *shared),
        PolicyException("ebp_personal", Statistic.MEDEL, 5, 7, *shared),
    )


def test_stricter_numbers_and_exceptions_live_together(read: Read) -> None:
    (policy,) = read(STRICTER + EXCEPTION.replace("medel = 5, ", "")).policies
    assert (policy.least[Statistic.MEDEL], policy.least[Statistic.ANDEL], policy.decimals[Statistic.MEDEL]) == (
        12,
        6,
        0,
    )


def test_the_day_when_raw_files_are_deleted(read: Read) -> None:
    assert read(DELETION).delete_by == date(2026, 12, 31)


def test_an_edition_with_policies_goes_to_another_process(read: Read) -> None:
    edition = read(STRICTER + EXCEPTION.replace("medel = 5, ", "") + DELETION)
    assert pickle.loads(pickle.dumps(edition)) == edition  # noqa: S301 - its own


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "medel = 12",
            "medel = 6",
            "[minst]: medel är 6; tillåtet: minst 7. Här får skyddet bara skärpas. Ett undantag, [[undantag]], får gå",
        ),
        (
            '"förändring" = 15',
            '"förändring" = 9',
            "förändring är 9; tillåtet: minst 10. Här får skyddet bara skärpas. Inget undantag ges",
        ),
        ("medel = 12", "medl = 12", '[minst]: okänd nyckel "medl"; tillåtet: antal, andel, medel'),
        ("medel = 12", 'medel = "12"', '[minst]: nyckeln "medel" är "12"; tillåtet: heltal'),
        ("medel = 0", "medel = 2", "[decimaler]: medel är 2; tillåtet: 0 till 1. Här får skyddet bara skärpas"),
        ("medel = 0", "medel = -1", "[decimaler]: medel är -1; tillåtet: 0 till 1"),
        ("medel = 0", "andel = 1", "[decimaler]: andel är 1; tillåtet: 0. "),
        ("decimaler", "golv", '[skydd.ebp_personal]: okänd nyckel "golv"; tillåtet: minst, decimaler'),
        (".ebp_personal", ".ebp", '[skydd.ebp]: okänt skydd "ebp"; tillåtet: ebp_personal, asi_klient, egna_antal'),
        (".ebp_personal", '."öppen"', '"öppen" går inte att ändra: uppgifterna är redan offentliga'),
    ],
)
def test_a_stricter_policy_with_a_fault(refused: Refused, old: str, new: str, fault: str) -> None:
    (message,) = refused(STRICTER.replace(old, new))
    assert message.startswith("underlag.toml, [skydd")
    assert fault in message, message


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("medel = 5", "medel = 4", "medel är 4; tillåtet: 5–6. Inget undantag får gå under 5."),
        ("medel = 5", "medel = 7", "medel är 7; tillåtet: 5–6. 7 gäller ändå; ett högre tal hör hemma i [skydd."),
        ("medel = 5", "kvartil = 10", "kvartil är 10; tillåtet: minst 20. Inget undantag ges"),
        ("medel = 5", "medelvarde = 5", 'okänd nyckel "medelvarde"'),
        ("minst = { medel = 5, andel = 6 }", "", "minst saknas; tillåtet: till exempel minst = { medel = 5 }"),
        ('"ebp_personal"', '"ebp_personl"', 'okänt skydd "ebp_personl"'),
        ('"ebp_personal"', '"öppen"', '"öppen" går inte att ändra'),
        (f'"{REASON}"', '"Behövs."', "skal: texten är för kort; tillåtet: en hel mening, minst 20 tecken"),
        (f'"{REASON}"', f'"{"Svaren är få. " * 12}"', "skal: texten är för lång; tillåtet: högst 160 tecken"),
        (f'"{REASON}"', f'"{"." * 25}"', "skal: texten är ingen mening; tillåtet: en hel mening, minst 3 ord"),
        (f'"{REASON}"', '"Beslutat 2025-06-02, 5 av 7."', "skal: texten är ingen mening"),
        (f'"{REASON}"', '" "', 'nyckeln "skal" är tom'),
        (f'"{REASON}"', '"Fråga anna@exempel.invalid om varför."', "skal: texten innehåller en e-postadress"),
        (f'skal = "{REASON}"', "", 'nyckeln "skal" saknas'),
        ('"socialchef"', '"Anna Ek"', "beslutad_av: texten ser ut som ett namn; tillåtet: en roll"),
        ('beslutad_av = "socialchef"', "", 'nyckeln "beslutad_av" saknas'),
        ("2025-06-02", "2025-06-24", "beslutad_den är 2025-06-24, men uttag är 2025-06-23; tillåtet: högst samma dag"),
        ("2025-06-02", '"2 juni"', 'nyckeln "beslutad_den" är "2 juni"; tillåtet: ett datum utan citattecken'),
        ("beslutad_den", "beslutat", 'okänd nyckel "beslutat"'),
    ],
)
def test_an_exception_with_a_fault(refused: Refused, old: str, new: str, fault: str) -> None:
    messages = refused(EXCEPTION.replace(old, new))
    assert all(message.startswith("underlag.toml, [[undantag]] nr 1") for message in messages)
    assert any(fault in message for message in messages), messages


@pytest.mark.parametrize("ident", ["asi_klient", "egna_antal"])
@pytest.mark.parametrize("statistic", ["antal", "andel", "medel"])
def test_no_exception_for_clients(refused: Refused, ident: str, statistic: str) -> None:
    tables = EXCEPTION.replace("ebp_personal", ident).replace("medel = 5, andel = 6", f"{statistic} = 4")
    (message,) = refused(tables)
    assert "Inget undantag ges: golvet är lika högt." in message


@pytest.mark.parametrize("tables", [STRICTER + EXCEPTION, EXCEPTION.replace(", andel = 6", "") * 2])
def test_one_number_may_stand_once(refused: Refused, tables: str) -> None:
    (message,) = refused(tables)
    assert "minst för medel i ebp_personal står flera gånger i [skydd] och [[undantag]]; tillåtet: en gång" in message


@pytest.mark.parametrize(
    ("tables", "fault"),
    [
        ("[gallring]\n", '[gallring]: nyckeln "senast" saknas'),
        ('[gallring]\nsenast = "nästa år"\n', "ett datum utan citattecken"),
        ("[gallring]\nsenast = 2025-06-22\n", "senast är 2025-06-22, men uttag är 2025-06-23"),
        ("[gallring]\nsenast = 2026-12-31\nnar = 1\n", 'okänd nyckel "nar"'),
    ],
)
def test_a_day_of_deletion_with_a_fault(refused: Refused, tables: str, fault: str) -> None:
    (message,) = refused(tables)
    assert fault in message


def test_all_faults_come_at_once(refused: Refused) -> None:
    tables = STRICTER.replace("12", "6").replace("decimaler = { medel = 0 }", "decimaler = { medel = 3 }")
    messages = refused(tables + EXCEPTION.replace("medel = 5", "medel = 4").replace("socialchef", "Anna Ek"))
    assert len(messages) == 4


def test_a_personnummer_in_a_reason_stops_and_is_not_told(refused: Refused, personnummer: str) -> None:
    (message,) = refused(EXCEPTION.replace(REASON, f"Beslut om {personnummer} i nämnden."))
    assert "personnummer" in message
    assert personnummer not in message


def test_the_example_that_analysts_are_given_holds(read: Read) -> None:
    told = (ROOT / "data" / "raw" / "README.md").read_text(encoding="utf-8")
    (example,) = (text for text in re.findall(r"```toml\n(.*?)```", told, re.DOTALL) if "[skydd." in text)
    edition = read(example)
    (policy,) = edition.policies
    assert (policy.id, policy.least[Statistic.RELIABILITET], policy.least[Statistic.MEDEL]) == ("ebp_personal", 40, 6)
    assert [one.least for one in edition.exceptions] == [6, 6, 6]
    assert edition.delete_by == date(2026, 12, 31)
    assert all(f"`{statistic}`" in told or f'`"{statistic}"`' in told for statistic in Statistic)
    assert all(f"`{ident}`" in told for ident in ("ebp_personal", "asi_klient", "egna_antal"))


OWN = """
[[fil]]
fil = "egna.csv"
typ = "egna_matt"
matt = "egna.toml"
producent = "FoU Jämt"
hamtad = 2025-01-05
"""
MEANING = """
[[matt]]
id = "utbildade"
titel = "Utbildade"
slag = "antal"
enhet = "personer"
decimaler = 0
raknar = "personer"
riktning = "none"
skal = "Visar behov."
kalla = "FoU Jämt"
"""


def _loaded_own(folder: Path, tables: str) -> Loaded:
    rows = "Kommun;År;Mått;Värde\nÅre;2024;utbildade;6\nBerg;2024;utbildade;40\nKrokom;2024;utbildade;50\n"
    (folder / "egna.csv").write_text(rows, encoding="utf-8", newline="\n")
    (folder / "egna.toml").write_text(MEANING, encoding="utf-8", newline="\n")
    (folder / "underlag.toml").write_text(HEAD + tables + OWN, encoding="utf-8", newline="\n")
    return load(folder)


@pytest.mark.parametrize(("least", "status"), [(5, Status.OK), (7, Status.SEKRETESS)])
def test_a_countys_own_number_decides_what_is_shown(tmp_path: Path, least: int, status: Status) -> None:
    loaded = _loaded_own(tmp_path, f"[skydd.egna_antal]\nminst = {{ antal = {least} }}\n")
    assert loaded.own is not None
    assert catalog.policy("egna_antal", loaded.edition.policies).least[Statistic.ANTAL] == least
    protected = protect_release(
        figures_of(loaded.persons), loaded.own.definitions, policies=loaded.edition.policies
    ).measures
    assert protected.loc[protected["unit"] == "2321", "status"].tolist() == [status]
