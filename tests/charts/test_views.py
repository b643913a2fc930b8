from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oj_analys import catalog
from oj_analys.charts.frame import Cell, select
from oj_analys.charts.views import Along, Role, across, answers, development
from oj_analys.domain import Status

Build = Callable[..., pd.DataFrame]
HOME_CARE = catalog.measure("oj.U21468")


def _along(values: list[float | None], breaks: tuple[int, ...] = ()) -> Along:
    periods = tuple(str(2010 + at) for at in range(len(values)))
    cells = tuple(Cell(Status.SAKNAS) if value is None else Cell(Status.OK, value) for value in values)
    return Along(HOME_CARE, catalog.kommun("2305"), periods, cells, (), breaks)


@given(st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=1, max_size=10), st.sets(st.integers(2010, 2020)))
def test_lines_cross_neither_gaps_nor_breaks(values: list[float | None], breaks: set[int]) -> None:
    view = _along(values, tuple(breaks))
    runs = view.runs(values)
    assert [(point.at, point.value) for run in runs for point in run] == [
        (at, value) for at, value in enumerate(values) if value is not None
    ]
    joined = {point.at for run in runs for point in run[1:]}
    for at, value in enumerate(values):
        if value is not None and at > 0:
            assert (at in joined) == (values[at - 1] is not None and 2010 + at not in breaks)


def test_a_biennial_survey_is_one_line() -> None:
    view = replace(_along([80.0, 81.0]), periods=("2022", "2024"))
    assert len(view.runs(view.figures)) == 1


def test_references_without_values_are_left_out(build: Build) -> None:
    frame = build({"2305": {"2022": 70.0, "2024": 72.0}}, {"riket": {"2022": 86.0}})
    chosen = select(frame, HOME_CARE)
    assert across(chosen, "2305", None).references == ()
    assert [series.role for series in development(chosen, "2305", None).references] == [Role.RIKET]


def test_a_count_of_the_whole_country_is_no_reference(build: Build) -> None:
    references = {"riket": {"2024": 10_600_000.0}, "lan": {"2024": 132_000.0}, "lan_kommuner": {"2024": 16_600.0}}
    measure = catalog.measure("oj.N01951")
    chosen = select(build({"2305": {"2024": 6000.0}}, references, measure=measure.id), measure)
    for view in (across(chosen, "2305", None), development(chosen, "2305", None)):
        assert [series.figures for series in view.references] == [(16_600.0,)]


@pytest.mark.parametrize("kind", ["mått", "fråga"])
def test_only_riket_and_lanet_are_drawn_however_many_references_there_are(build: Build, kind: str) -> None:
    measure = catalog.measure({"mått": "oj.U21468", "fråga": "oj.U37488"}[kind])
    references = {"riket": 86.0, "lan": 88.0, "lan_kommuner": 84.0, "kommungrupp": 50.0, "liknande": 40.0}
    years = {name: {"2024": value} for name, value in references.items()}
    chosen = select(build({"2305": {"2024": 1.0}}, years, measure=measure.id), measure)
    views = [across(chosen, "2305", None), development(chosen, "2305", None), answers(chosen, "2305", None)]
    for view in views:
        assert [series.role for series in view.references] == [Role.RIKET, Role.LAN]
        assert not {50.0, 40.0} & {series.figures[0] for series in view.references}


def test_names_of_references_may_be_given(build: Build) -> None:
    frame = build({"2305": {"2024": 70.0}}, {"riket": {"2024": 86.0}, "lan_kommuner": {"2024": 80.0}})
    view = across(select(frame, HOME_CARE), "", {"lan_kommuner": "medel för Skaraborgs kommuner"})
    assert [series.name for series in view.references] == ["riket", "medel för Skaraborgs kommuner"]


def test_a_new_scale_of_answers_breaks_the_series(build: Build) -> None:
    measure = catalog.measure("oj.U28462")
    years = {str(year): 1.0 for year in range(2016, 2020)}
    view = answers(select(build({"2305": years}, {}, measure=measure.id), measure), "2305", None)
    assert view.breaks == (2018,)


def test_a_named_group_is_drawn_and_named(build: Build) -> None:
    frame = build(
        {"1473": {"2024": 70.0}, "1499": {"2024": 80.0}}, {"riket": {"2024": 86.0}, "skaraborg": {"2024": 75.0}}
    )
    view = across(select(frame, HOME_CARE), "", None)
    assert [(series.name, series.figures) for series in view.references] == [
        ("riket", (86.0,)),
        ("medel för Skaraborgs kommuner", (75.0,)),
    ]


def test_a_share_of_answers_is_named_after_the_group_itself(build: Build) -> None:
    measure = catalog.measure("oj.U37488")
    shares = {"riket": {"2025": 72.0}, "skaraborg": {"2025": 60.0}}
    chosen = select(build({"1499": {"2025": 1.0}}, shares, measure=measure.id), measure)
    assert [series.name for series in answers(chosen, "1499", None).references] == ["riket", "Skaraborg"]
    given = answers(chosen, "1499", {"riket": "Riket", "lan": "Vi femton"}).references
    assert [series.name for series in given] == ["Riket", "Vi femton"]


def test_a_new_code_for_the_same_words_breaks_nothing(build: Build) -> None:
    first = replace(catalog.measure("oj.U37488").codings[0], last=2020)
    second = replace(first, first=2021, last=None, labels=((1.0, "Ja"), (2.0, "Nej")))
    measure = replace(catalog.measure("oj.U37488"), codings=(first, second))
    frame = build({"2305": {"2020": 1.0, "2021": 1.0}}, {}, measure=measure.id)
    assert answers(select(frame, measure), "2305", None).breaks == ()
