"""Which columns of a sheet the headers of its layout point out, and in which row they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from oj_analys.domain import Problem
from oj_analys.sources._cells import column_letters, listed
from oj_analys.sources._headings import BETWEEN, Heading
from oj_analys.swedish import join

SEARCHED_ROWS = 60

_NUMBERED = re.compile(r"([^\W\d_]+\.? ?\d+)(?![\w]|[.,:/–-]\d)")  # 2–4 is about others too
_TITLE = re.compile(r"(?:Ind\.? ?|[A-Z])\d+\b(?:\W+\w+){5,}")
_MEND = "Rätta rubrikrad eller kolumn i layoutfilen."

Places = Mapping[str, Sequence[int]]
Namer = Callable[[Heading], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Matched:
    """The column of each header that is found once, and the columns of those that are found several times."""

    row: int
    columns: Mapping[str, int]
    several: Mapping[str, Sequence[int]]

    def missing(self, headers: Iterable[str]) -> list[str]:
        """Return the headers that are not found."""
        return [header for header in headers if header not in self.columns and header not in self.several]

    def problems(self, where: str, headers: Sequence[str], headings: Sequence[Heading]) -> list[Problem]:
        """Return what is wrong with the headings of this row, if anything is."""
        return [*self._missing(where, headers, headings), *self._several(where), *self._shared(where)]

    def _missing(self, where: str, headers: Sequence[str], headings: Sequence[Heading]) -> Iterator[Problem]:
        if missing := self.missing(headers):
            present = ", ".join(f'"{heading.text}"' for heading in headings if heading.text) or "inga rubriker"
            yield Problem(where, f"rubrikraden saknar {_quoted(missing)}", "", f"På raden står: {present}. {_MEND}")

    def _several(self, where: str) -> Iterator[Problem]:
        for header, places in self.several.items():
            found = f'rubrikraden har "{header}" flera gånger (kolumn {join(map(column_letters, places))})'
            yield Problem(where, found, "en gång", "Skriv hela rubriken i layoutfilen, eller gör rubrikerna olika.")

    def _shared(self, where: str) -> Iterator[Problem]:
        times = Counter(self.columns.values())
        for place in (place for place, count in times.items() if count > 1):
            headers = [header for header, column in self.columns.items() if column == place]
            found = f"{_quoted(headers)} pekar ut samma kolumn ({column_letters(place)})"
            yield Problem(where, found, "var sin", "Skriv hela rubrikerna i layoutfilen.")


def untitled(heading: Heading) -> str:
    """Return what stands above a column but for what an indicator asks, which may mention anything.

    >>> untitled(Heading(("Personal", "Ind 12 Rutin för att inte röja skyddade personuppgifter")))
    'Personal'
    >>> untitled(Heading(("Skyddade personuppgifter",)))
    'Skyddade personuppgifter'
    """
    return BETWEEN.join(part for part in heading.parts if not _TITLE.match(part))


def match_headers(row: int, headers: Iterable[str], headings: Sequence[Heading]) -> Matched:
    """Return where the headers stand in a row of headings (1 = first of the sheet).

    A header is first looked for as all that stands above a column (``Hemtjänst / Ind 2``), then as its lowest part, and
    then as the number that a heading begins with: ``Ind 2`` is ``Ind 2. Andel nöjda`` and never ``Ind 20``. A column
    that one header names is no other's.
    """
    columns: dict[str, int] = {}
    several: dict[str, Sequence[int]] = {}
    claimed: set[int] = set()
    for places in (_places(_whole, headings), _places(_lowest, headings), _places(_numbers, headings)):
        for header in (one for one in headers if one not in columns and one not in several):
            free = [place for place in places.get(header, ()) if place not in claimed]
            if len(free) == 1:
                columns[header] = free[0]
            elif free:
                several[header] = free
        claimed = {*columns.values(), *(place for some in several.values() for place in some)}
    return Matched(row, columns, several)


def choose_row(where: str, headers: Sequence[str], tried: Sequence[Matched]) -> Matched | Problem:
    """Return the one row of those tried that has all headers, or what is wrong if none or several have."""
    whole = [one for one in tried if not one.missing(headers)]
    if len(whole) == 1:
        return whole[0]
    if whole:
        rows = join(str(one.row) for one in whole)
        return Problem(where, f"raderna {rows} har alla rubriker", "en rad", "Ange rubrikrad i layoutfilen.")
    best = min(tried, key=lambda one: len(one.missing(headers)), default=Matched(1, {}, {}))
    missing = best.missing(headers)
    if len(missing) == len(headers):
        found = f"ingen av bladets första {SEARCHED_ROWS} rader har någon av rubrikerna {_quoted(headers)}"
        return Problem(where, found, "", _MEND)
    found = f"ingen rad har alla rubriker; rad {best.row} har {len(headers) - len(missing)} av {len(headers)}"
    elsewhere = listed([f'"{header}" {_rows_of(header, headers, tried)}' for header in missing])
    return Problem(where, f"{found}, övriga: {elsewhere}", "", _MEND)


def _rows_of(header: str, headers: Sequence[str], tried: Iterable[Matched]) -> str:
    rows = [str(one.row) for one in tried if header not in one.missing(headers)]
    return f"finns på rad {listed(rows)}" if rows else "finns ingenstans"


def _places(names: Namer, headings: Iterable[Heading]) -> Places:
    found: dict[str, list[int]] = {}
    for place, heading in enumerate(headings):
        for name in dict.fromkeys(names(heading)):
            found.setdefault(name, []).append(place)
    return found


def _whole(heading: Heading) -> Iterator[str]:
    yield from filter(None, (heading.text,))


def _lowest(heading: Heading) -> Iterator[str]:
    for first in range(1, len(heading.parts)):
        yield BETWEEN.join(heading.parts[first:])


def _numbers(heading: Heading) -> Iterator[str]:
    parts = [match[1] if (match := _NUMBERED.match(part)) else part for part in heading.parts]
    for first in range(len(parts)):
        yield BETWEEN.join(parts[first:])


def _quoted(headers: Sequence[str]) -> str:
    return listed([f'"{header}"' for header in headers])
