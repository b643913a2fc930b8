from __future__ import annotations

import csv
from pathlib import Path

import pytest

from oj_analys.commands import underlag
from oj_analys.domain import DataError
from oj_analys.terminal import Parser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a table of invited and something unknown."""
    with (tmp_path / "inbjudna å.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([("Kommun", "Omgång", "Inbjudna"), ("Åre", "2025", "12")])
    (tmp_path / "brev.docx").write_bytes(b"PK\x03\x04")
    return tmp_path


def run(folder: Path) -> int:
    command = Parser()
    underlag.add_arguments(command)
    return underlag.run(command.parse_args([str(folder)]))


def test_a_proposal_is_written_and_told_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder) == 0
    told = capsys.readouterr().out
    assert "  inbjudna å.csv: antal inbjudna till en enkät (rubrikerna Kommun, Omgång, Inbjudna)" in told
    assert "  Går inte att läsa: brev.docx" in told
    assert f"Förslaget står i {folder / 'underlag.toml'}." in told
    assert f"python -m oj_analys granska {folder}" in told
    text = (folder / "underlag.toml").read_bytes().decode("utf-8")
    assert 'fil = "inbjudna å.csv"\ntyp = "inbjudna"\n' in text
    assert "\r" not in text


def test_what_is_there_is_never_touched(folder: Path) -> None:
    (folder / "underlag.toml").write_text("syntetisk = true\n", encoding="utf-8")
    assert run(folder) == 0
    assert (folder / "underlag.toml").read_text(encoding="utf-8") == "syntetisk = true\n"
    before = (folder / "underlag-forslag.toml").read_bytes()
    with pytest.raises(DataError, match="underlag-forslag.toml finns redan"):
        run(folder)
    assert (folder / "underlag-forslag.toml").read_bytes() == before


def test_nothing_to_propose_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path) == 0
    assert "Det finns inga filer att föreslå något för" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())


def test_files_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text("min egen", encoding="utf-8")
    with pytest.raises(DataError, match="b.toml: filen finns redan"):
        underlag.write_new(tmp_path, {"a.toml": "x", "b.toml": "y", "c.toml": "z"})
    assert [path.name for path in tmp_path.iterdir()] == ["b.toml"]
    assert (tmp_path / "b.toml").read_text(encoding="utf-8") == "min egen"


def test_a_folder_that_cannot_be_written_in(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="filen går inte att skriva"):
        underlag.write_new(tmp_path / "saknas", {"a.toml": "x"})
