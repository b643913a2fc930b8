from __future__ import annotations

import os
import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from oj_analys.domain import DataError, Problem
from oj_analys.sources.loaded import Loaded, load
from oj_analys.sources.proposal import propose as proposing
from oj_analys.sources.proposal.propose import Proposal, propose

COUNTY = {
    "syntetisk": "true",
    "utgava": '"2025-06"',
    "uttag": "2025-06-23",
    "grupp": '"Jämtland"',
    "avsandare": '"FoU Jämt"',
    "kontakt": '"fragor@exempel.invalid"',
    "mote": '"RUG"',
    "producent": '"FoU Jämt"',
    "publicerad": "2025-06-17",
    "hamtad": "2025-05-30",
}
FILES = (
    "2024-10-9833-aldre-brukare.xlsx",
    "2025-6-9601-ekonomiskt-bistand.xlsx",
    "2025-6-9602-ekonomiskt-bistand-jamforbara.xlsx",
    "ebp-2023.xlsx",
    "ebp-2025.xlsx",
    "ebp-inbjudna.xlsx",
    "asi-export.csv",
    "asi-anvandning.xlsx",
    "egna-matt.xlsx",
    "handlingsplan-2024.xlsx",
)
KOLADA = "kolada-2025-06-20"

Book = Callable[..., Path]


def text_of(folder: Path, name: str = "underlag.toml") -> str:
    return propose(folder).texts[name]


def write(folder: Path, proposal: Proposal) -> None:
    for name, text in proposal.texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def fill(path: Path, values: dict[str, str]) -> None:
    """Fill in the empty settings as an analyst does."""
    text = path.read_text(encoding="utf-8")
    for key, value in values.items():
        text = re.sub(rf'(?m)^{key} = ""', f"{key} = {value}", text)
    path.write_text(text, encoding="utf-8", newline="\n")


def copy_raw(example: Path, folder: Path) -> Path:
    folder.mkdir()
    for name in FILES:
        shutil.copy(example / name, folder)
    shutil.copytree(example / KOLADA, folder / KOLADA)
    return folder


@pytest.fixture
def raw(example: Path, tmp_path: Path) -> Path:
    """Some of the example county's files as they came."""
    return copy_raw(example, tmp_path / "rå filer")


def described(example: Path, folder: Path) -> Loaded:
    """Load the same files by the example's own settings."""
    copy_raw(example, folder)
    head, *blocks = (example / "underlag.toml").read_text(encoding="utf-8").split("[[fil]]")
    kept = [block for block in blocks if any(f'fil = "{name}"' in block for name in (*FILES, KOLADA))]
    (folder / "underlag.toml").write_text("[[fil]]".join([head, *kept]), encoding="utf-8", newline="\n")
    for path in example.glob("*.toml"):
        if path.stem.removesuffix("-variabler") in {Path(name).stem for name in FILES}:
            shutil.copy(path, folder)
    return load(folder)


def test_a_proposal_that_is_filled_in_loads_the_same_data(example: Path, raw: Path, tmp_path: Path) -> None:
    write(raw, propose(raw))
    fill(raw / "underlag.toml", COUNTY)
    fill(raw / "2025-6-9601-ekonomiskt-bistand.toml", {"period": '"2025"'})
    fill(raw / "2024-10-9833-aldre-brukare.toml", {"period": '"2024"'})
    shutil.copy(example / "egna-matt.toml", raw)
    told, wanted = load(raw), described(example, tmp_path / "beskrivna")
    pd.testing.assert_frame_equal(_sourceless(told.measures), _sourceless(wanted.measures))
    pd.testing.assert_frame_equal(told.surveys["ebp"].responses, wanted.surveys["ebp"].responses)
    assert told.surveys["ebp"].invited == wanted.surveys["ebp"].invited
    pd.testing.assert_frame_equal(told.interviews["asi"].rows, wanted.interviews["asi"].rows)
    assert told.plan.decisions == wanted.plan.decisions
    assert sum(tally.read for tally in told.tallies) == sum(tally.read for tally in wanted.tallies)


