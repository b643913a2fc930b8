"""What can be proposed for a file that may hold persons: headings are written only where every word of them is known.

Cells are looked at to tell what a column holds; nothing that stands in one is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from oj_analys.catalog import answer_spelling
from oj_analys.domain import Background, InterviewForm, Questionnaire
from oj_analys.identity import telling_heading
from oj_analys.sources._cells import column_letters
from oj_analys.sources.door.workbook import Workbook
from oj_analys.sources.files import AnswerSheet
from oj_analys.sources.interviews.mapping import REQUIRED, Shape
from oj_analys.sources.own.definitions import Counted
from oj_analys.sources.proposal.kinds import KIND_WORDS, Guess, is_kind_word, item_of, variable_of
from oj_analys.sources.proposal.sheet import column_of, kommun_code, kommun_column
from oj_analys.sources.proposal.toml import blank, document, setting, unsure
from oj_analys.swedish import slug

MOST_MEASURES = 40

_WORD = re.compile(r"[^\W_]+")
_HARMLESS = (  # words that may stand in a heading that is written
    "vilken vilket vad är i din ditt du er ert arbetar jobbar tillhör ange huvudsaklig huvudsakliga nuvarande för av nr"
    " nummer q"
)
_HEADINGS = {  # words that tell what a column holds
    "id": "id svarsid respid respondent respondentid responseid löpnummer",
    "kommun": "kommun kommunen hemkommun arbetskommun",
    "bakgrund": "yrke yrkesroll roll befattning tjänst tjänsten",
    "person": "klient klientkod klientid person personkod kod id",
    "datum": "datum intervjudatum intervju",
    "typ": "typ intervjutyp intervju",
    "formular": "formulär formulärversion version utgåva",
    "kon": "kön",
    "variabel": "fråga variabel",
    "varde": "svar värde",
    "status": "status finished completed slutförd fullföljd",
}
_STATUSES = {  # what survey tools say of a person's answers
    "true": AnswerSheet.WHOLE,
    "false": AnswerSheet.PARTIAL,
    "complete": AnswerSheet.WHOLE,
    "completed": AnswerSheet.WHOLE,
    "partial": AnswerSheet.PARTIAL,
    "ja": AnswerSheet.WHOLE,
    "nej": AnswerSheet.PARTIAL,
}
_ANSWERS_IN_WORDS = {"ja", "nej"}
_CODING = ("[[matt.kodning]]", "ja = 1", 'svar = { 1 = "Ja", 0 = "Nej" }')
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
    statuses, words = columns.of_status()
    backgrounds = list(filter(None, map(columns.of_background, form.backgrounds)))
    return [*lines, *statuses, *(["[fil.bakgrund]", *backgrounds] if backgrounds else []), *words]


def mapping_text(guess: Guess, form: InterviewForm) -> str:
    """Return a mapping file: the columns that are known by our own names and labels."""
    columns = _Columns(guess)
    told = {"kommun": columns.of_kommuner("kommun"), "typ": columns.by_content("typ", is_kind_word)}
    head = [told.get(name) or columns.by_heading(name, name) for name in REQUIRED]
    named = {variable_of(form, heading): heading for heading in guess.headings if heading}
    asked = columns.place_of(partial(variable_of, form))
    if asked is not None:
        head = [setting("form", Shape.LONG), *head, *(columns.by_heading(key, key) for key in ("variabel", "varde"))]
        named = {variable_of(form, text): text for text in columns.texts(asked)}
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
            *(_definition(guess, ident) for ident in _own_ids(guess)),
        ]
    )


def _definition(guess: Guess, ident: str) -> list[str]:
    counted, values = _told(guess, ident, "räknar"), _told(guess, ident, "värde")
    is_known = len(counted) == 1 and counted <= set(Counted)
    in_words = values == _ANSWERS_IN_WORDS
    kinds = "andel, antal, medelvärde, median, kronor, index, ja_nej eller ordinal (de två sista med [[matt.kodning]])"
    return [
        "[[matt]]",
        setting("id", ident),
        blank("titel", "vad läsaren ser"),
        setting("slag", "ja_nej", "värdena är Ja och Nej") if in_words else blank("slag", kinds),
        blank("enhet", "till exempel procent"),
        blank("decimaler", "ett heltal utan citattecken"),
        setting("raknar", *counted) if is_known else blank("raknar", ", ".join(Counted)),
        blank("riktning", "up (högt är bra), down (lågt är bra), none (behov eller mängd) eller context"),
        blank("skal", "varför riktningen är den"),
        blank("kalla", "vem som har tagit fram siffrorna"),
        *(_CODING if in_words else ()),
    ]


def _own_ids(guess: Guess) -> list[str]:
    kommuner: dict[str, set[str]] = {}
    for row in _own_rows(guess):
        kommuner.setdefault(row["mått"], set()).add(kommun_code(row["kommun"]))
    shared = (ident for ident, codes in kommuner.items() if len(codes - {""}) > 1)
    return sorted(ident for ident in shared if ident and ident == slug(ident))[:MOST_MEASURES]


def _told(guess: Guess, ident: str, heading: str) -> set[str]:
    """Return what stands under a heading in the rows of a measure, in lower case."""
    texts = (row.get(heading, "") for row in _own_rows(guess) if row["mått"] == ident)
    return {text.casefold() for text in texts if text}


def _own_rows(guess: Guess) -> Sequence[Mapping[str, str]]:
    headings = [heading.casefold() for heading in guess.headings]
    return [dict(zip(headings, row, strict=True)) for row in guess.sheet.rows[guess.last_row :]]


class _Columns:
    """The columns of a table, found by heading or by content; a heading that is not known is told by its letter."""

    def __init__(self, guess: Guess) -> None:
        self.sheet, self.row, self.headings = guess.sheet, guess.last_row, guess.headings

    def by_heading(self, key: str, what: str) -> str:
        """Return a setting with the only heading that has a word for it."""
        wanted = _words(what)
        found = [heading for heading in self.headings if _may_be_written(heading) and wanted & _split(heading)]
        if len(found) == 1:
            return setting(key, found[0])
        return setting(key, found[0], "flera rubriker liknar den") if found else blank(key, "kolumnens rubrik")

    def place_of(self, is_known: Callable[[str], object]) -> int | None:
        """Return the column where nearly all cells are known, None if there is none."""
        return column_of(self.sheet, self.row, is_known)

    def texts(self, place: int) -> list[str]:
        """Return what stands in a column."""
        return self.sheet.texts(place, self.row)

    def of_status(self) -> tuple[list[str], list[str]]:
        """Return the settings of the column that says whether answers are whole, and its words; nothing without one."""
        place = next((place for place, heading in enumerate(self.headings) if self._says_status(place, heading)), None)
        if place is None:
            return [], []
        words = {text.casefold(): text for text in self.texts(place)}
        line = setting("kolumn_status", self.headings[place], "säger om svaren är hela eller inte")
        return [line], ["[fil.status]", *(setting(words[word], _STATUSES[word]) for word in sorted(words))]

    def _says_status(self, place: int, heading: str) -> bool:
        texts = self.texts(place)
        known = bool(texts) and all(text.casefold() in _STATUSES for text in texts)
        return known and _may_be_written(heading) and bool(_words("status") & _split(heading))

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
