"""Checks of what an interview tells, written as sums that are compared: ``licence = 0 och car = 1``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from oj_analys.catalog.instrument.confirmation import read_confirmed
from oj_analys.catalog.instrument.scale import check_once
from oj_analys.catalog.toml_table import Table
from oj_analys.domain import Check, Comparison, Severity

AND = " och "

_COMPARED = re.compile(r"([^<>=]+)(<=|>=|=|<|>)([^<>=]+)")
_TERM = re.compile(r"\s*([+-])\s*(?:(?P<number>\d{1,7})|(?P<name>[a-z]\w*))\s*", re.ASCII)
_FORM = 'till exempel "licence = 0 och car = 1" eller "a + b > 30"'


@dataclass(frozen=True, slots=True)
class Checks:
    """The checks of an interview form; ``confirmed`` when every one is."""

    all: tuple[Check, ...]
    confirmed: bool


def read_checks(file: Table, variables: Collection[str]) -> Checks:
    """Return the checks of ``[[kontroll]]``, each about variables that the form has."""
    read = [_read_check(table, variables) for table in file.tables("kontroll")]
    check_once(file, "kontrollen", (check.id for check, _ in read))
    return Checks(tuple(check for check, _ in read), all(confirmed for _, confirmed in read))


def _read_check(table: Table, variables: Collection[str]) -> tuple[Check, bool]:
    severity = table.choice("allvar", tuple(Severity)) or Severity.REVIEW
    cases = tuple(tuple(_read_case(table, case)) for case in table.items("fall", str))
    check = Check(
        id=table.text("id"),
        nr=table.need("nr", int),
        text=table.text("text"),
        severity=severity,
        cases=cases,
        rejects=table.text("avvisar") if severity is Severity.REJECT else "",
    )
    confirmed = read_confirmed(table)
    table.close()
    if not cases:
        table.fault("kontrollen har inga fall", 'minst ett i listan "fall"')
    named = {name for case in cases for one in case for name, _ in one.factors} | {check.rejects} - {""}
    for name in sorted(named - set(variables)):
        table.fault(f'okänd variabel "{name}"', "formulärets variabler", "Rätta namnet.")
    return check, confirmed


def _read_case(table: Table, case: str) -> Iterator[Comparison]:
    for text in case.split(AND):
        comparison = compared(text)
        if comparison is None:
            table.fault(f'fallet "{case}" går inte att läsa', _FORM)
        else:
            yield comparison


def compared(text: str) -> Comparison | None:
    """Return a comparison, None if the text is none.

    >>> compared("a + b > 30")
    Comparison(factors=(('a', 1), ('b', 1)), constant=-30, sign='>')
    >>> compared("a >= b - 18").factors, compared("a is 3")
    ((('a', 1), ('b', -1)), None)
    """
    found = _COMPARED.fullmatch(text)
    if found is None:
        return None
    left, sign, right = found.groups()
    terms = [*_terms(left, 1), *_terms(right, -1)]
    if None in terms:
        return None
    factors: Counter[str] = Counter()
    for name, factor in filter(None, terms):
        factors[name] += factor
    return Comparison(tuple((name, factor) for name, factor in factors.items() if name), factors[""], sign)


def _terms(text: str, side: int) -> Iterator[tuple[str, int] | None]:
    """Yield each term of a sum as a name (empty for a number) and its factor, None for what is no term."""
    rest = text.strip() if text.strip().startswith(("+", "-")) else f"+{text}"
    while rest:
        term = _TERM.match(rest)
        if term is None:
            yield None
            return
        factor = side if term[1] == "+" else -side
        yield (term["name"], factor) if term["name"] else ("", factor * int(term["number"]))
        rest = rest[term.end() :]
