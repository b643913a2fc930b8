"""How long the main job takes, and how much memory: whole processes, as the analyst starts them.

Nothing is asserted on seconds; the figures stand in README.md beside this file.
"""

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

ROOT = Path(__file__).parents[2]
MEGABYTE = 1e6


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "oj_analys", *words]


def memory(process: psutil.Process) -> int:
    """What a process and its helpers use together; shared pages count once where the system can tell (PSS)."""
    total = 0
    for one in (process, *process.children(recursive=True)):
        try:
            info = one.memory_full_info()
        except psutil.Error:
            continue
        total += getattr(info, "pss", info.rss)
    return total


def peak_of_run(out: Path) -> float:
    with subprocess.Popen(
        command("rapporter", "data/raw/exempel", "--ut", str(out)),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as run:
        process, peak = psutil.Process(run.pid), 0
        while run.poll() is None:
            try:
                peak = max(peak, memory(process))
            except psutil.NoSuchProcess:
                break
            time.sleep(0.1)
    assert run.returncode == 0
    return peak / MEGABYTE


def test_main_job(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """Eight packs, from start to the last file."""
    benchmark.pedantic(
        subprocess.run,
        (command("rapporter", "data/raw/exempel", "--ut", str(tmp_path)),),
        {"cwd": ROOT, "check": True, "capture_output": True},
        rounds=3,
    )
    benchmark.extra_info["peak_memory_mb"] = round(peak_of_run(tmp_path))


def test_one_pack(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """One kommun, as in a meeting."""
    words = ("rapporter", "data/raw/exempel", "--ut", str(tmp_path), "--kommun", "Bräcke", "--format", "pdf")
    benchmark.pedantic(
        subprocess.run, (command(*words),), {"cwd": ROOT, "check": True, "capture_output": True}, rounds=3
    )


@pytest.mark.parametrize("words", [("--help",), ("rapporter", "--help"), ("beskriv", "U21468")])
def test_light_commands(benchmark: BenchmarkFixture, words: tuple[str, ...]) -> None:
    """What an analyst types without thinking; the aim is 0.4 s."""
    benchmark.pedantic(subprocess.run, (command(*words),), {"check": True, "capture_output": True}, rounds=5)
