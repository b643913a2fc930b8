"""`oj-analys lamna-ut`: a draft becomes a released utgåva, which is never written anew."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from oj_analys.commands import REPORTS
from oj_analys.commands.raw_folder import raw_folder
from oj_analys.terminal import Parser, progress_bar, worker_count


def add_arguments(command: Parser) -> None:
    """Give the command its arguments."""
    command.add_argument("utgava", metavar="UTGÅVA", help="utkastets namn, till exempel 2025-06")
    command.add_argument(
        "mapp",
        nargs="?",
        metavar="MAPP",
        type=Path,
        help="mappen med de råfiler som utkastet gjordes av; utan MAPP som i rapporter",
    )
    command.add_argument(
        "--ut",
        metavar="MAPP",
        type=Path,
        default=REPORTS,
        help="mapp där utkastet och registret ligger (annars reports)",
    )
    command.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Release the draft, with a progress bar, and say what was written."""
    folder = args.mapp or raw_folder()
    from oj_analys.commands.summary import release_summary
    from oj_analys.publication import release

    with progress_bar() as progress:
        publication = release(folder, args.utgava, args.ut, workers=worker_count(), progress=progress)
    print(release_summary(publication))
    return 0
