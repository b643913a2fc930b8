"""The catalogue in words: what a measure, an area, a kommun or a group is."""

from __future__ import annotations

from collections.abc import Callable

from oj_analys import catalog
from oj_analys.domain import Coding, DataError, Direction, Grupp, Kommun, Measure, Problem, ValueKind
from oj_analys.swedish import counted, join, nfc, period_text, sort_key

_DIRECTION = {
    Direction.UP: "högt värde är bra",
    Direction.DOWN: "lågt värde är bra",
    Direction.NONE: "varken bra eller dåligt",
    Direction.CONTEXT: "bakgrund till andra mått",
}


def describe(word: str = "") -> str:
    """Describe what a word names in the catalogue, in Swedish; without a word, list areas and groups.

    Args:
        word: Id of a measure (``U21468``), name or id of an area, name or code of a kommun, name of a group.

    Returns:
        Lines of text.

    Raises:
        DataError: If the word names nothing.

    Example:
        >>> print(describe("Bräcke"))
        Bräcke kommun, kod 2305
        Län: Jämtlands län
        SKR:s kommungrupp: B5
    """
    if not word:
        return _overview()
    for find in (_measure, _area, _kommun, _grupp):
        text = find(word)
        if text is not None:
            return text
    raise DataError(
        Problem(
            "beskriv",
            f'"{word}" finns inte i katalogen',
            "ett måtts id (U21468), ett område, en kommun eller en grupp",
            "Skriv oj-analys beskriv utan ord för att se områden och grupper.",
        )
    )


def _overview() -> str:
    of_area = [
        (area, sum(measure.area == area.id for measure in catalog.measures().values())) for area in catalog.areas()
    ]
    lines = ["Områden (skriv oj-analys beskriv OMRÅDE):"]
    lines += [f"  {area.name}: {count} mått och frågor" for area, count in of_area]
    lines += ["", "Grupper av kommuner (varje län är också en grupp):"]
    lines += [f"  {grupp.name}: {_kommuner(grupp)}" for grupp in catalog.grupper()]
    return "\n".join(lines)


def _measure(word: str) -> str | None:
    measure = catalog.measures().get(f"oj.{nfc(word).upper().removeprefix('OJ.')}")
    return None if measure is None else _measure_text(measure)


def _measure_text(measure: Measure) -> str:
    area = next(area.name for area in catalog.areas() if area.id == measure.area)
    lines = [
        f"{measure.title} ({measure.source_id})",
        f"Område: {area}",
        f"Slag: {_kind(measure)}",
        f"Riktning: {_DIRECTION[measure.direction]}. {measure.direction_reason}",
        f"Källa: {measure.producer}",
        *(_coding_line(coding) for coding in measure.codings),
        *(f"Ny definition {year}: värden före och efter går inte att jämföra." for year in measure.breaks),
    ]
    if measure.years > 1:
        lines.append(f"Varje värde gäller {measure.years} år, till exempel {period_text('2022/2024')}.")
    if measure.retired is not None:
        lines.append(f"Måttet avslutades {measure.retired}.")
    if not measure.verified:
        lines.append("Riktning och uppgifter är en bedömning som inte är bekräftad av källan.")
    return "\n".join(lines)


def _kind(measure: Measure) -> str:
    words = {ValueKind.JA_NEJ: "Ja/Nej-fråga", ValueKind.ORDINAL: "fråga med svar i ordning"}
    return words.get(measure.kind, f"{measure.kind}, {measure.unit}" if measure.unit else str(measure.kind))


def _coding_line(coding: Coding) -> str:
    years = f"{coding.first or ''}–{coding.last or ''}"
    span = "" if years == "–" else f" {years.strip('–') if coding.first == coding.last else years}"
    return f"Svar{span}: " + ", ".join(f"{label} ({code:g})" for code, label in coding.labels)


def _area(word: str) -> str | None:
    wanted = nfc(word).casefold()
    found = next((area for area in catalog.areas() if wanted in (area.id, area.name.casefold())), None)
    if found is None:
        return None
    measures = [measure for measure in catalog.measures().values() if measure.area == found.id]
    return "\n".join(
        [f"{found.name}: {len(measures)} mått och frågor", *(f"  {m.source_id} {m.title}" for m in measures)]
    )


def _kommun(word: str) -> str | None:
    kommun = _found(catalog.kommun, word)
    if not isinstance(kommun, Kommun):
        return None
    lan = next(lan.name for lan in catalog.lan() if lan.code == kommun.lan)
    return f"{kommun.name} kommun, kod {kommun.code}\nLän: {lan}\nSKR:s kommungrupp: {kommun.kommungrupp}"


def _grupp(word: str) -> str | None:
    grupp = _found(catalog.grupp, word)
    if not isinstance(grupp, Grupp):
        return None
    names = sorted((catalog.kommun(code).name for code in grupp.members), key=sort_key)
    return f"{grupp.name}: {_kommuner(grupp)}\n{join(names)}"


def _kommuner(grupp: Grupp) -> str:
    return counted(len(grupp.members), "kommun", "kommuner")


def _found(find: Callable[[str], Kommun | Grupp], word: str) -> Kommun | Grupp | None:
    try:
        return find(word)
    except DataError:
        return None
