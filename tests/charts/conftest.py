"""Small COMPARED and MEASURES frames, and what can be read back from a drawn figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

import oj_analys as oj
from oj_analys.charts import style
from oj_analys.charts.axis import TICK
from oj_analys.domain import OPEN_POLICY
from oj_analys.frames import COMPARED, MEASURES
from oj_analys.stats.intervals import wilson

Build = Callable[..., pd.DataFrame]
Figures = Mapping[str, Mapping[str, object]]
References = Mapping[str, Mapping[str, float]]
Values = Mapping[tuple[str, str, str, str], object]
Measured = Callable[..., pd.DataFrame]
Spread = Callable[..., Values]
Shares = Mapping[int, object] | str

STATES = ("vet_ej", "ej_aktuell", "vill_ej", "blank", "obesvarad", "avvisad")
_KINDS = ("riket", "lan", "lan_kommuner")

HOME_CARE, POLICE = "oj.U21468", "oj.U37488"
QUESTIONS = (POLICE, "oj.U37490", "oj.U33546", "oj.U30428", "oj.U28490", "oj.U74460")
SHARES = (HOME_CARE, "oj.U23471", "oj.U20443", "oj.U28129", "oj.U31404")


@pytest.fixture(scope="session")
def build() -> Build:
    """Make a COMPARED frame: unit → period → value, (count, n) or a missing one's status; kind → period → value."""

    def make(
        figures: Figures,
        references: References,
        measure: str = "oj.U21468",
        source: str = "a.xlsx#12345678",
        **more: Any,
    ) -> pd.DataFrame:
        shared = {"measure": measure, "source": source, "sex": "T", "group": "alla", "policy": OPEN_POLICY, **more}
        return COMPARED.build([shared | row for row in _rows(figures, references)])

    return make


@pytest.fixture(scope="session")
def jamtland(build: Build) -> pd.DataFrame:
    """Satisfaction with home care in eight kommuner: Härjedalen is hidden, Berg has not answered."""
    counts = {
        "2303": (10, 14),
        "2305": (44, 61),
        "2309": (50, 57),
        "2313": (70, 88),
        "2321": (60, 70),
        "2380": (340, 402),
    }
    figures = {unit: {"2024": pair} for unit, pair in counts.items()}
    figures |= {"2361": {"2024": "sekretess"}, "2326": {"2024": "bortfall"}}
    references = {"riket": {"2024": 86.3}, "lan": {"2024": 81.2}, "lan_kommuner": {"2024": 79.9}}
    return build(figures, references)


@pytest.fixture(scope="session")
def measured() -> Measured:
    """Make a MEASURES frame: (unit, measure, period, group) → value, (value, n) or a missing one's status.

    A value without n is taken for a count.
    """

    def make(values: Values, **more: Any) -> pd.DataFrame:
        shared = {"sex": "T", "source": "svar.xlsx#12345678", "policy": "ebp_personal", **more}
        keys = ("unit", "measure", "period", "group")
        return MEASURES.build(
            [shared | dict(zip(keys, key, strict=True)) | _measured(figure) for key, figure in values.items()]
        )

    return make


@pytest.fixture(scope="session")
def spread() -> Spread:
    """Make the values of one question: percent per step of a scale, and per way of not answering."""

    def make(place: tuple[str, str, str], shares: Shares, n: int = 20, others: object = 0.0, **kinds: object) -> Values:
        steps = dict.fromkeys(range(10), shares) if isinstance(shares, str) else shares
        groups = {**{str(code): share for code, share in steps.items()}, **dict.fromkeys(STATES, others), **kinds}
        return {
            (*place, f"svar={group}"): share if isinstance(share, str) else (share, n)
            for group, share in groups.items()
        }

    return make


@pytest.fixture(scope="session")
def boxes() -> Callable[[Figure, int], list[list[tuple[float, float]]]]:
    """Return the bars of one of a figure's axes that are seen, row by row from above: (start, length) from the left.

    An outline around several parts is none.
    """

    def read(figure: Figure, axes: int = 0) -> list[list[tuple[float, float]]]:
        rows: dict[float, list[tuple[float, float]]] = {}
        for patch in figure.axes[axes].patches:
            assert isinstance(patch, Rectangle)
            if patch.get_fill() and (patch.get_width() or patch.get_linewidth()):
                rows.setdefault(round(patch.get_y(), 6), []).append((patch.get_x(), patch.get_width()))
        return [sorted(rows[y]) for y in sorted(rows)]

    return read


@pytest.fixture(scope="session")
def texts() -> Callable[[Figure], list[str]]:
    """Return the texts of a figure, the topmost first."""
    return lambda figure: [text.get_text() for text, _ in _boxes(figure)]


