"""A whole folder of files that nobody should be given, through the real command and a real worker."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from oj_analys import catalog
from oj_analys.domain import Edition
from oj_analys.frames.manifest import write_manifest
from tests.sources.door.hostile import BAD, CANARY, OLE, Bad

HEAD = """syntetisk = true
utgava = "2025-06"
uttag = 2025-06-23
grupp = "jamtland"
avsandare = "FoU Jämt"
kontakt = "fragor@exempel.invalid"
mote = "RUG"
"""
FILE = """
[[fil]]
fil = "{name}"
typ = "{kind}"
producent = "FoU Jämt"
hamtad = 2025-05-30
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("råfiler från länet")


@pytest.fixture(scope="module")
def names(folder: Path) -> dict[str, Bad]:
    """Make every bad file and an ``underlag.toml`` that calls them plans; the files by name."""
    found = {f"fil {place:02} å.xlsx": bad for place, bad in enumerate(BAD)}
    for name, bad in found.items():
        bad.make(folder / name)
    files = [FILE.format(name=name, kind="handlingsplan") for name in found]
    (folder / "underlag.toml").write_text(HEAD + "".join(files), encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def told(folder: Path, names: dict[str, Bad]) -> subprocess.CompletedProcess[str]:
    assert names
    before = sorted(folder.rglob("*"))
    order = [sys.executable, "-m", "oj_analys", "granska", str(folder)]
    done = subprocess.run(order, capture_output=True, encoding="utf-8", check=False)
    assert sorted(folder.rglob("*")) == before  # nothing is written
    return done


def test_every_file_is_refused_for_its_own_reason(
    told: subprocess.CompletedProcess[str], names: dict[str, Bad]
) -> None:
    lines = told.stderr.replace("\u00a0", " ").splitlines()
    for name, bad in names.items():
        own = [line for line in lines if line.strip().startswith(name)]
        assert any(bad.words in line for line in own), (bad.name, own)


def test_the_faults_come_without_trace_or_content(told: subprocess.CompletedProcess[str]) -> None:
    assert told.returncode == 1
    assert told.stdout == ""
    assert "Traceback" not in told.stderr
    assert CANARY not in told.stderr


def test_one_bad_file_does_not_hide_the_others_faults(told: subprocess.CompletedProcess[str]) -> None:
    first = told.stderr.splitlines()[0]
    assert int(first.split()[0]) >= len(BAD)
    assert "Inget har skrivits" in first


EDITION = Edition("2025-06", date(2025, 6, 23), catalog.grupp("Jämtland"), "FoU", "", "RUG", syntetisk=True)
DRAFT = write_manifest(EDITION, {}, {}, {})


def test_a_bad_file_leaves_an_earlier_edition_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "rå").mkdir()
    (tmp_path / "rå" / "a.xlsx").write_bytes(OLE + bytes(600))
    text = HEAD + FILE.format(name="a.xlsx", kind="handlingsplan")
    (tmp_path / "rå" / "underlag.toml").write_text(text, encoding="utf-8")
    edition = tmp_path / "reports" / "2025-06"
    edition.mkdir(parents=True)
    (edition / "manifest.json").write_bytes(DRAFT)
    order = [sys.executable, "-m", "oj_analys", "rapporter", "rå"]
    done = subprocess.run(order, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "äldre formatet .xls" in done.stderr
    assert [item.name for item in edition.rglob("*")] == ["manifest.json"]
