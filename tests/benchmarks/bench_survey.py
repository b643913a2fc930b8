"""How long a large survey export takes: 20 000 made-up persons who answer 37 statements in words."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from pytest_benchmark.fixture import BenchmarkFixture

from oj_analys import catalog
from oj_analys.sources.survey.read import read_survey

pytestmark = pytest.mark.benchmark(disable_gc=True)  # as in the worker that reads files

PERSONS = 20_000
EBP = catalog.questionnaire("ebp")
GRUPP = catalog.grupp("Jämtland")


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    chance = random.Random(1)  # noqa: S311 - made-up answers
    words = {scale.id: [*(point.label for point in scale.points), "Vet ej", ""] for scale in EBP.scales}
    answers = [words[item.scale] for item in EBP.items]
    people = [
        [f"k{number}", chance.choice(GRUPP.members), "Chef", *map(chance.choice, answers)] for number in range(PERSONS)
    ]
    return [["ID", "Kommun", "Roll", *(f"{item.nr}." for item in EBP.items)], *people]


def write_csv(path: Path, rows: list[list[str]]) -> None:
    path.write_text("\n".join(map(";".join, rows)), encoding="utf-8", newline="\n")


def write_book(path: Path, rows: list[list[str]]) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)


@pytest.mark.parametrize(("name", "write"), [("svar.csv", write_csv), ("svar.xlsx", write_book)])
def test_read_survey(
    benchmark: BenchmarkFixture, tmp_path: Path, rows: list[list[str]], name: str, write: Callable[..., None]
) -> None:
    path = tmp_path / name
    write(path, rows)
    found = benchmark.pedantic(
        read_survey,
        (path,),
        {
            "instrument": "ebp",
            "period": "2025",
            "id_column": "ID",
            "kommun_column": "Kommun",
            "grupp": GRUPP,
            "background": {"roll": "Roll"},
        },
        rounds=3,
    )
    assert len(found.responses) == PERSONS * len(EBP.items)
