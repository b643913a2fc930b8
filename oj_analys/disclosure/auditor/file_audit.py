"""One finished file, held against what the utgåva says that it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from oj_analys.disclosure.auditor.beside import check_beside
from oj_analys.disclosure.auditor.finding import Finding
from oj_analys.disclosure.auditor.layout import zones
from oj_analys.disclosure.auditor.ledger import Ledger, ledger
from oj_analys.disclosure.auditor.masking import masked
from oj_analys.disclosure.auditor.notes import Notes
from oj_analys.disclosure.auditor.pictures import check_marks
from oj_analys.disclosure.auditor.tables import check_table
from oj_analys.disclosure.auditor.texts import check_texts
from oj_analys.disclosure.auditor.traces import traces
from oj_analys.disclosure.readers import Unreadable, read
from oj_analys.disclosure.readers.content import Content
from oj_analys.frames.manifest import MANIFEST
from oj_analys.frames.shown import BlockKind, Key, Shown, ShownFile
from oj_analys.frames.shown_json import SHOWN

RECORDS = frozenset({SHOWN, MANIFEST})
"""Files that tell of the others, and so are not among them."""

UNKNOWN = "filen är inte redovisad"
CRASHED = "granskaren kunde inte läsa filen"
AUTHOR = "en annan författare än avsändaren"

EXTRA_SHEET = "ett blad som inte är redovisat"

_DRAWN = ".svg"
_BOOK = ".xlsx"


@dataclass(frozen=True, slots=True)
class FileAudit:
    """What a file came to: its findings, and every figure of persons that it prints, None where it is not shown."""

    path: str
    findings: tuple[Finding, ...] = ()
    printed: Mapping[Key, float | None] = field(default_factory=dict)


def audit_file(path: str, data: bytes, shown: Shown, forbidden: Sequence[str] = ()) -> FileAudit:
    """Read one file and check all that is in it; what cannot be read or checked is a finding.

    Args:
        path: Its path from the utgåva's folder, with ``/``.
        data: Its bytes.
        shown: What the utgåva shows.
        forbidden: Words that may stand nowhere.
    """
    notes = Notes(path)
    try:
        known = ledger(shown)
        content = read(path, data)
        _check(content, known, notes, forbidden)
    except Unreadable as error:
        notes.fault("", f"{CRASHED}: {error}")
    except Exception as error:  # noqa: BLE001 - a check that breaks has not passed
        notes.fault("", f"{CRASHED} ({type(error).__name__})")
    return FileAudit(path, tuple(notes.findings), notes.printed)


def _check(content: Content, known: Ledger, notes: Notes, forbidden: Sequence[str]) -> None:
    for fault in content.faults:
        notes.fault("", fault)
    if any(author != known.sender for author in content.authors):
        notes.fault("egenskaper", AUTHOR)
    for trace in traces(_words(content, notes.path), _headings(content), content.raw, forbidden):
        notes.fault("", trace)
    file = known.files.get(notes.path)
    if file is not None:
        _check_shown(content, file, known, notes)
    elif notes.path not in RECORDS:
        notes.fault("", UNKNOWN)


def _check_shown(content: Content, file: ShownFile, known: Ledger, notes: Notes) -> None:
    for zone in zones(content.parts, file.blocks):
        if zone.fault:
            notes.fault(zone.where, zone.fault)
        check_texts(zone, known, notes)
        kind = zone.part.kind if zone.part else None
        if kind is BlockKind.TABLE:
            check_table(zone, known, notes)
        elif kind is BlockKind.PICTURE and notes.path.endswith(_DRAWN):
            check_marks(zone, known, notes)
    if notes.path.endswith(_BOOK):
        _check_sheets(content, file, notes)
    check_beside(content.beside, file, known, notes)


def _check_sheets(content: Content, file: ShownFile, notes: Notes) -> None:
    """Check that every sheet is the sheet of a table that is declared."""
    declared = {block.name for block in file.blocks if block.kind is BlockKind.TABLE}
    for part in content.parts:
        if part.kind is BlockKind.HEADING and part.text not in declared:
            notes.fault(masked(part.text), EXTRA_SHEET)


def _words(content: Content, path: str) -> list[str]:
    """Return every text of a file, its name and the cells of its tables among them."""
    cells = (text for part in content.parts for row in part.rows for text in row)
    texts = (text for part in content.parts for text in (part.text, part.alt))
    beside = (one.text for one in content.beside)
    return [path, *cells, *texts, *beside, *content.authors]


def _headings(content: Content) -> list[str]:
    return [text for part in content.parts for row in part.rows[:1] for text in row]
