"""What a questionnaire says of one kommun and its group, as the kommun's section reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from oj_analys.domain import Grupp, Kommun, Questionnaire
from oj_analys.frames import Released
from oj_analys.reports.guarded import Figures, Value, figures_of, rows_of
from oj_analys.reports.instruments import answered_id


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A kommun's answers to a questionnaire; ``rows`` and ``figures`` are those of the questionnaire only."""

    released: Released
    kommun: Kommun
    instrument: Questionnaire
    rows: pd.DataFrame
    figures: Figures

    @property
    def grupp(self) -> Grupp:
        """The group that the kommun belongs to."""
        return self.released.edition.grupp

    @property
    def rounds(self) -> tuple[str, ...]:
        """The rounds of the utgåva, oldest first."""
        return self.figures.periods(self.kommun.code, [answered_id(self.instrument)])

    def answered(self, period: str) -> Value:
        """Return how many answered in a round."""
        return self.figures.at(self.kommun.code, answered_id(self.instrument), period)

    def shown(self, measures: Iterable[str]) -> tuple[str, ...]:
        """Return the rounds in which the kommun has a shown value of some measures."""
        wanted = tuple(measures)
        return tuple(period for period in self.rounds if self.figures.shows(self.kommun.code, wanted, period))


def surveyed(released: Released, kommun: Kommun, instrument: Questionnaire) -> Surveyed:
    """Return what a questionnaire says of a kommun."""
    rows = rows_of(released.measures, instrument.id)
    return Surveyed(released, kommun, instrument, rows, figures_of(rows, instrument.measures))
