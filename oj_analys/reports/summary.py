"""What the first page counts: where the kommun stands, what has changed, and how much chance may have done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from oj_analys import swedish
from oj_analys.domain import Change, Position
from oj_analys.reports.listed import Tally
from oj_analys.reports.sentences.counts import Chance, Changes, Stands, how_certain, is_it_better, where_we_stand
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


def changes_text(current: Sequence[Standing]) -> str:
    """Count the clear changes of figures since the measurement before, and the changed answers."""
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
    return is_it_better(found)


def certainty_text(tally: Tally | None, current: Sequence[Standing]) -> str:
    """Say what tydlig means, how many marks chance alone would give, and how few answers cannot show anything.

    The expectation is rounded up, so that chance is not made to look smaller than it is.
    """
    known = tally or Tally(0, 0, 0.0, 0, 0)
    chance = Chance(known.tested, known.flagged, known.expected, known.held, known.powerless)
    said = how_certain(chance)
    return f"{said} {_answers(current)}".rstrip() if known.powerless else said


def _answers(current: Sequence[Standing]) -> str:
    """Say between which numbers of answers the measures lie that cannot show anything."""
    counts = sorted(standing.n for standing in current if standing.riket.chance == 0 and standing.n is not None)
    if not counts:
        return ""
    some = swedish.number(counts[0]) if counts[0] == counts[-1] else swedish.span(counts[0], counts[-1])
    return f"De har {some} svar."
