"""What a tidy frame must look like, checked at every door between rooms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd


class FrameError(ValueError):
    """A frame that breaks its contract: a programming error, so it speaks English."""


@dataclass(frozen=True, slots=True)
class FrameSpec:
    """The contract of a frame: its columns in order with their dtypes, and the columns of its key.

    Example:
        >>> spec = FrameSpec("PAIRS", {"unit": "str", "value": "float64"}, ("unit",))
        >>> spec.build([{"unit": "2380", "value": 1}]).dtypes.astype(str).to_list()
        ['str', 'float64']
    """

    name: str
    columns: Mapping[str, str]
    key: tuple[str, ...]

    def __post_init__(self) -> None:
        """Freeze the columns."""
        object.__setattr__(self, "columns", MappingProxyType(dict(self.columns)))

    def build(self, rows: list[dict[str, Any]] | pd.DataFrame) -> pd.DataFrame:
        """Return a checked frame with the contract's columns, order and dtypes; absent columns become empty.

        Raises:
            FrameError: with every breach at once, and never a value: some frames hold persons.
        """
        given = pd.DataFrame(rows).reindex(columns=list(self.columns))
        try:
            frame = given.astype(dict(self.columns))
        except (TypeError, ValueError):
            raise FrameError(f"not a {self.name} frame: a column holds values of another kind") from None
        gaps = dict.fromkeys((name for name in self._texts if not _is_categories(given[name])), "")
        frame = frame.fillna(gaps).reset_index(drop=True)
        return self._without(frame, self._faults(frame, given))

    def empty(self) -> pd.DataFrame:
        """Return a frame without rows."""
        return self.build([])

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the frame as it is, or raise FrameError with every breach at once."""
        return self._without(frame, [*self._faults(frame, frame), *self._missing_texts(frame)])

    @property
    def _texts(self) -> list[str]:
        return [name for name, dtype in self.columns.items() if dtype == "str"]

    def _without(self, frame: pd.DataFrame, faults: list[str]) -> pd.DataFrame:
        if faults:
            raise FrameError(f"not a {self.name} frame: " + "; ".join(faults))
        return frame

    def _missing_texts(self, frame: pd.DataFrame) -> list[str]:
        texts = [name for name in self._texts if name in frame.columns]
        missing = frame[texts].isna().any()
        return [f"column {name} has missing text" for name in texts if missing[name]]

    def _faults(self, frame: pd.DataFrame, given: pd.DataFrame) -> list[str]:
        if list(frame.columns) != list(self.columns):
            return [f"columns are {list(frame.columns)}, must be {list(self.columns)}"]
        faults = [
            f"column {name} is {found}, must be {dtype}"
            for (name, dtype), found in zip(self.columns.items(), frame.dtypes, strict=True)
            if str(found) != dtype
        ]
        keys = {name: given[name] if _is_categories(given[name]) else frame[name] for name in self.key}
        if twice := int(pd.DataFrame(keys).duplicated().sum()):
            faults.append(f"{twice} rows repeat a key")
        return faults


def _is_categories(column: pd.Series) -> bool:
    """Say whether a column holds texts by number and lacks none: the numbers are equal just where the texts are."""
    kind = column.dtype
    return isinstance(kind, pd.CategoricalDtype) and kind.categories.dtype == "str" and not column.hasnans
