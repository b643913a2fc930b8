"""`oj-analys rapporter`: the main job, a draft of report packs for every kommun of a group."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from oj_analys import catalog
from oj_analys.commands import REPORTS
from oj_analys.commands.raw_folder import raw_folder
from oj_analys.domain import DataError, Problem
from oj_analys.terminal import Parser, progress_bar, worker_count


def add_arguments(command: Parser) -> None:
    """Give the command its arguments."""
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
        "--ut",
        metavar="MAPP",
        type=Path,
        default=REPORTS,
        help="mapp för utgåvor och registret över utlämnade; ange samma varje gång (annars reports)",
    )
    command.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Write the packs, with a progress bar, and say what was written."""
    folder = args.mapp or raw_folder()
    from oj_analys.commands.summary import draft_summary
    from oj_analys.publication import publish

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
    print(draft_summary(publication, folder))
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


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",")]
