"""Texts that kommuner have written: one line without hidden characters, short enough to print, and about no person."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from oj_analys.identity import Telling, contact_in
from oj_analys.sources._cells import Cell, text
from oj_analys.sources._values import Fault
from oj_analys.sources.plan.roles import names_someone
from oj_analys.swedish import nfc

LONGEST = 300

NO_TEXT = Fault("cellen är tom", "en text", "Fyll i den, eller ta bort raden.")

_TOO_LONG = Fault("texten är för lång", f"högst {LONGEST} tecken", "Korta den.")
_CONTACTS = {
    Telling.EPOST: Fault("texten innehåller en e-postadress", "", "Ta bort den."),
    Telling.TELEFON: Fault("texten innehåller det som ser ut som ett telefonnummer", "", "Ta bort det."),
}
_NAME = Fault("texten ser ut som ett namn", "en roll", "Skriv rollen, till exempel enhetschef.")
_HIDDEN = ("Cc", "Cf", "Co", "Cs", "Cn")  # control and format characters, and what is no character


def one_line(cell: Cell) -> str:
    r"""Return a cell as one line, without the characters that do not show.

    >>> one_line(" Öka\u200b stödet\n till unga "), one_line(datetime(2024, 3, 18))
    ('Öka stödet till unga', '2024-03-18')
    """
    plain = cell.date().isoformat() if isinstance(cell, datetime) else text(cell)
    return nfc("".join(letter for letter in plain if unicodedata.category(letter) not in _HIDDEN))


def text_fault(plain: str) -> Fault | None:
    """Return what is wrong with a text: too long, or a way to reach a person."""
    if len(plain) > LONGEST:
        return _TOO_LONG
    contact = contact_in(plain)
    return _CONTACTS[contact] if contact else None


def role_fault(plain: str) -> Fault | None:
    """Return what is wrong with a text that tells who answers for something: as any text, or a name for a role."""
    return text_fault(plain) or (_NAME if names_someone(plain) else None)
