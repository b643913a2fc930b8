"""Hand-made releases with figures of persons, as they come out of the protection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from matplotlib.text import Text

from oj_analys import catalog
from oj_analys.analysis.comparison import compare
from oj_analys.analysis.gaps import sex_gaps
from oj_analys.analysis.history import answer_history
from oj_analys.analysis.overview import overview
from oj_analys.analysis.signal_lists import group_signals, signals
from oj_analys.analysis.tallies import tally
from oj_analys.analysis.trends import trend
from oj_analys.charts.chart import Chart
from oj_analys.disclosure import visible_to
from oj_analys.domain import (
    OPEN_POLICY,
    Coding,
    Comment,
    Decision,
    Direction,
    Edition,
    Grupp,
    Measure,
    Plan,
    PlanStatus,
    Statistic,
    Status,
    ValueKind,
)
from oj_analys.example.truths import ARE, BERG, BRACKE, HARJEDALEN, RAGUNDA, STROMSUND
from oj_analys.frames import COMPARED, MEASURES, SIGNALS, SOURCES, TRENDS, Released
from oj_analys.reports.instruments import item_scales, need_scales, score_ids, usage_measures

Row = dict[str, Any]
Seen = Callable[[str], Released]
Blank = Callable[..., Released]
Drawn = Callable[[Chart], str]

ROUNDS = ("2023", "2025")
MEAN, COVERAGE, SUM = 3.4, 41.0, 77.0


def _own(ident: str, title: str, policy: str, kind: ValueKind = ValueKind.ANTAL, unit: str = "") -> Measure:
    coding = (Coding(None, None, ((1.0, "Ja"), (0.0, "Nej")), 1.0),) if kind is ValueKind.JA_NEJ else ()
    return Measure(
        f"egna.{ident}",
        title,
        "egna",
        kind,
        unit,
        0,
        Direction.NONE,
        "",
        "Gruppen",
        codings=coding,
        policy=policy,
        statistic=None if policy == OPEN_POLICY else Statistic.ANTAL,
    )


FILES = (
    ("oj.xlsx", "Socialstyrelsen", "0123456789abcdef", "2025-06-17", ""),
    ("ebp-2023.xlsx", "Enheten", "", "", "2023-06-05"),
    ("ebp-2025.xlsx", "Enheten", "", "", "2025-05-30"),
    ("asi-anvandning.xlsx", "Kommunerna", "", "", "2025-02-14"),
    ("asi-export.csv", "Kommunerna", "", "", "2025-02-10"),
    ("egna.xlsx", "Gruppen", "", "", "2025-03-03"),
    ("plan.xlsx", "Kommunerna", "", "", "2025-05-28"),
    ("kopia.xlsx", "Kommunerna", "", "", "2025-05-29"),
)

OWN = (
    _own("cirklar", "FoU-cirklar", OPEN_POLICY, unit="cirklar"),
    _own("deltagare", "Deltagare i FoU-cirklar", "egna_antal", unit="personer"),
    _own("rutin", "Rutin för fallprevention", OPEN_POLICY, ValueKind.JA_NEJ),
)


def _decision(unit: str, action: str, measure: str, status: PlanStatus, source: str = "exempel:plan.xlsx") -> Decision:
    return Decision(
        unit,
        action,
        source,
        measure=measure,
        baseline="2023" if measure else "",
        decided="2024",
        responsible="enhetschef",
        due="2025-12",
        status=status,
        shared=True,
    )


PLAN = Plan(
    (
        replace(
            _decision(BRACKE, "Genomförandeplaner", "oj.U28129", PlanStatus.PAGAR),
            area="lss",
            cause="Många är nya",
            follow_up="Varje kvartal.",
            comment="Två enheter är klara.",
        ),
        _decision(BRACKE, "Fler i cirklarna", "egna.deltagare", PlanStatus.KLAR),
        _decision(BRACKE, "Introduktion", "", PlanStatus.EJ_PABORJAD),
        _decision(STROMSUND, "Rutin vid våld", "", PlanStatus.PAGAR),
        _decision(STROMSUND, "Rutin vid våld", "", PlanStatus.KLAR, "exempel:kopia.xlsx"),
        _decision(RAGUNDA, "Utbildning i ASI", "asi.tackning", PlanStatus.PAGAR),
    ),
    (Comment(HARJEDALEN, "hemloshet", "Vi svarar nästa gång.", "exempel:plan.xlsx", shared=True),),
)


@pytest.fixture(scope="session")
def meeting() -> Released:
    """What the meeting of a county sees.

    The questionnaire: Berg took part in no round; Ragunda and Åre are hidden in 2023; Ragunda's answers in 2025 are
    hidden though its means are shown; nobody knows how many Härjedalen asked in 2023. The interview: all of Ragunda
    is hidden. Own measures: Ragunda's persons are hidden.
    """
    return _released(catalog.grupp("jamtland"))


@pytest.fixture(scope="session")
def seen(meeting: Released) -> Seen:
    """Return what a kommun of the county sees, by its code."""
    return lambda unit: narrow(meeting, unit)


@pytest.fixture(scope="session")
def skaraborg() -> Released:
    """What the meeting of a group that is no län sees."""
    return _released(catalog.grupp("skaraborg"))


@pytest.fixture(scope="session")
def drawn() -> Drawn:
    """Return every word in a chart's picture."""
    return lambda chart: " ".join(text.get_text() for text in chart.figure.findobj(Text)).replace("\n", " ")


