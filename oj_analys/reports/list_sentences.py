"""What is said of a line of a list or of a kommun's standing: the sentences of each rule, made from its facts."""

from __future__ import annotations

from collections.abc import Iterator

from oj_analys import catalog, swedish
from oj_analys.domain import Change, Grupp, Position, Reason, SignalRule
from oj_analys.reports.listed import Listed
from oj_analys.reports.sentences.answers import answer_since, answered, brief_answered, riket_says_yes
from oj_analys.reports.sentences.changes import CLEAR, beside_group, brief_since, over_time, since
from oj_analys.reports.sentences.facts import (
    Earlier,
    End,
    Fact,
    GroupChange,
    Judged,
    OutOf,
    Place,
    Reference,
    Series,
    group_place,
    reference,
)
from oj_analys.reports.sentences.lists import (
    also_alone,
    can_tell,
    few_say_yes,
    most_differ,
    most_say_yes,
    outer_quarter,
)
from oj_analys.reports.sentences.standing import beside, brief, own_value, reference_value
from oj_analys.reports.standing import Standing

# Letters of title and answer that stand in one line of the first page; the area's page says the rest.
_ONE_LINE = 95


def brief_signal(line: Listed, earlier: Earlier | None, place: Place, grupp: Grupp) -> str:
    """Say a clear difference on the first page, and the change since last time when that is clear too."""
    fact = _fact(line, place)
    said = brief(fact, _judged(line, grupp))
    return f"{said} {brief_since(fact, earlier)}" if earlier and earlier.change in CLEAR else said


def group_signal(line: Listed, grupp: Grupp) -> str:
    """Say a clear difference of a whole group, and which of its kommuner are clearly so, or the other way, alone."""
    alone = {Position.BATTRE: line.units, Position.SAMRE: line.other_units}
    if line.position is Position.SAMRE:
        alone = {Position.SAMRE: line.units, Position.BATTRE: line.other_units}
    told = [also_alone(kommun_names(units), position) for position, units in alone.items() if units]
    return " ".join([brief(_fact(line, group_place(grupp)), _judged(line, grupp)), *told])


def brief_closer(line: Listed, yes: OutOf | None, place: Place, grupp: Grupp) -> str:
    """Say on the first page what is worth a look; nothing in it judges.

    Raises:
        ValueError: If the line stands there by no rule of a kommun's list.
    """
    fact, group = _fact(line, place), group_place(grupp)
    match line.rule:
        case SignalRule.YTTRE_FJARDEDEL:
            return brief(fact, _judged(line, grupp))
        case SignalRule.NEJ_MOT_JA:
            own = brief_answered(fact, None, group, None)
            return f"{own} {riket_says_yes(line.measure, line.period, _rikets_share(line))}"
        case SignalRule.ANDRAT_SVAR:
            before = _answer_before(line)
            said = brief_answered(fact, before, group, yes)
            fits = len(line.measure.title) + len(said) <= _ONE_LINE
            return said if fits else brief_answered(fact, before, group, None)
    raise _unknown(line)


def signal_sentences(line: Listed, standing: Standing, place: Place, grupp: Grupp) -> str:
    """Say a clear difference in whole sentences, with what has happened since last time and over the years."""
    fact = _fact(line, place)
    parts = [beside(fact, _judged(line, grupp)), *_changes(fact, standing, grupp), course_sentence(standing)]
    return " ".join(filter(None, parts))


def closer_sentences(line: Listed, standing: Standing, place: Place, grupp: Grupp) -> str:
    """Say in whole sentences what is worth a look; nothing in it judges.

    Raises:
        ValueError: If the line stands there by no rule of a kommun's list.
    """
    fact = _fact(line, place)
    match line.rule:
        case SignalRule.YTTRE_FJARDEDEL:
            return _outer(line, fact, grupp)
        case SignalRule.NEJ_MOT_JA:
            return most_say_yes(fact, _rikets_share(line))
        case SignalRule.ANDRAT_SVAR:
            before = _answer_before(line)
            now = answered(fact, group_place(grupp), standing.yes.get(grupp.unit), line.reference)
            return f"{now} {answer_since(fact, before)}" if before else now
    raise _unknown(line)


