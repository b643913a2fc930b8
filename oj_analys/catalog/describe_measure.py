"""A measure in words: its kind and direction, its answers, and what a comparison of it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from oj_analys import catalog
from oj_analys.catalog.describe_instrument import protection
from oj_analys.catalog.indicator import FAMILY
from oj_analys.catalog.phrase import VALUE
from oj_analys.domain import Coding, Direction, Focus, Measure, Statistic, ValueKind
from oj_analys.swedish import number, period_text

_DIRECTION = {
    Direction.UP: "högt värde är bra",
    Direction.DOWN: "lågt värde är bra",
    Direction.NONE: "varken bra eller dåligt",
    Direction.CONTEXT: "bakgrund till andra mått",
}


def measure_lines(measure: Measure) -> list[str]:
    """Return the lines on a measure: what it is, what a comparison rests on, and what to be careful about."""
    return [
        f"{measure.title} ({measure.source_id if measure.family == FAMILY else measure.id})",
        _home(measure),
        f"Slag: {_kind(measure)}",
        f"Riktning: {_direction(measure)}. {measure.direction_reason}",
        f"Källa: {measure.producer}",
        *(_coding_line(coding) for coding in measure.codings),
        *(_break_line(measure, year) for year in measure.breaks),
        *_comparison(measure),
        *_end(measure),
        *_cautions(measure),
    ]


def _comparison(measure: Measure) -> Iterator[str]:
    """Yield what a comparison of the measure rests on, and how sentences speak of it."""
    if measure.years > 1:
        yield f"Varje värde gäller {measure.years} år, till exempel {period_text('2022/2024')}."
    if measure.n_from is not None:
        yield f"Antal svar står i {_named(measure.n_from)}."
    if measure.n_in_workbook:
        yield "Antal svar står i arbetsboken."
    if measure.relevant is not None:
        yield f"Minsta skillnad som spelar roll: {_difference(measure.relevant, measure.unit)}."
    if measure.huvudman is not None:
        yield f"Jämförs bara mellan kommuner som svarar Ja på {_named(measure.huvudman)}."
    if measure.phrases.clause:
        yield f'I en mening: "I Bräcke {measure.phrases.clause.replace(VALUE, "…")}"'
    yield from (f"Ingår i urvalet {_focus(focus)}" for focus in catalog.focuses() if measure.id in focus.measures)


def _named(ident: str) -> str:
    other = catalog.measures()[ident]
    return f"{other.source_id} ({other.title})"


def _difference(value: float, unit: str) -> str:
    return f"{number(value, 0 if value.is_integer() else 1)} {'procentenheter' if unit == 'procent' else unit}"


def _focus(focus: Focus) -> str:
    return f"{focus.name}." if focus.confirmed else f"{focus.name}, som inte är bekräftat."


def _end(measure: Measure) -> Iterator[str]:
    if measure.retired is not None:
        yield f"Måttet avslutades {measure.retired}."
    if not measure.in_kolada:
        yield "Måttet finns inte i Kolada; värden läses ur egna filer."


def _home(measure: Measure) -> str:
    if measure.family == FAMILY:
        return f"Område: {catalog.area(measure.area).name}"
    return f"Instrument: {catalog.instruments()[measure.family].name}"


def _cautions(measure: Measure) -> list[str]:
    if measure.family == FAMILY:
        unsure = "Riktning och uppgifter är en bedömning som inte är bekräftad av källan."
        return [] if measure.verified else [unsure]
    instrument = catalog.instruments()[measure.family]
    return [protection(measure), *([instrument.proviso] if instrument.assumed else [])]


def _kind(measure: Measure) -> str:
    if measure.statistic is Statistic.FORDELNING:
        return f"svarsfördelning, {measure.unit}"
    words = {ValueKind.JA_NEJ: "Ja/Nej-fråga", ValueKind.ORDINAL: "fråga med rangordnade svar"}
    return words.get(measure.kind, f"{measure.kind}, {measure.unit}" if measure.unit else str(measure.kind))


def _direction(measure: Measure) -> str:
    if measure.kind.is_answer and measure.direction in (Direction.UP, Direction.DOWN):
        return "svaren står från bäst till sämst"
    return _DIRECTION[measure.direction]


def _coding_line(coding: Coding) -> str:
    return f"Svar{_years(coding)}: " + ", ".join(f"{label} ({code:g})" for code, label in coding.labels)


def _years(coding: Coding) -> str:
    if coding.first is None:
        return "" if coding.last is None else f" till och med {coding.last}"
    if coding.last is None:
        return f" från {coding.first}"
    return f" {coding.first}" if coding.first == coding.last else f" {coding.first}–{coding.last}"


def _break_line(measure: Measure, year: int) -> str:
    what = "Nya svar" if measure.kind.is_answer else "Ny definition"
    return f"{what} {year}: värden före och efter går inte att jämföra."
