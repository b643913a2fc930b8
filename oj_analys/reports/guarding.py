"""How figures of persons are guarded, in words: what is shown from how many persons, and what is hidden here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from oj_analys import catalog, swedish
from oj_analys.domain import OPEN_POLICY, AnswerState, Kommun, Measure, Policy, Statistic, Status, period_order
from oj_analys.frames import Released
from oj_analys.reports.blocks import Cell, Column, Table
from oj_analys.reports.guarded import hidden_text
from oj_analys.reports.instruments import instruments_in, meanings, questionnaires_in
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
    """Return the policies that guard figures of this reader, shown or hidden, each with the measures it guards here."""
    known = meanings(released)
    found: dict[str, list[Measure]] = {}
    rows = released.measures
    for name in rows.loc[rows["status"].isin([Status.OK, Status.SEKRETESS]), "measure"].unique():
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
    few = swedish.span(1, policy.least[Statistic.ANTAL] - 1)
    count = [f"antal {few} visas inte"] if Statistic.ANTAL in used else []
    answers = _answers_text(policy, few) if Statistic.FORDELNING in used else ""
    return f"{policy.name}: {'; '.join([*count, *parts])}. {answers}".strip()


def _answers_text(policy: Policy, few: str) -> str:
    """Say what more is done with answers, and what is not: counts and shares of two counts are what they are."""
    each = "I en svarsfördelning som visas kan ett svarsalternativ ha valts av få personer."
    if policy.each_cell:
        each = f"Svarsfördelningar visas inte heller när {few} har gett samma svar."
    steps = f"Antal svar anges i steg om {policy.n_step}, avrundat nedåt." if policy.n_step > 1 else ""
    return " ".join(filter(None, [each, steps]))


def guard_sentences(released: Released) -> str:
    """Say how every policy at hand guards, and what is said of all that is hidden; empty without figures of persons."""
    policies = policies_in(released)
    if not policies:
        return ""
    shared = (
        f"Det som bygger på för få personer {hidden_text()}. "
        "Ibland döljs fler uppgifter, så att ingen dold uppgift går att räkna ut. Alla dolda har samma märke (..)."
    )
    own = released.edition.policies
    return " ".join([shared, *(guard_text(catalog.policy(name, own), found) for name, found in policies.items())])


def hidden_table(released: Released, kommuner: Iterable[Kommun]) -> Table:
    """List in which kommuner something is hidden, per source and period; the same is seen as ``..`` in the tables."""
    sources = {instrument.id: instrument.name for instrument in instruments_in(released)} | {FAMILY: TITLE}
    hidden = _hidden_rows(released)
    names = {kommun.code: kommun.name for kommun in kommuner}
    order = {family: place for place, family in enumerate(sources)}
    places = sorted(set(zip(hidden["family"], hidden["period"], strict=True)), key=lambda key: _place(order, key))
    return Table(
        "visas_inte",
        "Där något inte visas",
        (Column("Källa", width=1.5), Column("Period", width=1.0), Column("Var", width=4.5)),
        tuple(
            (
                Cell(sources[family]),
                Cell(swedish.period_text(period)),
                Cell(_where(released, hidden[(hidden["family"] == family) & (hidden["period"] == period)], names)),
            )
            for family, period in places
        ),
    )


def _hidden_rows(released: Released) -> pd.DataFrame:
    """Return the hidden rows of persons; what a source hides is its own matter."""
    rows = released.measures
    rows = rows[(rows["status"] == Status.SEKRETESS) & (rows["policy"] != OPEN_POLICY)]
    return rows.assign(family=rows["measure"].str.replace(r"\..*", "", regex=True))


def _place(order: Mapping[str, int], key: tuple[str, str]) -> tuple[int, tuple[int, str]]:
    family, period = key
    return order[family], period_order(period)


def _where(released: Released, hidden: pd.DataFrame, names: Mapping[str, str]) -> str:
    """List the kommuner where something is hidden, and of the whole group what: ``Ragunda och Länet (yrkesroll)``."""
    grupp = released.edition.grupp
    units = set(hidden["unit"])
    found = [name for unit, name in names.items() if unit in units]
    if grupp.unit in units:
        found.append(f"{group_label(grupp)} ({_what(released, hidden[hidden['unit'] == grupp.unit])})")
    return swedish.join(found)


def _what(released: Released, hidden: pd.DataFrame) -> str:
    """Say what kinds of the group's figures are hidden."""
    labels = {
        background.id: swedish.lower_first(background.label)
        for form in questionnaires_in(released)
        for background in form.backgrounds
    }
    kinds = {_kind(labels, *row) for row in hidden[["sex", "group"]].drop_duplicates().itertuples(index=False)}
    return swedish.join(sorted(kinds, key=swedish.sort_key))


def _kind(labels: Mapping[str, str], sex: str, group: str) -> str:
    dimensions = dict(part.partition("=")[::2] for part in group.split(";"))
    if found := [labels[name] for name in dimensions if name in labels]:
        return swedish.join(found)
    if sex != "T":
        return "kön"
    return "uteblivna svar" if dimensions.get("svar") in tuple(AnswerState) else "vissa mått"
