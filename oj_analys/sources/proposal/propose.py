"""The verb ``propose``: what the files of a folder seem to be, as the text of an ``underlag.toml`` to complete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from typing import Any

from oj_analys.domain import DataError, Problem
from oj_analys.sources._cage import caged
from oj_analys.sources._file_settings import name_of
from oj_analys.sources._safe_open import read_toml
from oj_analys.sources.ignored import PROPOSAL, is_ignored
from oj_analys.sources.proposal.file import inspect, is_kolada_folder, unreadable
from oj_analys.sources.proposal.source import Neighbours, topic
from oj_analys.sources.proposal.toml import blank, document
from oj_analys.sources.underlag import UNDERLAG

_SETTINGS_FILE = ".toml"
_FILE_KEYS = ("fil", "layout", "variabler", "matt")
_HEAD = (
    "# Förslag av python -m oj_analys underlag.",
    "# OSÄKERT är gissningar: se efter dem. Det som är tomt (FYLL I) måste fyllas i innan filerna går att läsa.",
    "# python -m oj_analys granska MAPP säger vad som återstår.",
)
_MORE_HEAD = (
    "# Förslag av python -m oj_analys underlag: filer som underlag.toml inte nämner. Flytta det som stämmer dit.",
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The new files by name, the first of them the proposal itself, and a line about each file of the folder."""

    name: str
    texts: Mapping[str, str] = field(repr=False)
    told: tuple[str, ...] = field(repr=False)


def propose(folder: str | Path) -> Proposal:
    """Return a proposed ``underlag.toml`` for a folder of raw files as they came; nothing is written.

    A folder that has one gets ``underlag-forslag.toml`` with the files that it does not name. Every file is told by its
    content. What is only guessed is marked ``# OSÄKERT``; what cannot be known is left empty, which ``load`` refuses by
    name. A file that cannot be read is a comment with the reason. Of files that may hold persons nothing that stands in
    a cell is proposed but ids of own measures, and headings only where every word of them is known.

    Raises:
        DataError: there is no such folder, or it has a proposal already.
    """
    folder = Path(folder)
    name = _name(folder)
    broken: dict[str, Problem] = {}
    while True:
        try:
            return _propose(folder, name, broken)
        except DataError as error:  # a file that ended the worker is left alone the next time
            problem = error.problems[0]
            if problem.where in broken or not (folder / problem.where).exists():
                raise
            broken[problem.where] = problem


def _name(folder: Path) -> str:
    """Return the name of the file to propose."""
    if not folder.is_dir():
        raise DataError(Problem(str(folder), "mappen finns inte", "", "Rätta namnet eller sökvägen."))
    name = PROPOSAL if (folder / UNDERLAG).exists() else UNDERLAG
    if (folder / name).exists():
        action = "Flytta det som stämmer till underlag.toml och ta bort förslaget."
        raise DataError(Problem(str(folder), f"{name} finns redan", "", action))
    return name


@caged
def _propose(folder: Path, name: str, broken: Mapping[str, Problem]) -> Proposal:
    paths = {name_of(path, folder): path for path in _files(folder)}
    sound = {one: path for one, path in paths.items() if one not in broken}
    named = _named(folder)
    beside = Neighbours(folder, frozenset(paths), _known_measures(sound))
    new = {one: path for one, path in sorted(paths.items()) if _is_new(one, named)}
    found = [unreadable([broken[one]]) if one in broken else inspect(path, one, beside) for one, path in new.items()]
    head = _county_lines() if name == UNDERLAG else [list(_MORE_HEAD)]
    text = document([*head, *(list(file.lines) for file in found)])
    more = {one: text for file in found for one, text in file.beside.items()}
    return Proposal(name, {name: text, **more} if found else {}, tuple(file.told for file in found))


def _county_lines() -> list[list[str]]:
    return [
        list(_HEAD),
        [
            blank("syntetisk", "false, eller true om siffrorna är påhittade, utan citattecken"),
            blank("utgava", "år och månad, till exempel 2025-06"),
            blank("uttag", "dagen då uppgifterna hämtades, ett datum utan citattecken, till exempel 2025-06-23"),
            blank("grupp", "länets eller gruppens namn, till exempel Jämtland"),
            blank("avsandare", "vem som sänder rapporterna"),
            blank("kontakt", "e-post till en funktionsbrevlåda"),
            blank("mote", "vad kommunernas möte heter"),
        ],
    ]


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and of its subfolders, and folders of Kolada as one."""
    for path in sorted(folder.iterdir()):
        if is_ignored(path.name) or path.name == UNDERLAG or (path / UNDERLAG).exists():
            continue
        if path.is_dir() and not path.is_symlink() and not is_kolada_folder(path):
            yield from _files(path)
        else:
            yield path


def _is_new(name: str, named: frozenset[str]) -> bool:
    return name.casefold() not in named and not name.endswith(_SETTINGS_FILE)


def _named(folder: Path) -> frozenset[str]:
    """Return the files that ``underlag.toml`` names, none if it cannot be read."""
    content = _content(folder / UNDERLAG)
    texts = [table.get(key) for table in _tables(content, "fil") for key in _FILE_KEYS]
    logotypes = content.get("logotyper")
    texts += logotypes.values() if isinstance(logotypes, dict) else []
    return frozenset(PureWindowsPath(text).as_posix().casefold() for text in texts if isinstance(text, str))


def _known_measures(paths: Mapping[str, Path]) -> Mapping[tuple[str, str], str]:
    """Return the measure of each heading that the folder's layouts for files with the same words agree on."""
    told: dict[tuple[str, str], set[str]] = {}
    for name in (name for name in sorted(paths) if name.endswith(_SETTINGS_FILE)):
        for heading, ident in _layout_measures(_content(paths[name])):
            told.setdefault((topic(name), heading), set()).add(ident)
    return {key: idents.pop() for key, idents in told.items() if len(idents) == 1}


def _layout_measures(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for sheet in _tables(content, "blad"):
        for column in _tables(sheet, "matt"):
            heading, ident = column.get("kolumn"), column.get("matt")
            if isinstance(heading, str) and isinstance(ident, str):
                yield heading, ident


def _content(path: Path) -> Mapping[str, Any]:
    """Return what a TOML file says, nothing if it cannot be read."""
    try:
        return read_toml(path).content  # type: ignore[no-any-return]
    except DataError:
        return {}


def _tables(content: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    tables = content.get(key)
    return [table for table in tables if isinstance(table, dict)] if isinstance(tables, list) else []
