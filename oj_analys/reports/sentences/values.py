"""Values inside a sentence: whole percent, differences in procentenheter, numbers of answers, the limit of words."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from oj_analys import swedish
from oj_analys.charts import wording
from oj_analys.domain import Measure

MOST_WORDS = 25

_ALL = 100
_PERCENT = "procent"
_ONE_OF = {"dagar": "dag", "kronor": "krona", "timmar": "timme", "personer": "person"}


def fitting(*candidates: str) -> str:
    """Return the first sentence that has at most 25 words, else the last.

    >>> fitting("ord " * 26, "Några ord.")
    'Några ord.'
    """
    return next((text for text in candidates if len(text.split()) <= MOST_WORDS), candidates[-1])


def number(measure: Measure, value: float) -> str:
    """Write a value without its unit: whole percent, anything else with the measure's decimals."""
    return whole(value) if _is_percent(measure) else wording.number(measure, value)


def whole(percent: float) -> str:
    """Write a whole percent; 0 and 100 are said of nobody and of all only.

    >>> [whole(value) for value in (0, 0.3, 71.5, 99.6, 100)]
    ['0', 'under 1', '72', 'över 99', '100']
    """
    nearest = _rounded(percent, Decimal(1))
    if nearest == 0 < percent:
        return "under 1"
    if percent < nearest == _ALL:
        return "över 99"
    return swedish.number(percent)


def spoken(measure: Measure, value: float) -> str:
    """Write a value with its unit: ``72 procent``, ``14 dagar``, ``1 dag``."""
    return _with_unit(number(measure, value), measure)


def alike(measure: Measure, first: float, second: float) -> bool:
    """Say whether two values are written the same."""
    return number(measure, first) == number(measure, second)


def difference(measure: Measure, first: float, second: float) -> str:
    """Write how far apart two values are, as a reader finds who subtracts one from the other.

    >>> from oj_analys import catalog
    >>> share = catalog.measure("oj.U21468")
    >>> difference(share, 13.4, 6.6), difference(share, 4.2, 3.9), difference(catalog.measure("oj.U31402"), 14, 12)
    ('6 procentenheter', 'mindre än 1 procentenhet', '2 dagar')
    """
    apart = abs(_as_written(measure, first) - _as_written(measure, second))
    return _amount(measure, apart) if apart else f"mindre än {_amount(measure, _step(measure))}"


def answers(n: int) -> str:
    """Write a number of answers: ``61 svar``."""
    return f"{swedish.number(n)} svar"


def dated(period: str, n: int | None) -> str:
    """Write how many answered and when, in brackets: ``(61 svar, 2024)``."""
    return f"({', '.join(filter(None, (answers(n) if n is not None else '', swedish.period_text(period))))})"


def _is_percent(measure: Measure) -> bool:
    return measure.unit == _PERCENT


def _amount(measure: Measure, apart: Decimal) -> str:
    if _is_percent(measure):
        return swedish.counted(int(apart), "procentenhet", "procentenheter")
    return _with_unit(swedish.number(float(apart), measure.decimals), measure)


def _as_written(measure: Measure, value: float) -> Decimal:
    return _rounded(value, _step(measure))


def _step(measure: Measure) -> Decimal:
    """Return the smallest difference that can be seen between two written values."""
    return Decimal(1) if _is_percent(measure) else Decimal(1).scaleb(-measure.decimals)


def _rounded(value: float, step: Decimal) -> Decimal:
    return Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_UP)


def _with_unit(written: str, measure: Measure) -> str:
    noun, *rest = measure.unit.split(" ", 1)
    return " ".join((written, _ONE_OF.get(noun, noun) if written == "1" else noun, *rest)).rstrip()