def _sourceless(measures: pd.DataFrame) -> pd.DataFrame:
    return measures.drop(columns="source").sort_values(["unit", "measure", "period", "sex"], ignore_index=True)


def test_nothing_that_is_not_known_slips_through(raw: Path) -> None:
    write(raw, propose(raw))
    with pytest.raises(DataError) as caught:
        load(raw)
    text = str(caught.value)
    for key in ("syntetisk", "utgava", "uttag", "grupp", "avsandare", "kontakt", "mote", "producent", "publicerad"):
        assert f'nyckeln "{key}" är' in text, key


def test_the_layouts_columns_are_told_by_title_year_and_sex(raw: Path) -> None:
    layout = tomllib.loads(text_of(raw, "2024-10-9833-aldre-brukare.toml"))
    (sheet,) = layout["blad"]
    assert (sheet["namn"], sheet["rubrikrad"], sheet["kolumn_kod"]) == ("Resultat", 5, "Kod")
    first, second, *_ = sheet["matt"]
    assert first == {"kolumn": "Ind 2", "matt": "U21468", "period": "", "kolumn_n": "B2"}
    assert (second["kolumn"], second["kon"]) == ("Ind 2 kvinnor", "K")
    series = text_of(raw, "2025-6-9602-ekonomiskt-bistand-jamforbara.toml")
    assert 'period = "2023"  # OSÄKERT: året står i rubriken' in series


def test_the_same_folder_gives_the_same_text(raw: Path) -> None:
    assert propose(raw).texts == propose(raw).texts


def test_a_folder_that_is_described_gets_what_is_left(raw: Path) -> None:
    (raw / "underlag.toml").write_text('[[fil]]\nfil = "ebp-2023.xlsx"\n', encoding="utf-8")
    before = (raw / "underlag.toml").read_bytes()
    proposal = propose(raw)
    assert proposal.name == "underlag-forslag.toml"
    text = proposal.texts["underlag-forslag.toml"]
    assert "ebp-2023.xlsx" not in text
    assert 'fil = "ebp-2025.xlsx"' in text
    assert "avsandare" not in text
    (raw / "underlag-forslag.toml").write_text("", encoding="utf-8")
    with pytest.raises(DataError, match="underlag-forslag.toml finns redan"):
        propose(raw)
    assert (raw / "underlag.toml").read_bytes() == before


KOMMUNER = (("2303", "Ragunda"), ("2305", "Bräcke"), ("2309", "Krokom"), ("2321", "Åre"))


def test_a_measure_is_told_by_its_id_and_a_column_without_one_is_left_out(write_book: Book) -> None:
    heads = ("Kommunkod", "Kommun", "Nöjda totalt (U21468) 2024", "Något annat 2024")
    folder = write_book({"Data": [heads, *((*kommun, 80, 7) for kommun in KOMMUNER)]}).parent
    proposal = propose(folder)
    assert 'typ = "kolada_excel"  # OSÄKERT: 4 kommuner, nyckeltalens id' in proposal.texts["underlag.toml"]
    text = proposal.texts["oj.toml"]
    assert 'matt = "U21468"\nperiod = "2024"  # OSÄKERT' in text
    assert '# OSÄKERT: kolumnen "Något annat 2024" läses inte' in text
    assert '\n# kolumn = "Något annat 2024"' in text
    assert "1 av 2 kolumner har ett mått" in proposal.told[0]
    assert [column["matt"] for column in tomllib.loads(text)["blad"][0]["matt"]] == ["U21468"]


def test_rows_that_say_what_they_are_about(write_book: Book) -> None:
    rows = [
        (*kommun, measure, sex, 80) for kommun in KOMMUNER for measure in ("N31807", "U21468") for sex in ("T", "K")
    ]
    folder = write_book({"Data": [("Kod", "Kommun", "Nyckeltal", "Kön", "2024"), *rows]}).parent
    (sheet,) = tomllib.loads(text_of(folder, "oj.toml"))["blad"]
    assert (sheet["kolumn_matt"], sheet["kolumn_kon"]) == ("Nyckeltal", "Kön")
    assert sheet["matt"] == [{"kolumn": "2024", "period": "2024", "varden": "kod"}]


