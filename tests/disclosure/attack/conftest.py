"""Builders of what an utgåva shows: a few figures under one of three made-up rules."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import pytest

from oj_analys import catalog
from oj_analys.domain import Measure, Policy, Questionnaire, Statistic, Status
from oj_analys.frames.shown import Key, Register, Release, Shown, ShownFigure, ShownMeasure, ShownPolicy

LAN = "0023"
EIGHT = ("2303", "2305", "2309", "2313", "2321", "2326", "2361", "2380")
HIDDEN = ".."

Maker = Callable[..., ShownFigure]

_LEAST = {"antal": 7, "andel": 7, "medel": 7, "fördelning": 10}
_EVERYTHING = {"antal": 0, "andel": 0, "medel": 1, "fördelning": 0}
POLICIES = (
    ShownPolicy("grupp", _LEAST, _EVERYTHING, cell_least=0, n_step=1),
    ShownPolicy("band", _LEAST, _EVERYTHING, cell_least=0, n_step=1, band=0.1),
    ShownPolicy("cell", {**_LEAST, "antal": 5}, _EVERYTHING, cell_least=5, n_step=5),
    ShownPolicy("insyn", {**_LEAST, "antal": 5}, _EVERYTHING, cell_least=5, n_step=5, insiders=True),
)
MEASURES = (
    ShownMeasure("svarande", "antal", "grupp", "enkät"),
    ShownMeasure("medel", "medel", "grupp", "enkät", ends=(1.0, 5.0)),
    ShownMeasure("skala", "medel", "band", "enkät", ends=(1.0, 5.0)),
    ShownMeasure("andel", "andel", "grupp", "enkät", ends=(0.0, 100.0)),
    ShownMeasure("svar", "fördelning", "grupp", "enkät"),
    ShownMeasure("personer", "antal", "cell", "personer"),
    ShownMeasure("del", "antal", "cell", "personer", part_of="personer"),
    ShownMeasure("grad", "andel", "cell", "personer", derived_from=("del", "personer")),
    ShownMeasure("insända", "antal", "insyn", "insända"),
    ShownMeasure("klientsvar", "fördelning", "cell", "klienter"),
)


def _figure(
    unit: str,
    value: float | str,
    n: int | None = None,
    *,
    measure: str = "personer",
    period: str = "2024",
    sex: str = "T",
    group: str = "alla",
    **more: Any,
) -> ShownFigure:
    found = next(one for one in MEASURES if one.id == measure)
    key = Key(unit, measure, period, sex, group)
    decimals = more.pop("decimals", _EVERYTHING[found.statistic])
    if isinstance(value, str):
        return ShownFigure(key, Status.SEKRETESS if value == HIDDEN else Status(value), found.policy, decimals)
    return ShownFigure(key, Status.OK, found.policy, decimals, float(value), n, **more)


@pytest.fixture(scope="session")
def figure() -> Maker:
    """Make one figure; ``..`` is the marker, another word a status."""
    return _figure


@pytest.fixture(scope="session")
def county() -> Callable[..., list[ShownFigure]]:
    """Make the figures of kommuner and their county: what stands for the county, then for the eight in order."""

    def make(whole: Any, parts: Sequence[Any], **more: Any) -> list[ShownFigure]:
        rows = zip((LAN, *EIGHT[: len(parts)]), (whole, *parts), strict=True)
        return [_figure(unit, *(cell if isinstance(cell, tuple) else (cell,)), **more) for unit, cell in rows]

    return make


def _shown(figures: Iterable[ShownFigure], members: Sequence[str] = EIGHT) -> Shown:
    return Shown("2025-06", "", tuple(figures), MEASURES, POLICIES, {LAN: tuple(members)})


@pytest.fixture(scope="session")
def shown() -> Callable[..., Shown]:
    """Make an utgåva of some figures; the county has the eight kommuner unless others are given."""
    return _shown


@pytest.fixture(scope="session")
def register() -> Callable[..., Register]:
    """Make a register of releases, each some figures."""

    def make(*releases: Iterable[ShownFigure]) -> Register:
        return Register(
            tuple(
                Release(f"20{20 + place}-06", "2020-06-01", tuple(figures), MEASURES)
                for place, figures in enumerate(releases)
            )
        )

    return make


@pytest.fixture(scope="session")
def printed() -> Callable[[pd.DataFrame, Mapping[str, Measure]], Shown]:
    """Make an utgåva of a guarded MEASURES frame, as the files print it."""

    def make(measures: pd.DataFrame, own: Mapping[str, Measure]) -> Shown:
        rows = measures[measures["policy"] != "öppen"]
        known = {name: own[name] if name in own else catalog.measure(name) for name in rows["measure"].unique()}
        policies = {name: catalog.policy(name) for name in rows["policy"].unique()}
        members = {grupp.unit: tuple(grupp.members) for grupp in catalog.grupper()}
        figures = [_of_row(row, known[row.measure], policies[row.policy]) for row in rows.itertuples()]
        meanings = tuple(_meaning(measure) for measure in known.values())
        return Shown("2025-06", "", tuple(figures), meanings, tuple(map(_numbers, policies.values())), members)

    return make


def _of_row(row: Any, measure: Measure, policy: Policy) -> ShownFigure:
    value, low, high = (None if pd.isna(one) else float(one) for one in (row.value, row.low, row.high))
    key = Key(row.unit, row.measure, row.period, row.sex, row.group)
    n = None if pd.isna(row.n) else int(row.n)
    assert measure.statistic is not None
    return ShownFigure(key, Status(row.status), policy.id, policy.decimals[measure.statistic], value, n, low, high)


def _meaning(measure: Measure) -> ShownMeasure:
    population = measure.population or measure.id
    return ShownMeasure(
        measure.id,
        str(measure.statistic),
        measure.policy,
        population,
        measure.part_of,
        measure.derived_from,
        _ends(measure),
    )


def _ends(measure: Measure) -> tuple[float, float] | None:
    if measure.statistic is Statistic.ANDEL and not measure.derived_from:
        return (0.0, 100.0)
    instrument = catalog.instruments().get(measure.family)
    if measure.statistic is not Statistic.MEDEL or not isinstance(instrument, Questionnaire):
        return None
    scales = [instrument.scale(item.scale) for item in instrument.items_of(measure.source_id)]
    return min(scale.low for scale in scales), max(scale.high for scale in scales)


def _numbers(policy: Policy) -> ShownPolicy:
    least = {str(name): number for name, number in policy.least.items()}
    decimals = {str(name): number for name, number in policy.decimals.items()}
    cell = least["antal"] if policy.each_cell else 0
    return ShownPolicy(policy.id, least, decimals, cell, policy.n_step, policy.band, policy.insiders)
