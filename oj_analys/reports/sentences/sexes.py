"""Women and men beside each other, and what is found of the gap between them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from oj_analys import swedish
from oj_analys.domain import Position, ValueKind
from oj_analys.reports.sentences.facts import SexGap, check_figure
from oj_analys.reports.sentences.judgements import UNKNOWN
from oj_analys.reports.sentences.phrases import begins, parts_clause, titled
from oj_analys.reports.sentences.values import answers, dated, difference, fitting, spoken

_NOT_CLEAR: Mapping[Position, str] = MappingProxyType(
    {
        Position.INGEN: "Skillnaden är inte tydlig.",
        Position.OSAKERT: "Svaren är för få för att avgöra om kvinnor och män skiljer sig åt.",
        Position.EJ_JAMFORBAR: UNKNOWN,
    }
)


def women_and_men(gap: SexGap) -> str:
    """Say both values and what is found of the gap, which is never called good or bad.

    "I länet känner sig 13 procent av kvinnorna och 7 procent av männen ensamma (de 8 kommunerna tillsammans, 2024).
    Skillnaden är tydlig: 6 procentenheter."

    Raises:
        ValueError: If the measure is a question.
    """
    check_figure(gap.measure)
    said = fitting(_clause(gap), _titled(gap)) if _parts(gap) else _titled(gap)
    return f"{said} {_found(gap)}"


def _parts(gap: SexGap) -> str:
    """Return the measure's clause with both shares in it, empty where it cannot hold them."""
    if gap.measure.kind is not ValueKind.ANDEL:
        return ""
    women, men = spoken(gap.measure, gap.women), spoken(gap.measure, gap.men)
    return parts_clause(gap.measure, f"{women} av kvinnorna och {men} av männen")


def _clause(gap: SexGap) -> str:
    n = "" if gap.women_n is None or gap.men_n is None else f"{swedish.number(gap.women_n)} och {answers(gap.men_n)}"
    about = (n, _kommuner(gap) if gap.pooled else "", swedish.period_text(gap.period))
    return f"{begins(gap.place)} {_parts(gap)} ({', '.join(filter(None, about))})."


def _titled(gap: SexGap) -> str:
    women = f"{spoken(gap.measure, gap.women)} för kvinnor {dated(gap.period, gap.women_n)}"
    men = f"{spoken(gap.measure, gap.men)}{'' if gap.men_n is None else f' ({answers(gap.men_n)})'}"
    together = f" Värdena gäller {_kommuner(gap)}." if gap.pooled else ""
    return f"{titled(gap.measure, f'{begins(gap.place)} är värdet {women}.')} För män är det {men}.{together}"


def _kommuner(gap: SexGap) -> str:
    return f"de {swedish.number(gap.pooled)} kommunerna tillsammans"


def _found(gap: SexGap) -> str:
    if gap.position in _NOT_CLEAR:
        return _NOT_CLEAR[gap.position]
    return f"Skillnaden är tydlig: {difference(gap.measure, gap.women, gap.men)}."
