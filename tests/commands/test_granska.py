from __future__ import annotations

import shutil
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from oj_analys import catalog, review
from oj_analys.commands import granska
from oj_analys.disclosure.record import release_of
from oj_analys.disclosure.register import write_register
from oj_analys.domain import DataError, Edition
from oj_analys.frames.manifest import MANIFEST, fingerprint, write_manifest
from oj_analys.frames.shown import Register, Shown, ShownFile
from oj_analys.frames.shown_json import SHOWN, to_json
from oj_analys.terminal import Parser

HEAD = """
syntetisk = true
utgava = "2025-06"
uttag = 2025-06-23
grupp = "jamtland"
avsandare = "FoU Jämt"
kontakt = "fragor@exempel.invalid"
mote = "RUG"
[[fil]]
fil = "ebp-2023.xlsx"
typ = "enkat"
instrument = "ebp"
blad = "Svar"
omgang = "2023"
kolumn_id = "ID"
kolumn_kommun = "Vilken kommun arbetar du i?"
producent = "FoU Jämt"
hamtad = 2023-06-05
"""


@pytest.fixture
def folder(example: Path, tmp_path: Path) -> Path:
    """A folder with one survey of the example county."""
    shutil.copy(example / "ebp-2023.xlsx", tmp_path)
    (tmp_path / "underlag.toml").write_text(HEAD, encoding="utf-8", newline="\n")
    return tmp_path


def run(folder: Path) -> int:
    command = Parser()
    granska.add_arguments(command)
    return granska.run(command.parse_args([str(folder)]))


def test_everything_loaded_is_0_and_nothing_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert run(folder) == 0
    told = capsys.readouterr().out
    assert "ebp-2023.xlsx: 153 rader lästa, 153 används" in told
    assert "Kolumner som inte läses:" in told
    assert "e-post i D och namn i E" in told
    assert told.rstrip().endswith("Allt gick att läsa: 1 tabell lästes. Inget har skrivits.")
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_the_counts_of_a_table_stand_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder)
    assert capsys.readouterr().out.count("153 rader lästa") == 1


def test_a_file_that_nothing_describes_is_1_with_what_to_do(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "mer.xlsx").touch()
    assert run(folder) == 1
    told = capsys.readouterr().out
    assert "Filer och blad som inte läses:\n  mer.xlsx läses inte" in told
    assert (
        "1 fil i mappen lästes inte; 1 tabell lästes. Beskriv dem i underlag.toml (python -m oj_analys underlag" in told
    )


def test_a_sheet_that_a_layout_leaves_out_is_told_and_no_file(
    folder: Path, example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("2025-6-9603-barn-unga.xlsx", "2025-6-9603-barn-unga.toml"):
        shutil.copy(example / name, folder)
    book = 'fil = "2025-6-9603-barn-unga.xlsx"\ntyp = "oj"\nlayout = "2025-6-9603-barn-unga.toml"\n'
    text = f'{HEAD}[[fil]]\n{book}producent = "Socialstyrelsen"\npublicerad = 2025-06-17\n'
    (folder / "underlag.toml").write_text(text, encoding="utf-8", newline="\n")
    assert run(folder) == 0
    assert 'blad "Information" läses inte' in capsys.readouterr().out


def test_a_proposal_that_lies_there_is_no_raw_file(folder: Path) -> None:
    (folder / "underlag-forslag.toml").touch()
    assert run(folder) == 0


def test_no_answer_and_no_name_of_a_person_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(folder)
    told = capsys.readouterr()
    assert not any(word in told.out + told.err for word in ("exempel.invalid", "Exempel Person"))


def test_faults_are_all_told_by_the_terminal(folder: Path) -> None:
    (folder / "underlag.toml").write_text(HEAD.replace('"RUG"', '""').replace('"jamtland"', '""'), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        granska.run(Namespace(mapp=folder))
    assert len(caught.value.problems) == 2


# A finished utgåva.

PAGE = b"<!doctype html><html lang='sv'><title>Fil</title><p>Klar.</p></html>"
RECORD = Shown("2025-06", "FoU", files=(ShownFile("index.html"), ShownFile("kommun/are/a.html")))


@pytest.fixture
def utgava(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small utgåva that is released."""
    monkeypatch.setattr(granska, "worker_count", lambda: 1)
    folder = tmp_path / "mina rapporter" / "2025-06"
    grupp = catalog.grupp("Jämtland")
    edition = Edition("2025-06", date(2025, 6, 23), grupp, "FoU", "", "RUG", syntetisk=True, draft=False)
    files = {"index.html": PAGE, "kommun/are/a.html": PAGE, SHOWN: to_json(RECORD)}
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    manifest = write_manifest(edition, {}, {name: fingerprint(data) for name, data in files.items()}, {})
    (folder / MANIFEST).write_bytes(manifest)
    write_register(folder.parent, Register((release_of(RECORD, "2025-06-23"),)), "2025-06")
    return folder


def test_an_utgava_that_is_as_it_was_written_is_0(utgava: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in utgava.parent.rglob("*") if path.is_file()}
    assert run(utgava) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"Utgåvan i {utgava}: 4 filer granskade")
    assert "0 fynd" in told
    assert {path: path.read_bytes() for path in utgava.parent.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda path: path.write_bytes(PAGE.replace(b"Klar", b"Klart")), "filen har ändrats sedan utgåvan skrevs"),
        (Path.unlink, "filen står i manifest.json men finns inte"),
        (lambda path: path.with_name("b.html").write_bytes(PAGE), "filen står inte i manifest.json"),
    ],
)
def test_a_file_that_is_not_as_it_was_written_is_1(
    utgava: Path, change: Callable[[Path], object], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(utgava / "kommun" / "are" / "a.html")
    assert run(utgava) == 1
    assert message in capsys.readouterr().out


def test_the_utgava_is_held_against_what_others_have_released_and_not_against_itself(
    utgava: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Register] = []
    record = release_of(Shown("2024-06", "FoU"), "2024-06-23")
    write_register(utgava.parent, Register((record, release_of(RECORD, "2025-06-23"))), "2025-06")
    inspection = review.Inspection

    def note(folder: Path, shown: Shown, register: Register, forbidden: tuple[str, ...]) -> review.Inspection:
        seen.append(register)
        return inspection(folder, shown, register, forbidden)

    monkeypatch.setattr(review, "Inspection", note)
    run(utgava)
    assert seen == [Register((record,))]


@pytest.mark.parametrize("name", [SHOWN, MANIFEST])
def test_an_utgava_whose_own_records_are_damaged_stops(utgava: Path, name: str) -> None:
    path = utgava / name
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(DataError, match=f"{name}: filen .*skadad"):
        run(utgava)


@pytest.mark.parametrize("name", [SHOWN, MANIFEST])
def test_an_utgava_whose_own_records_are_gone_stops(utgava: Path, name: str) -> None:
    (utgava / name).unlink()
    with pytest.raises(DataError, match=f"{name}: filen saknas"):
        run(utgava)


def test_a_folder_of_utgavor_is_no_raw_folder(utgava: Path) -> None:
    with pytest.raises(DataError, match="här ligger utgåvor, inte råfiler; tillåtet: 2025-06"):
        run(utgava.parent)


def test_a_released_utgava_without_its_register_stops(utgava: Path) -> None:
    (utgava.parent / "register.json").unlink()
    with pytest.raises(DataError, match="registret över utlämnade utgåvor saknas"):
        run(utgava)
