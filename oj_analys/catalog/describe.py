"""The catalogue in words: what a measure, an area, an instrument, a kommun or a group is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from oj_analys import catalog
from oj_analys.catalog import lookup
from oj_analys.catalog.contents import bundled
from oj_analys.catalog.describe_instrument import instrument_lines
from oj_analys.catalog.describe_measure import measure_lines
from oj_analys.domain import Area, Focus, Grupp, Instrument, Kommun, Measure
from oj_analys.swedish import counted, join, kommun_name, sort_key

Thing = Measure | Area | Focus | Instrument | Kommun | Grupp

_ALLOWED = (
    "ett måtts id (U21468), ett område, ett fokus, ett instrument (ebp), en kommun eller en grupp; "
    "python -m oj_analys beskriv utan ord visar områden, fokus, instrument och grupper"
)


def describe(word: str = "") -> str:
    """Describe what a word names in the catalogue, in Swedish; without a word, list what there is.

    Args:
        word: Id of a measure (``U21468``, ``ebp.attityder``), name or id of an area, a focus or an instrument
            (``ebp``), name or code of a kommun, name of a group.

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
    return _described(_names().find(word)) if word else _overview()


def _described(thing: Thing) -> str:
    lines: Iterable[str]
    match thing:
        case Measure() as measure:
            lines = measure_lines(measure)
        case Area() as area:
            lines = _area(area)
        case Focus() as focus:
            lines = _focus(focus)
        case Instrument() as instrument:
            lines = instrument_lines(instrument)
        case Kommun() as kommun:
            lines = _kommun(kommun)
        case Grupp() as grupp:
            lines = _grupp(grupp)
    return "\n".join(lines)


@cache
def _names() -> lookup.Names[Thing]:
    """Return everything by its names; a name of several (Örebro) is that of the last in this order."""
    grupper, kommuner = lookup.grupp_names(bundled()), lookup.kommun_names(bundled())
    areas, measures = lookup.area_names(bundled()), lookup.measure_names(bundled())
    focuses = lookup.focus_names(bundled())
    forms = lookup.instrument_names(bundled(), Instrument)
    titles = {**focuses.titles, **grupper.titles, **kommuner.titles, **areas.titles, **forms.titles, **measures.titles}
    members: dict[str, Thing] = {
        **focuses.members,
        **grupper.members,
        **kommuner.members,
        **areas.members,
        **forms.members,
    }
    members |= measures.members
    return lookup.Names("beskriv", _ALLOWED, members, titles)


def _overview() -> str:
    lines = ["Områden (skriv python -m oj_analys beskriv OMRÅDE):"]
    lines += [f"  {_area_line(area)}" for area in catalog.areas()]
    lines += ["", "Fokus, urval av mått (skriv python -m oj_analys beskriv FOKUS):"]
    lines += [f"  {focus.name} ({focus.id}), {len(focus.measures)} mått" for focus in catalog.focuses()]
    lines += ["", "Instrument (skriv python -m oj_analys beskriv INSTRUMENT):"]
    lines += [f"  {instrument.name} ({instrument.id})" for instrument in catalog.instruments().values()]
    lines += ["", "Grupper av kommuner (varje län är också en grupp):"]
    lines += [f"  {grupp.name}: {_kommuner(grupp)}" for grupp in catalog.grupper()]
    return "\n".join(lines)


def _area(area: Area) -> list[str]:
    return [_area_line(area), *(_measure_line(measure) for measure in _measures(area))]


def _area_line(area: Area) -> str:
    measures = _measures(area)
    count = sum(not measure.verified for measure in measures)
    checked = "kontrollerat" if count == 1 else "kontrollerade"
    unverified = f", varav {count} inte är {checked}" if count else ""
    return f"{area.name}: {len(measures)} mått och frågor{unverified}"


def _measure_line(measure: Measure) -> str:
    return f"  {measure.source_id} {measure.title}{'' if measure.verified else ' (inte kontrollerat)'}"


def _focus(focus: Focus) -> list[str]:
    confirmed = "" if focus.confirmed else " Urvalet är inte bekräftat."
    measures = (_measure_line(catalog.measure(name)) for name in focus.measures)
    return [f"{focus.name}: {focus.text}{confirmed}", *measures]


def _measures(area: Area) -> list[Measure]:
    return [measure for measure in catalog.measures().values() if measure.area == area.id]


def _kommun(kommun: Kommun) -> list[str]:
    kommungrupp = f"{kommun.kommungrupp}, {catalog.kommungrupper()[kommun.kommungrupp]}"
    lan = catalog.grupp(kommun.lan).name
    return [f"{kommun_name(kommun.name)}, kod {kommun.code}", f"Län: {lan}", f"SKR:s kommungrupp: {kommungrupp}"]


def _grupp(grupp: Grupp) -> list[str]:
    names = sorted((catalog.kommun_by_code()[code].name for code in grupp.members), key=sort_key)
    return [f"{grupp.name}: {_kommuner(grupp)}", join(names)]


def _kommuner(grupp: Grupp) -> str:
    return counted(len(grupp.members), "kommun", "kommuner")
