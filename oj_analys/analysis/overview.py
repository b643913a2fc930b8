"""Where kommuner stand against riket, area by area, counted over the newest values that are still followed."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from oj_analys import catalog
from oj_analys.analysis.current import beside_riket, newest_of_all, year_or_latest
from oj_analys.domain import Status
from oj_analys.frames import OVERVIEW
from oj_analys.frames.overview import JUDGED

_STATUSES = [str(status) for status in Status]


def overview(compared: pd.DataFrame, units: Sequence[str], *, year: int | None = None) -> pd.DataFrame:
    """Count the newest values of some kommuner by area and by where they stand against riket.

    Args:
        compared: A COMPARED frame with riket among its references.
        units: The codes of the kommuner.
        year: The year of the edition, the latest year measured in the frame if not given. What was last measured too
            many years before is left out, and so are retired measures.

    Returns:
        An OVERVIEW frame, one row per kommun and area that it has a row of, in the order of the areas. ``figures`` are
        the measures with a value, ``better``, ``same``, ``worse`` and ``unsure`` those of them that are judged so;
        ``questions`` are answered in words and not judged. ``hidden`` and ``missing`` have
        no value, ``reasons`` says why, the statuses joined by ``;``. ``first`` and ``last`` are the years of what is
        shown.

    Raises:
        DataError: If none of the kommuner is in the frame, or nothing is compared with riket.
        FrameError: If ``compared`` is no COMPARED frame.
    """
    rows = newest_of_all(beside_riket(compared, units, "kommunerna"), year_or_latest(compared, year))
    shown = rows["status"] == Status.OK
    figure = shown & ~rows["answer"].astype("bool")
    counted = rows.assign(
        area=rows["measure"].map({name: measure.area for name, measure in catalog.measures().items()}),
        figures=figure,
        **{name: figure & (rows["position"] == position) for name, position in JUDGED.items()},
        questions=shown & ~figure,
        hidden=rows["status"] == Status.SEKRETESS,
        missing=~shown & (rows["status"] != Status.SEKRETESS),
        reasons=rows["status"].mask(shown, ""),
        first=rows["first"].where(shown),
        last=rows["last"].where(shown),
    )
    sums = dict.fromkeys(["figures", *JUDGED, "questions", "hidden", "missing"], "sum")
    found = counted.groupby(["unit", "area"], as_index=False).agg(
        {**sums, "reasons": _reasons, "first": "min", "last": "max", "source": _joined}
    )
    order = {area.id: at for at, area in enumerate(catalog.areas())}
    found = found.sort_values("area", key=lambda areas: areas.map(order), kind="stable")
    return OVERVIEW.build(found.sort_values("unit", kind="stable"))


def _reasons(statuses: pd.Series[str]) -> str:
    return ";".join(sorted({status for status in statuses if status}, key=_STATUSES.index))


def _joined(sources: pd.Series[str]) -> str:
    return ";".join(sorted(set(sources)))
