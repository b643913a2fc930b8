"""How an utgåva is put together in its fresh folder: packs, lists, audit, the sheet on protection, record, manifest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from oj_analys.auditing import Inspection, places_on_this_computer, refuse
from oj_analys.crew import Share
from oj_analys.disclosure.auditor.finding import Audit
from oj_analys.domain import Edition, Kommun
from oj_analys.frames.manifest import MANIFEST, read_versions, write_manifest
from oj_analys.frames.shown import Register, Shown, ShownFile
from oj_analys.frames.shown_json import SHOWN, to_json
from oj_analys.preparation import Prepared, narrowed
from oj_analys.protection_facts import protection_facts
from oj_analys.reports.contents import PROTECTION_ENTRY, PROTECTION_SHEET, FolderEntry, folder_entry
from oj_analys.reports.folder import EditionFolder
from oj_analys.reports.pack import Pack, build_contents, build_pack, build_protection
from oj_analys.reports.protection_sheet import ProtectionFacts, protection_report
from oj_analys.reports.shown import shown_files
from oj_analys.swedish import slug

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What to write, and with whom: the raw files' folder, the kommuner, the formats, and who shares the work.

    ``register`` is what was released before, without the utgåva itself.
    """

    raw: Path
    kommuner: Sequence[Kommun]
    formats: Sequence[str]
    register: Register
    share: Share
    tell: Progress


@dataclass(frozen=True, slots=True)
class Assembled:
    """What the finished folder shows of persons, and what its audit came to."""

    shown: Shown
    audit: Audit


def assemble(building: EditionFolder, prepared: Prepared, order: Order) -> Assembled:
    """Write every file of an edition, the manifest last.

    Raises:
        DataError: The audit found something; the folder is not to be put in place then.
    """
    edition = prepared.released.edition
    readers = _readers(edition, order.kommuner)
    steps = len(readers) + 2
    entries, files = _write_packs(building, prepared, readers, order)
    files += _write(building, "", build_contents(edition, [*entries, PROTECTION_ENTRY]))
    order.tell("Granskar filerna", steps - 1, steps)
    shown = replace(prepared.shown, files=tuple(files))
    forbidden = (*prepared.ids, *places_on_this_computer(order.raw))
    inspection = Inspection(building.fresh, shown, order.register, forbidden)
    audit = inspection.audit(building.written, order.share)
    refuse(audit.findings)
    files += _write(building, "", _protection(edition, protection_facts(prepared, audit, order.raw)))
    whole = replace(shown, files=tuple(sorted(files, key=lambda file: file.path)))
    building.write(SHOWN, to_json(whole))
    building.write(MANIFEST, write_manifest(edition, prepared.inputs, building.written, read_versions()))
    late = building.written.keys() - set(audit.files)
    refuse(replace(inspection, shown=whole).findings(late))
    return Assembled(whole, replace(audit, files=tuple(sorted(building.written))))


@dataclass(frozen=True, slots=True)
class _Reader:
    """For whom some files are: a kommun (``unit`` is its code) or the meeting (``unit`` is empty), and their folder."""

    unit: str
    name: str
    folder: str


def _readers(edition: Edition, kommuner: Sequence[Kommun]) -> tuple[_Reader, ...]:
    """Return the kommuner, after their meeting if they are all there are."""
    everyone = len(kommuner) == len(edition.grupp.members)
    meeting = [_Reader("", edition.meeting, slug(edition.meeting))] if everyone else []
    return (*meeting, *(_Reader(one.code, one.name, f"kommun/{slug(one.name)}") for one in kommuner))


def _write_packs(
    building: EditionFolder, prepared: Prepared, readers: Sequence[_Reader], order: Order
) -> tuple[list[FolderEntry], list[ShownFile]]:
    """Write every reader's pack as it gets done, and return in the readers' order what there is."""
    steps = len(readers) + 2
    parts = [narrowed(prepared.released, reader.unit) for reader in readers]
    order.tell("Skriver paketen", 1, steps)
    done: dict[int, tuple[FolderEntry, list[ShownFile]]] = {}
    for place, pack in order.share(partial(build_pack, formats=order.formats), parts):
        reader = readers[place]
        files = _write(building, f"{reader.folder}/", pack)
        sizes = {name: len(data) for name, data in pack.files.items()}
        done[place] = folder_entry(reader.name, reader.folder, sizes), files
        order.tell(f"{reader.name} är klar", len(done) + 1, steps)
    ordered = [done[place] for place in sorted(done)]
    return [entry for entry, _ in ordered], [file for _, files in ordered for file in files]


def _protection(edition: Edition, facts: ProtectionFacts) -> Pack:
    (shown,) = shown_files(protection_report(edition, facts), ("pdf",))
    return Pack(build_protection(edition, facts), (replace(shown, path=PROTECTION_SHEET),))


def _write(building: EditionFolder, folder: str, pack: Pack) -> list[ShownFile]:
    """Write a pack's files and return what they show, by their paths from the utgåva's folder."""
    for name, data in pack.files.items():
        building.write(f"{folder}{name}", data)
    return [replace(file, path=f"{folder}{file.path}") for file in pack.shown]
