"""What must be said of what is not shown: never which figure guards which, never a number of persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from oj_analys import catalog
from oj_analys.disclosure.cause import OF_RELEASES, Cause
from oj_analys.disclosure.cells.recoding import Proposal
from oj_analys.disclosure.guard import Guard
from oj_analys.disclosure.row import Row
from oj_analys.disclosure.structure import BOTH_SEXES
from oj_analys.domain import EVERYONE, Notice, Statistic, Status
from oj_analys.swedish import join

KIND = "visas_inte"
NOT_COMPUTED = "beräknas_inte"
WAITING = "väntar"
RECODING = "omkodning"

_MOST_TITLES = 8

_LEAST = {
    Statistic.ANTAL: "personer för antal",
    Statistic.ANDEL: "svar för andelar",
    Statistic.MEDEL: "svar för medelvärden",
    Statistic.FORDELNING: "svar för svarsfördelningar",
}

_WHAT = {
    Cause.CROSSED: "Uppgifter som delas upp på två sätt samtidigt, till exempel på både kommun och kön,",
    Cause.STATISTIC: "Spridning, kvartiler, reliabilitet och förändring",
    Cause.TOTALS: "Uppgifter för grupper av kommuner som överlappar en mindre grupp",
    Cause.POOLED: "Uppgifter för flera år tillsammans som inte är summan av åren var för sig",
    Cause.BLIND: "Uppgifter utan antal svar",
    Cause.NO_WHOLE: "Antal som är en del av ett antal som saknas",
    Cause.NO_COUNTS: "Andelar där täljaren eller nämnaren saknas",
    Cause.WAITING: "Uppgifter som ändrats sedan en tidigare utgåva, eller som skulle avslöja en sådan ändring,",
    Cause.OVERLAP: "Uppgifter för perioder eller grupper av kommuner som överlappar andra i en tidigare utgåva",
    Cause.FEW: "Andelar med för liten nämnare beräknas inte",
}

_WHAT_TO_DO = {
    Cause.WAITING: "Skillnaden mot en tidigare utgåva är för liten för att visas. Vänta tills den är större.",
    Cause.OVERLAP: "Perioden eller gruppen av kommuner överlappar en annan i en tidigare utgåva. Välj en som inte "
    "överlappar, eller redovisa också den tidigare i den här utgåvan.",
}


def notices(rows: Sequence[Row], hidden: Mapping[int, Cause]) -> tuple[Notice, ...]:
    """Return one notice per population, policy and cause; ``count`` is how many values are hidden, as anyone sees."""
    guards: dict[tuple[str, str], dict[str, Guard]] = {}
    counts: Counter[tuple[str, str, Cause]] = Counter()
    for row in rows:
        key = (row.guard.population, row.guard.policy.id)
        guards.setdefault(key, {})[row.guard.measure] = row.guard
        if row.place in hidden:
            counts[*key, hidden[row.place]] += 1
    return tuple(
        Notice(population, _kind(cause), "", "", count, _text(cause, guards[population, policy]))
        for population, policy in sorted(guards)
        for cause in Cause
        if (count := counts[population, policy, cause])
    )


def waiting_notices(rows: Iterable[Row], hidden: Mapping[int, Cause]) -> Iterator[Notice]:
    """Yield a notice per population and cause for the analyst: the figures that must wait, and what can be done."""
    waiting: dict[tuple[str, Cause], list[Row]] = {}
    for row in rows:
        if (cause := hidden.get(row.place)) in OF_RELEASES:
            waiting.setdefault((row.guard.population, cause), []).append(row)
    for (population, cause), found in sorted(waiting.items()):
        measures: dict[str, dict[str, None]] = {}
        for row in found:
            measures.setdefault(_group(row), {})[_title(row.guard)] = None
        cells = "; ".join(f"{group}: {_listed(list(titles))}" for group, titles in measures.items())
        yield Notice(population, WAITING, "", "", len(found), f"{_WHAT_TO_DO[cause]} {cells}.", internal=True)


def recoding_notices(rows: Sequence[Row], proposals: Iterable[Proposal]) -> Iterator[Notice]:
    """Yield one notice per proposal for the analyst; ``count`` is how many counts would still be hidden.

    ``rows`` are those of the population that is to be divided more coarsely.
    """
    titles = dict.fromkeys(_title(row.guard) for row in rows if row.guard.by_cell)
    for proposal in proposals:
        text = f"{_listed(list(titles))}: {proposal.text}"
        yield Notice(rows[0].guard.population, RECODING, "", "", proposal.cells_hidden, text, internal=True)


def _kind(cause: Cause) -> str:
    """Tell what is hidden from what is only not computed, whose mark is another."""
    return NOT_COMPUTED if cause is Cause.FEW else KIND


def _title(guard: Guard) -> str:
    return guard.title or guard.measure


def _group(row: Row) -> str:
    """Name the group of persons: ``Åre, 2025, kön K``."""
    unit = catalog.kommun_by_code().get(row.line.unit) or catalog.grupp(row.line.unit)
    sex = [] if row.line.sex == BOTH_SEXES else [f"kön {row.line.sex}"]
    return ", ".join([unit.name, row.period, *sex, *([] if row.line.base == EVERYONE else [row.line.base])])


def _listed(titles: Sequence[str]) -> str:
    """Join titles; of many the first are named and the others counted.

    >>> _listed(["Kunskap", "Attityder"])
    'Kunskap och Attityder'
    """
    if len(titles) <= _MOST_TITLES:
        return join(titles)
    return f"{', '.join(titles[:_MOST_TITLES])} och {len(titles) - _MOST_TITLES} mått till"


def _text(cause: Cause, guards: Mapping[str, Guard]) -> str:
    phrase = catalog.labels().status[Status.SEKRETESS].text
    policy = next(iter(guards.values())).policy
    if cause is Cause.FEW:
        return f"{_WHAT[cause]} ({policy.id})."
    if cause is not Cause.GROUP:
        return f"{_WHAT[cause]} {phrase} ({policy.id})."
    return (
        f"{policy.name}: värden {phrase}. För att visas krävs {_thresholds(guards.values())} ({policy.id}). "
        "Ibland döljs fler, så att inget dolt går att räkna ut."
    )


def _thresholds(guards: Iterable[Guard]) -> str:
    least = {guard.statistic: guard.least for guard in guards}
    known = [f"minst {least[statistic]} {word}" for statistic, word in _LEAST.items() if statistic in least]
    return join(known or [f"minst {max(least.values())} svar"])
