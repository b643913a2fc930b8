"""What the respondents of a survey say of themselves, as groups of MEASURES (``roll=chef``)."""

from __future__ import annotations

from collections.abc import Mapping

from oj_analys.catalog import answer_spelling
from oj_analys.domain import Background
from oj_analys.sources._table import Column, Table
from oj_analys.sources._values import Fault
from oj_analys.sources.files import SurveyFile
from oj_analys.sources.survey.answers import BLANK


def read_backgrounds(table: Table, file: SurveyFile, columns: Mapping[str, Column]) -> Mapping[int, str]:
    """Return the group of each row by its number, empty where nothing is said; ``columns`` are by heading."""
    known = {background.id: background for background in file.instrument.backgrounds}
    told = [_told(table, columns[heading], known[ident]) for ident, heading in sorted(file.background.items())]
    return {row.number: ";".join(part for one in told if (part := one.get(row.number))) for row in table.rows}


def _told(table: Table, column: Column, background: Background) -> Mapping[int, str]:
    codes = {answer_spelling(word): code for code, words in background.values for word in (code, *words)}
    groups = {word: f"{background.id}={code}" for word, code in codes.items()} | dict.fromkeys(BLANK, "")
    allowed = ", ".join(f'"{words[0]}"' for _, words in background.values) + " eller tom cell"
    unknown = Fault("okänt svar", allowed, "Rätta svaren, eller lägg till orden.")
    return table.meanings(column, lambda text: groups.get(answer_spelling(text), unknown))