def test_years_below_the_name_of_a_measure(write_book: Book) -> None:
    heads = [("", "", "U21468", "U21468", "U23471", "U23471"), ("Kod", "Kommun", 2023, 2024, 2023, 2024)]
    folder = write_book({"Data": [*heads, *((*kommun, 1, 2, 3, 4) for kommun in KOMMUNER)]}).parent
    (sheet,) = tomllib.loads(text_of(folder, "oj.toml"))["blad"]
    assert (sheet["rubrikrad"], sheet["rubrikrader"]) == (1, 2)
    assert sheet["matt"][1] == {"kolumn": "U21468 / 2024", "matt": "U21468", "period": "2024"}


def test_the_sheets_of_kkik_say_the_sex(write_book: Book) -> None:
    rows = [("Kommun", "Nöjda (U21468) 2024"), *((name, 80) for _, name in KOMMUNER)]
    folder = write_book({"Totalt": rows, "Kvinnor": rows, "Män": rows, "Pivot": [("x",)]}).parent
    assert 'typ = "kkik"\n' in text_of(folder)
    assert [sheet["kon"] for sheet in tomllib.loads(text_of(folder, "oj.toml"))["blad"]] == ["T", "K", "M"]


def test_merged_questions_above_shares_and_counts(write_book: Book) -> None:
    questions = ("", "", "Fråga 1. Får du bestämma? (U28532)", "", "Fråga 2. Får du hjälp?", "")
    heads = ("Kommunkod", "Kommun", "Andel ja", "Antal svar", "Andel ja", "Antal svar")
    rows = [("Brukarundersökning",), (), questions, heads, *((*kommun, 50, 12, 75, 8) for kommun in KOMMUNER)]
    folder = write_book({"Resultat": rows}, "oj.xlsx", ("C3:D3", "E3:F3")).parent
    assert 'typ = "skr_brukar"  # OSÄKERT' in text_of(folder)
    (sheet,) = tomllib.loads(text_of(folder, "oj.toml"))["blad"]
    assert (sheet["rubrikrad"], sheet["rubrikrader"]) == (3, 2)
    assert sheet["matt"] == [
        {
            "kolumn": f"{questions[2]} / Andel ja",
            "matt": "U28532",
            "period": "",
            "kolumn_n": f"{questions[2]} / Antal svar",
        }
    ]


def test_headings_merged_downwards_beside_groups_of_indicators(write_book: Book) -> None:
    groups = ("Kommunkod", "Kommun", "Rutiner", "", "Personal", "")
    asks = "Ind 2 Rutin för att inte röja skyddade personuppgifter"
    heads = ("", "", "Ind 1 (U31491)", asks, "Ind 3 Bistånd, handläggare som är socionomer", "Kommentar")
    rows = [("Öppna jämförelser",), groups, heads, ("0000", "Riket", 62, 55, 70.5, "")]
    rows += [(*kommun, "Ja", "Nej", 70, "se bilaga") for kommun in KOMMUNER]
    merged = ("A2:A3", "B2:B3", "C2:D2", "E2:F2")
    text = text_of(write_book({"Resultat": rows}, "oj.xlsx", merged).parent, "oj.toml")
    (sheet,) = tomllib.loads(text)["blad"]
    assert (sheet["rubrikrad"], sheet["rubrikrader"], sheet["kolumn_kod"]) == (2, 2, "Kommunkod")
    assert sheet["matt"] == [
        {"kolumn": "Ind 1 (U31491)", "matt": "U31491", "period": ""},
        {"kolumn": heads[4], "matt": "U31404", "period": ""},
    ]
    assert f'# OSÄKERT: kolumnen "{asks}" läses inte.' in text
    assert '# Kolumnen "Kommentar" läses inte: den har varken tal eller svar.' in text


