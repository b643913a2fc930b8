"""What lies beside the parts of a file: its numbers are figures that the file shows, or belong to the format."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate

from oj_analys.disclosure.auditor.layout import figures_of
from oj_analys.disclosure.auditor.ledger import Ledger
from oj_analys.disclosure.auditor.masking import masked
from oj_analys.disclosure.auditor.notes import Notes
from oj_analys.disclosure.auditor.texts import whole_sentences
from oj_analys.disclosure.auditor.ticks import without_ticks
from oj_analys.disclosure.readers.content import Beside
from oj_analys.frames.shown import BlockKind, Key, ShownFile
from oj_analys.swedish import number

STRANGER = "ett tal som inte är en uppgift som filen visar"

_IN_PICTURE = re.compile(r"text i bild (\d+), .*")
_FORMAL = (  # what the formats themselves have to say: where, and how it looks
    (r"docProps/app\.xml: (?:AppVersion|DocSecurity|i4)", r"[\d.]+"),
    (r"xl/styles\.xml: numFmt, formatCode", r"[#,.0%\\ ]+"),
    (r"(?:XMP )?Creator(?:Tool)?", r"Typst [\d.]+"),
    (r"CreationDate|ModDate", r"D:\d{14}(?:Z|[+-]\d\d'\d\d'?)"),
    (r"XMP (?:CreateDate|ModifyDate)", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*"),
    (r"XMP (?:NPages|PDFVersion|part|conformance|rev)", r"[\d.]+"),
    (r"XMP (?:InstanceID|DocumentID)", r"[\w+/=:-]+"),
    (r"Names|Dest", r"[a-z][a-z0-9_]*"),
    (r"meta, content", r"width=device-width, initial-scale=1"),
    (r"style", r"[\s\S]*"),
    (r"tIME", r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"),
)


def check_beside(found: Sequence[Beside], file: ShownFile, ledger: Ledger, notes: Notes) -> None:
    """Check what lies beside the parts of a file that is about persons; text inside a picture by that picture."""
    if not any(block.guarded or figures_of(block) for block in file.blocks):
        return
    drawn: dict[int, list[str]] = defaultdict(list)
    keys = tuple(dict.fromkeys(key for block in file.blocks for key in figures_of(block)))
    for beside in found:
        if match := _IN_PICTURE.fullmatch(beside.where):
            drawn[int(match[1])].append(beside.text)
        elif not _is_formal(beside) and ledger.strangers(beside.text, keys):
            notes.fault(masked(beside.where), STRANGER)
    pictures = [block for block in file.blocks if block.kind is BlockKind.PICTURE]
    for at, texts in drawn.items():
        picture = pictures[at - 1] if at <= len(pictures) else None
        if picture is None or picture.guarded:
            _check_drawn(at, texts, picture.figures if picture else (), ledger, notes)


def _check_drawn(at: int, texts: Iterable[str], keys: Sequence[Key], ledger: Ledger, notes: Notes) -> None:
    for text in whole_sentences(without_ticks(tuple(texts))):
        notes.saw_in(text, keys, ledger)
        if ledger.strangers(text, keys) and not _are_neighbours(text, keys, ledger):
            notes.fault(f"bild {at}", STRANGER)


def _are_neighbours(text: str, keys: Sequence[Key], ledger: Ledger) -> bool:
    """Say whether a text is the numbers of figures drawn side by side, as a PDF runs them together in narrow parts."""
    figures = [ledger.figures[key] for key in keys]
    labels = ["" if one.value is None else number(one.value, one.decimals) for one in figures]
    return any(text in accumulate(labels[at:]) for at in range(len(labels)))


def _is_formal(beside: Beside) -> bool:
    return any(where.fullmatch(beside.where) and look.fullmatch(beside.text) for where, look in _formal())


@cache
def _formal() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(where), re.compile(look)) for where, look in _FORMAL)
