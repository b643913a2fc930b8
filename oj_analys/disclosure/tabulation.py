"""From rows to tables: one per measure, denominator and period, and one per rest of a whole."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from oj_analys.disclosure.guard import PERCENT
from oj_analys.disclosure.row import Row
from oj_analys.disclosure.structure import Line, Star
from oj_analys.disclosure.table import DOWN, UP, Table
from oj_analys.domain import DataError, Problem, Status
from oj_analys.swedish import counted

REST = "resten"
"""The block of what is left of a whole when a part of it is taken away; never printed, but anyone can subtract."""

_Key = tuple[str, str, str]


def tabulate(rows: Iterable[Row], stars: Sequence[Star]) -> tuple[Table, ...]:
    """Return the tables of a population in the order of their names, the rests of wholes among them.

    Figures of nobody knows how many persons, and parts whose whole has no figure, are withheld in their table.

    Raises:
        DataError: where parts are more than what they are parts of; all such places at once, with the difference.
    """
    grouped: dict[_Key, list[Row]] = {}
    for row in rows:
        grouped.setdefault((row.guard.measure, row.block, row.period), []).append(row)
    tables = {key: table_of(found) for key, found in grouped.items()}
    problems = [problem for key in sorted(tables) for problem in _overfull(tables[key], stars)]
    for (measure, block, period), found in sorted(grouped.items()):
        if of := found[0].guard.part_of:
            part, whole = tables[measure, block, period], tables.get((of, block, period))
            rest = _rest(part, {} if whole is None else whole.sizes)
            problems += [_too_large(part, of, line, -size) for line, size in sorted(rest.sizes.items()) if size < 0]
            lost = part.sizes.keys() - rest.sizes.keys()
            tables[measure, block, period] = replace(part, withheld=part.withheld | lost)
            tables[measure, REST, period] = _even(rest, stars)
    if problems:
        raise DataError(problems)
    return tuple(tables[key] for key in sorted(tables))


def is_blind(row: Row) -> bool:
    """Say whether nobody knows how many persons a value is of."""
    return row.has_figure and (math.isnan(row.size) or (row.size <= 0 and not row.guard.is_count))


def table_of(rows: Sequence[Row]) -> Table:
    """Return the table of rows of one measure, denominator and period."""
    guard, first = rows[0].guard, rows[0]
    blind = frozenset(row.line for row in rows if row.status == Status.SEKRETESS or is_blind(row))
    sizes: dict[Line, float] = {}
    parts: dict[Line, dict[str, float]] = {}
    bands: dict[Line, tuple[float, float]] = {}
    for row in rows:
        if row.has_figure and row.line not in blind:
            sizes[row.line] = min(row.size, sizes.get(row.line, math.inf))
            parts.setdefault(row.line, {}).update(_parts(row))
            if row.band is not None:
                bands[row.line] = row.band
    return Table(
        measure=guard.measure,
        block=first.block,
        period=first.period,
        least=guard.least,
        share=_share(rows),
        cell_least=guard.cell_least,
        insiders=guard.policy.insiders,
        width=0.0 if first.block else guard.vagueness,
        places={} if first.block else _places(rows),
        sizes=sizes,
        parts=parts,
        bands=bands,
        withheld=blind,
    )


def _places(rows: Sequence[Row]) -> dict[str, float]:
    """Return where on its scale each answer lies, nothing of what is no answer to a questionnaire."""
    if (scale := rows[0].guard.scale) is None:
        return {}
    low, high = scale
    answers = sorted({row.answer for row in rows if row.answer})
    return {answer: (float(answer) - low) / (high - low) for answer in answers}


def _parts(row: Row) -> dict[str, float]:
    """Return how the answers divide; a mean as if everyone had answered at one end of the scale or the other."""
    if row.guard.is_count:
        return {}
    if row.answer:
        return {row.answer: row.n * row.value / 100 if math.isnan(row.count) else row.count}
    if row.guard.ends is None:
        return {}
    low, high = row.guard.ends
    upper = row.n * (row.value - low) / (high - low)
    return {UP: upper, DOWN: row.n - upper}


def _share(rows: Sequence[Row]) -> float:
    """Return how large a part may be before the figure prints as if everyone had answered alike."""
    guard = rows[0].guard
    low, high = PERCENT if guard.ends is None else guard.ends
    return 1 - 0.5 * 10.0**-guard.decimals / (high - low)


def _rest(part: Table, whole: Mapping[Line, float]) -> Table:
    sizes = {line: whole[line] - size for line, size in part.sizes.items() if line in whole}
    return Table(
        part.measure,
        REST,
        part.period,
        part.least,
        cell_least=part.cell_least,
        insiders=part.insiders,
        sizes=sizes,
    )


def _even(rest: Table, stars: Sequence[Star]) -> Table:
    """Leave out totals that some kommun has only the part or only the whole of: their rest is nobody's."""
    uneven = {star.root for star in stars if any(rest.excess(star, family) for family in star.families)}
    return replace(rest, sizes={line: size for line, size in rest.sizes.items() if line not in uneven})


def _overfull(table: Table, stars: Sequence[Star]) -> Iterator[Problem]:
    for star in stars:
        for family in star.families:
            if over := table.excess(star, family):
                what = " och ".join(family[0].dimensions) or "kommun"
                where = f"{table.measure} {table.period} för {star.root.unit}, uppdelat på {what}"
                found = f"delarna är tillsammans {_persons(over)} fler än helheten"
                action = "Rätta underlaget, eller ta bort den uppdelning som är fel."
                yield Problem(where, found, "högst lika många", action)


def _too_large(part: Table, whole: str, line: Line, over: float) -> Problem:
    where = f"{part.measure} {part.period} för {line.unit}"
    found = f"antalet är {_persons(over)} större än {whole}, som det är en del av"
    return Problem(where, found, "högst lika stort", "Rätta underlaget.")


def _persons(number: float) -> str:
    return counted(round(number), "person", "personer")
