"""What a worker process does: the files of one pack, or the lists of contents, from finished frames.

Importing this is quick; what is heavy is loaded by the first call, or ahead of it by :func:`warm_up`.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from oj_analys.domain import Edition
from oj_analys.reports.contents import FolderEntry
from oj_analys.reports.writers import FORMATS

if TYPE_CHECKING:
    from oj_analys.frames import Released
    from oj_analys.frames.shown import ShownFile
    from oj_analys.reports.protection_sheet import ProtectionFacts


@dataclass(frozen=True, slots=True)
class Pack:
    """The files of one folder, name → bytes, and what each of them shows of persons."""

    files: Mapping[str, bytes]
    shown: tuple[ShownFile, ...]


def warm_up() -> None:
    """Load what the other functions need, while the raw files are still being read elsewhere."""
    import oj_analys.reports.kommun
    import oj_analys.reports.rug
    import oj_analys.reports.writers.pdf
    import oj_analys.reports.writers.workbook  # noqa: F401


def build_pack(released: Released, formats: Sequence[str]) -> Pack:
    """Return the pack of ``released.unit``, or of the group's meeting if that is empty."""
    from oj_analys.reports.kommun import kommun_report
    from oj_analys.reports.rug import rug_report
    from oj_analys.reports.shown import shown_files

    report = kommun_report(released) if released.unit else rug_report(released)
    files = {name: data for form in formats for name, data in FORMATS[form](report).items()}
    shown = shown_files(report, formats)
    del report
    gc.collect()  # figures refer to each other in circles, and a crew does not collect by itself
    return Pack(files, shown)


def build_contents(edition: Edition, entries: Sequence[FolderEntry]) -> Pack:
    """Return the lists of an edition's files, as a page and as a PDF."""
    from oj_analys.reports.shown import contents_shown
    from oj_analys.reports.writers.index import write_contents, write_index

    files = {"index.html": write_index(edition, entries), "innehall.pdf": write_contents(edition, entries)}
    return Pack(files, contents_shown(edition, entries))


def build_protection(edition: Edition, facts: ProtectionFacts) -> Mapping[str, bytes]:
    """Return the sheet on data protection, which is written when all other files are audited."""
    from oj_analys.reports.protection_sheet import protection_report
    from oj_analys.reports.writers.pdf import render_pdf

    return {"dataskydd.pdf": render_pdf(protection_report(edition, facts))}
