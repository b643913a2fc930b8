"""A folder of Kolada v3 pages, as the service hands them out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from oj_analys import catalog
from oj_analys.domain import RIKET, SYNTHETIC_MARK, Measure
from oj_analys.example import plan
from oj_analys.example.cell import Cell
from oj_analys.example.county import column
from oj_analys.example.editions import SPRING_YEAR, Release
from oj_analys.example.place import codes, county
from oj_analys.example.plan import Fetched

SERVICE = "https://api.kolada.se/v3"
UNKNOWN = "N00999"
"""A KPI that the catalogue does not know: a reader sets it aside."""

DELETED = (("N31807", "0114", 2021), ("U31402", "0115", 2021), ("N31814", "0117", 2022))
"""Rows that the service has deleted but still sends (kpi, kommun, year)."""

_DATA_PAGE = 1500
_KPI_PAGE = 15

Json = dict[str, Any]


def write_snapshot(folder: Path, release: Release) -> None:
    """Write the pages of municipality, kpi and data into a new folder."""
    folder.mkdir()
    _write_pages(folder, "municipality", list(_municipalities()), len(codes()) * 2)
    _write_pages(folder, "kpi", list(_kpis()), _KPI_PAGE)
    _write_pages(folder, "data", list(_data(release)), _DATA_PAGE)


def _write_pages(folder: Path, kind: str, values: list[Json], size: int) -> None:
    pages = [values[start : start + size] for start in range(0, len(values), size)]
    for number, page in enumerate(pages, start=1):
        whole = {
            "count": len(page),
            "values": page,
            "next_url": _url(kind, number + 1, size) if number < len(pages) else None,
            "previous_url": _url(kind, number - 1, size) if number > 1 else None,
        }
        text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
        (folder / f"{kind}_{number}.json").write_text(text, encoding="utf-8", newline="\n")


def _url(kind: str, page: int, size: int) -> str:
    ids = ",".join(fetched.measure for fetched in plan.KOLADA)
    path = f"data/kpi/{ids}/year/2019,2020,2021,2022,2023,2024,2025" if kind == "data" else kind
    return f"{SERVICE}/{path}?page={page}&per_page={size}"


def _municipalities() -> Iterator[Json]:
    yield {"id": RIKET, "title": "Riket", "type": "L"}
    for lan in catalog.lan():
        yield {"id": lan.unit, "title": f"Region {lan.name}", "type": "L"}
    for kommun in catalog.kommuner():
        yield {"id": kommun.code, "title": kommun.name, "type": "K"}


def _kpis() -> Iterator[Json]:
    for fetched in plan.KOLADA:
        measure = plan.measure(fetched.measure)
        yield _kpi(measure.source_id, measure.title, measure, regions=fetched.regions)
    yield _kpi(UNKNOWN, "Påhittat nyckeltal som inte finns i katalogen", plan.measure("N31807"), regions=False)


def _kpi(source_id: str, title: str, measure: Measure, *, regions: bool) -> Json:
    return {
        "id": source_id,
        "title": title,
        "description": f"{SYNTHETIC_MARK}. Källa: {measure.producer}",
        "is_divided_by_gender": measure.by_sex,
        "municipality_type": "A" if regions else "K",
        "auspice": "X",
        "operating_area": catalog.area(measure.area).name,
        "perspective": "Kvalitet och resultat",
        "prel_publication_date": None,
        "publication_date": None,
        "publ_period": str(SPRING_YEAR),
        "has_ou_data": False,
    }


def _data(release: Release) -> Iterator[Json]:
    for fetched in plan.KOLADA:
        *earlier, latest = release.years(fetched)
        for year in earlier:
            yield from _rows(fetched, year, county(), "T", release)
        kommuner = codes() if fetched.everywhere else county()
        sexes = "TKM" if plan.measure(fetched.measure).by_sex else "T"
        yield from _rows(fetched, latest, kommuner, sexes, release)
        if fetched.regions:
            yield from _regions(fetched, latest, release)
    yield from (_row(kpi, kommun, year, [_value("T", Cell(1.0), deleted=True)]) for kpi, kommun, year in DELETED)
    yield from (_row(UNKNOWN, kommun, SPRING_YEAR, [_value("T", Cell(1.0))]) for kommun in county())


def _rows(fetched: Fetched, year: int, kommuner: Iterable[str], sexes: str, release: Release) -> Iterator[Json]:
    """Return the rows of one measure and year; kvinnor and män only near, to keep the files small."""
    measure = plan.measure(fetched.measure)
    cells = {sex: column(measure.source_id, year, sex, release.utgava) for sex in sexes}
    for unit in (*kommuner, RIKET):
        if _is_told(measure, unit, cells["T"][unit]):
            near = sexes if unit in (*county(), RIKET) else "T"
            yield _row(measure.source_id, unit, year, [_value(sex, cells[sex][unit]) for sex in near])


def _is_told(measure: Measure, unit: str, total: Cell) -> bool:
    """Say whether there is a row: riket has no answers, and a missing value far away is left out."""
    if unit == RIKET:
        return not measure.kind.is_answer
    return unit in county() or total.value is not None


def _regions(fetched: Fetched, year: int, release: Release) -> Iterator[Json]:
    """Return the regions' own figures, which have the codes of the län but are not theirs."""
    cells = column(fetched.measure, year, "T", release.utgava)
    for lan in catalog.lan():
        yield _row(fetched.measure, lan.unit, year, [_value("T", Cell((cells[lan.unit].value or 0) + 1))])


def _row(source_id: str, unit: str, year: int, values: list[Json]) -> Json:
    return {"kpi": source_id, "municipality": unit, "period": year, "values": values}


def _value(sex: str, cell: Cell, *, deleted: bool = False) -> Json:
    """Return one value; the service never says why one is missing."""
    count = 0 if cell.value is None else 1
    return {"gender": sex, "count": count, "status": "", "value": cell.value, "isdeleted": deleted}
