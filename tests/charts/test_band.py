"""A figure near an end of its scale is told by its limit only, and the reader is told why."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from matplotlib.figure import Figure

from oj_analys import catalog
from oj_analys.charts.band import Band, band_of
from oj_analys.charts.bars import draw_bars
from oj_analys.charts.coverage import coverage_words
from oj_analys.charts.profile import draw_profile

Measured = Callable[..., pd.DataFrame]
Texts = Callable[[Figure], list[str]]
EBP, ASI = catalog.questionnaire("ebp"), catalog.interview_form("asi")
JAMTLAND = catalog.grupp("Jämtland")
WHY = "nästan alla svarade lika, därför visas bara gränsen"


@pytest.fixture(scope="module")
def means(measured: Measured) -> pd.DataFrame:
    values = {("2305", f"ebp.{subscale.id}", "2025", "alla"): (3.4, 18) for subscale in EBP.subscales}
    frame = measured(values)
    return banded(banded(frame, 0, 4.6, (4.6, 5.0)), 1, 1.4, (1.0, 1.4))


def banded(frame: pd.DataFrame, row: int, value: float, ends: tuple[float, float]) -> pd.DataFrame:
    changed = frame.copy()
    changed.loc[row, ["value", "low", "high"]] = [value, *ends]
    return changed


def test_a_limit_stands_at_its_end_of_the_band() -> None:
    assert [band_of(*row) for row in [(4.6, 4.6, 5.0), (1.4, 1.0, 1.4), (3.4, 3.0, 3.8), (3.4, None, None)]] == [
        Band.LEAST,
        Band.MOST,
        Band.NONE,
        Band.NONE,
    ]


def test_a_point_stands_at_the_limit_with_a_sign_that_is_explained(means: pd.DataFrame, texts: Texts) -> None:
    chart = draw_profile(means, EBP, [("2305", "2025")], grupp=JAMTLAND)
    found = texts(chart.figure)
    assert {"≥\u00a04,6", "≤\u00a01,4", "3,4", f"≥/≤: {WHY}."} <= set(found)
    assert "4,6" not in found
    points = [float(line.get_xdata()[0]) for line in chart.figure.axes[0].lines if line.get_marker() == "o"]
    assert sorted(points) == [1.4, 3.4, 3.4, 4.6]


def test_the_alternative_text_says_the_limit_in_words(means: pd.DataFrame) -> None:
    chart = draw_profile(means, EBP, [("2305", "2025")], grupp=JAMTLAND)
    assert "minst 4,6" in chart.alt
    assert "högst 1,4" in chart.alt
    assert f"Minst/högst: {WHY}." in chart.alt


def test_bars_end_at_the_limit(measured: Measured, texts: Texts) -> None:
    rate = catalog.measure("ebp.svarsfrekvens")
    frame = banded(measured({("0023", rate.id, "2025", "alla"): (90.0, 200)}), 0, 90.0, (90.0, 100.0))
    chart = draw_bars(frame, rate, "2025", grupp=JAMTLAND)
    assert chart.title.endswith("minst 90 procent i länet")
    assert "≥\u00a090\u00a0%" in [text.replace("\u202f", "\u00a0") for text in texts(chart.figure)]
    assert f"≥: {WHY}." in " ".join(texts(chart.figure))
    assert f"minst 90. Minst: {WHY}." in chart.alt.replace("Länet ", "")


def test_coverage_says_its_limit(measured: Measured) -> None:
    frame = measured({("0023", "asi.tackning", "2024", "alla"): (90.0, 40)}, policy="asi_klient")
    said = coverage_words(banded(frame, 0, 90.0, (90.0, 100.0)), ASI, JAMTLAND, "2024")
    assert said.text == f"Täckning i länet: minst 90 procent 2024; minst: {WHY}."
    assert [key.measure for key in said.figures] == ["asi.tackning"]


def test_open_figures_have_no_band(measured: Measured, texts: Texts) -> None:
    open_measure = catalog.measure("oj.U21468")
    frame = banded(measured({("2305", open_measure.id, "2024", "alla"): (100.0, 30)}, policy="öppen"), 0, 90, (90, 100))
    chart = draw_bars(frame, open_measure, "2024", grupp=JAMTLAND)
    assert "≥" not in " ".join(texts(chart.figure))
    assert chart.figures == ()
