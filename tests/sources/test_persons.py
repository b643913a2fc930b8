"""Files of persons, own measures and plans through the verb ``load``."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from oj_analys import catalog
from oj_analys.domain import DataError
from oj_analys.frames import SOURCES
from oj_analys.frames.persons import Interviews, OwnMeasures, Survey
from oj_analys.sources.loaded import Loaded, load

EXAMPLE = Path(__file__).parents[2] / "data" / "raw" / "exempel"
PEOPLE = ("ebp-", "asi-", "egna-", "handlingsplan-")

Change = Callable[[list[list[object]]], None]


@pytest.fixture(scope="module")
def persons_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's folder without its workbooks of open figures."""
    folder = tmp_path_factory.mktemp("exempel")
    for path in EXAMPLE.iterdir():
        if path.name.startswith(PEOPLE):
            shutil.copy(path, folder)
    head, *files = (EXAMPLE / "underlag.toml").read_text(encoding="utf-8").split("[[fil]]")
    kept = [file for file in files if file.strip().startswith(tuple(f'fil = "{start}' for start in PEOPLE))]
    (folder / "underlag.toml").write_text("[[fil]]".join([head, *kept]), encoding="utf-8", newline="\n")
    return folder


@pytest.fixture(scope="module")
def loaded(persons_only: Path) -> Loaded:
    return load(persons_only)


@pytest.fixture
def folder(persons_only: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(persons_only, tmp_path / "raw"))


def change(path: Path, sheet: str, edit: Change) -> None:
    """Rewrite the rows of a sheet."""
    book = openpyxl.load_workbook(path)
    rows = [list(row) for row in book[sheet].iter_rows(values_only=True)]
    edit(rows)
    book[sheet].delete_rows(1, book[sheet].max_row)
    for row in rows:
        book[sheet].append(row)
    book.save(path)


def refused(folder: Path) -> list[str]:
    with pytest.raises(DataError) as caught:
        load(folder)
    return [str(problem) for problem in caught.value.problems]


def test_the_example_holds_all_kinds(loaded: Loaded) -> None:
    assert isinstance(loaded.ebp, Survey)
    assert isinstance(loaded.asi, Interviews)
    assert isinstance(loaded.own, OwnMeasures)
    assert loaded.persons == (loaded.ebp, loaded.asi, loaded.own)
    assert loaded.plan.decisions
    assert loaded.measures.empty
    SOURCES.check(loaded.sources)
    assert set(loaded.ebp.sources) == {"2023", "2025"}
    assert {*loaded.ebp.sources.values(), loaded.asi.source} <= set(loaded.sources["source"])
    assert all(key.startswith("exempel:") for key in loaded.sources["source"])
    assert {"asi-export-variabler.toml", "egna-matt.toml"} <= {one.path for one in loaded.inputs}


def test_the_repr_shows_counts_only(loaded: Loaded) -> None:
    shown = f"{loaded!r} {loaded.persons!r}"
    assert "1 enkät, 1 intervjuformulär, 6 egna mått, 15 beslut" in shown
    assert not any(kommun.name in shown for kommun in catalog.kommuner())


def test_a_folder_without_persons(tmp_path: Path, persons_only: Path) -> None:
    plan = persons_only / "handlingsplan-2024.xlsx"
    head, *files = (persons_only / "underlag.toml").read_text(encoding="utf-8").split("[[fil]]")
    shutil.copy(plan, tmp_path)
    only = next(file for file in files if plan.name in file)
    (tmp_path / "underlag.toml").write_text(f"{head}[[fil]]{only}", encoding="utf-8", newline="\n")
    alone = load(tmp_path)
    assert (alone.ebp, alone.asi, alone.own, alone.persons) == (None, None, None, ())


def test_another_group_gets_no_row_of_these_kommuner(persons_only: Path) -> None:
    other = load(persons_only, grupp=catalog.grupp("Skaraborg"))
    assert other.ebp is not None
    assert other.asi is not None
    assert other.own is not None
    assert other.ebp.grupp.id == "skaraborg"
    assert (len(other.ebp.responses), len(other.ebp.invited)) == (0, 0)
    assert (len(other.asi.rows), len(other.asi.usage), len(other.own.rows)) == (0, 0, 0)
    assert other.plan.decisions == ()


