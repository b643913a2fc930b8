"""The record itself: no figure finer or from fewer than its policy says, none hidden that has a number."""

from __future__ import annotations

from collections.abc import Iterator

from oj_analys.disclosure.auditor.finding import Finding
from oj_analys.disclosure.auditor.joint import place
from oj_analys.domain import Statistic, Status
from oj_analys.frames.shown import Shown, ShownFigure, ShownMeasure, ShownPolicy
from oj_analys.frames.shown_json import SHOWN

UNKNOWN = "uppgiften har inget känt mått eller skydd"
LEAKS = "en dold uppgift har ett tal"
EMPTY = "en uppgift som visas har inget tal"
FINER = "uppgiften har fler decimaler än skyddet tillåter"
FEW = "uppgiften bygger på färre än skyddet tillåter"
STEP = "antalet svar är inte avrundat som skyddet kräver"

_EXACT = 9  # decimals that arithmetic leaves intact


def check_record(shown: Shown) -> Iterator[Finding]:
    """Yield what is wrong with the figures by the numbers of their own policies."""
    measures = {measure.id: measure for measure in shown.measures}
    policies = {policy.id: policy for policy in shown.policies}
    for figure in shown.figures:
        measure, policy = measures.get(figure.key.measure), policies.get(figure.policy)
        fault = UNKNOWN if measure is None or policy is None else _fault(figure, measure, policy)
        if fault:
            yield Finding(SHOWN, place(figure.key), fault)


def _fault(figure: ShownFigure, measure: ShownMeasure, policy: ShownPolicy) -> str:
    numbers = [number for number in (figure.value, figure.n, figure.low, figure.high) if number is not None]
    if figure.status is not Status.OK:
        return LEAKS if numbers else ""
    if figure.value is None:
        return EMPTY
    allowed = policy.decimals[measure.statistic]
    if figure.decimals > allowed or any(round(number, allowed) != round(number, _EXACT) for number in numbers):
        return FINER
    if figure.n is not None and not measure.derived_from and figure.n % policy.n_step:
        return STEP  # the denominator of a share of two counts is a count that is shown by itself
    return FEW if _is_few(figure, measure, policy) else ""


def _is_few(figure: ShownFigure, measure: ShownMeasure, policy: ShownPolicy) -> bool:
    """Say whether a count is below its minimum but not nought, or another figure is of fewer; n is rounded down."""
    least = policy.least[measure.statistic]
    if measure.statistic == Statistic.ANTAL:
        return figure.value is not None and 0 < figure.value < least
    return figure.n is not None and figure.n < least // policy.n_step * policy.n_step
