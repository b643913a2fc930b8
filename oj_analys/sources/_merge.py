"""Several sources become one frame: what two say alike stands once, what they say differently stops the load."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt
import pandas as pd

from oj_analys.domain import Notice, Problem, Status
from oj_analys.frames import MEASURES
from oj_analys.sources._part import NoticeKind, Part
from oj_analys.sources._values import shown
from oj_analys.swedish import counted

Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_TOLERANCE = 1e-9  # the same decimal figure, stored by two programs


@dataclass(frozen=True, slots=True)
class Merged:
    """MEASURES sorted by its key, what stood more than once, and what contradicts."""

    measures: pd.DataFrame
    notices: tuple[Notice, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Stack:
    """Every row of every part, sorted by key and then by the order of the parts.

    ``first``, ``known`` and ``counted`` give, per row, the row of the same key that comes first, that is the first to
    say why a value is missing, and that is the first to have an n.
    """

    frame: pd.DataFrame
    part: Integers
    places: tuple[str, ...]
    first: Integers
    known: Integers
    counted: Integers


def merge(parts: Sequence[Part]) -> Merged:
    """Return the rows of all parts, one per key.

    Of two equal rows the first part's stays, with an n and a reason for a missing value taken from the other where it
    has none itself (the status ``okänd`` is no reason). Two rows contradict if their values, their reasons or their n
    differ.
    """
    stack = _stack(parts)
    other_value, other_n = _other_value(stack), _other_n(stack)
    against = np.where(other_value, stack.known, stack.counted)
    conflicts = other_value | other_n
    problems = tuple(_problem(stack, int(against[row]), int(row)) for row in np.flatnonzero(conflicts))
    return Merged(_keep_first(stack), tuple(_notices(stack, conflicts, parts)), problems)


def _stack(parts: Sequence[Part]) -> _Stack:
    frame = pd.concat([MEASURES.empty(), *(part.measures for part in parts)], ignore_index=True)
    key = _key_numbers(frame)
    order = np.argsort(key, kind="stable")
    frame = frame.iloc[order].reset_index(drop=True)
    starts = np.flatnonzero(np.diff(key[order], prepend=-1))
    part = np.repeat(np.arange(len(parts)), [len(one.places) for one in parts])[order]
    places = tuple(chain.from_iterable(one.places for one in parts))
    return _Stack(
        frame=frame,
        part=part,
        places=tuple(places[row] for row in order),
        first=_first_of_group(np.ones(len(frame), dtype=bool), starts),
        known=_first_of_group((frame["status"] != Status.OKAND).to_numpy(), starts),
        counted=_first_of_group(frame["n"].notna().to_numpy(), starts),
    )


def _key_numbers(frame: pd.DataFrame) -> Integers:
    """Return one number per row that sorts as the key columns do, and is equal where they are equal."""
    numbers = np.zeros(len(frame), dtype=np.int64)
    for column in MEASURES.key:
        codes, texts = pd.factorize(frame[column], sort=True)
        numbers = numbers * len(texts) + codes
    return numbers


def _first_of_group(wanted: Flags, starts: Integers) -> Integers:
    """Return, per row, the first wanted row of its group; the first row at all where none is wanted."""
    if not len(wanted):
        return starts
    rows = np.where(wanted, np.arange(len(wanted)), len(wanted))
    found = np.minimum.reduceat(rows, starts)
    sizes = np.diff(starts, append=len(wanted))
    return np.repeat(np.where(found < len(wanted), found, starts), sizes)


def _other_value(stack: _Stack) -> Flags:
    """Return which rows have another value, or another reason for having none, than the row that is known."""
    value, status = stack.frame["value"].to_numpy(), stack.frame["status"].to_numpy(dtype=object)
    same_value = np.isclose(value, value[stack.known], rtol=_TOLERANCE, atol=_TOLERANCE, equal_nan=True)
    same_reason = (status == status[stack.known]) | (status == Status.OKAND)
    return np.asarray(~(same_value & same_reason), dtype=bool)


def _other_n(stack: _Stack) -> Flags:
    n = stack.frame["n"].to_numpy(dtype=float, na_value=np.nan)
    return np.asarray(~np.isnan(n) & (n != n[stack.counted]), dtype=bool)


def _keep_first(stack: _Stack) -> pd.DataFrame:
    frame = stack.frame
    keep = stack.first == np.arange(len(frame))
    kept: pd.DataFrame = frame[keep].reset_index(drop=True)
    for column, rows in {"status": stack.known, "n": stack.counted, "count": stack.counted}.items():
        kept[column] = frame[column].array.take(rows[keep])
    return kept


def _notices(stack: _Stack, conflicts: Flags, parts: Sequence[Part]) -> Iterator[Notice]:
    repeated = (stack.first != np.arange(len(stack.frame))) & ~conflicts
    pairs = Counter(zip(stack.part[stack.first[repeated]], stack.part[repeated], strict=True))
    for (first, later), count in sorted(pairs.items()):
        kept, other = parts[first].source["file"], parts[later].source["file"]
        text = f"{other}: {counted(count, 'värde', 'värden')} finns också i {kept} och är lika; {kept} används."
        yield Notice(other, NoticeKind.DUBBLETT, "", "", count, text)


def _problem(stack: _Stack, first: int, row: int) -> Problem:
    one, other = stack.frame.iloc[first], stack.frame.iloc[row]
    thing = f"{one['measure']} {one['period']} {one['sex']} för {one['unit']}"
    found = f"{thing} är {_described(one)}, men {_described(other)} i {stack.places[row]}"
    return Problem(stack.places[first], found, "ett värde", "Rätta den fil som är fel, eller ta bort den.")


def _described(row: pd.Series) -> str:
    value = shown(float(row["value"])) if row["status"] == Status.OK else f"utan värde ({row['status']})"
    return value if pd.isna(row["n"]) else f"{value} ({counted(int(row['n']), 'svar', 'svar')})"
