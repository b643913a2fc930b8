"""The overview: areas by kommuner, in each square how many measures stand where against riket."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.text import Text

from oj_analys import analysis, catalog, swedish
from oj_analys.catalog.theme import theme
from oj_analys.charts import legend, lettering, style
from oj_analys.charts import overview_words as said
from oj_analys.charts.chart import Chart
from oj_analys.charts.given import WHERE, as_compared, check_open
from oj_analys.charts.legend import Key
from oj_analys.charts.lettering import Lettering
from oj_analys.charts.matrix import Layout, Line, Matrix, Square, lay_out
from oj_analys.charts.matrix_drawing import draw_matrix
from oj_analys.charts.overview_words import CLEAR, NOT_CLEAR, NOTHING, Counts, Overview
from oj_analys.charts.picture import Picture, Words, open_picture
from oj_analys.charts.setting import PLAIN, Setting
from oj_analys.charts.sheet import Paper, fitted, sheet_named
from oj_analys.domain import SYNTHETIC_MARK, SYNTHETIC_PREFIX, DataError, Measure, Position, Problem, Status
from oj_analys.frames import OVERVIEW
from oj_analys.frames.overview import JUDGED

_BELOW_KEYS = 0.1


def chart_overview(compared: pd.DataFrame, *, year: int | None = None, sheet: str = "spalt") -> Figure:
    """Draw how many measures of every area stand where against riket, for every kommun.

    Args:
        compared: A COMPARED frame, from ``oj.compare`` against ``riket``.
        year: The year of the edition, the latest year measured in the frame if not given. What was last measured too
            many years before is not counted, and neither are retired measures.
        sheet: ``spalt`` for a column of print, ``bild`` for a slide of 16:9.

    Returns:
        A figure that may be changed before it is saved.

    Raises:
        DataError: What is wrong with the frame or the sheet, in Swedish.
    """
    setting = Setting(sheet=sheet_named(sheet))
    compared = as_compared(compared)
    check_open(compared)
    units = sorted(compared["unit"].unique())
    known = catalog.measures()
    measures = [known[name] for name in compared["measure"].unique() if name in known]
    return draw_overview(analysis.overview(compared, units, year=year), units, measures, setting=setting).figure


def draw_overview(
    overview: pd.DataFrame,
    units: Sequence[str],
    measures: Sequence[Measure],
    *,
    setting: Setting = PLAIN,
) -> Chart:
    """Draw how many measures of every area stand where against riket, for every kommun.

    Args:
        overview: An OVERVIEW frame, from :func:`oj_analys.analysis.overview`.
        units: The codes of the kommuner, each of which gets a column.
        measures: Those that are counted, for the source line.
        setting: What the report sets around its charts.

    Raises:
        DataError: If nothing is counted.
        FrameError: If ``overview`` is no OVERVIEW frame.
    """
    OVERVIEW.check(overview)
    rows = overview[overview["unit"].isin(list(units))]
    if rows.empty:
        found = "tabellen har inga aktuella mått för kommunerna"
        raise DataError(Problem(WHERE, found, action="Ta med nyare mätningar, eller ange ett tidigare år."))
    view = _view(rows, units)
    synthetic = any(source.startswith(SYNTHETIC_PREFIX) for joined in rows["source"] for source in joined.split(";"))
    words = Words(
        said.title(view),
        said.subtitle(view),
        tuple(dict.fromkeys((*((SYNTHETIC_MARK,) if synthetic else ()), *setting.marks))),
        said.below(view, setting.source(measures)),
    )
    with style.settings():
        figure = fitted(partial(_draw, view, words), setting.sheet)
    return Chart(figure, words.title, said.alt_text(view, words.marks), said.reading(), said.table(view))


def _view(rows: pd.DataFrame, units: Sequence[str]) -> Overview:
    kommuner = tuple(sorted(map(catalog.kommun, units), key=lambda kommun: swedish.sort_key(kommun.name)))
    counts = {(str(record["unit"]), str(record["area"])): _counts(record) for record in rows.to_dict("records")}
    areas = tuple(area for area in catalog.areas() if area.id in set(rows["area"]))
    return Overview(
        areas,
        kommuner,
        tuple(tuple(counts.get((kommun.code, area.id), NOTHING) for kommun in kommuner) for area in areas),
    )


def _counts(record: Mapping[Hashable, Any]) -> Counts:
    years = (record["first"], record["last"])
    return Counts(
        tuple((position, int(record[column])) for column, position in JUDGED.items()),
        int(record["figures"]),
        int(record["questions"]),
        int(record["hidden"]),
        int(record["missing"]),
        reasons=tuple(Status(reason) for reason in record["reasons"].split(";") if reason),
        years=tuple(int(year) for year in years if not pd.isna(year)),
    )


def _draw(view: Overview, words: Words, paper: Paper) -> Picture:
    keys = _keys(view)
    layout = _layout(view, paper)
    above = legend.height(keys, paper.inner) + _BELOW_KEYS * bool(keys)
    picture, top = open_picture(words, above + layout.height, paper)
    legend.write_keys(picture, keys, top)
    draw_matrix(picture, layout, top - above)
    return picture


def _keys(view: Overview) -> tuple[Key, ...]:
    face = lettering.small(theme().colours.text.hex)
    return tuple(Key(_Mark(mark), words, face) for mark, words in said.keys(view))


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark in the key, as it stands in the squares."""

    text: str

    def __call__(self, x: float, y: float) -> Text:
        face = lettering.label(theme().colours.text.hex, bold=True)
        return Text(
            x, y, self.text, size=face.size, color=face.colour, weight=face.weight, ha="center", va="center_baseline"
        )


def _layout(view: Overview, paper: Paper) -> Layout:
    """Set the marks side by side, or one below the other where all kommuner do not fit so."""
    beside = lay_out(_matrix(view, [CLEAR, NOT_CLEAR]), paper.inner)
    if len(beside.blocks) == 1:
        return beside
    return lay_out(_matrix(view, [(one,) for one in (*CLEAR, *NOT_CLEAR)]), paper.inner)


def _matrix(view: Overview, lines: Sequence[Sequence[Position]]) -> Matrix:
    return Matrix(
        tuple(said.name(area, row) for area, row in zip(view.areas, view.rows, strict=True)),
        tuple(kommun.name for kommun in view.kommuner),
        tuple(tuple(_square(cell, lines) for cell in row) for row in view.rows),
    )


def _face(position: Position) -> Lettering:
    look = theme().marks.of(position)
    return (lettering.label if look.bold else lettering.small)(look.colour.hex, bold=look.bold)


def _square(cell: Counts, lines: Sequence[Sequence[Position]]) -> Square:
    """Return the square of some counts; ``lines`` are the judgements that share a line, the clear ones bold."""
    colours = theme().colours
    found = [(cell.marks(judged), _face(judged[0])) for judged in lines]
    shown = tuple(Line(text, face) for text, face in found if text)
    if not shown:
        return Square((Line(cell.instead, lettering.label(colours.muted.hex, bold=True)),))
    return Square(shown, colours.step1 if cell.marks(CLEAR) else colours.step0)