@pytest.fixture(scope="session")
def blanked() -> Blank:
    """Return a copy of a release in which some values are not there, for a reason."""
    return blank


def blank(
    whole: Released, status: Status, measures: str, *, unit: str, period: str = ".*", group: str = ".*"
) -> Released:
    """Take the values away of the measures, periods and groups that match some patterns."""
    rows = whole.measures.copy()
    patterns = {"measure": measures, "unit": unit, "period": period, "group": group}
    matches = [rows[name].str.fullmatch(pattern) for name, pattern in patterns.items()]
    chosen = matches[0] & matches[1] & matches[2] & matches[3]
    rows["status"] = rows["status"].mask(chosen, str(status))
    for name in ("value", "n", "count"):
        rows[name] = rows[name].mask(chosen)
    return replace(whole, measures=rows)


def narrow(whole: Released, unit: str) -> Released:
    """Keep what the kommun may see."""
    return replace(whole, unit=unit, measures=visible_to(whole.measures, unit, whole.edition.grupp))


def _released(grupp: Grupp) -> Released:
    indicators = MEASURES.build(list(_indicators(grupp)))
    persons = [*_survey(grupp), *_usage(grupp), *_clients(grupp), *_own_rows(grupp)]
    whole = Released(
        edition=Edition(
            "2025-06", date(2025, 6, 23), grupp, "Avsändaren", "fragor@exempel.invalid", "Mötet", syntetisk=True
        ),
        unit="",
        measures=pd.concat([indicators, MEASURES.build(persons)], ignore_index=True),
        compared=COMPARED.empty(),
        trends=TRENDS.empty(),
        notices=(),
        sources=SOURCES.build([_source(*file) for file in FILES]),
        plan=PLAN,
        own=OWN,
    )
    return analysed(whole, indicators)


def analysed(whole: Released, measures: pd.DataFrame) -> Released:
    """Return a release whose frames of analysis are made from some measures."""
    grupp, year = whole.edition.grupp, whole.edition.taken.year
    group_kind = "lan_kommuner" if grupp.unit == "0023" else grupp.id
    compared = compare(measures, among=grupp, against=("riket", group_kind))
    lists = [*(signals(compared, kommun=unit, year=year) for unit in grupp.members)]
    return replace(
        whole,
        compared=compared,
        trends=trend(measures, grupp),
        signals=SIGNALS.build(pd.concat([*lists, group_signals(compared, grupp, year=year)])),
        tally=tally(compared, grupp, year=year),
        gaps=sex_gaps(measures, grupp),
        history=answer_history(measures, grupp),
        overview=overview(compared, grupp.members, year=year),
    )


def _row(measure: str, unit: str, period: str, value: float | Status, **more: Any) -> Row:
    known = next((each for each in _measures() if each.id == measure), None)
    count = {"count": value} if known and known.statistic is Statistic.ANTAL else {}
    shown = {"status": value} if isinstance(value, Status) else {"status": Status.OK, "value": value, **count, **more}
    policy = known.policy if known else OPEN_POLICY
    row = {"measure": measure, "unit": unit, "period": period, "sex": "T", "group": "alla", "policy": policy}
    return row | {"source": f"exempel:{_file(measure, period)}", "group": more.get("group", "alla")} | shown


