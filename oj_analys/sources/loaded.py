"""The verb ``load``: everything that a folder's ``underlag.toml`` names, as checked frames."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from oj_analys.domain import DataError, Edition, Grupp, Notice, Problem
from oj_analys.frames import SOURCES, check_measures
from oj_analys.sources._complete import complete
from oj_analys.sources._merge import merge
from oj_analys.sources._part import Input, Part
from oj_analys.sources._timing import timing_problems
from oj_analys.sources.kolada import read_kolada
from oj_analys.sources.layout import read_layout
from oj_analys.sources.oj import read_workbook
from oj_analys.sources.underlag import UNDERLAG, OjFile, SourceFile, read_underlag, utgava_fault
from oj_analys.swedish import counted


@dataclass(frozen=True, slots=True, repr=False)
class Loaded:
    """A folder's data: the edition (a draft), MEASURES, SOURCES, what a reader must know, and the files read."""

    edition: Edition
    measures: pd.DataFrame
    sources: pd.DataFrame
    notices: tuple[Notice, ...]
    inputs: tuple[Input, ...]

    def __repr__(self) -> str:
        counts = (
            counted(len(self.measures), "mätvärde", "mätvärden"),
            counted(len(self.sources), "källa", "källor"),
            counted(len(self.notices), "anmärkning", "anmärkningar"),
            counted(len(self.inputs), "fil", "filer"),
        )
        return f"Loaded({self.edition.utgava}: {', '.join(counts)})"


def load(folder: str | Path, *, grupp: Grupp | None = None, utgava: str | None = None) -> Loaded:
    """Return the checked data of a folder with an ``underlag.toml``.

    ``grupp`` and ``utgava`` take the place of what ``underlag.toml`` says. Nothing is written, and a file that the
    ``underlag.toml`` does not name is not read but told of in ``notices``. A kommun of the group that a source leaves
    out has the status ``saknas`` there.

    Raises:
        DataError: every fault of every file at once, two files that contradict each other included.
    """
    underlag = read_underlag(Path(folder))
    edition = _edition(underlag.edition, grupp, utgava)
    problems: list[Problem] = []
    parts: list[Part] = []
    for file in underlag.files:
        try:
            part = _read(file)
            problems += timing_problems(part, edition.taken)
            parts.append(part)
        except DataError as error:
            problems += error.problems
    merged = merge(parts)
    if problems := [*dict.fromkeys(problems), *merged.problems]:
        raise DataError(problems)
    measures, absences = complete(merged.measures, edition.grupp.members)
    return Loaded(
        edition=edition,
        measures=check_measures(measures),
        sources=SOURCES.build(list({part.source["source"]: dict(part.source) for part in parts}.values())),
        notices=(*underlag.notices, *(notice for part in parts for notice in part.notices), *merged.notices, *absences),
        inputs=tuple(
            dict.fromkeys((Input(UNDERLAG, underlag.sha256), *(one for part in parts for one in part.inputs)))
        ),
    )


def _edition(edition: Edition, grupp: Grupp | None, utgava: str | None) -> Edition:
    chosen = edition.utgava if utgava is None else utgava
    if fault := utgava_fault(chosen, edition.taken):
        raise DataError(Problem("utgåva", *fault))
    return replace(edition, utgava=chosen, grupp=grupp or edition.grupp)


def _read(file: SourceFile) -> Part:
    if isinstance(file, OjFile):
        layout = read_layout(file.layout, file.layout_name)
        return read_workbook(file.path, layout, file.markers, file.origin)
    return read_kolada(file.path, origin=file.origin)
