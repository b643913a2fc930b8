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
WANTED = "{python}"

if sys.version.split()[0].rsplit(".", 1)[0] != WANTED:
    sys.exit(f"Mappen är gjord för Python {{WANTED}}, men det här är Python {{sys.version.split()[0]}}.")
venv.create(HERE / "miljo", with_pip=True, clear=True)
scripts = HERE / "miljo" / ("Scripts" if sys.platform == "win32" else "bin")
pip = [str(scripts / "python"), "-m", "pip", "install", "--quiet", "--no-index", "--disable-pip-version-check"]
subprocess.run([*pip, "--find-links", str(HERE / "{wheels}"), "--requirement", str(HERE / "paket.txt")], check=True)
subprocess.run([*pip, "--no-deps", *map(str, (HERE / "{wheels}").glob("oj_analys-*.whl"))], check=True)
print(f"Klart. Skriv: {{scripts / 'python'}} -m oj_analys rapporter")
'''

COMMANDS = {
    "installera.cmd": '@echo off\r\nchcp 65001 >nul\r\ncd /d "%~dp0"\r\npy -{python} installera.py\r\npause\r\n',
    "oj-analys.cmd": '@echo off\r\nchcp 65001 >nul\r\ncd /d "%~dp0"\r\nmiljo\\Scripts\\python.exe -m oj_analys %*\r\n',
    "notebookar.cmd": '@echo off\r\ncd /d "%~dp0"\r\nmiljo\\Scripts\\python.exe -m jupyterlab notebooks\r\n',
}


def main() -> None:
    """Build the folder that the command line names."""
    here = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--system", choices=sorted(PIP_PLATFORMS), default=here)
    parser.add_argument("--python", default=f"{sys.version_info.major}.{sys.version_info.minor}")
    args = parser.parse_args()
    if args.folder.exists():
        parser.error(f"{args.folder} exists already")
    with tempfile.TemporaryDirectory(dir=args.folder.absolute().parent) as building:
        fresh = Path(building) / "mapp"
        build(fresh, args.system, args.python)
        fresh.rename(args.folder)
    print(f"{args.folder} is ready: copy it, then run installera.cmd (Windows) or python installera.py there.")  # noqa: T201


def build(folder: Path, system: str, python: str) -> None:
    """Fill a new folder with wheels for a system and a Python version, and with what the analyst opens."""
    wheels = folder / WHEELS
    wheels.mkdir(parents=True)
    for name in HELD:
        copy(ROOT / name, folder / name)
    run(UV, "build", "--quiet", "--wheel", "--out-dir", str(wheels), str(ROOT))
    for left in wheels.glob(".git*"):
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
    (folder / "installera.py").write_text(INSTALL.format(python=python, wheels=WHEELS), encoding="utf-8")
    for name, text in COMMANDS.items():
        (folder / name).write_bytes(text.replace("{python}", python).encode("utf-8"))


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
