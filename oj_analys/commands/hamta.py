"""`oj-analys hamta`: a dated snapshot of Kolada's figures."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from oj_analys import catalog
from oj_analys.commands import RAW
from oj_analys.domain import RIKET, DataError, Measure, Problem
from oj_analys.terminal import Parser, progress_bar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oj_analys.sources.kolada.client import Client
    from oj_analys.sources.kolada.new_snapshot import Snapshot

YEARS = 10
FIRST_YEAR = 1970
_GO_ON = "kör samma kommando igen inom ett dygn, så används det som redan har kommit."


def add_arguments(command: Parser) -> None:
    """Give the command its arguments."""
    command.add_argument("--url", metavar="ADRESS", help="annan adress till Koladas API v3")
    what = command.add_mutually_exclusive_group()
    what.add_argument("--kpi", metavar="ID,ID", type=_words, action="extend", help="bara dessa nyckeltal")
    what.add_argument(
        "--omrade",
        metavar="NAMN",
        help="bara katalogens nyckeltal i ett område; annars katalogens alla nyckeltal som inte är avslutade",
    )
    who = command.add_mutually_exclusive_group()
    who.add_argument("--grupp", metavar="NAMN", help="kommunerna i en grupp, och riket")
    who.add_argument("--lan", metavar="NAMN", help="kommunerna i ett län, och riket")
    who.add_argument(
        "--kommun", metavar="NAMN", action="append", default=[], help="en kommun, och riket (kan upprepas)"
    )
    who.add_argument(
        "--alla-kommuner",
        action="store_true",
        help="alla 290 kommuner och riket, som också gäller om inget annat sägs: läge och färg räknas mot alla",
    )
    command.add_argument("--ar", metavar="2015-2024", help=f"år eller spann av år (annars de senaste {YEARS} åren)")
    command.add_argument(
        "--ut",
        metavar="MAPP",
        type=Path,
        default=RAW,
        help=f"mapp där hämtningen läggs i en ny mapp, kolada-<dag> (annars {RAW.as_posix()})",
    )
    command.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Fetch the snapshot with a progress bar, and say what came and what is revised."""
    from oj_analys.sources.kolada.client import KOLADA, Client

    with Client(KOLADA if args.url is None else args.url) as client:
        try:
            return fetch(args, client)
        except KeyboardInterrupt:
            print(f"Avbrutet. Inget är skrivet i {args.ut}: {_GO_ON}", file=sys.stderr)
            return 1


def fetch(args: Namespace, client: Client) -> int:
    """Fetch the snapshot through a client.

    Raises:
        DataError: what is asked for does not exist, or Kolada did not give it; no snapshot is written then.
    """
    from oj_analys.sources.kolada.manifest import Asked
    from oj_analys.sources.kolada.new_snapshot import fetch_snapshot, summary
    from oj_analys.sources.kolada.revisions import told

    this_year = client.clock.now().year
    asked = Asked(kpis_of(args), kommuner_of(args), years_of(args.ar, this_year))
    with progress_bar() as progress:
        snapshot = fetch_snapshot(asked, args.ut, client, progress)
    lines = (*snapshot.remarks, *summary(snapshot), *snapshot.manifest.anmarkningar, *told(snapshot.changes))
    print("\n".join(lines))
    print("Lägg till i underlag.toml (uttag får inte vara en tidigare dag än hamtad):", *_entry(snapshot), sep="\n")
    return 0


def _entry(snapshot: Snapshot) -> Iterator[str]:
    """Yield the lines that ``underlag.toml`` needs."""
    yield "[[fil]]"
    yield f'fil = "{snapshot.folder.name}"'
    yield 'typ = "kolada"'
    yield 'producent = "Kolada (RKA)"'
    yield f"hamtad = {snapshot.manifest.day}"


def kpis_of(args: Namespace) -> tuple[str, ...]:
    """Return the ids that are asked for, in order; an area brings the measures with its numbers of answers.

    Raises:
        DataError: an id has not Kolada's form, or there is no such area.
    """
    if args.kpi is not None:
        if not args.kpi:
            raise DataError(Problem("--kpi", "inget id är angivet", "N eller U och fem siffror"))
        if wrong := [kpi for kpi in args.kpi if not re.fullmatch(r"[NU][0-9]{5}", kpi)]:
            raise DataError(Problem("--kpi", f"{', '.join(wrong)} är inget id i Kolada", "N eller U och fem siffror"))
        return tuple(sorted(set(args.kpi)))
    live = [measure for measure in catalog.measures().values() if measure.retired is None and measure.in_kolada]
    if args.omrade is not None:
        area = catalog.area(args.omrade).id
        live = [measure for measure in live if measure.area == area]
    return tuple(sorted({kpi for measure in live for kpi in _with_answers(measure)}))


def kommuner_of(args: Namespace) -> tuple[str, ...]:
    """Return the codes that are asked for, riket first.

    Raises:
        DataError: there is no such group, län or kommun.
    """
    codes = {kommun.code for kommun in catalog.kommuner()}
    if args.grupp is not None:
        codes = set(catalog.grupp(args.grupp).members)
    elif args.lan is not None:
        codes = set(_lan_members(args.lan))
    elif args.kommun:
        codes = {catalog.kommun(name).code for name in args.kommun}
    return (RIKET, *sorted(codes))


def years_of(text: str | None, this_year: int) -> tuple[int, ...]:
    """Return the years that are asked for: those of a span, else the ten that end with this one.

    Kolada has this year's answers of a survey as soon as they are published, so this year is one of them.

    Raises:
        DataError: the text is no year or span, or lies in the future.

    Example:
        >>> years_of("2022-2024", 2026), years_of("2020", 2026)
        ((2022, 2023, 2024), (2020,))
    """
    if text is None:
        return tuple(range(this_year - YEARS + 1, this_year + 1))
    match = re.fullmatch(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?", text.strip(), re.ASCII)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not FIRST_YEAR <= first <= last <= this_year:
        allowed = f"ett år eller ett spann, {FIRST_YEAR}–{this_year}, till exempel 2015-2024"
        raise DataError(Problem("--ar", f'"{text}" går inte att använda', allowed))
    return tuple(range(first, last + 1))


def _with_answers(measure: Measure) -> tuple[str, ...]:
    """Return a measure's id in Kolada, and that of the measure with its number of answers."""
    answers = (catalog.measures()[measure.n_from].source_id,) if measure.n_from else ()
    return (measure.source_id, *answers)


def _lan_members(text: str) -> tuple[str, ...]:
    grupp = catalog.grupp(text)
    if grupp.unit not in {lan.unit for lan in catalog.lan()}:
        raise DataError(Problem("--lan", f"{grupp.name} är inget län", "ett läns namn eller kod", "Skriv --grupp."))
    return grupp.members


def _words(text: str) -> list[str]:
    return [word.strip().upper() for word in text.split(",") if word.strip()]
