"""How long a standard chart takes, as SVG, beside a bare matplotlib figure with the same axes and names."""

from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import median
from time import process_time

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.figure import Figure
from pytest_benchmark.fixture import BenchmarkFixture

import oj_analys as oj
from oj_analys import catalog
from oj_analys.charts import render, style
from oj_analys.charts.dots import draw_dots

EXAMPLE = Path(__file__).parents[2] / "data/raw/exempel"
JAMTLAND = oj.grupp("Jämtland")
HOME_CARE = catalog.measure("oj.U21468")
NAMES = [catalog.kommun(code).name for code in JAMTLAND.members]
ROUNDS = 60


@pytest.fixture(scope="module")
def compared() -> pd.DataFrame:
    measures = oj.load(EXAMPLE).measures
    return oj.compare(measures, among=JAMTLAND, against=["riket", "lan"])


def dots(compared: pd.DataFrame) -> bytes:
    return render.svg_text(draw_dots(compared, HOME_CARE, highlight="Åre").figure)


def bare(size: tuple[float, float]) -> bytes:
    """Draw what matplotlib needs for the axes alone: a scale in percent and a name per kommun, no data."""
    buffer = BytesIO()
    with style.settings(), mpl.rc_context({"svg.fonttype": "none"}):
        figure = Figure(figsize=size)
        axes = figure.add_axes((0.2, 0.15, 0.7, 0.6))
        axes.set_xticks(range(0, 101, 20), labels=[f"{tick} %" for tick in range(0, 101, 20)])
        axes.set_yticks(range(len(NAMES)), labels=NAMES)
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()


def test_standard_chart(benchmark: BenchmarkFixture, compared: pd.DataFrame) -> None:
    """The ratio is taken in turns, so that a noisy machine slows both."""
    size = tuple(draw_dots(compared, HOME_CARE).figure.get_size_inches())
    drawn, empty = partial(dots, compared), partial(bare, size)
    pairs = [(_seconds(drawn), _seconds(empty)) for _ in range(ROUNDS)]
    benchmark.extra_info["times a bare figure"] = round(median(ours / theirs for ours, theirs in pairs), 2)
    assert benchmark(drawn).startswith(b"<?xml")


def test_bare_figure(benchmark: BenchmarkFixture) -> None:
    assert benchmark(bare, (6.7, 3.6))


def _seconds(work: partial[bytes]) -> float:
    begun = process_time()
    work()
    return process_time() - begun
