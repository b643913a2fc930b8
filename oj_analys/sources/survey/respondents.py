"""Who answered a survey, when and where; a person who stands there twice is used once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from oj_analys.catalog import answer_spelling
from oj_analys.domain import Grupp
from oj_analys.sources._kommuner import split_by_kommun
from oj_analys.sources._load_report import OUTSIDE
from oj_analys.sources._table import Column, Row, Table
from oj_analys.sources._values import Fault
from oj_analys.sources.files import SurveyFile
from oj_analys.sources.survey.background import read_backgrounds

_NO_ID = Fault("id saknas", "ett eget id på varje rad", "Fyll i det, eller ta bort raden.")
_COPY = "helt lika en tidigare rad"
_SAME_ID = "med samma id som en tidigare rad, men andra uppgifter"


class Respondent(NamedTuple):
    """A row of a kommun of the group, and who it is about."""

    row: Row
    unit: str
    ident: str
    period: str
    background: str

    @property
    def key(self) -> tuple[str, str]:
        """Round and id: two rows that share it are one person, told twice."""
        return self.period, self.ident


@dataclass(frozen=True, slots=True)
class Respondents:
    """Those whose answers are used, by round and id, and how many rows are not used for which reason."""

    used: tuple[Respondent, ...] = field(repr=False)
    unused: Mapping[str, int]


def read_respondents(table: Table, file: SurveyFile, columns: Mapping[str, Column], grupp: Grupp) -> Respondents:
    """Return the persons of the group's kommuner; of rows with the same round and id the first is used.

    ``columns`` are by heading. What cannot be understood is noted as the table's faults.
    """
    backgrounds = read_backgrounds(table, file, columns)
    idents = table.meanings(columns[file.id_column], lambda text: text or _NO_ID)
    periods = _read_periods(table, file, columns)
    kommuner = split_by_kommun(table, columns[file.kommun_column], grupp.members)
    people = [
        Respondent(row, unit, idents.get(row.number, ""), periods.get(row.number, ""), backgrounds[row.number])
        for row, unit in kommuner.rows
    ]
    once = {person.key: person for person in reversed(people)}  # the first of those that share a key
    again = [person for person in people if once[person.key] is not person]
    copies = sum(person.row.cells == once[person.key].row.cells for person in again)
    unused = {OUTSIDE: kommuner.set_aside, _COPY: copies, _SAME_ID: len(again) - copies}
    return Respondents(tuple(once[key] for key in sorted(once)), unused)


def _read_periods(table: Table, file: SurveyFile, columns: Mapping[str, Column]) -> Mapping[int, str]:
    """Return the round of each row by its number."""
    if not file.round_column:
        return {row.number: file.period for row in table.rows}
    allowed = ", ".join(f'"{word}"' for word in file.rounds)
    unknown = Fault("okänd omgång", allowed, "Lägg till ordet under [fil.omgangar] i underlag.toml, eller rätta det.")
    return table.meanings(columns[file.round_column], lambda text: file.rounds.get(answer_spelling(text), unknown))
