from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from scipy.stats import binomtest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from oj_analys import catalog
from oj_analys.domain import RIKET, Direction, last_year
from oj_analys.example import plan
from oj_analys.example.cell import TABLE
from oj_analys.example.place import county
from oj_analys.example.truths import (
    ARE,
    BRACKE,
    EIGHT,
    HARJEDALEN,
    JUNE,
    KROKOM,
    OCTOBER,
    OSTERSUND,
    RAGUNDA,
    STROMSUND,
    TRUTHS,
    Figure,
    planted,
)

if TYPE_CHECKING:
    from conftest import Files, Told


def test_names_are_unique_and_every_truth_has_a_sentence() -> None:
    assert Counter(truth.name for truth in TRUTHS).most_common(1)[0][1] == 1
    assert all(truth.text.endswith(".") for truth in TRUTHS)


def test_the_eight_are_the_county() -> None:
    assert set(EIGHT) == set(county())


@pytest.mark.parametrize("key", sorted(planted(OCTOBER)), ids=lambda key: "-".join(map(str, key)))
def test_every_planted_figure_stands_in_the_files(editions: dict[str, Files], key: tuple[str, str, int, str]) -> None:
    for utgava, files in editions.items():
        figure = planted(utgava).get(key)
        if figure is not None and _is_in(files, figure):
            _check(figure, files.told(figure.measure, figure.unit, last_year(figure.period), figure.sex))


def _is_in(files: Files, figure: Figure) -> bool:
    """Kvinnor and män stand only in the book with the latest round, so June's are gone in October."""
    return figure.sex == "T" or any(
        place.year == last_year(figure.period) and place.sex == figure.sex
        for place in files.figures
        if place.measure == figure.measure
    )


def _check(figure: Figure, told: Told) -> None:
    if figure.answer is not None:
        assert told.value in {figure.answer, _code(figure)}
    elif figure.n is None or figure.count is None:
        assert told.value == figure.value
    else:
        assert told.n == figure.n
        assert isinstance(told.value, int | float)
        assert told.value == pytest.approx(100 * figure.count / figure.n, abs=0.5)


def _code(figure: Figure) -> float:
    coding = catalog.measure(figure.measure).coding(figure.period)
    assert coding is not None
    return next(code for code, label in coding.labels if label == figure.answer)


def _flag(files: Files, measure: str, unit: str, year: int, sex: str = "T") -> str:
    """Return how the value stands against riket: clear only when test and interval agree."""
    told, riket = files.told(measure, unit, year, sex), files.told(measure, RIKET, year, sex)
    if not isinstance(told.value, int | float) or not isinstance(riket.value, int | float) or not told.n:
        return "saknas"
    n, target = int(told.n), riket.value / 100
    count = round(told.value * n / 100)
    low, high = proportion_confint(count, n, method="wilson")
    if binomtest(count, n, target).pvalue > 0.05 or low <= target <= high:
        return "ingen"
    higher = count / n > target
    return "bättre" if higher == (catalog.measure(measure).direction is Direction.UP) else "sämre"


def _flags(files: Files, unit: str) -> dict[str, str]:
    """Return the latest flag of every measure with n in the workbooks."""
    latest = max(place.year for place in files.figures if place.measure == "U21468")
    return {measure: _flag(files, measure, unit, latest) for measure in plan.ELDER_BOOK.measures}


def _kolada_flags(files: Files, unit: str) -> set[str]:
    """Return the latest flags of the surveys whose n stands in a sister KPI."""
    found = set()
    for measure in (plan.measure(source_id) for survey in plan.SURVEYS for source_id in survey.measures):
        if measure.n_from:
            share, riket = (files.told(measure.source_id, one, 2024).value for one in (unit, RIKET))
            n = files.told(catalog.measure(measure.n_from).source_id, unit, 2024).value
            if isinstance(share, float) and isinstance(n, float) and isinstance(riket, float):
                found.add(binomtest(round(share * n / 100), int(n), riket / 100).pvalue <= 0.05)
    return {"tydlig" for clear in found if clear}


def test_bracke_is_clearly_worse_once_and_clearly_better_once(june: Files) -> None:
    assert Counter(_flags(june, BRACKE).values()) == {"sämre": 1, "bättre": 1, "ingen": 2}
    assert _flags(june, BRACKE)["U21468"] == "sämre"
    assert _flags(june, BRACKE)["U23471"] == "bättre"
    assert not _kolada_flags(june, BRACKE)


def test_bracke_has_fallen_clearly_since_2022(june: Files) -> None:
    now, before = june.told("U21468", BRACKE, 2024), june.told("U21468", BRACKE, 2022)
    assert (now, before) == ((72, 61), (90, 63))
    low, high = confint_proportions_2indep(44, 61, 57, 63, method="newcomb")
    assert [round(100 * end) for end in (low, high)] == [-32, -5]


