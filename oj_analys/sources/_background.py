"""What the respondents of a survey say of themselves, as groups of MEASURES (``roll=chef``)."""

from __future__ import annotations

from collections.abc import Mapping

from oj_analys.catalog import answer_spelling
from oj_analys.domain import Problem
from oj_analys.sources._answers import BLANK
from oj_analys.sources._table import Column, Table
from oj_analys.sources._values import Fault
from oj_analys.sources.files import SurveyFile


def read_backgrounds(table: Table, file: SurveyFile, columns: Mapping[str, Column]) -> Mapping[int, str]:
    """Return the group of each row by its number, empty where nothing is said; ``columns`` are by heading."""
    known = [background.id for background in file.instrument.backgrounds]
    for ident in sorted(set(file.background) - set(known)):
        table.problems.append(Problem(table.where, f'okänd bakgrundsfråga "{ident}"', ", ".join(known)))
    groups: dict[int, list[str]] = {row.number: [] for row in table.rows}
    for background in sorted(file.instrument.backgrounds, key=lambda background: background.id):
        if background.id not in file.background:
            continue
        column = columns[file.background[background.id]]
        meanings = background.values
        codes = {answer_spelling(word): code for code, words in meanings for word in (code, *words)}
        allowed = ", ".join(f'"{words[0]}"' for _, words in meanings) + " eller tom cell"
        for row in table.rows:
            text = answer_spelling(row.text(column))
            if text in codes:
                groups[row.number].append(f"{background.id}={codes[text]}")
            elif text not in BLANK:
                table.fault(row, column, Fault("okänt svar", allowed, "Rätta svaren, eller lägg till orden."))
    return {number: ";".join(parts) for number, parts in groups.items()}
