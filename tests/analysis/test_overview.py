from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from oj_analys import catalog
from oj_analys.analysis.overview import overview
from oj_analys.domain import OPEN_POLICY, DataError
from oj_analys.frames import COMPARED, OVERVIEW
from oj_analys.frames.spec import FrameError

BRACKE, ARE = "2305", "2321"
HOME_CARE, RESIDENCE, POLICE, RETIRED, COUNT = "oj.U21468", "oj.U23471", "oj.U37488", "oj.U23495", "oj.U21470"

Frame = Callable[..., pd.DataFrame]


def _row(unit: str, measure: str, period: str, position: str = "ej jämförbar", status: str = "ok", **more: Any) -> Any:
    return {
        "unit": unit,
        "measure": measure,
        "period": period,
        "sex": "T",
        "group": "alla",
        "value": 1.0 if status == "ok" else None,
        "status": status,
        "source": f"{measure[3:]}.xlsx#12345678",
        "policy": OPEN_POLICY,
        "reference_kind": "riket",
        "position": position,
        **more,
    }


def _counts(found: pd.DataFrame, unit: str, area: str) -> dict[str, Any]:
    (row,) = found[(found["unit"] == unit) & (found["area"] == area)].to_dict("records")
    return row


def test_newest_measures_are_counted_by_judgement() -> None:
    rows = [
        _row(BRACKE, HOME_CARE, "2022", "bättre"),
        _row(BRACKE, HOME_CARE, "2024", "sämre"),
        _row(BRACKE, "oj.U21466", "2024", "ingen tydlig skillnad"),
        _row(BRACKE, "oj.U21449", "2025", "osäkert"),
        _row(BRACKE, "oj.U21467", "2022/2024", "högre"),
        _row(BRACKE, "oj.U21553", "2025"),
        _row(ARE, HOME_CARE, "2024", "bättre"),
    ]
    found = overview(COMPARED.build(rows), [BRACKE, ARE])
    assert len(found) == 2
    row = _counts(found, BRACKE, "aldreomsorg")
    names = ("figures", "better", "same", "worse", "unsure", "questions", "hidden", "missing")
    assert [row[name] for name in names] == [4, 0, 1, 1, 1, 1, 0, 0]
    assert (row["first"], row["last"], row["reasons"]) == (2022, 2025, "")
    assert row["source"].split(";") == sorted(
        f"{name}.xlsx#12345678" for name in ("U21468", "U21466", "U21449", "U21467", "U21553")
    )
    assert _counts(found, ARE, "aldreomsorg")["better"] == 1


def test_hidden_and_missing_are_counted_apart_with_their_reasons() -> None:
    rows = [
        _row(BRACKE, HOME_CARE, "2024", status="sekretess"),
        _row(BRACKE, "oj.U21466", "2024", status="saknas"),
        _row(BRACKE, "oj.U21553", "2025", status="bortfall"),
    ]
    row = _counts(overview(COMPARED.build(rows), [BRACKE]), BRACKE, "aldreomsorg")
    assert (row["figures"], row["questions"], row["hidden"], row["missing"]) == (0, 0, 1, 2)
    assert row["reasons"] == "bortfall;saknas;sekretess"
    assert pd.isna(row["first"])


def test_a_newer_missing_value_takes_the_place_of_an_older_one() -> None:
    rows = [_row(BRACKE, HOME_CARE, "2023", "bättre"), _row(BRACKE, HOME_CARE, "2024", status="bortfall")]
    row = _counts(overview(COMPARED.build(rows), [BRACKE]), BRACKE, "aldreomsorg")
    assert (row["figures"], row["better"], row["missing"]) == (0, 0, 1)


def test_old_and_retired_measures_and_other_references_are_left_out() -> None:
    rows = [
        _row(BRACKE, POLICE, "2025"),
        _row(BRACKE, HOME_CARE, "2022", "sämre"),
        _row(BRACKE, RETIRED, "2025", "sämre"),
        _row(BRACKE, POLICE, "2025", reference_kind="lan"),
        _row(BRACKE, "oj.U21466", "2025", "sämre", sex="K"),
    ]
    frame = COMPARED.build(rows)
    assert catalog.measure(RETIRED).retired
    found = overview(frame, [BRACKE])
    assert found["area"].tolist() == ["vald"]
    assert found["questions"].tolist() == [1]
    assert set(overview(frame, [BRACKE], year=2024)["area"]) == {"vald", "aldreomsorg"}


def test_areas_stand_in_the_order_of_the_reports_and_other_kommuner_are_left_out() -> None:
    measures = [HOME_CARE, POLICE, "oj.U30446"]
    rows = [_row(unit, measure, "2025") for measure in measures for unit in (ARE, BRACKE)]
    found = overview(COMPARED.build(rows), [ARE])
    order = [area.id for area in catalog.areas()]
    assert set(found["unit"]) == {ARE}
    assert found["area"].map(order.index).is_monotonic_increasing
    OVERVIEW.check(found)


def test_the_frame_must_be_compared_with_riket() -> None:
    frame = COMPARED.build([_row(BRACKE, HOME_CARE, "2024", reference_kind="lan")])
    with pytest.raises(DataError, match="riket saknas"):
        overview(frame, [BRACKE])
    with pytest.raises(DataError, match="kommunerna saknas"):
        overview(COMPARED.build([_row(BRACKE, HOME_CARE, "2024")]), [ARE])
    with pytest.raises(FrameError):
        overview(frame[["unit"]], [BRACKE])
