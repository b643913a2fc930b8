"""Why a figure is not there, in words that fit what it is a figure of."""

from __future__ import annotations

from functools import cache

from oj_analys import catalog
from oj_analys.domain import Measure, Questionnaire, Status

ABSENT = "kommunen deltog inte"
_NO_KOMMUN = "ingen kommun deltog"
_INCOMPLETE = "alla kommuner har inte lämnat uppgift"
_TOO_FEW = "andelen räknas inte på så få"
_UNKNOWN_INVITED = "antalet inbjudna är inte känt"


@cache  # few kinds, in thousands of rows
def reason(measure: Measure, unit: str, status: Status) -> str:
    """Return why a figure of a kommun, or of the whole group, has no value.

    >>> from oj_analys import catalog
    >>> reason(catalog.measure("ebp.attityder"), "2326", Status.SAKNAS)
    'kommunen deltog inte'
    """
    instrument = catalog.instruments().get(measure.family)
    surveyed, is_group = isinstance(instrument, Questionnaire), unit not in catalog.kommun_by_code()
    if status is Status.OKAND and surveyed and measure.derived_from:
        return _UNKNOWN_INVITED
    if status is Status.EJ_BERAKNAD and measure.derived_from:
        return _TOO_FEW
    if status is Status.SAKNAS and surveyed:
        return _NO_KOMMUN if is_group else ABSENT
    if status is Status.SAKNAS and is_group:
        return _INCOMPLETE
    return catalog.labels().status[status].text
