"""The Swedish in and around a matrix of the answers to one question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isnan

from oj_analys import swedish
from oj_analys.analysis.answers import yes_code
from oj_analys.charts import alt, notes, wording
from oj_analys.charts.absent import absent_words, why_absent
from oj_analys.charts.answer_signs import Sign, signs_of
from oj_analys.charts.frame import Cell as Figure
from oj_analys.charts.table import Cell, Column, DataTable
from oj_analys.domain import Kommun, Measure, last_year

_FEW = 3


@dataclass(frozen=True, slots=True)
class Answers:
    """One question: a row of cells per kommun in å ä ö order, a cell per period, oldest first."""

    measure: Measure
    periods: tuple[str, ...]
    kommuner: tuple[Kommun, ...]
    cells: tuple[tuple[Figure, ...], ...]

    @property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """What every kommun answered in every period, empty where there is no answer."""
        return tuple(
            tuple(
                "" if cell.value is None else wording.answer(self.measure, period, cell.value)
                for period, cell in zip(self.periods, row, strict=True)
            )
            for row in self.cells
        )

    @property
    def newest(self) -> tuple[str, ...]:
        """What every kommun answered in the newest period."""
        return tuple(words[-1] for words in self.words)

    @property
    def signs(self) -> tuple[tuple[Sign | None, ...], ...]:
        """The sign of every answer, None where there is none."""
        known = _signs(self)
        return tuple(tuple(known[word] if word else None for word in words) for words in self.words)

    @property
    def shown_signs(self) -> tuple[Sign, ...]:
        """The signs of the answers that somebody gave, in the order of the scale."""
        given = {word for words in self.words for word in words}
        return tuple(sign for word, sign in _signs(self).items() if word in given)

    @property
    def breaks(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """The places whose answers do not compare with those before, each with the years in which the scale changed."""
        years = [last_year(period) for period in self.periods]
        between = (
            (at, tuple(year for year in self.measure.breaks if earlier < year <= later))
            for at, (earlier, later) in enumerate(pairwise(years), 1)
        )
        return tuple((at, changed) for at, changed in between if changed)

    @property
    def absent(self) -> Iterator[tuple[int, int]]:
        """The places, by kommun and period, where there is no answer."""
        for at, row in enumerate(self.cells):
            for place, cell in enumerate(row):
                if cell.value is None:
                    yield at, place


def title(view: Answers) -> str:
    """Name the few kommuner that answer the full yes, or the few that do not; else ask what the chart answers."""
    when = swedish.period_text(view.periods[-1])
    said = {kommun.name: word for kommun, word in zip(view.kommuner, view.newest, strict=True) if word}
    if not said:
        return f"{view.measure.title}: inget svar {when}"
    finding = _agreed(view, said) or _divided(view, said)
    return f"{view.measure.title}: {finding} {when}" if finding else f"{view.measure.title}: vad svarar kommunerna?"


def subtitle(view: Answers) -> str:
    """Say what is shown and when."""
    return f"Kommunernas egna svar, {wording.years_said(view.periods)}."


def reading(view: Answers) -> str:
    """Explain how the chart is read."""
    scale = "Vid den streckade linjen ändrades svaren som går att välja." if view.breaks else ""
    parts = (
        "Så läser du diagrammet: Varje rad är en kommun och varje kolumn ett år.",
        "Bokstaven är kommunens svar, och ovanför rutorna står vad den betyder.",
        "Rutans färg hjälper bara ögat.",
        scale,
    )
    return " ".join(filter(None, parts))


def alt_text(view: Answers, marks: Sequence[str]) -> str:
    """Describe the chart: form, who answers what in the newest period, who has given several answers, breaks."""
    names = [kommun.name for kommun in view.kommuner]
    when = " till ".join(dict.fromkeys(swedish.period_text(view.periods[at]) for at in (0, -1)))
    where = swedish.counted(len(names), "kommun", "kommuner")
    form = f"Matris med ett svar per ruta: {view.measure.title} i {where}, {when}"
    newest = [word or absent_words(row[-1]) for word, row in zip(view.newest, view.cells, strict=True)]
    ordered = [sign.words for sign in view.shown_signs if sign.words in newest]
    groups = [
        f"{word}: {swedish.join(name for name, said in zip(names, newest, strict=True) if said == word)}"
        for word in dict.fromkeys([*ordered, *newest])
    ]
    several = [name for name, words in zip(names, view.words, strict=True) if len(set(filter(None, words))) > 1]
    changed = [f"olika svar under åren: {swedish.join(several)}"] if several else []
    lead = f"svar {swedish.period_text(view.periods[-1])}, {'; '.join(groups)}"
    return alt.sentences(form, [lead, *changed, *(break_words(years) for _, years in view.breaks)], marks)


def table(view: Answers) -> DataTable:
    """Return every kommun's answer in every period, or why there is none."""
    rows = tuple(
        (
            Cell(kommun.name),
            *(Cell(word or wording.no_value(cell.status)) for word, cell in zip(words, cells, strict=True)),
        )
        for kommun, words, cells in zip(view.kommuner, view.words, view.cells, strict=True)
    )
    columns = (Column("Kommun"), *(Column(swedish.period_text(period)) for period in view.periods))
    return DataTable(columns, rows, notes.reasons([cell for row in view.cells for cell in row]))


