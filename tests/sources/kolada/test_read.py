from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oj_analys import catalog
from oj_analys.domain import DataError
from oj_analys.frames import check_measures
from oj_analys.sources._part import NoticeKind, Origin, Part
from oj_analys.sources._period import period_of
from oj_analys.sources.kolada.checks import _fault, _plainly_fine
from oj_analys.sources.kolada.decode import Entry, Page, Record
from oj_analys.sources.kolada.figures import figures_of
from oj_analys.sources.kolada.read import read_kolada

KPI_FIELDS: Mapping[str, object] = {
    "title": "Påhittat",
    "description": "",
    "is_divided_by_gender": True,
    "municipality_type": "K",
    "auspice": None,
    "operating_area": "",
    "perspective": "",
    "prel_publication_date": None,
    "publication_date": None,
    "publ_period": None,
    "has_ou_data": False,
}
MUNICIPALITIES = (
    {"id": "0000", "title": "Riket", "type": "L"},
    {"id": "0023", "title": "Region Jämtland Härjedalen", "type": "L"},
    {"id": "0009", "title": "Region Gotland", "type": "L"},
    {"id": "0980", "title": "Gotland", "type": "K"},
    {"id": "2305", "title": "Bräcke", "type": "K"},
    {"id": "2321", "title": "Åre", "type": "K"},
)


def entry(value: object, gender: str = "T", **changes: object) -> dict[str, object]:
    """One value as Kolada writes it."""
    return {
        "gender": gender,
        "count": int(value is not None),
        "status": "",
        "value": value,
        "isdeleted": False,
    } | changes


def record(kpi: str, municipality: str, *entries: dict[str, object], period: object = 2024) -> dict[str, object]:
    """One record of a data page."""
    return {"kpi": kpi, "municipality": municipality, "period": period, "values": list(entries)}


def page(values: Sequence[object], next_url: str | None = None) -> dict[str, object]:
    """One page with its envelope."""
    return {"count": len(values), "values": list(values), "next_url": next_url, "previous_url": None}


