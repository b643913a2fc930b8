"""Many like tasks on several processors: this process and some helpers share them."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from functools import partial
from typing import Any

Work = Callable[[Any], Any]
Share = Callable[[Work, Sequence[Any]], Iterator[tuple[int, Any]]]


@contextmanager
def crew(helpers: int, get_ready: Callable[[], None]) -> Iterator[Share]:
    """Yield ``share(work, tasks)``, which gives (place of the task, result) as the tasks get done.

    Helpers are processes that call ``get_ready`` at once, while the caller still prepares the tasks. They are spawned,
    so the main module must be importable, and work, tasks and results are pickled. Without helpers all is done here.
    """
    if not helpers:
        yield _alone
        return
    pool = ProcessPoolExecutor(helpers, multiprocessing.get_context("spawn"), _begin, (get_ready,))
    try:
        for _ in range(helpers):
            pool.submit(int)
        yield partial(_together, pool, get_ready)
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()
        gc.enable()


def _begin(get_ready: Callable[[], None]) -> None:
    """Begin a helper's life, which ends with its parent's even if that is killed."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    get_ready()
    _collect_seldom()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _collect_seldom() -> None:
    """Leave collecting to the tasks: what is loaded now stays, and a task's objects die together."""
    gc.freeze()
    gc.disable()


def _alone(work: Work, tasks: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    yield from enumerate(map(work, tasks))


def _together(
    pool: ProcessPoolExecutor, get_ready: Callable[[], None], work: Work, tasks: Sequence[Any]
) -> Iterator[tuple[int, Any]]:
    """Let helpers take tasks from the front while this process takes them from the back."""
    waiting = {pool.submit(work, task): place for place, task in enumerate(tasks)}
    get_ready()
    _collect_seldom()
    for future, place in reversed(list(waiting.items())):
        if future.cancel():
            del waiting[future]
            yield place, work(tasks[place])
        for done in [future for future in waiting if future.done()]:
            yield waiting.pop(done), done.result()
    for done in as_completed(waiting):
        yield waiting[done], done.result()
