"""`oj-analys underlag MAPP`: what the files of a folder seem to be, as an ``underlag.toml`` to complete."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from oj_analys.commands import RAW
from oj_analys.domain import DataError, Problem
from oj_analys.swedish import counted, typed
from oj_analys.terminal import Parser


def add_arguments(command: Parser) -> None:
    """Give the command its arguments."""
    command.add_argument(
        "mapp", nargs="?", metavar="MAPP", type=Path, default=RAW, help=f"mapp med råfiler (annars {RAW.as_posix()})"
    )
    command.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Write the proposal beside the files and say what to do with it."""
    from oj_analys.sources.proposal.propose import propose

    proposal = propose(args.mapp)
    if not proposal.texts:
        print("Det finns inga filer att föreslå något för: underlag.toml nämner alla, eller mappen är tom.")
        return 0
    write_new(args.mapp, proposal.texts)
    print("\n".join((f"Filer i {args.mapp}:", *(f"  {line}" for line in proposal.told), "")))
    print(f"Förslaget står i {args.mapp / proposal.name}{_beside(len(proposal.texts) - 1)}.")
    print('Se efter det som är märkt OSÄKERT och fyll i det som är tomt (""). Kör sedan:')
    print(f"  python -m oj_analys granska {typed(args.mapp)}")
    return 0


def write_new(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files that must not be there, all or none.

    Raises:
        DataError: one is there already, or cannot be written.
    """
    written: list[Path] = []
    try:
        for name, text in texts.items():
            with (folder / name).open("x", encoding="utf-8", newline="\n") as file:
                written.append(folder / name)
                file.write(text)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        found, action = _cause(error)
        raise DataError(Problem(name, found, "", action)) from error


def _cause(error: OSError) -> tuple[str, str]:
    if isinstance(error, FileExistsError):
        return "filen finns redan", "Flytta eller byt namn på den, och kör igen."
    return "filen går inte att skriva", "Se efter att mappen går att skriva i och att disken inte är full."


def _beside(layouts: int) -> str:
    return f" (och {counted(layouts, 'fil', 'filer')} bredvid som säger vad kolumnerna är)" if layouts else ""
