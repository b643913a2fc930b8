"""The audit of the files of an utgåva, shared over the processes of a crew; a finding stops what asked for it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from pathlib import Path, PurePosixPath

from oj_analys.crew import Share
from oj_analys.disclosure.auditor.audit import audit_at, conclude
from oj_analys.disclosure.auditor.file_audit import FileAudit
from oj_analys.disclosure.auditor.finding import Audit, Finding
from oj_analys.domain import DataError, Problem
from oj_analys.frames.shown import Register, Shown

_SHORTEST_PLACE = 6  # "/tmp" and "/root" stand in many files for other reasons


@dataclass(frozen=True, slots=True)
class Inspection:
    """What files are held against: where they lie, what they may show, what was released before, what may not be said.

    ``forbidden`` are words that may stand nowhere: what files of persons call those who are in them, and places on the
    computer.
    """

    folder: Path
    shown: Shown
    register: Register
    forbidden: Sequence[str] = field(default=(), repr=False)

    def audit(self, names: Iterable[str], share: Share) -> Audit:
        """Audit files by their paths from the folder, as they lie on disk, and what follows from all of them."""
        batches = [list(batch) for _, batch in groupby(sorted(names), lambda name: PurePosixPath(name).parts[:2])]
        found = dict(share(partial(_audit_files, self), batches))
        return conclude([file for place in sorted(found) for file in found[place]], self.shown, self.register)

    def findings(self, names: Iterable[str]) -> tuple[Finding, ...]:
        """Return what is found in each of some files, by itself."""
        return tuple(finding for file in _audit_files(self, sorted(names)) for finding in file.findings)


def refuse(findings: Iterable[Finding]) -> None:
    """Stop if anything was found.

    Raises:
        DataError: With every finding.
    """
    if problems := [Problem(one.path, ": ".join(filter(None, [one.where, one.what]))) for one in findings]:
        raise DataError(problems)


def places_on_this_computer(*folders: Path) -> tuple[str, ...]:
    """Return the whole paths of folders, of the user's home and of the temporary files, as files could tell them."""
    paths = [path.expanduser().absolute() for path in (*folders, Path("~"), Path(tempfile.gettempdir()))]
    texts = dict.fromkeys(text for path in paths for text in (str(path), path.as_posix()))
    return tuple(text for text in texts if len(text) >= _SHORTEST_PLACE)


def _audit_files(inspection: Inspection, names: Sequence[str]) -> list[FileAudit]:
    return [audit_at(inspection.folder, name, inspection.shown, inspection.forbidden) for name in names]
