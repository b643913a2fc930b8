from __future__ import annotations

import shutil
from argparse import Namespace
from pathlib import Path

import pytest

from oj_analys.commands import granska
from oj_analys.domain import DataError
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