def test_notices_about_persons_carry_no_kommun(loaded: Loaded) -> None:
    names = [kommun.name for kommun in catalog.kommuner()]
    told = [notice for notice in loaded.notices if notice.kind != "olika_uppgifter"]
    assert told
    assert {notice.unit for notice in told} <= {"", loaded.edition.grupp.unit}
    assert not any(name in notice.text.split(": ", 1)[1] for notice in told for name in names)


def test_more_answers_than_invited(folder: Path) -> None:
    def too_few(rows: list[list[object]]) -> None:
        rows[1][2] = 1

    change(folder / "ebp-inbjudna.xlsx", "Inbjudna", too_few)
    (message,) = refused(folder)
    assert message.startswith(
        'ebp-inbjudna.xlsx, blad "Inbjudna", rad 2: fler har svarat än antalet inbjudna (över 100 procent)'
    )


def test_invited_without_a_survey(folder: Path) -> None:
    head, *files = (folder / "underlag.toml").read_text(encoding="utf-8").split("[[fil]]")
    kept = [file for file in files if 'typ = "enkat"' not in file]
    (folder / "underlag.toml").write_text("[[fil]]".join([head, *kept]), encoding="utf-8", newline="\n")
    (message,) = refused(folder)
    assert message.startswith("ebp-inbjudna.xlsx: filen gäller ebp, men ingen enkät med svar på ebp finns")


def test_faults_of_all_files_come_together_and_name_no_content(folder: Path) -> None:
    def spoil(rows: list[list[object]]) -> None:
        rows[1][-1] = "hemligt svar"

    change(folder / "ebp-2025.xlsx", "Svar", spoil)
    change(folder / "asi-anvandning.xlsx", "Användning", spoil)
    change(folder / "egna-matt.xlsx", "Värden", spoil)
    change(folder / "handlingsplan-2024.xlsx", "Beslut", spoil)
    messages = refused(folder)
    assert [message.split(",")[0] for message in messages] == [
        "ebp-2025.xlsx",
        "asi-anvandning.xlsx",
        "egna-matt.xlsx",
        "handlingsplan-2024.xlsx",
    ]
    assert "hemligt" not in "".join(messages)


def test_a_decision_about_an_own_measure(folder: Path) -> None:
    def own(rows: list[list[object]]) -> None:
        rows[1][2] = "egna.fou_cirklar"

    change(folder / "handlingsplan-2024.xlsx", "Beslut", own)
    assert "egna.fou_cirklar" in {decision.measure for decision in load(folder).plan.decisions}


@pytest.mark.parametrize(
    ("file", "sheet", "column"), [("asi-anvandning.xlsx", "Användning", 1), ("egna-matt.xlsx", "Värden", 2)]
)
def test_figures_from_after_the_day_when_data_were_taken(folder: Path, file: str, sheet: str, column: int) -> None:
    def later(rows: list[list[object]]) -> None:
        for row in rows[1:]:
            row[column] = int(str(row[column])) + 30

    change(folder / file, sheet, later)
    (message,) = refused(folder)
    assert message.startswith(f"{file}: ")
    assert "från tiden efter uttag (2025-06-23); tillåtet: högst samma dag" in message


def _frames(loaded: Loaded) -> Mapping[str, pd.DataFrame]:
    assert loaded.ebp is not None
    assert loaded.asi is not None
    assert loaded.own is not None
    frames = {"ebp": loaded.ebp.responses, "asi": loaded.asi.rows, "usage": loaded.asi.usage, "own": loaded.own.rows}
    return {name: frame.drop(columns="source", errors="ignore") for name, frame in frames.items()}


def test_the_order_of_the_rows_does_not_matter(folder: Path, loaded: Loaded) -> None:
    def turn(rows: list[list[object]]) -> None:
        rows[1:] = rows[:0:-1]

    for file, sheet in (
        ("ebp-2023.xlsx", "Svar"),
        ("ebp-2025.xlsx", "Svar"),
        ("asi-anvandning.xlsx", "Användning"),
        ("egna-matt.xlsx", "Värden"),
        ("handlingsplan-2024.xlsx", "Beslut"),
    ):
        change(folder / file, sheet, turn)
    export = folder / "asi-export.csv"
    head, *lines = export.read_bytes().splitlines(keepends=True)
    export.write_bytes(b"".join([head, *reversed(lines)]))
    again = load(folder)
    for name, frame in _frames(again).items():
        pd.testing.assert_frame_equal(frame, _frames(loaded)[name])
    told = [(one.unit, one.action, one.status) for one in loaded.plan.decisions]
    assert [(one.unit, one.action, one.status) for one in again.plan.decisions] == told
