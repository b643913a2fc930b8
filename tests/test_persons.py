"""From files of persons to finished files: what must be there, and that no person is."""

import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pikepdf
import pytest
from pypdf import PdfReader

from oj_analys.domain import DataError
from oj_analys.example.person_truths import RESPONDENTS
from oj_analys.identity import personnummer_in
from oj_analys.preparation import narrowed, released_for
from oj_analys.publication import publish
from oj_analys.reports.pack import build_pack
from oj_analys.sources.loaded import Loaded, load

PEOPLE = ("ebp-", "asi-", "egna-", "handlingsplan-")
CANARY = "Kanariefågel"
BERG, RAGUNDA, LAN = "2326", "2303", "0023"
FORMATS = ("pdf", "xlsx", "figurer")

Edit = Callable[[list[list[object]]], None]


@pytest.fixture(scope="module")
def raw(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The persons' half of the example, with canaries in every column that is not read."""
    folder = tmp_path_factory.mktemp("rå på å")
    for path in example.iterdir():
        if path.name.startswith(PEOPLE):
            shutil.copy(path, folder)
    head, *files = (example / "underlag.toml").read_text(encoding="utf-8").split("[[fil]]")
    kept = [file for file in files if file.strip().startswith(tuple(f'fil = "{start}' for start in PEOPLE))]
    (folder / "underlag.toml").write_text("[[fil]]".join([head, *kept]), encoding="utf-8", newline="\n")
    for survey in ("ebp-2023.xlsx", "ebp-2025.xlsx"):
        rewrite(folder / survey, plant)
    rewrite_csv(folder / "asi-export.csv", lambda line: f"{line};{CANARY}")
    return folder


def plant(rows: list[list[object]]) -> None:
    for row in rows:
        row.append(CANARY)
        row[1:5] = [row[1], f"{CANARY} {row[2]}", f"{CANARY}@exempel.invalid", f"{CANARY} {row[4]}"]
    rows[0][2:5] = ["Slutförandetid", "E-postadress", "Namn"]


def rewrite(path: Path, edit: Edit) -> None:
    """Change the rows of the sheet with the answers."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[-1]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    edit(rows)
    sheet.delete_rows(1, sheet.max_row)
    for row in rows:
        sheet.append(row)
    book.save(path)


def rewrite_csv(path: Path, edit: Callable[[str], str]) -> None:
    lines = path.read_text(encoding="cp1252").splitlines()
    path.write_text("\n".join(map(edit, lines)) + "\n", encoding="cp1252", newline="\n")


@pytest.fixture(scope="module")
def edition(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(raw, tmp_path_factory.mktemp("ut")).folder


def every_byte(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file as it is, and what is packed inside it."""
    for path in sorted(item for item in folder.rglob("*") if item.is_file()):
        data = path.read_bytes()
        yield path.name, path.name.encode() + data
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(BytesIO(data)) as archive:
                yield from ((f"{path.name}/{name}", archive.read(name)) for name in archive.namelist())
        if path.suffix == ".pdf":
            yield path.name, pdf_text(path).encode()
            with pikepdf.open(path) as pdf:
                streams = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
                yield from ((path.name, stream.read_bytes(pikepdf.StreamDecodeLevel.generalized)) for stream in streams)


def pdf_text(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def pack(edition: Path, kommun: str) -> str:
    return pdf_text(edition / f"kommun/{kommun}/2025-06_{kommun}_paket.pdf")


def section(text: str, heading: str, after: str) -> str:
    """Return what stands between two headings, the last place where both are."""
    return re.split(rf"\b{after}\b", re.split(rf"\b{heading}\b", text, maxsplit=1)[1], maxsplit=1)[0]


def test_every_pack_and_the_meetings_set_are_there(edition: Path) -> None:
    packs = {path.name for path in (edition / "kommun").iterdir()}
    assert packs == {"berg", "bracke", "harjedalen", "krokom", "ragunda", "stromsund", "are", "ostersund"}
    rug = {path.relative_to(edition / "rug").as_posix() for path in (edition / "rug").rglob("*") if path.is_file()}
    assert {"2025-06_rug_paket.pdf", "2025-06_rug.xlsx"} < rug
    assert "rug/2025-06_rug_paket.pdf" in (edition / "index.html").read_text(encoding="utf-8")


def test_nothing_that_is_not_to_be_read_is_in_any_byte(edition: Path, raw: Path) -> None:
    codes = [line.split(";")[0] for line in (raw / "asi-export.csv").read_text(encoding="cp1252").splitlines()[1:]]
    assert len(set(codes)) > 70
    secrets = [CANARY, "Exempel Person", "person1@exempel", "Anteckning", *codes]
    forms = [form for secret in secrets for form in (secret.encode(), secret.encode("utf-16-be"))]
    readable = set()
    for name, data in every_byte(edition):
        assert not [form for form in forms if form in data], name
        readable |= {Path(name).suffix} if "Hjälpbehov".encode() in data else set()
    assert readable == {".pdf", ".xml", ".svg", ".png", ".csv", ".json"}


def test_berg_has_one_sentence_on_ebp(edition: Path) -> None:
    said = section(pack(edition, "berg"), "EBP-termometern", "ASI")
    assert "deltog varken 2023 eller 2025" in pack(edition, "berg")
    assert len(said) < 120
    sheets = openpyxl.load_workbook(edition / "kommun/berg/2025-06_berg.xlsx")
    numbers = [
        cell.value
        for sheet in sheets
        if sheet.title.startswith("EBP")
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    ]
    assert not numbers


def test_ragunda_shows_no_figure_of_clients(edition: Path, loaded: Loaded) -> None:
    mine = narrowed(released_for(loaded), RAGUNDA)
    clients = mine.measures[mine.measures["measure"].str.startswith("asi.")]
    assert set(clients["unit"]) == {RAGUNDA}
    assert clients["value"].isna().all()
    assert clients["n"].isna().all()
    assert not [notice for notice in mine.notices if "asi" in (notice.place + notice.text).casefold()]
    text = pack(edition, "ragunda")
    assert "ASI: resultatet för Ragunda kommun 2023 och 2024 visas inte" in text
    assert not re.search(r"[0-9]", section(text, "ASI: resultatet för Ragunda kommun 2023 och 2024", "Egna mått"))


def test_activities_are_shown_where_persons_are_not(edition: Path) -> None:
    own = section(pack(edition, "ragunda"), "Egna mått", "Så har vi räknat")
    assert re.search(r"FoU-cirklar 2024 2 1", own)
    assert re.search(r"Deltagare i FoU-cirklar \(personer\) 2024 \.\.", own)


def test_no_pack_holds_another_kommuns_persons(loaded: Loaded) -> None:
    whole = released_for(loaded)
    for unit in loaded.edition.grupp.members:
        mine = narrowed(whole, unit).measures
        assert set(mine.loc[mine["policy"] != "öppen", "unit"]) <= {unit, LAN}


@pytest.fixture(scope="module")
def loaded(raw: Path) -> Loaded:
    return load(raw)


def shuffled(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sample(frac=1, random_state=3).reset_index(drop=True)


def test_another_order_of_rows_gives_the_same_bytes(loaded: Loaded) -> None:
    surveys = {name: replace(one, responses=shuffled(one.responses)) for name, one in loaded.surveys.items()}
    interviews = {
        name: replace(one, rows=shuffled(one.rows), usage=shuffled(one.usage))
        for name, one in loaded.interviews.items()
    }
    assert loaded.own is not None
    other = replace(
        loaded, surveys=surveys, interviews=interviews, own=replace(loaded.own, rows=shuffled(loaded.own.rows))
    )
    first, second = released_for(loaded), released_for(other)
    pd.testing.assert_frame_equal(first.measures, second.measures)
    for reader in ("", RAGUNDA):
        assert build_pack(narrowed(first, reader), FORMATS) == build_pack(narrowed(second, reader), FORMATS)


def test_another_order_in_the_files_hides_the_same_cells(raw: Path, loaded: Loaded, tmp_path: Path) -> None:
    folder = shutil.copytree(raw, tmp_path / "omkastad")
    for path in sorted(folder.glob("*.xlsx")):
        if not path.name.startswith("handlingsplan"):
            rewrite(path, lambda rows: rows.__setitem__(slice(1, None), rows[:0:-1]))
    lines = (folder / "asi-export.csv").read_text(encoding="cp1252").splitlines()
    text = "\n".join([lines[0], *lines[:0:-1]]) + "\n"
    (folder / "asi-export.csv").write_text(text, encoding="cp1252", newline="\n")
    there = released_for(load(folder)).measures.drop(columns="source")
    pd.testing.assert_frame_equal(there, released_for(loaded).measures.drop(columns="source"))


def test_the_numbers_of_respondents_are_the_planted_ones(loaded: Loaded) -> None:
    rows = released_for(loaded).measures.query("measure == 'ebp.svarande' and group == 'alla' and status == 'ok'")
    for unit, period, value in rows[["unit", "period", "value"]].itertuples(index=False):
        planted = RESPONDENTS[period]
        assert value == (sum(planted.values()) if unit == LAN else planted[unit])


@pytest.mark.parametrize("file", ["ebp-2023.xlsx", "asi-export.csv", "egna-matt.xlsx", "handlingsplan-2024.xlsx"])
def test_a_personnummer_stops_the_run_and_is_not_repeated(raw: Path, tmp_path: Path, file: str) -> None:
    folder = shutil.copytree(raw, tmp_path / "med nummer")
    digits = "640823323"
    number = f"{digits[:6]}-{digits[6:]}{check_digit(digits)}"
    assert personnummer_in(number)
    if file.endswith(".csv"):
        rewrite_csv(folder / file, lambda line: f"{line};{number}")
    else:
        rewrite(folder / file, lambda rows: rows[-1].append(f"se {number}"))
    with pytest.raises(DataError) as stop:
        publish(folder, tmp_path / "ut")
    assert file in str(stop.value)
    assert number not in str(stop.value)
    assert not list((tmp_path / "ut").rglob("*.pdf"))


def check_digit(digits: str) -> int:
    """Return the last digit of a personnummer (Luhn)."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    return -sum(number // 10 + number % 10 for number in doubled) % 10
