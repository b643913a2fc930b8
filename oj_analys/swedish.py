"""Swedish numbers, order and sentence pieces: the one place where a figure becomes text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"
MINUS = "\u2212"
DASH = "\u2013"

_VOWELS = "aeiouyåäö"
_AFTER_Z = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"}
_ASCII = {"å": "a", "ä": "a", "ö": "o", "æ": "a", "ø": "o", "é": "e", "ü": "u"}


def nfc(text: str) -> str:
    r"""Return the text with composed letters, single spaces and no space at the ends.

    >>> nfc(" A\u030are ") == "Åre"
    True
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def typed(path: object) -> str:
    """Return a path as it is typed in a terminal: in quotation marks if it holds a space.

    >>> typed("data/raw"), typed("mina filer")
    ('data/raw', '"mina filer"')
    """
    text = str(path)
    return f'"{text}"' if " " in text else text


def sort_key(text: str) -> str:
    """Return a key that sorts å, ä, ö after z, in that order, without regard to case.

    >>> sorted(["Östersund", "Åre", "Berg", "Älvdalen"], key=sort_key)
    ['Berg', 'Åre', 'Älvdalen', 'Östersund']
    """
    return "".join(_AFTER_Z.get(letter, letter) for letter in nfc(text).casefold())


def number(value: float, decimals: int = 0) -> str:
    r"""Write a number with decimal comma, hard-space thousands and a real minus, rounded half up.

    >>> number(1234567.25, 1), number(-0.04, 1), number(-2.5)
    ('1\xa0234\xa0567,3', '0,0', '−3')
    """
    written = rounded(value, decimals)
    text = f"{abs(written):,.{decimals}f}".replace(",", NBSP).replace(".", ",")
    return MINUS + text if written < 0 else text


def rounded(value: float, decimals: int = 0) -> Decimal:
    """Return a number as it is written, rounded half up.

    >>> rounded(72.5), rounded(-0.04, 1), rounded(1.005, 2)
    (Decimal('73'), Decimal('0.0'), Decimal('1.01'))
    """
    found = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return found or abs(found)  # nought has no minus


def percent(value: float, decimals: int = 0) -> str:
    """Write percent in a sentence.

    >>> percent(72.13)
    '72 procent'
    """
    return f"{number(value, decimals)} procent"


def percent_sign(value: float, decimals: int = 0) -> str:
    r"""Write percent in a table or on an axis.

    >>> percent_sign(72.13, 1)
    '72,1\xa0%'
    """
    return f"{number(value, decimals)}{NBSP}%"


def counted(count: int, one: str, many: str) -> str:
    """Write a count with its noun.

    >>> counted(1, "kommun", "kommuner"), counted(6, "kommun", "kommuner")
    ('1 kommun', '6 kommuner')
    """
    return f"{number(count)} {one if count == 1 else many}"


def span(low: float, high: float, decimals: int = 0) -> str:
    """Write a range with an en dash.

    >>> span(40, 190)
    '40–190'
    """
    return f"{number(low, decimals)}{DASH}{number(high, decimals)}"


def period_text(period: str) -> str:
    """Write a period as a reader says it.

    >>> period_text("2024"), period_text("2022/2024"), period_text("2024-2")
    ('2024', '2022–2024', '2024, omgång 2')
    """
    if "/" in period:
        return DASH.join(part[:4] for part in period.split("/"))
    year, _, round_number = period.partition("-")
    return f"{year}, omgång {round_number}" if round_number else year


def join(words: Iterable[str]) -> str:
    """List words with commas and a last "och".

    >>> join(["Krokom", "Åre", "Östersund"])
    'Krokom, Åre och Östersund'
    """
    *head, last = list(words)
    return f"{', '.join(head)} och {last}" if head else last


def lower_first(text: str) -> str:
    """Return a name as it stands inside a sentence; abbreviations keep their capitals.

    >>> lower_first("Stöd enligt LSS"), lower_first("LSS, resultat")
    ('stöd enligt LSS', 'LSS, resultat')
    """
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Return a text that begins a sentence.

    >>> upper_first("i länet")
    'I länet'
    """
    return text[:1].upper() + text[1:]


def genitive(name: str) -> str:
    """Return the genitive of a name.

    >>> genitive("Bräcke"), genitive("Borås"), genitive("Vaxholm")
    ('Bräckes', 'Borås', 'Vaxholms')
    """
    return name if name[-1:].casefold() in {"s", "x", "z"} else f"{name}s"


def kommun_name(name: str) -> str:
    """Return what a kommun is called as an organisation.

    >>> kommun_name("Bräcke"), kommun_name("Berg"), kommun_name("Degerfors"), kommun_name("Falun")
    ('Bräcke kommun', 'Bergs kommun', 'Degerfors kommun', 'Falu kommun')
    """
    if name == "Falun":
        return "Falu kommun"
    return f"{name if name[-1:] in _VOWELS else genitive(name)} kommun"


def slug(text: str) -> str:
    """Return a short ASCII name for files and anchors.

    >>> slug("Härjedalen"), slug("Upplands Väsby"), slug("Hemtjänst, nöjda totalt")
    ('harjedalen', 'upplands_vasby', 'hemtjanst_nojda_totalt')
    """
    plain = "".join(_ASCII.get(letter, letter) for letter in nfc(text).casefold())
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
