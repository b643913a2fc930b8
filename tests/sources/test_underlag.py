from __future__ import annotations

import hashlib
import os
import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from oj_analys import catalog
from oj_analys.domain import DataError, Status
from oj_analys.sources._part import NoticeKind
from oj_analys.sources.files import (
    AnswerSheet,
    InterviewFile,
    InvitedFile,
    KoladaFolder,
    OjFile,
    OwnFile,
    PlanFile,
    SurveyFile,
    UsageFile,
)
from oj_analys.sources.interviews.mapping import REQUIRED, read_mapping
from oj_analys.sources.own.definitions import read_definitions
from oj_analys.sources.underlag import read_underlag

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
SURVEY = """
[[fil]]
fil = "ebp-2023.xlsx"
typ = "enkat"
instrument = "ebp"
blad = "Svar"
rubrikrad = 2
omgang = "2023"
kolumn_id = "ID"
kolumn_kommun = "Kommun"
producent = "FoU Jämt"
hamtad = 2023-06-05
[fil.bakgrund]
roll = "Yrkesroll"
"""
OTHERS = """
[[fil]]
fil = "inbjudna.csv"
typ = "inbjudna"
instrument = "ebp"
rubrikrad = 1
producent = "FoU Jämt"
hamtad = 2023-06-05
[[fil]]
fil = "asi.csv"
typ = "intervju"
instrument = "asi"
variabler = "asi.toml"
rubrikrad = 1
producent = "Kommunerna"
hamtad = 2025-01-05
[[fil]]
fil = "anvandning.xlsx"
typ = "anvandning"
instrument = "asi"
blad = "Användning"
rubrikrad = 1
producent = "Kommunerna"
hamtad = 2025-01-05
[[fil]]
fil = "egna.xlsx"
typ = "egna_matt"
matt = "egna.toml"
blad = "Värden"
rubrikrad = 1
producent = "FoU Jämt"
hamtad = 2025-01-05
[[fil]]
fil = "plan.xlsx"
typ = "handlingsplan"
rubrikrad = 1
producent = "Kommunerna"
hamtad = 2025-01-05
"""
FILES = (
    "ebp-2023.xlsx",
    "inbjudna.csv",
    "asi.csv",
    "asi.toml",
    "anvandning.xlsx",
    "egna.xlsx",
    "egna.toml",
    "plan.xlsx",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "oj å.xlsx").touch()
    (tmp_path / "oj.toml").touch()
    (tmp_path / "kolada-2025-06-20").mkdir()
    for name in FILES:
        (tmp_path / name).touch()
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
        ('"2025-06"', '"2026-06"', ('utgava är "2026-06", men uttag är 2025-06-23', "mindre än ett år")),
        ('"2025-06"', '"2024-06"', ('utgava är "2024-06", men uttag är 2025-06-23', "mindre än ett år")),
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
        ('fil = "oj å.xlsx"', 'fil = "mapp\\test.xlsx"', ('nyckeln "fil" har tecken som inte syns', "Skriv / ")),
        ('fil = "oj å.xlsx"', 'fil = "Oj Å"', ('"Oj Å" finns inte i mappen', "Menade du oj å.xlsx?")),
        ('fil = "oj å.xlsx"', 'fil = "C:/oj å.xlsx"', ('"C:/oj å.xlsx" ligger utanför mappen',)),
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


def test_a_path_may_be_written_as_in_windows(folder: Path) -> None:
    (folder / "mapp").mkdir()
    (folder / "oj å.xlsx").rename(folder / "mapp" / "oj å.xlsx")
    write(folder, SETTINGS + OJ.replace('fil = "oj å.xlsx"', "fil = 'mapp\\oj å.xlsx'"))
    assert read_underlag(folder).files[0].origin.name == "mapp/oj å.xlsx"


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


