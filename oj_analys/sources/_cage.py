"""Files are read in a process of their own: one that crashes or hangs there stops with a message, and nothing else.

A worker is an ordinary Python process that is told over its standard input what to do and answers over its standard
output. It is no ``multiprocessing`` process, which would start the analyst's own script once more.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from queue import Empty, Queue
from typing import IO, Any, ParamSpec, TypeVar

from oj_analys.domain import DataError, Problem
from oj_analys.sources._watch import report_to

P = ParamSpec("P")
T = TypeVar("T")

MOST_MEMORY = 2_000_000_000  # bytes; what a county's largest files take is a tenth of it
LONGEST_START = 120.0  # seconds, on a slow disk with a virus scanner
LONGEST_PAUSE = 600.0  # seconds from one opening to the next, where what was read is checked and counted
LONGEST_STEP = 120.0  # seconds in one call of a library that lets nothing else of its process go on

_STEP = 0.2  # seconds

_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from oj_analys.sources._cage import serve; serve()"
)
_PACKAGE = Path(__file__).parents[1]
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_NOT_STARTED = (
    "den process som läser filerna kom inte igång",
    "",
    "Kör i en terminal (python -m oj_analys), och se efter att Python får starta ett Python till på datorn.",
)
_TOO_SLOW = "Öppna den i sitt program (till exempel Excel), ta bort det som inte hör dit och spara den på nytt."


class _Here:
    """Whether this process is a worker, where everything is done at once."""

    is_worker = False


@dataclass(frozen=True, slots=True)
class Opening:
    """The worker opens a file, which may take so many seconds; 0 when it is open."""

    where: str
    seconds: float


_STARTING = Opening("råfilerna", LONGEST_START)
_STARTED = Opening("råfilerna", 0.0)


@dataclass(frozen=True, slots=True)
class Result:
    """What the work gave."""

    value: Any


@dataclass(frozen=True, slots=True)
class Failure:
    """The faults of what was read."""

    error: DataError


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A fault of our own: its kind and where in the package it arose; what it says could hold what stood in a file."""

    kind: str
    place: str


Message = Opening | Result | Failure | Breakdown


def caged(verb: Callable[P, T]) -> Callable[P, T]:
    """Let a verb that opens files do so in a worker process, one for each call; what it gives is unchanged.

    Arguments and result are pickled. A file that takes too long, too much memory or the process with it is a DataError
    that names the file.
    """

    @wraps(verb)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        return verb(*args, **kwargs) if _Here.is_worker else _run(call, args, kwargs)

    return call


def work_here() -> None:
    """Make this process a worker: what is caged is done at once, without another process."""
    _Here.is_worker = True


def serve() -> None:
    """Do what standard input asks for and answer on standard output: a worker's whole life."""
    work_here()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent too, which ends this one
    gc.disable()  # millions of cells are no garbage, and the process ends with its answer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - no path of the user's
        os.dup2(nowhere.fileno(), sys.stdout.fileno())  # a library that prints would garble the answers
    _send(answers, _STARTED)
    report_to(lambda where, seconds: _send(answers, Opening(where, seconds)))
    function, args, kwargs = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    threading.Thread(target=_end_if_stuck, daemon=True).start()
    _restrain()
    _send(answers, _answer(function, args, kwargs))


