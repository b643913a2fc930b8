"""From persons to figures: scores and counts, not yet guarded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd

from oj_analys.frames.persons import Interviews, OwnMeasures, Persons, Survey
from oj_analys.scoring.answers import count_answers
from oj_analys.scoring.interviews import score_interviews
from oj_analys.scoring.own import score_own
from oj_analys.scoring.survey import score_survey

__all__ = ["count_answers", "figures_of", "score"]


def score(persons: Persons) -> pd.DataFrame:
    """Turn what persons have said, or a kommun has counted, into figures of kommuner and of the whole group.

    Args:
        persons: A survey, interviews with their usage table, or a group's own measures.

    Returns:
        A MEASURES frame sorted by its key. Every kommun of the group is listed, also without data (``saknas``). Rows
        of persons have an empty ``policy``: nobody may see them before they are guarded.

    Raises:
        DataError: Where more persons answered, or were counted, than there are.

    Example:
        >>> import oj_analys as oj
        >>> from oj_analys.frames.persons import COUNTS
        >>> score(OwnMeasures({}, oj.grupp("Jämtland"), COUNTS.empty())).empty
        True
    """
    return _SCORES[type(persons)](persons)


def figures_of(persons: Sequence[Persons]) -> list[pd.DataFrame]:
    """Return every frame of figures that is to be guarded together: all scores, and the answers of every survey.

    Raises:
        DataError: As ``score``.

    Example:
        >>> figures_of([])
        []
    """
    surveys = [one for one in persons if isinstance(one, Survey)]
    return [score(one) for one in persons] + [count_answers(one) for one in surveys]


_SCORES: Mapping[type[Persons], Callable[[Any], pd.DataFrame]] = MappingProxyType(
    {Survey: score_survey, Interviews: score_interviews, OwnMeasures: score_own}
)
