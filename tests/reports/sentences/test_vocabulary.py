"""What no sentence may say, whatever the measure, the place, the value, the number of answers and the position."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oj_analys import catalog
from oj_analys.domain import (
    Change,
    Direction,
    Grupp,
    Measure,
    Phrases,
    Position,
    Reason,
    Status,
    Tendency,
    ValueKind,
)
from oj_analys.reports.sentences import answers, cautions, changes, counts, judgements, lists, sexes, standing
from oj_analys.reports.sentences.counts import Chance, Changes, Stands
from oj_analys.reports.sentences.facts import (
    Earlier,
    End,
    Fact,
    GroupChange,
    Judged,
    OutOf,
    Series,
    SexGap,
    group_place,
    kommun_place,
    reference,
)
from oj_analys.reports.sentences.missing import missing

FORBIDDEN = {
    "procent sign": r"%",
    "decimals of a share": r"\d,\d+ procent|\d,\d+\b(?=\. Tydligt)",
    "rank": r"\bplats \d|\brang|(?i:\b(bäst|sämst|högst|lägst) (i|på)\b)",
    "false comfort": r"i nivå med|lika bra",
    "drama": r"(?i)rasa[tr]|dramatisk|kraftig|katastrof|skena|störtdyk|alarm|chock|oroväckande",
    "cause": r"(?i)tack vare|beror på|har lett till|effekt av|därför att|till följd av|orsaka",
    "jargon": r"(?i)signifik|p <|konfidens|avvik|p-värde|(?-i:\bKI\b)",
    "colour": r"(?i)\b(röd|rött|röda|grön|grönt|gröna|gul|gult|gula)\b",
    "disclosure": r"endast \d+",
    "plural of one": r"(?<![\d\xa0])1 (kommuner|markeringar|mätningar|procentenheter|dagar|kronor|personer)\b",
    "spaces and stops": r"  | \.|\.\.|^\s|\s$| ,|\(\)|,,",
}
JUDGING = {
    "bättre": r"(?i)\b(bättre|bra|bäst|gott?|goda)\b",
    "sämre": r"(?i)\b(sämre|dålig\w*|sämst)\b",
}
MEAN = r"(?i)medel|genomsnitt"

BAD = [
    "Bräcke är sämst i länet.",
    "Nöjdheten har rasat med 20 %.",
    "Ragunda ligger i nivå med riket.",
    "Tack vare FoU-cirklarna har attityderna förbättrats.",
    "Signifikant avvikelse (p < 0,05; KI 59,8–81,8).",
    "Länets medelvärde för Ja/Nej-frågan är 0,75.",
    "Bräcke är röd på 9 indikatorer.",
    "Visas inte: endast 3 svarade.",
    "Bäst på placerade barn: högst andel.",
    "Länet: 83,27 procent.",
]


@dataclass(frozen=True)
class Said:
    """A text, the measure it is about, and the judging words that what was found allows."""

    text: str
    measure: Measure | None = None
    allowed: frozenset[str] = frozenset()


def _faults(said: Said) -> list[str]:
    sentences = said.text.split(". ")
    own = _without_catalogue(said)
    found = [name for name, pattern in FORBIDDEN.items() if re.search(pattern, own)]
    found += [word for word, pattern in JUDGING.items() if word not in said.allowed and re.search(pattern, own)]
    found += ["long"] * any(len(sentence.split()) > 25 for sentence in sentences)
    found += ["no full stop"] * (not said.text.endswith("."))
    found += ["small letter"] * any(not re.match(r"[A-ZÅÄÖ0-9”−]", sentence) for sentence in sentences)
    if said.measure is not None:
        found += ["mean of answers"] * (said.measure.kind.is_answer and bool(re.search(MEAN, own)))
        found += ["decimals"] * (said.measure.unit == "procent" and bool(re.search(r"\d,\d", own)))
    return found


def _without_catalogue(said: Said) -> str:
    """Leave out the catalogue's own words for the measure: "att maten smakar bra" judges no kommun."""
    if said.measure is None:
        return said.text
    measure, phrases = said.measure, said.measure.phrases
    labels = [label for coding in measure.codings for _, label in coding.labels if not label.isdigit()]
    around = [words.strip() for words in phrases.clause.split("{varde}")]
    text = said.text
    for words in (measure.title, phrases.part, phrases.things, *around, *labels):
        text = text.replace(words, "Z") if words else text
    return text


FIGURES = [measure for measure in catalog.measures().values() if not measure.kind.is_answer]
QUESTIONS = [measure for measure in catalog.measures().values() if measure.kind.is_answer]
PHRASES = [
    Phrases(),
    Phrases("är {varde} nöjda med hemtjänsten", "Andelen nöjda", "nöjda"),
    Phrases("har {varde} av de äldre fått hjälp i tid", "Andelen som fått hjälp i tid", "äldre med hjälp"),
]
KOMMUNER = [kommun.name for kommun in catalog.kommuner()]
PERIODS = ["2024", "2024-2", "2022/2024"]