def test_years_under_a_merged_indicator_and_units_a_row_higher(write_book: Book) -> None:
    heads = [("Kod", "Namn", "Ind 1 (U31491), 2025", "", "Ind 3 (U31404)", ""), ("", "", 2024, 2025, 2024, 2025)]
    rows = [*heads, *((*kommun, 1, 0, 71.5, 72) for kommun in KOMMUNER)]
    folder = write_book({"Serie": rows}, "oj.xlsx", ("C1:D1", "E1:F1")).parent
    (sheet,) = tomllib.loads(text_of(folder, "oj.toml"))["blad"]
    first = {"kolumn": "Ind 1 (U31491), 2025 / 2024", "matt": "U31491", "period": "2024", "varden": "kod"}
    assert sheet["matt"][0] == first
    assert [column["period"] for column in sheet["matt"]] == ["2024", "2025", "2024", "2025"]


def test_a_sheet_for_every_kommun(write_book: Book) -> None:
    rows = [
        ("Hemtjänst, enheter",),
        (),
        ("Enhet", "Regi", "F7", "F9"),
        ("", "", "Nöjda (U21468) 2024", "Antal svar"),
        ("Totalt", "", 80, 31),
        ("Norra", "Kommunal", 81, 12),
    ]
    folder = write_book({"Innehåll": [("x",)], **{f"{code}_{name.lower()}": rows for code, name in KOMMUNER}}).parent
    proposal = propose(folder)
    assert "ett blad för var och en av 4 kommuner" in proposal.told[0]
    (sheet,) = tomllib.loads(proposal.texts["oj.toml"])["blad"]
    column = {"kolumn": "Nöjda (U21468) 2024", "matt": "U21468", "period": "2024", "kolumn_n": "Antal svar"}
    assert sheet == {"blad_per_kommun": True, "rubrikrad": 3, "rubrikrader": 2, "rad": "Totalt", "matt": [column]}


def test_loose_pages_of_kolada_belong_in_a_folder(write_text: Book) -> None:
    folder = write_text("sida.json", '{"values": [], "count": 0, "next_url": null}').parent
    assert propose(folder).told == ("sida.json: en lös sida ur Kolada",)


def test_an_earlier_layout_of_the_same_workbook_tells_its_measures(write_book: Book, write_text: Book) -> None:
    folder = write_book({"Data": [("Kod", "Ind 7"), *((code, 3) for code, _ in KOMMUNER)]}, "2025-6-1-vald.xlsx").parent
    earlier = '[[blad]]\nnamn = "Data"\n[[blad.matt]]\nkolumn = "Ind 7"\nmatt = "U30750"\n'
    write_text("2024-6-9-vald.toml", earlier)
    write_text("2024-6-9-lss.toml", earlier.replace("U30750", "U28129"))
    text = text_of(folder, "2025-6-1-vald.toml")
    assert 'matt = "U30750"  # OSÄKERT: samma rubrik i en tidigare layout' in text


def test_an_existing_layout_is_used_and_never_replaced(write_book: Book, write_text: Book) -> None:
    folder = write_book({"Data": [("Kod", "Ind 7"), *((code, 3) for code, _ in KOMMUNER)]}).parent
    write_text("oj.toml", "[[blad]]\n")
    assert list(propose(folder).texts) == ["underlag.toml"]


CANARY = "Kalle Kula"


def test_no_cell_and_no_unknown_heading_of_a_persons_file_is_told(write_book: Book) -> None:
    items = [f"F{number}" for number in range(1, 38)]
    heads = ("ID", "E-post", f"{CANARY}s kommun", "Vad gör du?", *items)
    rows = [(f"{CANARY} {number}", "a@exempel.invalid", "Bräcke", "Chef", *[4] * 37) for number in range(5)]
    folder = write_book({"Info": [("x",)], f"Svar till {CANARY}": [heads, *rows]}, "enkät.xlsx").parent
    proposal = propose(folder)
    told = "\n".join((*proposal.texts.values(), *proposal.told))
    assert 'typ = "enkat"\n' in told
    assert 'blad = ""  # FYLL I: namnet på blad nummer 2' in told
    assert 'kolumn_id = "ID"' in told
    assert 'kolumn_kommun = ""  # FYLL I: rubriken på kolumn C, om den är rätt' in told
    assert 'roll = ""  # FYLL I: rubriken på kolumn D, om den är rätt' in told
    assert not any(word in told for word in (CANARY, "exempel.invalid", "E-post", "gör du", "Bräcke", "Chef"))


