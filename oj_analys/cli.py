"""`oj-analys …`: the verbs from a terminal, in Swedish."""

from __future__ import annotations

import os
import sys
import unicodedata
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from oj_analys import catalog
from oj_analys.commands import RAW, granska, hamta, underlag
from oj_analys.domain import DataError, Problem
from oj_analys.sources.ignored import is_ignored
from oj_analys.swedish import counted, typed
from oj_analys.terminal import Parser

if TYPE_CHECKING:
    from oj_analys.publication import Publication

MODULE = "python -m oj_analys"
EXAMPLE = RAW / "exempel"

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
    for name, text, add_arguments in (
        (
            "rapporter",
            "skriv rapportpaket för alla kommuner i en grupp, och ett underlag till deras möte",
            _add_rapporter,
        ),
        (
            "underlag",
            "titta igenom en mapp med råfiler och skriv ett förslag till underlag.toml; inget skrivs över",
            underlag.add_arguments,
        ),
        (
            "granska",
            "läs en mapp med råfiler och visa vad som används och inte, och varför; inget skrivs",
            granska.add_arguments,
        ),
        ("hamta", "hämta nyckeltal ur Kolada till en ny, daterad mapp", hamta.add_arguments),
        ("beskriv", "beskriv ett mått, ett område, ett instrument, en kommun eller en grupp", _add_beskriv),
    ):
        add_arguments(commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}."))
    return top


def _add_rapporter(command: Parser) -> None:
    command.add_argument(
        "mapp",
        nargs="?",
        metavar="MAPP",
        type=Path,
        help="mapp med råfiler och underlag.toml; utan MAPP används data/raw, eller exempellänet om data/raw är tom",
    )
    who = command.add_mutually_exclusive_group()
    who.add_argument("--grupp", metavar="NAMN", help="grupp av kommuner, till exempel Jämtland eller Skaraborg")
    who.add_argument("--lan", metavar="NAMN", help="hela länet, till exempel 23 eller Jämtlands län")
    command.add_argument(
        "--kommun", metavar="NAMN", action="append", default=[], help="bara denna kommuns paket (kan upprepas)"
    )
    command.add_argument(
        "--format", metavar="LISTA", type=_words, default=[], help="bara dessa format: pdf,xlsx,figurer"
    )
    command.add_argument(
        "--utgava", metavar="NAMN", help="utgåvans namn i stället för underlagets, till exempel 2025-06"
    )
    command.add_argument(
        "--ut", metavar="MAPP", type=Path, default=Path("reports"), help="mapp för utgåvor (annars reports)"
    )
    command.set_defaults(run=run_rapporter)


def _add_beskriv(command: Parser) -> None:
    examples = "till exempel U21468, äldreomsorg, ebp eller Bräcke"
    command.add_argument("ord", nargs="?", default="", metavar="ORD", help=examples)
    command.set_defaults(run=run_beskriv)


def run_rapporter(args: Namespace) -> int:
    """Write the packs, with a progress bar, and say what was written."""
    folder = args.mapp or raw_folder()
    from oj_analys.publication import publish
    from oj_analys.terminal import progress_bar, worker_count

    with progress_bar() as progress:
        publication = publish(
            folder,
            args.ut,
            grupp=args.grupp if args.lan is None else lan_group(args.lan),
            kommuner=args.kommun,
            formats=args.format,
            utgava=args.utgava,
            workers=worker_count(),
            progress=progress,
        )
    print(summary(publication, folder))
    return 0


def lan_group(text: str) -> str:
    """Return the id of the group that is a whole län.

    Raises:
        DataError: If the text names no län.
    """
    grupp = catalog.grupp(text)
    if grupp.unit not in {lan.unit for lan in catalog.lan()}:
        raise DataError(Problem("--lan", f"{grupp.name} är inget län", "ett läns namn eller kod", "Skriv --grupp."))
    return grupp.id


def run_beskriv(args: Namespace) -> int:
    """Print what the catalogue knows of a word."""
    from oj_analys.catalog.describe import describe

    print(describe(args.ord))
    return 0


def raw_folder() -> Path:
    """Return the folder to read when none was named: the county's own data, else the example county.

    Raises:
        DataError: If ``data/raw`` holds files but no ``underlag.toml``, or neither it nor the example is there.
    """
    if (RAW / "underlag.toml").exists():
        return RAW
    strangers = sorted(item.name for item in RAW.glob("*") if not is_ignored(item.name) and item.name != EXAMPLE.name)
    if strangers:
        raise DataError(
            Problem(
                str(RAW),
                f"det finns filer ({', '.join(strangers)}) men ingen underlag.toml",
                action=f"Låt {MODULE} underlag {RAW.as_posix()} skriva ett förslag till en, "
                f"eller ange exempellänet: {MODULE} rapporter {EXAMPLE.as_posix()}",
            )
        )
    if not (EXAMPLE / "underlag.toml").exists():
        raise DataError(
            Problem(
                str(RAW),
                "varken egna data eller exempellänet finns här",
                action=f"Stå i projektets mapp, eller ange mappen med råfiler: {MODULE} rapporter MAPP",
            )
        )
    print("data/raw är tom, så exempellänet i data/raw/exempel används (påhittade siffror).")
    return EXAMPLE


def summary(publication: Publication, folder: Path) -> str:
    """Return what was written, and what to know of the data in the folder, as Swedish lines."""
    from oj_analys.sources._part import NoticeKind

    edition = publication.edition
    kind = "utkast, bara en del av utgåvan" if edition.partial else "utkast"
    lines = [
        "",
        f"Utgåva {edition.utgava} ({kind}) ligger i {publication.folder}",
        f"  {len(publication.kommuner)} kommunpaket: {', '.join(kommun.name for kommun in publication.kommuner)}",
        *([f"  underlag till {edition.meeting}"] if len(publication.kommuner) == len(edition.grupp.members) else []),
        f"  {len(publication.files)} filer; börja med index.html eller innehall.pdf",
    ]
    if edition.syntetisk:
        lines.append("  Exempeldata: alla siffror är påhittade.")
    internal = [notice for notice in publication.notices if notice.internal]
    if shown := len(publication.notices) - len(internal):
        count = counted(shown, "anmärkning", "anmärkningar")
        lines.append(
            f"  {count} om underlaget (rader som inte används, och varför): fliken Om underlaget i arbetsböckerna"
        )
    unread = [_printable(f"  {notice.text}") for notice in internal if notice.kind == NoticeKind.LASES_INTE]
    if rest := len(internal) - len(unread):
        count = counted(rest, "anmärkning står", "anmärkningar står")
        lines.append(f"  {count} inte i något paket utan är bara för dig: {MODULE} granska {typed(folder)}")
    if unread:
        lines += ["", "Filer som inte lästes:", *unread]
    return "\n".join(lines)


def _fault_text(error: DataError) -> str:
    count = len(error.problems)
    head = "Ett fel hittades. Inget har skrivits." if count == 1 else f"{count} fel hittades. Inget har skrivits."
    lines = [f"  {_printable(str(problem))}" for problem in error.problems[:_MOST_FAULTS]]
    rest = [f"  … och {count - _MOST_FAULTS} till."] if count > _MOST_FAULTS else []
    return "\n".join([head, *lines, *rest])


def _printable(text: str) -> str:
    """Return a text without what would steer a terminal; a file's name may hold anything."""
    return "".join("\ufffd" if unicodedata.category(letter) == "Cc" else letter for letter in text)


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",")]


def _speak_utf8(stream: TextIO) -> None:
    """Write å ä ö also on an old Windows console; a stream that was replaced (a test's) is left as it is."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")
