"""A file that crashes or hangs its reader stops with a message; these tests start real workers."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from oj_analys.domain import DataError
from oj_analys.sources import _cage

HERE = Path(__file__).parent
CANARY = "Kanariefågel Kanin"


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.setattr(_cage._Here, "is_worker", False)
    monkeypatch.syspath_prepend(HERE)
    import cage_work

    yield cage_work
    sys.modules.pop("cage_work", None)


def problem(error: DataError) -> str:
    (one,) = error.problems
    return str(one)


def test_what_the_work_gives_comes_back(work: ModuleType) -> None:
    assert work.double(21) == 42


def test_work_within_work_stays_in_its_worker(work: ModuleType) -> None:
    assert work.double_twice(10) == 40


def test_all_faults_come_back_without_a_trace(work: ModuleType) -> None:
    with pytest.raises(DataError) as caught:
        work.fault()
    assert [one.where for one in caught.value.problems] == ["a.xlsx", "b.xlsx"]
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_a_file_that_takes_too_long_is_named(work: ModuleType) -> None:
    with pytest.raises(DataError) as caught:
        work.hang()
    assert problem(caught.value).startswith("svar.csv: filen tar för lång tid att läsa")
    assert caught.value.__cause__ is None


def test_what_comes_after_the_opening_has_no_limit(work: ModuleType) -> None:
    assert work.open_and_go_on() == "klar"


def test_a_file_that_takes_the_reader_with_it_is_named(work: ModuleType) -> None:
    with pytest.raises(DataError) as caught:
        work.crash()
    assert problem(caught.value).startswith("skadad.xlsx: läsningen avbröts")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a process's memory")
def test_a_file_that_wants_too_much_memory_is_named(work: ModuleType) -> None:
    with pytest.raises(DataError) as caught:
        work.take_memory()
    assert problem(caught.value).startswith("stor.xlsx: läsningen avbröts")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no core files")
def test_a_crash_writes_no_memory_to_the_disk(work: ModuleType) -> None:
    assert work.largest_core() == 0


def test_a_fault_of_ours_tells_its_place_and_not_what_it_met(
    work: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(DataError) as caught:
        work.fail_on(CANARY)
    message = problem(caught.value)
    assert "läsningen stannade (ValueError" in message
    assert CANARY not in f"{message}{caught.value.__cause__}{caught.value.__context__}{capfd.readouterr()}"


def test_what_a_library_prints_is_neither_shown_nor_taken_for_an_answer(
    work: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    assert work.talk(CANARY) == "klar"
    assert CANARY not in "".join(capfd.readouterr())


def test_an_answer_that_cannot_be_taken_in_is_an_end_and_no_wait(work: ModuleType) -> None:
    with pytest.raises(DataError) as caught:
        work.answer_badly()
    assert problem(caught.value).startswith("råfilerna: läsningen avbröts")


@pytest.mark.parametrize("program", ["", "finns inte", str(HERE), None])
def test_a_python_that_cannot_be_started_is_said_to_be_so(
    work: ModuleType, monkeypatch: pytest.MonkeyPatch, program: str | None
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    with pytest.raises(DataError) as caught:
        work.double(21)
    assert "kom inte igång" in problem(caught.value)


@pytest.mark.parametrize("start", ["", "import time; time.sleep(600)"])
def test_a_program_that_is_no_python_of_ours_is_said_not_to_start(
    work: ModuleType, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    monkeypatch.setattr(_cage, "_START", start)
    monkeypatch.setattr(_cage, "_STARTING", _cage.Opening("råfilerna", 0.5))
    with pytest.raises(DataError) as caught:
        work.double(21)
    assert "kom inte igång" in problem(caught.value)


def test_a_module_among_the_raw_files_is_never_run(
    work: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert work.double(21) == 42


WAITING = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background ignores it
sys.path.insert(0, {folder!r})
from oj_analys.sources import _cage
start = _cage._start
def told():
    worker = start()
    print(worker.pid, flush=True)
    return worker
_cage._start = told
import cage_work
cage_work.{work}()
"""


def waiting(work: str) -> tuple[subprocess.Popen[str], int]:
    """Return a process that waits for its worker, and the worker's id."""
    order = [sys.executable, "-c", WAITING.format(folder=str(HERE), work=work)]
    parent = subprocess.Popen(
        order, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    )
    assert parent.stdout
    worker = int(parent.stdout.readline())
    time.sleep(1.5)  # until it has begun
    return parent, worker


def is_gone(process: int) -> bool:
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C in another way")
@pytest.mark.parametrize("send", [os.kill, os.killpg])
def test_ctrl_c_ends_the_parent_and_its_worker(send: Callable[[int, int], None]) -> None:
    parent, worker = waiting("wait")
    send(parent.pid, signal.SIGINT)
    _, told = parent.communicate(timeout=10)
    assert told.rstrip().endswith("KeyboardInterrupt")
    assert is_gone(worker)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_worker_ends_when_its_parent_is_killed() -> None:
    parent, worker = waiting("wait")
    parent.kill()
    parent.communicate(timeout=10)
    assert is_gone(worker)


def test_a_worker_ends_where_a_library_lets_nothing_else_go_on() -> None:
    stuck = "import re; re.fullmatch('(a|a)*b', 'a' * 60)"
    beat = "import threading; threading.Thread(target=_cage._end_if_stuck, daemon=True).start()"
    order = f"from oj_analys.sources import _cage; _cage.LONGEST_STEP = 0.5; {beat}; {stuck}"
    done = subprocess.run([sys.executable, "-c", order], capture_output=True, timeout=60, check=False)
    assert done.returncode == 1


def test_no_worker_is_left(work: ModuleType) -> None:
    started: list[subprocess.Popen[bytes]] = []
    whole = subprocess.Popen.__init__

    def remember(self: subprocess.Popen[bytes], *args: object, **settings: object) -> None:
        whole(self, *args, **settings)  # type: ignore[arg-type]
        started.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess.Popen, "__init__", remember)
        with pytest.raises(DataError):
            work.hang()
    assert [worker.poll() is not None for worker in started] == [True]


def test_a_script_without_main_guard_loads_a_folder(tmp_path: Path, example: Path) -> None:
    script = tmp_path / "läs länet.py"
    script.write_text(f"import oj_analys as oj\nprint(oj.load({str(example)!r}).edition.utgava)\n", encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["2025-06"]
