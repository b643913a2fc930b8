"""The list of what an utgåva holds, for a reader who looks for a kommun's files or the meeting's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from oj_analys.domain import Edition
from oj_analys.reports.blocks import Block, Cell, Column, Heading, Note, Report, Table, Text
from oj_analys.swedish import NBSP, counted, number

PARTIAL = "Bara en del av utgåvan är skriven. Den kan inte lämnas ut."

_LABELS = {".pdf": "Rapport", ".xlsx": "Arbetsbok", "figurer": "Diagram"}
_KB, _MB = 1_000, 1_000_000


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file, or a whole subfolder (``figurer/``): name within the folder, what it is in Swedish, size in bytes.

    The size is None for a file that is written after the list.
    """

    name: str
    label: str
    size: int | None

    @property
    def size_text(self) -> str:
        r"""The size as a reader says it.

        >>> FileEntry("a.pdf", "Rapport", 371_000).size_text, FileEntry("a.xlsx", "Arbetsbok", 2_450_000).size_text
        ('371\xa0kB', '2,5\xa0MB')
        """
        if self.size is None:
            return ""
        if self.size < _MB:
            return f"{number(max(self.size / _KB, 1))}{NBSP}kB"
        return f"{number(self.size / _MB, 1)}{NBSP}MB"


@dataclass(frozen=True, slots=True)
class FolderEntry:
    """A reader's folder (relative to the utgåva's), with its files in the order that they are listed.

    ``reader`` is a kommun, or the meeting of the whole group. ``folder`` is empty for the utgåva's own.
    """

    reader: str
    folder: str
    files: tuple[FileEntry, ...]

    def path_of(self, file: FileEntry) -> str:
        """Return the path of one of the files from the utgåva's folder."""
        return f"{self.folder}/{file.name}" if self.folder else file.name


PROTECTION_SHEET = "dataskydd.pdf"
PROTECTION_ENTRY = FolderEntry("Den som ansvarar för utgåvan", "", (FileEntry(PROTECTION_SHEET, "Dataskydd", None),))


def folder_entry(reader: str, folder: str, sizes: Mapping[str, int]) -> FolderEntry:
    """Return the entry of a reader's folder from its files (name within it → bytes); a subfolder is one line."""
    parts: dict[str, list[str]] = {}
    for name in sizes:
        parts.setdefault(PurePosixPath(name).parts[0], []).append(name)
    return FolderEntry(reader, folder, tuple(_file_entry(part, names, sizes) for part, names in parts.items()))


def contents_title(edition: Edition) -> str:
    """Return the heading of the list, for example ``Uppföljning 2025-06: Jämtlands län``."""
    return f"Uppföljning {edition.utgava}: {edition.grupp.name}"


def origin_text(edition: Edition) -> str:
    """Return who made the utgåva, from which data, and whom to ask."""
    return f"Bearbetning: {edition.sender}. Uttag {edition.taken.isoformat()}. Frågor: {edition.contact}."


def contents_report(edition: Edition, entries: Sequence[FolderEntry]) -> Report:
    """Return the list as a report, for the PDF that lies beside the folders."""
    title = contents_title(edition)
    names = (Column("Läsare", width=1.2), Column("Innehåll", width=1.8), Column("Fil eller mapp", width=4.2))
    rows = tuple(
        (Cell(entry.reader), Cell(file.label), Cell(entry.path_of(file)), Cell(file.size_text))
        for entry in entries
        for file in entry.files
    )
    table = Table("innehall", "Filer per läsare", (*names, Column("Storlek", numeric=True, width=0.9)), rows)
    partial: tuple[Block, ...] = (Note(PARTIAL),) if edition.partial else ()
    blocks = (Heading(1, title), *partial, Text("Varje läsare har en egen mapp."), table, Text(origin_text(edition)))
    return Report(edition, f"{edition.utgava}_innehall", title, "", blocks, ())


def _file_entry(part: str, names: list[str], sizes: Mapping[str, int]) -> FileEntry:
    size = sum(sizes[name] for name in names)
    if names == [part]:
        return FileEntry(part, _LABELS.get(PurePosixPath(part).suffix, part), size)
    return FileEntry(f"{part}/", f"{_LABELS.get(part, part)} ({counted(len(names), 'fil', 'filer')})", size)