def test_the_descriptions_and_the_status_of_qualtrics(write_csv: Book) -> None:
    items = [f"Q1_{number}" for number in range(1, 38)]
    heads = ("ResponseId", "Finished", "Q_kommun", *items)
    told = ("Response ID", "Finished", CANARY, *(f"Fråga {number}" for number in range(1, 38)))
    ids = ['{"ImportId":"x"}'] * len(heads)
    rows = [(f"R{row}", "True" if row else "False", "Berg", *[4] * 37) for row in range(4)]
    text = text_of(write_csv([heads, told, ids, *rows], "export.csv").parent)
    (file,) = tomllib.loads(text)["fil"]
    assert (file["rubrikrad"], file["metadatarader"]) == (1, 2)
    assert (file["kolumn_kommun"], file["kolumn_status"]) == ("Q_kommun", "Finished")
    assert file["status"] == {"True": "hel", "False": "delvis"}
    assert CANARY not in text


def test_statements_under_a_heading_of_their_own(write_book: Book) -> None:
    heads = [("ID", "Kommun", "Kunskap", *[""] * 36), ("", "", *(f"{number}. Text" for number in range(1, 38)))]
    rows = [*heads, *((row, "Berg", *[4] * 37) for row in range(4))]
    text = text_of(write_book({"Svar": rows}, "enkät.xlsx", ("A1:A2", "B1:B2", "C1:AM1")).parent)
    (file,) = tomllib.loads(text)["fil"]
    assert (file["rubrikrad"], file["rubrikrader"]) == (1, 2)
    assert (file["kolumn_id"], file["kolumn_kommun"]) == ("ID", "Kommun")


def test_interviews_with_a_row_for_every_question(write_csv: Book) -> None:
    heads = ("Klient", "Kommun", "Datum", "Typ", "Fråga", "Svar")
    asked = ("Hjälpbehov: alkohol", "Oro eller besvär: narkotika")
    rows = [(f"k-{row}", "Bräcke", "2024-01-02", "Grund", text, 3) for row in range(3) for text in asked]
    mapping = tomllib.loads(text_of(write_csv([heads, *rows], "export.csv").parent, "export-variabler.toml"))
    assert (mapping["form"], mapping["variabel"], mapping["varde"]) == ("lang", "Fråga", "Svar")
    assert mapping["variabler"] == {"alcohol_need": asked[0], "drug_worry": asked[1]}


def test_own_measures_with_what_their_rows_say(write_book: Book) -> None:
    heads = ("Kommun", "Mått", "Värde", "Räknar")
    rows = [(name, *told) for name in ("Åre", "Berg") for told in (("plan", "Ja", "verksamhet"), ("antal", 3, ""))]
    rows += [("Krokom", "plan", "Nej", "verksamhet"), ("Krokom", "antal", 3, "personer")]
    count, plan = tomllib.loads(text_of(write_book({"V": [heads, *rows]}, "egna.xlsx").parent, "egna.toml"))["matt"]
    assert (plan["slag"], plan["raknar"]) == ("ja_nej", "verksamhet")
    assert plan["kodning"] == [{"ja": 1, "svar": {"1": "Ja", "0": "Nej"}}]
    assert (count["slag"], count["raknar"], "kodning" in count) == ("", "personer", False)


def test_the_contacts_of_the_kommuner_are_no_open_figures(write_book: Book) -> None:
    rows = [(code, name, f"{CANARY} {code}", f"k{code}@exempel.invalid") for code, name in KOMMUNER]
    proposal = propose(write_book({"Kontakter": [("Kod", "Kommun", CANARY, "Vem"), *rows]}).parent)
    assert proposal.told == ("oj.xlsx: okänd",)
    assert CANARY not in proposal.texts["underlag.toml"]


