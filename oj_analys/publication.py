"""The main job: from a folder of raw files to one report pack for every kommun, and one set for their meeting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from oj_analys import catalog
from oj_analys.crew import crew
from oj_analys.domain import DataError, Edition, Grupp, Kommun, Notice, Problem
from oj_analys.reports.contents import FolderEntry, folder_entry
from oj_analys.reports.folder import MANIFEST, EditionFolder
from oj_analys.reports.pack import build_contents, build_pack, warm_up
from oj_analys.reports.writers import FORMATS
from oj_analys.reports.writers.manifest import read_versions, write_manifest
from oj_analys.swedish import join, slug, sort_key

Progress = Callable[[str, int, int], None]

# Starting a helper costs as much as one pack and some 300 MB, so it pays only for many packs.
_PACKS_WORTH_A_HELPER = 4
_MOST_HELPERS = 3


@dataclass(frozen=True, slots=True)
class Publication:
    """What a run wrote: the edition, its folder, its packs and what the analyst should know about the data."""

    edition: Edition
    folder: Path
    kommuner: tuple[Kommun, ...]
    files: tuple[str, ...]
    notices: tuple[Notice, ...]


def publish(
    folder: str | Path,
    out: str | Path = "reports",
    *,
    grupp: str | None = None,
    kommuner: Sequence[str] = (),
    formats: Sequence[str] = (),
    utgava: str | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Publication:
    """Turn a folder of raw files into a draft edition with one pack per kommun and one set for their meeting.

    Args:
        folder: Holds the raw files and their ``underlag.toml``.
        out: Where ``<utgava>/`` is built; an earlier draft of the same edition is replaced as a whole, last.
        grupp: Name or id of the kommuner to report on, in place of the one in ``underlag.toml``.
        kommuner: Write packs for these only, and no set for the meeting unless they are all; everything is still
            loaded, guarded and compared, and the edition is marked partial.
        formats: Write these only (``pdf``, ``xlsx``, ``figurer``), likewise.
        utgava: Id of the edition, in place of the one in ``underlag.toml``.
        workers: Processes that build packs, this one included; more need a main module that can be imported.
        progress: Called with a Swedish line, steps done and steps in all.

    Returns:
        What was written.

    Raises:
        DataError: With every fault found in the raw files or the arguments; nothing is written then.

    Example:
        >>> publish("data/raw/exempel", "reports").edition.utgava  # doctest: +SKIP
        '2025-06'
    """
    tell = progress or _silent
    chosen_formats = _known_formats(formats)
    few = 0 < len(kommuner) < _PACKS_WORTH_A_HELPER
    with crew(0 if few else min(workers - 1, _MOST_HELPERS), warm_up) as share:
        tell("Läser underlaget", 0, 1)
        # Loaded here, so that the helpers get ready meanwhile.
        from oj_analys.preparation import narrowed, prepare

        prepared = prepare(folder, grupp=grupp, utgava=utgava)
        chosen = _chosen(prepared.released.edition.grupp, kommuner)
        everyone = len(chosen) == len(prepared.released.edition.grupp.members)
        complete = everyone and len(chosen_formats) == len(FORMATS)
        edition = replace(prepared.released.edition, partial=not complete)
        whole = replace(prepared.released, edition=edition)
        readers = [*([_meeting(edition)] if everyone else []), *map(_of_kommun, chosen)]
        parts = [narrowed(whole, reader.unit) for reader in readers]
        tell("Skriver paketen", 1, len(readers) + 1)
        with EditionFolder(Path(out), edition.utgava) as building:
            entries: dict[int, FolderEntry] = {}
            for place, files in share(partial(build_pack, formats=chosen_formats), parts):
                entries[place] = _write(building, readers[place], files)
                tell(f"{readers[place].name} är klar", len(entries) + 1, len(readers) + 1)
            for name, data in build_contents(edition, [entries[place] for place in sorted(entries)]).items():
                building.write(name, data)
            manifest = write_manifest(edition, prepared.inputs, building.written, read_versions())
            building.write(MANIFEST, manifest)
    return Publication(edition, building.target, chosen, tuple(sorted(building.written)), prepared.notices)


@dataclass(frozen=True, slots=True)
class _Reader:
    """For whom some files are: a kommun (``unit`` is its code) or the meeting (``unit`` is empty), and their folder."""

    unit: str
    name: str
    folder: str


def _meeting(edition: Edition) -> _Reader:
    return _Reader("", edition.meeting, slug(edition.meeting))


def _of_kommun(kommun: Kommun) -> _Reader:
    return _Reader(kommun.code, kommun.name, f"kommun/{slug(kommun.name)}")


def _write(building: EditionFolder, reader: _Reader, files: Mapping[str, bytes]) -> FolderEntry:
    for name, data in files.items():
        building.write(f"{reader.folder}/{name}", data)
    return folder_entry(reader.name, reader.folder, {name: len(data) for name, data in files.items()})


def _chosen(grupp: Grupp, names: Sequence[str]) -> tuple[Kommun, ...]:
    members = sorted((catalog.kommun(code) for code in grupp.members), key=lambda kommun: sort_key(kommun.name))
    wanted = [catalog.kommun(name) for name in names]
    if outside := [kommun for kommun in wanted if kommun not in members]:
        allowed = join(member.name for member in members)
        action = "Välj en annan kommun, eller en annan grupp med --grupp."
        raise DataError(
            [Problem("--kommun", f"{kommun.name} hör inte till {grupp.name}", allowed, action) for kommun in outside]
        )
    return tuple(kommun for kommun in members if not wanted or kommun in wanted)


def _known_formats(formats: Sequence[str]) -> tuple[str, ...]:
    if unknown := [name for name in formats if name not in FORMATS]:
        raise DataError([Problem("--format", f'okänt format "{name}"', ", ".join(FORMATS)) for name in unknown])
    return tuple(name for name in FORMATS if not formats or name in formats)


def _silent(_line: str, _done: int, _of: int) -> None:
    """Tell nobody."""
