"""A folder with pages of Kolada's API as JSON files: whether the chain of each kind is whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from oj_analys.domain import Problem
from oj_analys.sources._cells import listed
from oj_analys.sources._noting import noting
from oj_analys.sources.kolada.decode import FETCH_AGAIN, Metadata, Page, Record, read_data, read_metadata

R = TypeVar("R")

KINDS = ("kpi", "municipality", "data")


def metadata_pages(folder: Path, where: str, kind: str, problems: list[Problem]) -> Iterator[Page[Metadata]]:
    """Yield the pages of ``kpi`` or ``municipality`` in order; what is wrong with them is noted in ``problems``."""
    return _pages(folder, where, kind, partial(read_metadata, kind=kind), problems)


def data_pages(folder: Path, where: str, problems: list[Problem]) -> Iterator[Page[Record]]:
    """Yield the pages of values in order; what is wrong with them is noted in ``problems``."""
    return _pages(folder, where, "data", read_data, problems)


def page_number(path: Path, kind: str) -> int | None:
    """Return the number of a page of a kind, None if the file is none.

    >>> page_number(Path("data_2.json"), "data"), page_number(Path("data_2.json"), "kpi")
    (2, None)
    """
    match = re.fullmatch(rf"{kind}_([1-9][0-9]{{0,5}})\.json", path.name)
    return int(match[1]) if match else None


def _pages(
    folder: Path, where: str, kind: str, read: Callable[[Path, str], Page[R]], problems: list[Problem]
) -> Iterator[Page[R]]:
    numbered = ((page_number(path, kind), path) for path in folder.iterdir())
    paths = {number: path for number, path in numbered if number is not None}
    _check_chain(f"{where}/{kind}", set(paths), problems)
    last = max(paths, default=0)
    for number in sorted(paths):
        with noting(problems):
            page = read(paths[number], f"{where}/{paths[number].name}")
            problems += _order_problems(page, kind, number, last)
            yield page


def _check_chain(where: str, numbers: Collection[int], problems: list[Problem]) -> None:
    missing = [str(page) for page in range(1, max(numbers, default=1)) if page not in numbers] if numbers else ["1"]
    if missing:
        problems.append(Problem(where, f"sida {listed(missing)} saknas", "", FETCH_AGAIN))


def _order_problems(page: Page[R], kind: str, number: int, last: int) -> Iterator[Problem]:
    """Yield what a page says of the next one that the folder contradicts."""
    if page.next_url and number == last:
        missing = f'sidan säger att det finns fler, men "{kind}_{number + 1}.json" saknas'
        yield Problem(page.where, missing, "", FETCH_AGAIN)
    if not page.next_url and number < last:
        beyond = f'sidan säger att den är den sista, men "{kind}_{last}.json" finns'
        yield Problem(page.where, beyond, "", FETCH_AGAIN)
