"""The first page of a kommun's pack: where we stand, what has changed, what to look at; one A4."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from oj_analys import catalog, swedish
from oj_analys.domain import Area, Change, Edition, Kommun, Position
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Cell, Column, Heading, Table, Text
from oj_analys.reports.standing import Standing, year_span
from oj_analys.reports.wording import answer_sentence, edition_text, value_sentence

# Never more than three of each, and never filled up: "inga tydliga skillnader" is a result.
_MOST = 3
_NOTHING = "Inget mått är tydligt {0} än riket, och inget svar har ändrats till det {0}."


def first_page(released: Released, kommun: Kommun, found: tuple[Standing, ...]) -> list[Block]:
    """Return the blocks of the first page, from the measures that are still followed."""
    edition = released.edition
    current = tuple(standing for standing in found if standing.is_current(edition.taken.year))
    worse, better = _clear(current, Position.SAMRE), _clear(current, Position.BATTRE)
    lost, won = _changed(current, Change.SAMRE), _changed(current, Change.BATTRE)
    return [
        Heading(1, f"{swedish.kommun_name(kommun.name)}: öppna jämförelser i korthet"),
        Text(_occasion(edition, kommun)),
        Text(where_we_stand(current), lead="Var står vi?"),
        Text(what_has_changed(current), lead="Vad har ändrats?"),
        Heading(2, "Titta på"),
        *(_items("!", worse, lost, edition) or [Text(_NOTHING.format("sämre"))]),
        Heading(2, "Går bra"),
        *(_items("+", better, won, edition) or [Text(_NOTHING.format("bättre"))]),
        areas_table(current),
        *_discuss(worse, lost),
        Text(how_certain(current), lead="Hur säkert är det?"),
        Text(credit(edition, current)),
    ]


def _occasion(edition: Edition, kommun: Kommun) -> str:
    namnd = edition.namnd(kommun.code)
    whom = f"Till {swedish.lower_first(namnd)}. " if namnd else ""
    return f"{whom}Läge {edition_text(edition.utgava)}. Uppgifterna hämtades {edition.taken.isoformat()}."


def where_we_stand(current: tuple[Standing, ...]) -> str:
    """Count the judgements against riket, without hiding how much cannot be judged."""
    positions = Counter(standing.riket.position for standing in current if not standing.measure.kind.is_answer)
    questions = sum(standing.measure.kind.is_answer for standing in current)
    judged = sum(positions.values()) - positions[Position.EJ_JAMFORBAR]
    sentences = []
    if judged:
        better, worse = positions[Position.BATTRE], positions[Position.SAMRE]
        clear = (
            f"{better} tydligt bättre och {worse} tydligt sämre"
            if better + worse
            else "inget tydligt bättre eller sämre"
        )
        sentences.append(f"Av {swedish.counted(judged, 'mått', 'mått')} som går att pröva är {clear} än riket")
    if positions[Position.INGEN]:
        sentences.append(f"{positions[Position.INGEN]} skiljer sig inte tydligt")
    if positions[Position.OSAKERT]:
        sentences.append(f"För {positions[Position.OSAKERT]} är svaren för få för att avgöra")
    if other := positions[Position.HOGRE] + positions[Position.LAGRE]:
        sentences.append(f"{other} skiljer sig tydligt men säger inget om bra eller dåligt")
    if positions[Position.EJ_JAMFORBAR]:
        sentences.append(f"{positions[Position.EJ_JAMFORBAR]} mått visas bredvid riket utan bedömning")
    if questions:
        sentences.append(f"{questions} är frågor som kommunen svarar på med ord, till exempel Ja eller Nej")
    return ". ".join(sentences) + "." if sentences else "Det finns inga aktuella uppgifter om kommunen."


def what_has_changed(current: tuple[Standing, ...]) -> str:
    """Count the changed answers."""
    changes = Counter(standing.earlier.change for standing in current if standing.earlier)
    changed = changes[Change.BATTRE] + changes[Change.SAMRE] + changes[Change.ANDRAT]
    if not changed:
        return "Inget svar på frågorna har ändrats sedan förra gången de ställdes."
    return (
        f"{swedish.counted(changed, 'svar har', 'svar har')} ändrats sedan förra gången frågan ställdes: "
        f"{changes[Change.BATTRE]} till det bättre och {changes[Change.SAMRE]} till det sämre."
    )


def how_certain(current: tuple[Standing, ...]) -> str:
    """Say what tydlig means and how many marks chance alone would give."""
    chances = [standing.riket.chance for standing in current if standing.riket.chance is not None]
    meaning = "Tydlig betyder större än slumpen brukar ge."
    if not chances:
        return f"{meaning} Inget mått går att pröva, för antalet svar saknas."
    expected = sum(chances)
    marks = f"högst {swedish.counted(math.ceil(expected), 'markering', 'markeringar')}"
    return f"{meaning} Om inget skilde sig på riktigt skulle slumpen ändå i snitt ge {marks} på {len(chances)} mått."


def credit(edition: Edition, current: tuple[Standing, ...]) -> str:
    """Name who has worked up the figures, whose they are and whom to ask.

    Kolada only passes figures on, and its terms ask not to be named as the source of what others have worked up.
    """
    names = {name for item in current for name in item.measure.producer.split(" och ")}
    producers = swedish.join(sorted(names, key=swedish.sort_key)) if names else swedish.DASH
    return f"Bearbetning: {edition.sender}. Grunddata: {producers}. Frågor: {edition.contact}."


def areas_table(current: tuple[Standing, ...]) -> Table:
    """Count the marks of every area."""
    rows = [_area_row(area, tuple(s for s in current if s.measure.area == area.id)) for area in catalog.areas()]
    titles = ("Mått", "+", "=", "!", "?", "Frågor", "Ändrade svar")
    numeric = [Column(title, numeric=True, width=0.7) for title in titles]
    return Table(
        "omraden",
        "Områden mot riket",
        (Column("Område (data från)", width=3.6), *numeric),
        tuple(rows),
        "+ tydligt bättre, = ingen tydlig skillnad, ! tydligt sämre, ? för få svar för att avgöra. "
        "Övriga mått visas utan bedömning.",
    )


def _area_row(area: Area, found: tuple[Standing, ...]) -> tuple[Cell, ...]:
    figures = [standing for standing in found if not standing.measure.kind.is_answer]
    positions = Counter(standing.riket.position for standing in figures)
    changed = sum(
        standing.earlier is not None and standing.earlier.change in (Change.BATTRE, Change.SAMRE, Change.ANDRAT)
        for standing in found
    )
    marks = (Position.BATTRE, Position.INGEN, Position.SAMRE, Position.OSAKERT)
    counts = (len(figures), *(positions[mark] for mark in marks), len(found) - len(figures), changed)
    title = f"{area.name} ({year_span(found)})" if found else area.name
    return (Cell(title), *(Cell(swedish.number(count), float(count)) for count in counts))


def _clear(current: Sequence[Standing], position: Position) -> list[Standing]:
    """Return the measures with a position against riket, the strongest evidence first."""
    clear = [standing for standing in current if standing.riket.position is position]
    return sorted(clear, key=lambda standing: (standing.riket.p, standing.measure.id))


def _changed(current: Sequence[Standing], change: Change) -> list[Standing]:
    return [standing for standing in current if standing.earlier and standing.earlier.change is change]


def _items(mark: str, clear: list[Standing], changed: list[Standing], edition: Edition) -> list[Block]:
    """List the clear differences and the changed answers; one place is kept for the other kind when both are many."""
    shown = clear[: _MOST - bool(changed)]
    answers = changed[: _MOST - len(shown)]
    word = next(label.text for label in catalog.labels().position.values() if label.mark == mark).capitalize()
    sentences = [(item.measure, f"{value_sentence(item)} {word}.") for item in shown]
    sentences += [(item.measure, answer_sentence(item, edition.grupp)) for item in answers]
    return [Text(text, f"{measure.title}:", mark, see=measure.area) for measure, text in sentences]


def _discuss(worse: list[Standing], lost: list[Standing]) -> list[Block]:
    questions = [
        f"Vad kan ligga bakom resultatet för {swedish.lower_first(standing.measure.title)}?" for standing in worse[:2]
    ]
    questions += [
        f"Är svaret om {swedish.lower_first(standing.measure.title)} rätt, eller är frågan tolkad på nytt sätt?"
        for standing in lost[:1]
    ]
    return [Text(" ".join(questions), lead="Att diskutera:")] if questions else []
