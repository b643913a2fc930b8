"""The sheet on data protection: what an utgåva holds of persons, how it is guarded and what the audit found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from oj_analys import catalog
from oj_analys.domain import OPEN_POLICY, Edition, Policy, Statistic
from oj_analys.reports.blocks import Block, Cell, Column, Heading, Note, Report, Table, Text
from oj_analys.reports.exceptions import exception_blocks
from oj_analys.reports.guarded import hidden_text
from oj_analys.swedish import counted, join, number, sort_key, upper_first

OWN_MARK = "*"

_ABOUT = (
    "Bladet är ingen garanti. Gränserna är inte bekräftade: stäm av dem mot det som lovades dem som svarade. "
    "Vad lagen kräver avgör en jurist."
)
_HIDDEN = (
    "Allt har samma märke (..), vare sig det bygger på för få personer eller döljs för att annat inte ska gå att räkna "
    "ut. Vilka grupper som är små står ingenstans."
)
_AUDITED = (
    "Granskningen söker siffror som inte får visas och det som pekar ut någon, och försöker räkna ut det dolda, också "
    "ur tidigare utgåvor. Inga fynd betyder att de sätten inte gick, inte att inget sätt finns."
)
_REGISTER = (
    "Det som utlämnade utgåvor visar, men inget dolt, sparas tills vidare i register.json, så att senare utgåvor inte "
    "röjer något tillsammans med dem."
)
_NO_DAY = (
    "Datum saknas för när råfilerna med uppgifter om personer ska raderas. Det måste beslutas, och skrivas under "
    "[gallring] i underlag.toml."
)
_NO_FILES = "Utgåvan bygger inte på några råfiler med uppgifter om personer."


@dataclass(frozen=True, slots=True)
class ProtectionFacts:
    """What the sheet tells beside the edition.

    ``sources`` are the files with figures of persons (name as in SOURCES, producer). ``hidden`` are the name of a
    policy, what is hidden and why, and how many figures; the words before the one phrase for all that is hidden are
    printed. ``waiting`` figures are hidden because of an earlier release. ``audited_files``, ``checked_figures`` and
    ``findings`` are the audit of all other files. ``synced`` names the service that copies the folder of raw files,
    empty if none does.
    """

    sources: tuple[tuple[str, str], ...]
    hidden: tuple[tuple[str, str, int], ...]
    waiting: int
    audited_files: int
    checked_figures: int
    findings: int
    synced: str = ""


def protection_report(edition: Edition, facts: ProtectionFacts) -> Report:
    """Return the sheet, one page for a county with some six sources and three exceptions."""
    title = f"Dataskydd i utgåva {edition.utgava}: {edition.grupp.name}"
    blocks: tuple[Block, ...] = (
        Heading(1, title),
        *_warning(facts),
        Text(f"{_ABOUT} Frågor: {edition.contact}."),
        Text(_sources(facts), lead="Källor med uppgifter om personer:"),
        _thresholds(edition),
        *_exceptions(edition),
        *_hidden(facts),
        Text(_audit(facts), lead="Granskning:"),
        Text(" ".join([_REGISTER, *_waiting(facts)]), lead="Register:"),
        Text(_deletion(edition, facts), lead="Gallring:"),
    )
    return Report(edition, f"{edition.utgava}_dataskydd", title, "", blocks, ())


def _warning(facts: ProtectionFacts) -> Iterator[Block]:
    if facts.synced:
        words = f"Råfilerna ligger i en mapp som {facts.synced} kopierar till andra datorer. Flytta dem därifrån."
        yield Note(words, lead="Varning:")


def _sources(facts: ProtectionFacts) -> str:
    if not facts.sources:
        return "Inga."
    files: dict[str, list[str]] = {}
    for name, producer in facts.sources:
        files.setdefault(producer, []).append(name)
    return " ".join(f"{producer}: {', '.join(files[producer])}." for producer in sorted(files, key=sort_key))


def _thresholds(edition: Edition) -> Table:
    guarding = [ident for ident in catalog.policies() if ident != OPEN_POLICY]
    own = [one for one in edition.policies if one.id in guarding]
    notes = ["Antal räknas i personer, övrigt i giltiga svar."]
    if any(one.least != catalog.policy(one.id).least for one in own):
        notes.append(f"{OWN_MARK} Egen gräns i underlag.toml.")
    if coarser := [words for one in own for words in _coarser(one)]:
        notes.append(f"Egna decimaler: {join(coarser)}.")
    return Table(
        "granser",
        "Minsta antal bakom en uppgift som visas",
        (Column("Skydd", width=2.2), *(Column(upper_first(one), numeric=True, width=0.6) for one in Statistic)),
        tuple(_threshold_row(catalog.policy(ident, own)) for ident in guarding),
        " ".join(notes),
    )


def _threshold_row(policy: Policy) -> tuple[Cell, ...]:
    usual = catalog.policy(policy.id).least
    marks = {statistic: OWN_MARK if least != usual[statistic] else "" for statistic, least in policy.least.items()}
    return Cell(policy.name), *(
        Cell(f"{number(policy.least[one])}{marks[one]}", policy.least[one]) for one in Statistic
    )


def _coarser(policy: Policy) -> Iterator[str]:
    """Say what the county shows with fewer decimals than the package."""
    usual = catalog.policy(policy.id).decimals
    for statistic, decimals in policy.decimals.items():
        if decimals != usual[statistic]:
            yield f"{decimals} för {statistic} i {policy.name}"


def _exceptions(edition: Edition) -> tuple[Block, ...]:
    return tuple(exception_blocks(edition.exceptions)) or (Text("Inga undantag från gränserna.", lead="Undantag:"),)


def _hidden(facts: ProtectionFacts) -> Iterator[Block]:
    total = sum(count for _, _, count in facts.hidden)
    if not total:
        yield Text("Inget är dolt i utgåvan.", lead="Det som inte visas:")
        return
    yield Text(f"{counted(total, 'uppgift', 'uppgifter')} i utgåvan. {_HIDDEN}", lead="Det som inte visas:")
    counts: Counter[tuple[str, str]] = Counter()
    for name, why, count in facts.hidden:
        counts[name, _what(name, why)] += count
    columns = (Column("Skydd", width=2.3), Column("Vad", width=4.6), Column("Antal", numeric=True, width=0.6))
    rows = tuple((Cell(name), Cell(what), Cell(number(count), count)) for (name, what), count in counts.items())
    yield Table("dolt", "Dolda uppgifter", columns, rows)


def _what(name: str, why: str) -> str:
    """Return what is hidden, without the name of its policy and what is the same for all that is hidden.

    >>> _what("Personal", "Personal: värden visas inte, för att ingen enskild ska kunna pekas ut. Det krävs …")
    'Värden'
    """
    return upper_first(why.removeprefix(f"{name}: ").partition(hidden_text())[0].rstrip(" ,."))


def _waiting(facts: ProtectionFacts) -> Iterator[str]:
    if facts.waiting:
        count = counted(facts.waiting, "uppgift", "uppgifter")
        yield f"{count} visas därför inte i den här utgåvan."


def _audit(facts: ProtectionFacts) -> str:
    found = "inga fynd"
    if facts.findings:
        found = f"{counted(facts.findings, 'fynd', 'fynd')}, så utgåvan får inte lämnas ut"
    files = f"Granskade filer: {number(facts.audited_files)}, alla utom det här bladet, som granskas för sig"
    return f"{files}; kontrollerade siffror: {number(facts.checked_figures)}; {found}. {_AUDITED}"


def _deletion(edition: Edition, facts: ProtectionFacts) -> str:
    if edition.delete_by is None:
        return _NO_DAY if facts.sources else _NO_FILES
    return f"Råfilerna med uppgifter om personer ska raderas senast {edition.delete_by.isoformat()}."
