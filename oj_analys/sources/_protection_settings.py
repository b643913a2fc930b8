"""What a county changes in how figures of persons are guarded: stricter numbers, and exceptions with their reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from oj_analys import catalog
from oj_analys.domain import OPEN_POLICY, Policy, PolicyException, Statistic
from oj_analys.sources._settings import Settings, past_day
from oj_analys.sources._values import Fault
from oj_analys.sources.plan.text import one_line, role_fault, text_fault
from oj_analys.swedish import span

SHORTEST_REASON = 20  # characters: fewer are no sentence
FEWEST_WORDS = 3
LONGEST_REASON = 160  # so that the reasons find room on one page with all else

_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_SENTENCE = Fault("texten är för kort", f"en hel mening, minst {SHORTEST_REASON} tecken", "Skriv varför.")
_NO_WORDS = Fault("texten är ingen mening", f"en hel mening, minst {FEWEST_WORDS} ord", "Skriv varför.")
_TOO_LONG = Fault("texten är för lång", f"högst {LONGEST_REASON} tecken", "Korta den.")
_NO_EXCEPTION = "Inget undantag ges: golvet är lika högt."


@dataclass(frozen=True, slots=True)
class Protection:
    """The policies that the county has changed, in the catalogue's order, and its exceptions in the file's."""

    policies: tuple[Policy, ...]
    exceptions: tuple[PolicyException, ...]


def read_protection(file: Settings, taken: date) -> Protection:
    """Return what ``[skydd.<id>]`` and ``[[undantag]]`` say; every fault is noted.

    ``[skydd.<id>]`` may only be stricter than the package: a higher ``minst``, fewer ``decimaler``. An ``[[undantag]]``
    lowers ``minst``, never below the policy's floor, and says why, and who (a role) decided it and when.
    """
    stricter = dict(_read_stricter(file.optional_table("skydd")))
    exceptions = tuple(one for table in file.tables("undantag") for one in _read_exception(table, taken))
    _check_once(file, stricter, exceptions)
    return Protection(tuple(_changed(stricter, exceptions)), exceptions)


def _read_stricter(policies: Settings) -> Iterator[tuple[str, Policy]]:
    for ident in policies.keys:
        table = policies.optional_table(ident)
        table.where = f"{policies.where.removesuffix(']')}.{ident}]"
        policy = _policy(ident, table)
        if policy:
            least = _numbers(table.optional_table("minst"), partial(_least_fault, policy))
            decimals = _numbers(table.optional_table("decimaler"), partial(_decimals_fault, policy))
            table.close()
            yield ident, replace(policy, least={**policy.least, **least}, decimals={**policy.decimals, **decimals})


def _read_exception(table: Settings, taken: date) -> Iterator[PolicyException]:
    policy = _policy(table.text("skydd"), table)
    reason, role = _text(table, "skal", _reason_fault), _text(table, "beslutad_av", role_fault)
    day = past_day(table, "beslutad_den", taken)
    numbers = table.optional_table("minst")
    if not numbers.keys:
        table.fault("minst saknas", "till exempel minst = { medel = 5 }", "Lägg till det.")
    table.close()
    if policy:
        for statistic, number in _numbers(numbers, partial(_lowered_fault, policy)).items():
            yield PolicyException(policy.id, statistic, number, policy.least[statistic], reason, role, day)


def _text(table: Settings, key: str, fault_of: Callable[[str], Fault | None]) -> str:
    text = one_line(table.text(key))
    if text and (fault := fault_of(text)):
        table.fault(f"{key}: {fault.found}", *fault[1:])
    return text


def _reason_fault(text: str) -> Fault | None:
    if len(text) > LONGEST_REASON:
        return _TOO_LONG
    if len(text) < SHORTEST_REASON:
        return text_fault(text) or _NO_SENTENCE
    return text_fault(text) or (_NO_WORDS if len(_WORD.findall(text)) < FEWEST_WORDS else None)


def _numbers(table: Settings, fault_of: Callable[[Statistic, int], Fault | None]) -> dict[Statistic, int]:
    """Return the numbers that are right; the others, and what belongs to no statistic, are noted."""
    numbers = {statistic: table.optional(statistic, int) for statistic in Statistic}
    table.close()
    right = {}
    for statistic, number in numbers.items():
        if number is not None:
            if fault := fault_of(statistic, number):
                table.fault(*fault)
            else:
                right[statistic] = number
    return right


def _least_fault(policy: Policy, statistic: Statistic, number: int) -> Fault | None:
    usual, floor = policy.least[statistic], policy.floor[statistic]
    if number >= usual:
        return None
    way = f"Ett undantag, [[undantag]], får gå ner till {floor}." if floor < usual else _NO_EXCEPTION
    return Fault(f"{statistic} är {number}", f"minst {usual}", f"Här får skyddet bara skärpas. {way}")


def _decimals_fault(policy: Policy, statistic: Statistic, number: int) -> Fault | None:
    most = policy.decimals[statistic]
    if 0 <= number <= most:
        return None
    return Fault(f"{statistic} är {number}", f"0 till {most}" if most else "0", "Här får skyddet bara skärpas.")


def _lowered_fault(policy: Policy, statistic: Statistic, number: int) -> Fault | None:
    usual, floor = policy.least[statistic], policy.floor[statistic]
    if floor <= number < usual:
        return None
    if floor == usual:
        return Fault(f"{statistic} är {number}", f"minst {usual}", _NO_EXCEPTION)
    below = f"Inget undantag får gå under {floor}."
    above = f"{usual} gäller ändå; ett högre tal hör hemma i [skydd.{policy.id}]."
    return Fault(f"{statistic} är {number}", span(floor, usual - 1), below if number < floor else above)


def _policy(ident: str, table: Settings) -> Policy | None:
    """Return the policy that guards persons under an id, None after noting that there is none."""
    guarding = [one for one in catalog.policies() if one != OPEN_POLICY]
    if ident in guarding:
        return catalog.policy(ident)
    if ident == OPEN_POLICY:
        table.fault(f'"{ident}" går inte att ändra: uppgifterna är redan offentliga', ", ".join(guarding))
    elif ident.strip():
        table.fault(f'okänt skydd "{ident}"', ", ".join(guarding), "Rätta namnet.")
    return None


def _check_once(file: Settings, stricter: Mapping[str, Policy], exceptions: Iterable[PolicyException]) -> None:
    """Note what two exceptions lower, or what one lowers and ``[skydd]`` raises."""
    lowered = Counter((one.policy, one.statistic) for one in exceptions)
    for (ident, statistic), times in lowered.items():
        raised = ident in stricter and stricter[ident].least[statistic] > catalog.policy(ident).least[statistic]
        if times > 1 or raised:
            found = f"minst för {statistic} i {ident} står flera gånger i [skydd] och [[undantag]]"
            file.fault(found, "en gång", "Behåll det som gäller.")


def _changed(stricter: Mapping[str, Policy], exceptions: Iterable[PolicyException]) -> Iterator[Policy]:
    """Yield the policies that are not the package's own; an edition is pickled, so their numbers are plain dicts."""
    lowered: dict[str, dict[Statistic, int]] = {}
    for one in exceptions:
        lowered.setdefault(one.policy, {})[one.statistic] = one.least
    for ident, policy in catalog.policies().items():
        given = stricter.get(ident, policy)
        least = {**given.least, **lowered.get(ident, {})}
        own = replace(given, least=least, decimals=dict(given.decimals), floor=dict(given.floor))
        if own != policy:
            yield own
