"""``data.parquet``: the values of a snapshot as a file, and back."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from oj_analys.domain import DataError, Problem
from oj_analys.sources._values import SEXES
from oj_analys.sources._watch import watched
from oj_analys.sources.door.file_bytes import LARGEST_FILE
from oj_analys.sources.kolada.figures import KEY, Figures, codes, text_column
from oj_analys.swedish import number

TABLE = "data.parquet"
FETCH = "Hämta på nytt med python -m oj_analys hamta."

_MARK = b"PAR1"
_BYTES_PER_ROW = 64  # what a value takes when it is unpacked
_COLUMNS: Mapping[str, str] = {
    "kpi": "category",
    "municipality": "category",
    "period": "int32",
    "gender": "category",
    "value": "float64",
    "count": "int32",
    "status": "category",
}


def write_table(figures: Figures, path: Path) -> None:
    """Write values, sorted by what they are about: the same values give the same bytes.

    Raises:
        DataError: the file would be larger than what is read.
    """
    import fastparquet  # noqa: PLC0415 - only who has a snapshot waits for it

    table = _table(figures)
    fastparquet.write(str(path), table, compression="ZSTD", write_index=False, stats=False)
    if (size := path.stat().st_size) > LARGEST_FILE:
        found, allowed = f"hämtningen är {number(size / 1e6)} MB", f"högst {number(LARGEST_FILE / 1e6)} MB"
        raise DataError(Problem(TABLE, found, allowed, "Hämta färre år eller nyckeltal åt gången."))


def read_table(data: bytes, rows: int, where: str) -> Figures:
    """Return the values of a file that must have so many rows.

    Raises:
        DataError: the file is no Parquet file, or has other columns, kinds of values or another number of rows.
    """
    import fastparquet  # noqa: PLC0415 - only who has a snapshot waits for it

    if not (data.startswith(_MARK) and data.endswith(_MARK)):
        raise _damaged(where)
    try:
        with watched(where, len(data) + rows * _BYTES_PER_ROW):
            file = fastparquet.ParquetFile(io.BytesIO(data))
            fits = {name: str(kind) for name, kind in file.dtypes.items()} == dict(_COLUMNS) and file.count() == rows
            found = _figures(file.to_pandas(), where) if fits else None
    except Exception:  # noqa: BLE001 - whatever a damaged file makes the library say
        raise _damaged(where) from None
    if found is None or found.frame[[*KEY, "status"]].isna().to_numpy().any():
        raise _damaged(where)
    if not found.holds("sex", SEXES.__contains__).all():
        raise _damaged(where)
    return found


def _table(figures: Figures) -> pd.DataFrame:
    frame = figures.frame
    table = pd.DataFrame(
        {
            "kpi": _sorted_texts(frame["kpi"]),
            "municipality": _sorted_texts(frame["municipality"]),
            "period": frame["year"].astype(str).astype("int32"),
            "gender": pd.Categorical(frame["sex"], categories=list(SEXES)),
            "value": frame["value"],
            "count": frame["count"].astype("int32"),
            "status": _sorted_texts(frame["status"]),
        }
    )
    return table.sort_values(["kpi", "municipality", "period", "gender"], ignore_index=True)


def _sorted_texts(column: pd.Series) -> pd.Categorical:
    return pd.Categorical(column, categories=sorted(column.cat.categories))


def _figures(table: pd.DataFrame, where: str) -> Figures:
    years, period = np.unique(table["period"].to_numpy(), return_inverse=True)
    frame = pd.DataFrame(
        {
            "kpi": _texts(table["kpi"]),
            "municipality": _texts(table["municipality"]),
            "year": text_column(period, [str(year) for year in years]),
            "sex": _texts(table["gender"]),
            "status": _texts(table["status"]),
            "value": table["value"],
            "count": table["count"].astype("int64"),
            "deleted": False,
            "file": 0,
            "row": np.arange(1, len(table) + 1),
        }
    )
    return Figures(frame, (where,), "rad")


def _texts(column: pd.Series) -> pd.Series:
    """Return a column with its texts in pandas' own form, which the library leaves half done."""
    return text_column(codes(column), [str(text) for text in column.cat.categories])


def _damaged(where: str) -> DataError:
    return DataError(Problem(where, "filen är ingen tabell som hamta har skrivit", "", FETCH))
