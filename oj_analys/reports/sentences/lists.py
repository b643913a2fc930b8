"""The lines of the two lists: what is worth a look without certainty, what kommuner share, who can tell the others."""

from __future__ import annotations

from collections.abc import Sequence

from oj_analys import catalog, swedish
from oj_analys.domain import Measure, Position
from oj_analys.reports.sentences.answers import answer, full_yes, out_of, quoted, riket_says_yes
from oj_analys.reports.sentences.facts import End, Fact, OutOf, Place, check_figure, coding_of
from oj_analys.reports.sentences.judgements import UNKNOWN
from oj_analys.reports.sentences.phrases import begins, named
from oj_analys.reports.sentences.values import fitting

NOTHING_CLOSER = "Inget mått och ingen fråga uppfyller listans regler."


def nothing_clear(unsure: int) -> str:
    """Say that nothing is clear, and for how many measures the answers are too few to tell.

    >>> nothing_clear(0), nothing_clear(4)
    ('Inga tydliga skillnader.', 'Inga tydliga skillnader. För 4 mått är svaren för få för att avgöra.')
    """
    few = f" För {swedish.number(unsure)} mått är svaren för få för att avgöra." if unsure else ""
    return f"Inga tydliga skillnader.{few}"


def most_say_yes(fact: Fact, riket: float) -> str:
    """Say an answer beside the share of riket's kommuner that say the full yes.

    "Bräcke svarar Nej (2025). I riket svarar 79 procent av kommunerna Ja."

    Raises:
        ValueError: If the measure is no question, or has no such answer in the period.
    """
    own = f"{named(fact.place)} svarar {answer(fact)} ({swedish.period_text(fact.period)})."
    return f"{own} {riket_says_yes(fact.measure, fact.period, riket)}"


def outer_quarter(fact: Fact, earlier_period: str, end: End) -> str:
    """Say that a kommun lies in an outer quarter of riket, two times running.

    "Bräcke ligger bland den fjärdedel av kommunerna i riket som har högst värden, både 2023 och 2024. Osäkerheten är
    okänd."

    Raises:
        ValueError: If the measure is a question.
    """
    check_figure(fact.measure)
    years = f"både {swedish.period_text(earlier_period)} och {swedish.period_text(fact.period)}"
    quarter = f"den fjärdedel av kommunerna i riket som har {end} värden"
    return f"{named(fact.place)} ligger bland {quarter}, {years}. {UNKNOWN}"


def few_say_yes(measure: Measure, period: str, group: Place, yes: OutOf, riket: float) -> str:
    """Say how many of a group's kommuner do not say the full yes, beside riket.

    "I länet svarar 6 av 8 kommuner Nej. I riket svarar 79 procent av kommunerna Ja."

    Raises:
        ValueError: If the measure is no question.
    """
    others = out_of(OutOf(yes.of - yes.count, yes.of))
    return f"{begins(group)} svarar {others} {_not_yes(measure, period)}. {riket_says_yes(measure, period, riket)}"


def most_differ(measure: Measure, group: Place, flagged: OutOf) -> str:
    """Say how many of a group's kommuner differ clearly from riket, to the same side.

    "I länet skiljer sig 6 av 8 kommuner tydligt från riket, åt samma håll."

    Raises:
        ValueError: If the measure is a question.
    """
    check_figure(measure)
    return f"{begins(group)} skiljer sig {out_of(flagged)} tydligt från riket, åt samma håll."


def also_alone(names: Sequence[str], position: Position) -> str:
    """Say which kommuner differ clearly on their own, where all of the group together do.

    >>> also_alone(["Bräcke", "Åre"], Position.SAMRE)
    'Var för sig är Bräcke och Åre tydligt sämre.'
    """
    found = catalog.labels().position[position].text
    alone = "Var för sig" if len(names) > 1 else "För sig"
    return fitting(f"{alone} är {swedish.join(names)} {found}.", f"{alone} är {len(names)} kommuner {found}.")


def can_tell(measure: Measure, period: str, names: Sequence[str]) -> str:
    """Say which kommuner say the full yes and could teach the others.

    "Krokom och Åre svarar Ja och kan berätta hur de gör."

    Raises:
        ValueError: If the measure is no question.
    """
    yes = full_yes(measure, period)
    if len(names) == 1:
        return f"{names[0]} svarar {yes} och kan berätta hur kommunen gör."
    end = f"svarar {yes} och kan berätta hur de gör."
    return fitting(f"{swedish.join(names)} {end}", f"{len(names)} kommuner {end}")


def _not_yes(measure: Measure, period: str) -> str:
    """Return what those say who do not say the full yes: the other answer, where there is only one."""
    coding = coding_of(measure, period)
    others = [words for code, words in coding.labels if code != coding.yes]
    return quoted(others[0]) if len(others) == 1 else f"något annat än {full_yes(measure, period)}"