def _source(file: str, producer: str, sha256: str, published: str, retrieved: str) -> Row:
    names = ("source", "file", "producer", "sha256", "published", "retrieved", "licence")
    return dict(zip(names, (f"exempel:{file}", file, producer, sha256, published, retrieved, ""), strict=True))


def _file(measure: str, period: str) -> str:
    family = measure.split(".", maxsplit=1)[0]
    usage = {each.id for each in usage_measures(catalog.interview_form("asi"))}
    return {
        "oj": "oj.xlsx",
        "ebp": f"ebp-{period}.xlsx",
        "asi": "asi-anvandning.xlsx" if measure in usage else "asi-export.csv",
        "egna": "egna.xlsx",
    }[family]


def _measures() -> Iterator[Measure]:
    for instrument in catalog.instruments().values():
        yield from instrument.measures
    yield from OWN


def _indicators(grupp: Grupp) -> Iterator[Row]:
    for unit in grupp.members:
        yield _row("oj.U21468", unit, "2024", 72.0, n=100, count=72)
        yield _row("oj.U28129", unit, "2023", 68.0)
        yield _row("oj.U28129", unit, "2025", 81.0)
    yield _row("oj.U21468", "0000", "2024", 86.0)


def _survey(grupp: Grupp) -> Iterator[Row]:
    ebp = catalog.questionnaire("ebp")
    for period in ROUNDS:
        for unit in (*grupp.members, grupp.unit):
            mean, answers = _fates(unit, period)
            yield _row("ebp.svarande", unit, period, mean or 16.0)
            unknown = (unit, period) == (HARJEDALEN, "2023")
            yield _row("ebp.svarsfrekvens", unit, period, mean or (Status.OKAND if unknown else 80.0), n=20)
            for score in score_ids(ebp):
                yield _row(score, unit, period, mean or MEAN, n=16)
            for subscale in ebp.subscales:
                for item, scale in item_scales(ebp, subscale):
                    for group in (*(f"svar={point.code}" for point in scale.points), "svar=vet_ej", "svar=blank"):
                        yield _row(item, unit, period, answers or 20.0, n=16, group=group)
    yield _row("ebp.kunskap", grupp.unit, "2025", 3.9, n=12, group="roll=chef")


def _fates(unit: str, period: str) -> tuple[Status | None, Status | None]:
    """Return why means, and why answers, are not there; None where they are."""
    if unit == BERG:
        return Status.SAKNAS, Status.SAKNAS
    if period == "2023" and unit in (RAGUNDA, ARE):
        return Status.SEKRETESS, Status.SEKRETESS
    return None, Status.SEKRETESS if unit == RAGUNDA else None


def _usage(grupp: Grupp) -> Iterator[Row]:
    for measure in usage_measures(catalog.interview_form("asi")):
        value = SUM if measure.kind is ValueKind.ANTAL else COVERAGE
        for unit in (*grupp.members, grupp.unit):
            for year in ("2023", "2024"):
                n = {} if measure.kind is ValueKind.ANTAL else {"n": int(SUM)}
                yield _row(measure.id, unit, year, Status.SEKRETESS if unit == RAGUNDA else value, **n)


def _clients(grupp: Grupp) -> Iterator[Row]:
    yield _row("asi.intervjuer", grupp.unit, "2023/2024", 75.0)
    for measure, scale in need_scales(catalog.interview_form("asi")):
        for group in (*(f"svar={point.code}" for point in scale.points), "svar=obesvarad", "svar=blank"):
            yield _row(measure, grupp.unit, "2023/2024", 20.0, n=60, group=group)


def _own_rows(grupp: Grupp) -> Iterator[Row]:
    for unit in (*grupp.members, grupp.unit):
        for year in ("2023", "2024"):
            yield _row("egna.cirklar", unit, year, 2.0)
            yield _row("egna.deltagare", unit, year, Status.SEKRETESS if unit == RAGUNDA else 19.0)
            if unit != grupp.unit:
                yield _row("egna.rutin", unit, year, 1.0)