def test_bracke_is_no_longer_clearly_worse_in_october(editions: dict[str, Files]) -> None:
    assert _flag(editions[OCTOBER], "U21468", BRACKE, 2025) == "ingen"


def test_ragunda_has_large_gaps_and_no_clear_difference(june: Files) -> None:
    assert set(_flags(june, RAGUNDA).values()) <= {"ingen", "saknas"}
    assert not _kolada_flags(june, RAGUNDA)
    gaps = Counter(place.unit for place, told in june.figures.items() if _is_gap(told[0].value))
    assert gaps[RAGUNDA] > 2 * max(gaps[unit] for unit in EIGHT if unit not in (RAGUNDA, HARJEDALEN))


def _is_gap(value: object) -> bool:
    return value is None or value in catalog.markers(TABLE)


def test_harjedalen_has_answered_nothing_about_homelessness(files: Files) -> None:
    ours = [measure.source_id for measure in catalog.measures().values() if measure.area == "hemloshet"]
    told = {
        told[0].value for place, told in files.figures.items() if place.measure in ours and place.unit == HARJEDALEN
    }
    assert told == {"Ej svar"}


def test_only_harjedalen_of_the_eight_is_without_an_area(june: Files) -> None:
    for area in catalog.areas():
        ours = {measure.source_id for measure in catalog.measures().values() if measure.area == area.id}
        for unit in EIGHT:
            values = [
                told[0].value for place, told in june.figures.items() if place.measure in ours and place.unit == unit
            ]
            assert all(map(_is_gap, values)) == ((unit, area.id) == (HARJEDALEN, "hemloshet"))


def test_persons_and_kommuner_fall_on_either_side_of_riket(june: Files) -> None:
    values = [june.told("U21468", unit, 2024).value for unit in EIGHT]
    kommuner = sum(value for value in values if isinstance(value, int | float)) / len(EIGHT)
    persons, riket = (june.told("U21468", unit, 2024).value for unit in ("0023", RIKET))
    assert (persons, riket, round(kommuner)) == (88, 86, 84)


def _answers(files: Files, measure: str, year: int) -> dict[str, str]:
    return {kommun.code: str(files.told(measure, kommun.code, year).value) for kommun in catalog.kommuner()}


def _share_of_yes(answers: dict[str, str]) -> float:
    yes, no = (list(answers.values()).count(label) for label in ("Ja", "Nej"))
    return 100 * yes / (yes + no)


@pytest.mark.parametrize(
    ("measure", "yes", "riket"),
    [
        ("U37488", set(EIGHT) - {BRACKE, RAGUNDA}, 72),
        ("U28475", {STROMSUND, OSTERSUND}, 79),
        ("U28490", {KROKOM, ARE}, 54),
    ],
)
def test_who_of_the_eight_says_yes(files: Files, measure: str, yes: set[str], riket: int) -> None:
    answers = _answers(files, measure, 2025)
    assert {unit: answers[unit] for unit in EIGHT} == {unit: "Ja" if unit in yes else "Nej" for unit in EIGHT}
    assert round(_share_of_yes(answers)) == riket
    assert files.told(measure, RIKET, 2025).value == riket


def _sexes_differ(files: Files, unit: str) -> bool:
    women, men = (files.told("U21449", unit, 2024, sex) for sex in "KM")
    counts = [
        (round(one.value * one.n / 100), int(one.n))
        for one in (women, men)
        if isinstance(one.value, int | float) and isinstance(one.n, int | float)
    ]
    low, high = confint_proportions_2indep(*counts[0], *counts[1], method="newcomb")
    return not low <= 0 <= high


def test_kvinnor_and_man_differ_clearly_in_the_county_only(june: Files) -> None:
    assert _sexes_differ(june, "0023")
    assert not [unit for unit in EIGHT if _sexes_differ(june, unit)]


def test_october_brings_new_rounds_and_corrects_two_figures(editions: dict[str, Files]) -> None:
    june, october = editions[JUNE], editions[OCTOBER]
    shared = {place for place in june.figures.keys() & october.figures.keys() if not place.unit.startswith("00")}
    changed = {place for place in shared if june.figures[place][0] != october.figures[place][0]}
    assert {(place.measure, place.unit, place.year) for place in changed} == {
        ("U21468", ARE, 2024),
        ("N31807", STROMSUND, 2023),
    }
    new = {(place.measure, place.year) for place in october.figures} - {
        (place.measure, place.year) for place in june.figures
    }
    assert {("U21468", 2025), ("N33816", 2024), ("N20402", 2024)} <= new


def test_the_example_has_measures_where_low_is_good_and_where_nothing_is(june: Files) -> None:
    directions = {catalog.measure(place.measure).direction for place in june.figures if place.measure != "N00999"}
    assert directions == set(Direction)
