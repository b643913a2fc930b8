from pathlib import Path

import pytest

from oj_analys.cli import main
from oj_analys.commands.raw_folder import raw_folder
from oj_analys.domain import DataError

ENGLISH = ("usage", "error", "options", "show this", "required", "positional", "invalid", "argument -")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "mitt län på väg"
    (folder / "data/raw/exempel").mkdir(parents=True)
    (folder / "data/raw/exempel/underlag.toml").write_text("syntetisk = true", encoding="utf-8")
    (folder / "data/raw/README.md").write_text("Lägg filer här.", encoding="utf-8")
    (folder / "data/raw/.gitkeep").touch()
    monkeypatch.chdir(folder)
    return folder


WORDS = (
    "--help", "rapporter --help", "lamna-ut --help", "lamna-ut", "beskriv -h", "", "nonsens",
    "rapporter --lan", "rapporter a b",
    "rapporter --lan a --grupp b", "rapporter --hitta-på", "beskriv --help=1",
)  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
def test_the_command_line_speaks_swedish(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(words.split())
    spoken = "".join(capsys.readouterr()).casefold()
    assert stop.value.code in (0, 2)
    assert not [word for word in ENGLISH if word in spoken]
    assert "hjälp" in spoken


@pytest.mark.usefixtures("project")
def test_the_example_is_used_when_there_are_no_data_and_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert raw_folder() == Path("data/raw/exempel")
    assert "påhittade siffror" in capsys.readouterr().out


def test_own_data_come_first(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "data/raw/underlag.toml").touch()
    assert raw_folder() == Path("data/raw")
    assert capsys.readouterr().out == ""


def test_files_without_underlag_stop_the_run(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "data/raw/våld 2025.xlsx").touch()
    assert main(["rapporter"]) == 1
    message = capsys.readouterr().err
    assert "våld 2025.xlsx" in message
    assert "underlag.toml" in message
    assert "data/raw/exempel" in message
    assert not (project / "reports").exists()


def test_outside_the_project_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DataError, match="ange mappen med råfiler"):
        raw_folder()


@pytest.mark.parametrize("word", ["U21468", "u21468", "äldreomsorg", "Bräcke", "2305", "Skaraborg", ""])
def test_beskriv_knows_measures_areas_kommuner_and_groups(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["beskriv", word]) == 0
    assert capsys.readouterr().out.strip()


def test_beskriv_of_nonsense_is_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["beskriv", "xyzzy"]) == 1
    assert "finns inte i katalogen" in capsys.readouterr().err
