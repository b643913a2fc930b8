"""What the group's clients say in an interview form, and how much of them the interviews cover."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from oj_analys import swedish
from oj_analys.charts.cautions import proviso
from oj_analys.charts.chart import Chart
from oj_analys.charts.coverage import coverage_words
from oj_analys.charts.ratings import draw_ratings
from oj_analys.charts.said import Said
from oj_analys.charts.setting import Setting
from oj_analys.domain import Grupp, InterviewForm
from oj_analys.frames import MEASURES, Released
from oj_analys.reports.blocks import Note
from oj_analys.reports.guarded import figures_among, figures_of, rows_at, rows_of, said
from oj_analys.reports.instruments import NEED, interviews_id, measure_of, need_scales
from oj_analys.reports.provenance import drawn_setting

Row = tuple[Any, ...]


def basis_said(released: Released, form: InterviewForm, period: str) -> Said:
    """Say how many interviews a period has and, for each of its years, how much of the investigations they cover."""
    grupp, rows = released.edition.grupp, rows_of(released.measures, form.id)
    interviews = measure_of(form, interviews_id(form))
    held = figures_of(rows, form.measures).at(grupp.unit, interviews.id, period)
    count = f"{said(interviews, period, held)} {swedish.period_text(period)}. " if held.shown else ""
    coverage = coverage_words(rows, form, grupp, period)
    told = figures_among([held]) if held.shown else ()
    return Said(f"{count}{coverage.text}", tuple(dict.fromkeys((*told, *coverage.figures))))


def clients_caution(form: InterviewForm) -> Note:
    """Say what must not be read into figures of the clients."""
    words = (
        "De som har intervjuats är inte alla klienter. Siffrorna säger inget om orsaker eller om nyttan av insatser."
    )
    return Note(f"{words} {proviso(form)}".strip(), lead="Att tänka på:")


def need_chart(released: Released, form: InterviewForm, period: str, basis: Said) -> Chart:
    """Return the chart of the group's clients' need of help, with what it is based on beside it.

    The chart is the same in every pack of a run, so a process draws it once.
    """
    edition = released.edition
    rows = rows_at(released.measures, [name for name, _ in need_scales(form)], [edition.grupp.unit], [period])
    present = rows.astype(object).where(rows.notna(), None)
    known = tuple(present.itertuples(index=False, name=None))
    return _drawn(_Need(known, form, period, edition.grupp, basis, drawn_setting(released, rows)))


@dataclass(frozen=True, slots=True)
class _Need:
    """What the chart is drawn from; the setting holds tables and so has no hash, but is compared."""

    rows: tuple[Row, ...]
    form: InterviewForm
    period: str
    grupp: Grupp
    basis: Said
    setting: Setting = field(hash=False)


@lru_cache(maxsize=4)
def _drawn(need: _Need) -> Chart:
    return draw_ratings(
        MEASURES.build([dict(zip(MEASURES.columns, row, strict=True)) for row in need.rows]),
        need.form,
        NEED,
        unit=need.grupp.unit,
        period=need.period,
        coverage=need.basis,
        grupp=need.grupp,
        setting=need.setting,
    )
