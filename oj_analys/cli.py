"""`oj-analys …`: the verbs from a terminal, in Swedish."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from oj_analys.commands import MODULE, granska, hamta, lamna_ut, rapporter, underlag
from oj_analys.domain import DataError
from oj_analys.terminal import Parser, printable

_MOST_FAULTS = 200


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 faults in data or arguments, 2 an unreadable command line."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    args = parser().parse_args(argv)
    try:
        code = int(args.run(args))
        sys.stdout.flush()
    except DataError as error:
        print(_fault_text(error), file=sys.stderr)
    except KeyboardInterrupt:
        print("Avbrutet. Tidigare utgåvor är orörda.", file=sys.stderr)
    except OSError:  # files of the user's are told of by DataError: this is the place that is printed to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print("Det som skulle visas gick inte att skriva ut.", file=sys.stderr)
    else:
        return code
    return 1


def parser() -> Parser:
    """Return the command line's grammar."""
    top = Parser(
        prog=MODULE if Path(sys.argv[0]).name == "__main__.py" else "oj-analys",
        description="Gör råfiler (öppna jämförelser, enkäter, intervjuer, egna mått) till ett rapportpaket för varje "
        "kommun och ett underlag till deras möte.",
        epilog=f"Exempel: {MODULE} rapporter data/raw --grupp Jämtland",
    )
    commands = top.add_subparsers(title="Kommandon", metavar="KOMMANDO", required=True)
    for name, text, add_arguments in _commands():
        add_arguments(commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}."))
    return top


def _commands() -> Iterator[tuple[str, str, Callable[[Parser], None]]]:
    """Yield the name of each command, what it does, and what gives it its arguments."""
    text = "skriv ett utkast: rapportpaket för alla kommuner i en grupp, och ett underlag till deras möte"
    yield "rapporter", text, rapporter.add_arguments
    text = "lämna ut ett genomläst utkast: bygg det igen utan UTKAST, granska filerna och skriv in utgåvan i registret"
    yield "lamna-ut", f"{text}; en utlämnad utgåva ändras aldrig", lamna_ut.add_arguments
    text = "titta igenom en mapp med råfiler och skriv ett förslag till underlag.toml; inget skrivs över"
    yield "underlag", text, underlag.add_arguments
    text = "granska en färdig utgåva, eller läs en mapp med råfiler och visa vad som används och inte; inget skrivs"
    yield "granska", text, granska.add_arguments
    yield "hamta", "hämta nyckeltal ur Kolada till en ny, daterad mapp", hamta.add_arguments
    yield "beskriv", "beskriv ett mått, ett område, ett instrument, en kommun eller en grupp", _add_beskriv


def _add_beskriv(command: Parser) -> None:
    examples = "till exempel U21468, äldreomsorg, ebp eller Bräcke"
    command.add_argument("ord", nargs="?", default="", metavar="ORD", help=examples)
    command.set_defaults(run=run_beskriv)


def run_beskriv(args: Namespace) -> int:
    """Print what the catalogue knows of a word."""
    from oj_analys.catalog.describe import describe

    print(describe(args.ord))
    return 0


def _fault_text(error: DataError) -> str:
    count = len(error.problems)
    head = "Ett fel hittades. Inget har skrivits." if count == 1 else f"{count} fel hittades. Inget har skrivits."
    lines = [f"  {printable(str(problem))}" for problem in error.problems[:_MOST_FAULTS]]
    rest = [f"  … och {count - _MOST_FAULTS} till."] if count > _MOST_FAULTS else []
    return "\n".join([head, *lines, *rest])


def _speak_utf8(stream: TextIO) -> None:
    """Write å ä ö also on an old Windows console; a stream that was replaced (a test's) is left as it is."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")