def test_a_folder_and_a_ring_of_links_are_no_files(folder: Path) -> None:
    (folder / "oj.toml").unlink()
    (folder / "oj.toml").mkdir()
    (message,) = refused(folder, SETTINGS + OJ)
    assert '"oj.toml" är en mapp. Rätta namnet' in message
    (folder / "oj.toml").rmdir()
    try:
        (folder / "oj.toml").symlink_to(folder / "oj.toml")
    except OSError:
        pytest.skip("this system lets only administrators make links")
    assert '"oj.toml" finns inte i mappen' in refused(folder, SETTINGS + OJ)[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_a_pipe_is_refused_and_never_waited_for(folder: Path) -> None:
    (folder / "oj å.xlsx").unlink()
    os.mkfifo(folder / "oj å.xlsx")
    (message,) = refused(folder, SETTINGS + OJ)
    assert '"oj å.xlsx" är ingen vanlig fil' in message


def test_a_kolada_folder_that_is_a_file(folder: Path) -> None:
    (message,) = refused(folder, SETTINGS + KOLADA.replace("kolada-2025-06-20", "oj.toml"))
    assert '"oj.toml" är ingen mapp' in message


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
    notices = [notice for notice in read_underlag(folder).notices if notice.place not in FILES]
    assert [(notice.kind, notice.place) for notice in notices] == [
        (NoticeKind.LASES_INTE, "gammalt"),
        (NoticeKind.LASES_INTE, "oj-2023.xlsx"),
    ]
    assert all(notice.internal for notice in notices)  # the name of a file may name a person


def test_a_personnummer_in_the_name_of_a_file_that_is_not_named(folder: Path, personnummer: str) -> None:
    (folder / f"{personnummer[:6]}-{personnummer[6:]} anteckning.docx").touch()
    with pytest.raises(DataError) as caught:
        read_underlag(folder)
    assert "1 fil har det som ser ut som personnummer i namnet" in str(caught.value)
    assert personnummer[6:] not in str(caught.value)


def test_a_file_in_a_subfolder(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "oj å.xlsx").rename(folder / "sub" / "oj å.xlsx")
    (folder / "sub" / "annan.xlsx").touch()
    write(folder, SETTINGS + OJ.replace("oj å.xlsx", "sub/oj å.xlsx") + KOLADA)
    places = [notice.place for notice in read_underlag(folder).notices]
    assert [place for place in places if place not in FILES] == ["sub/annan.xlsx"]


def test_files_of_persons_and_plans_say_what_they_are(folder: Path) -> None:
    write(folder, SETTINGS + SURVEY + OTHERS)
    underlag = read_underlag(folder)
    survey, invited, interviews, usage, own, plan = underlag.files
    assert isinstance(survey, SurveyFile)
    assert (survey.instrument.id, survey.period, survey.place.sheet, survey.place.header_row) == (
        "ebp",
        "2023",
        "Svar",
        2,
    )
    assert (survey.id_column, survey.kommun_column, dict(survey.background)) == ("ID", "Kommun", {"roll": "Yrkesroll"})
    assert survey.origin.retrieved == "2023-06-05"
    assert isinstance(invited, InvitedFile)
    assert invited.place.sheet == ""
    assert isinstance(interviews, InterviewFile)
    assert (interviews.instrument.id, interviews.mapping_name) == ("asi", "asi.toml")
    assert isinstance(usage, UsageFile)
    assert isinstance(own, OwnFile)
    assert own.definitions_name == "egna.toml"
    assert isinstance(plan, PlanFile)
    assert not {notice.place for notice in underlag.notices} & set(FILES)


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ('instrument = "ebp"', 'instrument = "asi"', ('"asi" finns inte i katalogen', "tillåtet: ebp")),
        ('omgang = "2023"', 'omgang = "våren"', ('omgång är "våren"', 'till exempel "2023"')),
        ('omgang = "2023"', 'omgang = "2027"', ('omgång är "2027", men uttag är 2025-06-23', "högst 2025")),
        ('roll = "Yrkesroll"', 'rol = "Yrkesroll"', ('okänd bakgrundsfråga "rol"', "tillåtet: roll")),
        ('kolumn_id = "ID"', "", ('nyckeln "kolumn_id" saknas',)),
        ("rubrikrad = 2", "rubrikrad = 0", ("rubrikrad är 0",)),
        ("hamtad = 2023-06-05", "", ('nyckeln "hamtad" saknas',)),
        ('blad = "Svar"', 'bladet = "Svar"', ('okänd nyckel "bladet"', 'Menade du "blad"?')),
    ],
)
def test_a_fault_of_a_survey_names_the_file(folder: Path, old: str, new: str, parts: tuple[str, ...]) -> None:
    (message,) = refused(folder, SETTINGS + SURVEY.replace(old, new))
    assert message.startswith('underlag.toml, [[fil]] nr 1 "ebp-2023.xlsx"')
    assert all(part in message for part in parts), message


