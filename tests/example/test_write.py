from __future__ import annotations

import tomllib
import zipfile
from pathlib import Path

import pytest

from oj_analys import catalog
from oj_analys.domain import DataError
from oj_analys.example import write_example
from oj_analys.example.__main__ import main
from oj_analys.example.editions import RELEASES, Release

MOST_BYTES = 3_000_000
LONGEST_PATH = 100
FOLDERS = [release.folder for release in RELEASES if release.folder]


def _files(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def _content(path: Path) -> dict[str, bytes]:
    """Return what a file holds; how tightly it is packed depends on the machine's zlib and says nothing."""
    if path.suffix != ".xlsx":
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as members:
        return {name: members.read(name) for name in members.namelist()}


def test_the_committed_files_are_what_the_generator_writes(written: Path, committed: Path) -> None:
    ours, theirs = _files(written), _files(committed)
    assert sorted(ours) == sorted(theirs), "skriv om data/raw/exempel"
    differing = [name for name, path in ours.items() if _content(path) != _content(theirs[name])]
    assert differing == [], "skriv om data/raw/exempel"


def test_the_command_writes_the_same_bytes_again(
    written: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "exempel å"
    assert main([str(folder)]) == 0
    assert f"Exempellänet ligger i {folder}." in capsys.readouterr().out
    again = {name: path.read_bytes() for name, path in _files(folder).items()}
    assert again == {name: path.read_bytes() for name, path in _files(written).items()}


def test_the_example_is_small(committed: Path) -> None:
    assert sum(path.stat().st_size for path in _files(committed).values()) < MOST_BYTES


def test_names_are_short_and_plain(committed: Path) -> None:
    for name in _files(committed):
        assert name.isascii()
        assert " " not in name
        assert len(f"data/raw/exempel/{name}") < LONGEST_PATH


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.folder or "juni")
def test_the_underlag_names_every_file_of_its_edition(written: Path, release: Release) -> None:
    folder = written / release.folder
    underlag = tomllib.loads((folder / "underlag.toml").read_text(encoding="utf-8"))
    named = {one[key] for one in underlag["fil"] for key in ("fil", "layout", "variabler", "matt") if key in one}
    present = {path.name for path in folder.iterdir()} - {"underlag.toml", "README.md", *FOLDERS}
    assert named == present
    assert underlag["syntetisk"] is True
    assert underlag["utgava"] == release.utgava
    assert set(underlag["namnder"]) == set(catalog.grupp(underlag["grupp"]).members)


def test_a_group_that_is_no_lan_has_the_figures_of_june_and_names_of_its_own(written: Path) -> None:
    folder = written / "skaraborg"
    ours, june = (tomllib.loads((one / "underlag.toml").read_text(encoding="utf-8")) for one in (folder, written))
    assert all(ours[key] != june[key] for key in ("grupp", "avsandare", "mote"))
    assert set(ours["namnder"].values()).isdisjoint(june["namnder"].values())
    workbooks = {path.name: path.read_bytes() for path in folder.glob("*.xlsx")}
    assert len(workbooks) == 4
    assert workbooks == {name: (written / name).read_bytes() for name in workbooks}


def test_text_files_say_that_the_figures_are_made_up(written: Path) -> None:
    for name, path in _files(written).items():
        if path.suffix in (".toml", ".md"):
            assert "EXEMPELDATA" in path.read_text(encoding="utf-8"), name


def test_text_files_have_the_same_line_ends_everywhere(written: Path) -> None:
    assert not [name for name, path in _files(written).items() if path.suffix != ".xlsx" and b"\r" in path.read_bytes()]


def test_only_june_has_persons(written: Path) -> None:
    for release in RELEASES:
        underlag = tomllib.loads((written / release.folder / "underlag.toml").read_text(encoding="utf-8"))
        persons = {one["typ"] for one in underlag["fil"]} - {"oj", "kolada"}
        expected = {"enkat", "inbjudna", "intervju", "anvandning", "egna_matt", "handlingsplan"}
        assert persons == (expected if release.folder == "" else set())


def test_a_folder_with_files_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "egen.txt").write_text("x", encoding="utf-8")
    with pytest.raises(DataError, match="mappen är inte tom"):
        write_example(tmp_path)
    assert main([str(tmp_path)]) == 1
    assert "Ta bort den eller välj en annan" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["egen.txt"]


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["a", "b"], 2), (["--help"], 0)])
def test_the_command_says_how_it_is_used(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == code
    assert "python -m oj_analys.example MAPP" in capsys.readouterr().out
