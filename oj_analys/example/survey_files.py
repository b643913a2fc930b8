"""The questionnaire as a survey tool exports it, one workbook per round, and how many were invited."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from oj_analys import catalog, swedish
from oj_analys.domain import AnswerState, Questionnaire, Scale
from oj_analys.example.excel import Content, Sheet, write_sheets
from oj_analys.example.person_truths import INVITED
from oj_analys.example.respondents import Respondent, respondents
from oj_analys.example.seeds import uniforms
from oj_analys.example.spellings import any_of, in_any_form, in_words, kommun_by_name, kommun_in_any_way
from oj_analys.example.statements import Answer, answers
from oj_analys.example.toml import file_entry, key_value

INVITED_FILE = "ebp-inbjudna.xlsx"
KOMMUN_QUESTION = "Vilken kommun arbetar du i?"
ROLE_QUESTION = "Yrkesroll"

_SYSTEM = ("ID", "Starttid", "Slutförandetid", "E-postadress", "Namn")
_SHEET = "Svar"
_INVITED_SHEET = "Inbjudna"
_LICENCE = "Påhittade svar, fri användning"
_ABOUT = "Filen är gjord av oj_analys för att visa hur ett uttag ur ett enkätverktyg ser ut. Ingen har svarat."
_NBSP_EVERY = 9  # some headings end in a hard space, as survey tools leave them
_PER_DAY = 12


@dataclass(frozen=True, slots=True)
class Export:
    """One round: when it opened and was fetched, how an answer and a kommun are written, and how rows are ordered."""

    period: str
    opened: date
    fetched: date
    word: Callable[[int, Scale, str], Content]
    kommun: Callable[[str, str], str]
    order: Callable[[Respondent], float]

    @property
    def file(self) -> str:
        """The name of the workbook."""
        return f"ebp-{self.period}.xlsx"


def write_surveys(folder: Path) -> list[str]:
    """Write the workbooks of both rounds and of the invited, and return their lines of ``underlag.toml``."""
    questionnaire = catalog.questionnaire("ebp")
    lines = []
    for export in EXPORTS:
        sheet = Sheet(_SHEET, list(_headers(questionnaire)), list(_rows(export, questionnaire)))
        write_sheets(folder / export.file, f"EBP-termometern {export.period}", export.fetched, [_ABOUT], sheet)
        lines += _entry(export)
    return [*lines, *_write_invited(folder)]


def _entry(export: Export) -> list[str]:
    entry = file_entry(
        export.file,
        "enkat",
        instrument="ebp",
        blad=_SHEET,
        rubrikrad=1,
        omgang=export.period,
        kolumn_id=_SYSTEM[0],
        kolumn_kommun=KOMMUN_QUESTION,
        producent="FoU Jämt",
        hamtad=export.fetched,
        licens=_LICENCE,
    )
    return [*entry, "[fil.bakgrund]", key_value("roll", ROLE_QUESTION)]


def _headers(questionnaire: Questionnaire) -> Iterator[str]:
    yield from (*_SYSTEM, KOMMUN_QUESTION, ROLE_QUESTION)
    for item in questionnaire.items:
        yield f"{item.nr}. {item.label}" + ("" if item.nr % _NBSP_EVERY else swedish.NBSP)


def _rows(export: Export, questionnaire: Questionnaire) -> Iterator[list[Content]]:
    roles = dict(questionnaire.backgrounds[0].values)
    said = answers(export.period)
    for one in sorted(respondents(export.period), key=export.order):
        place = f"{export.period}|{one.number}"
        told = [
            _told(said[one.number][item.id], questionnaire.scale(item.scale), export, f"{place}|{item.id}")
            for item in questionnaire.items
        ]
        yield [*_system(one, export), export.kommun(one.kommun, place), any_of(roles[one.role], place), *told]


def _system(one: Respondent, export: Export) -> list[Content]:
    """Return what the tool notes by itself; twelve answer each day."""
    day, turn = divmod(one.number - 1, _PER_DAY)
    started = datetime.combine(export.opened, time(8)) + timedelta(days=day, minutes=41 * turn)
    return [one.number, started, started + timedelta(minutes=9 + one.number % 7), one.mail, one.name]


def _told(answer: Answer, scale: Scale, export: Export, place: str) -> Content:
    if answer is AnswerState.BLANK:
        return None
    if isinstance(answer, AnswerState):
        return any_of(tuple(word for word, state in scale.non_answers if state is answer), place)
    return export.word(answer, scale, place)


def _in_turn(one: Respondent) -> float:
    return one.number


def _by_lot(one: Respondent) -> float:
    return float(uniforms(1, "rad", one.number)[0])


def _write_invited(folder: Path) -> list[str]:
    fetched = EXPORTS[-1].fetched
    rows = [
        (catalog.kommun(kommun).name, int(period), number)
        for period, kommuner in INVITED.items()
        for kommun, number in kommuner.items()
    ]
    sheet = Sheet(_INVITED_SHEET, ("Kommun", "Omgång", "Inbjudna"), rows)
    write_sheets(folder / INVITED_FILE, "EBP-termometern: hur många som fick enkäten", fetched, [_ABOUT], sheet)
    return file_entry(
        INVITED_FILE,
        "inbjudna",
        instrument="ebp",
        blad=_INVITED_SHEET,
        rubrikrad=1,
        producent="FoU Jämt",
        hamtad=fetched,
        licens=_LICENCE,
    )


EXPORTS = (
    Export("2023", date(2023, 5, 15), date(2023, 6, 5), in_words, kommun_by_name, _in_turn),
    Export("2025", date(2025, 5, 12), date(2025, 5, 30), in_any_form, kommun_in_any_way, _by_lot),
)