def shared_sentences(line: Listed, grupp: Grupp) -> str:
    """Say what most of a group's kommuner share, or who can tell the others.

    Raises:
        ValueError: If the line stands there by no rule of a group's list.
    """
    place, measure = group_place(grupp), line.measure
    some = OutOf(len(line.units), line.of or len(grupp.members))
    match line.rule:
        case SignalRule.KAN_BERATTA:
            return can_tell(measure, line.period, kommun_names(line.units))
        case SignalRule.GEMENSAM if measure.kind.is_answer:
            return few_say_yes(measure, line.period, place, some, _rikets_share(line))
        case SignalRule.GEMENSAM:
            return most_differ(measure, place, some)
    raise _unknown(line)


def course_sentence(standing: Standing) -> str:
    """Say where a kommun's series is going, or that it is too short; empty for a first measurement."""
    course = standing.course
    if course is None or course.reason == Reason.INGET_TIDIGARE:
        return ""
    reason = Reason(course.reason) if course.reason else None
    place = standing.measure, course.first_period, standing.period
    return over_time(Series(*place, course.points, course.tendency, reason, course.missing))


def kommun_names(units: tuple[str, ...]) -> list[str]:
    """Return the names of some kommuner in å ä ö order."""
    return sorted((catalog.kommun(unit).name for unit in units), key=swedish.sort_key)


def earlier_of(standing: Standing) -> Earlier | None:
    """Return the value before a kommun's newest one, None where there is none."""
    earlier = standing.earlier
    if earlier is None or earlier.value is None:
        return None
    reason = Reason(earlier.reason) if earlier.reason else None
    return Earlier(earlier.period, earlier.value, earlier.change, earlier.n, reason)


def _fact(line: Listed, place: Place) -> Fact:
    if line.value is None:
        raise ValueError(f"{line.measure.id} stands in a list without a value")
    return Fact(line.measure, place, line.period, line.value, line.n)


def _rikets_share(line: Listed) -> float:
    """Return the percent of riket's kommuner that say the full yes."""
    if line.reference is None:
        raise ValueError(f"{line.measure.id} stands in a list without riket")
    return line.reference


def _unknown(line: Listed) -> ValueError:
    return ValueError(f"{line.measure.id} stands in a list that does not know the rule {line.rule}")


def _judged(line: Listed, grupp: Grupp) -> Judged:
    return Judged(_riket(line, grupp), line.position or Position.EJ_JAMFORBAR)


def _changes(fact: Fact, standing: Standing, grupp: Grupp) -> Iterator[str]:
    """Say how the value has changed, and how that of the kommun's län has over the same time."""
    earlier, told = standing.earlier, earlier_of(standing)
    if earlier is None or told is None:
        return
    yield since(fact, told)
    if earlier.lan_difference is not None and told.change in CLEAR:
        lan = reference("lan", grupp, earlier.lan_difference).place
        yield beside_group(fact, GroupChange(lan, earlier.lan_difference, earlier.low, earlier.high))


def _riket(line: Listed, grupp: Grupp) -> Reference | None:
    return None if line.reference is None else reference("riket", grupp, line.reference)


def _answer_before(line: Listed) -> Earlier | None:
    if not line.earlier_period or line.earlier_value is None:
        return None
    return Earlier(line.earlier_period, line.earlier_value, line.change or Change.KAN_INTE_BEDOMAS)


def _outer(line: Listed, fact: Fact, grupp: Grupp) -> str:
    riket = _riket(line, grupp)
    if riket is None or fact.value == riket.value:
        return brief(fact, _judged(line, grupp))
    end = End.HIGHEST if fact.value > riket.value else End.LOWEST
    quarter = outer_quarter(fact, line.earlier_period, end)
    return f"{own_value(fact)} {reference_value(line.measure, riket)} {quarter}"
