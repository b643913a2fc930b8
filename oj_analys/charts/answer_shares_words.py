"""The Swedish in and around how many kommuner answer the full yes, and the table that goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oj_analys import catalog, swedish
from oj_analys.charts import alt, notes, wording
from oj_analys.charts.absent import Absent, why_absent
from oj_analys.charts.frame import Cell as Figure
from oj_analys.charts.table import Cell, Column, DataTable, count_cell
from oj_analys.domain import Kommun, Measure, Reason, period_order

_MOST_NAMES = 4
_PLAIN_YES = "Ja"
_NOT_NATIONWIDE = "under I riket: andelen visas bara när källan har alla landets kommuner"
_APART = "Räknas inte"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: ``said`` of the ``of`` kommuner that have answered say the full yes, and ``riket`` percent there.

    ``share`` is the percent of these. ``absent`` are the kommuner without an answer, ``apart`` those where someone else
    runs what the question is about.
    """

    measure: Measure
    period: str
    said: int
    of: int
    share: float | None
    riket: float | None
    absent: tuple[tuple[Kommun, Figure], ...]
    apart: tuple[Kommun, ...]

    @property
    def yes(self) -> str:
        """The words of the full yes."""
        return wording.full_yes(self.measure, self.period)

    @property
    def counted(self) -> str:
        """How many say the full yes: ``6 av 8``, a dash where nobody has answered."""
        return f"{swedish.number(self.said)} av {swedish.number(self.of)}" if self.of else swedish.DASH

    @property
    def why(self) -> tuple[Absent, ...]:
        """Who has no answer, and why."""
        return tuple((kommun.name, cell.status) for kommun, cell in self.absent)


