"""The columns of values of a workbook that nobody has described: what each seems to hold, as ``[[blad.matt]]``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from oj_analys import catalog
from oj_analys.catalog import answer_spelling
from oj_analys.domain import Measure
from oj_analys.sources import _cells
from oj_analys.sources._cells import Cell
from oj_analys.sources.proposal.kinds import nyckeltal
from oj_analys.sources.proposal.toml import blank, commented, setting, unsure

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"^(?:Ind\.? ?|[A-Z])\d+[.:]? +", re.IGNORECASE)
_ANSWERS = re.compile(r"antal (?:svar|svarande)\w*", re.IGNORECASE)
_SEX_OF = {"kvinnor": "K", "kvinna": "K", "män": "M", "man": "M"}


@dataclass(frozen=True, slots=True)
class ProposedColumn:
    """A column of values: the heading that points it out, all that stands above it, and what it seems to hold.

    ``texts`` are what stands above, the lowest first. ``count`` is the heading of the column with the number of
    answers; ``why`` says why the measure is only a guess.
    """

    heading: str
    texts: tuple[str, ...]
    cells: tuple[Cell, ...] = field(repr=False)
    count: str = ""
    measure: Measure | None = None
    why: str = ""

    @property
    def is_count(self) -> bool:
        """Whether the column holds the number of answers behind the one before it."""
        return any(map(_ANSWERS.search, self.texts))

    @property
    def numbers(self) -> int:
        """How many of the cells are numbers."""
        return sum(_cells.number(cell) is not None for cell in self.cells)

    @property
    def is_text(self) -> bool:
        """Whether the column holds neither numbers nor answers."""
        return not self.numbers and not any(_cells.text(cell).casefold() in _answers() for cell in self.cells)

    def is_told(self, by_row: Collection[str]) -> bool:
        """Say whether it is known what the column holds: it is told above it, or (``kolumn_matt``) by the rows."""
        return self.measure is not None or ("kolumn_matt" in by_row and not self.is_text)


def told_columns(columns: list[ProposedColumn], known: Mapping[str, str]) -> Iterator[ProposedColumn]:
    """Yield the columns of values with their measures, and with the column of answers that follows if one does.

    ``known`` is the id of a measure by a heading of earlier layouts.
    """
    for column, after in zip(columns, (*columns[1:], None), strict=True):
        if not column.is_count:
            measure, why = _measure(column, known)
            count = after.heading if after and after.is_count else ""
            yield replace(column, count=count, measure=measure, why=why)


def column_lines(column: ProposedColumn, by_row: Collection[str], published: str) -> list[str]:
    """Return the ``[[blad.matt]]`` of a column, commented out if its measure is unknown.

    ``by_row`` are the keys (``kolumn_matt`` …) of what the rows say themselves.
    """
    if column.is_text and not column.measure:
        return [f'# Kolumnen "{column.heading}" läses inte: den har varken tal eller svar.']
    lines = ["[[blad.matt]]", setting("kolumn", column.heading)]
    if "kolumn_matt" not in by_row:
        lines.append(_measure_line(column))
    if "kolumn_period" not in by_row:
        lines.append(_period_line(column, published))
    lines += [*_sex_lines(column), *_count_lines(column), *_code_lines(column, by_row)]
    if column.is_told(by_row):
        return lines
    action = "Ta bort # på raderna här under och fyll i dem om den ska läsas."
    return [unsure(f'kolumnen "{column.heading}" läses inte. {action}'), *commented(lines)]


def _measure(column: ProposedColumn, known: Mapping[str, str]) -> tuple[Measure | None, str]:
    if measure := next(filter(None, map(nyckeltal, column.texts)), None):
        return measure, ""
    if titled := next(filter(None, map(_titled, column.texts)), None):
        return titled, "måttets titel står vid kolumnen"
    earlier = next(filter(None, (nyckeltal(known.get(text, "")) for text in (column.heading, *column.texts))), None)
    return earlier, "samma rubrik i en tidigare layout" if earlier else ""


def _titled(text: str) -> Measure | None:
    """Return the measure that has a text as its title, with or without the indicator's number before it."""
    return _titles().get(answer_spelling(_NUMBER.sub("", text)))


def _measure_line(column: ProposedColumn) -> str:
    if column.measure:
        return setting("matt", column.measure.source_id, column.why)
    more = [text for text in column.texts if text not in column.heading]
    above = f"över kolumnen står {', '.join(more)}" if more else ""
    return blank("matt", "måttets id, till exempel U21468", above)


def _period_line(column: ProposedColumn, published: str) -> str:
    years = next(filter(None, (set(_YEAR.findall(text)) for text in column.texts)), set[str]())
    if len(years) == 1:
        return setting("period", years.pop(), "året står i rubriken")
    guess = f"filnamnet säger att filen är publicerad {published}" if published else ""
    return blank("period", 'det år som mättes, till exempel "2024"', guess)


def _sex_lines(column: ProposedColumn) -> Iterator[str]:
    sex = _sex(column)
    if sex and (column.measure is None or column.measure.by_sex):
        yield setting("kon", sex)


def _count_lines(column: ProposedColumn) -> Iterator[str]:
    if column.count:
        yield setting("kolumn_n", column.count, "antalet svar bakom kolumnen före")
    elif column.measure and column.measure.n_in_workbook and not _sex(column):
        yield unsure(f"kolumn_n behövs: rubriken på kolumnen med antalet svar för {column.measure.source_id}")


def _code_lines(column: ProposedColumn, by_row: Collection[str]) -> Iterator[str]:
    """Yield that answers stand as numbers: they do in the column, or may in rows that each have their measure."""
    if "kolumn_matt" in by_row:
        yield setting("varden", "kod")
    elif column.measure and column.measure.kind.is_answer and 2 * column.numbers > len(column.cells):
        yield setting("varden", "kod", "svaren står som tal")


def _sex(column: ProposedColumn) -> str:
    words = {word for text in column.texts for word in re.findall(r"\w+", text.casefold())}
    sexes = {_SEX_OF[word] for word in words & _SEX_OF.keys()}
    return sexes.pop() if len(sexes) == 1 else ""


@cache
def _answers() -> frozenset[str]:
    """Return the words of all answers, in lower case."""
    codings = (coding for measure in catalog.measures().values() for coding in measure.codings)
    return frozenset(label.casefold() for coding in codings for _, label in coding.labels)


@cache
def _titles() -> Mapping[str, Measure]:
    """Return the measures by title, those left out that share one."""
    named = {answer_spelling(measure.title): measure for measure in catalog.measures().values()}
    times = Counter(answer_spelling(measure.title) for measure in catalog.measures().values())
    return {title: measure for title, measure in named.items() if times[title] == 1}
