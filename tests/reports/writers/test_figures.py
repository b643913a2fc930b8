from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from defusedxml import ElementTree

from oj_analys.reports.blocks import Report
from oj_analys.reports.writers.figures import write


@pytest.fixture(scope="module")
def files(report: Report) -> dict[str, bytes]:
    return dict(write(report))


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(data.decode("utf-8-sig").splitlines(), delimiter=";"))


def test_every_chart_is_a_png_and_an_svg_with_its_number(files: dict[str, bytes]) -> None:
    stems = ("figurer/01_hemtjanst", "figurer/04_bistand")
    assert set(files) == {f"{stem}{kind}" for stem in stems for kind in (".png", ".svg")} | {"figurer/alt-texter.csv"}
    for stem in stems:
        assert files[f"{stem}.png"].startswith(b"\x89PNG")
        assert ElementTree.fromstring(files[f"{stem}.svg"]).tag.endswith("svg")
        assert b"<text" not in files[f"{stem}.svg"]


def test_the_list_opens_in_swedish_excel(files: dict[str, bytes], report: Report) -> None:
    data = files["figurer/alt-texter.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    header, first, second = rows(data)
    chart = report.figures[0].chart
    assert header == ["diagram", "fil", "titel", "alternativtext", "lashjalp"]
    assert first == ["1", "01_hemtjanst.png", chart.title, chart.alt, chart.reading]
    assert second[0] == "4"


def test_no_cell_of_the_list_is_a_formula(hostile_report: Report) -> None:
    _, row = rows(write(hostile_report)["figurer/alt-texter.csv"])
    assert row[2:] == ["'=HYPERLINK()", '\'=1+1; "<b>" rad två', "'@SUM(A1)"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "\r=", "\uff1d", "\u200b="])
def test_every_way_to_begin_a_formula_is_guarded(report: Report, start: str) -> None:
    figure = report.figures[0]
    changed = replace(figure, chart=replace(figure.chart, title=f"{start}1+1"))
    row = rows(write(replace(report, blocks=(changed,)))["figurer/alt-texter.csv"])[1]
    assert row[2].startswith("'")
    assert row[0] == "1"


def test_a_report_without_charts_has_no_folder(report: Report) -> None:
    assert write(replace(report, blocks=())) == {}
