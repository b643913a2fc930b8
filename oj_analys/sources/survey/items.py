"""Which column of a survey export holds which statement: by its number, by our own label or by the form's wording."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping

from oj_analys.catalog import answer_spelling
from oj_analys.domain import Item, Problem
from oj_analys.sources._cells import column_letters, listed
from oj_analys.sources._headings import Heading
from oj_analys.sources._table import Column, Table
from oj_analys.swedish import counted

_NUMBERED = re.compile(
    r"""
    (?: (?P<plain>\d{1,2}) (?: \s*[.):]+ | $ )  # 1. 1) 1: Text
      | (?: Fråga\s* | [FQ] ) (?P<named>\d{1,2}) (?: [\s.):–-]+ | $ )  # F1 Q1. Fråga 12: Text
      | [FQ]\d+_ (?P<part>\d{1,2}) (?: [\s.):–-]+ | $ )  # Q1_1 Q1_1. Text
      | [A-Z]\w*\[ (?:SQ)? 0* (?P<array>\d{1,2}) \] (?: [\s.):–-]+ | $ )  # Q1[SQ001] Q1[SQ001]. Text
    )
    \s* (?P<text>.*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DECLARE = "skriv under [fil.fragor] i underlag.toml vilken rubrik som är vilken fråga."

Places = dict[int, list[int]]  # the columns of a statement by its number


def item_number(heading: str) -> int | None:
    """Return the number of the statement that a heading begins with or names, None if it has none.

    >>> [item_number(text) for text in ("1. Jag vet", "2)", "F3", "Q1_4", "Q1[SQ005]", "Fråga 12: Jag vet")]
    [1, 2, 3, 4, 5, 12]
    >>> item_number("2 år"), item_number("F100"), item_number("Q1_4_TEXT")
    (None, None, None)
    """
    match = _NUMBERED.fullmatch(heading)
    return int(next(digits for digits in match.group("plain", "named", "part", "array") if digits)) if match else None


def match_items(
    table: Table, items: Iterable[Item], wording: Mapping[str, int], used: Iterable[int]
) -> Mapping[str, Column]:
    """Return the column of each item among those not used for something else.

    ``wording`` is the number of an item by a heading of the form's own, or by a question that the file keeps: it goes
    before what the headings say of themselves. An item without a column, with two, or with one whose number and label
    name different items is a problem.
    """
    known = {item.nr: item for item in items}
    free = sorted(set(range(len(table.headings))) - set(used))
    declared = _declared(table, wording, free)
    taken = {place for places in declared.values() for place in places}
    found = _guessed(table, known, [place for place in free if place not in taken]) | declared
    table.problems.extend(_count_problems(table.where, sorted(known), found))
    return {
        item.id: Column(places[0], f"fråga {item.nr} (kolumn {column_letters(places[0])})")
        for item in known.values()
        if (places := found.get(item.nr))
    }


def beyond(table: Table, items: Iterable[Item], places: Iterable[int]) -> Mapping[int, int]:
    """Return the number of those columns, by place, that have one which no item has."""
    known, shared = {item.nr for item in items}, _shared(table)
    numbers = {place: _number(table.heads[place], shared) for place in places}
    return {place: nr for place, nr in numbers.items() if nr is not None and nr not in known}


def _number(head: Heading, shared: Container[str]) -> int | None:
    """Return the number of the statement that a column's heading names, None if it names none.

    The lowest text goes first, what the file says beside the heading last. A text that is ``shared`` stands over
    several columns: its number is that of a group of statements.
    """
    above = (part for part in reversed(head.parts[:-1]) if part not in shared)
    numbers = (item_number(text) for text in (*head.parts[-1:], *above, *head.notes))
    return next((number for number in numbers if number is not None), None)


def _shared(table: Table) -> Container[str]:
    """Return the texts that stand over several columns of a table."""
    times = Counter(part for head in table.heads for part in head.parts[:-1])
    return {part for part, count in times.items() if count > 1}


def _declared(table: Table, wording: Mapping[str, int], free: Iterable[int]) -> Places:
    found: dict[int, list[int]] = {}
    met: set[str] = set()
    for place in free:
        names = [name for text in table.heads[place].names if (name := answer_spelling(text)) in wording]
        met.update(names)
        if names:
            found.setdefault(wording[names[0]], []).append(place)
    for heading in (heading for heading in wording if heading not in met):
        action = "Rätta [fil.fragor] i underlag.toml."
        table.problems.append(Problem(table.where, f'ingen kolumn har rubriken "{heading}"', "", action))
    return found


def _guessed(table: Table, items: Mapping[int, Item], free: Iterable[int]) -> Places:
    labels = {answer_spelling(item.label): nr for nr, item in items.items()}
    shared = _shared(table)
    found: dict[int, list[int]] = {}
    for place in free:
        head = table.heads[place]
        nr, by_label = _number(head, shared), _labelled(head, labels)
        if nr in items and by_label not in (None, nr):
            told = f"numret i rubriken är {nr} men texten är den för fråga {by_label}"
            where = f"{table.where}, kolumn {column_letters(place)}"
            table.problems.append(Problem(where, told, "", f"Rätta rubriken, eller {_DECLARE}"))
        chosen = nr if nr in items else by_label
        if chosen is not None:
            found.setdefault(chosen, []).append(place)
    return found


def _labelled(head: Heading, labels: Mapping[str, int]) -> int | None:
    return next((nr for text in head.names if (nr := labels.get(answer_spelling(_words(text)))) is not None), None)


def _words(heading: str) -> str:
    match = _NUMBERED.fullmatch(heading)
    return match["text"] if match else heading


def _count_problems(where: str, numbers: Iterable[int], found: Places) -> Iterator[Problem]:
    """Yield a problem for each statement with several columns, and one for all those without."""
    for nr in numbers:
        letters = [column_letters(place) for place in found.get(nr, ())]
        if len(letters) > 1:
            told = f"fråga {nr} har flera kolumner ({listed(letters)})"
            yield Problem(where, told, "en kolumn", f"Ta bort den ena, eller {_DECLARE}")
    if missing := [str(nr) for nr in numbers if nr not in found]:
        action = f'Låt rubriken börja med frågans nummer, till exempel "1." eller "F1", eller {_DECLARE}'
        told = f"{counted(len(missing), 'fråga', 'frågor')} har ingen kolumn ({listed(missing)})"
        yield Problem(where, told, "", action)
