"""What a report sets around every chart, and the sheet that it is drawn on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oj_analys.charts import notes
from oj_analys.charts.sheet import Sheet
from oj_analys.charts.views import Names
from oj_analys.domain import Measure, Policy


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for all charts of a report; each chart has its own ``source_line``.

    ``marks`` are words that every picture must carry; made-up figures and drafts always say so. ``source_line`` is the
    last line of the picture, empty for one that names the producer. ``names`` are those of references that differ from
    the catalogue's, ``policies`` those that the county has changed.
    """

    marks: tuple[str, ...] = ()
    source_line: str = ""
    names: Names | None = None
    policies: tuple[Policy, ...] = ()
    sheet: Sheet = Sheet.COLUMN

    def source(self, measures: Sequence[Measure]) -> str:
        """Return the last line of a chart of some measures."""
        return self.source_line or notes.default_source(measures)


PLAIN = Setting()
