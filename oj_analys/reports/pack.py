"""What a worker process does: the files of one pack, or the lists of contents, from finished frames.

Importing this is quick; what is heavy is loaded by the first call, or ahead of it by :func:`warm_up`.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from oj_analys.domain import Edition
from oj_analys.reports.contents import FolderEntry
from oj_analys.reports.writers import FORMATS

if TYPE_CHECKING:
    from oj_analys.frames import Released


def warm_up() -> None:
    """Load what the other functions need, while the raw files are still being read elsewhere."""
    import oj_analys.reports.kommun
    import oj_analys.reports.rug
    import oj_analys.reports.writers.pdf
    import oj_analys.reports.writers.workbook  # noqa: F401


def build_pack(released: Released, formats: Sequence[str]) -> Mapping[str, bytes]:
    """Return the files of the pack of ``released.unit``, or of the group's meeting if that is empty: name → bytes."""
    from oj_analys.reports.kommun import kommun_report
    from oj_analys.reports.rug import rug_report

    report = kommun_report(released) if released.unit else rug_report(released)
    files = {name: data for form in formats for name, data in FORMATS[form](report).items()}
    del report
    gc.collect()  # figures refer to each other in circles, and a crew does not collect by itself
    return files


def build_contents(edition: Edition, entries: Sequence[FolderEntry]) -> Mapping[str, bytes]:
    """Return the lists of an edition's files, as a page and as a PDF: name → bytes."""
    from oj_analys.reports.writers.index import write_contents, write_index

    return {"index.html": write_index(edition, entries), "innehall.pdf": write_contents(edition, entries)}
