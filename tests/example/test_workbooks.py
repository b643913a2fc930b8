from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from oj_analys import catalog
from oj_analys.domain import SYNTHETIC_MARK, RowType
from oj_analys.example import plan
from oj_analys.example.cell import TABLE

if TYPE_CHECKING:
    from conftest import Files, Grid

FIRST_ROW = 5
YEARS = (2016, 2017, 2018, 2019)


def _results(files: Files) -> dict[str, Grid]:
    return {name: sheets["Resultat"] for name, sheets in files.workbooks.items()}


def test_every_area_has_the_latest_round_and_the_comparable_rounds(june: Files) -> None:
    series = [name for name in june.workbooks if name.endswith("-jamforbara.xlsx")]
    assert len(series) * 2 == len(june.workbooks)
    assert {book.area for book in plan.BOOKS} == {area.id for area in catalog.areas()}


def test_every_sheet_says_that_the_figures_are_made_up(files: Files) -> None:
    for sheets in files.workbooks.values():
        assert list(sheets) == ["Information", "Resultat"]
        assert {sheet[0][0] for sheet in sheets.values()} == {SYNTHETIC_MARK}


def test_all_kommuner_lan_and_riket_stand_in_every_book(files: Files) -> None:
    expected = [("Riket", RowType.RIKE)]
    expected += [(lan.name, RowType.LAN) for lan in catalog.lan()]
    expected += [(kommun.name, RowType.KOMMUN) for kommun in catalog.kommuner()]
    for grid in _results(files).values():
        rows = [(row[1], row[2]) for row in grid[FIRST_ROW:]]
        assert sorted(row for row in rows if row[1] in {"rike", "län", "kommun"}) == sorted(expected)


def test_parts_of_a_kommun_stand_among_the_kommuner(june: Files) -> None:
    grid = june.workbooks["2024-10-9833-aldre-brukare.xlsx"]["Resultat"]
    kinds = Counter(row[2] for row in grid[FIRST_ROW:])
    assert min(kinds[kind] for kind in (RowType.STADSDEL, RowType.OFFENTLIG, RowType.ENSKILD)) > 1
    at = next(place for place, row in enumerate(grid) if row[1] == "Stockholm")
    assert {row[2] for row in grid[at + 1 : at + 5]} == {RowType.STADSDEL, RowType.OFFENTLIG, RowType.ENSKILD}


def test_one_book_has_lost_the_first_zeros_of_its_codes(june: Files) -> None:
    books = [name for name, grid in _results(june).items() if isinstance(grid[FIRST_ROW][0], int | float)]
    assert books == ["2025-6-9613-aldreomsorg.xlsx", "2025-6-9614-aldreomsorg-jamforbara.xlsx"]
    codes = {row[1]: row[0] for row in _results(june)[books[0]][FIRST_ROW:]}
    assert codes["Upplands Väsby"] == 114
    assert codes["Riket"] == 0


def test_every_marker_occurs(files: Files) -> None:
    seen = {cell for grid in _results(files).values() for row in grid[FIRST_ROW:] for cell in row}
    assert {text for text in catalog.markers(TABLE) if text} <= seen
    assert None in seen


def test_every_header_of_a_layout_stands_in_its_sheet(files: Files) -> None:
    for name, layout in files.layouts.items():
        sheet = layout["blad"][0]
        headers = Counter(files.workbooks[name][sheet["namn"]][sheet["rubrikrad"] - 1])
        wanted = [sheet[key] for key in ("kolumn_kod", "kolumn_namn", "kolumn_radtyp")]
        wanted += [one[key] for one in sheet["matt"] for key in ("kolumn", "kolumn_n") if key in one]
        assert [headers[header] for header in wanted] == [1] * len(wanted)


def test_every_kind_of_measure_occurs(june: Files) -> None:
    measures = [catalog.measure(one["matt"]) for layout in june.layouts.values() for one in layout["blad"][0]["matt"]]
    assert {str(one.kind) for one in measures} >= {"ja_nej", "ordinal", "andel", "median"}
    with_n = {one["matt"] for layout in june.layouts.values() for one in layout["blad"][0]["matt"] if "kolumn_n" in one}
    shares = {one.source_id for one in measures if one.kind == "andel"}
    assert with_n
    assert shares - with_n


def test_answers_are_words_that_the_coding_of_their_year_knows(files: Files) -> None:
    markers = set(catalog.markers(TABLE))
    for place, told in files.figures.items():
        measure = catalog.measure(place.measure) if place.measure != "N00999" else None
        in_book = isinstance(told[0].value, str)
        if measure and measure.kind.is_answer and in_book and not place.unit.startswith("00"):
            coding = measure.coding(str(place.year))
            assert coding is not None
            assert told[0].value in {label for _, label in coding.labels} | markers


def test_a_scale_changes_within_one_series(june: Files) -> None:
    answers = {year: {june.told("U28462", kommun.code, year).value for kommun in catalog.kommuner()} for year in YEARS}
    assert [("Delvis" in answers[year]) for year in YEARS] == [False, False, True, True]


def test_a_retired_measure_ends_with_its_last_year(files: Files) -> None:
    retired = catalog.measure("U23495")
    years = {place.year for place in files.figures if place.measure == retired.source_id}
    assert max(years) == retired.retired
    assert len(years) == 3


def test_kvinnor_and_man_stand_beside_the_total(files: Files) -> None:
    latest = max(place.year for place in files.figures if place.measure == "U21468")
    for sex in "TKM":
        assert files.told("U21468", "0000", latest, sex).n is not None


def test_some_figures_are_text_with_a_decimal_comma(june: Files) -> None:
    value = june.told("U31804", "0000", 2025).value
    assert isinstance(value, str)
    assert "," in value


def test_no_cell_is_a_formula(written: Path) -> None:
    for path in written.rglob("*.xlsx"):
        with zipfile.ZipFile(path) as members:
            assert not [name for name in members.namelist() if b"<f>" in members.read(name)]


def test_riket_is_the_mean_of_persons(files: Files) -> None:
    for measure in plan.ELDER_BOOK.measures:
        for year in {place.year for place in files.figures if place.measure == measure}:
            riket = files.told(measure, "0000", year)
            kommuner = [files.told(measure, kommun.code, year) for kommun in catalog.kommuner()]
            known = [(one.value, one.n) for one in kommuner if _is_number(one.value)]
            assert riket.n == sum(n for _, n in known)
            assert abs(riket.value - sum(value * n for value, n in known) / riket.n) < 1


def test_every_share_is_a_whole_number_of_its_answers(files: Files) -> None:
    for place, told in files.figures.items():
        value, n = told[0]
        if place.measure in plan.ELDER_BOOK.measures and _is_number(value) and place.unit != "0000":
            count = round(value * n / 100)
            assert abs(100 * count / n - value) <= 0.5


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)
