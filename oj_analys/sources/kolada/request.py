"""What is asked of Kolada, as addresses that its API v3 accepts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from oj_analys.sources.kolada.manifest import Asked

MOST_IDS = 25  # the API's limit for each part of a path
PER_PAGE = 5000  # its limit for a page


@dataclass(frozen=True, slots=True)
class Request:
    """One question: the kind of record (``kpi``, ``municipality``, ``municipality_groups``, ``data``), its address.

    ``kpis`` are the nyckeltal that it is about, empty for the other kinds.
    """

    kind: str
    url: str
    kpis: tuple[str, ...] = ()


def metadata_requests(asked: Asked, base: str, size: int = MOST_IDS) -> Iterator[Request]:
    """Yield the questions for the metadata of what was asked; all kommuner and groups are fetched."""
    for kpis in chunks(asked.nyckeltal, size):
        yield Request("kpi", _url(base, f"kpi/{','.join(kpis)}"), tuple(kpis))
    for kind in ("municipality", "municipality_groups"):
        yield Request(kind, _url(base, kind))


def data_requests(asked: Asked, base: str, size: int = MOST_IDS) -> Iterator[Request]:
    """Yield the questions for the values: every part of a path has at most ``size`` ids.

    >>> asked = Asked(("N00001", "N00002"), ("0000",), (2023, 2024))
    >>> [request.url for request in data_requests(asked, "https://k/", size=1)][0]
    'https://k/data/kpi/N00001/municipality/0000/year/2023?per_page=5000'
    """
    parts = (chunks(asked.nyckeltal, size), chunks(asked.kommuner, size), chunks([*map(str, asked.ar)], size))
    for kpis, units, years in product(*parts):
        path = f"data/kpi/{','.join(kpis)}/municipality/{','.join(units)}/year/{','.join(years)}"
        yield Request("data", _url(base, path), tuple(kpis))


def chunks(ids: Sequence[str], size: int) -> list[Sequence[str]]:
    """Return ids in parts of at most ``size``.

    >>> chunks(["a", "b", "c"], 2)
    [['a', 'b'], ['c']]
    """
    return [ids[start : start + size] for start in range(0, len(ids), size)]


def _url(base: str, path: str) -> str:
    return f"{base}{path}?per_page={PER_PAGE}"