@dataclass(frozen=True, slots=True)
class AnswerShares:
    """Questions in the order asked for; ``where`` says whose kommuner they are, empty for kommuner of no group."""

    questions: tuple[Asked, ...]
    where: str

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods of the questions."""
        return tuple(one.period for one in self.questions)

    @property
    def newest(self) -> str:
        """The period that goes without saying."""
        return max(self.periods, key=period_order)

    @property
    def heading(self) -> str:
        """What stands above the numbers of kommuner."""
        return swedish.upper_first(self.where) or "Kommuner"


def where_of(kommuner: Sequence[Kommun]) -> str:
    """Return the words for in the group that has just these kommuner, ``i länet``, empty if there is none."""
    codes = {kommun.code for kommun in kommuner}
    return next((grupp.in_text for grupp in catalog.grupper() if set(grupp.members) == codes), "")


def title(view: AnswerShares) -> str:
    """State what was found of a single question; of several, ask what the chart answers."""
    if len(view.questions) > 1:
        yes = _PLAIN_YES if all(one.yes == _PLAIN_YES for one in view.questions) else "ja fullt ut"
        return f"Hur många kommuner{_after(view.where)} svarar {yes}, och hur vanligt är det i riket?"
    (one,) = view.questions
    if not one.of:
        return f"{one.measure.title}: ingen kommun{_after(view.where)} har svarat"
    riket = "" if one.riket is None else f", i riket {swedish.percent(one.riket).replace(' ', swedish.NBSP)}"
    return f"{one.measure.title}: {one.counted} kommuner{_after(view.where)} svarar {_quoted(one.yes)}{riket}"


def subtitle(view: AnswerShares) -> str:
    """Say what is shown and when."""
    older = "" if len(set(view.periods)) == 1 else " Äldre år står vid frågan."
    counted = f"Antal kommuner{_after(view.where)} av dem som har svarat, bredvid procent av rikets kommuner"
    return f"{counted}, {swedish.period_text(view.newest)}.{older}"


def reading() -> str:
    """Explain how the chart is read."""
    return (
        "Så läser du diagrammet: Varje rad är en fråga, och varje ruta är en kommun som har svarat. "
        "Fyllda rutor är de som svarar ja fullt ut. "
        "Strecket med kvadraten visar hur stor andel av rikets kommuner som svarar så. "
        "Varje ruta väger tungt när kommunerna är få, så små skillnader mot riket säger inget."
    )


def all_notes(view: AnswerShares, source: str) -> tuple[str, ...]:
    """Return the notes under the chart, the source last."""
    absent = why_absent([who for one in view.questions for who in one.why])
    apart = f"{_APART}: {catalog.labels().reason[Reason.ANNAN_HUVUDMAN]}." if _some_apart(view) else ""
    unknown = any(one.riket is None for one in view.questions)
    riket = f"{swedish.DASH}{swedish.NBSP}{swedish.NBSP}{_NOT_NATIONWIDE}" if unknown else ""
    return (*notes.retired([one.measure for one in view.questions]), absent, apart, riket, source)


def details(view: AnswerShares, one: Asked) -> tuple[str, ...]:
    """Return what stands under a question: its full yes and its year where they are not plain, who is left out."""
    yes = "" if one.yes == _PLAIN_YES else _quoted(one.yes)
    year = "" if one.period == view.newest else swedish.period_text(one.period)
    whose: dict[str, list[str]] = {}
    for kommun, cell in one.absent:
        whose.setdefault(wording.mark(cell.status), []).append(kommun.name)
    gone = [f"{mark}{swedish.NBSP}{swedish.NBSP}{_who(names)}" for mark, names in whose.items()]
    apart = f"{_APART}: {_who([kommun.name for kommun in one.apart])}" if one.apart else ""
    return tuple(filter(None, (", ".join(filter(None, (yes, year))), *gone, apart)))


def riket_text(one: Asked) -> str:
    """Write the percent in riket, a dash where it is not known."""
    return swedish.DASH if one.riket is None else swedish.percent_sign(one.riket)


def table(view: AnswerShares) -> DataTable:
    """Return how many of how many say the full yes to every question, the percent in riket and who has no answer."""
    columns = [
        Column("Fråga", width=2),
        Column("År"),
        Column("Fullt ja är"),
        Column(f"{view.heading}, antal fullt ja", numeric=True),
        Column("Antal som har svarat", numeric=True),
        Column("I riket, procent fullt ja", numeric=True),
        Column("Utan svar", width=2),
        *([Column(_APART)] if _some_apart(view) else []),
    ]
    return DataTable(tuple(columns), tuple(_row(view, one) for one in view.questions))


def alt_text(view: AnswerShares, marks: Sequence[str]) -> str:
    """Describe the chart: form, for each question how many say the full yes, riket, and who has no answer."""
    many = swedish.counted(len(view.questions), "fråga", "frågor")
    form = f"Rader av rutor, en ruta per kommun{_after(view.where)}: hur många som svarar ja fullt ut på {many}"
    return alt.sentences(form, [_spoken(one) for one in view.questions], marks)


def _after(where: str) -> str:
    return f" {where}" if where else ""


def _quoted(yes: str) -> str:
    return yes if yes == _PLAIN_YES else f"”{yes}”"


def _some_apart(view: AnswerShares) -> bool:
    return any(one.apart for one in view.questions)


def _who(names: Sequence[str]) -> str:
    return swedish.join(names) if len(names) <= _MOST_NAMES else swedish.counted(len(names), "kommun", "kommuner")


def _row(view: AnswerShares, one: Asked) -> tuple[Cell, ...]:
    cells = (
        Cell(one.measure.title),
        Cell(swedish.period_text(one.period)),
        Cell(one.yes),
        count_cell(one.said if one.of else None),
        count_cell(one.of),
        Cell(riket_text(one), one.riket),
        Cell(_why_all(one.why) or swedish.DASH),
    )
    apart = swedish.join([kommun.name for kommun in one.apart]) if one.apart else swedish.DASH
    return (*cells, Cell(apart)) if _some_apart(view) else cells


def _why_all(absent: Sequence[Absent]) -> str:
    """Name who has no answer, reason by reason: ``Berg (kommunen har inte besvarat frågan)``."""
    whose: dict[str, list[str]] = {}
    for who, status in absent:
        whose.setdefault(catalog.labels().status[status].text, []).append(who)
    return "; ".join(f"{swedish.join(names)} ({reason})" for reason, names in whose.items())


def _spoken(one: Asked) -> str:
    riket = "" if one.riket is None else f", riket {swedish.percent(one.riket)}"
    period = swedish.period_text(one.period)
    counted = f"{one.counted} svarar {_quoted(one.yes)}" if one.of else "ingen har svarat"
    apart = f"; räknas inte: {_who([kommun.name for kommun in one.apart])}" if one.apart else ""
    absent = f"; utan svar: {_why_all(one.why)}" if one.absent else ""
    return f"{one.measure.title} {period}: {counted}{riket}{absent}{apart}"
