"""The terminal's Swedish manners: help texts, usage faults and the progress bar."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from argparse import SUPPRESS, ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

# argparse says these in English; the part that names the user's own words is kept.
_SWEDISH = (
    (r"unrecognized arguments: (.*)", r"okända ord eller flaggor: \1"),
    (r"argument (\S+): expected one argument", r"flaggan \1 behöver ett värde"),
    (r"argument (\S+): not allowed with argument (\S+)", r"flaggan \1 går inte att använda tillsammans med \2"),
    (r"argument \S+: invalid choice: '?(.*?)'? \(choose from (.*)\)", r'okänt kommando "\1"; det finns \2'),
    (r"the following arguments are required: (.*)", r"det saknas: \1"),
    (r"ambiguous option: (\S+) could match (.*)", r"flaggan \1 kan betyda \2"),
    (r"argument (\S+): ignored explicit argument '?(.*?)'?", r'flaggan \1 tar inget värde ("\2")'),
)


class Parser(ArgumentParser):
    """An argument parser that speaks Swedish."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - argparse's own settings pass through
        """Put Swedish headings and a Swedish help flag in place of argparse's."""
        super().__init__(
            **{"formatter_class": _Formatter, "allow_abbrev": False, **settings, "add_help": False},
        )
        self._positionals.title = "Argument"
        self._optionals.title = "Flaggor"
        self.add_argument("-h", "--help", "--hjalp", action="help", default=SUPPRESS, help="visa den här hjälpen")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line and how to get help; exit code 2."""
        for english, swedish in _SWEDISH:
            message = re.sub(f"^{english}$", swedish, message)
        self.exit(2, f"{self.prog}: {message}\nSkriv {self.prog} --help för hjälp.\n")


class _Formatter(RawDescriptionHelpFormatter):
    """Help with a Swedish usage line."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:  # noqa: ANN401 - argparse's
        """Begin the line with Swedish words."""
        super().add_usage(usage, actions, groups, "Så här skriver du: " if prefix is None else prefix)


def printable(text: str) -> str:
    """Return a text without what would steer a terminal; a file's name may hold anything."""
    return "".join("\ufffd" if unicodedata.category(letter) == "Cc" else letter for letter in text)


def worker_count() -> int:
    """Return how many processes may build packs: the processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar while the block runs; without a terminal, one line per step. Both on stderr."""
    if not sys.stderr.isatty():
        yield lambda line, _done, _of: print(line, file=sys.stderr)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Börjar")
        yield lambda line, done, of: bar.update(task, description=line, completed=done, total=of)
