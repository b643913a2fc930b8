"""A file that crashes or hangs its reader stops with a message; these tests start real workers."""

import subprocess
import sys
from collections.abc import Iterator
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
