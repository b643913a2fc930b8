"""The rooms' import contracts hold, and each of them bites."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "oj_analys", tmp_path / "oj_analys", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
    ]
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8", "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_the_package_keeps_its_contracts(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout
    assert "0 broken" in result.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("domain/words.py", "from oj_analys import swedish", "Rooms"),
        ("analysis/comparison.py", "from oj_analys.charts import dots", "Rooms"),
        ("sources/loaded.py", "from oj_analys.analysis import compare", "Rooms"),
        ("charts/dots.py", "from oj_analys.sources import load", "Persons stay out"),
        ("reports/rug.py", "from oj_analys.frames.persons import Survey", "Persons stay out"),
        ("disclosure/protection.py", "from oj_analys.scoring import score", "Persons stay out"),
        ("identity/plain.py", "import pandas", "Statistics and words are plain"),
        ("stats/ranks.py", "import pandas", "Statistics and words are plain"),
        ("frames/spec.py", "import matplotlib", "Only charts and writers draw and write"),
        ("reports/kommun.py", "import openpyxl", "Only sources open files that others made"),
        ("catalog/place.py", "import fastparquet", "Only sources open files that others made"),
        ("analysis/comparison.py", "import xlsxwriter", "Workbooks are written by the writers"),
    ],
)
def test_a_breach_is_found(copy: Path, module: str, line: str, contract: str) -> None:
    place = copy / "oj_analys" / module
    place.write_text(f"{place.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    result = lint(copy)
    assert result.returncode != 0
    broken = [text for text in result.stdout.splitlines() if "BROKEN" in text]
    assert any(contract in text for text in broken), result.stdout
