"""A snapshot of Kolada that ``hamta`` wrote: a folder that is whole or is refused, and the groups that it holds.

Beside ``snapshot.json`` lie ``data.parquet`` (the values), ``kpi.json``, ``municipality.json`` and
``municipality_groups.json`` (Kolada's metadata as they came) and ``andringar.json`` (what is revised since the snapshot
before it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from oj_analys.domain import DataError, Problem
from oj_analys.sources._cage import caged
from oj_analys.sources._part import Input
from oj_analys.sources._safe_open import read_bytes, sha256
from oj_analys.sources.kolada.decode import Metadata, read_metadata
from oj_analys.sources.kolada.folder import Stored
from oj_analys.sources.kolada.manifest import MANIFEST, Manifest, read_manifest
from oj_analys.sources.kolada.table import FETCH, TABLE, read_table

METADATA = ("kpi", "municipality", "municipality_groups")
CHANGES = "andringar.json"
FILES = (TABLE, *(f"{kind}.json" for kind in METADATA), CHANGES)

_PEERS = re.compile(r"Liknande kommuner (?P<area>.+), (?P<kommun>[^,]+), (?P<year>(?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class KoladaGroup:
    """A group of kommuner in Kolada: id (``G33630``), title, and the codes of its members.

    A list of similar kommuner (Liknande kommuner) has the area, the name of the kommun that it is about and its year;
    other groups have them empty. The kommun itself is no member, and similarity does not go both ways.
    """

    id: str
    title: str
    members: tuple[str, ...]
    area: str = ""
    kommun: str = ""
    year: str = ""


def is_snapshot(folder: Path) -> bool:
    """Say whether a folder is, or was, a snapshot that ``hamta`` wrote."""
    return any((folder / name).exists() for name in (MANIFEST, TABLE))


def read_snapshot(folder: Path, where: str) -> Stored:
    """Return what a snapshot holds.

    Raises:
        DataError: every file that is missing or is not as it was written, at once.
    """
    manifest = checked_manifest(folder, where)
    fingerprints = {MANIFEST: sha256(read_bytes(folder / MANIFEST)), **manifest.filer}
    table = read_bytes(folder / TABLE, f"{where}/{TABLE}")
    return Stored(
        kpis=(read_metadata(folder / "kpi.json", f"{where}/kpi.json", "kpi"),),
        municipalities=(read_metadata(folder / "municipality.json", f"{where}/municipality.json", "municipality"),),
        figures=read_table(table, manifest.rader, f"{where}/{TABLE}"),
        inputs=tuple(Input(f"{where}/{name}", fingerprint) for name, fingerprint in fingerprints.items()),
        unread=tuple(sorted(path.name for path in folder.iterdir() if path.name not in fingerprints)),
        retrieved=manifest.day,
    )


def checked_manifest(folder: Path, where: str) -> Manifest:
    """Return what a snapshot says of itself, once every file is there as it was written.

    Raises:
        DataError: every file that is missing or is not as it was written, at once.
    """
    manifest = read_manifest(folder, where)
    if problems := [*_file_problems(folder, where, manifest)]:
        raise DataError(problems)
    return manifest


@caged
def read_groups(folder: str | Path) -> tuple[KoladaGroup, ...]:
    """Return the groups of kommuner of a snapshot, similar kommuner (Liknande kommuner) among them, by id.

    Raises:
        DataError: the snapshot is not whole, or its groups are not of Kolada's form.
    """
    folder = Path(folder)
    checked_manifest(folder, folder.name)
    name = "municipality_groups"
    where = f"{folder.name}/{name}.json"
    page = read_metadata(folder / f"{name}.json", where, name)
    try:
        return tuple(sorted(map(_group, page.records), key=lambda group: group.id))
    except (KeyError, TypeError):
        raise DataError(Problem(where, "en grupp har inte Koladas form", "id, title, members", FETCH)) from None


def _group(record: Metadata) -> KoladaGroup:
    members = tuple(str(member["id"]) for member in record["members"])
    title = str(record["title"])
    about: Mapping[str, str] = match.groupdict() if (match := _PEERS.fullmatch(title)) else {}
    return KoladaGroup(str(record["id"]), title, members, **about)


def _file_problems(folder: Path, where: str, manifest: Manifest) -> Iterator[Problem]:
    for name in sorted({*FILES, *manifest.filer}):
        if name not in FILES or name not in manifest.filer:
            yield Problem(f"{where}/{MANIFEST}", f"listan över filer stämmer inte ({name})", ", ".join(FILES), FETCH)
        elif not (folder / name).is_file():
            yield Problem(f"{where}/{name}", "filen finns inte", "", "Lägg tillbaka den, eller hämta på nytt.")
        elif sha256(read_bytes(folder / name, f"{where}/{name}")) != manifest.filer[name]:
            yield Problem(f"{where}/{name}", "filen är inte som när den hämtades", "", FETCH)
