"""A small made-up edition: five kommuner and their län, one mean in two forms, and the files that print it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from xlsxwriter import Workbook

from oj_analys.domain import Status
from oj_analys.frames.shown import (
    BlockKind,
    Key,
    Shown,
    ShownBlock,
    ShownCell,
    ShownFigure,
    ShownFile,
    ShownMeasure,
    ShownPolicy,
)

MEAN, COUNT = "ebp.attityder", "asi.personal"
SENDER = "FoU Påhitt"
LEAST = {"medel": 7, "antal": 7, "andel": 7}
DECIMALS = {"medel": 1, "antal": 0, "andel": 0}

Book = Callable[..., bytes]


def mean(unit: str) -> Key:
    return Key(unit, MEAN, "2025", "T", "alla")


HIDDEN, ALSO_HIDDEN, SHOWN = mean("2303"), mean("2313"), mean("2305")
BAND, ABSENT, WHOLE = mean("2309"), mean("2321"), mean("0023")
ROWS = (
    ("Ragunda", HIDDEN),
    ("Bräcke", SHOWN),
    ("Krokom", BAND),
    ("Strömsund", ALSO_HIDDEN),
    ("Åre", ABSENT),
    ("Länet", WHOLE),
)
CELLS: Mapping[Key, tuple[Any, Any]] = {
    HIDDEN: ("..", ""),
    ALSO_HIDDEN: ("..", ""),
    SHOWN: (3.4, 18),
    BAND: ("≥\u00a04,6", 12),
    ABSENT: ("–", ""),
    WHOLE: (3.7, 172),
}


def figure(key: Key, value: float | None = None, n: int | None = None, **changes: Any) -> ShownFigure:
    status = Status.OK if value is not None else Status.SEKRETESS
    return replace(ShownFigure(key, status, "ebp_personal", 1, value, n), **changes)


FIGURES = (
    figure(HIDDEN),
    figure(ALSO_HIDDEN),
    figure(SHOWN, 3.4, 18),
    figure(BAND, 4.6, 12, low=4.6, high=5.0),
    figure(ABSENT, status=Status.SAKNAS),
    figure(WHOLE, 3.7, 172),
)
TABLE_CELLS = tuple(ShownCell(row, column, (key,)) for row, (_, key) in enumerate(ROWS) for column in (2, 3))
PICTURE = ShownBlock(BlockKind.PICTURE, "Attityder 2025", guarded=True, figures=(SHOWN, WHOLE, HIDDEN), marks=2)


@pytest.fixture(scope="session")
def shown() -> Shown:
    """What the edition shows: a workbook, a picture in two formats, its words, and a page."""
    table = ShownBlock(BlockKind.TABLE, "EBP", guarded=True, cells=TABLE_CELLS)
    words = ShownBlock(
        BlockKind.TABLE,
        "alt-texter.csv",
        guarded=False,
        cells=tuple(ShownCell(0, column, PICTURE.figures) for column in (2, 3)),
    )
    page = (
        ShownBlock(BlockKind.HEADING, "Öppna jämförelser", guarded=False, level=2),
        ShownBlock(BlockKind.HEADING, "EBP-termometern", guarded=True, level=2),
        ShownBlock(BlockKind.TEXT, "", guarded=True, figures=(SHOWN,)),
        ShownBlock(BlockKind.TABLE, "Medelvärden", guarded=True, cells=TABLE_CELLS),
        ShownBlock(BlockKind.HEADING, "Källor", guarded=False, level=2),
    )
    return Shown(
        utgava="2025-06",
        sender=SENDER,
        figures=FIGURES,
        measures=(
            ShownMeasure(MEAN, "medel", "ebp_personal", "ebp", ends=(1.0, 5.0), title="Attityder till EBP"),
            ShownMeasure(COUNT, "antal", "ebp_personal", "asi"),
        ),
        policies=(ShownPolicy("ebp_personal", LEAST, DECIMALS, 0, 1, 0.1),),
        members={"0023": ("2303", "2305", "2309", "2313", "2321")},
        files=(
            ShownFile("bok.xlsx", (table,)),
            ShownFile("figurer/01.svg", (PICTURE,)),
            ShownFile("figurer/01.png", (PICTURE,)),
            ShownFile("figurer/alt-texter.csv", (words,)),
            ShownFile("sida.html", page),
        ),
    )


def table_rows(cells: Mapping[Key, tuple[Any, Any]] = CELLS) -> list[tuple[Any, ...]]:
    return [(name, MEAN, *cells[key]) for name, key in ROWS]


@pytest.fixture(scope="session")
def book() -> Book:
    """Write the workbook; ``cells`` replace what is printed of a figure, ``change`` does anything else to the book."""

    def write(
        cells: Mapping[Key, tuple[Any, Any]] | None = None,
        change: Callable[[Workbook], object] = lambda _: None,
        author: str = SENDER,
        note: str = "Medelvärden på skalan 1–5 visas från 7 personer.",
    ) -> bytes:
        data = BytesIO()
        with Workbook(data, {"in_memory": True}) as made:
            made.set_properties({"author": author})
            page = made.add_worksheet("EBP")
            page.write_string(0, 0, note)
            rows = table_rows({**CELLS, **(cells or {})})
            titles = [{"header": title} for title in ("Kommun", "Id", "Värde 2025", "Räknat på (antal)")]
            page.add_table(2, 0, 2 + len(rows), 3, {"columns": titles, "data": rows})
            change(made)
        return data.getvalue()

    return write
