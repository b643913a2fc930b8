import gc
import multiprocessing
import operator
import os
from functools import partial

import pytest

from oj_analys.crew import crew


@pytest.mark.parametrize("helpers", [0, 1, 2])
def test_every_task_is_done_once_whoever_does_it(helpers: int) -> None:
    with crew(helpers, os.getpid) as share:
        results = list(share(partial(operator.mul, 3), range(20)))
    assert sorted(results) == [(place, 3 * place) for place in range(20)]


@pytest.mark.parametrize("helpers", [0, 1])
def test_a_fault_in_a_task_reaches_the_caller(helpers: int) -> None:
    with crew(helpers, os.getpid) as share, pytest.raises(ZeroDivisionError):
        list(share(partial(operator.floordiv, 1), [1, 0, 1]))


def test_helpers_are_gone_afterwards() -> None:
    with crew(2, os.getpid) as share:
        list(share(abs, range(4)))
    assert multiprocessing.active_children() == []
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
