"""The Swedish in and around a matrix of the newest answers to several questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from oj_analys import catalog, swedish
from oj_analys.charts import alt, notes, wording
from oj_analys.charts.absent import absent_words, why_absent
from oj_analys.charts.answer_signs import Sign, is_plain, signs_of
from oj_analys.charts.frame import Cell as Figure
from oj_analys.charts.table import Cell, Column, DataTable
from oj_analys.domain import Direction, Kommun, Measure, period_order


@dataclass(frozen=True, slots=True)
class Question:
    """One question in its newest period: a cell per kommun."""

    measure: Measure
    period: str
    cells: tuple[Figure, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """What every kommun answered, empty where there is no answer."""
        return tuple(
            "" if cell.value is None else wording.answer(self.measure, self.period, cell.value) for cell in self.cells
        )

    @property
    def signs(self) -> tuple[Sign | None, ...]:
        """The sign of every answer, None where there is none."""
        known = self._known
        return tuple(known[word] if word else None for word in self.words)

    @property
    def given(self) -> tuple[Sign, ...]:
        """The signs of the answers that somebody gave, in the order of the scale."""
        words = set(self.words)
        return tuple(sign for word, sign in self._known.items() if word in words)

    @property
    def plain(self) -> bool:
        """Whether its letters mean the same as those of other questions."""
        return is_plain(self._known)

    @property
    def _known(self) -> Mapping[str, Sign]:
        coding = self.measure.coding(self.period)
        return signs_of(tuple(label for _, label in coding.labels) if coding else ())


@dataclass(frozen=True, slots=True)
class Questions:
    """Some questions in the order asked for, kommuner in å ä ö order."""

    kommuner: tuple[Kommun, ...]
    rows: tuple[Question, ...]

    @property
    def shared_signs(self) -> tuple[Sign, ...]:
        """The signs whose letters mean the same in every row, from the fullest yes to the plainest no."""
        order = ("J", "(J)", "D", "(N)", "N")
        found = [sign for row in self.rows if row.plain for sign in row.given]
        return tuple(sorted(found, key=lambda sign: order.index(sign.letter)))

    @property
    def newest(self) -> str:
        """The newest period of any question."""
        return max((row.period for row in self.rows), key=period_order)

    def name(self, row: Question) -> str:
        """Return what a row is called: with its period if that is not the newest."""
        when = "" if row.period == self.newest else f" ({swedish.period_text(row.period)})"
        return f"{row.measure.title}{when}"


def title(view: Questions) -> str:
    """Ask what the chart answers, of an area if all questions belong to it."""
    areas = {row.measure.area for row in view.rows}
    if len(view.rows) == 1:
        return f"{view.rows[0].measure.title}: vem kan vi fråga?"
    return f"{catalog.area(areas.pop()).name}: vem kan vi fråga?" if len(areas) == 1 else "Vem kan vi fråga?"


def subtitle(view: Questions) -> str:
    """Say what is shown and when."""
    others = " Är svaren från ett annat år står det vid frågan." if len({row.period for row in view.rows}) > 1 else ""
    return f"Kommunernas senaste svar, {swedish.period_text(view.newest)}.{others}"


def reading(view: Questions) -> str:
    """Explain how the chart is read, and that those who answer yes can tell how they do where yes is good."""
    ask = all(row.measure.direction is Direction.UP and row.plain for row in view.rows)
    parts = (
        "Så läser du diagrammet: Varje rad är en fråga och varje kolumn en kommun.",
        "Bokstaven är kommunens svar, och förklaringen står ovanför eller under rutorna.",
        "Rutans färg hjälper bara ögat.",
        "De som svarar Ja kan berätta hur de gör." if ask else "",
    )
    return " ".join(filter(None, parts))


def alt_text(view: Questions, marks: Sequence[str]) -> str:
    """Describe the chart: form, and for each question who answers what and who has no answer."""
    where = swedish.counted(len(view.kommuner), "kommun", "kommuner")
    form = f"Matris med ett svar per ruta: {swedish.counted(len(view.rows), 'fråga', 'frågor')} i {where}"
    return alt.sentences(form, [_said(view, row) for row in view.rows], marks)


def table(view: Questions) -> DataTable:
    """Return every kommun's answer to every question, or why there is none."""
    rows = tuple(
        (
            Cell(row.measure.title),
            Cell(swedish.period_text(row.period)),
            *(Cell(word or wording.no_value(cell.status)) for word, cell in zip(row.words, row.cells, strict=True)),
        )
        for row in view.rows
    )
    columns = (Column("Fråga", width=2), Column("År"), *(Column(kommun.name) for kommun in view.kommuner))
    return DataTable(columns, rows, notes.reasons([cell for row in view.rows for cell in row.cells]))


def below(view: Questions, source: str) -> tuple[str, ...]:
    """Return the notes under the chart: the letters that one question has to itself, what is missing, the source."""
    own = [f"{row.measure.title}: {_letters(row)}." for row in view.rows if not row.plain and row.given]
    absent = [
        (kommun.name, cell.status)
        for row in view.rows
        for kommun, cell in zip(view.kommuner, row.cells, strict=True)
        if cell.value is None
    ]
    return (*own, *notes.retired([row.measure for row in view.rows]), why_absent(absent), source)


def _letters(row: Question) -> str:
    return ", ".join(f"{sign.letter} {sign.words}" for sign in row.given)


def _said(view: Questions, row: Question) -> str:
    """Say who answers what: ``Rutin 2025 – Ja: Krokom och Åre, Nej: Berg``."""
    words = [word or absent_words(cell) for word, cell in zip(row.words, row.cells, strict=True)]
    ordered = [sign.words for sign in row.given]
    names = [kommun.name for kommun in view.kommuner]
    groups = [
        f"{word}: {swedish.join(name for name, said in zip(names, words, strict=True) if said == word)}"
        for word in dict.fromkeys([*ordered, *words])
    ]
    lead = f"{row.measure.title} {swedish.period_text(row.period)} {swedish.DASH}"
    return f"{lead} {', '.join(groups)}"
