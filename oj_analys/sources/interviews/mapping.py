"""Which column or question of an export of interviews holds what, from a TOML file beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from oj_analys.catalog import answer_spelling
from oj_analys.domain import DataError, InterviewForm, Problem, Variable
from oj_analys.sources._safe_open import read_toml
from oj_analys.sources._settings import Settings
from oj_analys.sources.interviews.mapping_words import (
    Collision,
    NotAsked,
    Recode,
    read_collisions,
    read_not_asked,
    read_recodes,
    word,
)
from oj_analys.swedish import nfc

GRUND, UPPFOLJNING = KINDS = ("grund", "uppfoljning")
SEXES = ("K", "M")
REQUIRED = ("person", "kommun", "datum", "typ", "formular", "kon")


class Shape(StrEnum):
    """One row per interview, or one per question of an interview."""

    WIDE = "bred"
    LONG = "lang"


class MoneyUnit(StrEnum):
    """What amounts are told in."""

    KRONOR = "kronor"
    THOUSANDS = "tusental kronor"


_KRONOR = {MoneyUnit.KRONOR: 1, MoneyUnit.THOUSANDS: 1000}


@dataclass(frozen=True, slots=True)
class InterviewMapping:
    """A mapping file: its name and fingerprint, headings by what they hold, and what words mean.

    ``edition`` is the system and the edition of its export that the file is written for, empty if it does not say.
    ``required`` are the headings of :data:`REQUIRED`; ``variables`` are, by canonical name, the headings of the form's
    variables, or in a long export what stands under ``question_column`` where ``answer_column`` holds the answer (both
    empty in a wide one). Words are in one spelling, that of ``mapping_words.word``. ``kronor`` is how many one of an
    amount is. ``collisions`` are by the id of the check.
    """

    name: str
    sha256: str
    edition: str
    required: Mapping[str, str]
    variables: Mapping[str, str]
    question_column: str
    answer_column: str
    kinds: Mapping[str, str] = field(repr=False)
    sexes: Mapping[str, str] = field(repr=False)
    unanswered: frozenset[str]
    not_applicable: frozenset[str]
    recodes: Mapping[str, Recode] = field(repr=False)
    collisions: Mapping[str, Collision]
    not_asked: tuple[NotAsked, ...]
    kronor: int

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading that the export must have."""
        held = (self.question_column, self.answer_column) if self.question_column else self.variables.values()
        return (*self.required.values(), *held)


def read_mapping(path: Path, form: InterviewForm, where: str = "") -> InterviewMapping:
    """Return what a mapping file says; ``where`` is what the messages call the file.

    Raises:
        DataError: every fault at once: unknown or missing keys, a variable that the form does not have, a heading with
            two uses, a kind of interview or a sex that is none, a code that a variable cannot have, amounts without a
            unit, a check that sets a value aside without saying how.
    """
    where = where or path.name
    problems: list[Problem] = []
    document = read_toml(path, where)
    file = Settings(where, document.content, problems)
    shape = file.choice("form", tuple(Shape)) if "form" in file.keys else Shape.WIDE
    headings = _variables(file.optional_table("variabler"), form)
    variables = {variable.name: variable for variable in form.all_variables if variable.name in headings}
    mapping = InterviewMapping(
        name=where,
        sha256=document.sha256,
        edition=", ".join(filter(None, (file.optional(key, str) for key in ("system", "utgava")))),
        required={name: nfc(file.text(name)) for name in REQUIRED},
        variables=headings,
        question_column=nfc(file.text("variabel")) if shape is Shape.LONG else "",
        answer_column=nfc(file.text("varde")) if shape is Shape.LONG else "",
        kinds=_words(file.optional_table("typer"), KINDS),
        sexes=_words(file.optional_table("kon_varden"), SEXES),
        unanswered=frozenset(map(word, file.items("obesvarad", str))),
        not_applicable=frozenset(map(word, file.items("ej_aktuell", str))),
        recodes=read_recodes(file.optional_table("varden"), variables),
        collisions=read_collisions(file.optional_table("kontroller"), form, variables),
        not_asked=read_not_asked(file, variables, KINDS),
        kronor=_kronor(file, variables),
    )
    file.close()
    _check_headings(mapping, file)
    if problems:
        raise DataError(problems)
    return mapping


def _variables(table: Settings, form: InterviewForm) -> Mapping[str, str]:
    known = [variable.name for variable in form.all_variables]
    for name in table.keys:
        if name not in known:
            table.fault(f'okänd variabel "{name}"', f"variabler i {form.id}", "Rätta namnet, eller ta bort raden.")
    if not table.keys:
        table.fault("inga variabler är angivna", 'minst en, till exempel alcohol_need = "Alkohol, hjälpbehov"')
    return {name: nfc(table.text(name)) for name in table.keys}


def _words(table: Settings, allowed: tuple[str, ...]) -> Mapping[str, str]:
    words = {key: table.text(key) for key in table.keys}
    for key, meaning in words.items():
        if meaning.strip() and meaning not in allowed:
            table.fault(f'"{key}" är "{meaning}"', ", ".join(allowed))
    if not words:
        table.fault("tabellen saknas eller är tom", f"minst en rad, till {' eller '.join(allowed)}", "Lägg till den.")
    return {answer_spelling(key): meaning for key, meaning in words.items()}


def _kronor(file: Settings, variables: Mapping[str, Variable]) -> int:
    """Return how many kronor an amount's 1 is; whoever maps an amount must say."""
    told = "pengar_enhet" in file.keys or any(variable.money for variable in variables.values())
    unit = file.choice("pengar_enhet", tuple(MoneyUnit)) if told else None
    return _KRONOR[unit or MoneyUnit.KRONOR]


def _check_headings(mapping: InterviewMapping, file: Settings) -> None:
    _check_once(file, "kolumnen", mapping.headings)
    if mapping.question_column:
        _check_once(file, "frågan", mapping.variables.values())


def _check_once(file: Settings, what: str, texts: Iterable[str]) -> None:
    for text, times in Counter(text.casefold() for text in texts if text).items():
        if times > 1:
            file.fault(f'{what} "{text}" används till {times} saker', "en", "Rätta den text som är fel.")
