"""How large a part of the clients the interviews of a period cover: it stands beside every figure of what they say."""

from __future__ import annotations

import pandas as pd

from oj_analys import catalog, swedish
from oj_analys.charts import wording
from oj_analys.charts.band import band_note
from oj_analys.charts.figures import pick
from oj_analys.charts.frame import MISSING, Cell
from oj_analys.charts.marks import figures_in
from oj_analys.charts.names import in_unit
from oj_analys.charts.said import Said
from oj_analys.domain import Grupp, InterviewForm, Measure, Status, first_year, last_year

_UNKNOWN = "Täckning okänd."


def coverage_words(
    figures: pd.DataFrame, form: InterviewForm, grupp: Grupp, period: str, *, unit: str | None = None
) -> Said:
    """Say the coverage in the years of a period, the newest first (``Täckning i länet: 41 procent 2024``).

    Args:
        figures: A MEASURES frame whose rows are cleared to be shown, with or without rows of the usage.
        form: The interview form.
        grupp: The group.
        period: The period of the interviews, of one year or more.
        unit: The code of one of its kommuner; without one the whole group.

    Raises:
        DataError: If the rows of the usage are not cleared to be shown, or if the group has no such kommun.
    """
    measure = catalog.measure(f"{form.id}.tackning")
    chosen = grupp.unit if unit is None else unit
    cells = _cells(figures, measure, chosen, period)
    if all(cell.value is None and cell.status is not Status.SEKRETESS for cell in cells.values()):
        return Said(_UNKNOWN)
    hidden = [year for year, cell in cells.items() if cell.status is Status.SEKRETESS]
    told = ", ".join(_year(measure, year, cell) for year, cell in cells.items() if year not in hidden)
    why = f"{swedish.join(hidden)} {catalog.labels().status[Status.SEKRETESS].text}" if hidden else ""
    note = band_note(cell.band for cell in cells.values())
    words = "; ".join(filter(None, (told, why, note)))
    return Said(f"Täckning {in_unit(chosen, grupp)}: {words}.", figures_in(tuple(cells.values())))


def _cells(figures: pd.DataFrame, measure: Measure, unit: str, period: str) -> dict[str, Cell]:
    """Return the coverage of every year of a period, the newest first; a year without a row is missing."""
    years = [str(year) for year in range(last_year(period), first_year(period) - 1, -1)]
    rows = figures[(figures["measure"] == measure.id) & (figures["unit"] == unit) & figures["period"].isin(years)]
    if rows.empty:
        return dict.fromkeys(years, MISSING)
    found = pick(rows, [measure], [unit], tuple(rows["period"]))
    return {year: found.cell(unit, measure.id, year) for year in years}


def _year(measure: Measure, year: str, cell: Cell) -> str:
    return f"okänd {year}" if cell.value is None else f"{cell.band.said(wording.spoken(measure, cell.value))} {year}"
