"""`oj-analys granska MAPP`: what reading a folder of raw files gives, and what it leaves out; nothing is written."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from oj_analys.commands import RAW
from oj_analys.terminal import Parser


def add_arguments(command: Parser) -> None:
    """Give the command its arguments."""
    command.add_argument(
        "mapp", nargs="?", metavar="MAPP", type=Path, default=RAW, help=f"mapp med råfiler (annars {RAW.as_posix()})"
    )
    command.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Print the load report; 0 only when every file of the folder was read."""
    from oj_analys.sources.loaded import load
    from oj_analys.sources.report import load_report

    report = load_report(load(args.mapp))
    print(report.text)
    return 1 if report.unread else 0
