"""How figures of persons are guarded, in words: what is shown from how many persons, and what is hidden here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from oj_analys import catalog, swedish
from oj_analys.domain import OPEN_POLICY, Kommun, Measure, Policy, Statistic, Status, period_order
from oj_analys.frames import Released
from oj_analys.reports.blocks import Cell, Column, Table
from oj_analys.reports.guarded import hidden_text
from oj_analys.reports.instruments import instruments_in, meanings
from oj_analys.reports.own import FAMILY, TITLE
from oj_analys.reports.wording import group_label

_WORDS = {
    Statistic.ANDEL: "andelar",
    Statistic.MEDEL: "medelvärden",
    Statistic.FORDELNING: "svarsfördelningar",
    Statistic.SPRIDNING: "spridning",
    Statistic.KVARTIL: "kvartiler",
    Statistic.RELIABILITET: "reliabilitet",
    Statistic.FORANDRING: "förändringar",
}


def policies_in(released: Released) -> dict[str, tuple[Measure, ...]]:
    """Return the policies that guard figures of this reader, each with the measures that it guards here."""
    known = meanings(released)
    found: dict[str, list[Measure]] = {}
    for name in released.measures["measure"].unique():
        if name in known and known[name].policy != OPEN_POLICY:
            found.setdefault(known[name].policy, []).append(known[name])
    return {name: tuple(found[name]) for name in catalog.policies() if name in found}


def guard_text(policy: Policy, measures: Iterable[Measure]) -> str:
    """Say from how many persons a policy shows what is computed here, as in ``andelar från 10 personer``."""
    used = {measure.statistic for measure in measures}
    by_least: dict[int, list[str]] = {}
    for statistic, word in _WORDS.items():
        if statistic in used:
            by_least.setdefault(policy.least[statistic], []).append(word)
    parts = [f"{swedish.join(words)} visas från {least} personer" for least, words in sorted(by_least.items())]
    count = (
        [f"antal {swedish.span(1, policy.least[Statistic.ANTAL] - 1)} visas inte"] if Statistic.ANTAL in used else []
    )
    return f"{policy.name}: {'; '.join([*count, *parts])}."


def guard_sentences(released: Released) -> str:
    """Say how every policy at hand guards, and what is said of all that is hidden; empty without figures of persons."""
    policies = policies_in(released)
    if not policies:
        return ""
    shared = (
        f"Det som bygger på för få personer {hidden_text()}. "
        "Ibland döljs fler uppgifter, så att ingen dold uppgift går att räkna ut. Alla dolda har samma märke (..)."
    )
    return " ".join([shared, *(guard_text(catalog.policy(name), found) for name, found in policies.items())])


def hidden_table(released: Released, kommuner: Iterable[Kommun]) -> Table:
    """List in which kommuner something is hidden, per source and period; the same is seen as ``..`` in the tables."""
    grupp = released.edition.grupp
    names = {**{kommun.code: kommun.name for kommun in kommuner}, grupp.unit: group_label(grupp)}
    sources = {instrument.id: instrument.name for instrument in instruments_in(released)} | {FAMILY: TITLE}
    found: dict[tuple[str, str], set[str]] = {}
    for family, period, unit in _hidden_places(released):
        found.setdefault((family, period), set()).add(unit)
    order = {family: place for place, family in enumerate(sources)}
    return Table(
        "visas_inte",
        "Där något inte visas",
        (Column("Källa", width=1.5), Column("Period", width=1.0), Column("Var", width=4.5)),
        tuple(
            tuple(map(Cell, (sources[family], swedish.period_text(period), _listed(names, found[family, period]))))
            for family, period in sorted(found, key=lambda key: (order[key[0]], period_order(key[1])))
        ),
    )


def _hidden_places(released: Released) -> set[tuple[str, str, str]]:
    """Return family, period and unit of every hidden figure of persons; what a source hides is its own matter."""
    rows = released.measures
    rows = rows[(rows["status"] == Status.SEKRETESS) & (rows["policy"] != OPEN_POLICY)]
    places = zip(rows["measure"], rows["period"], rows["unit"], strict=True)
    return {(measure.split(".", 1)[0], period, unit) for measure, period, unit in places}


def _listed(names: Mapping[str, str], units: Collection[str]) -> str:
    return swedish.join(name for unit, name in names.items() if unit in units)
