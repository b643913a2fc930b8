"""MEASURES: the waist of the house, one row per value of one measure."""

from __future__ import annotations

import pandas as pd

from oj_analys.domain import Status
from oj_analys.frames.spec import FrameError, FrameSpec

KEY = ("unit", "measure", "period", "sex", "group")

MEASURES = FrameSpec(
    "MEASURES",
    {
        "unit": "str",
        "measure": "str",
        "period": "str",
        "sex": "str",
        "group": "str",
        "value": "float64",
        "low": "float64",
        "high": "float64",
        "n": "Int64",
        "count": "Int64",
        "status": "str",
        "source": "str",
        "policy": "str",
    },
    KEY,
)

_STATUSES = tuple(str(status) for status in Status)


def check_measures(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a MEASURES frame as it is, or raise FrameError.

    Beyond columns, dtypes and key: a value is empty exactly when ``status`` is not ``ok``; every row has a policy,
    so that a figure that nobody has cleared stops here (fails closed).
    """
    MEASURES.check(frame)
    faults = []
    if unknown := sorted(set(frame["status"].unique()) - set(_STATUSES)):
        faults.append(f"unknown status {unknown}")
    if mismatched := int((frame["value"].isna() == (frame["status"] == Status.OK)).sum()):
        faults.append(f"{mismatched} rows have a value without status ok, or ok without a value")
    if uncleared := int((frame["policy"] == "").sum()):
        faults.append(f"{uncleared} rows have no policy")
    if faults:
        raise FrameError("not a MEASURES frame: " + "; ".join(faults))
    return frame
