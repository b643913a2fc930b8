"""A finished utgåva held against its own record, its manifest, and what others in the same folder have released."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from oj_analys.auditing import Inspection, places_on_this_computer
from oj_analys.crew import crew
from oj_analys.disclosure.auditor.finding import Audit, Finding
from oj_analys.disclosure.register import read_register, without_release
from oj_analys.frames.manifest import MANIFEST, Fingerprint, fingerprint, read_manifest
from oj_analys.frames.shown_json import read_shown


def review(folder: Path, workers: int = 1) -> Audit:
    """Audit the files of an utgåva as they lie, without the raw files.

    Every file is also held against its checksum in the manifest, and must be there. What files of persons call those
    who are in them is not known here, and not looked for.

    Raises:
        DataError: The manifest, the record or the register beside the folder is missing or damaged.
    """
    manifest = read_manifest(folder)
    shown = read_shown(folder)
    register = without_release(read_register(folder.absolute().parent), manifest.utgava)
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
    inspection = Inspection(folder, shown, register, places_on_this_computer())
    with crew(workers - 1, _get_ready) as share:
        audit = inspection.audit(names, share)
    changed = _changes(manifest.outputs, {name: folder / name for name in names if name != MANIFEST})
    return replace(audit, findings=(*changed, *audit.findings))


def _get_ready() -> None:
    """Importing this module has loaded what a helper needs."""


def _changes(listed: Mapping[str, Fingerprint], there: Mapping[str, Path]) -> Iterator[Finding]:
    for name in sorted(listed.keys() | there.keys()):
        if name not in there:
            yield Finding(name, "", f"filen står i {MANIFEST} men finns inte")
        elif name not in listed:
            yield Finding(name, "", f"filen står inte i {MANIFEST}")
        elif fingerprint(there[name].read_bytes()) != listed[name]:
            yield Finding(name, "", "filen har ändrats sedan utgåvan skrevs")
