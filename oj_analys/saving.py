"""The verb ``save``: a notebook's own chart or table as a file; figures of persons in a draft utgåva only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from oj_analys.charts.picture import Picture
from oj_analys.charts.render import png, svg_paths
from oj_analys.domain import DRAFT_MARK, OPEN_POLICY, DataError, Problem
from oj_analys.frames import MEASURES, FrameError, check_measures
from oj_analys.frames.manifest import MANIFEST, EditionStatus, read_manifest
from oj_analys.reports.writers.csv_rows import Value, csv_bytes
from oj_analys.swedish import counted

_DRAWN = {".png": png, ".svg": svg_paths}
_TABLE = ".csv"
_STRANGE = Problem(
    "save", "det här går inte att spara", "det som oj.chart_… har ritat, eller en hel tabell med mätvärden"
)


def save(figure: Figure | pd.DataFrame, path: str | Path) -> Path:
    """Save what an ``oj.chart_…`` returned as ``.png`` or ``.svg``, or a MEASURES frame as ``.csv``.

    What a notebook has guarded by itself (``utkast:…``) is guarded together with nothing else that is published, so it
    is saved in the folder of a draft utgåva only. The next run of the main job builds that folder anew.

    Args:
        figure: A chart, or a MEASURES frame: values in the units of the measures, an empty field where there is none.
        path: Where to; a file that is there is replaced, and folders that are missing are made.

    Returns:
        The path.

    Raises:
        DataError: For figures of persons outside a draft utgåva, rows that nobody has guarded, anything in a released
            utgåva, something else than a chart or a MEASURES frame, another ending, or a place that cannot be written.

    Example:
        >>> save(oj.chart_dots(compared, "U21468"), "hemtjanst.png")  # doctest: +SKIP
        PosixPath('hemtjanst.png')
    """
    place = Path(path)
    if isinstance(figure, Picture):
        data = _drawn(figure, place)
    elif isinstance(figure, pd.DataFrame):
        data = _tabled(figure, place)
    else:
        raise DataError(_STRANGE)
    _write(place, data)
    return place


def _drawn(picture: Picture, place: Path) -> bytes:
    draw = _DRAWN[_ending(place, tuple(_DRAWN))]
    _check_place(place, of_persons=DRAFT_MARK in picture.marks)
    return draw(picture)


def _tabled(frame: pd.DataFrame, place: Path) -> bytes:
    _ending(place, (_TABLE,))
    _check_table(frame)
    _check_place(place, of_persons=bool((frame["policy"] != OPEN_POLICY).any()))
    return csv_bytes(MEASURES.columns, _rows(frame))


def _ending(place: Path, allowed: tuple[str, ...]) -> str:
    ending = place.suffix.lower()
    if ending not in allowed:
        raise DataError(Problem(str(place), f'filändelsen är "{place.suffix}"', ", ".join(allowed), "Byt ändelse."))
    return ending


def _check_table(frame: pd.DataFrame) -> None:
    try:
        MEASURES.check(frame)
        if unguarded := int((frame["policy"] == "").sum()):
            found = f"tabellen har {counted(unguarded, 'rad', 'rader')} som inte är godkända att visa"
            raise DataError(Problem("save", found, action="Skydda dem först med oj.protect."))
        check_measures(frame)
    except FrameError:
        raise DataError(_STRANGE) from None


def _check_place(place: Path, *, of_persons: bool) -> None:
    """Refuse a released utgåva, and for figures of persons all but a draft one."""
    status = _status_at(place)
    if status is EditionStatus.RELEASED:
        action = "Spara utanför den: en utlämnad utgåva ändras aldrig."
        raise DataError(Problem(str(place), "utgåvan är utlämnad", action=action))
    if of_persons and status is not EditionStatus.DRAFT:
        action = "Skriv rapporterna med oj.publish, eller spara i mappen för en utgåva som är ett utkast."
        found = "uppgifterna om personer är ett utkast, som inte är skyddat tillsammans med det som redan är utlämnat"
        raise DataError(Problem(str(place), found, action=action))


def _status_at(place: Path) -> EditionStatus | None:
    """Return the status of the utgåva whose folder a path lies in, None outside of them."""
    folders = (folder for folder in place.resolve().parents if (folder / MANIFEST).is_file())
    nearest = next(folders, None)
    return None if nearest is None else read_manifest(nearest).status


def _rows(frame: pd.DataFrame) -> Iterator[list[Value]]:
    for row in frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None):
        yield list(row)


def _write(place: Path, data: bytes) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    except OSError:
        action = "Stäng filen om den är öppen, eller välj en annan plats."
        raise DataError(Problem(str(place), "går inte att skriva", "", action)) from None
