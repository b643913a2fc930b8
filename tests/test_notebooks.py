"""The notebooks run whole on the example county, and are committed without outputs."""

import ast
import json
import os
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from oj_analys.disclosure.readers import read as read_content

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
GIT = shutil.which("git")

faults: Callable[[bytes], list[str]] = runpy.run_path(str(ROOT / ".githooks/notebooks.py"))["faults"]


def cells(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("projekt på å")
    shutil.copytree(ROOT / "data/raw/exempel", folder / "data/raw/exempel")
    (folder / "notebooks").mkdir()
    return folder


def test_there_are_notebooks() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        "00_kom_igang",
        "01_oppna_jamforelser",
        "02_ebp_termometern",
        "03_asi_baslinje",
        "04_diagram",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs_whole(path: Path, project: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": project / "notebooks"}}
    ).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.get("name") == "stderr"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_is_committed_without_results(path: Path) -> None:
    assert faults(path.read_bytes()) == []
    assert not read_content(path.name, path.read_bytes()).faults


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_cells_are_short_and_define_no_functions(path: Path) -> None:
    for cell in cells(path):
        if cell["cell_type"] == "code":
            source = "".join(cell["source"])
            assert len(source.splitlines()) <= 8
            assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]


def dirty(**changes: Any) -> bytes:
    """Return a notebook of one cell, where something was left behind."""
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": ["1"], "outputs": [], "execution_count": None}
    metadata = changes.pop("notebook", {"kernelspec": {"name": "python3"}})
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": [cell | changes]}
    return json.dumps(book).encode()


OUTPUT = [{"output_type": "stream", "name": "stdout", "text": ["KANARIE"]}]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (dirty(outputs=OUTPUT), "cell 1 har resultat"),
        (dirty(execution_count=7), "cell 1 har ett körningsnummer"),
        (dirty(cell_type="markdown", attachments={"a.png": {"image/png": "KANARIE"}}), "cell 1 har en bifogad fil"),
        (dirty(source=["![](data:image/png;base64,", "KANARIE)"]), "cell 1 har en inklistrad bild"),
        (dirty(metadata={"KANARIE": 1}), "cell 1 har egna metadata"),
        (dirty(notebook={"widgets": {"KANARIE": {}}}), "har egna metadata"),
        (b"KANARIE", "går inte att läsa som en anteckningsbok"),
        (b"[]", "går inte att läsa som en anteckningsbok"),
        (b'{"nbformat": 3, "metadata": {}, "cells": [], "worksheets": []}', "har ett gammalt format"),
    ],
)
def test_what_a_run_leaves_behind_is_found_and_not_told(data: bytes, fault: str) -> None:
    assert faults(data) == [fault]


def test_a_clean_notebook_has_no_fault() -> None:
    assert faults(dirty()) == []


@pytest.fixture
def repository(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """A repository of its own with the real hook, and a function that runs git in it."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    settings = {"core.hooksPath": ROOT / ".githooks", "user.name": "test", "user.email": "test@exempel.invalid"}

    def git(*arguments: str) -> subprocess.CompletedProcess[str]:
        given = [option for name, value in settings.items() for option in ("-c", f"{name}={value}")]
        return subprocess.run(
            [GIT or "git", *given, *arguments],
            cwd=tmp_path,
            env=plain | {"PATH": path},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    git("init")
    return git


@pytest.mark.skipif(GIT is None, reason="this system has no git")
def test_git_strips_notebooks_where_the_filter_is_installed() -> None:
    order = ["git", "check-attr", "filter", "notebooks/00_kom_igang.ipynb"]
    told = subprocess.run(order, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    assert told.strip().endswith("filter: nbstripout")


def test_the_hook_refuses_a_staged_notebook_with_results(
    repository: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    (tmp_path / "bok å.ipynb").write_bytes(dirty(outputs=OUTPUT))
    repository("add", ".")
    (tmp_path / "bok å.ipynb").write_bytes(dirty())  # only what is staged counts
    refused = repository("commit", "-m", "bok")
    assert refused.returncode != 0
    assert "bok å.ipynb: cell 1 har resultat" in refused.stderr
    assert "KANARIE" not in refused.stderr
    assert repository("log").returncode != 0  # nothing was committed


@pytest.mark.skipif(GIT is None, reason="this system has no git")
def test_the_hook_lets_clean_notebooks_and_other_files_through(
    repository: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    (tmp_path / "bok å.ipynb").write_bytes(dirty())
    (tmp_path / "text.txt").write_text('"outputs": [1]', encoding="utf-8")
    repository("add", ".")
    assert repository("commit", "-m", "bok").returncode == 0
    (tmp_path / "bok å.ipynb").unlink()
    repository("add", ".")
    assert repository("commit", "-m", "borta").returncode == 0
