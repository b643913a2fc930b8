"""The first page of a kommun's pack: where we stand, what has changed, what to look at; one A4."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from oj_analys import catalog, swedish
from oj_analys.domain import Area, Change, Edition, Kommun, Position
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Cell, Column, Heading, Table, Text
from oj_analys.reports.plan import first_page_line
from oj_analys.reports.standing import CHANGED, Standing, changed, strongest, year_span
from oj_analys.reports.wording import answer_sentence, edition_text, value_sentence

# Never more than three of each, and never filled up: "inga tydliga skillnader" is a result.
_MOST = 3


def first_page(
    released: Released, kommun: Kommun, found: tuple[Standing, ...], further: Sequence[Heading] = ()
) -> list[Block]:
    """Return the blocks of the first page, from the measures that are still followed.

    ``further`` are the headings of the sections that the page does not sum up.
    """
    edition = released.edition
    current = tuple(standing for standing in found if standing.is_current(edition.taken.year))
    worse, better = strongest(current, Position.SAMRE), strongest(current, Position.BATTRE)
    lost, won = changed(current, Change.SAMRE), changed(current, Change.BATTRE)
    return [
        Heading(1, f"{swedish.kommun_name(kommun.name)}: öppna jämförelser i korthet"),
        Text(_occasion(edition, kommun)),
        Text(where_we_stand(current), lead="Var står vi?"),
        Text(what_has_changed(current), lead="Vad har ändrats?"),
        Heading(2, "Titta på"),
        *(_items("!", worse, lost, edition) or [Text(_nothing(current, "sämre"))]),
        Heading(2, "Går bra"),
        *(_items("+", better, won, edition) or [Text(_nothing(current, "bättre"))]),
        areas_table(current),
        *first_page_line(released, kommun),
        *_further(further),
        *_discuss(worse, lost),
        Text(how_certain(current), lead="Hur säkert är det?"),
        Text(credit(edition, current)),
    ]


def _occasion(edition: Edition, kommun: Kommun) -> str:
    namnd = edition.namnd(kommun.code)
    whom = f"Till {swedish.lower_first(namnd)}. " if namnd else ""
    return f"{whom}Läge {edition_text(edition.utgava)}. Uppgifterna hämtades {edition.taken.isoformat()}."


def where_we_stand(current: tuple[Standing, ...]) -> str:
    """Count the judgements against riket, without hiding how much cannot be judged or is missing."""
    shown = [standing for standing in current if standing.shown]
    positions = Counter(standing.riket.position for standing in shown if not standing.measure.kind.is_answer)
    questions = sum(standing.measure.kind.is_answer for standing in shown)
    sentences = []
    if judged := positions.total() - positions[Position.EJ_JAMFORBAR]:
        better, worse = positions[Position.BATTRE], positions[Position.SAMRE]
        some = f"{better} tydligt bättre och {worse} tydligt sämre"
        clear = some if better + worse else "inget tydligt bättre eller sämre"
        sentences.append(f"Av {swedish.counted(judged, 'mått', 'mått')} som går att pröva är {clear} än riket")
    if positions[Position.INGEN]:
        sentences.append(f"{positions[Position.INGEN]} skiljer sig inte tydligt")
    if positions[Position.OSAKERT]:
        sentences.append(f"För {positions[Position.OSAKERT]} är svaren för få för att avgöra")
    if other := positions[Position.HOGRE] + positions[Position.LAGRE]:
        sentences.append(f"{other} skiljer sig tydligt men säger inget om bra eller dåligt")
    if positions[Position.EJ_JAMFORBAR]:
        sentences.append(f"{positions[Position.EJ_JAMFORBAR]} mått visas utan bedömning")
    if questions:
        sentences.append(f"{questions} är frågor som kommunen svarar på med ord, till exempel Ja eller Nej")
    if missing := len(current) - len(shown):
        sentences.append(f"För {missing} mått eller frågor saknas kommunens uppgift")
    return ". ".join(sentences) + "." if sentences else "Det finns inga aktuella uppgifter om kommunen."


def what_has_changed(current: tuple[Standing, ...]) -> str:
    """Count the changed answers."""
    compared = len(changed(current, *CHANGED, Change.OFORANDRAT))
    new = changed(current, *CHANGED)
    if not compared:
        return "Det finns inga tidigare svar att jämföra med."
    if not new:
        return f"Inget av {compared} svar har ändrats sedan frågorna ställdes förra gången."
    kinds = Counter(standing.earlier.change for standing in new if standing.earlier)
    parts = [f"{kinds[Change.BATTRE]} till det bättre", f"{kinds[Change.SAMRE]} till det sämre"]
    if kinds[Change.ANDRAT]:
        parts.append(f"{kinds[Change.ANDRAT]} utan bestämd riktning")
    return f"{len(new)} av {compared} svar har ändrats sedan frågorna ställdes förra gången: {swedish.join(parts)}."


def _nothing(current: tuple[Standing, ...], word: str) -> str:
    """Say that nothing is clear, but only of what could have been."""
    sentences = []
    if any(standing.riket.chance is not None for standing in current):
        sentences.append(f"Inget mått är tydligt {word} än riket.")
    if changed(current, *CHANGED, Change.OFORANDRAT):
        sentences.append(f"Inget svar har ändrats till det {word}.")
    return " ".join(sentences) or "Inget går att bedöma. Varför står under Så har vi räknat."


def how_certain(current: tuple[Standing, ...]) -> str:
    """Say what tydlig means and how many marks chance alone would give."""
    chances = [standing.riket.chance for standing in current if standing.riket.chance is not None]
    meaning = "Tydlig betyder större än slumpen brukar ge."
    if not chances:
        return f"{meaning} Inget mått går att pröva i den här utgåvan."
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
    shown = [standing for standing in current if standing.shown]
    rows = [_area_row(area, tuple(item for item in shown if item.measure.area == area.id)) for area in catalog.areas()]
    titles = ("Mått", "+", "=", "!", "?", "Frågor", "Ändrade svar")
    numeric = [Column(title, numeric=True, width=0.7) for title in titles]
    return Table(
        "omraden",
        "Områden mot riket",
        (Column("Område (data från)", width=3.6), *numeric),
        tuple(rows),
        "+ tydligt bättre, = ingen tydlig skillnad, ! tydligt sämre, ? för få svar för att avgöra. "
        "Övriga mått bedöms inte som bra eller dåliga. Avslutade mått, gamla uppgifter och saknade svar räknas inte.",
    )


def _area_row(area: Area, found: tuple[Standing, ...]) -> tuple[Cell, ...]:
    figures = [standing for standing in found if not standing.measure.kind.is_answer]
    positions = Counter(standing.riket.position for standing in figures)
    marks = (Position.BATTRE, Position.INGEN, Position.SAMRE, Position.OSAKERT)
    counts = (
        len(figures),
        *(positions[mark] for mark in marks),
        len(found) - len(figures),
        len(changed(found, *CHANGED)),
    )
    title = f"{area.name} ({year_span(found)})" if found else area.name
    return (Cell(title), *(Cell(swedish.number(count), float(count)) for count in counts))


def _items(mark: str, clear: list[Standing], answers: list[Standing], edition: Edition) -> list[Block]:
    """List the clear differences and the changed answers; one place is kept for the other kind when both are many."""
    shown = clear[: _MOST - bool(answers)]
    word = next(label.text for label in catalog.labels().position.values() if label.mark == mark).capitalize()
    sentences = [(item.measure, f"{value_sentence(item)} {word}.") for item in shown]
    sentences += [(item.measure, answer_sentence(item, edition.grupp)) for item in answers[: _MOST - len(shown)]]
    return [Text(text, f"{measure.title}:", mark, see=measure.area) for measure, text in sentences]


def _further(headings: Sequence[Heading]) -> list[Block]:
    """Say what else the report holds, and on which page it begins."""
    if not headings:
        return []
    names = swedish.join(swedish.lower_first(heading.text) for heading in headings)
    return [Text(f"{swedish.upper_first(names)}.", lead="Mer i rapporten:", see=headings[0].anchor)]


def _discuss(worse: list[Standing], lost: list[Standing]) -> list[Block]:
    questions = [
        f"Vad kan ligga bakom resultatet för {swedish.lower_first(standing.measure.title)}?" for standing in worse[:2]
    ]
    questions += [
        f"Är svaret om {swedish.lower_first(standing.measure.title)} rätt, eller är frågan tolkad på nytt sätt?"
        for standing in lost[:1]
    ]
    return [Text(" ".join(questions), lead="Att diskutera:")] if questions else []
