"""The audit of a finished utgåva: its files, read anew, against what it says that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from oj_analys.disclosure.auditor.file_audit import CRASHED, FileAudit, audit_file
from oj_analys.disclosure.auditor.finding import Audit, Finding
from oj_analys.disclosure.auditor.joint import disagreements, worked_out
from oj_analys.disclosure.auditor.record import check_record
from oj_analys.frames.shown import Register, Shown

MISSING = "en redovisad fil saknas"


def audit_at(folder: Path, name: str, shown: Shown, forbidden: Sequence[str] = ()) -> FileAudit:
    """Audit a file as it lies on disk; one that cannot be opened is a finding.

    Args:
        folder: The utgåva's folder.
        name: The file's path from it, with ``/``.
        shown: What the utgåva shows.
        forbidden: Words that may stand nowhere, such as what stands in columns that name persons.
    """
    try:
        return audit_file(name, (folder / name).read_bytes(), shown, forbidden)
    except OSError:
        return FileAudit(name, (Finding(name, "", CRASHED),))


def conclude(files: Iterable[FileAudit], shown: Shown, register: Register) -> Audit:
    """Put the audits of all files together: none missing, the same figures everywhere, nothing to be worked out."""
    found = sorted(files, key=lambda file: file.path)
    paths = {file.path for file in found}
    missing = [Finding(file.path, "", MISSING) for file in shown.files if file.path not in paths]
    findings = (
        *missing,
        *check_record(shown),
        *(finding for file in found for finding in file.findings),
        *disagreements(found),
        *worked_out(found, shown, register),
    )
    checked = {key for file in found for key in file.printed}
    return Audit(tuple(sorted(paths)), len(checked), tuple(dict.fromkeys(findings)))
