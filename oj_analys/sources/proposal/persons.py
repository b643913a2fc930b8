"""What can be proposed for a file that may hold persons: headings are written only where every word of them is known.

Cells are looked at to tell what a column holds; nothing that stands in one is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache

from oj_analys.catalog import answer_spelling
from oj_analys.domain import Background, InterviewForm, Questionnaire
from oj_analys.identity import telling_heading
from oj_analys.sources._cells import column_letters
from oj_analys.sources.door.workbook import Workbook
from oj_analys.sources.interviews.mapping import REQUIRED
from oj_analys.sources.own.definitions import Counted
from oj_analys.sources.proposal.kinds import KIND_WORDS, Guess, is_kind_word, item_of, variable_of
from oj_analys.sources.proposal.sheet import column_of, kommun_code, kommun_column
from oj_analys.sources.proposal.toml import blank, document, setting, unsure
from oj_analys.swedish import slug

MOST_MEASURES = 40

_WORD = re.compile(r"[^\W_]+")
_HARMLESS = (  # words that may stand in a heading that is written
    "vilken vilket vad är i din ditt du er ert arbetar jobbar tillhör ange huvudsaklig huvudsakliga nuvarande för av nr"
    " nummer"
)
_HEADINGS = {  # words that tell what a column holds
    "id": "id svarsid respondent respondentid responseid löpnummer",
    "kommun": "kommun kommunen hemkommun arbetskommun",
    "bakgrund": "yrke yrkesroll roll befattning tjänst tjänsten",
    "person": "klient klientkod klientid person personkod kod id",
    "datum": "datum intervjudatum intervju",
    "typ": "typ intervjutyp intervju",
    "formular": "formulär formulärversion version utgåva",
    "kon": "kön",
}
_SHEETS = frozenset(
    "svar svaren form formulär blad sheet data rådata export enkät asi ebp inbjudna användning värden mått tabell"  # noqa: SIM905 - a list of words
    " resultat responses complete".split()
)
_KNOWN = frozenset(" ".join((_HARMLESS, *_HEADINGS.values())).split())


def sheet_line(book: Workbook, name: str) -> str:
    """Return the setting of a sheet's name, which is written only where it is one of the usual ones."""
    if set(re.findall(r"[^\W\d_]+", name.casefold())) <= _SHEETS:
        return setting("blad", name)
    return blank("blad", f"namnet på blad nummer {list(book.sheets).index(name) + 1}")


def survey_lines(guess: Guess, form: Questionnaire, year: str) -> list[str]:
    """Return the settings of a survey export beside those that every file has; ``year`` is what its name says."""
    columns = _Columns(guess)
    period = setting("omgang", year, "ur filens namn") if year else blank("omgang", 'till exempel "2025"')
    lines = [period, columns.by_heading("kolumn_id", "id"), columns.of_kommuner("kolumn_kommun")]
    found = {item_of(form, heading) for heading in guess.headings if heading}
    missing = [str(item.nr) for item in form.items if item.nr not in found]
    if missing:
        lines.append(unsure(f"fråga {', '.join(missing)} känns inte igen: skriv rubrikerna under [fil.fragor]"))
    backgrounds = [columns.of_background(one) for one in form.backgrounds]
    return [*lines, *(["[fil.bakgrund]", *filter(None, backgrounds)] if any(backgrounds) else [])]


def mapping_text(guess: Guess, form: InterviewForm) -> str:
    """Return a mapping file: the columns that are known by our own names and labels."""
    columns = _Columns(guess)
    told = {"kommun": columns.of_kommuner("kommun"), "typ": columns.by_content("typ", is_kind_word)}
    head = [told.get(name) or columns.by_heading(name, name) for name in REQUIRED]
    named = {variable_of(form, heading): heading for heading in guess.headings if heading}
    variables = [setting(name, heading) for name, heading in sorted(named.items(), key=str) if name]
    mapped = {variable.name: variable for variable in form.all_variables}
    if any(mapped[name].money for name in named if name):
        head.append(blank("pengar_enhet", '"kronor" eller "tusental kronor"'))
    words = [setting(word, meaning) for word, meaning in KIND_WORDS.items()]
    top = ["# Förslag av python -m oj_analys underlag: vad kolumnerna betyder. Kolumner som inte står här läses inte."]
    return document(
        [
            [*top, *head, setting("obesvarad", ["X"]), setting("ej_aktuell", ["N"])],
            ["[typer]", *words],
            ["[kon_varden]", setting("Kvinna", "K"), setting("Man", "M")],
            ["[variabler]", *(variables or [unsure(f"ingen kolumn känns igen: skriv variabler i {form.id}")])],
        ]
    )