def write_page(folder: Path, name: str, content: object) -> None:
    (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")


def write_kpis(folder: Path, *kpis: str) -> None:
    write_page(folder, "kpi_1", page([{"id": kpi, **KPI_FIELDS} for kpi in kpis]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A snapshot with its metadata and no values."""
    folder = tmp_path / "kolada-2025-06-20"
    folder.mkdir()
    write_kpis(folder, "U31505")
    write_page(folder, "municipality_1", page(MUNICIPALITIES))
    return folder


@pytest.fixture
def read(folder: Path) -> Callable[..., Part]:
    """Read the snapshot with these records on its only data page."""

    def read(*records: object, kpis: Sequence[str] = ()) -> Part:
        if kpis:
            write_kpis(folder, *kpis)
        write_page(folder, "data_1", page(records))
        return read_kolada(folder, origin=Origin(folder.name, retrieved="2025-06-20", synthetic=True))

    return read


@pytest.fixture
def refused(read: Callable[..., Part]) -> Callable[..., list[str]]:
    """Return the messages for records that are not accepted."""

    def messages(*records: object, kpis: Sequence[str] = ()) -> list[str]:
        with pytest.raises(DataError) as caught:
            read(*records, kpis=kpis)
        return [str(problem) for problem in caught.value.problems]

    return messages


Read = Callable[..., Part]
Refused = Callable[..., list[str]]


def row(part: Part, unit: str = "2305", measure: str = "oj.U31505", sex: str = "T") -> pd.Series:
    frame = part.measures
    return frame[(frame["unit"] == unit) & (frame["measure"] == measure) & (frame["sex"] == sex)].iloc[0]


def test_values_become_measures(read: Read) -> None:
    part = read(
        record("U31505", "2305", entry(72.0), entry(80.0, "K"), entry(65.0, "M")), record("U31505", "0000", entry(70))
    )
    check_measures(part.measures)
    found = part.measures[["unit", "sex", "value", "period", "status", "policy"]].to_records(index=False).tolist()
    assert found == [
        ("2305", "T", 72, "2024", "ok", "öppen"),
        ("2305", "K", 80, "2024", "ok", "öppen"),
        ("2305", "M", 65, "2024", "ok", "öppen"),
        ("0000", "T", 70, "2024", "ok", "öppen"),
    ]
    assert part.notices == ()


def test_the_source_is_a_fingerprint_over_all_pages(read: Read) -> None:
    first, other = read(record("U31505", "2305", entry(72))), read(record("U31505", "2305", entry(73)))
    key = first.source["source"]
    assert key == f"exempel:kolada:2025-06-20#{first.source['sha256'][:8]}"
    assert first.measures["source"].to_list() == [key]
    assert key != other.source["source"]
    assert [one.path for one in first.inputs] == [
        "kolada-2025-06-20/kpi_1.json",
        "kolada-2025-06-20/municipality_1.json",
        "kolada-2025-06-20/data_1.json",
    ]


def test_the_number_of_answers_is_joined_from_its_own_measure(read: Read) -> None:
    part = read(
        record("U31505", "2305", entry(72.0), entry(80.0, "K")),
        record("U31505", "2321", entry(72.0)),
        record("U31903", "2305", entry(61)),
        record("U31903", "2305", entry(99), period=2023),
        kpis=("U31505", "U31903"),
    )
    assert (row(part)["n"], row(part)["count"]) == (61, 44)
    assert pd.isna(row(part, sex="K")["n"])
    assert pd.isna(row(part, unit="2321")["n"])
    assert row(part, measure="oj.U31903")["value"] == 61


def test_the_number_of_answers_for_women_and_men_where_it_exists(read: Read) -> None:
    part = read(
        record("U31505", "2305", entry(80.0, "K")),
        record("U31903", "2305", entry(30, "K"), entry(61)),
        kpis=("U31505", "U31903"),
    )
    assert (row(part, sex="K")["n"], row(part, sex="K")["count"]) == (30, 24)


def test_null_is_a_row_without_value_and_zero_is_a_value(read: Read) -> None:
    part = read(record("U31505", "2305", entry(None)), record("U31505", "2321", entry(0)))
    assert (pd.isna(row(part)["value"]), row(part)["status"]) == (True, "okänd")
    assert (row(part, unit="2321")["value"], row(part, unit="2321")["status"]) == (0, "ok")


@pytest.mark.parametrize("period", [2024, "2024"])
def test_a_mean_of_three_years_gets_its_window(read: Read, period: object) -> None:
    part = read(record("N20402", "2305", entry(2800), period=period), kpis=["N20402"])
    assert part.measures["period"].to_list() == ["2022/2024"]


def test_deleted_values_are_dropped_and_counted(read: Read) -> None:
    part = read(record("U31505", "2305", entry(50, isdeleted=True), entry(72)), record("U31505", "2321", entry(60)))
    assert part.measures["value"].to_list() == [72, 60]
    (notice,) = part.notices
    assert (notice.kind, notice.count) == (NoticeKind.SATT_AT_SIDAN, 1)
    assert "(markerade som raderade i Kolada)" in notice.text


def test_regions_are_not_taken_for_counties(read: Read) -> None:
    part = read(*(record("U31505", unit, entry(50)) for unit in ("0023", "0009", "0980", "0000")))
    assert part.measures["unit"].to_list() == ["0980", "0000"]
    (notice,) = part.notices
    assert notice.count == 2
    assert "(gäller en region, inte en kommun eller ett län)" in notice.text


def test_nyckeltal_outside_the_catalogue_are_named(read: Read) -> None:
    outside = (record("U99999", unit, entry(1)) for unit in ("2305", "2321"))
    part = read(record("U31505", "2305", entry(72)), *outside, kpis=("U31505", "U99999"))
    assert len(part.measures) == 1
    (notice,) = part.notices
    assert notice.count == 2
    assert "U99999" in notice.text


def test_the_mean_answer_of_riket_is_no_answer(read: Read) -> None:
    part = read(record("U28475", "0000", entry(0.72)), record("U28475", "2305", entry(1)), kpis=["U28475"])
    assert part.measures["unit"].to_list() == ["2305"]
    assert part.notices[0].count == 1


def test_the_same_value_twice_stands_once(read: Read) -> None:
    part = read(record("U31505", "2305", entry(72)), record("U31505", "2305", entry(72.0)))
    assert len(part.measures) == 1
    assert part.notices[0].count == 1


def test_values_that_contradict_name_both_places(refused: Refused) -> None:
    (message,) = refused(record("U31505", "2305", entry(72)), record("U31505", "2305", entry(75)))
    assert message.startswith(
        "kolada-2025-06-20/data_1.json, post 2 (U31505, 2305, 2024, T): 75, men "
        "kolada-2025-06-20/data_1.json, post 1 säger 72"
    )


@pytest.mark.parametrize(
    ("faulty", "parts"),
    [
        (record("U31505", "2305", entry(72, "F")), ("U31505, 2305", 'okänd bokstav för kön "F"', "T, K, M")),
        (record("U31505", "9999", entry(72)), ('okänd kommun "9999"', "en av de 290 kommunkoderna")),
        (record("U31505", "G33630", entry(72)), ('okänd kommun "G33630"',)),
        (record("U23471", "2305", entry(72)), ('nyckeltalet "U23471" finns inte på kpi-sidorna',)),
        (record("U28475", "2305", entry(2)), ("U28475, 2305", "värdet är 2", "1 (Ja), 0 (Nej)")),
        (record("U28475", "2305", entry(0.5)), ("värdet är 0,5",)),
        (record("U31505", "2305", entry(100.5)), ("andelen är 100,5", "0–100 procent")),
        (record("U31903", "2305", entry(61.5)), ("antalet svar är 61,5", "heltal")),
        (record("U31903", "2305", entry(10**11)), ("antalet svar är", "heltal")),
        (record("U28475", "2305", entry(1, "K")), ("delar inte upp U28475 på kvinnor och män",)),
        (record("N20402", "2305", entry(-1)), ("värdet är -1", "0 eller mer")),
        (record("U31505", "2305", entry(72), period="2024-2"), ('perioden är "2024-2"', "ett år")),
        (record("U31505", "2305", entry("72")), ('värdet är "72"', "null")),
        (record("U31505", "2305", entry(value=True)), ('värdet är "True"',)),
        (record("U31505", "2305", entry(10**14)), ("värdet är 100000000000000", "tusen miljarder")),
        (record("U31505", "2305", entry(72, isdeleted="nej")), ('isdeleted är "nej"',)),
    ],
)
def test_a_fault_names_the_page_and_the_value(
    refused: Refused, faulty: Mapping[str, object], parts: tuple[str, ...]
) -> None:
    kpis = ("U31505", "U31903", "U28475", "N20402")
    (message,) = refused(record("U31505", "2321", entry(60)), faulty, kpis=kpis)
    assert message.startswith("kolada-2025-06-20/data_1.json, post 2 (")
    assert all(part in message for part in parts), message


def test_absent_fields_are_told_once_for_a_page_and_extra_ones_ignored(refused: Refused, read: Read) -> None:
    read(record("U31505", "2305", entry(72, comment="ny")) | {"ou": None})
    lacking = {key: value for key, value in entry(72).items() if key != "isdeleted"}
    (message,) = refused(*(record("U31505", unit, lacking) for unit in ("2305", "2321")))
    assert message.startswith('kolada-2025-06-20/data_1.json, post 1: fältet "isdeleted" saknas i 2 poster')
    (message,) = refused({"kpi": "U31505", "municipality": "2305", "values": []}, record("U31505", "2321", entry(60)))
    assert 'fältet "period" saknas i 1 post' in message
    assert all("saknas" in message for message in refused(record("U31505", "2305") | {"values": None}, "skräp"))


def test_metadata_needs_its_fields_too(folder: Path, refused: Refused) -> None:
    write_page(folder, "kpi_1", page([{"id": "U31505", "title": "Påhittat"}]))
    assert any('kpi_1.json, post 1: fältet "has_ou_data" saknas' in message for message in refused())


@pytest.mark.parametrize("content", [[], {"values": [], "count": 0}, {"values": {}, "count": 0, "next_url": None}])
def test_a_page_without_its_envelope(folder: Path, refused: Refused, content: object) -> None:
    write_page(folder, "municipality_1", content)
    (message,) = refused()
    assert message.startswith("kolada-2025-06-20/municipality_1.json: ")


def test_the_chain_of_pages_must_be_whole(folder: Path, refused: Refused) -> None:
    write_page(folder, "data_3", page([], "https://exempel.invalid/data?page=4"))
    messages = refused()
    assert messages[0].startswith("kolada-2025-06-20/data: sida 2 saknas")
    assert 'data_1.json: sidan säger att den är den sista, men "data_3.json" finns' in messages[1]
    assert 'data_3.json: sidan säger att det finns fler, men "data_4.json" saknas' in messages[2]


def test_many_missing_pages_are_not_all_named(folder: Path, refused: Refused) -> None:
    write_page(folder, "data_900000", page([]))
    assert "data: sida 2, 3, 4, 5, 6, … saknas" in refused()[0]


def test_a_kind_of_page_that_is_not_there(folder: Path, refused: Refused) -> None:
    (folder / "kpi_1.json").unlink()
    assert refused() == ["kolada-2025-06-20/kpi: sida 1 saknas. Hämta mappen på nytt."]


@pytest.mark.parametrize("last", [None, ""])
def test_values_of_several_pages_belong_together(folder: Path, last: str | None) -> None:
    write_page(folder, "data_1", page([record("U31505", "2305", entry(72))], "https://exempel.invalid/data?page=2"))
    write_page(folder, "data_2", page([record("U31505", "2321", entry(60))], last))
    assert read_kolada(folder).measures["unit"].to_list() == ["2305", "2321"]


def test_a_page_cut_short(folder: Path, refused: Refused) -> None:
    (folder / "municipality_1.json").write_text('{"values": [', encoding="utf-8")
    (message,) = refused()
    assert message.startswith("kolada-2025-06-20/municipality_1.json, rad 1: går inte att läsa som JSON")


def test_other_files_in_the_folder_are_told(folder: Path, read: Read) -> None:
    (folder / "readme.md").touch()
    (folder / "data_1 (kopia).json").touch()
    (notice,) = read(record("U31505", "2305", entry(72))).notices
    assert (notice.kind, notice.place) == (NoticeKind.LASES_INTE, "kolada-2025-06-20/data_1 (kopia).json")


def test_shares_of_one_are_told_once_for_a_nyckeltal_and_year(refused: Refused) -> None:
    ones = (record("U31505", unit, entry(value)) for unit, value in (("2321", 1), ("2305", 0.72), ("0980", 0.5)))
    (message,) = refused(*ones, record("U31505", "2305", entry(72), period=2023))
    assert message.startswith("kolada-2025-06-20/data_1.json, post 2 (U31505, 2305, 2024, T): andelarna ser ut att stå")


def test_a_snapshot_without_values_gives_nothing(refused: Refused) -> None:
    message = "kolada-2025-06-20: mappen har inget värde för katalogens nyckeltal. Hämta mappen på nytt."
    assert refused() == [message]
    assert refused(record("U31505", "0023", entry(72))) == [message]


def test_nyckeltal_without_values_are_named(read: Read) -> None:
    kpis = ("U31505", "U28475", "N20402", "U99999")
    (notice,) = read(record("U31505", "2305", entry(72)), kpis=kpis).notices
    assert (notice.kind, notice.count) == (NoticeKind.RAD_SAKNAS, 2)
    assert "2 nyckeltal saknar värden (N20402, U28475)" in notice.text


@pytest.mark.parametrize(
    ("unit", "parts"),
    [
        ({"id": "2305", "title": "Bräcke", "type": "K"}, ('"2305" står redan i', "municipality_1.json, post 5")),
        ({"id": "2326", "title": "Bergs kommun", "type": "L"}, ('typen är "L" men 2326 är en kommun', "K")),
        ({"id": "2326", "title": "Bräcke", "type": "K"}, ('namnet är "Bräcke" men koden är 2326', '"Berg"')),
    ],
)
def test_a_kommun_that_is_listed_as_another(
    folder: Path, refused: Refused, unit: Mapping[str, object], parts: tuple[str, ...]
) -> None:
    write_page(folder, "municipality_1", page([*MUNICIPALITIES, unit]))
    (message,) = refused(record("U31505", "2305", entry(72)))
    assert message.startswith("kolada-2025-06-20/municipality_1.json, post 7: ")
    assert all(part in message for part in parts), message


def test_extra_fields_change_nothing(read: Read) -> None:
    records = [record("U31505", "2305", entry(72, "K"), entry(None)), record("N20402", "0000", entry(3.5))]
    plain = read(*records, kpis=("U31505", "N20402"))
    wordy = [one | {"values": [value | {"comment": "ny"} for value in one["values"]]} for one in records]
    pd.testing.assert_frame_equal(
        read(*wordy, kpis=("U31505", "N20402")).measures.drop(columns="source"), plain.measures.drop(columns="source")
    )


@pytest.mark.parametrize("name", ["value", "kpi", "previous_url"])
def test_a_key_that_stands_twice_is_refused(folder: Path, name: str) -> None:
    text = json.dumps(page([record("U31505", "2305", entry(72))]))
    (folder / "data_1.json").write_text(text.replace(f'"{name}":', f'"{name}": null, "{name}":', 1), encoding="utf-8")
    with pytest.raises(DataError, match=f'nyckeln "{name}" står två gånger'):
        read_kolada(folder)


@pytest.mark.parametrize("place", ["kommun", "status", "värde", "annat"])
def test_a_personnummer_in_a_page_stops_it(
    read: Read, personnummer: str, place: str, faults_of: Callable[..., list[str]]
) -> None:
    text = f"{personnummer[:6]}-{personnummer[6:]}"
    records = {
        "kommun": record("U31505", text, entry(72)),
        "status": record("U31505", "2305", entry(72, status=text)),
        "värde": record("U31505", "2305", entry(int(personnummer))),
        "annat": record("U31505", "2305", entry(72, comment=text)),
    }
    (message,) = faults_of(lambda: read(records[place]))
    assert "ser ut som personnummer" in message
    assert personnummer[6:] not in message


def test_faults_of_a_kind_are_told_once_with_their_number(refused: Refused) -> None:
    (message,) = refused(*(record("U31505", unit, entry(150)) for unit in ("2305", "2321", "0980")))
    assert message.startswith("kolada-2025-06-20/data_1.json, post 1 (U31505, 2305, 2024, T): andelen är 150")
    assert "(och 2 ställen till)" in message


@st.composite
def _any_record(draw: st.DrawFn) -> Mapping[str, object]:
    kpi = draw(st.sampled_from(("U31505", "U31903", "U28475", "U99999")))
    unit = draw(st.sampled_from(("0000", "0023", "0980", "2305")))
    # one value for each place, so that nothing contradicts
    value = None if unit == "0980" else 1
    sexes = draw(st.lists(st.sampled_from("T" if kpi == "U28475" else "TKM"), max_size=4))
    entries = [entry(value, sex, isdeleted=draw(st.booleans())) for sex in sexes]
    return record(kpi, unit, *entries, period=draw(st.sampled_from((2023, 2024))))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=st.lists(_any_record(), max_size=12))
def test_every_value_is_used_or_has_a_reason(read: Read, records: list[dict[str, list[object]]]) -> None:
    used = record("U31505", "2321", entry(50))
    part = read(used, *records, kpis=("U31505", "U31903", "U28475", "U99999"))
    (tally,) = part.tallies
    assert tally.read == 1 + sum(len(one["values"]) for one in records)
    assert tally.used == len(part.measures)
    assert tally.used + sum(tally.unused.values()) == tally.read
    told = sum(notice.count for notice in part.notices if notice.kind == NoticeKind.SATT_AT_SIDAN)
    assert told == tally.read - tally.used


_SOME_KPIS = tuple(sorted(measure.source_id for measure in catalog.measures().values()))


@settings(max_examples=300, deadline=None)
@given(
    kpi=st.sampled_from(_SOME_KPIS),
    value=st.one_of(
        st.floats(allow_nan=False, allow_infinity=False),
        st.integers(-5, 105).map(float),
        st.sampled_from([100.00000000000001, 20_000_001.0, 1e12, math.nextafter(1e12, 0), -0.0, 0.5]),
    ),
)
def test_what_is_fine_for_certain_has_no_fault(kpi: str, value: float) -> None:
    page = Page("x", (Record(kpi, "2305", 2024, [Entry("T", 1, "", value, isdeleted=False)]),), 1, "", "")
    (fine,) = _plainly_fine(figures_of([page]))
    measure = catalog.measure(kpi)
    assert not (fine and _fault(measure, period_of(measure, "2024"), value))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="saknas: mappen finns inte"):
        read_kolada(str(tmp_path / "saknas"))