@pytest.fixture(scope="session")
def forms(example: Path) -> Mapping[str, Callable[[str], Figure]]:
    """Return every form drawn of the example county, by its verb; each is given the sheet to draw on."""
    loaded = oj.load(example)
    lan, measures = oj.grupp("Jämtland"), loaded.measures
    compared = oj.compare(measures, among=lan, against=["riket", "lan", "lan_kommuner", "liknande"])
    country = oj.compare(measures, among=oj.grupp("Sverige"), against=["riket"])
    gaps = oj.sex_gaps(measures, lan)
    survey = oj.protect(oj.score(loaded.ebp), oj.count_answers(loaded.ebp))
    clients = oj.protect(oj.score(loaded.asi))
    return {
        verb: partial(getattr(oj, verb), *given, **named)
        for verb, given, named in (
            ("chart_answer_matrix", (compared, POLICE), {}),
            ("chart_answer_shares", (compared, QUESTIONS), {}),
            ("chart_answers", (compared, QUESTIONS[:4]), {"highlight": "Bräcke"}),
            ("chart_areas", (clients,), {}),
            ("chart_bars", (survey, "ebp.svarande"), {}),
            ("chart_change", (survey,), {"kommun": "Östersund"}),
            ("chart_changes", (survey,), {}),
            ("chart_detectable", (compared, HOME_CARE), {}),
            ("chart_development", (compared, HOME_CARE), {"highlight": "Bräcke"}),
            ("chart_developments", (compared, HOME_CARE), {}),
            ("chart_dots", (compared, HOME_CARE), {"highlight": "Bräcke"}),
            ("chart_funnel", (compared, HOME_CARE), {"highlight": "Bräcke"}),
            ("chart_gaps", (gaps, HOME_CARE), {}),
            ("chart_likert", (survey,), {}),
            ("chart_map", (compared, HOME_CARE), {}),
            ("chart_overview", (compared,), {}),
            ("chart_problem_free", (clients,), {}),
            ("chart_profile", (survey,), {"kommun": "Östersund"}),
            ("chart_question_matrix", (compared, QUESTIONS), {}),
            ("chart_ranks", (compared, HOME_CARE), {"highlight": "Bräcke"}),
            ("chart_ratings", (clients,), {}),
            ("chart_response_rate", (survey,), {}),
            ("chart_spine", (country, SHARES), {"highlight": "Bräcke"}),
        )
    }


@pytest.fixture(scope="session")
def ticks() -> Callable[[Axes], list[str]]:
    """Return the labels of an axis, in the order in which they were set."""
    return lambda axes: [text.get_text() for text in axes.texts if text.get_label() == TICK]


@pytest.fixture(scope="session")
def inside() -> Callable[[Axes], list[Text]]:
    """Return the texts inside axes: all but the labels of their axis."""
    return lambda axes: [text for text in axes.texts if text.get_label() != TICK]


@pytest.fixture(scope="session")
def crowding() -> Callable[[Figure], list[str]]:
    """Return what is wrong with how a figure's texts are set: outside the sheet, or one upon another."""
    return _crowding


def _rows(figures: Figures, references: References) -> Iterator[dict[str, Any]]:
    for kind in dict.fromkeys((*_KINDS, *references)):
        for unit, periods in figures.items():
            for period, figure in periods.items():
                reference = references.get(kind, {}).get(period)
                row = {"unit": unit, "period": period, "reference_kind": kind, "reference": reference, "reason": ""}
                yield {**row, "position": "ej jämförbar", **_figure(figure)}


def _figure(figure: object) -> dict[str, Any]:
    if isinstance(figure, str):
        return {"status": figure}
    if isinstance(figure, tuple):
        count, n = figure
        limits = wilson([count], [n])
        bounds = {"low": 100 * float(limits.low[0]), "high": 100 * float(limits.high[0])}
        return {"status": "ok", "value": 100 * count / n, "n": n, "count": count, **bounds}
    return {"status": "ok", "value": figure}


def _measured(figure: object) -> dict[str, Any]:
    if isinstance(figure, str):
        return {"status": figure}
    value, n = figure if isinstance(figure, tuple) else (figure, None)
    return {"status": "ok", "value": value, "n": n, "count": value if n is None else None}


def _crowding(figure: Figure) -> list[str]:
    boxes = _boxes(figure)
    sheet = figure.bbox
    outside = [
        f"outside: {text.get_text()}"
        for text, box in boxes
        if box.x0 < sheet.x0 or box.x1 > sheet.x1 or box.y0 < sheet.y0 or box.y1 > sheet.y1
    ]
    overlapping = [
        f"overlap: {one.get_text()} / {other.get_text()}"
        for (one, box), (other, box_) in combinations(boxes, 2)
        if _overlap(box, box_)
    ]
    return outside + overlapping


def _overlap(one: Bbox, other: Bbox) -> bool:
    """Say whether two texts touch; the line of a font is higher than its letters, so a fifth of it may be shared."""
    shared = min(one.height, other.height) / 5
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.y1, other.y1) - max(one.y0, other.y0)
    return across > 0 and down > shared


def _boxes(figure: Figure) -> list[tuple[Text, Bbox]]:
    with style.settings():
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        found = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
        boxes = [(text, text.get_window_extent(canvas.get_renderer())) for text in found]
    return sorted(boxes, key=lambda pair: (-pair[1].y1, pair[1].x0))
