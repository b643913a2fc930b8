from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from oj_analys import catalog
from oj_analys.commands import hamta
from oj_analys.domain import DataError
from oj_analys.sources.kolada.client import Client
from oj_analys.sources.kolada.retry import Clock
from oj_analys.sources.loaded import load
from oj_analys.terminal import Parser
from tests.sources.kolada.kolada_server import Kolada, entry, serving

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


ENTRY = (
    "[[fil]]",
    'fil = "kolada-2026-11-23"',
    'typ = "kolada"',
    'producent = "Kolada (RKA)"',
    "hamtad = 2026-11-23",
)


def arguments(*words: str) -> Namespace:
    command = Parser(prog="oj-analys hamta")
    hamta.add_arguments(command)
    return command.parse_args(words)


@pytest.fixture
def kolada(monkeypatch: pytest.MonkeyPatch) -> Iterator[Kolada]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    known = Kolada(titles={"U31505": "Påhittat", "U31903": "Påhittat"})
    known.municipalities = [
        {"id": "0000", "title": "Riket", "type": "L"},
        *({"id": one.code, "title": one.name, "type": "K"} for one in catalog.kommuner()),
    ]
    known.values["U31505", "2305", 2024] = [entry(72.0)]
    with serving(known) as served:
        yield served


@pytest.fixture
def run(kolada: Kolada, tmp_path: Path) -> Callable[..., int]:
    def fetch(*words: str) -> int:
        clock = Clock(lambda: NOON, lambda: 0.0, lambda _seconds: None)
        with Client(kolada.base, clock=clock) as client:
            return hamta.fetch(arguments(*words, "--ut", str(tmp_path)), client)

    return fetch


def test_a_snapshot_is_written_and_told(
    run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--kpi", "U31505", "--kommun", "Bräcke", "--ar", "2023-2024") == 0
    assert (tmp_path / "kolada-2026-11-23" / "snapshot.json").exists()
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        f"Hämtat till {tmp_path / 'kolada-2026-11-23'}: 1 värde",
        "  1 nyckeltal, 1 kommun och riket, år 2023–2024",
        "  Utan ett enda värde: riket",
        "Det finns ingen tidigare hämtning att jämföra med.",
        "Lägg till i underlag.toml (uttag får inte vara en tidigare dag än hamtad):",
        *ENTRY,
    ]
    assert "Hämtar värden" in told.err


def test_what_is_told_goes_straight_into_underlag(
    run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("--kpi", "U31505", "--kommun", "Bräcke", "--ar", "2024")
    entry_lines = capsys.readouterr().out.partition(":\n[[fil]]")[2]
    edition = 'syntetisk = true\nutgava = "2026-11"\nuttag = 2026-11-23\ngrupp = "jamtland"\n'
    sender = 'avsandare = "FoU"\nkontakt = "fragor@exempel.invalid"\nmote = "RUG"\n'
    (tmp_path / "underlag.toml").write_text(f"{edition}{sender}[[fil]]{entry_lines}", encoding="utf-8")
    assert load(tmp_path).measures["value"].max() == 72


def test_ids_that_are_given_twice_are_all_fetched() -> None:
    assert hamta.kpis_of(arguments("--kpi", "U31505", "--kpi", "N00945")) == ("N00945", "U31505")


def test_no_id_is_not_every_id() -> None:
    with pytest.raises(DataError, match="inget id är angivet"):
        hamta.kpis_of(arguments("--kpi", ","))


def test_an_interrupted_fetch_says_how_to_go_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(hamta, "fetch", interrupt)
    assert hamta.run(arguments("--ut", str(tmp_path))) == 1
    assert "Avbrutet. Inget är skrivet" in capsys.readouterr().err


def test_nothing_is_written_when_something_is_unknown(run: Callable[..., int], tmp_path: Path) -> None:
    with pytest.raises(DataError, match="Kolada känner inte U37488"):
        run("--kpi", "U31505,U37488", "--kommun", "Bräcke")
    assert [*tmp_path.iterdir()] == []


def test_an_area_stops_when_kolada_has_dropped_one_of_its_ids(run: Callable[..., int], tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"Kolada känner inte .*U31804"):
        run("--omrade", "ekonomiskt_bistand", "--kommun", "Bräcke", "--ar", "2024")
    assert [*tmp_path.iterdir()] == []


def test_the_verb_asks_the_address_that_is_given(kolada: Kolada, tmp_path: Path) -> None:
    words = ("--url", kolada.base.rstrip("/"), "--kpi", "U31505", "--lan", "23", "--ar", "2024", "--ut", str(tmp_path))
    assert hamta.run(arguments(*words)) == 0
    assert sum(path.startswith("/v3/data/kpi/U31505/municipality/0000,2303,") for path in kolada.asked) == 1


def test_all_live_nyckeltal_and_their_numbers_of_answers_are_fetched() -> None:
    kpis = hamta.kpis_of(arguments())
    measures = catalog.measures().values()
    assert {one.source_id for one in measures if one.retired is None and one.in_kolada} <= set(kpis)
    assert not {"U31467", "U37488"} & set(kpis)  # in workbooks only
    assert "U31903" in kpis
    assert list(kpis) == sorted(set(kpis))


def test_an_area_brings_its_nyckeltal_only() -> None:
    kpis = hamta.kpis_of(arguments("--omrade", "ekonomiskt bistånd"))
    assert "U31505" in kpis
    assert "U21468" not in kpis
    with pytest.raises(DataError, match="finns inte i katalogen"):
        hamta.kpis_of(arguments("--omrade", "vägar"))


def test_ids_are_taken_as_they_are_written() -> None:
    assert hamta.kpis_of(arguments("--kpi", "u31505, N00945,U31505")) == ("N00945", "U31505")
    with pytest.raises(DataError, match="--kpi: U1, 31505 är inget id i Kolada"):
        hamta.kpis_of(arguments("--kpi", "U1,31505,U31505"))


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ((), 291),
        (("--alla-kommuner",), 291),
        (("--grupp", "Skaraborg"), 16),
        (("--lan", "Jämtlands län"), 9),
        (("--kommun", "Åre", "--kommun", "2305"), 3),
    ],
)
def test_riket_always_comes_along(words: tuple[str, ...], count: int) -> None:
    codes = hamta.kommuner_of(arguments(*words))
    assert (codes[0], len(codes)) == ("0000", count)


def test_a_group_is_no_lan() -> None:
    with pytest.raises(DataError, match="Skaraborg är inget län"):
        hamta.kommuner_of(arguments("--lan", "Skaraborg"))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        (None, tuple(range(2017, 2027))),
        ("2024", (2024,)),
        ("2015-2017", (2015, 2016, 2017)),
        ("2025–2026", (2025, 2026)),
    ],
)
def test_years(text: str | None, years: tuple[int, ...]) -> None:
    assert hamta.years_of(text, 2026) == years


@pytest.mark.parametrize("text", ["", "24", "2024-2015", "2024-2027", "1900-2024", "tio år"])
def test_years_that_are_none(text: str) -> None:
    with pytest.raises(DataError, match="--ar"):
        hamta.years_of(text, 2026)


def test_one_choice_of_kommuner_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        arguments("--lan", "23", "--grupp", "Skaraborg")
    assert "går inte att använda tillsammans" in capsys.readouterr().err
