"""Who answered a survey, and in which units and groups each of them counts."""

from __future__ import annotations

from itertools import product

import pandas as pd

from oj_analys.domain import EVERYONE, AnswerState, Grupp
from oj_analys.frames.persons import Survey

PERSON = ["period", "respondent"]
CELL = ["unit", "period", "group"]


def respondents(survey: Survey) -> pd.DataFrame:
    """Return the persons of the group with at least one answered item: PERSON, ``unit``, ``background``.

    Who left every statement blank is no respondent and enters nothing (fact sheet of EBP-termometern, section 6: count
    valid answers, not rows).
    """
    rows = survey.responses
    said = rows[(rows["state"] == AnswerState.ANSWERED) & rows["unit"].isin(survey.grupp.members)]
    return said[[*PERSON, "unit", "background"]].drop_duplicates(PERSON)


def in_units(people: pd.DataFrame, grupp: Grupp) -> pd.DataFrame:
    """Return everyone twice: in the own kommun and in the whole group.

    Example:
        >>> import oj_analys as oj
        >>> in_units(pd.DataFrame({"unit": ["2305"]}), oj.grupp("Jämtland"))["unit"].to_list()
        ['2305', '0023']
    """
    return pd.concat([people, people.assign(unit=grupp.unit)], ignore_index=True)


def in_backgrounds(people: pd.DataFrame, grupp: Grupp) -> pd.DataFrame:
    """Return everyone whose background is known, in the whole group with that background as ``group``.

    Example:
        >>> import oj_analys as oj
        >>> people = pd.DataFrame({"unit": ["2305", "2305"], "background": ["roll=chef", ""]})
        >>> in_backgrounds(people, oj.grupp("Jämtland"))[["unit", "group"]].to_numpy().tolist()
        [['0023', 'roll=chef']]
    """
    known = people[people["background"] != ""]
    return known.assign(unit=grupp.unit, group=known["background"])


def every_unit(survey: Survey) -> pd.DataFrame:
    """Return every round with every kommun and the whole group: CELL and ``source``."""
    units = [*survey.grupp.members, survey.grupp.unit]
    cells = [(unit, period, EVERYONE, source) for (period, source), unit in product(survey.sources.items(), units)]
    return pd.DataFrame(cells, columns=[*CELL, "source"], dtype="str")