def _answer(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Message:
    try:
        return Result(function(*args, **kwargs))
    except DataError as error:
        return Failure(DataError(error.problems))
    except BaseException as error:  # noqa: BLE001 - whatever it is, its text stays here
        return Breakdown(type(error).__name__, _place_of(error))


def _place_of(error: BaseException) -> str:
    """Return the innermost line of this package that an error passed, without anything it holds."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _PACKAGE in Path(frame.filename).parents]
    if not frames:
        return ""
    return f"{Path(frames[-1].filename).relative_to(_PACKAGE).as_posix()}, rad {frames[-1].lineno}"


def _send(answers: IO[bytes], message: Message) -> None:
    pickle.dump(message, answers, protocol=pickle.HIGHEST_PROTOCOL)
    answers.flush()


def _end_with_parent() -> None:
    """Wait for standard input to end, as it does when the parent is no more."""
    sys.stdin.buffer.read()
    os._exit(1)


def _end_if_stuck() -> None:
    """Put off an end that comes when no thread has had its turn for a long time, whether there is a parent or not."""
    while True:
        faulthandler.dump_traceback_later(LONGEST_STEP, exit=True)
        time.sleep(LONGEST_STEP / 10)


def _restrain() -> None:
    """Hold the memory below a limit, where the system knows one, and let no crash write it to the disk."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there

        msvcrt.SetErrorMode(msvcrt.SEM_FAILCRITICALERRORS | msvcrt.SEM_NOGPFAULTERRORBOX)
    else:
        import resource  # noqa: PLC0415 - Windows has none

        for limit, most in ((resource.RLIMIT_DATA, MOST_MEMORY), (resource.RLIMIT_CORE, 0)):
            with contextlib.suppress(OSError, ValueError):  # an even lower one is set already
                resource.setrlimit(limit, (most, resource.getrlimit(limit)[1]))


def _run(function: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
    order = pickle.dumps(sys.path) + pickle.dumps((function, args, kwargs))
    with _worker() as worker:
        heard: Queue[Message | None] = Queue()
        threading.Thread(target=_listen, args=(worker, heard), daemon=True).start()
        with contextlib.suppress(OSError):  # one that is already gone is told of below
            worker.stdin.write(order)  # type: ignore[union-attr]
            worker.stdin.flush()  # type: ignore[union-attr]
        value: T = _await(heard)
        return value


@contextlib.contextmanager
def _worker() -> Iterator[subprocess.Popen[bytes]]:
    """Yield a worker that has ended when the block has, whatever happened."""
    worker = _start()
    try:
        yield worker
    finally:
        worker.kill()
        worker.wait()
        for pipe in (worker.stdin, worker.stdout):
            with contextlib.suppress(OSError):  # unsent bytes for a process that is gone
                pipe.close()  # type: ignore[union-attr]


def _start() -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-P", "-c", _START],  # -P: no module out of the folder where the user stands
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a native library may print what it met
            creationflags=_NO_WINDOW,
        )
    except (OSError, TypeError):  # a program with Python inside it may have no interpreter of its own
        raise DataError(Problem(_STARTING.where, *_NOT_STARTED)) from None


def _listen(worker: subprocess.Popen[bytes], heard: Queue[Message | None]) -> None:
    """Put what the worker says into the queue, None at last: it has no more to say."""
    with contextlib.suppress(Exception):  # of answers that are cut off, or that this process cannot hold
        while True:
            heard.put(pickle.load(worker.stdout))  # type: ignore[arg-type] # noqa: S301 - our own worker
    heard.put(None)


def _await(heard: Queue[Message | None]) -> Any:  # noqa: ANN401 - whatever the work gives
    opening = _STARTING
    while True:
        try:
            message = _next(heard, opening.seconds or LONGEST_PAUSE)
        except Empty:
            raise DataError(_late(opening)) from None
        match message:
            case Opening():
                opening = message
            case Result(value):
                return value
            case Failure(error):
                raise error
            case Breakdown() | None:
                raise DataError(_broken(opening, message))


def _next(heard: Queue[Message | None], seconds: float) -> Message | None:
    """Wait so long for a message, in short steps: on Windows no Ctrl-C is heard during one."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(Empty):
            return heard.get(timeout=_STEP)
    raise Empty


def _late(opening: Opening) -> Problem:
    if opening == _STARTING:
        return Problem(opening.where, *_NOT_STARTED)
    allowed = f"högst {opening.seconds or LONGEST_PAUSE:.0f} sekunder"
    return Problem(opening.where, "filen tar för lång tid att läsa", allowed, _TOO_SLOW)


def _broken(opening: Opening, message: Breakdown | None) -> Problem:
    """Return what to say of a worker that did not get to its end."""
    where = opening.where
    if opening == _STARTING:
        return Problem(where, *_NOT_STARTED)
    if message is None or message.kind == "MemoryError":
        found = "läsningen avbröts: filen är skadad, eller kräver mer minne än den får ta"
        return Problem(where, found, "", _TOO_SLOW)
    place = f" i {message.place}" if message.place else ""
    action = "Det är ett fel i programmet: skicka den här raden till den som sköter det."
    return Problem(where, f"läsningen stannade ({message.kind}{place})", "", action)
