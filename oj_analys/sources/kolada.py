"""A folder with pages of Kolada's API v3, as they came: metadata of nyckeltal and kommuner, and values."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from oj_analys import catalog
from oj_analys.domain import RIKET, DataError, Measure, Notice, Problem, Status
from oj_analys.sources._cage import caged
from oj_analys.sources._kolada_figures import Figure, read_figures
from oj_analys.sources._kolada_pages import FETCH_AGAIN, FIELDS, page_number, read_pages
from oj_analys.sources._kolada_units import KnownUnits, read_units
from oj_analys.sources._part import Input, NoticeKind, Origin, Part, Tally
from oj_analys.sources._period import period_of
from oj_analys.sources._rows import Rows
from oj_analys.sources._values import (
    Fault,
    count_fault,
    counting_measures,
    first_fraction,
    fraction_fault,
    sex_fault,
    shown,
    value_fault,
)
from oj_analys.sources.ignored import is_ignored
from oj_analys.swedish import counted

Selected = dict[tuple[str, str, str, str], Figure]


@dataclass(slots=True)
class _Aside:
    """What is left out, counted."""

    deleted: int = 0
    regions: int = 0
    answers: int = 0
    repeated: int = 0
    unlisted: Counter[str] = field(default_factory=Counter)

    def told(self) -> Mapping[str, int]:
        """Return how many values are left out, by reason."""
        return {
            "markerade som raderade i Kolada": self.deleted,
            "gäller en region, inte en kommun eller ett län": self.regions,
            "rikets andel av svar i ord räknas ur kommunernas svar": self.answers,
            "samma värde står två gånger": self.repeated,
            f"nyckeltal utanför katalogen: {', '.join(sorted(self.unlisted))}": self.unlisted.total(),
        }


@caged
def read_kolada(folder: str | Path, *, origin: Origin | None = None) -> Part:
    """Return the open figures of a Kolada snapshot: one MEASURES row per value.

    The folder holds ``kpi_1.json``, ``municipality_1.json``, ``data_1.json``, ``data_2.json`` … Shares are in percent.
    Kolada never says why a value is missing: the status is ``okänd``. The number of answers comes from the measure that
    the catalogue names (``Measure.n_from``), for the same kommun, year and sex; ``count`` is filled where it agrees.
    A measure of three years has the period ``2022/2024`` where Kolada says 2024.

    Raises:
        DataError: every fault at once: a page or field that is missing, an unknown kommun, nyckeltal or sex letter, a
            value beyond the measure's coding or beyond 0–100 percent, shares written as 0–1, two different values of
            the same thing, a folder without any value of the catalogue's.
    """
    folder = Path(folder)
    origin = origin or Origin(folder.name)
    pages = read_pages(folder, origin.name)
    problems: list[Problem] = []
    aside = _Aside()
    units = read_units(pages["municipality"], problems)
    kpis = {str(record["id"]) for page in pages["kpi"] for record in page.records}
    selected = _select(read_figures(pages["data"], problems), units, kpis, aside, problems)
    rows = _rows(selected, problems)
    if not (selected or problems):
        problems.append(Problem(origin.name, "mappen har inget värde för katalogens nyckeltal", "", FETCH_AGAIN))
    if problems:
        raise DataError(problems)
    inputs = tuple(Input(f"{origin.name}/{page.name}", page.sha256) for kind in FIELDS for page in pages[kind])
    fingerprint = hashlib.sha256("".join(f"{one.path} {one.sha256}\n" for one in inputs).encode()).hexdigest()
    source = origin.source(f"kolada:{origin.retrieved or origin.name}", fingerprint)
    notices = (*_notices(aside, origin), *_silent(selected, kpis, origin), *_unread(folder, origin))
    return rows.part(origin, source, notices, inputs, (_tally(aside, len(selected), origin),))


def _select(
    figures: Iterable[Figure], known: KnownUnits, kpis: Container[str], aside: _Aside, problems: list[Problem]
) -> Selected:
    """Return the values for kommuner and riket of measures that the catalogue has, each once."""
    measures = _measures()
    selected: Selected = {}
    unknown: dict[Fault, Figure] = {}
    for figure in figures:
        if figure.deleted:
            aside.deleted += 1
        elif figure.municipality not in known.units and figure.municipality not in known.regions:
            fault = Fault(f'okänd kommun "{figure.municipality}"', "en av de 290 kommunkoderna", FETCH_AGAIN)
            unknown.setdefault(fault, figure)
        elif figure.kpi not in kpis:
            fault = Fault(f'nyckeltalet "{figure.kpi}" finns inte på kpi-sidorna', "", FETCH_AGAIN)
            unknown.setdefault(fault, figure)
        elif figure.municipality in known.regions:
            aside.regions += 1
        elif figure.kpi not in measures:
            aside.unlisted[figure.kpi] += 1
        elif figure.municipality == RIKET and measures[figure.kpi].kind.is_answer:
            aside.answers += 1
        else:
            _keep_once(figure, selected, aside, problems)
    problems += [Problem(figure.where, *fault) for fault, figure in unknown.items()]
    return selected


def _keep_once(figure: Figure, selected: Selected, aside: _Aside, problems: list[Problem]) -> None:
    first = selected.setdefault(figure.key, figure)
    if first is figure:
        return
    if shown(first.value) == shown(figure.value):
        aside.repeated += 1
    else:
        found = f"{shown(figure.value)}, men {first.place} säger {shown(first.value)}"
        problems.append(Problem(figure.where, found, "ett värde", FETCH_AGAIN))


def _rows(selected: Selected, problems: list[Problem]) -> Rows:
    measures = _measures()
    rows = Rows()
    for figure in selected.values():
        measure = measures[figure.kpi]
        period = period_of(measure, figure.year)
        if fault := _fault(figure, measure, period):
            problems.append(Problem(figure.where, *fault))
        rows.describe(measure, period, figure.sex, 1)
        rows.unit.append(figure.municipality)
        rows.value.append(figure.value)
        rows.status.append(str(Status.OKAND if math.isnan(figure.value) else Status.OK))
        rows.n.append(_number_of_answers(figure, measure, selected))
        rows.places.append(figure.place)
    problems += _fraction_problems(selected)
    return rows


def _fault(figure: Figure, measure: Measure, period: str) -> Fault | None:
    fault = sex_fault(measure, figure.sex)
    if fault or math.isnan(figure.value):
        return fault
    if measure.id in counting_measures() and (fault := count_fault(figure.value)):
        return fault
    return value_fault(measure, period, figure.value)


def _fraction_problems(selected: Selected) -> Iterator[Problem]:
    """Yield one problem per nyckeltal and year whose shares are shares of 1."""
    alike: dict[tuple[str, str], list[Figure]] = {}
    for figure in selected.values():
        alike.setdefault((figure.kpi, figure.year), []).append(figure)
    for (kpi, _), figures in alike.items():
        place = first_fraction(_measures()[kpi], [figure.value for figure in figures])
        if place is not None:
            yield Problem(figures[place].where, *fraction_fault(figures[place].value))


def _number_of_answers(figure: Figure, measure: Measure, selected: Selected) -> float:
    if measure.n_from is None:
        return math.nan
    kpi = catalog.measures()[measure.n_from].source_id
    counted_in = selected.get((kpi, figure.municipality, figure.year, figure.sex))
    return counted_in.value if counted_in else math.nan


def _measures() -> Mapping[str, Measure]:
    return {measure.source_id: measure for measure in catalog.measures().values()}


def _tally(aside: _Aside, used: int, origin: Origin) -> Tally:
    unused = aside.told()
    return Tally(origin.name, used + sum(unused.values()), used, unused)


def _notices(aside: _Aside, origin: Origin) -> Iterator[Notice]:
    """Say what was left out, as far as there was anything."""
    for reason, count in aside.told().items():
        if count:
            text = f"{origin.name}: {counted(count, 'värde', 'värden')} används inte ({reason})."
            yield Notice(origin.name, NoticeKind.SATT_AT_SIDAN, "", "", count, text)


def _silent(selected: Selected, kpis: Iterable[str], origin: Origin) -> Iterator[Notice]:
    """Tell of the catalogue's nyckeltal that the kpi pages list and that have no value."""
    silent = sorted(set(kpis) & _measures().keys() - {figure.kpi for figure in selected.values()})
    if silent:
        text = f"{origin.name}: {counted(len(silent), 'nyckeltal', 'nyckeltal')} saknar värden ({', '.join(silent)})."
        yield Notice(origin.name, NoticeKind.RAD_SAKNAS, "", "", len(silent), text)


def _unread(folder: Path, origin: Origin) -> Iterator[Notice]:
    for path in sorted(folder.iterdir()):
        if not is_ignored(path.name) and all(page_number(path, kind) is None for kind in FIELDS):
            place = f"{origin.name}/{path.name}"
            yield Notice(place, NoticeKind.LASES_INTE, "", "", 1, f"{place} läses inte: den är ingen sida ur Kolada.")
