"""The persons' half: rows of single persons, in objects that show counts only.

Not part of ``oj_analys.frames``' own names: only sources and scoring may know them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from oj_analys.domain import Grupp, Instrument, InterviewForm, Measure, Questionnaire
from oj_analys.frames.spec import FrameSpec

RESPONSES = FrameSpec(
    "RESPONSES",
    {
        "respondent": "str",
        "unit": "str",
        "period": "str",
        "background": "str",
        "item": "str",
        "answer": "float64",
        "state": "str",
    },
    ("period", "respondent", "item"),
)
"""One row per person and item; ``background`` is written as a group of MEASURES (``roll=chef``), empty if unknown."""

INTERVIEWS = FrameSpec(
    "INTERVIEWS",
    {
        "person": "str",
        "unit": "str",
        "sex": "str",
        "date": "str",
        "kind": "str",
        "form_version": "str",
        "variable": "str",
        "value": "float64",
        "state": "str",
    },
    ("person", "date", "kind", "variable"),
)
"""One row per interview and variable; ``date`` is ``2024-03-18``, ``kind`` is ``grund`` or ``uppfoljning``."""

COUNTS = FrameSpec(
    "COUNTS",
    {
        "unit": "str",
        "measure": "str",
        "period": "str",
        "value": "float64",
        "n": "Int64",
        "status": "str",
        "source": "str",
    },
    ("unit", "measure", "period"),
)
"""Figures per kommun that may count persons and are not yet guarded: a usage table, own measures."""


@dataclass(frozen=True, slots=True, repr=False)
class Survey:
    """Answers to a questionnaire in one or more rounds.

    ``responses`` is a RESPONSES frame of kommuner of the group, ``invited`` how many were asked by (kommun, period),
    ``sources`` the key into SOURCES by period, ``invited_source`` that of the invited counts (empty without any).
    """

    instrument: Questionnaire
    grupp: Grupp
    responses: pd.DataFrame
    invited: Mapping[tuple[str, str], int]
    sources: Mapping[str, str]
    invited_source: str = ""

    def __repr__(self) -> str:
        """Show counts only, and what is preliminary."""
        rounds = self.responses.groupby("period")["respondent"].nunique()
        return f"Survey({self.instrument.id}: {_listed(rounds, 'personer')}){_proviso(self.instrument)}"


@dataclass(frozen=True, slots=True, repr=False)
class Interviews:
    """Interviews, and how much the form is used per kommun and year.

    ``rows`` is an INTERVIEWS frame, ``usage`` a COUNTS frame, ``source`` the key of the interviews into SOURCES. Either
    frame may be empty. ``money_scale`` is what amounts are multiplied by before composite scores, None where nobody has
    said.
    """

    instrument: InterviewForm
    grupp: Grupp
    rows: pd.DataFrame
    usage: pd.DataFrame
    source: str
    money_scale: float | None = None

    def __repr__(self) -> str:
        """Show counts only, and what is preliminary."""
        kinds = self.rows.drop_duplicates(["person", "date", "kind"]).groupby("kind").size()
        return f"Interviews({self.instrument.id}: {_listed(kinds, 'intervjuer')}){_proviso(self.instrument)}"


@dataclass(frozen=True, slots=True, repr=False)
class OwnMeasures:
    """A county's own measures: what each means, by id, and a COUNTS frame."""

    definitions: Mapping[str, Measure]
    grupp: Grupp
    rows: pd.DataFrame

    def __repr__(self) -> str:
        """Show counts only."""
        return f"OwnMeasures({len(self.definitions)} mått, {len(self.rows)} värden)"


Persons = Survey | Interviews | OwnMeasures


def _proviso(instrument: Instrument) -> str:
    return f" {instrument.proviso}" if instrument.assumed else ""


def _listed(counts: pd.Series, word: str) -> str:
    return ", ".join(f"{key}: {count} {word}" for key, count in counts.items()) or f"inga {word}"
