"""What a file of a folder is, told by its content, and what is proposed for it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from oj_analys.domain import DataError, Problem
from oj_analys.sources._safe_open import open_table, read_bytes, read_json
from oj_analys.sources.door.personnummer import refuse_in_names
from oj_analys.sources.kolada.manifest import MANIFEST
from oj_analys.sources.kolada.pages import KINDS, page_number
from oj_analys.sources.proposal.kinds import recognise
from oj_analys.sources.proposal.sheet import seen_sheets
from oj_analys.sources.proposal.source import FoundFile, Neighbours, described, kolada_folder
from oj_analys.sources.proposal.toml import unsure


def inspect(path: Path, name: str, beside: Neighbours) -> FoundFile:
    """Return what a file or a folder of Kolada seems to be; one that cannot be read is told of with the reason."""
    try:
        _check_plain(path, name, beside.folder)
        if path.is_dir():
            return kolada_folder(name)
        if read_bytes(path, name).lstrip().startswith(b"{"):
            return _json(path, name)
        book = open_table(path, name)
        guess = recognise(seen_sheets(book))
    except DataError as error:
        return unreadable(error.problems)
    if guess is None:
        return _unknown(name, "okänd", "Beskriv den i en [[fil]], eller flytta den ur mappen.")
    return described(book, guess, name, beside)


def unreadable(problems: Iterable[Problem]) -> FoundFile:
    """Return what is said of a file that cannot be read."""
    why = "; ".join(map(str, problems))
    action = "Eller flytta den ur mappen."
    return FoundFile(f"Går inte att läsa: {why}", (unsure(f"en fil går inte att läsa: {why} {action}"),))


def _check_plain(path: Path, name: str, folder: Path) -> None:
    """Refuse a name with a personnummer, a link out of the folder, and what is neither a file nor a folder."""
    refuse_in_names([name])
    if not path.resolve().is_relative_to(folder.resolve()):
        raise DataError(Problem(name, "filen är en länk ut ur mappen", "", "Lägg själva filen i mappen."))
    if not (path.is_file() or path.is_dir()):
        raise DataError(Problem(name, "filen är ingen vanlig fil", "", "Ta bort den ur mappen."))


def is_kolada_folder(path: Path) -> bool:
    """Say whether a folder holds pages of Kolada's API or a snapshot of it."""
    if not path.is_dir():
        return False
    return (path / MANIFEST).exists() or any(page_number(one, kind) for one in path.iterdir() for kind in KINDS)


def _unknown(name: str, what: str, action: str) -> FoundFile:
    return FoundFile(f"{name}: {what}", (unsure(f'"{name}" är {what}. {action}'),))


def _json(path: Path, name: str) -> FoundFile:
    """Return what is said of a JSON file: a page of Kolada belongs in a folder of such pages."""
    content = read_json(path, name).content
    if isinstance(content, dict) and isinstance(content.get("values"), list):
        action = "Lägg sidorna i en mapp för sig, som kpi_1.json, municipality_1.json, data_1.json, data_2.json ..."
        return _unknown(name, "en lös sida ur Kolada", action)
    return _unknown(name, "okänd", "Flytta den ur mappen.")
