"""The catalogue in words: what a measure, an area, an instrument, a kommun or a group is."""

from __future__ import annotations

from functools import cache

from oj_analys import catalog
from oj_analys.catalog import lookup
from oj_analys.catalog.contents import bundled
from oj_analys.catalog.describe_instrument import instrument_lines, protection
from oj_analys.catalog.indicator import FAMILY
from oj_analys.domain import Area, Coding, Direction, Grupp, Instrument, Kommun, Measure, Statistic, ValueKind
from oj_analys.swedish import counted, join, kommun_name, period_text, sort_key

Thing = Measure | Area | Instrument | Kommun | Grupp

_ALLOWED = (
    "ett måtts id (U21468), ett område, ett instrument (ebp), en kommun eller en grupp; "
    "python -m oj_analys beskriv utan ord visar områden, instrument och grupper"
)
_DIRECTION = {
    Direction.UP: "högt värde är bra",
    Direction.DOWN: "lågt värde är bra",
    Direction.NONE: "varken bra eller dåligt",
    Direction.CONTEXT: "bakgrund till andra mått",
}


def describe(word: str = "") -> str:
    """Describe what a word names in the catalogue, in Swedish; without a word, list areas, instruments and groups.

    Args:
        word: Id of a measure (``U21468``, ``ebp.attityder``), name or id of an area or an instrument (``ebp``), name or
            code of a kommun, name of a group.

    Returns:
        Lines of text.

    Raises:
        DataError: If the word names nothing; the message suggests the nearest names.

    Example:
        >>> print(describe("Bräcke"))
        Bräcke kommun, kod 2305
        Län: Jämtlands län
        SKR:s kommungrupp: B5, Lågpendlingskommun nära större stad
    """
    if not word:
        return _overview()
    match _names().find(word):
        case Measure() as measure:
            return _measure(measure)
        case Area() as area:
            return _area(area)
        case Instrument() as instrument:
            return "\n".join(instrument_lines(instrument))
        case Kommun() as kommun:
            return _kommun(kommun)
        case Grupp() as grupp:
            return _grupp(grupp)


@cache
def _names() -> lookup.Names[Thing]:
    """Return everything by its names; a name of several (Örebro) is that of the last in this order."""
    grupper, kommuner = lookup.grupp_names(bundled()), lookup.kommun_names(bundled())
    areas, measures = lookup.area_names(bundled()), lookup.measure_names(bundled())
    forms = lookup.instrument_names(bundled(), Instrument)
    titles = {**grupper.titles, **kommuner.titles, **areas.titles, **forms.titles, **measures.titles}
    members: dict[str, Thing] = {**grupper.members, **kommuner.members, **areas.members, **forms.members}
    members |= measures.members
    return lookup.Names("beskriv", _ALLOWED, members, titles)


def _overview() -> str:
    lines = ["Områden (skriv python -m oj_analys beskriv OMRÅDE):"]
    lines += [f"  {area.name}: {len(_measures(area))} mått och frågor" for area in catalog.areas()]
    lines += ["", "Instrument (skriv python -m oj_analys beskriv INSTRUMENT):"]
    lines += [f"  {instrument.name} ({instrument.id})" for instrument in catalog.instruments().values()]
    lines += ["", "Grupper av kommuner (varje län är också en grupp):"]
    lines += [f"  {grupp.name}: {_kommuner(grupp)}" for grupp in catalog.grupper()]
    return "\n".join(lines)


def _measure(measure: Measure) -> str:
    lines = [
        f"{measure.title} ({measure.source_id if measure.family == FAMILY else measure.id})",
        _home(measure),
        f"Slag: {_kind(measure)}",
        f"Riktning: {_direction(measure)}. {measure.direction_reason}",
        f"Källa: {measure.producer}",
        *(_coding_line(coding) for coding in measure.codings),
        *(_break_line(measure, year) for year in measure.breaks),
    ]
    if measure.years > 1:
        lines.append(f"Varje värde gäller {measure.years} år, till exempel {period_text('2022/2024')}.")
    if measure.retired is not None:
        lines.append(f"Måttet avslutades {measure.retired}.")
    return "\n".join([*lines, *_cautions(measure)])


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


def _area(area: Area) -> str:
    measures = _measures(area)
    lines = [f"{area.name}: {len(measures)} mått och frågor"]
    return "\n".join([*lines, *(f"  {measure.source_id} {measure.title}" for measure in measures)])


def _measures(area: Area) -> list[Measure]:
    return [measure for measure in catalog.measures().values() if measure.area == area.id]


def _kommun(kommun: Kommun) -> str:
    kommungrupp = f"{kommun.kommungrupp}, {catalog.kommungrupper()[kommun.kommungrupp]}"
    lan = catalog.grupp(kommun.lan).name
    return f"{kommun_name(kommun.name)}, kod {kommun.code}\nLän: {lan}\nSKR:s kommungrupp: {kommungrupp}"


def _grupp(grupp: Grupp) -> str:
    names = sorted((catalog.kommun_by_code()[code].name for code in grupp.members), key=sort_key)
    return f"{grupp.name}: {_kommuner(grupp)}\n{join(names)}"


def _kommuner(grupp: Grupp) -> str:
    return counted(len(grupp.members), "kommun", "kommuner")
