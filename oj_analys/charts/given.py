"""What a chart was given: the wrong table, or measures that are no list, is said in Swedish."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from oj_analys import catalog
from oj_analys.domain import OPEN_POLICY, DataError, Measure, Problem
from oj_analys.frames import COMPARED, FrameError

WHERE = "diagrammet"

_GUARDED = "Ge tabellen som oj.protect lämnar till ett diagram för skyddade värden, till exempel chart_bars."
_GIVE = "Ge den tabell som oj.compare lämnar."


def check_columns(table: object, columns: Iterable[str], action: str) -> None:
    """Raise DataError unless this is a table with some columns; ``action`` says where such a table comes from."""
    if not isinstance(table, pd.DataFrame):
        raise DataError(Problem(WHERE, "det som gavs är ingen tabell", action=action))
    if missing := [name for name in columns if name not in table.columns]:
        raise DataError(Problem(WHERE, f"tabellen saknar kolumnerna {', '.join(missing)}", action=action))


def as_compared(compared: pd.DataFrame) -> pd.DataFrame:
    """Return a comparison without the columns that somebody added of their own.

    Raises:
        DataError: If this is no table, or has not all columns of COMPARED.
    """
    check_columns(compared, COMPARED.columns, _GIVE)
    own = list(COMPARED.columns)
    return compared if list(compared.columns) == own else compared[own]


def check_open(rows: pd.DataFrame, of: str = "") -> None:
    """Raise DataError unless these are rows of COMPARED, all open; ``of`` is the measure they are of."""
    try:
        COMPARED.check(rows)
    except FrameError as error:
        found = f"tabellen har ändrats så att den inte är en jämförelse längre ({error})"
        raise DataError(Problem(WHERE, found, action=_GIVE)) from error
    what = f" för {of}" if of else ""
    if (rows["policy"] == "").any():
        found = f"tabellen har rader{what} som inte är godkända att visa"
        raise DataError(Problem(WHERE, found, action="Skydda dem först."))
    if (rows["policy"] != OPEN_POLICY).any():  # also guarded ones: these forms carry no keys of persons
        found = f"tabellen har rader om personer{what}"
        raise DataError(Problem(WHERE, found, "öppna värden", _GUARDED))


def measures_named(names: Sequence[str]) -> list[Measure]:
    """Return some measures by their ids, in the order given.

    Raises:
        DataError: If there is no such measure, or if this is one id and no list.
    """
    if isinstance(names, str):
        found = f'måtten är en text, "{names}"'
        raise DataError(Problem(WHERE, found, f'en lista, ["{names}"]', "Sätt hakparenteser runt måttet."))
    return [catalog.measure(name) for name in names]
