from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from oj_analys import catalog
from oj_analys.domain import SYNTHETIC_MARK
from oj_analys.example import plan
from oj_analys.example.place import county
from oj_analys.example.snapshot import UNKNOWN

if TYPE_CHECKING:
    from conftest import Files

KPI_FIELDS = {
    "id",
    "title",
    "description",
    "is_divided_by_gender",
    "municipality_type",
    "auspice",
    "operating_area",
    "perspective",
    "prel_publication_date",
    "publication_date",
    "publ_period",
    "has_ou_data",
}


def test_pages_lead_to_each_other(files: Files) -> None:
    for kind in ("municipality", "kpi", "data"):
        pages = [files.pages[f"{kind}_{number}.json"] for number in range(1, _count(files, kind) + 1)]
        for number, page in enumerate(pages, start=1):
            assert page["count"] == len(page["values"])
            assert _page_of(page["next_url"]) == (number + 1 if number < len(pages) else None)
            assert _page_of(page["previous_url"]) == (number - 1 if number > 1 else None)


def _count(files: Files, kind: str) -> int:
    return sum(name.startswith(f"{kind}_") for name in files.pages)


def _page_of(url: str | None) -> int | None:
    if url is None:
        return None
    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc, parts.path.startswith("/v3/")) == ("https", "api.kolada.se", True)
    return int(parse_qs(parts.query)["page"][0])


def test_there_are_several_pages_of_data_and_kpis(files: Files) -> None:
    assert _count(files, "data") > 1
    assert _count(files, "kpi") > 1


def test_municipalities_are_all_kommuner_and_regions(files: Files) -> None:
    found = files.rows("municipality")
    assert {row["id"] for row in found if row["type"] == "K"} == {kommun.code for kommun in catalog.kommuner()}
    assert {row["id"] for row in found if row["type"] == "L"} == {"0000"} | {lan.unit for lan in catalog.lan()}


def test_kpis_have_every_field_and_say_that_they_are_made_up(files: Files) -> None:
    for row in files.rows("kpi"):
        assert set(row) == KPI_FIELDS
        assert SYNTHETIC_MARK in row["description"]
    assert {row["id"] for row in files.rows("kpi")} == {row["kpi"] for row in files.rows("data")}


def test_one_kpi_is_not_in_the_catalogue(files: Files) -> None:
    known = {measure.source_id for measure in catalog.measures().values()}
    assert {row["kpi"] for row in files.rows("data")} - known == {UNKNOWN}


def test_every_measure_of_the_example_has_one_home_and_is_in_the_catalogue() -> None:
    homes = Counter(source_id for book in (*plan.BOOKS, plan.ELDER_BOOK) for source_id in book.measures)
    homes += Counter(fetched.measure for fetched in plan.KOLADA)
    assert set(homes.values()) == {1}
    assert set(homes) <= {measure.source_id for measure in catalog.measures().values()}


def test_keys_are_unique(files: Files) -> None:
    keys = Counter(
        (row["kpi"], row["municipality"], row["period"], value["gender"])
        for row in files.rows("data")
        for value in row["values"]
    )
    assert keys.most_common(1)[0][1] == 1


def test_missing_values_deleted_rows_and_both_sexes_occur(files: Files) -> None:
    values = [value for row in files.rows("data") for value in row["values"]]
    missing = [value for value in values if value["value"] is None]
    assert missing
    assert {(value["count"], value["status"]) for value in missing} == {(0, "")}
    assert sum(value["isdeleted"] for value in values) == 3
    assert {value["gender"] for value in values} == {"T", "K", "M"}


def test_regions_have_figures_of_their_own(files: Files) -> None:
    assert {row["kpi"] for row in files.rows("data") if row["municipality"] == "0023"} == {"N33816", "N20402"}


def test_fall_means_overlap(files: Files) -> None:
    years = sorted(
        row["period"] for row in files.rows("data") if (row["kpi"], row["municipality"]) == ("N20402", "2305")
    )
    assert years == list(range(years[0], years[0] + 5))
    assert catalog.measure("N20402").years == 3


def test_the_number_of_answers_stands_in_a_sister_kpi(files: Files) -> None:
    for measure in (plan.measure(source_id) for survey in plan.SURVEYS for source_id in survey.measures):
        if measure.n_from:
            sister = catalog.measure(measure.n_from).source_id
            shares = [place for place in files.figures if place.measure == measure.source_id and place.sex == "T"]
            assert shares
            for place in shares:
                n = files.told(sister, place.unit, place.year).value
                assert (n is None) == (files.figures[place][0].value is None)
                assert n is None or n >= 5


def test_home_care_is_the_kommuns_in_the_whole_county(files: Files) -> None:
    assert {files.told("N21900", kommun, 2024).value for kommun in county()} == {1.0}
