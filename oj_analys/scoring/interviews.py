"""Interviews: how much the form is used, and what the ratings of the baseline say of the whole group."""

from __future__ import annotations

import pandas as pd

from oj_analys.domain import EVERYONE, AnswerState, InterviewForm, Rating, Status
from oj_analys.frames import MEASURES
from oj_analys.frames.measures import KEY
from oj_analys.frames.persons import Interviews
from oj_analys.scoring.distribution import UNIT, Question, answer_words, distribution
from oj_analys.scoring.usage import usage_figures

_BASELINE = "grund"
_SEXES = ("K", "M")
_NO_ANSWER = (AnswerState.UNANSWERED, AnswerState.NOT_APPLICABLE, AnswerState.BLANK, AnswerState.REJECTED)


def score_interviews(interviews: Interviews) -> pd.DataFrame:
    """Return the usage of the form, and of the baseline the number of interviews and the ratings, as MEASURES rows.

    Usage is per kommun and year. The ratings are of the whole group only and of all years together, for everyone (T)
    and for each sex that occurs: ``svar=0`` and so on in percent of the ``n`` valid ratings. Why the others gave none
    has no rows: they are few, and a reason such as "ej aktuell" says something of a person; the load report counts them
    for the whole file. A rating that no interview of the baseline holds has no rows.

    Raises:
        DataError: Where a count of the usage table is larger than what it is a part of.
    """
    parts = [usage_figures(interviews), _of_baseline(interviews)]
    return MEASURES.build(pd.concat([MEASURES.empty(), *parts]).sort_values(list(KEY)))


def baseline(interviews: Interviews) -> pd.DataFrame:
    """Return the INTERVIEWS rows of each person's earliest ``grund``, over all years; the rest never enters it.

    Several Grund of one person: the earliest is the baseline (fact sheet of ASI, section 5, rule 17).
    """
    rows = interviews.rows
    first = rows[(rows["kind"] == _BASELINE) & rows["unit"].isin(interviews.grupp.members)]
    return first[first["date"] == first.groupby("person")["date"].transform("min")]


def _of_baseline(interviews: Interviews) -> pd.DataFrame:
    rows = baseline(interviews)
    if rows.empty:
        return MEASURES.empty()
    people = _by_sex(rows.drop_duplicates("person")[["person", "sex"]])
    people = people.assign(unit=interviews.grupp.unit, period=_period(rows["date"]))
    asked = [rating for rating in interviews.instrument.ratings if rating.variable in set(rows["variable"])]
    counts = people.groupby(UNIT, as_index=False).agg(count=("person", "size")).assign(source=interviews.source)
    parts = [
        counts.assign(
            measure=f"{interviews.instrument.id}.intervjuer",
            group=EVERYONE,
            value=counts["count"],
            status=str(Status.OK),
        ),
        distribution(
            _told(rows, people, interviews.instrument, asked),
            counts.drop(columns="count"),
            [Question(rating.measure, interviews.instrument.scale(rating.scale), _NO_ANSWER) for rating in asked],
        ).query("valid"),
    ]
    return pd.concat(parts)


def _by_sex(people: pd.DataFrame) -> pd.DataFrame:
    """Return everyone under T, and those whose sex is known a second time under it."""
    return pd.concat([people.assign(sex="T"), people[people["sex"].isin(_SEXES)]], ignore_index=True)


def _period(dates: pd.Series[str]) -> str:
    """Return the years that some dates cover.

    >>> _period(pd.Series(["2024-03-18", "2023-01-09"])), _period(pd.Series(["2024-03-18"]))
    ('2023/2024', '2024')
    """
    first, last = dates.min()[:4], dates.max()[:4]
    return first if first == last else f"{first}/{last}"


def _told(rows: pd.DataFrame, people: pd.DataFrame, form: InterviewForm, asked: list[Rating]) -> pd.DataFrame:
    """Return each person's ratings; one without a row was left blank."""
    ratings = [(rating.variable, rating.scale, rating.measure) for rating in asked]
    told = people.merge(pd.DataFrame(ratings, columns=["variable", "scale", "measure"], dtype="str"), how="cross")
    said = rows[["person", "variable", "value", "state"]]
    told = told.merge(said, on=["person", "variable"], how="left", validate="many_to_one")
    return told.assign(answer=answer_words(told, form.scales))