places = st.one_of(
    st.sampled_from(KOMMUNER).map(kommun_place), st.sampled_from(list(catalog.grupper())).map(group_place)
)
sizes = st.one_of(st.none(), st.integers(1, 30), st.integers(1, 200_000))
positions = st.sampled_from(list(Position))
reasons = st.one_of(st.none(), st.sampled_from(list(Reason)))
numbers = st.integers(0, 400)


@st.composite
def figures(draw: st.DrawFn) -> Measure:
    measure = draw(st.sampled_from(FIGURES))
    if measure.kind is not ValueKind.ANDEL:
        return measure
    return replace(measure, phrases=draw(st.sampled_from([measure.phrases, *PHRASES])))


def _values(measure: Measure) -> st.SearchStrategy[float]:
    return st.floats(0, 100 if measure.kind is ValueKind.ANDEL else 30_000)


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    measure = draw(figures())
    return Fact(measure, draw(places), draw(st.sampled_from(PERIODS)), draw(_values(measure)), draw(sizes))


@st.composite
def answered_facts(draw: st.DrawFn) -> Fact:
    measure = draw(st.sampled_from(QUESTIONS))
    period = draw(st.sampled_from(["2012", "2017", "2018", "2024", "2026"]).filter(measure.coding))
    return _answer(draw, measure, period)


def _answer(draw: st.DrawFn, measure: Measure, period: str) -> Fact:
    coding = measure.coding(period)
    codes = [code for code, _ in coding.labels] if coding else []
    return Fact(measure, kommun_place(draw(st.sampled_from(KOMMUNER))), period, draw(st.sampled_from(codes)))


@st.composite
def judged(draw: st.DrawFn, fact: Fact) -> Judged:
    possible = [Position.BATTRE, Position.SAMRE] if fact.measure.direction in (Direction.UP, Direction.DOWN) else []
    possible += [Position.HOGRE, Position.LAGRE, Position.INGEN, Position.OSAKERT, Position.EJ_JAMFORBAR]
    grupp = draw(st.sampled_from(list(catalog.grupper())))
    kind = draw(st.sampled_from(["riket", "lan", "lan_kommuner", "kommungrupp", "liknande", grupp.id]))
    beside = st.one_of(st.none(), _values(fact.measure).map(lambda value: reference(kind, grupp, value)))
    return Judged(draw(beside), draw(st.sampled_from(possible)), draw(reasons))


def _allowed(position: Position) -> frozenset[str]:
    return frozenset({str(position)} & set(JUDGING))


@st.composite
def of_standing(draw: st.DrawFn) -> Said:
    fact = draw(facts())
    found = draw(judged(fact))
    pattern = draw(st.sampled_from([standing.beside, standing.also_beside, standing.brief, judgements.judgement]))
    return Said(pattern(fact, found), fact.measure, _allowed(found.position))


@st.composite
def of_changes(draw: st.DrawFn) -> Said:
    fact = draw(facts())
    change = draw(st.sampled_from([one for one in Change if one not in (Change.ANDRAT, Change.OFORANDRAT)]))
    earlier = Earlier("2019", draw(_values(fact.measure)), change, draw(sizes), draw(reasons))
    group = GroupChange(draw(places), draw(st.floats(-90, 90)), draw(st.floats(-9, 9)), draw(st.floats(9, 20)))
    years = tuple(draw(st.lists(st.integers(1990, 2030), min_size=1)))
    tendency = draw(st.sampled_from(list(Tendency)))
    series = Series(fact.measure, "1998", fact.period, draw(st.integers(1, 30)), tendency, draw(reasons), years)
    texts = [
        changes.since(fact, earlier),
        changes.brief_since(fact, earlier),
        changes.beside_group(fact, group),
        changes.over_time(series),
        changes.missing_years(years),
    ]
    return Said(draw(st.sampled_from(texts)), fact.measure)


@st.composite
def of_answers(draw: st.DrawFn) -> Said:
    fact = draw(answered_facts())
    of = draw(st.integers(1, 49))
    yes = OutOf(draw(st.integers(0, of)), of)
    group, riket = draw(places), draw(st.floats(0, 100))
    before = _answer(draw, fact.measure, fact.period)
    earlier = Earlier(before.period, before.value, draw(st.sampled_from(list(Change))), None, draw(reasons))
    names = draw(st.lists(st.sampled_from(KOMMUNER), min_size=1, max_size=49, unique=True))
    texts = [
        answers.answered(
            fact, group, draw(st.one_of(st.none(), st.just(yes))), draw(st.one_of(st.none(), st.just(riket)))
        ),
        answers.brief_answered(fact, draw(st.one_of(st.none(), st.just(earlier))), group, yes),
        answers.answer_since(fact, earlier),
        lists.most_say_yes(fact, riket),
        lists.few_say_yes(fact.measure, fact.period, group, yes, riket),
        lists.can_tell(fact.measure, fact.period, names),
    ]
    return Said(draw(st.sampled_from(texts)), fact.measure)


