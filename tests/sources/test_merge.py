from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oj_analys.domain import DataError, Status
from oj_analys.frames import MEASURES, check_measures
from oj_analys.sources._merge import Merged, merge
from oj_analys.sources._part import Part
from oj_analys.sources.loaded import Loaded, load

Row = tuple[str, float | None, str, int | None]

OK, OKAND = str(Status.OK), str(Status.OKAND)
MISSING = (Status.OKAND, Status.SEKRETESS, Status.SAKNAS)

ok = st.tuples(st.sampled_from((0.0, 72.0)), st.just(str(Status.OK)))
missing = st.tuples(st.none(), st.sampled_from(tuple(map(str, MISSING))))
rows = st.tuples(ok | missing, st.sampled_from((None, None, 61, 62))).map(lambda drawn: (*drawn[0], drawn[1]))
files = st.lists(st.dictionaries(st.sampled_from(("2305", "2321", "0000")), rows), min_size=1, max_size=3)


def part(file: str, units: Sequence[Row]) -> Part:
    frame = pd.DataFrame(units, columns=["unit", "value", "status", "n"])
    same = {"measure": "oj.U21468", "period": "2024", "sex": "T", "group": "alla", "source": file, "policy": "öppen"}
    places = tuple(f"{file}, {unit}" for unit in frame["unit"])
    return Part(MEASURES.build(frame.assign(**same)), places, (), (), {"file": file}, tallies=())


def merged(parts: Sequence[Part]) -> Merged:
    result = merge(parts)
    if not result.problems:
        check_measures(result.measures)
    return result


@settings(deadline=None, max_examples=40)
@given(files)
def test_the_order_of_the_files_changes_no_value_and_no_verdict(drawn: list[dict[str, tuple[float, str, int]]]) -> None:
    parts = [
        part(str(place), [(unit, *row) for unit, row in sorted(units.items())]) for place, units in enumerate(drawn)
    ]
    first = merged(parts)
    for order in itertools.permutations(parts):
        other = merged(order)
        assert bool(other.problems) == bool(first.problems)
        if not first.problems:
            told = ["unit", "value", "status", "n"]
            pd.testing.assert_frame_equal(other.measures[told], first.measures[told])


@settings(deadline=None, max_examples=40)
@given(files)
def test_files_contradict_exactly_when_two_of_them_do(drawn: list[dict[str, tuple[float, str, int]]]) -> None:
    parts = [part(str(place), [(unit, *row) for unit, row in units.items()]) for place, units in enumerate(drawn)]
    pairs = itertools.combinations(parts, 2)
    assert bool(merge(parts).problems) == any(merge(pair).problems for pair in pairs)


def test_what_each_file_knows_is_kept() -> None:
    null = part("kolada", [("2305", None, str(Status.OKAND), None)])
    reason = part("a.xlsx", [("2305", None, str(Status.SEKRETESS), None)])
    answers = part("b.xlsx", [("2305", None, str(Status.OKAND), 3)])
    (row,) = merged([null, reason, answers]).measures.itertuples()
    assert (row.status, row.n, row.source) == ("sekretess", 3, "a.xlsx")
    assert math.isnan(row.value)


def test_a_file_that_does_not_know_says_nothing_against_one_that_does() -> None:
    null, value = part("kolada", [("2305", None, OKAND, None)]), part("b.xlsx", [("2305", 72.0, OK, 61)])
    found = merged([null, value])
    (row,) = found.measures.itertuples()
    assert (row.value, row.n, row.status, row.source) == (72.0, 61, "ok", "b.xlsx")
    assert [notice.text for notice in found.notices] == ["kolada: 1 uppgift som saknas här står i en annan fil."]


@pytest.mark.parametrize("status", [Status.SEKRETESS, Status.BORTFALL])
def test_a_value_is_no_missing_value_with_a_reason(status: Status) -> None:
    (problem,) = merge([part("a", [("2305", None, str(status), None)]), part("b", [("2305", 0.0, OK, None)])]).problems
    assert problem.where == "a, 2305"
    assert f"är utan värde ({status}), men 0 i b, 2305" in problem.found


@pytest.mark.parametrize(  # U21468 is published in whole percent
    ("one", "other", "agree"),
    [(17.4, 17.3876, True), (17.0, 17.3876, True), (17.0, 17.6, False), (17.41, 17.44, False), (72.0, 73.0, False)],
)
def test_a_rounded_figure_is_the_same_figure(one: float, other: float, *, agree: bool) -> None:
    for values in ((one, other), (other, one)):
        parts = [part(str(place), [("2305", value, OK, None)]) for place, value in enumerate(values)]
        assert (merge(parts).problems == ()) == agree


UNDERLAG = """
syntetisk = true
utgava = "2025-06"
uttag = 2025-06-23
grupp = "jamtland"
avsandare = "Exempelenheten"
kontakt = "fragor@exempel.invalid"
mote = "Exempelmötet"
"""
FILE = """
[[fil]]
fil = "{0}.xlsx"
typ = "{1}"
layout = "oj.toml"
producent = "Exempelmyndigheten"
{2} = 2025-06-17
"""
LAYOUT = """
[[blad]]
namn = "Data"
kolumn_kod = "Kod"
[[blad.matt]]
kolumn = "Ind 1"
matt = "U31404"
period = "2025"
"""


@pytest.fixture
def load_two(tmp_path: Path, write_book: Callable[..., Path]) -> Callable[[float, float], Loaded]:
    """Load a folder in which a workbook and an export of Kolada hold the same share of the same kommun."""

    def read(first: float, second: float) -> Loaded:
        for name, share in (("a", first), ("b", second)):
            write_book({"Data": [("Kod", "Ind 1"), ("2305", share), ("2321", 70)]}, f"{name}.xlsx")
        files = FILE.format("a", "oj", "publicerad") + FILE.format("b", "kolada_excel", "hamtad")
        (tmp_path / "oj.toml").write_text(LAYOUT, encoding="utf-8", newline="\n")
        (tmp_path / "underlag.toml").write_text(UNDERLAG + files, encoding="utf-8", newline="\n")
        return load(tmp_path)

    return read


def test_two_files_that_contradict_each_other_stop_and_are_both_named(
    load_two: Callable[[float, float], Loaded],
) -> None:
    with pytest.raises(DataError) as caught:
        load_two(50, 51)
    assert str(caught.value) == (
        'a.xlsx, blad "Data", cell B2: oj.U31404 2025 T för 2305 är 50, men 51 i b.xlsx, blad "Data", cell B2; '
        "tillåtet: ett värde. Rätta den fil som är fel, ta bort den, eller låt bara den ena filens layout läsa måttet."
    )


def test_many_contradictions_in_a_measure_are_told_once() -> None:
    one, other = (
        part(name, [(unit, value, str(Status.OK), 5) for unit in ("2303", "2305", "2309")])
        for name, value in (("a", 50.0), ("b", 51.0))
    )
    (problem,) = merge([one, other]).problems
    assert problem.found == (
        "oj.U21468 2024 T för 2303 är 50 (5 svar), men 51 (5 svar) i b, 2303; "
        "också 2 andra värden av måttet skiljer sig (2024 T för 2305, 2024 T för 2309)"
    )


def test_two_files_that_agree_give_each_figure_once(load_two: Callable[[float, float], Loaded]) -> None:
    loaded = load_two(50, 50)
    assert loaded.measures.set_index("unit").loc["2305", "value"] == 50
    assert [notice.text for notice in loaded.notices if notice.kind == "dubblett"] == [
        "b.xlsx: 2 värden finns också i a.xlsx och är lika; a.xlsx används."
    ]