def test_one_round_in_two_files(folder: Path) -> None:
    (folder / "ebp-till.xlsx").touch()
    (message,) = refused(folder, SETTINGS + SURVEY + SURVEY.replace("ebp-2023.xlsx", "ebp-till.xlsx"))
    assert '"ebp-2023.xlsx" och "ebp-till.xlsx" håller båda svaren på ebp omgång 2023; tillåtet: en fil' in message


def test_two_plans_are_no_fault(folder: Path) -> None:
    (folder / "kopia.xlsx").touch()
    write(folder, SETTINGS + OTHERS + OTHERS[OTHERS.rindex("[[fil]]") :].replace("plan.xlsx", "kopia.xlsx"))
    assert [file.origin.name for file in read_underlag(folder).files][-2:] == ["plan.xlsx", "kopia.xlsx"]


KEYS = """kolumn_omgang = "Omgång"
kolumn_status = "Status"
rubrikrader = 2
metadatarader = 1
skydd = "ebp_personal"
"""
WORDS = """[fil.omgangar]
"Våren  2025" = "2025"
"HÖST" = "2023-2"
[fil.status]
"Complete" = "hel"
"Partial." = "delvis"
"Preview" = "test"
[fil.fragor]
"Jag känner till EBP" = 3
[fil.koder.instammande]
"0" = 1
"1" = 2
"2" = 3
"3" = 4
"4" = 5
"""
ROUNDS = SETTINGS + SURVEY.replace('omgang = "2023"\n', KEYS).replace("2023-06-05", "2025-06-05") + WORDS


