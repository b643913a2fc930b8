"""The open figures of Kolada: from a snapshot that ``hamta`` wrote, or a folder with pages of its API v3."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from oj_analys.domain import DataError, Notice, Problem, Status, ValueKind
from oj_analys.sources._cage import caged
from oj_analys.sources._part import NoticeKind, Origin, Part, Tally
from oj_analys.sources._rows import Columns
from oj_analys.sources.ignored import is_ignored
from oj_analys.sources.kolada.checks import note_value_faults, numbers_of_answers, periods
from oj_analys.sources.kolada.decode import FETCH_AGAIN
from oj_analys.sources.kolada.faults import Faults
from oj_analys.sources.kolada.figures import Figures, codes
from oj_analys.sources.kolada.folder import Stored, read_page_folder
from oj_analys.sources.kolada.select import Aside, kolada_measures, select
from oj_analys.sources.kolada.snapshot import is_snapshot, read_snapshot
from oj_analys.sources.kolada.units import read_units
from oj_analys.swedish import counted

_STATUSES = pd.Index([str(Status.OK), str(Status.OKAND)], dtype="str")


@caged
def read_kolada(folder: str | Path, *, origin: Origin | None = None) -> Part:
    """Return the open figures of a Kolada snapshot: one MEASURES row per value.

    The folder is one that ``hamta`` wrote (``snapshot.json`` and the files that it names), or holds pages of the API:
    ``kpi_1.json``, ``municipality_1.json``, ``data_1.json``, ``data_2.json`` … Shares are in percent. Kolada never says
    why a value is missing: the status is ``okänd``. The number of answers comes from the measure that the catalogue
    names (``Measure.n_from``), for the same kommun, year and sex; ``count`` is filled where it agrees. A measure of
    three years has the period ``2022/2024`` where Kolada says 2024.

    Raises:
        DataError: every fault at once, each told where it first stands: a file, page or field that is missing, a file
            that is not as it was fetched, an unknown kommun, nyckeltal or sex letter, a value beyond the measure's
            coding or beyond 0–100 percent, shares written as 0–1, two different values of the same thing, a folder
            without any value of the catalogue's.
    """
    folder = Path(folder)
    origin = origin or Origin(folder.name)
    faults, aside, problems = Faults(), Aside(), list[Problem]()
    stored = (
        read_snapshot(folder, origin.name) if is_snapshot(folder) else read_page_folder(folder, origin.name, faults)
    )
    units = read_units(stored.municipalities, problems)
    used = select(stored.figures, units, stored.kpi_ids, aside, faults)
    note_value_faults(used, faults)
    problems += (*_date_problems(stored, origin), *faults.problems())
    if not (len(used.frame) or problems):
        problems.append(Problem(origin.name, "mappen har inget värde för katalogens nyckeltal", "", FETCH_AGAIN))
    if problems:
        raise DataError(problems)
    return _part(stored, used, aside, replace(origin, retrieved=origin.retrieved or stored.retrieved))


def _part(stored: Stored, used: Figures, aside: Aside, origin: Origin) -> Part:
    fingerprint = hashlib.sha256("".join(f"{one.path} {one.sha256}\n" for one in stored.inputs).encode()).hexdigest()
    source = origin.source(f"kolada:{origin.retrieved or origin.name}", fingerprint)
    notices = (*_notices(aside, origin), *_silent(used, stored.kpi_ids, origin), *_unread(stored.unread, origin))
    unused = aside.told()
    tally = Tally(origin.name, len(stored.figures.frame), len(used.frame), unused)
    return _columns(used).part(origin, source, notices, stored.inputs, (tally,))


def _columns(figures: Figures) -> Columns:
    """Return the values, all of the catalogue's nyckeltal."""
    frame = figures.frame
    kpi = frame["kpi"].cat.remove_unused_categories()
    measures = [kolada_measures()[one] for one in kpi.cat.categories]
    decimals = [one.decimals if one.kind is ValueKind.ANDEL else math.nan for one in measures]
    return Columns(
        unit=frame["municipality"].array,
        measure=kpi.cat.rename_categories([one.id for one in measures]).array,
        period=periods(figures),
        sex=frame["sex"].array,
        status=pd.Categorical.from_codes(frame["value"].isna().astype("int8"), _STATUSES),
        value=frame["value"].to_numpy(),
        n=numbers_of_answers(figures),
        decimals=np.array(decimals, dtype=float)[codes(kpi)],
        places=figures.places,
    )


def _date_problems(stored: Stored, origin: Origin) -> Iterator[Problem]:
    if stored.retrieved and origin.retrieved and stored.retrieved != origin.retrieved:
        found = f"hamtad är {origin.retrieved}, men mappen är hämtad {stored.retrieved}"
        yield Problem(origin.name, found, stored.retrieved, "Rätta hamtad i underlag.toml, eller ta bort den raden.")


def _notices(aside: Aside, origin: Origin) -> Iterator[Notice]:
    """Say what was left out, as far as there was anything."""
    for reason, count in aside.told().items():
        if count:
            text = f"{origin.name}: {counted(count, 'värde', 'värden')} används inte ({reason})."
            yield Notice(origin.name, NoticeKind.SATT_AT_SIDAN, "", "", count, text)


def _silent(used: Figures, kpis: Iterable[str], origin: Origin) -> Iterator[Notice]:
    """Tell of the catalogue's nyckeltal that the metadata list and that have no value."""
    silent = sorted(set(kpis) & kolada_measures().keys() - set(used.frame["kpi"].unique()))
    if silent:
        text = f"{origin.name}: {counted(len(silent), 'nyckeltal', 'nyckeltal')} saknar värden ({', '.join(silent)})."
        yield Notice(origin.name, NoticeKind.RAD_SAKNAS, "", "", len(silent), text)


def _unread(names: Iterable[str], origin: Origin) -> Iterator[Notice]:
    for name in names:
        if not is_ignored(name):
            place = f"{origin.name}/{name}"
            yield Notice(place, NoticeKind.LASES_INTE, "", "", 1, f"{place} läses inte: den är ingen sida ur Kolada.")
