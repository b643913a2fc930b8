"""`oj-analys granska MAPP`: an audit of a finished utgåva, or what reading a folder of raw files gives and leaves out.

Nothing is written.
"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from oj_analys.commands import RAW
from oj_analys.domain import DataError, Problem
from oj_analys.swedish import join
from oj_analys.synced_folder import sync_warning
from oj_analys.terminal import Parser, printable, worker_count


def add_arguments(command: Parser) -> None:
    """Give the command its arguments."""
    command.add_argument(
        "mapp",
        nargs="?",
        metavar="MAPP",
        type=Path,
        default=RAW,
        help=f"en färdig utgåva, till exempel reports/2025-06, eller en mapp med råfiler (annars {RAW.as_posix()})",
    )
    command.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Print the audit or the load report; 0 only when nothing was found, or every file of the folder was read."""
    from oj_analys.frames.manifest import MANIFEST
    from oj_analys.frames.shown_json import SHOWN

    folder: Path = args.mapp
    if any((folder / name).is_file() for name in (MANIFEST, SHOWN)):
        return _audit(folder)
    if editions := sorted(path.parent.name for path in folder.glob(f"*/{MANIFEST}")):
        raise DataError(Problem(str(folder), "här ligger utgåvor, inte råfiler", join(editions), "Ange en av dem."))
    return _load(folder)


def _audit(folder: Path) -> int:
    from oj_analys.commands.summary import audit_text
    from oj_analys.review import review

    found = review(folder, worker_count())
    for finding in found.findings:
        print(printable(f"  {finding}"))
    print(f"Utgåvan i {folder}: {audit_text(found)}.")
    return 1 if found.findings else 0


def _load(folder: Path) -> int:
    from oj_analys.sources.loaded import load
    from oj_analys.sources.report import load_report

    report = load_report(load(folder))
    print("\n".join(filter(None, [report.text, sync_warning(folder)])))
    return 1 if report.unread else 0
