"""How the respondents of a survey answered each statement."""

from __future__ import annotations

import pandas as pd

from oj_analys.domain import AnswerState, Questionnaire
from oj_analys.frames import MEASURES
from oj_analys.frames.measures import KEY
from oj_analys.frames.persons import Survey
from oj_analys.scoring.distribution import UNIT, Question, answer_words, distribution
from oj_analys.scoring.respondents import PERSON, every_unit, in_units, respondents

_NO_ANSWER = (AnswerState.DONT_KNOW, AnswerState.NOT_APPLICABLE, AnswerState.REFUSED, AnswerState.BLANK)


def count_answers(survey: Survey) -> pd.DataFrame:
    """Count the answers to every statement of a survey, in every kommun and in the whole group.

    Args:
        survey: Answers in one or more rounds.

    Returns:
        A MEASURES frame sorted by its key, one row per unit, round, statement and possible answer. ``svar=1`` and so
        on: percent of the ``n`` valid answers, as asked (a reversed statement is not turned). ``svar=vet_ej``,
        ``ej_aktuell``, ``vill_ej`` and ``blank``: percent of all ``n`` respondents. ``count`` is how many. A unit
        without respondents has no rows; a statement without a valid answer is ``ej_beräknad``. ``policy`` is empty:
        nobody may see the rows before they are guarded.

    Raises:
        FrameError: For an answer outside the scale of its statement.

    Example:
        >>> import oj_analys as oj
        >>> from oj_analys import catalog
        >>> from oj_analys.frames.persons import RESPONSES
        >>> row = {"respondent": "a", "unit": "2305", "period": "2023", "item": "p01", "answer": 4, "state": "besvarad"}
        >>> source = {"2023": "ebp.xlsx#12345678"}
        >>> survey = Survey(catalog.questionnaire("ebp"), oj.grupp("Jämtland"), RESPONSES.build([row]), {}, source)
        >>> figures = count_answers(survey)
        >>> figures[(figures["measure"] == "ebp.p01") & (figures["count"] == 1)]["group"].to_list()
        ['svar=4', 'svar=4']
    """
    people = respondents(survey).assign(sex="T")
    questions = [
        Question(_measure(survey.instrument, item.id), survey.instrument.scale(item.scale), _NO_ANSWER)
        for item in survey.instrument.items
    ]
    told = in_units(_told(survey, people), survey.grupp)
    units = every_unit(survey).drop(columns="group").assign(sex="T").merge(told[UNIT].drop_duplicates(), on=UNIT)
    return MEASURES.build(distribution(told, units, questions).sort_values(list(KEY)))


def _told(survey: Survey, people: pd.DataFrame) -> pd.DataFrame:
    """Return what every respondent said to every statement; a statement without a row was left blank."""
    questionnaire = survey.instrument
    items = [(item.id, item.scale, _measure(questionnaire, item.id)) for item in questionnaire.items]
    asked = people.merge(pd.DataFrame(items, columns=["item", "scale", "measure"], dtype="str"), how="cross")
    said = survey.responses[[*PERSON, "item", "answer", "state"]].rename(columns={"answer": "value"})
    told = asked.merge(said, on=[*PERSON, "item"], how="left", validate="one_to_one")
    return told.assign(answer=answer_words(told, questionnaire.scales))


def _measure(questionnaire: Questionnaire, item: str) -> str:
    return f"{questionnaire.id}.{item}"
