"""A survey's scores: how many answered, and the mean of each subscale."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from oj_analys.domain import EVERYONE, AnswerState, Questionnaire
from oj_analys.frames import MEASURES
from oj_analys.frames.measures import KEY
from oj_analys.frames.persons import Survey
from oj_analys.scoring.respondents import CELL, PERSON, every_unit, in_backgrounds, in_units, respondents
from oj_analys.scoring.response_rate import response_rates
from oj_analys.scoring.share import statuses


def score_survey(survey: Survey) -> pd.DataFrame:
    """Return respondents, response rates and subscale means as MEASURES rows.

    Kommuner and the whole group (``alla``); for the group also per background that occurs, without response rates.
    A mean is over persons: each person's mean of answered items, see ``person_scores``; ``n`` is those who have one.

    A group in which nobody answered has no rows.

    Raises:
        DataError: Where more persons answered than were invited.
    """
    people = respondents(survey)
    if people.empty:
        return MEASURES.empty()
    counted = pd.concat([in_units(people.assign(group=EVERYONE), survey.grupp), in_backgrounds(people, survey.grupp)])
    cells = _cells(survey, counted)
    parts = [_respondents(survey, cells), response_rates(survey, cells), _means(survey, counted, cells)]
    return MEASURES.build(pd.concat(parts).assign(sex="T").sort_values(list(KEY)))


def person_scores(survey: Survey) -> pd.DataFrame:
    """Return each person's score of each subscale: PERSON, ``subscale``, ``size``, ``total``, ``answered``.

    The score is ``total / answered``, the mean of the answered items; an item with direction -1 is first reversed,
    x' = low + high - x. A person who answered less than ``least_answered`` of the ``size`` items of a subscale has no
    row (fact sheet of EBP-termometern, section 4). Non-answers are missing, never a number.
    """
    rows = survey.responses
    said = rows[rows["state"] == AnswerState.ANSWERED].merge(_key(survey.instrument), on="item", validate="many_to_one")
    favourable = said["answer"].where(said["direction"] > 0, said["ends"] - said["answer"])
    scores = (
        said.assign(answer=favourable)
        .groupby([*PERSON, "subscale", "size"], as_index=False)
        .agg(total=("answer", "sum"), answered=("answer", "size"))
    )
    return scores[scores["answered"] / scores["size"] >= survey.instrument.least_answered]


def _key(questionnaire: Questionnaire) -> pd.DataFrame:
    """Return how each item is scored; ``ends`` is the sum of the lowest and the highest code of its scale."""
    scales = {scale.id: scale.low + scale.high for scale in questionnaire.scales}
    rows = [
        (item.id, item.subscale, item.direction, scales[item.scale], len(questionnaire.items_of(item.subscale)))
        for item in questionnaire.items
    ]
    return pd.DataFrame(rows, columns=["item", "subscale", "direction", "ends", "size"])


def _cells(survey: Survey, counted: pd.DataFrame) -> pd.DataFrame:
    """Return what gets a row: every unit of every round and the backgrounds that occur, with ``people`` in each."""
    people = counted.groupby(CELL, as_index=False).agg(people=("respondent", "size"))
    cells = every_unit(survey).merge(people, on=CELL, how="outer")
    return cells.assign(source=cells["period"].map(dict(survey.sources)), people=cells["people"].fillna(0))


def _respondents(survey: Survey, cells: pd.DataFrame) -> pd.DataFrame:
    known = cells["people"].where(cells["people"] > 0)
    status = statuses(cells["people"], cells["people"])
    return cells.assign(measure=f"{survey.instrument.id}.svarande", value=known, count=known, status=status)


def _means(survey: Survey, counted: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    scores = counted.merge(person_scores(survey), on=PERSON)
    questionnaire = survey.instrument
    subscales = pd.DataFrame({"subscale": [subscale.id for subscale in questionnaire.subscales]}, dtype="str")
    rows = cells.merge(subscales, how="cross").merge(_exact_means(scores), on=[*CELL, "subscale"], how="left")
    n = rows["n"].fillna(0)
    return rows.assign(
        measure=f"{questionnaire.id}." + rows["subscale"],
        n=n.where(rows["people"] > 0),
        status=statuses(rows["people"], n),
    )


def _exact_means(scores: pd.DataFrame) -> pd.DataFrame:
    """Return ``value`` and ``n`` of each cell and subscale.

    Persons with equally many answered items are added as whole numbers, then as fractions: a mean of 3.45 is rounded as
    3.45 and never as 3.4499999, in whatever order the persons stand.
    """
    by = [*CELL, "subscale"]
    alike = scores.groupby([*by, "answered"], as_index=False).agg(total=("total", "sum"), n=("total", "size"))
    totals = alike[["total", "answered"]].itertuples(index=False)
    alike["total"] = pd.Series([Fraction(total) / int(answered) for total, answered in totals], dtype="object")
    sums = alike.groupby(by, as_index=False).agg(total=("total", "sum"), n=("n", "sum"))
    means = [float(total / int(n)) for total, n in sums[["total", "n"]].itertuples(index=False)]
    return sums.drop(columns="total").assign(value=means)
