"""The values of Kolada as columns, each with its place: a million of them take half a second."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, overload

import numpy as np
import numpy.typing as npt
import pandas as pd

from oj_analys.sources.door.personnummer import refuse_in_content
from oj_analys.sources.kolada.decode import Entry, Page, Record

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

KEY = ("kpi", "municipality", "year", "sex")
TEXTS = (*KEY, "status")
_NINE_DIGITS = 1e8  # a smaller number is no personnummer


@dataclass(frozen=True, slots=True)
class Figures:
    """Values (``frame``), the files that they stand in, and what a file's rows are called (``post``, ``rad``).

    The columns are ``kpi``, ``municipality``, ``year``, ``sex`` and ``status`` (categories), ``value`` (NaN where
    Kolada has none), ``count``, ``deleted``, and the place: ``file`` (in ``files``) and ``row`` (1 = first).
    """

    frame: pd.DataFrame = field(repr=False)
    files: tuple[str, ...]
    row_word: str = "post"

    def only(self, rows: Bools) -> Figures:
        """Return the values of these rows."""
        return self if rows.all() else Figures(self.frame[rows].reset_index(drop=True), self.files, self.row_word)

    def holds(self, column: str, test: Callable[[str], bool]) -> Bools:
        """Say for each value whether its text in a column passes a test, which is asked once for each text."""
        texts = self.frame[column].cat
        return np.array([test(text) for text in texts.categories], dtype=bool)[codes(self.frame[column])]

    def keys(self) -> Ints:
        """Return a number for each value that is the same exactly where kpi, municipality, year and sex are."""
        return joined([codes(self.frame[name]) for name in KEY], self.sizes())

    def sizes(self) -> tuple[int, ...]:
        """Return how many different texts the columns of the key may hold."""
        return tuple(len(self.frame[name].cat.categories) for name in KEY)

    def firsts(self, rows: Bools, *columns: str) -> Iterator[tuple[int, int]]:
        """Yield the first of these rows for each combination in some columns, and how many rows have it."""
        part = self.frame.loc[rows, list(columns)]
        groups = part.groupby(list(columns), observed=True, sort=False, dropna=False).ngroup().to_numpy()
        _, first, times = np.unique(groups, return_index=True, return_counts=True)
        for place in np.argsort(first):
            yield int(part.index[first[place]]), int(times[place])

    @property
    def places(self) -> Places:
        """Where each value stands."""
        return Places(self.frame["file"].to_numpy(), self.frame["row"].to_numpy(), self.files, self.row_word)

    def where(self, row: int) -> str:
        """Return what a message calls a value."""
        one = self.frame.iloc[row]
        return f"{self.places[row]} ({', '.join(one[name] for name in KEY)})"


@dataclass(frozen=True, slots=True)
class Places(Sequence[str]):
    """Where values stand, put into words only for those that are asked for."""

    file: Ints = field(repr=False)
    row: Ints = field(repr=False)
    files: tuple[str, ...]
    row_word: str

    def __len__(self) -> int:
        return len(self.row)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Places: ...
    def __getitem__(self, place: int | slice) -> str | Places:
        if isinstance(place, slice):
            return replace(self, file=self.file[place], row=self.row[place])
        return f"{self.files[self.file[place]]}, {self.row_word} {self.row[place]}"


def figures_of(pages: Iterable[Page[Record]]) -> Figures:
    """Return the values of data pages; a page is let go before the next is read.

    Raises:
        DataError: a page holds a personnummer.
    """
    texts = {name: _Texts() for name in TEXTS}
    files: list[str] = []
    parts = []
    for page in pages:
        parts.append(_page_columns(page, len(files), texts))
        files.append(page.where)
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]} if parts else _NO_COLUMNS
    frame = pd.DataFrame({**columns, **{name: texts[name].column(columns[name]) for name in TEXTS}}, copy=False)
    return Figures(frame, tuple(files))


def codes(column: pd.Series) -> Ints:
    """Return the numbers of a column's texts."""
    return np.asarray(column.cat.codes, dtype=np.int64)


def text_column(numbers: npt.NDArray[Any], texts: Sequence[str]) -> pd.Series:
    """Return a column of texts from the number of each in ``texts``."""
    return pd.Series(pd.Categorical.from_codes(numbers, pd.Index(list(texts), dtype="str")))


def joined(columns: Sequence[Ints], sizes: Sequence[int]) -> Ints:
    """Return one number for each row of several columns of numbers, each below its size.

    >>> joined([np.array([0, 1]), np.array([2, 0])], [2, 3]).tolist()
    [2, 3]
    """
    key = np.zeros(len(columns[0]), dtype=np.int64)
    for column, size in zip(columns, sizes, strict=True):
        key = key * size + column
    return key


class _Texts:
    """The different texts of a column, numbered as they come."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def encode(self, texts: Iterable[str | int], where: str) -> Ints:
        """Return the number of each text; a new one is searched for a personnummer."""
        numbers, different = pd.factorize(np.array(list(texts), dtype=object))
        names = [str(one) for one in different]
        if new := [name for name in names if name not in self._codes]:
            refuse_in_content(new, where)
            self._codes |= {name: len(self._codes) + place for place, name in enumerate(dict.fromkeys(new))}
        return np.array([self._codes[name] for name in names], dtype=np.int64)[numbers]

    def column(self, numbers: Ints) -> pd.Series:
        """Return the numbers as a column of texts."""
        return text_column(numbers, list(self._codes))


def _page_columns(page: Page[Record], file: int, texts: dict[str, _Texts]) -> dict[str, npt.NDArray[Any]]:
    records = page.records
    times = np.array([len(record.values) for record in records], dtype=np.int64)
    entries: list[Entry] = [entry for record in records for entry in record.values]  # noqa: PD011 - no frame
    value = np.array([entry.value for entry in entries], dtype=np.float64)
    refuse_in_content(value[np.abs(value) >= _NINE_DIGITS].tolist(), page.where)

    def spread(name: str, of_records: list[str] | list[str | int]) -> Ints:
        return np.repeat(texts[name].encode(of_records, page.where), times)

    return {
        "kpi": spread("kpi", [record.kpi for record in records]),
        "municipality": spread("municipality", [record.municipality for record in records]),
        "year": spread("year", [record.period for record in records]),
        "sex": texts["sex"].encode([entry.gender for entry in entries], page.where),
        "status": texts["status"].encode([entry.status for entry in entries], page.where),
        "value": value,
        "count": np.array([entry.count for entry in entries], dtype=np.int64),
        "deleted": np.array([entry.isdeleted for entry in entries], dtype=bool),
        "file": np.full(len(entries), file, dtype=np.int64),
        "row": np.repeat(np.arange(1, len(records) + 1), times),
    }


_NO_COLUMNS = _page_columns(Page("", (), 0, "", ""), 0, {name: _Texts() for name in TEXTS})