def quoted(word: str) -> str:
    """Return an answer as it stands in a sentence: in quotation marks if it is more than a word.

    >>> quoted("Ja"), quoted("Inom 20 min")
    ('Ja', '”Inom 20 min”')
    """
    return f"”{word}”" if " " in word else word


def break_words(years: Sequence[int]) -> str:
    """Say in which years the answers to choose from were changed."""
    return f"ändrad svarsskala {swedish.join(map(str, years))}"


def below(view: Answers, source: str) -> tuple[str, ...]:
    """Return the notes under the chart, the source last."""
    changed = swedish.join(str(year) for _, years in view.breaks for year in years) if view.breaks else ""
    scale = f"Svarsskalan ändrades {changed}. Svar före och efter går inte att jämföra." if changed else ""
    retired = f"Frågan avslutades {view.measure.retired}." if view.measure.retired else ""
    one = len(view.periods) == 1
    absent = [
        (
            view.kommuner[at].name if one else f"{view.kommuner[at].name} {swedish.period_text(view.periods[place])}",
            view.cells[at][place].status,
        )
        for at, place in view.absent
    ]
    return (scale, retired, why_absent(absent), source)


def _signs(view: Answers) -> Mapping[str, Sign]:
    """Return the signs of the newest scale's answers, then of those that only older scales have."""
    codings = [view.measure.coding(period) for period in reversed(view.periods)]
    labels = dict.fromkeys(label for coding in codings if coding for _, label in coding.labels)
    return signs_of(tuple(labels))


def _agreed(view: Answers, said: Mapping[str, str]) -> str:
    """Say what all answer alike, empty if they do not."""
    word, *others = dict.fromkeys(said.values())
    if others:
        return ""
    if len(view.kommuner) == 1:
        return f"{view.kommuner[0].name} svarar {quoted(word)}"
    return f"{_everyone(view, said)} svarar {quoted(word)}"


def _divided(view: Answers, said: Mapping[str, str]) -> str:
    """Name those that answer the full yes, or else those that do not, if they are few and the scale has a full yes."""
    period = view.periods[-1]
    code = yes_code(view.measure, period)
    if isnan(code):
        return ""
    yes = wording.answer(view.measure, period, code)
    those, others = [name for name in said if said[name] == yes], [name for name in said if said[name] != yes]
    if not those:
        return f"ingen kommun svarar {quoted(yes)}"
    if len(those) <= min(len(others), _FEW):
        return f"{swedish.join(those)} svarar {quoted(yes)}"
    return f"{_everyone(view, said)} utom {swedish.join(others)} svarar {quoted(yes)}" if len(others) <= _FEW else ""


def _everyone(view: Answers, said: Mapping[str, str]) -> str:
    return "alla" if len(said) == len(view.kommuner) else "alla som har svarat"
