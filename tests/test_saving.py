"""The verb ``save``: figures of persons only in a draft utgåva, nothing in a released one."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from matplotlib.figure import Figure

import oj_analys as oj
from oj_analys import catalog
from oj_analys.domain import DataError, Edition
from oj_analys.frames import MEASURES
from oj_analys.frames.manifest import MANIFEST, write_manifest

OPEN = {
    "unit": "2380",
    "measure": "oj.U21468",
    "period": "2024",
    "sex": "T",
    "group": "alla",
    "value": 72.5,
    "n": 61,
    "status": "ok",
    "source": "a.xlsx#ab12cd34",
    "policy": "öppen",
}
STAFF = OPEN | {"measure": "ebp.svarande", "value": 70, "n": None, "count": 70, "policy": ""}


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    return MEASURES.build(list(rows))


@pytest.fixture
def guarded() -> pd.DataFrame:
    return frame(STAFF | {"policy": "utkast:ebp_personal"})


@pytest.fixture
def chart() -> Figure:
    rate = {"measure": "ebp.svarsfrekvens", "value": 70.0, "n": 100, "policy": "utkast:ebp_personal"}
    return oj.chart_bars(frame(STAFF | rate), "ebp.svarsfrekvens")


@pytest.fixture
def utgava(tmp_path: Path) -> Path:
    """The folder of a draft utgåva."""
    return _utgava(tmp_path, draft=True)


def _utgava(folder: Path, *, draft: bool) -> Path:
    edition = Edition("2025-06", date(2025, 6, 23), catalog.grupp("Jämtland"), "", "", "", syntetisk=True)
    (folder / "2025-06").mkdir()
    manifest = write_manifest(replace(edition, draft=draft), {}, {}, {})
    (folder / "2025-06" / MANIFEST).write_bytes(manifest)
    return folder / "2025-06"


def refused(figure: Any, path: Path) -> str:
    with pytest.raises(DataError) as caught:
        oj.save(figure, path)
    assert not path.exists()
    return str(caught.value)


def test_open_figures_are_saved_anywhere(tmp_path: Path) -> None:
    path = oj.save(frame(OPEN), tmp_path / "ny mapp å" / "tabell.csv")
    header, row = csv.reader(StringIO(path.read_bytes().decode("utf-8-sig")), delimiter=";")
    saved = dict(zip(header, row, strict=True))
    assert header == list(MEASURES.columns)
    assert (saved["value"], saved["n"], saved["low"], saved["unit"]) == ("72,5", "61", "", "2380")


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    path = oj.save(frame(OPEN | {"value": -2.5, "source": "=1+1;\n@x"}), tmp_path / "tabell.csv")
    row = list(csv.reader(StringIO(path.read_bytes().decode("utf-8-sig")), delimiter=";"))[1]
    assert row[list(MEASURES.columns).index("source")] == "'=1+1; @x"
    assert row[list(MEASURES.columns).index("value")] == "-2,5"


def test_a_notebooks_own_figures_of_persons_stay_in_a_draft(utgava: Path, tmp_path: Path) -> None:
    guarded = oj.protect(frame(STAFF))
    message = refused(guarded, tmp_path / "tabell.csv")
    assert "uppgifterna om personer är ett utkast" in message
    assert "oj.publish" in message
    assert oj.save(guarded, utgava / "eget" / "tabell.csv").is_file()


@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_so_do_charts_of_them(chart: Figure, utgava: Path, tmp_path: Path, ending: str) -> None:
    assert "ett utkast" in refused(chart, tmp_path / f"bild{ending}")
    assert oj.save(chart, utgava / f"bild{ending}").stat().st_size > 1000


def test_a_way_round_by_dots_or_a_link_is_seen(guarded: pd.DataFrame, utgava: Path, tmp_path: Path) -> None:
    refused(guarded, utgava / ".." / "tabell.csv")
    try:
        (utgava / "ut").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("this system lets nobody make links")
    refused(guarded, utgava / "ut" / "tabell.csv")


@pytest.mark.parametrize("policy", ["öppen", "utkast:ebp_personal"])
def test_a_released_utgava_is_never_touched(tmp_path: Path, policy: str) -> None:
    released = _utgava(tmp_path, draft=False)
    message = refused(frame(OPEN | {"policy": policy}), released / "eget" / "tabell.csv")
    assert "utgåvan är utlämnad" in message
    assert not (released / "eget").exists()


def test_a_damaged_utgava_takes_nothing(guarded: pd.DataFrame, utgava: Path) -> None:
    (utgava / MANIFEST).write_text(json.dumps({"status": "okänd"}), encoding="utf-8")
    assert "skadad" in refused(guarded, utgava / "tabell.csv")


def test_rows_that_nobody_has_guarded_are_saved_nowhere(utgava: Path) -> None:
    message = refused(frame(STAFF), utgava / "tabell.csv")
    assert "1 rad som inte är godkända att visa. Skydda dem först med oj.protect." in message


def test_a_plain_policy_from_elsewhere_opens_nothing(tmp_path: Path) -> None:
    assert "ett utkast" in refused(frame(STAFF | {"policy": "ebp_personal"}), tmp_path / "tabell.csv")


@pytest.mark.parametrize("figure", [Figure(), None, "bild", pd.DataFrame({"person": ["KANARIE"]})])
def test_what_is_no_chart_and_no_table_of_figures(tmp_path: Path, figure: object) -> None:
    message = refused(figure, tmp_path / "a.csv")
    assert "det här går inte att spara; tillåtet: det som oj.chart_… har ritat" in message
    assert "KANARIE" not in message


def test_the_ending_says_what_it_is(chart: Figure, guarded: pd.DataFrame, utgava: Path) -> None:
    assert 'filändelsen är ".csv"; tillåtet: .png, .svg' in refused(chart, utgava / "bild.csv")
    assert 'filändelsen är ".xlsx"; tillåtet: .csv' in refused(guarded, utgava / "tabell.xlsx")
    assert 'filändelsen är ""' in refused(guarded, utgava / "tabell")


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "fil").touch()
    assert "går inte att skriva" in refused(frame(OPEN), tmp_path / "fil" / "tabell.csv")


def test_the_same_chart_gives_the_same_bytes(chart: Figure, utgava: Path) -> None:
    first = oj.save(chart, utgava / "a.svg").read_bytes()
    assert oj.save(chart, utgava / "b.svg").read_bytes() == first
