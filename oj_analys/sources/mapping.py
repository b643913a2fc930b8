"""Which column of an export of interviews holds what, from a TOML file beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from oj_analys.catalog import answer_spelling
from oj_analys.domain import DataError, InterviewForm, Problem
from oj_analys.sources._safe_open import read_toml
from oj_analys.sources._settings import Settings
from oj_analys.swedish import nfc

KINDS = ("grund", "uppfoljning")
SEXES = ("K", "M")
REQUIRED = ("person", "kommun", "datum", "typ", "formular", "kon")


@dataclass(frozen=True, slots=True)
class InterviewMapping:
    """A mapping file: its name and fingerprint, headings by what they hold, and what words mean.

    ``required`` are the headings of :data:`REQUIRED`, ``variables`` those of the form's variables by canonical name.
    Words are in one spelling (:func:`answer_spelling`).
    """

    name: str
    sha256: str
    required: Mapping[str, str]
    variables: Mapping[str, str]
    kinds: Mapping[str, str] = field(repr=False)
    sexes: Mapping[str, str] = field(repr=False)
    unanswered: frozenset[str]
    not_applicable: frozenset[str]

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading that the export must have."""
        return (*self.required.values(), *self.variables.values())


def read_mapping(path: Path, form: InterviewForm, where: str = "") -> InterviewMapping:
    """Return what a mapping file says; ``where`` is what the messages call the file.

    Raises:
        DataError: every fault at once: unknown or missing keys, a variable that the form does not have, a heading with
            two uses, a kind of interview or a sex that is none.
    """
    where = where or path.name
    problems: list[Problem] = []
    document = read_toml(path, where)
    file = Settings(where, document.content, problems)
    mapping = InterviewMapping(
        name=where,
        sha256=document.sha256,
        required={name: nfc(file.text(name)) for name in REQUIRED},
        variables=_variables(file.optional_table("variabler"), form),
        kinds=_words(file.optional_table("typer"), KINDS),
        sexes=_words(file.optional_table("kon_varden"), SEXES),
        unanswered=frozenset(map(answer_spelling, file.items("obesvarad", str))),
        not_applicable=frozenset(map(answer_spelling, file.items("ej_aktuell", str))),
    )
    file.close()
    _check_headings(mapping, file)
    if problems:
        raise DataError(problems)
    return mapping


def _variables(table: Settings, form: InterviewForm) -> Mapping[str, str]:
    known = [variable.name for variable in form.variables]
    for name in table.keys:
        if name not in known:
            table.fault(f'okänd variabel "{name}"', f"variabler i {form.id}", "Rätta namnet, eller ta bort raden.")
    if not table.keys:
        table.fault("inga variabler är angivna", 'minst en, till exempel alcohol_need = "Alkohol, hjälpbehov"')
    return {name: nfc(table.text(name)) for name in table.keys}


def _words(table: Settings, allowed: tuple[str, ...]) -> Mapping[str, str]:
    words = {word: table.text(word) for word in table.keys}
    for word, meaning in words.items():
        if meaning.strip() and meaning not in allowed:
            table.fault(f'"{word}" är "{meaning}"', ", ".join(allowed))
    if not words:
        table.fault("tabellen saknas eller är tom", f"minst en rad, till {' eller '.join(allowed)}", "Lägg till den.")
    return {answer_spelling(word): meaning for word, meaning in words.items()}


def _check_headings(mapping: InterviewMapping, file: Settings) -> None:
    for heading, times in Counter(heading.casefold() for heading in mapping.headings if heading).items():
        if times > 1:
            file.fault(f'kolumnen "{heading}" används till {times} saker', "en", "Rätta den rubrik som är fel.")