@st.composite
def of_sexes(draw: st.DrawFn) -> Said:
    fact = draw(facts())
    pooled = draw(st.sampled_from([0, 8, 290]))
    gap = SexGap(
        fact.measure, fact.place, fact.period, fact.value, draw(_values(fact.measure)), draw(positions), fact.n,
        draw(sizes), pooled,
    )  # fmt: skip
    return Said(sexes.women_and_men(gap), fact.measure)


@st.composite
def of_lists(draw: st.DrawFn) -> Said:
    fact = draw(facts())
    position = draw(st.sampled_from([Position.BATTRE, Position.SAMRE]))
    names = draw(st.lists(st.sampled_from(KOMMUNER), min_size=1, max_size=49, unique=True))
    texts = {
        lists.outer_quarter(fact, "2019/2021", draw(st.sampled_from(list(End)))): Position.INGEN,
        lists.most_differ(fact.measure, draw(places), OutOf(draw(st.integers(1, 9)), 9)): Position.INGEN,
        lists.also_alone(names, position): position,
        lists.nothing_clear(draw(numbers)): Position.INGEN,
        lists.NOTHING_CLOSER: Position.INGEN,
        cautions.several_years(fact.measure): Position.INGEN,
        cautions.new_definition(fact.measure, 2018): Position.INGEN,
        cautions.ended(2024): Position.INGEN,
    }
    text = draw(st.sampled_from(sorted(texts)))
    return Said(text, fact.measure, _allowed(texts[text]))


@st.composite
def of_counts(draw: st.DrawFn) -> Said:
    stands = Stands(*draw(st.tuples(*[numbers] * 8)))
    moved = Changes(*draw(st.tuples(*[numbers] * 8)))
    flagged = draw(st.integers(0, 50))
    chance = Chance(draw(numbers), flagged, draw(st.floats(0, 20)), draw(st.integers(0, flagged)), draw(numbers))
    texts: list[tuple[str, Stands | Changes]] = [
        (counts.where_we_stand(stands), stands),
        (counts.is_it_better(moved), moved),
        (counts.how_certain(chance), Stands()),
    ]
    text, counted = draw(st.sampled_from(texts))
    allowed = {"bättre": counted.better, "sämre": counted.worse}
    return Said(text, None, frozenset(word for word, count in allowed.items() if count))


everything = st.one_of(
    of_standing(), of_changes(), of_answers(), of_sexes(), of_lists(), of_counts(),
    st.sampled_from([Said(missing(one, "2025")) for one in Status if one is not Status.OK]),
)  # fmt: skip


@given(everything)
def test_no_pattern_says_what_it_must_not(said: Said) -> None:
    assert _faults(said) == [], said.text


@pytest.mark.parametrize("sentence", BAD)
def test_the_bad_list_is_recognised(sentence: str) -> None:
    assert _faults(Said(sentence, catalog.measure("oj.U37488")))


@given(facts(), st.sampled_from([Position.BATTRE, Position.SAMRE]))
def test_a_measure_without_direction_is_never_judged(fact: Fact, position: Position) -> None:
    need = replace(fact, measure=replace(fact.measure, direction=Direction.NONE))
    found = Judged(reference("riket", catalog.grupp("Jämtland"), 50), position)
    for pattern in (standing.beside, standing.also_beside, standing.brief, judgements.judgement):
        with pytest.raises(ValueError, match="has no direction"):
            pattern(need, found)


@given(answered_facts(), positions)
def test_an_answer_is_never_spoken_of_as_a_figure(fact: Fact, position: Position) -> None:
    found = Judged(reference("riket", catalog.grupp("Jämtland"), 1), position)
    with pytest.raises(ValueError, match="answered in words"):
        standing.beside(fact, found)
    with pytest.raises(ValueError, match="answered in words"):
        changes.since(fact, Earlier("2023", fact.value, Change.INGEN))


@given(facts())
def test_a_figure_is_never_spoken_of_as_an_answer(fact: Fact) -> None:
    with pytest.raises(ValueError, match="no answers in words"):
        lists.most_say_yes(fact, 80.0)


@given(facts(), st.sampled_from(list(catalog.grupper())))
def test_a_group_is_called_by_its_own_name(fact: Fact, grupp: Grupp) -> None:
    beside = standing.reference_value(fact.measure, reference(grupp.id, grupp, fact.value))
    assert beside.startswith(f"I {grupp.in_text.removeprefix('i ')} är det ")
    assert "(medelvärde av kommuner)" in beside