def test_interviews_are_told_by_what_their_columns_hold(write_csv: Book) -> None:
    rows = [(f"k-{row}", "Bräcke", kind, row) for row, kind in enumerate(("Grund", "Uppföljning", "ASI grund"))]
    folder = write_csv([("Klientkod", "Kommun", "Intervjutyp", "B13"), *rows], "export.csv").parent
    proposal = propose(folder)
    assert 'typ = "intervju"  # OSÄKERT: en kolumn med kommuner och en med grund' in proposal.texts["underlag.toml"]
    mapping = proposal.texts["export-variabler.toml"]
    assert 'person = "Klientkod"' in mapping
    assert 'typ = "Intervjutyp"' in mapping
    assert "# OSÄKERT: ingen kolumn känns igen" in mapping


def test_ids_of_own_measures_are_told_only_if_kommuner_share_them(write_book: Book) -> None:
    rows = [("Åre", "cirklar", 3), ("Berg", "cirklar", 2), ("Berg", "kalle_kula", 1), ("Åre", "Kalle", 1)]
    folder = write_book({"Värden": [("Kommun", "Mått", "Värde"), *rows]}, "egna.xlsx").parent
    definitions = tomllib.loads(text_of(folder, "egna.toml"))
    assert [one["id"] for one in definitions["matt"]] == ["cirklar"]


def test_a_file_that_cannot_be_read_is_told_of_and_the_others_go_on(
    write_book: Book, write_text: Book, personnummer: str
) -> None:
    folder = write_book({"Data": [("Kod", "Ind 7"), *((code, 3) for code, _ in KOMMUNER)]}).parent
    write_text("trasig.xlsx", "PK\x03\x04 detta är ingen arbetsbok")
    write_text("med nummer.csv", f"Kommun;Svar\nÅre;{personnummer}\n")
    (folder / f"{personnummer[:6]}-{personnummer[6:]}.csv").touch()
    proposal = propose(folder)
    text = "\n".join((*proposal.texts.values(), *proposal.told))
    assert 'fil = "oj.xlsx"' in text
    assert "# OSÄKERT: en fil går inte att läsa: trasig.xlsx" in text
    assert sum(line.startswith("Går inte att läsa: ") for line in proposal.told) == 3
    assert personnummer[6:] not in text


def test_a_file_that_ends_the_worker_is_left_alone_the_next_time(
    write_csv: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_csv([("a", "b"), (1, 2)], "a.csv").parent
    write_csv([("a", "b"), (1, 2)], "b.csv")
    once = proposing._propose

    def broken(folder: Path, name: str, left_out: dict[str, Problem]) -> Proposal:
        if "a.csv" not in left_out:
            raise DataError(Problem("a.csv", "filen tar för lång tid att läsa", "2 sekunder"))
        return once(folder, name, left_out)

    monkeypatch.setattr(proposing, "_propose", broken)
    assert propose(folder).told == (
        "Går inte att läsa: a.csv: filen tar för lång tid att läsa; tillåtet: 2 sekunder",
        "b.csv: okänd",
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_a_pipe_and_a_link_out_of_the_folder_are_not_opened(tmp_path: Path) -> None:
    folder = tmp_path / "mapp"
    folder.mkdir()
    (tmp_path / "utanför.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    (folder / "länk.csv").symlink_to(tmp_path / "utanför.csv")
    os.mkfifo(folder / "rör.csv")
    assert propose(folder).told == (
        "Går inte att läsa: länk.csv: filen är en länk ut ur mappen. Lägg själva filen i mappen.",
        "Går inte att läsa: rör.csv: filen är ingen vanlig fil. Ta bort den ur mappen.",
    )


def test_a_folder_with_its_own_underlag_is_left_alone(write_csv: Book) -> None:
    folder = write_csv([("a", "b"), (1, 2)], "a.csv").parent
    (folder / "exempel").mkdir()
    (folder / "exempel" / "underlag.toml").touch()
    (folder / "exempel" / "x.csv").touch()
    (folder / "under").mkdir()
    shutil.move(folder / "a.csv", folder / "under" / "a.csv")
    assert [line.partition(":")[0] for line in propose(folder).told] == ["under/a.csv"]


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="mappen finns inte"):
        propose(tmp_path / "saknas")
