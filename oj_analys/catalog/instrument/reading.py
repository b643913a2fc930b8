"""Every instrument of a folder: one TOML file each, read by the reader of its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from oj_analys.catalog import indicator
from oj_analys.catalog.instrument.head import Head, read_head
from oj_analys.catalog.instrument.interview_form import read_interview_form
from oj_analys.catalog.instrument.questionnaire import read_questionnaire
from oj_analys.catalog.toml_table import Table, read_toml
from oj_analys.domain import Instrument, Policy, Problem
from oj_analys.swedish import slug

TAKEN = (indicator.FAMILY, "egna")


class Kind(StrEnum):
    """The kinds of instrument."""

    QUESTIONNAIRE = "enkat"
    INTERVIEW = "intervju"


READERS: Mapping[Kind, Callable[[Table, Head], Instrument]] = {
    Kind.QUESTIONNAIRE: read_questionnaire,
    Kind.INTERVIEW: read_interview_form,
}


def read_instruments(folder: Path, policies: Mapping[str, Policy], problems: list[Problem]) -> Mapping[str, Instrument]:
    """Return the instruments by id, which is the file's name; a folder without any is a catalogue without any."""
    read = [
        _read_instrument(path, f"{folder.name}/{path.name}", policies, problems)
        for path in sorted(folder.glob("*.toml"))
    ]
    return MappingProxyType({instrument.id: instrument for instrument in read if instrument is not None})


def _read_instrument(
    path: Path, name: str, policies: Mapping[str, Policy], problems: list[Problem]
) -> Instrument | None:
    file = read_toml(path, name, problems)
    section = file.table("instrument")
    kind = section.choice("slag", tuple(Kind))
    head = read_head(section, path.stem, policies)
    if path.stem != slug(path.stem) or path.stem in TAKEN:
        file.fault("filens namn är inget id", f"små bokstäver a–z, siffror och _, inte {' eller '.join(TAKEN)}")
    if kind is None:
        return None
    instrument = READERS[kind](file, head)
    file.close()
    return instrument
