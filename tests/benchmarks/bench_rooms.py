"""How long the rooms take within one process: loading, comparing, drawing and writing one pack."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from oj_analys.charts.render import svg_paths, svg_text
from oj_analys.frames import Released
from oj_analys.preparation import released_for
from oj_analys.reports.blocks import Report
from oj_analys.reports.kommun import kommun_report
from oj_analys.reports.writers import FORMATS
from oj_analys.sources.loaded import load

BRACKE = "2305"

Made = Callable[[str, str], Report]


def test_load(benchmark: BenchmarkFixture, example: Path) -> None:
    benchmark(load, example)


def test_compare(benchmark: BenchmarkFixture, example: Path) -> None:
    benchmark(released_for, load(example))


def test_draw_report(benchmark: BenchmarkFixture, released: Callable[[str, str], Released]) -> None:
    benchmark(kommun_report, released("2025-06", BRACKE))


@pytest.mark.parametrize("form", FORMATS)
def test_write(benchmark: BenchmarkFixture, report: Made, form: str) -> None:
    benchmark(FORMATS[form], report("2025-06", BRACKE))


@pytest.mark.parametrize("render", [svg_text, svg_paths])
def test_render_chart(benchmark: BenchmarkFixture, report: Made, render: Callable[..., bytes]) -> None:
    benchmark(render, report("2025-06", BRACKE).figures[0].chart.figure)