def definitions_text(guess: Guess) -> str:
    """Return definitions of own measures: every id that several kommuner have, which no name of a person would be."""
    return document(
        [
            ["# Förslag av python -m oj_analys underlag: vad länets egna mått betyder."],
            *(_definition(ident) for ident in _own_ids(guess)),
        ]
    )


def _definition(ident: str) -> list[str]:
    return [
        "[[matt]]",
        setting("id", ident),
        blank("titel", "vad läsaren ser"),
        blank("slag", "andel, antal, medelvärde, median, kronor, index, ja_nej eller ordinal"),
        blank("enhet", "till exempel procent"),
        blank("decimaler", "ett heltal utan citattecken"),
        blank("raknar", ", ".join(Counted)),
        blank("riktning", "up, down, none eller context"),
        blank("skal", "varför riktningen är den"),
        blank("kalla", "vem som har tagit fram siffrorna"),
    ]


def _own_ids(guess: Guess) -> list[str]:
    headings = [heading.casefold() for heading in guess.headings]
    measure, kommun = headings.index("mått"), headings.index("kommun")
    rows = {(row[measure], code) for row in guess.sheet.rows[guess.header_row :] if (code := kommun_code(row[kommun]))}
    times = Counter(ident for ident, _ in rows if ident and ident == slug(ident))
    return sorted(ident for ident, count in times.items() if count > 1)[:MOST_MEASURES]


class _Columns:
    """The columns of a table, found by heading or by content; a heading that is not known is told by its letter."""

    def __init__(self, guess: Guess) -> None:
        self.sheet, self.row, self.headings = guess.sheet, guess.header_row, guess.headings

    def by_heading(self, key: str, what: str) -> str:
        """Return a setting with the only heading that has a word for it."""
        wanted = _words(what)
        found = [heading for heading in self.headings if _may_be_written(heading) and wanted & _split(heading)]
        if len(found) == 1:
            return setting(key, found[0])
        return setting(key, found[0], "flera rubriker liknar den") if found else blank(key, "kolumnens rubrik")

    def by_content(self, key: str, is_known: Callable[[str], object]) -> str:
        """Return a setting with the heading of the column where nearly all cells are known."""
        return self._told(key, column_of(self.sheet, self.row, is_known))

    def of_kommuner(self, key: str) -> str:
        """Return a setting with the heading of the column of kommuner."""
        return self._told(key, kommun_column(self.sheet, self.row))

    def of_background(self, background: Background) -> str:
        """Return a setting with the heading of the column that answers a background question, empty if none does."""
        known = {answer_spelling(word) for _, words in background.values for word in words}
        place = column_of(self.sheet, self.row, lambda text: answer_spelling(text) in known)
        return "" if place is None else self._told(background.id, place)

    def _told(self, key: str, place: int | None) -> str:
        if place is None:
            return blank(key, "kolumnens rubrik")
        heading = self.headings[place]
        if _may_be_written(heading):
            return setting(key, heading)
        return blank(key, f"rubriken på kolumn {column_letters(place)}, om den är rätt")


def _may_be_written(heading: str) -> bool:
    words = _split(heading)
    return bool(words) and words <= _KNOWN and telling_heading(heading) is None


def _split(heading: str) -> set[str]:
    return set(_WORD.findall(heading.casefold()))


@cache
def _words(what: str) -> frozenset[str]:
    return frozenset(_HEADINGS[what].split())
