"""Which column of a survey export holds which statement: by the number in the heading, or by our own label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from oj_analys.catalog import answer_spelling
from oj_analys.domain import Item, Problem
from oj_analys.sources._cells import column_letters, listed
from oj_analys.sources._table import Column, Table
from oj_analys.swedish import counted

_NUMBERED = re.compile(
    r"""
    (?P<plain>\d{1,2}) (?: \s*[.):]+\s* (?P<text>.*) )?  # 1. 1) 1: Text
    | (?: Fråga\s* | [FQ] ) (?P<named>\d{1,2}) (?: [\s.):]+ (?P<words>.*) )?  # F1 Q1. Fråga 12: Text
    | Q\d+_ (?P<part>\d{1,2})  # Q1_1
    | [A-Z]\w*\[ (?:SQ)? 0* (?P<array>\d{1,2}) \]  # Q1[SQ001]
    """,
    re.VERBOSE | re.IGNORECASE,
)


def item_number(heading: str) -> int | None:
    """Return the number of the statement that a heading begins with or names, None if it has none.

    >>> [item_number(text) for text in ("1. Jag vet", "2)", "F3", "Q1_4", "Q1[SQ005]", "Fråga 12: Jag vet")]
    [1, 2, 3, 4, 5, 12]
    >>> item_number("2 år"), item_number("F100"), item_number("Q1_4_TEXT")
    (None, None, None)
    """
    match = _NUMBERED.fullmatch(heading)
    return int(next(digits for digits in match.group("plain", "named", "part", "array") if digits)) if match else None


def match_items(table: Table, items: Iterable[Item], used: Iterable[int]) -> Mapping[str, Column]:
    """Return the column of each item among those not used for something else.

    An item without a column, with two, or with one whose number and label name different items is a problem.
    """
    found = _found(table, {item.nr: item for item in items}, used)
    columns: dict[str, Column] = {}
    missing: list[str] = []
    for item in items:
        places = found.get(item.nr, [])
        if places:
            columns[item.id] = Column(places[0], f"fråga {item.nr} (kolumn {column_letters(places[0])})")
        if len(places) > 1:
            letters = listed([column_letters(place) for place in places])
            action = "Ta bort den ena, eller rätta rubrikerna."
            table.problems.append(
                Problem(table.where, f"fråga {item.nr} har flera kolumner ({letters})", "en kolumn", action)
            )
        missing += [] if places else [str(item.nr)]
    if missing:
        count = counted(len(missing), "fråga", "frågor")
        action = 'Låt rubriken börja med frågans nummer, till exempel "1." eller "F1".'
        table.problems.append(Problem(table.where, f"{count} har ingen kolumn ({listed(missing)})", "", action))
    return columns


def _found(table: Table, items: Mapping[int, Item], used: Iterable[int]) -> Mapping[int, list[int]]:
    labels = {answer_spelling(item.label): nr for nr, item in items.items()}
    found: dict[int, list[int]] = {}
    for place in sorted(set(range(len(table.headings))) - set(used)):
        heading = table.headings[place]
        nr, by_label = item_number(heading), labels.get(answer_spelling(_words(heading)))
        if nr in items and by_label not in (None, nr):
            action = "Rätta rubriken."
            told = f"numret i rubriken är {nr} men texten är den för fråga {by_label}"
            table.problems.append(Problem(f"{table.where}, kolumn {column_letters(place)}", told, "", action))
        chosen = nr if nr in items else by_label
        if chosen is not None:
            found.setdefault(chosen, []).append(place)
    return found


def _words(heading: str) -> str:
    match = _NUMBERED.fullmatch(heading)
    return match["text"] or match["words"] or "" if match else heading
