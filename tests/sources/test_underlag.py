from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from oj_analys.domain import DataError, Status
from oj_analys.sources._part import NoticeKind
from oj_analys.sources.underlag import KoladaFolder, OjFile, read_underlag

SETTINGS = """
syntetisk = true
utgava = "2025-06"
uttag = 2025-06-23
grupp = "jamtland"
avsandare = "FoU Jämt"
kontakt = "fragor@exempel.invalid"
mote = "RUG"
"""
NAMES = """
[namnder]
"2305" = "Socialnämnden"
"""
OJ = """
[[fil]]
fil = "oj å.xlsx"
typ = "oj"
layout = "oj.toml"
markorer = "oj_arbetsbok"
producent = "Socialstyrelsen"
publicerad = 2025-06-17
licens = "Fri användning med angiven källa"
"""
KOLADA = """
[[fil]]
fil = "kolada-2025-06-20"
typ = "kolada"
producent = "Kolada (RKA)"
hamtad = 2025-06-20
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "oj å.xlsx").touch()
    (tmp_path / "oj.toml").touch()
    (tmp_path / "kolada-2025-06-20").mkdir()
    write(tmp_path, SETTINGS + NAMES + OJ + KOLADA)
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "underlag.toml").write_text(text, encoding="utf-8", newline="\n")


def refused(folder: Path, text: str) -> list[str]:
    write(folder, text)
    with pytest.raises(DataError) as caught:
        read_underlag(folder)
    return [str(problem) for problem in caught.value.problems]


def test_the_edition_is_a_draft_of_the_county(folder: Path) -> None:
    edition = read_underlag(folder).edition
    assert (edition.utgava, edition.taken, edition.syntetisk, edition.draft) == (
        "2025-06",
        date(2025, 6, 23),
        True,
        True,
    )
    assert (edition.grupp.unit, edition.sender, edition.meeting) == ("0023", "FoU Jämt", "RUG")
    assert edition.namnd("2305") == "Socialnämnden"


def test_the_files_stand_in_their_order_with_their_origin(folder: Path) -> None:
    oj, kolada = read_underlag(folder).files
    assert isinstance(oj, OjFile)
    assert isinstance(kolada, KoladaFolder)
    assert (oj.layout_name, oj.markers["X"]) == ("oj.toml", Status.SEKRETESS)
    assert (oj.origin.name, oj.origin.published, oj.origin.synthetic) == ("oj å.xlsx", "2025-06-17", True)
    assert (kolada.origin.producer, kolada.origin.retrieved) == ("Kolada (RKA)", "2025-06-20")


def test_a_county_may_have_its_own_words_for_the_group(folder: Path) -> None:
    words = '[grupp_namn]\nnamn = "Jämtland Härjedalen"\ni_text = "i regionen"\ngenitiv = "regionens"\n'
    write(folder, SETTINGS + words + OJ)
    grupp = read_underlag(folder).edition.grupp
    assert (grupp.name, grupp.in_text, grupp.genitive) == ("Jämtland Härjedalen", "i regionen", "regionens")
    assert (grupp.unit, len(grupp.members)) == ("0023", 8)


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("avsandare", "avsendare", ('okänd nyckel "avsendare"', 'Menade du "avsandare"?')),
        ('mote = "RUG"', "", ('nyckeln "mote" saknas',)),
        ('mote = "RUG"', "mote = 1", ('nyckeln "mote"', "text")),
        ('mote = "RUG"', 'mote = " "', ('nyckeln "mote" är tom',)),
        ("syntetisk = true", 'syntetisk = "ja"', ('nyckeln "syntetisk"', "true eller false")),
        ("uttag = 2025-06-23", 'uttag = "2025-06-23"', ('nyckeln "uttag" är "2025-06-23"', "utan citattecken")),
        ("uttag = 2025-06-23", "", ('nyckeln "uttag" saknas',)),
        ('"2025-06"', '"juni"', ('utgava är "juni"', "till exempel 2025-06")),
        ('"2025-06"', '"2025-06/../.."', ("utgava är",)),
        ('"2025-06"', '"2029-06"', ('utgava är "2029-06", men uttag är 2025-06-23', "högst ett år")),
        ('"jamtland"', '"Jämtlan"', ('"Jämtlan" finns inte', "Menade du Jämtlands län")),
        ('"2305"', '"2399"', ("[namnder]", 'okänd kommunkod "2399"')),
        ('"Socialnämnden"', '""', ("[namnder]", 'nyckeln "2305" är tom')),
    ],
)
def test_faults_of_the_settings(folder: Path, old: str, new: str, parts: tuple[str, ...]) -> None:
    messages = refused(folder, (SETTINGS + NAMES + OJ).replace(old, new))
    assert all(message.startswith("underlag.toml") for message in messages)
    assert any(all(part in message for part in parts) for message in messages), messages


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ('typ = "oj"', 'typ = "ÖJ"', ('nyckeln "typ" är "ÖJ"', "oj, kolada")),
        ('fil = "oj å.xlsx"', 'fil = "oj.xlsx"', ('"oj.xlsx" finns inte i mappen',)),
        ('layout = "oj.toml"', 'layout = "saknas.toml"', ('"saknas.toml" finns inte i mappen',)),
        ('layout = "oj.toml"', 'layout = "/oj.toml"', ('"/oj.toml" ligger utanför mappen',)),
        ('fil = "oj å.xlsx"', 'fil = "../oj å.xlsx"', ('"../oj å.xlsx" ligger utanför mappen',)),
        ('layout = "oj.toml"', "", ('nyckeln "layout" saknas',)),
        ('"oj_arbetsbok"', '"oj_arbetsbk"', ('"oj_arbetsbk" finns inte', "oj_arbetsbok")),
        ("publicerad = 2025-06-17", "", ('nyckeln "publicerad" saknas', "till exempel 2025-06-23")),
        ("licens", "licence", ('okänd nyckel "licence"', 'Menade du "licens"?')),
        ('producent = "Socialstyrelsen"', "", ('nyckeln "producent" saknas',)),
        ("publicerad = 2025-06-17", "publicerad = 2025-06-24", ("publicerad är 2025-06-24, men uttag är 2025-06-23",)),
        ('fil = "oj å.xlsx"', f'fil = "{"å" * 300}"', ("finns inte i mappen",)),
        ('fil = "oj å.xlsx"', 'fil = "a\\u0000b"', ("finns inte i mappen",)),
    ],
)
def test_a_fault_of_a_file_names_the_file(folder: Path, old: str, new: str, parts: tuple[str, ...]) -> None:
    (message,) = refused(folder, SETTINGS + OJ.replace(old, new))
    assert message.startswith('underlag.toml, [[fil]] nr 1 "')
    assert all(part in message for part in parts), message


def test_all_faults_come_at_once(folder: Path) -> None:
    faulty = SETTINGS.replace("jamtland", "x").replace("2025-06", "juni", 1)
    assert len(refused(folder, faulty + OJ.replace("oj.toml", "a").replace("oj_arbetsbok", "b"))) == 4


def test_a_file_that_stands_twice(folder: Path) -> None:
    (message,) = refused(folder, SETTINGS + KOLADA + KOLADA)
    assert message == 'underlag.toml: "kolada-2025-06-20" står i 2 [[fil]]; tillåtet: en gång. Ta bort resten.'


def test_a_file_that_stands_twice_in_other_spelling(folder: Path) -> None:
    (folder / "OJ Å.xlsx").touch()
    (message,) = refused(folder, SETTINGS + OJ + OJ.replace("oj å.xlsx", "./OJ Å.xlsx"))
    assert "står i 2 [[fil]]" in message


def test_a_file_is_known_by_its_plain_path(folder: Path) -> None:
    write(folder, SETTINGS + OJ.replace('fil = "oj', 'fil = ".//oj').replace("oj.toml", "./oj.toml") + KOLADA)
    oj, _ = read_underlag(folder).files
    assert isinstance(oj, OjFile)
    assert (oj.origin.name, oj.layout_name) == ("oj å.xlsx", "oj.toml")


def test_a_snapshot_fetched_after_the_data_were_taken(folder: Path) -> None:
    (message,) = refused(folder, SETTINGS + KOLADA.replace("hamtad = 2025-06-20", "hamtad = 2025-07-01"))
    assert "hamtad är 2025-07-01, men uttag är 2025-06-23; tillåtet: högst samma dag" in message


def test_a_link_out_of_the_folder(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("annan") / "oj.xlsx"
    outside.touch()
    (folder / "oj å.xlsx").unlink()
    try:
        (folder / "oj å.xlsx").symlink_to(outside)
    except OSError:
        pytest.skip("this system lets only administrators make links")
    (message,) = refused(folder, SETTINGS + OJ)
    assert "är en länk ut ur mappen" in message


def test_no_files_and_no_underlag(folder: Path) -> None:
    (message,) = refused(folder, SETTINGS)
    assert "inga filer är angivna" in message
    (folder / "underlag.toml").unlink()
    with pytest.raises(DataError, match="mappen saknar underlag"):
        read_underlag(folder)


def test_a_syntax_error_names_its_line(folder: Path) -> None:
    (message,) = refused(folder, "syntetisk = true\nutgava = 2025-06-\n")
    assert message.startswith("underlag.toml, rad 2: går inte att läsa som TOML")


def test_what_the_underlag_does_not_name_is_told_and_not_read(folder: Path) -> None:
    for name in (".DS_Store", "Readme.txt", "~$oj å.xlsx", "Thumbs.db", "oj-2023.xlsx"):
        (folder / name).touch()
    for name in ("2025-10", "gammalt"):
        (folder / name).mkdir()
    write(folder / "2025-10", "detta är ingen toml och läses aldrig")
    (folder / "gammalt" / "a.xlsx").touch()
    notices = read_underlag(folder).notices
    assert [(notice.kind, notice.place) for notice in notices] == [
        (NoticeKind.LASES_INTE, "gammalt"),
        (NoticeKind.LASES_INTE, "oj-2023.xlsx"),
    ]


def test_a_file_in_a_subfolder(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "oj å.xlsx").rename(folder / "sub" / "oj å.xlsx")
    (folder / "sub" / "annan.xlsx").touch()
    write(folder, SETTINGS + OJ.replace("oj å.xlsx", "sub/oj å.xlsx") + KOLADA)
    assert [notice.place for notice in read_underlag(folder).notices] == ["sub/annan.xlsx"]
