"""What test_cage.py lets a worker do; on the worker's path, since a worker imports what it is asked to call."""

from __future__ import annotations

import ctypes
import sys
import time

from oj_analys.domain import DataError, Problem
from oj_analys.sources import _watch
from oj_analys.sources._cage import caged
from oj_analys.sources._watch import watched


@caged
def double(number: int) -> int:
    return 2 * number


@caged
def double_twice(number: int) -> int:
    return double(double(number))


@caged
def fault() -> None:
    raise DataError([Problem("a.xlsx", "ett fel"), Problem("b.xlsx", "ett till")])


@caged
def fail_on(text: str) -> None:
    with watched("svar.csv", 10):
        float(text)


@caged
def hang() -> None:
    _watch._report("svar.csv", 0.3)
    time.sleep(600)


@caged
def open_and_go_on() -> str:
    _watch._report("svar.csv", 0.3)
    _watch._report("", 0.0)
    time.sleep(0.6)
    return "klar"


@caged
def crash() -> None:
    with watched("skadad.xlsx", 10):
        ctypes.string_at(0)


@caged
def take_memory() -> int:
    with watched("stor.xlsx", 10):
        return len(bytearray(64_000_000_000))


class Unanswerable:
    """What the parent cannot unpickle."""

    def __reduce__(self) -> tuple[object, ...]:
        return int, ("inget tal",)


@caged
def answer_badly() -> Unanswerable:
    return Unanswerable()


@caged
def largest_core() -> int:
    import resource

    return resource.getrlimit(resource.RLIMIT_CORE)[0]


@caged
def wait() -> None:
    time.sleep(600)


@caged
def talk(text: str) -> str:
    sys.stdout.write(text)
    sys.stderr.write(text)
    return "klar"
