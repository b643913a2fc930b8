"""The Swedish in and around an overview of areas and kommuner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oj_analys import catalog, swedish
from oj_analys.charts import alt, wording
from oj_analys.charts.absent import why_absent
from oj_analys.charts.table import Cell, Column, DataTable, count_cell
from oj_analys.domain import Area, Kommun, Position, Status

COUNTED = "Avslutat och gammalt räknas inte."
CLEAR = (Position.BATTRE, Position.SAMRE)
NOT_CLEAR = (Position.INGEN, Position.OSAKERT)

UNJUDGED = "·"

_CHANCE = "Enstaka tydliga skillnader kan ändå bero på slumpen."


@dataclass(frozen=True, slots=True)
class Counts:
    """The measures of one kommun in one area: by judgement, all with a value, and why others have none.

    ``figures`` are numbers and ``questions`` answered in words; ``years`` are the first and last of what is shown.
    """

    judged: tuple[tuple[Position, int], ...] = ()
    figures: int = 0
    questions: int = 0
    hidden: int = 0
    missing: int = 0
    reasons: tuple[Status, ...] = (Status.SAKNAS,)
    years: tuple[int, ...] = ()

    def count(self, position: Position) -> int:
        """Return how many measures are judged so."""
        return dict(self.judged).get(position, 0)

    def marks(self, positions: Sequence[Position]) -> str:
        """Write the marks of some judgements with their counts: ``+2 !1``."""
        known = catalog.labels().position
        found = [f"{known[one].mark}{swedish.number(self.count(one))}" for one in positions if self.count(one)]
        return swedish.NBSP.join(found)

    @property
    def shown(self) -> bool:
        """Whether anything has a value."""
        return bool(self.figures or self.questions)

    @property
    def instead(self) -> str:
        """What stands where nothing is judged: a dot, or the mark of why nothing has a value."""
        if self.shown:
            return UNJUDGED
        return wording.mark(Status.SEKRETESS if Status.SEKRETESS in self.reasons else self.reasons[0])


NOTHING = Counts()


@dataclass(frozen=True, slots=True)
class Overview:
    """Areas in the order of every report, kommuner in å ä ö order, and the counts of each pair."""

    areas: tuple[Area, ...]
    kommuner: tuple[Kommun, ...]
    rows: tuple[tuple[Counts, ...], ...]

    @property
    def some_unjudged(self) -> bool:
        """Whether somewhere nothing of what is shown is judged."""
        return any(cell.shown and not cell.marks((*CLEAR, *NOT_CLEAR)) for row in self.rows for cell in row)


def title(view: Overview) -> str:
    """Ask what the chart answers."""
    one = view.kommuner[0].name if len(view.kommuner) == 1 else "kommunerna"
    return f"Var står {one} mot riket, område för område?"


def subtitle(view: Overview) -> str:
    """Say what is counted and when it was measured."""
    years = _years([cell for row in view.rows for cell in row])
    return f"Antal mått. Det senaste värdet av varje mått räknas{f', {years}' if years else ''}."


def name(area: Area, cells: Sequence[Counts]) -> str:
    """Return what a row is called: the area and the years of its data."""
    years = _years(cells)
    return f"{area.name} ({years})" if years else area.name


def keys(view: Overview) -> tuple[tuple[str, str], ...]:
    """Return every mark in the picture with its words."""
    known = catalog.labels().position
    positions = [one for one in (*CLEAR, *NOT_CLEAR) if any(cell.count(one) for row in view.rows for cell in row)]
    some = ((UNJUDGED, "inget mått kan bedömas som bättre eller sämre"),) if view.some_unjudged else ()
    return (*((known[one].mark, known[one].text) for one in positions), *some)


def reading() -> str:
    """Explain how the chart is read."""
    clear = "Färgad ruta och fet stil: minst ett mått skiljer sig tydligt från riket."
    parts = (
        "Så läser du diagrammet: Varje rad är ett område och varje kolumn en kommun.",
        "Talet efter ett märke är antalet mått.",
        clear,
    )
    return " ".join(parts)


def below(view: Overview, source: str) -> tuple[str, ...]:
    """Return the notes under the chart, the source last."""
    absent = [
        (kommun.name, reason)
        for row in view.rows
        for kommun, cell in zip(view.kommuner, row, strict=True)
        if not cell.shown
        for reason in cell.reasons
    ]
    any_clear = any(cell.marks(CLEAR) for row in view.rows for cell in row)
    return (f"{COUNTED} {_CHANCE if any_clear else ''}".rstrip(), why_absent(absent), source)


def alt_text(view: Overview, marks: Sequence[str]) -> str:
    """Describe the chart: form, where every kommun has clear differences, and who has too few answers to judge."""
    where = swedish.counted(len(view.kommuner), "kommun", "kommuner")
    form = f"Matris med märken: mått mot riket i {swedish.counted(len(view.areas), 'område', 'områden')} och {where}"
    said = {
        kommun.name: [
            _clear(area, row[at]) for area, row in zip(view.areas, view.rows, strict=True) if row[at].marks(CLEAR)
        ]
        for at, kommun in enumerate(view.kommuner)
    }
    clear = [f"{who}: {swedish.join(words)}" for who, words in said.items() if words]
    return alt.sentences(form, [*clear, *_without(view)], marks)


def table(view: Overview) -> DataTable:
    """Return every count of every kommun and area."""
    known = catalog.labels()
    rows = tuple(
        (
            Cell(kommun.name),
            Cell(area.name),
            *(count_cell(number) for number in (cell.figures, *map(cell.count, (*CLEAR, *NOT_CLEAR)), cell.questions)),
            *(count_cell(number) for number in (cell.hidden, cell.missing)),
            Cell("; ".join(known.status[reason].text for reason in cell.reasons)),
        )
        for at, kommun in enumerate(view.kommuner)
        for area, cell in ((area, row[at]) for area, row in zip(view.areas, view.rows, strict=True))
    )
    titles = ("Mått", *(swedish.upper_first(known.position[one].text) for one in (*CLEAR, *NOT_CLEAR)), "Frågor")
    columns = (
        Column("Kommun"),
        Column("Område", width=2),
        *(Column(each, numeric=True) for each in (*titles, "Visas inte", "Saknas")),
        Column("Varför", width=2),
    )
    return DataTable(columns, rows, COUNTED)


def _without(view: Overview) -> list[str]:
    """Name the kommuner without clear differences; too few answers, or none to judge, never pass for no difference."""
    known = catalog.labels().position
    found: dict[str, list[str]] = {
        "inga tydliga skillnader": [],
        known[Position.OSAKERT].text: [],
        "inget mått kan bedömas": [],
    }
    level, few, silent = found.values()
    for kommun, *cells in zip(view.kommuner, *view.rows, strict=True):
        if any(cell.marks(CLEAR) for cell in cells):
            continue
        if any(cell.count(Position.INGEN) for cell in cells):
            level.append(kommun.name)
        else:
            (few if any(cell.count(Position.OSAKERT) for cell in cells) else silent).append(kommun.name)
    return [f"{words}: {swedish.join(names)}" for words, names in found.items() if names]


def _clear(area: Area, cell: Counts) -> str:
    known = catalog.labels().position
    said = [f"{swedish.number(cell.count(one))} {known[one].text}" for one in CLEAR if cell.count(one)]
    return f"{' och '.join(said)} i {swedish.lower_first(area.name)}"


def _years(cells: Sequence[Counts]) -> str:
    """Return the years of what is shown, empty where nothing is."""
    years = [str(year) for cell in cells for year in cell.years]
    return wording.years_said(years) if years else ""
