"""From a server with all the faults of Kolada's to a snapshot on disk, whole or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oj_analys import catalog
from oj_analys.domain import DataError
from oj_analys.sources._part import NoticeKind, Origin, Part
from oj_analys.sources.kolada import chain, new_snapshot, store
from oj_analys.sources.kolada.client import BrokenOffError, Client
from oj_analys.sources.kolada.decode import Page
from oj_analys.sources.kolada.manifest import Asked, read_manifest
from oj_analys.sources.kolada.new_snapshot import Snapshot, fetch_snapshot, summary
from oj_analys.sources.kolada.read import read_kolada
from oj_analys.sources.kolada.retry import Clock, Limits
from oj_analys.sources.kolada.revisions import Changes, Revised, Revision, told
from oj_analys.sources.kolada.snapshot import FILES, KoladaGroup, read_groups
from tests.sources.kolada.kolada_server import Answer, Json, Kolada, entry, serving

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
KPIS = ("N31807", "U31505", "U31903")
UNITS = ("0000", "2305", "2321")
YEARS = (2023, 2024)
GROUPS = (
    {"id": "G33630", "title": "Jämtlands läns kommuner (ovägt medel)", "members": [{"id": "2305", "title": "Bräcke"}]},
    {
        "id": "G175916",
        "title": "Liknande kommuner ekonomiskt bistånd, Berg, 2023",
        "members": [{"id": "2305", "title": "Bräcke"}, {"id": "2321", "title": "Åre"}],
    },
)


def known() -> Kolada:
    """A small Kolada where every value differs."""
    kolada = Kolada(groups=list(GROUPS))
    kolada.titles = {kpi: f"Påhittat {kpi}" for kpi in (*KPIS, "N99998")}
    kolada.municipalities = [
        {"id": "0000", "title": "Riket", "type": "L"},
        {"id": "0023", "title": "Region Jämtland Härjedalen", "type": "L"},
        *({"id": one.code, "title": one.name, "type": "K"} for one in catalog.kommuner() if one.lan == "23"),
    ]
    places = [(kpi, unit, year) for kpi in KPIS for unit in UNITS for year in YEARS]
    for number, key in enumerate(places):
        kolada.values[key] = [entry(number + 20)]
    kolada.values["U31505", "2305", 2024] = [entry(72.0), entry(80.5, "K"), entry(None, "M")]
    return kolada


class Desk:
    """Someone who fetches from a server into a folder, at a time that can be moved."""

    def __init__(self, kolada: Kolada, out: Path) -> None:
        self.kolada, self.out, self.now = kolada, out, NOON
        self.steps: list[tuple[str, int, int]] = []
        self.asked = Asked(KPIS, UNITS, YEARS)

    def fetch(self, asked: Asked | None = None, **limits: float) -> Snapshot:
        clock = Clock(lambda: self.now, lambda: 0.0, lambda _seconds: None)
        settings = Limits(**({"per_second": 1e9} | limits))
        with Client(self.kolada.base, limits=settings, clock=clock) as client:
            return fetch_snapshot(asked or self.asked, self.out, client, lambda *step: self.steps.append(step))

    def refused(self, asked: Asked | None = None) -> list[str]:
        """The messages of a fetch that gives nothing; nothing must have been written."""
        before = self.contents()
        with pytest.raises(DataError) as caught:
            self.fetch(asked, tries=2)
        assert self.contents() == before
        return [str(problem) for problem in caught.value.problems]

    def contents(self) -> Mapping[str, bytes]:
        """Every file of every snapshot."""
        return {str(path): path.read_bytes() for path in sorted(self.out.glob("kolada-*/*"))}

    def read(self, snapshot: Snapshot) -> Part:
        return read_kolada(snapshot.folder)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def kolada() -> Iterator[Kolada]:
    with serving(known()) as served:
        yield served


@pytest.fixture
def desk(kolada: Kolada, tmp_path: Path) -> Desk:
    return Desk(kolada, tmp_path / "rå filer")


def change_pages(kolada: Kolada, kind: str, change: Callable[[Json], Json]) -> None:
    """Let the server change its pages with values (``kpi``) or of another kind (``title``, ``members`` …)."""
    kolada.change = lambda page: change(page) if page["values"] and kind in page["values"][0] else page


def values(part: Part) -> list[tuple[Any, ...]]:
    frame = part.measures.sort_values(["measure", "unit", "period", "sex"])
    return frame[["measure", "unit", "period", "sex", "value", "status"]].astype(object).fillna("").to_numpy().tolist()


def test_a_snapshot_holds_what_was_asked_for(desk: Desk) -> None:
    snapshot = desk.fetch()
    assert snapshot.folder == desk.out / "kolada-2026-11-23"
    assert sorted(path.name for path in desk.out.iterdir()) == ["kolada-2026-11-23"]
    assert sorted(path.name for path in snapshot.folder.iterdir()) == sorted([*FILES, "snapshot.json"])
    manifest = snapshot.manifest
    assert (manifest.fraga, manifest.hamtad) == (desk.asked, "2026-11-23T12:00:00+00:00")
    assert (manifest.rader, manifest.antal) == (20, {"N31807": 6, "U31505": 7, "U31903": 6})
    assert manifest.titlar["U31505"] == "Påhittat U31505"
    part = desk.read(snapshot)
    assert len(part.measures) == 20
    assert ("oj.U31505", "2305", "2024", "K", 80.5, "ok") in map(tuple, values(part))
    assert ("oj.U31505", "2305", "2024", "M", "", "okänd") in map(tuple, values(part))
    assert part.source["retrieved"] == "2026-11-23"
    assert part.source["source"].startswith("kolada:2026-11-23#")
    assert [one.path for one in part.inputs] == [
        f"kolada-2026-11-23/{name}" for name in ("snapshot.json", *sorted(FILES))
    ]
    assert part.places[0].startswith("kolada-2026-11-23/data.parquet, rad 1")
    assert (part.tallies[0].read, part.tallies[0].used) == (20, 20)


def test_the_same_values_give_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    first = desk.fetch().folder
    desk.kolada.values = dict(reversed(desk.kolada.values.items()))
    desk.out = tmp_path / "annan"
    second = desk.fetch().folder
    assert {path.name: path.read_bytes() for path in first.iterdir()} == {
        path.name: path.read_bytes() for path in second.iterdir()
    }


def test_a_snapshot_reads_as_the_pages_that_it_came_from(desk: Desk, tmp_path: Path) -> None:
    part = desk.read(desk.fetch())
    pages = tmp_path / "sidor"
    pages.mkdir()
    data = [{"kpi": k, "municipality": m, "period": y, "values": v} for (k, m, y), v in desk.kolada.values.items()]
    kpis = [desk.kolada._kpi(kpi) for kpi in KPIS]
    for kind, records in (("kpi", kpis), ("municipality", desk.kolada.municipalities), ("data", data)):
        page = {"values": records, "count": len(records), "next_url": None}
        (pages / f"{kind}_1.json").write_text(json.dumps(page), encoding="utf-8")
    assert values(read_kolada(pages)) == values(part)


@pytest.mark.parametrize("last", [None, ""])
@pytest.mark.parametrize("per_page", [1, 2, 7, 5000])
def test_every_page_is_followed(desk: Desk, per_page: int, last: str | None) -> None:
    whole = values(desk.read(desk.fetch()))
    desk.kolada.per_page = per_page
    desk.kolada.change = lambda page: page | {"next_url": page["next_url"] or last}
    assert values(desk.read(desk.fetch())) == whole


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=st.integers(1, 25), per_page=st.integers(1, 30))
def test_the_size_of_the_parts_does_not_matter(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, size: int, per_page: int
) -> None:
    desk.kolada.per_page = per_page
    with monkeypatch.context() as patch:
        patch.setattr(new_snapshot.Fetch, "__init__", _sized(new_snapshot.Fetch.__init__, size))
        snapshot = desk.fetch()
    try:
        assert snapshot.manifest.filer["data.parquet"] == _reference(desk)
    finally:
        shutil.rmtree(desk.out)


def _sized(init: Callable[..., None], size: int) -> Callable[..., None]:
    return lambda *args: init(*args, size=size)


def _reference(desk: Desk) -> str:
    desk.kolada.per_page = 5000
    return desk.fetch().manifest.filer["data.parquet"]


def test_no_part_of_a_path_has_more_than_25_ids(desk: Desk) -> None:
    kpis = tuple(f"N{number:05}" for number in range(26))
    desk.kolada.titles |= dict.fromkeys(kpis, "Påhittat")
    units = tuple(one.code for one in catalog.kommuner())[:30]
    desk.kolada.municipalities += [{"id": unit, "title": catalog.kommun(unit).name, "type": "K"} for unit in units]
    desk.kolada.values[kpis[-1], units[-1], 2023] = [entry(1)]
    manifest = desk.fetch(Asked(kpis, units, tuple(range(1990, 2024)))).manifest
    assert len([path for path in desk.kolada.asked if "/data/" in path]) == 8
    assert manifest.utan_varden == kpis[:-1]
    assert manifest.kommuner_utan_varden == units[:-1]


def test_nothing_at_all_is_no_snapshot(desk: Desk) -> None:
    assert desk.refused(Asked(("N99998",), UNITS, YEARS)) == [
        "hämtningen: Kolada har inget värde för det som frågades. Välj andra nyckeltal, kommuner eller år."
    ]


def test_every_id_that_kolada_does_not_know_is_named(desk: Desk) -> None:
    (message,) = desk.refused(Asked((*KPIS, "U37488", "U37490"), UNITS, YEARS))
    assert message.startswith("nyckeltal: Kolada känner inte U37488, U37490")
    assert message.endswith(f"--kpi {','.join(KPIS)}")


def test_more_ids_than_the_api_takes_are_refused_with_the_address(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new_snapshot.Fetch, "__init__", _sized(new_snapshot.Fetch.__init__, 26))
    messages = desk.refused(Asked(tuple(f"N{number:05}" for number in range(26)), UNITS, YEARS))
    assert "N00000,N00001" in messages[0]
    assert "Kolada svarar 400" in messages[0]


def test_ids_that_kolada_does_not_know_stop_and_are_all_named(desk: Desk) -> None:
    messages = desk.refused(Asked((*KPIS, "U37488", "U99999"), ("0000", "2305", "9999"), YEARS))
    assert messages == [
        "nyckeltal: Kolada känner inte U37488, U99999. Hämta utan dem: --kpi N31807,U31505,U31903",
        "kommuner: Kolada känner inte 9999. Försök igen senare; kvarstår det har Kolada ett fel.",
    ]
    assert not [path for path in desk.kolada.asked if "/data/" in path]


def test_a_known_nyckeltal_without_values_is_listed(desk: Desk) -> None:
    snapshot = desk.fetch(Asked((*KPIS, "N99998"), (*UNITS, "2326"), YEARS))
    assert (snapshot.manifest.utan_varden, snapshot.manifest.kommuner_utan_varden) == (("N99998",), ("2326",))
    text = "\n".join(summary(snapshot))
    assert "Utan ett enda värde (avslutade, eller mäts inte dessa år): N99998" in text
    assert "  Utan ett enda värde: Berg" in text


def test_deleted_and_repeated_rows_are_counted(desk: Desk) -> None:
    desk.kolada.values["U31505", "2321", 2024] += [entry(5, "K", isdeleted=True), entry(5, "M"), entry(5, "M")]
    snapshot = desk.fetch()
    assert (snapshot.manifest.raderade, snapshot.manifest.dubbletter, snapshot.manifest.rader) == (1, 1, 21)


def elsewhere(page: Json) -> Json:
    return page | {"next_url": "https://exempel.invalid/v3/data?page=2"}


def above(page: Json) -> Json:
    return page | {"next_url": "/admin"}


def again(page: Json) -> Json:
    return page | {"next_url": "?per_page=5000"}


def skipping(page: Json) -> Json:
    return page | {"next_url": "?per_page=5000&page=3"}


def cut_chain(page: Json) -> Json:
    return page | {"values": page["values"] * 300, "count": 9999, "next_url": None}


def strange_kpi(page: Json) -> Json:
    return page | {"values": [page["values"][0] | {"kpi": "N00001"}]}


def strange_unit(page: Json) -> Json:
    return page | {"values": [page["values"][0] | {"municipality": "G33630"}]}


def strange_year(page: Json) -> Json:
    return page | {"values": [page["values"][0] | {"period": 1999}]}


def unknown_sex(page: Json) -> Json:
    return page | {"values": [page["values"][0] | {"values": [entry(1, "F")]}]}


def contradicting(page: Json) -> Json:
    return page | {"values": [*page["values"], page["values"][0] | {"values": [entry(999)]}]}


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (elsewhere, ("nästa sida ligger på en annan plats (https://exempel.invalid",)),
        (above, ("nästa sida ligger på en annan plats",)),
        (again, ("nästa sida har redan kommit",)),
        (skipping, ("nästa sida är nummer 3 men den här är nummer 1",)),
        (cut_chain, ("sidan säger att den är den sista",)),
        (lambda page: page | {"next_url": 7}, ('next_url är "7"',)),
        (lambda page: page | {"next_url": "http://[/"}, ("nästa sida",)),
        (lambda page: page | {"count": -1}, ('count är "-1"',)),
        (lambda page: {"values": page["values"], "count": 1}, ("sidan saknar next_url",)),
        (strange_kpi, ("Kolada svarar om N00001, som inte frågades",)),
        (strange_unit, ("Kolada svarar om G33630, som inte frågades",)),
        (strange_year, ("Kolada svarar om 1999, som inte frågades",)),
        (unknown_sex, ('okänd bokstav för kön "F"', "N31807, 0000, 2023")),
        (contradicting, ("999, men Kolada, värden del 1 av 1, sida 1, post 1 säger 20", "N31807, 0000, 2023, T")),
    ],
)
def test_what_is_not_an_answer_stops_and_is_not_used_again(
    desk: Desk, change: Callable[[Json], Json], parts: tuple[str, ...]
) -> None:
    change_pages(desk.kolada, "kpi", change)
    (message,) = desk.refused()
    assert all(part in message for part in parts), message
    assert [*desk.out.iterdir()] == []
    desk.kolada.change = lambda page: page
    assert desk.fetch().manifest.rader == 20


def test_a_chain_without_end_stops(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "MOST_PAGES", 3)
    desk.kolada.per_page = 1
    assert "svaret tar inte slut efter 3 sidor" in desk.refused()[0]


def test_a_count_that_agrees_with_nothing_is_told(desk: Desk) -> None:
    change_pages(desk.kolada, "kpi", lambda page: page | {"count": 3})
    (remark,) = desk.fetch().manifest.anmarkningar
    assert remark == "Kolada, värden del 1 av 1: Kolada säger 3 (count), men 18 poster kom."


def test_next_url_may_be_relative(desk: Desk) -> None:
    desk.kolada.per_page = 5

    def relative(page: Json) -> Json:
        return page | {"next_url": page["next_url"] and "?" + page["next_url"].partition("?")[2]}

    desk.kolada.change = relative
    assert desk.fetch().manifest.rader == 20


@pytest.mark.parametrize("there", ["v3/data/kpi/N1/municipality/0000/year/2024?page=2", "http://xn--a-/v3/?page=2"])
def test_next_url_must_be_about_the_same(desk: Desk, there: str) -> None:
    address = there if "://" in there else desk.kolada.base.replace("v3/", there)
    change_pages(desk.kolada, "kpi", lambda page: page | {"next_url": address})
    assert "next" in desk.refused()[0] or "en annan plats" in desk.refused()[0]


def test_next_url_keeps_the_encrypted_protocol() -> None:
    page = Page("Kolada", (), 0, "http://api.exempel.invalid/v3/kpi?page=2", "")
    there = chain.next_page(page, "https://api.exempel.invalid/v3/kpi", "https://api.exempel.invalid/v3/")
    assert there == "https://api.exempel.invalid/v3/kpi?page=2"


@pytest.mark.parametrize(
    ("body", "part"),
    [(b'{"values": [', "går inte att läsa som JSON"), (b"[]", "sidan saknar"), (b"<html>Logga in", "webbsida")],
)
def test_what_is_no_page(desk: Desk, body: bytes, part: str) -> None:
    desk.kolada.fault = lambda path, _times: Answer(body=body) if "/data/" in path else None
    assert part in desk.refused()[0]


def test_metadata_that_contradict_or_were_not_asked_for(desk: Desk) -> None:
    def other(page: Json) -> Json:
        (first, *_) = page["values"]
        return page | {"values": [*page["values"], first | {"title": "Annat"}]}

    change_pages(desk.kolada, "has_ou_data", other)
    assert "N31807 står två gånger, med olika uppgifter" in desk.refused()[0]
    change_pages(
        desk.kolada, "has_ou_data", lambda page: page | {"values": [*page["values"], page["values"][0] | {"id": "N1"}]}
    )
    assert "Kolada svarar om N1, som inte frågades" in desk.refused()[0]


def test_a_broken_fetch_says_what_is_left_and_goes_on(desk: Desk) -> None:
    asked = Asked(
        tuple(
            sorted(
                (
                    *KPIS,
                    *(f"N0000{n}" for n in range(9)),
                    *(f"N0001{n}" for n in range(9)),
                    *(f"N0002{n}" for n in range(9)),
                )
            )
        ),
        UNITS,
        YEARS,
    )
    desk.kolada.titles |= dict.fromkeys(asked.nyckeltal, "Påhittat")
    desk.kolada.fault = lambda path, _times: Answer(503) if "/data/kpi/N00027" in path else None
    before, message = desk.refused(asked)
    assert "Kolada svarar 503 (2 försök)" in before
    assert message.startswith("hämtningen: 5 av 6 frågor är hämtade, inget är skrivet; kvar är N00027, N00028, N31807")
    first = len(desk.kolada.asked)
    desk.kolada.fault = lambda _path, _times: None
    desk.now += timedelta(hours=13)
    snapshot = desk.fetch(asked)
    assert len(desk.kolada.asked) == first + 1
    assert snapshot.remarks == ("En tidigare hämtning avbröts: 5 av 6 frågor var redan hämtade och 1 saknades.",)
    assert snapshot.folder.name == "kolada-2026-11-23"  # the day of the oldest page
    assert [path.name for path in desk.out.iterdir()] == ["kolada-2026-11-23"]


def test_a_question_is_not_fetched_before_its_last_page(desk: Desk) -> None:
    desk.kolada.per_page = 5
    desk.kolada.fault = lambda path, _times: Answer(503) if "page=3" in path else None
    _, message = desk.refused()
    assert message.startswith("hämtningen: 3 av 4 frågor är hämtade, inget är skrivet; kvar är N31807")
    desk.kolada.fault = lambda _path, _times: None
    assert desk.fetch().remarks == ("En tidigare hämtning avbröts: 3 av 4 frågor var redan hämtade och 1 saknades.",)


def test_pages_of_another_question_or_day_are_not_used(desk: Desk) -> None:
    desk.kolada.fault = lambda path, _times: Answer(404) if "/data/" in path else None
    desk.refused()
    desk.kolada.fault = lambda _path, _times: None
    for change in ("fråga", "dag"):
        asked = Asked(KPIS, UNITS, (2024,)) if change == "fråga" else desk.asked
        desk.now += timedelta(hours=25 if change == "dag" else 0)
        before = len(desk.kolada.asked)
        assert desk.fetch(asked).remarks == ()
        assert len(desk.kolada.asked) == before + 4


def test_a_page_that_was_cut_on_disk_is_fetched_again(desk: Desk) -> None:
    desk.kolada.fault = lambda path, _times: Answer(404) if "/data/" in path else None
    desk.refused()
    for page in (desk.out / "kolada.ofardig").glob("*.json"):
        if page.name != "fraga.json":
            page.write_bytes(page.read_bytes()[:-1])
    desk.kolada.fault = lambda _path, _times: None
    before = len(desk.kolada.asked)
    assert desk.fetch().manifest.rader == 20
    assert len(desk.kolada.asked) == before + 4


def test_a_full_disk_leaves_earlier_snapshots_and_the_next_run_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.fetch()
    desk.now += timedelta(days=2)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(new_snapshot, "write_table", full)
        (message,) = desk.refused()
    assert "disken är full" in message
    before = len(desk.kolada.asked)
    assert desk.fetch().folder.name == "kolada-2026-11-25"
    assert len(desk.kolada.asked) == before
    with monkeypatch.context() as patch:
        patch.setattr(store, "_write", full)
        assert "disken är full" in desk.refused()[0]


def test_a_killed_run_leaves_nothing_that_looks_like_a_snapshot(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    class KilledError(BaseException):
        """As if the process ended."""

    def killed(*_: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(new_snapshot, "manifest_bytes", killed)
        with pytest.raises(KilledError):
            desk.fetch()
    assert [path.name for path in desk.out.iterdir()] == ["kolada.ofardig"]
    before = len(desk.kolada.asked)
    assert desk.fetch().manifest.rader == 20
    assert len(desk.kolada.asked) == before


def test_a_second_snapshot_says_what_was_revised(desk: Desk) -> None:
    first = desk.fetch()
    assert first.changes.mot == ""
    assert [*told(first.changes)] == ["Det finns ingen tidigare hämtning att jämföra med."]
    assert [*told(desk.fetch().changes)] == [
        "Inget är ändrat sedan kolada-2026-11-23, i det som båda hämtningarna gäller."
    ]
    later = desk.kolada.values
    before = [
        later["N31807", unit, year][0]["value"] for unit, year in (("2305", 2023), ("2305", 2024), ("2321", 2023))
    ]
    later["N31807", "2305", 2023] = [entry(1)]
    later["N31807", "2305", 2024] = [entry(None)]
    del later["N31807", "2321", 2023]
    later["U31505", "2305", 2024][2] = entry(65.0, "M")
    desk.kolada.titles["U31505"] = "Något helt annat"
    change_pages(
        desk.kolada,
        "has_ou_data",
        lambda page: (
            page | {"values": [one | {"is_divided_by_gender": one["id"] != "U31903"} for one in page["values"]]}
        ),
    )
    desk.now += timedelta(hours=1)
    second = desk.fetch(Asked(KPIS[:2], UNITS, YEARS))
    assert second.folder.name == "kolada-2026-11-23-3"
    assert second.changes.mot == "kolada-2026-11-23-2"
    assert second.changes.nyckeltal == {"N31807": Revised(1, 0, 2), "U31505": Revised(0, 1, 0)}
    assert second.changes.titlar == {"U31505": ("Påhittat U31505", "Något helt annat")}
    desk.now += timedelta(hours=1)
    third = desk.fetch()
    assert third.changes.konsuppdelning == {}
    assert third.changes.nyckeltal == {}
    stored = json.loads((second.folder / "andringar.json").read_bytes())
    assert stored["nyckeltal"]["N31807"] == {"reviderade": 1, "nya": 0, "borttagna": 2}
    assert stored["varden"][0] == {
        "nyckeltal": "N31807", "kommun": "2305", "ar": "2023", "kon": "T", "var": before[0], "nu": 1.0
    }  # fmt: skip
    lines = [*told(second.changes)]
    assert lines[:5] == [
        "Ändrat sedan kolada-2026-11-23-2, i det som båda hämtningarna gäller:",
        "  N31807: 1 värde reviderat, 0 nya, 2 borttagna",
        f"    Bräcke 2023 T: {before[0]} → 1",
        f"    Bräcke 2024 T: {before[1]} → inget värde",
        f"    Åre 2023 T: {before[2]} → inget värde",
    ]


def test_the_file_holds_what_the_terminal_has_no_room_for() -> None:
    values = tuple(Revision("U31505", "0000", str(year), "T", 71.0, 72.5) for year in range(2019, 2025))
    lines = [*told(Changes("kolada-2026-11-22", {"U31505": Revised(6, 0, 0)}, values))]
    assert lines[2] == "    Riket 2019 T: 71 → 72,5"
    assert lines[-1] == "    och 3 värden till, som står i andringar.json"


def test_a_title_cannot_steer_the_terminal() -> None:
    lines = told(Changes(mot="kolada-2026-11-22", titlar={"U31505": ("Förr", "\x1b[31mNu\n")}))
    assert '"[31mNu"' in [*lines][1]


def test_a_flipped_flag_is_told(desk: Desk) -> None:
    desk.fetch()
    change_pages(
        desk.kolada,
        "has_ou_data",
        lambda page: (
            page | {"values": [one | {"is_divided_by_gender": one["id"] != "U31903"} for one in page["values"]]}
        ),
    )
    changes = desk.fetch().changes
    assert changes.konsuppdelning == {"U31903": (True, False)}
    assert "  U31903: delas inte längre upp på kvinnor och män." in told(changes)


def test_an_earlier_snapshot_that_is_damaged_is_told_and_passed_by(desk: Desk) -> None:
    desk.fetch()
    desk.now += timedelta(hours=1)
    (desk.fetch().folder / "data.parquet").write_bytes(b"")
    desk.now += timedelta(hours=1)
    third = desk.fetch()
    assert third.changes.mot == "kolada-2026-11-23"
    assert "Jämförs inte med kolada-2026-11-23-2" in third.remarks[0]


def test_groups_of_a_snapshot(desk: Desk) -> None:
    assert read_groups(desk.fetch().folder) == (
        KoladaGroup("G175916", GROUPS[1]["title"], ("2305", "2321"), "ekonomiskt bistånd", "Berg", "2023"),
        KoladaGroup("G33630", GROUPS[0]["title"], ("2305",)),
    )


@pytest.mark.parametrize("name", [*FILES, "snapshot.json"])
@pytest.mark.parametrize("harm", ["gone", "cut", "changed"])
def test_a_snapshot_that_is_not_whole_is_refused(desk: Desk, name: str, harm: str) -> None:
    folder = desk.fetch().folder
    path = folder / name
    data = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(data[: len(data) // 2] if harm == "cut" else data[:-1] + b"x")
    with pytest.raises(DataError) as caught:
        read_kolada(folder)
    (message,) = [str(problem) for problem in caught.value.problems]
    assert message.startswith(f"kolada-2026-11-23/{name}")


def test_all_that_is_missing_is_told_at_once(desk: Desk) -> None:
    folder = desk.fetch().folder
    (folder / "kpi.json").unlink()
    (folder / "data.parquet").write_bytes(b"")
    with pytest.raises(DataError) as caught:
        read_groups(folder)
    assert [problem.where.rpartition("/")[2] for problem in caught.value.problems] == ["data.parquet", "kpi.json"]


def test_a_stranger_beside_the_files_is_told(desk: Desk) -> None:
    folder = desk.fetch().folder
    (folder / "egen.xlsx").touch()
    unread = [one for one in read_kolada(folder).notices if one.kind == NoticeKind.LASES_INTE]
    assert [notice.place for notice in unread] == ["kolada-2026-11-23/egen.xlsx"]


def test_the_day_in_underlag_must_be_the_snapshots(desk: Desk) -> None:
    folder = desk.fetch().folder
    with pytest.raises(DataError, match="hamtad är 2025-01-01, men mappen är hämtad 2026-11-23"):
        read_kolada(folder, origin=Origin("kolada", retrieved="2025-01-01"))


def test_progress_goes_from_start_to_end(desk: Desk) -> None:
    desk.fetch()
    assert desk.steps[0] == ("Hämtar kpi", 0, 4)
    assert desk.steps[-1] == ("Hämtar värden", 4, 4)
    assert [done for _, done, _ in desk.steps] == sorted(done for _, done, _ in desk.steps)


def test_a_manifest_survives_its_file(desk: Desk) -> None:
    snapshot = desk.fetch()
    assert read_manifest(snapshot.folder, "x") == snapshot.manifest


def test_a_broken_off_fetch_is_a_data_error_of_its_own(desk: Desk) -> None:
    desk.kolada.fault = lambda path, _times: Answer(404) if "/data/" in path else None
    with pytest.raises(BrokenOffError):
        desk.fetch()
    assert (desk.out / "kolada.ofardig" / "fraga.json").exists()
