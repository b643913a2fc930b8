"""What the first page counts: where the kommun stands, what has changed, and how much chance may have done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from oj_analys import catalog, swedish
from oj_analys.domain import Change, Position
from oj_analys.reports.sentences.counts import (
    Chance,
    Changes,
    Stands,
    how_certain,
    is_it_better,
    where_we_stand,
    which_changed,
)
from oj_analys.reports.standing import CHANGED, Standing, changed, figures_in, questions_in

_NEITHER = (Change.OKAT, Change.MINSKAT)


def stands_text(current: Sequence[Standing]) -> str:
    """Count the judgements against riket, without hiding how much cannot be judged or is missing."""
    shown = [standing for standing in current if standing.shown]
    positions = Counter(standing.riket.position for standing in figures_in(shown))
    stands = Stands(
        better=positions[Position.BATTRE],
        worse=positions[Position.SAMRE],
        other=positions[Position.HOGRE] + positions[Position.LAGRE],
        same=positions[Position.INGEN],
        unsure=positions[Position.OSAKERT],
        unjudged=positions[Position.EJ_JAMFORBAR],
        questions=len(questions_in(shown)),
        missing=len(current) - len(shown),
    )
    return where_we_stand(stands)


def changes_text(current: Sequence[Standing], told: Collection[str]) -> str:
    """Count the clear changes of figures since the measurement before, and the changed answers.

    Clear changes are named, a few to each side; ``told`` are the ids of the measures that the page tells of elsewhere.
    """
    kinds = Counter(standing.earlier.change for standing in figures_in(current) if standing.shown and standing.earlier)
    questions = questions_in(current)
    found = Changes(
        better=kinds[Change.BATTRE],
        worse=kinds[Change.SAMRE],
        other=sum(kinds[change] for change in _NEITHER),
        same=kinds[Change.INGEN],
        unsure=kinds[Change.OSAKERT],
        unjudged=kinds[Change.KAN_INTE_BEDOMAS],
        answers_changed=len(changed(questions, *CHANGED)),
        answers_same=len(changed(questions, Change.OFORANDRAT)),
    )
    return f"{is_it_better(found)} {which_changed(*_named(current, told))}".rstrip()


def _named(current: Sequence[Standing], told: Collection[str]) -> list[list[str]]:
    """Return the titles of the measures that are clearly better and clearly worse than before."""
    figures = [item for item in figures_in(current) if item.shown and item.measure.id not in told]
    most = catalog.rules().signals.first_page
    return [
        [item.measure.title for item in changed(figures, change)][:most] for change in (Change.BATTRE, Change.SAMRE)
    ]


def certainty_text(chance: Chance, current: Sequence[Standing]) -> str:
    """Say what tydlig means, how many marks chance alone would give, and how few answers cannot show anything.

    The expectation is rounded up, so that chance is not made to look smaller than it is.
    """
    said = how_certain(chance)
    return f"{said} {_answers(current)}".rstrip() if chance.powerless else said


def _answers(current: Sequence[Standing]) -> str:
    """Say between which numbers of answers the measures lie that cannot show anything."""
    counts = sorted(standing.n for standing in current if standing.riket.chance == 0 and standing.n is not None)
    if not counts:
        return ""
    some = swedish.number(counts[0]) if counts[0] == counts[-1] else swedish.span(counts[0], counts[-1])
    return f"De har {some} svar."
