"""What a funnel says in words: title, subtitle, reading aid, alternative text, notes and table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oj_analys import catalog, swedish
from oj_analys.charts import alt, wording
from oj_analys.charts import notes as common
from oj_analys.charts.count_axis import CountAxis
from oj_analys.charts.judged import Judged, finer_cell, judgement_cell, spoken_without, without
from oj_analys.charts.scale import Scale, scale_of
from oj_analys.charts.table import Cell, Column, DataTable, count_cell, limit_cell, value_cell
from oj_analys.domain import Measure, Position

MOST_NAMED = 20  # points that all get their name
_MOST_TOLD = 4
_HOW = "Så läser du diagrammet:"


@dataclass(frozen=True, slots=True)
class Step:
    """The limits at a number of answers, None where no share can be judged."""

    n: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """Every kommun's share by its number of answers, beside riket and the limits that shares are judged by.

    ``by_chance`` is how many points chance alone would set outside.
    """

    measure: Measure
    period: str
    rows: tuple[Judged, ...]
    riket: float
    riket_name: str
    axis: CountAxis
    steps: tuple[Step, ...]
    by_chance: float = 0.0

    @property
    def points(self) -> tuple[Judged, ...]:
        """The kommuner with a share that was tested."""
        return tuple(row for row in self.rows if row.share is not None)

    @property
    def outside(self) -> tuple[Judged, ...]:
        """The kommuner that are judged to differ."""
        return tuple(row for row in self.points if row.outside)

    @property
    def own(self) -> Judged | None:
        """The highlighted kommun."""
        return next((row for row in self.rows if row.own), None)

    @property
    def all_named(self) -> bool:
        """Say whether there is room for every point's name."""
        return len(self.points) <= MOST_NAMED

    @property
    def named(self) -> tuple[Judged, ...]:
        """The points that get their name: all, or of many those outside; the highlighted kommun first."""
        chosen = [row for row in self.points if self.all_named or row.outside or row.own]
        return tuple(sorted(chosen, key=lambda row: (not row.own, not row.outside)))

    @property
    def scale(self) -> Scale:
        """The axis of shares."""
        limits = (limit for row in self.points for limit in (row.low, row.high))
        return scale_of(self.measure, [self.riket, *(row.share for row in self.points), *limits])


def title(view: Funnel) -> str:
    """State who differs clearly from riket, or ask where nobody or many do."""
    name, riket = view.measure.title, wording.spoken(view.measure, view.riket).replace(" ", swedish.NBSP)
    if view.own is not None:
        return f"{name}: {_own_finding(view, view.own)}"
    names = [row.kommun.name for row in view.outside]
    if 0 < len(names) <= _MOST_TOLD:
        return f"{name}: {swedish.join(names)} skiljer sig tydligt från {view.riket_name} ({riket})"
    return f"{name}: vilka skiljer sig mer från {view.riket_name} än slumpen brukar ge?"


def subtitle(view: Funnel) -> str:
    """Say what is shown and when."""
    level = swedish.percent(100 * catalog.rules().confidence)
    unit, when = swedish.upper_first(view.measure.unit), swedish.period_text(view.period)
    room = f"Det grå området: så mycket kan slumpen ge ({level}s nivå)."
    return f"{unit}, {when}, efter antal svar. {room}{view.scale.note}"


def reading(view: Funnel) -> str:
    """Explain how a funnel is read."""
    points = "Varje punkt är en kommun, och ju längre åt höger den står, desto fler har svarat."
    line = f"Den vågräta linjen är {view.riket_name}."
    inside = "I det grå området kan skillnaden bero på slumpen; med få svar är området stort."
    return f"{_HOW} {points} {line} {inside} En punkt utanför skiljer sig tydligt från {view.riket_name}."


def point_name(view: Funnel, row: Judged) -> str:
    """Return what stands beside a point: mark, name and value, and what matters most also has its number of answers."""
    mark = catalog.labels().position[row.cell.position].mark
    is_told = row.cell.n is not None and (row.own or (row.outside and view.all_named))
    answers = f"({swedish.number(row.cell.n or 0)} svar)" if is_told else ""
    return swedish.NBSP.join(filter(None, (mark, row.kommun.name, value(view.measure, row), answers)))


def value(measure: Measure, row: Judged) -> str:
    """Return a kommun's value as it is printed, nothing where there is none."""
    return "" if row.cell.value is None else wording.printed(measure, row.cell.value)


def notes(view: Funnel, source: str) -> tuple[str, ...]:
    """Return the notes below: who has no point and why, who has no name, the source last."""
    some = "Namn står vid kommuner utanför det grå området, där de får plats. Alla står i tabellen."
    lines = without(view.measure, view.rows)
    named = "" if view.all_named else some
    return (*(f"Ingen punkt för {line}" for line in lines), " ".join(filter(None, (named, chance(view)))), source)


