"""Build a folder from which the package is installed without internet and without admin rights.

Run with `uv run --no-project --with pip python .ci/installationsmapp.py FOLDER [--system windows] [--python 3.11]` on a
computer that reaches the package registry; copy the folder to the other one, where only Python must be installed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
UV = os.environ.get("UV", "uv")  # uv run says where it lies
WHEELS, HELD = "paket", ("notebooks", "data", "reports", "README.md", "LICENSE")
PIP_PLATFORMS = {
    "windows": ("win_amd64",),
    "linux": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    "macos": ("macosx_12_0_arm64", "macosx_11_0_arm64", "macosx_11_0_universal2", "macosx_10_12_universal2"),
}

UV_PLATFORMS = {
    "windows": "x86_64-pc-windows-msvc",
    "linux": "x86_64-manylinux_2_28",
    "macos": "aarch64-apple-darwin",
}

INSTALL = '''"""Installera oj_analys ur den här mappen, utan internet: python installera.py"""

import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
WANTED, LONGEST = "{python}", {longest}

found = f"{{sys.version_info.major}}.{{sys.version_info.minor}}"
if found != WANTED:
    sys.exit(f"Mappen är gjord för Python {{WANTED}}, men det här är Python {{found}}.")
if sys.platform == "win32" and len(str(HERE)) > LONGEST:
    sys.exit(f"Flytta mappen närmare diskens rot: sökvägen är {{len(str(HERE))}} tecken och får vara {{LONGEST}}.")
try:
    venv.create(HERE / "miljo", with_pip=True, clear=True)
    python = HERE / "miljo" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--no-index", "--disable-pip-version-check"]
    subprocess.run([*pip, "--find-links", str(HERE / "{wheels}"), "--requirement", str(HERE / "paket.txt")], check=True)
    subprocess.run([*pip, "--no-deps", *map(str, (HERE / "{wheels}").glob("oj_analys-*.whl"))], check=True)
except OSError as error:
    sys.exit(f"Mappen miljo går inte att skriva: {{error}}. Stäng det som använder den och försök igen.")
except subprocess.CalledProcessError:
    sys.exit("Paketen gick inte att installera. Skälet står ovan.")
print(f"Klart. Skriv i den här mappen: {{python.relative_to(HERE)}} -m oj_analys rapporter")
'''

START = """@echo off
chcp 65001 >nul
cd /d "%~dp0" || (echo Kopiera mappen till en egen disk först. & pause & exit /b 1)
"""
INSTALLED = """if not exist miljo\\Scripts\\python.exe (echo Dubbelklicka först på installera.cmd. & pause & exit /b 1)
"""
COMMANDS = {
    "installera.cmd": f"""{START}set OJ_PYTHON=python
py -{{python}} --version >nul 2>nul && set OJ_PYTHON=py -{{python}}
%OJ_PYTHON% --version >nul 2>nul || (echo Python {{python}} saknas på datorn. & pause & exit /b 1)
%OJ_PYTHON% installera.py
pause
""",
    "oj-analys.cmd": f"{START}{INSTALLED}miljo\\Scripts\\python.exe -m oj_analys %*\n",
    "notebookar.cmd": f"{START}{INSTALLED}miljo\\Scripts\\python.exe -m jupyterlab notebooks\n",
}
LONGEST_PATH = 259  # what Windows opens without special settings


def main() -> None:
    """Build the folder that the command line names."""
    here = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    parser = argparse.ArgumentParser(
        description="Gör en mapp som oj_analys installeras ur utan internet och utan adminrättigheter."
    )
    parser.add_argument("folder", type=Path, metavar="MAPP", help="mappen som ska göras")
    parser.add_argument("--system", choices=sorted(PIP_PLATFORMS), default=here, help="den andra datorns system")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    parser.add_argument("--python", default=version, metavar="VERSION", help="den andra datorns Python")
    args = parser.parse_args()
    if args.folder.exists():
        parser.error(f"{args.folder} finns redan")
    parent = args.folder.absolute().parent
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent) as building:
        fresh = Path(building) / "mapp"
        build(fresh, args.system, args.python)
        fresh.rename(args.folder)
    print(f"{args.folder} är klar. Kopiera den, och kör installera.cmd (Windows) eller python installera.py där.")  # noqa: T201


def build(folder: Path, system: str, python: str) -> None:
    """Fill a new folder with wheels for a system and a Python version, and with what the analyst opens."""
    wheels = folder / WHEELS
    wheels.mkdir(parents=True)
    for name in HELD:
        copy(ROOT / name, folder / name)
    run(UV, "build", "--quiet", "--wheel", "--out-dir", str(wheels), str(ROOT))
    for left in wheels.glob(".git*"):  # uv hides its output from git
        left.unlink()
    listed = folder / "paket.txt"
    exported = folder / "alla.txt"
    exported.write_text(export(), encoding="utf-8")
    chosen = ["--python-version", python, "--python-platform", UV_PLATFORMS[system]]
    quiet = ["--quiet", "--no-deps", "--no-header", "--no-annotate"]
    run(UV, "pip", "compile", *quiet, *chosen, str(exported), "--output-file", str(listed))
    exported.unlink()
    platforms = [word for name in PIP_PLATFORMS[system] for word in ("--platform", name)]
    chosen = ["--only-binary=:all:", "--python-version", python, *platforms]
    run(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", *chosen, "-r", str(listed), "-d", str(wheels))
    script = INSTALL.format(python=python, wheels=WHEELS, longest=longest(wheels))
    (folder / "installera.py").write_text(script, encoding="utf-8")
    for name, text in COMMANDS.items():
        (folder / name).write_text(text.replace("{python}", python), encoding="utf-8", newline="\r\n")


def longest(wheels: Path) -> int:
    """Return how long the folder's path may be on Windows, given the longest name in the wheels."""
    names = (name for wheel in wheels.glob("*.whl") for name in zipfile.ZipFile(wheel).namelist())
    return LONGEST_PATH - len("/miljo/Lib/site-packages/") - max(map(len, names))


def export() -> str:
    """Return the pinned packages that the package and its notebooks need."""
    command = [UV, "export", "--quiet", "--group", "notebooks", "--no-dev", "--no-hashes", "--no-annotate"]
    command += ["--no-header", "--no-emit-project"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout


def copy(source: Path, target: Path) -> None:
    """Copy a file or a folder; of data and reports only what the repository holds."""
    if source.is_dir():
        held = subprocess.run(
            ["git", "ls-files", "-z", source.name], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
        ).stdout.split("\0")
        for name in filter(None, held):
            place = target.parent / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, place)
    else:
        shutil.copyfile(source, target)


def run(*command: str) -> None:
    """Run a command that must succeed."""
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
