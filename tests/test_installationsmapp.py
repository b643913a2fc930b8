"""The folder for computers without internet: built, moved, installed and used as an analyst would."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UV = os.environ.get("UV") or shutil.which("uv") or "uv"
UNREACHABLE = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "HTTPS_PROXY": "http://127.0.0.1:9"}


@pytest.mark.slow
def test_the_install_folder_works_without_internet(tmp_path: Path) -> None:
    folder, moved = tmp_path / "mapp", tmp_path / "flyttad mapp på väg"
    build = [UV, "run", "--no-project", "--python", sys.executable, "--with", "pip", "python"]
    subprocess.run([*build, ROOT / ".ci" / "installationsmapp.py", folder], check=True, capture_output=True)
    folder.rename(moved)
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_", "PYTHON"))}
    alone = {**alone, **UNREACHABLE}
    subprocess.run([sys.executable, "installera.py"], cwd=moved, env=alone, check=True, capture_output=True)
    python = moved / "miljo" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    order = [python, "-m", "oj_analys", "rapporter", "--kommun", "Berg", "--format", "xlsx"]
    done = subprocess.run(order, cwd=moved, env=alone, check=True, capture_output=True, encoding="utf-8")
    assert "data/raw är tom, så exempellänet" in done.stdout
    assert list(moved.glob("reports/2025-06/kommun/berg/*.xlsx"))
    texts = [moved / name for name in ("paket.txt", "installera.py", "installera.cmd", "oj-analys.cmd")]
    assert not [text.name for text in texts if "://" in text.read_text(encoding="utf-8")]
    order = (moved / "oj-analys.cmd").read_bytes()
    assert order.startswith(b"@echo off\r\n")
    assert order.count(b"\n") == order.count(b"\r\n")
    assert 50 < int(re.findall(r"LONGEST = .*, (\d+)", (moved / "installera.py").read_text(encoding="utf-8"))[0]) < 150


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    order = [sys.executable, ROOT / ".ci" / "installationsmapp.py", tmp_path]
    done = subprocess.run(order, check=False, capture_output=True, encoding="utf-8")
    assert done.returncode != 0
    assert f"{tmp_path} finns redan" in done.stderr
    assert list(tmp_path.iterdir()) == []