def chance(view: Funnel) -> str:
    """Say how many of many points chance alone would set outside, nothing where that is less than one."""
    if round(view.by_chance) < 1:
        return ""
    count, of = swedish.number(view.by_chance), swedish.number(len(view.points))
    return f"Om ingen kommun skilde sig på riktigt skulle slumpen ändå sätta ungefär {count} av {of} punkter utanför."


def alt_text(view: Funnel, marks: Sequence[str]) -> str:
    """Describe the funnel: form, riket, own value with its limits, who lies outside, where the others lie."""
    where = f"{swedish.counted(len(view.rows), 'kommun', 'kommuner')}, {swedish.period_text(view.period)}"
    form = f"Trattdiagram: {view.measure.title} i {where}, efter antal svar och med gränser för slumpen"
    riket = f"{view.riket_name} {wording.spoken(view.measure, view.riket)}"
    return alt.sentences(form, [riket, *_told(view), *_others(view), *spoken_without(view.rows)], marks)


def table(view: Funnel) -> DataTable:
    """Return every kommun's number of answers, value, limits and judgement, then riket."""
    rows = [
        (
            Cell(row.kommun.name),
            count_cell(row.cell.n),
            value_cell(view.measure, row.cell),
            finer_cell(view.measure, row.low),
            finer_cell(view.measure, row.high),
            judgement_cell(row),
        )
        for row in view.rows
    ]
    nothing = Cell(swedish.DASH)
    riket = (Cell(view.riket_name), nothing, limit_cell(view.measure, view.riket), nothing, nothing, nothing)
    columns = (
        Column("Kommun"),
        Column("Antal svar", numeric=True),
        Column(swedish.upper_first(view.measure.unit), numeric=True),
        Column("Tydligt lägre under", numeric=True),
        Column("Tydligt högre över", numeric=True),
        Column(f"Mot {view.riket_name}"),
    )
    return DataTable(columns, (*rows, riket), table_note(view.rows))


def table_note(rows: Sequence[Judged]) -> str:
    """Explain the marks of missing values, and the dashes in the columns of limits where a tested share has none."""
    dashes = any(row.share is not None and None in (row.low, row.high) for row in rows)
    few = f"{swedish.DASH} som gräns: så få svar att ingen andel åt det hållet bedöms" if dashes else ""
    return "; ".join(filter(None, (common.reasons([row.cell for row in rows]), few)))


def _own_finding(view: Funnel, own: Judged) -> str:
    """State the own value beside riket, judging only what is judged."""
    riket = wording.number(view.measure, view.riket)
    if own.cell.value is None:
        return f"inget värde för {own.kommun.name}, {view.riket_name} {wording.spoken(view.measure, view.riket)}"
    finding = f"{own.kommun.name} {wording.spoken(view.measure, own.cell.value)}"
    if own.outside:
        position = catalog.labels().position[own.cell.position].text
        return f"{finding}, {position} än {view.riket_name} ({riket})"
    unsure = own.share is not None and own.cell.position is Position.OSAKERT
    too_few = f" – {catalog.labels().position[Position.OSAKERT].text}" if unsure else ""
    return f"{finding}, {view.riket_name} {riket}{too_few}"


def _told(view: Funnel) -> list[str]:
    """Tell of the highlighted kommun and of those outside, of many only how many they are."""
    own = [row for row in view.points if row.own]
    outside = [row for row in view.outside if not row.own]
    if len(outside) <= _MOST_TOLD:
        return [_tell(view, row) for row in (*own, *outside)] + ([] if view.outside else ["ingen punkt ligger utanför"])
    by_chance = f"slumpen ensam ger ungefär {swedish.number(view.by_chance)}" if chance(view) else ""
    told = [*(_tell(view, row) for row in own), f"{len(outside)} kommuner ligger utanför gränserna", by_chance]
    return [each for each in told if each]


def _tell(view: Funnel, row: Judged) -> str:
    details = [] if row.cell.n is None else [f"{swedish.number(row.cell.n)} svar"]
    if row.low is not None:
        details.append(f"tydligt lägre under {swedish.percent(row.low, view.measure.decimals + 1)}")
    if row.high is not None:
        details.append(f"tydligt högre över {swedish.percent(row.high, view.measure.decimals + 1)}")
    judgement = catalog.labels().position[row.cell.position].text
    shown = "" if row.cell.value is None else wording.number(view.measure, row.cell.value)
    return f"{row.kommun.name} {shown} ({', '.join(details)}), {judgement}"


def _others(view: Funnel) -> list[str]:
    """Say between which values the points inside lie."""
    inside = [row for row in view.points if not row.own and not row.outside]
    values = [row.cell.value for row in inside if row.cell.value is not None]
    if not values:
        return []
    between = swedish.span(min(values), max(values), view.measure.decimals)
    return [f"{swedish.counted(len(values), 'kommun', 'kommuner')} innanför, {between}"]
