"""What the codes of an answer mean, period by period."""

from __future__ import annotations

import math
from itertools import pairwise

from oj_analys.catalog.toml_table import Table
from oj_analys.domain import Coding

FEWEST_ANSWERS = 2


def read_codings(measure: Table) -> tuple[Coding, ...]:
    """Return a measure's codings by period; they must follow on each other without overlap or gap."""
    codings = tuple(sorted((_read_coding(table) for table in measure.tables("kodning")), key=_start))
    for earlier, later in pairwise(codings):
        _check_meeting(measure, earlier, later)
    return codings


def scale_breaks(codings: tuple[Coding, ...]) -> tuple[int, ...]:
    """Return the first years of new answers; the same answers under new codes are no break.

    >>> yes_no = Coding(None, 2017, ((1, "Ja"), (0, "Nej")), 1)
    >>> scale_breaks((yes_no, Coding(2018, None, ((2, "Ja"), (1, "Delvis"), (0, "Nej")), 2)))
    (2018,)
    >>> scale_breaks((yes_no, Coding(2018, None, ((1, "Ja"), (2, "Nej")), 1)))
    ()
    """
    return tuple(
        later.first
        for earlier, later in pairwise(codings)
        if later.first is not None and _texts(earlier) != _texts(later)
    )


def _texts(coding: Coding) -> list[str]:
    return [text for _, text in coding.labels]


def _read_coding(table: Table) -> Coding:
    labels = _read_labels(table.table("svar"))
    coding = Coding(table.optional("fran", int), table.optional("till", int), labels, table.need("ja", float))
    table.close()
    if labels and not math.isnan(coding.yes) and coding.label(coding.yes) is None:
        table.fault(f'"ja" är {coding.yes:g}', ", ".join(f"{code:g}" for code, _ in labels))
    if _start(coding) > _end(coding):
        table.fault(f'"fran" {coding.first} är senare än "till" {coding.last}')
    return coding


def _read_labels(table: Table) -> tuple[tuple[float, str], ...]:
    labels = [(float(code), table.text(code)) for code in table.keys if _is_code(table, code)]
    if table.keys and len(labels) < FEWEST_ANSWERS:
        table.fault("bara ett svar", "minst två")
    texts = [text for _, text in labels]
    for text in dict.fromkeys(texts):
        if text and texts.count(text) > 1:
            table.fault(f'svaret "{text}" har flera koder', "en kod")
    return tuple(labels)


def _is_code(table: Table, code: str) -> bool:
    if not code.isdecimal():
        table.fault(f'koden är "{code}"', "ett heltal, till exempel 1")
    return code.isdecimal()


def _check_meeting(measure: Table, earlier: Coding, later: Coding) -> None:
    if _end(earlier) >= _start(later):
        years = f"till {earlier.last or 'nu'} och från {later.first or 'början'}"
        measure.fault(f"två kodningar överlappar ({years})", "en kodning per år", 'Se efter "fran" och "till".')
    elif _end(earlier) + 1 < _start(later):
        measure.fault(f"ingen kodning mellan {earlier.last} och {later.first}", "en kodning för varje år")


def _start(coding: Coding) -> float:
    return -math.inf if coding.first is None else coding.first


def _end(coding: Coding) -> float:
    return math.inf if coding.last is None else coding.last
