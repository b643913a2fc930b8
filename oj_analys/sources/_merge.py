"""Several sources become one frame: what two say alike stands once, what they say differently stops the load."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from oj_analys import catalog
from oj_analys.domain import Notice, Problem, Status
from oj_analys.frames import MEASURES
from oj_analys.sources._cells import listed
from oj_analys.sources._part import NoticeKind, Part
from oj_analys.sources._values import shown
from oj_analys.swedish import counted

_KEY = list(MEASURES.key)
_TOLERANCE = 1e-9  # the same decimal figure, stored by two programs


@dataclass(frozen=True, slots=True)
class Merged:
    """MEASURES sorted by its key, what stood more than once, and what contradicts."""

    measures: pd.DataFrame
    notices: tuple[Notice, ...]
    problems: tuple[Problem, ...]


def merge(parts: Sequence[Part]) -> Merged:
    """Return the rows of all parts, one per key.

    Of two equal rows the first part's stays, with an n and a reason for a missing value taken from the other where it
    has none itself (the status ``okänd`` is no reason, and says nothing against a value). Values are equal if the
    coarser is the finer one rounded, to the measure's published decimals at least. Two rows contradict if their
    values, their reasons or their n differ.
    """
    whole = pd.concat([MEASURES.empty(), *(part.measures for part in parts)], ignore_index=True)
    silent = _silent(whole)
    frame = whole[~silent]
    repeated = _repeated(frame, parts)
    known = repeated.groupby(_KEY)[["value", "reason", "n", "count", "part"]].transform("first")
    frame.loc[known.index, "status"] = known["reason"].fillna(str(Status.OKAND))
    for column in ("n", "count"):
        frame.loc[known.index, column] = known[column].astype("Int64")
    measures = frame[~frame.duplicated(_KEY)].sort_values(_KEY, ignore_index=True)
    notices = (*_notices(repeated["part"], known["part"], parts), *_silent_notices(whole.index[silent], parts))
    return Merged(measures, notices, tuple(_problems(repeated, known)))


def _silent(frame: pd.DataFrame) -> pd.Series:
    """Return which rows say nothing that another row of the same key does not say better."""
    unknown = (frame["status"] == Status.OKAND) & frame["n"].isna()
    repeated = frame[frame.duplicated(_KEY, keep=False)]
    told = (repeated["status"] != Status.OKAND).groupby([repeated[name] for name in _KEY]).transform("any")
    return unknown & told.reindex(frame.index, fill_value=False)


def _silent_notices(rows: pd.Index, parts: Sequence[Part]) -> Iterator[Notice]:
    for part, count in sorted(Counter(_part_of(rows, parts)).items()):
        name = parts[part].source["file"]
        text = f"{name}: {counted(count, 'uppgift som saknas', 'uppgifter som saknas')} här står i en annan fil."
        yield Notice(name, NoticeKind.DUBBLETT, "", "", count, text)


def _part_of(rows: pd.Index, parts: Sequence[Part]) -> npt.NDArray[np.intp]:
    """Return which part each row of the joined frame came from."""
    starts = np.cumsum([0, *(len(one.places) for one in parts)])
    return np.searchsorted(starts, rows, side="right") - 1


def _repeated(frame: pd.DataFrame, parts: Sequence[Part]) -> pd.DataFrame:
    """Return the rows that share their key with others, with reason (none for ``okänd``), part and place."""
    repeated: pd.DataFrame = frame[frame.duplicated(_KEY, keep=False)]
    starts = np.cumsum([0, *(len(one.places) for one in parts)])
    part = _part_of(repeated.index, parts)
    places = [parts[one].places[row] for one, row in zip(part, repeated.index - starts[part], strict=True)]
    reason = repeated["status"].where(repeated["status"] != Status.OKAND)
    return repeated.assign(reason=reason, part=part, place=places)


def _notices(part: pd.Series, first: pd.Series, parts: Sequence[Part]) -> Iterator[Notice]:
    pairs = Counter(zip(first, part, strict=True))
    for (one, later), count in sorted(pairs.items()):
        if one != later:
            kept, other = parts[one].source["file"], parts[later].source["file"]
            text = f"{other}: {counted(count, 'värde', 'värden')} finns också i {kept} och är lika; {kept} används."
            yield Notice(other, NoticeKind.DUBBLETT, "", "", count, text)


def _problems(repeated: pd.DataFrame, known: pd.DataFrame) -> Iterator[Problem]:
    """Yield a problem for each measure in which a file contradicts another: the first value, and which others do."""
    differs = ~np.isclose(repeated["value"], known["value"], rtol=_TOLERANCE, atol=_TOLERANCE, equal_nan=True)
    for column in ("reason", "n"):
        differs |= (repeated[column].notna() & (repeated[column] != known[column])).to_numpy(dtype=bool)
    earlier: dict[tuple[str, ...], list[Any]] = {}
    found: dict[tuple[Any, ...], list[tuple[Any, Any]]] = {}
    suspects = repeated[repeated.assign(differs=differs).groupby(_KEY)["differs"].transform("any")]
    for row in suspects.itertuples(index=False):
        before = earlier.setdefault(tuple(row[: len(_KEY)]), [])
        if against := next((one for one in before if _contradict(one, row)), None):
            found.setdefault((against.part, row.part, row.measure), []).append((against, row))
        before.append(row)
    yield from map(_problem, found.values())


def _contradict(one: Any, other: Any) -> bool:  # noqa: ANN401 - rows as itertuples gives them
    missing = math.isnan(one.value), math.isnan(other.value)
    if any(missing) and not all(missing):
        return True
    if not any(missing) and not _same_figure(one.value, other.value, catalog.measure(one.measure).decimals):
        return True
    return any(
        pd.notna(first) and pd.notna(second) and first != second
        for first, second in ((one.reason, other.reason), (one.n, other.n))
    )


def _same_figure(one: float, other: float, published: int) -> bool:
    """Say whether one value is the other, or the other rounded to no fewer decimals than are published."""
    decimals = max(published, min(len(shown(value).partition(",")[2]) for value in (one, other)))
    rounded = abs(one - other) <= 0.5 * 10.0**-decimals + _TOLERANCE
    return rounded or math.isclose(one, other, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)


def _problem(pairs: Sequence[tuple[Any, Any]]) -> Problem:
    (one, other), *more = pairs
    found = f"{one.measure} {_where(one)} är {_described(one)}, men {_described(other)} i {other.place}"
    if more:
        others = listed([_where(row) for row, _ in more])
        found = f"{found}; också {counted(len(more), 'annat värde', 'andra värden')} av måttet skiljer sig ({others})"
    action = "Rätta den fil som är fel, ta bort den, eller låt bara den ena filens layout läsa måttet."
    return Problem(one.place, found, "ett värde", action)


def _where(row: Any) -> str:  # noqa: ANN401 - a row as itertuples gives it
    return f"{row.period} {row.sex} för {row.unit}"


def _described(row: Any) -> str:  # noqa: ANN401 - a row as itertuples gives it
    value = shown(row.value) if row.status == Status.OK else f"utan värde ({row.status})"
    return value if pd.isna(row.n) else f"{value} ({counted(int(row.n), 'svar', 'svar')})"