def test_a_survey_may_hold_several_rounds_in_words_of_its_own(folder: Path) -> None:
    write(folder, ROUNDS)
    (survey,) = read_underlag(folder).files
    assert isinstance(survey, SurveyFile)
    assert (survey.round_column, survey.rounds) == ("Omgång", {"våren 2025": "2025", "höst": "2023-2"})
    assert survey.holds == ("svaren på ebp omgång 2025", "svaren på ebp omgång 2023-2")
    assert (survey.status_column, survey.statuses["partial"]) == ("Status", AnswerSheet.PARTIAL)
    assert survey.questions == {"jag känner till ebp": 3}
    assert survey.recodes == {"instammande": {0: 1, 1: 2, 2: 3, 3: 4, 4: 5}}
    assert (survey.place.header_row, survey.place.header_rows, survey.place.skipped_rows) == (2, 2, 1)


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("rubrikrader = 2", "rubrikrader = 4", "rubrikrader är 4; tillåtet: 1, 2 eller 3"),
        ("metadatarader = 1", "metadatarader = -1", "metadatarader är -1; tillåtet: 0 eller mer"),
        ("rubrikrader = 2", 'omgang = "2023"', "både omgang och kolumn_omgang är angivna"),
        ('kolumn_omgang = "Omgång"', "", "[omgangar] är angiven men inte kolumn_omgang"),
        ('"HÖST" = "2023-2"', '"HÖST" = "hösten"', 'omgång är "hösten"; tillåtet: år'),
        ('"HÖST" = "2023-2"', '"HÖST" = "2026"', 'omgång är "2026", men uttag är 2025-06-23; tillåtet: högst 2025'),
        ('"HÖST" = "2023-2"', '"HÖST" = 2023', '[omgangar]: nyckeln "HÖST" är 2023; tillåtet: text'),
        ('kolumn_status = "Status"', "", "[status] är angiven men inte kolumn_status"),
        ('"Complete" = "hel"', '"Complete" = "klar"', 'nyckeln "Complete" är "klar"; tillåtet: hel, delvis, test'),
        (
            "= 3\n[fil.k",
            "= 99\n[fil.k",
            '[fragor]: "Jag känner till EBP" är fråga 99; tillåtet: numret på en fråga, 1–37',
        ),
        ("= 3\n[fil.k", '= "3"\n[fil.k', '[fragor]: nyckeln "Jag känner till EBP" är "3"; tillåtet: heltal'),
        ("koder.instammande", "koder.instamande", 'okänd skala "instamande"; tillåtet: instammande, frekvens'),
        ('"4" = 5', "", "[instammande]: koderna täcker inte skalan en gång var; tillåtet: en kod i filen för var"),
        ('"4" = 5', '"4" = 4', "koderna täcker inte skalan en gång var"),
        ('"4" = 5', '"fyra" = 5', "koderna täcker inte skalan en gång var"),
        ('"4" = 5', '"03" = 5', "koderna täcker inte skalan en gång var"),
        ('"4" = 5', '"4" = "5"', 'nyckeln "4" är "5"; tillåtet: heltal'),
        ('skydd = "ebp_personal"', 'skydd = "öppen"', 'skydd är "öppen"; tillåtet: "ebp_personal"'),
    ],
)
def test_a_fault_in_a_surveys_own_words_is_told_once(folder: Path, old: str, new: str, part: str) -> None:
    assert old in ROUNDS
    (message,) = refused(folder, ROUNDS.replace(old, new))
    assert message.startswith('underlag.toml, [[fil]] nr 1 "ebp-2023.xlsx"')
    assert part in message, message


def test_words_for_rounds_and_statuses_that_are_missing(folder: Path) -> None:
    messages = refused(folder, ROUNDS.partition("[fil.omgangar]")[0])
    assert len(messages) == 2
    assert all(f"[{word}] saknas" in message for word, message in zip(("omgangar", "status"), messages, strict=True))


@pytest.mark.parametrize(
    ("name", "allowed"),
    [("inbjudna.csv", "ebp_personal"), ("asi.csv", "asi_klient"), ("anvandning.xlsx", "asi_klient")],
)
def test_the_policy_of_an_instrument_may_be_named_not_chosen(folder: Path, name: str, allowed: str) -> None:
    text = SETTINGS + OTHERS.replace(f'fil = "{name}"', f'fil = "{name}"\nskydd = "SKYDD"')
    write(folder, text.replace("SKYDD", allowed))
    assert len(read_underlag(folder).files) == 5
    (message,) = refused(folder, text.replace("SKYDD", "öppen"))
    assert f'skydd är "öppen"; tillåtet: "{allowed}". Ta bort nyckeln' in message


@pytest.mark.parametrize(("counts", "allowed"), [("personer", "egna_antal"), ("verksamhet", "öppen")])
def test_the_policy_of_own_measures_follows_their_definitions(folder: Path, counts: str, allowed: str) -> None:
    (folder / "egna.toml").write_text(
        '[[matt]]\nid = "cirklar"\ntitel = "Cirklar"\nslag = "antal"\nenhet = "st"\ndecimaler = 0\n'
        f'raknar = "{counts}"\nriktning = "none"\nskal = "Behov"\nkalla = "FoU Jämt"\n',
        encoding="utf-8",
    )
    text = SETTINGS + OTHERS.replace('matt = "egna.toml"', 'matt = "egna.toml"\nskydd = "SKYDD"')
    write(folder, text.replace("SKYDD", allowed))
    assert len(read_underlag(folder).files) == 5
    (message,) = refused(folder, text.replace("SKYDD", "asi_klient"))
    assert f'skydd är "asi_klient"; tillåtet: "{allowed}"' in message


PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100
LOGOTYPES = '[logotyper]\n"2305" = "logo å.png"\n'


def draw_logotype(path: Path) -> None:
    Image.new("RGB", (30, 10), "#004e5f").save(path)


def test_a_logotype_is_kept_as_a_picture_and_its_file_is_an_input(folder: Path) -> None:
    draw_logotype(folder / "logo å.png")
    write(folder, SETTINGS + NAMES + LOGOTYPES + OJ + KOLADA)
    underlag = read_underlag(folder)
    ((code, picture),) = underlag.edition.logotypes
    assert code == "2305"
    assert underlag.edition.logotype("2305") == picture
    assert underlag.edition.logotype("2303") == b""
    with Image.open(BytesIO(picture)) as image:
        assert (image.format, image.size) == ("PNG", (30, 10))
    assert "PNG" not in repr(underlag.edition)
    assert [notice for notice in underlag.notices if notice.place not in FILES] == []
    digest = hashlib.sha256((folder / "logo å.png").read_bytes()).hexdigest()
    assert [(one.path, one.sha256) for one in underlag.inputs][1:] == [("logo å.png", digest)]
    assert [one.path for one in underlag.inputs][:1] == ["underlag.toml"]


def test_a_logotype_of_a_kommun_outside_the_group_is_told_of_to_the_analyst(folder: Path) -> None:
    draw_logotype(folder / "logo å.png")
    write(folder, SETTINGS + NAMES + LOGOTYPES.replace("2305", "0180") + OJ + KOLADA)
    told = [notice for notice in read_underlag(folder).notices if notice.place not in FILES]
    assert [notice.text for notice in told] == [
        "Logotypen för Stockholm visas inte: kommunen hör inte till Jämtlands län."
    ]
    assert all(notice.internal for notice in told)


@pytest.mark.parametrize(
    ("data", "code", "part"),
    [
        (b"<svg/>", "2305", '"logo å.png" är varken PNG eller JPEG'),
        (PNG, "2305", '"logo å.png" går inte att läsa som bild; tillåtet: PNG eller JPEG. Spara bilden på nytt.'),
        (PNG + b"0" * 1_000_000, "2305", '"logo å.png" är 1,0 MB; tillåtet: högst 1 MB'),
        (PNG, "2399", '[logotyper]: okänd kommunkod "2399"'),
        (None, "2305", '[logotyper]: "logo å.png" finns inte i mappen'),
    ],
)
def test_a_logotype_that_is_none(folder: Path, data: bytes | None, code: str, part: str) -> None:
    if data is not None:
        (folder / "logo å.png").write_bytes(data)
    (message,) = refused(folder, SETTINGS + LOGOTYPES.replace("2305", code) + OJ)
    assert part in message, message


def test_the_examples_of_files_beside_that_analysts_are_given_can_be_read(tmp_path: Path) -> None:
    told = (Path(__file__).parents[2] / "data" / "raw" / "README.md").read_text(encoding="utf-8")
    blocks = [text for text in re.findall(r"```toml\n(.*?)```", told, re.DOTALL) if "[[blad]]" not in text]
    measures, mapping = (text for text in blocks if "[skydd." not in text)
    (tmp_path / "egna.toml").write_text(measures, encoding="utf-8")
    (tmp_path / "asi.toml").write_text(mapping, encoding="utf-8")
    definitions = read_definitions(tmp_path / "egna.toml")
    assert list(definitions.measures) == ["egna.andel_utbildade", "egna.stod"]
    form = catalog.interview_form("asi")
    assert read_mapping(tmp_path / "asi.toml", form).variables == {"alcohol_need": "Hjälpbehov: alkohol"}
    assert all(f" {heading}" in told for heading, _ in form.usage)
    assert all(variable in told for variable in REQUIRED)
