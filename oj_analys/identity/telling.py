"""Columns that could point out a person: by their heading, or by what stands in them."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

from oj_analys.identity.plain import plain


class Telling(StrEnum):
    """What in a column could point out a person."""

    PERSONNUMMER = "personnummer"
    SKYDDAD = "skyddade personuppgifter"
    NAMN = "namn"
    EPOST = "e-post"
    TELEFON = "telefon"
    ADRESS = "adress"
    IP = "ip-adress"
    FODELSEDAG = "födelsedag"
    KONTAKT = "kontaktuppgifter"


SHORT = 4  # words of a heading that says what a column holds; a longer one may be a statement

_ANYWHERE: Mapping[Telling, str] = {  # beginnings of words that mean one thing only
    Telling.PERSONNUMMER: "personnummer personnr persnummer persnr födelsenummer födelsenr samordningsnr"
    " samordningsnummer reservnummer reservnr identitetsnummer socialsecurity personalidentity personalnumber"
    " nationalid identitynumber civicnumber civicregistration coordinationnumber",
    Telling.SKYDDAD: "skyddad skyddsmark skyddsmärk skyddsid sekrmark sekretessmark sekretessmärk spärrmark kvarskriv"
    " fingerad protectedident protectedperson protecteddata protectedaddr secrecymark",
    Telling.NAMN: "förnamn efternamn mellannamn tilltalsnamn firstname lastname surname",
    Telling.IP: "ipadr ipaddr ipnummer ipnr",
    Telling.EPOST: "epostadr mejladr mailadr mailaddr emailadr emailaddr",
    Telling.TELEFON: "telefonnummer telefonnr mobilnummer mobilnr mobiltelefon phonenumber",
    Telling.ADRESS: "gatuadr hemadr postadr bostadsadr folkbokföringsadr streetaddr",
    Telling.FODELSEDAG: "födelsedag födelsedat birthdate birthday dateofbirth ofbirth",
}
_WHOLE: Mapping[Telling, str] = {  # whole words, which may also stand inside a statement
    Telling.PERSONNUMMER: "pnr pnummer ssn",
    Telling.SKYDDAD: "sekretess sekr",
    Telling.EPOST: "epost mejl",
    Telling.TELEFON: "tel telnr tfn mobil mobile cell",
    Telling.ADRESS: "postnummer postnr postort ort bostadsort hemort zip zipcode postcode postalcode",
    Telling.IP: "ip",
    Telling.FODELSEDAG: "dob",
}
_ALONE: Mapping[Telling, str] = {  # where they are all that the heading says: they have another meaning among others
    Telling.SKYDDAD: "secrecy",
    Telling.ADRESS: "gata street city",
    Telling.KONTAKT: "kontakt kontaktperson kontaktuppgift kontaktuppgifter"
    " contact contactperson contactdetails contactinformation",
}
_ENDINGS: Mapping[Telling, tuple[str, ...]] = {  # of words that may also stand inside a statement
    Telling.NAMN: ("namn", "namnet", "name", "names"),
    Telling.TELEFON: ("telefon", "phone"),
    Telling.ADRESS: ("adress", "adressen", "address", "latitud", "latitude", "longitud", "longitude"),
    Telling.EPOST: ("mail",),
}
_THING = (
    r"(?:kommun|enhet|verksamhet|område|arbetsplats|avdelning|förvaltning|nämnd|organisation|region|län|grupp|mått"
    r"|indikator|insats|fil|blad|kolumn|variabel|formulär|system"
    r"|municipality|unit|organi[sz]ation|county|group|measure|indicator|file|sheet|column|variable)"
    r"(?:s|en|ens|et|ets|n|ns)?"
)
_NAME = "(?:namn|namnet|name)"
_NAME_OF_A_THING = re.compile(
    rf"(?:ange )?{_THING} ?{_NAME}|(?:ange )?{_NAME} (?:på|för|of) (?:(?:din|er|ert|the|your) )?{_THING}"
)
_WORD = re.compile(r"[^\W\d_]+")
_INNER_CAPITAL = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])|(?<=[A-ZÅÄÖ])(?=[A-ZÅÄÖ][a-zåäö])")
_EMAIL = re.compile(r"(?<=[^\s@<>,;:])@[^\s@<>,;:]+\.[^\W\d_]{2,}")  # begins at the @: some texts are very long
_PHONE = re.compile(
    r"\+\d(?:[\s-]?(?:\(0\))?\d){7,13}"  # +46 70 123 45 67
    r"|0046(?:[\s-]?(?:\(0\))?\d){7,10}"
    r"|07\d[\s/-]*\d(?:[\s-]?\d){6}"  # 070-123 45 67
    r"|\(?0\d{1,3}\)?\s?[/-]\s?\d(?:\s?\d){4,7}",  # 063-12 34 56; without a dash it could be any code
    re.ASCII,
)
_PHONE_IN_TEXT = re.compile(
    r"(?<!\d)(?<!\d[-+/])"  # the end of a longer number or a date is none
    r"(?!0\d\s?[/-]\s?\d\d?\s(?:19|20)\d\d(?!\d))"  # 09/10 2025
    rf"(?:{_PHONE.pattern}|\(?0\d{{1,3}}\)?\s\d{{2,3}}(?:\s\d\d){{1,3}})(?!\d)",  # also 063 12 34 56
    re.ASCII,
)


def telling_heading(text: str) -> Telling | None:
    """Return what a column's heading says that could point out a person, None if nothing.

    Case, hyphens, spaces and inner capitals do not matter. Words that mean one thing only (``personnummer``,
    ``skyddade``, ``efternamn``) count in every heading. Others (``namn``, ``adress``, ``mail``) count in a heading of
    at most four words, and as the first word of a longer one, so that a statement may mention them; a few (``kontakt``,
    ``city``) only where they are the whole heading. The name of a kommun, a unit or another thing points out nobody.

    >>> telling_heading("Respondentens namn"), telling_heading("E-post"), telling_heading("Kommunens namn")
    (<Telling.NAMN: 'namn'>, <Telling.EPOST: 'e-post'>, None)
    """
    words = _WORD.findall(_INNER_CAPITAL.sub(" ", plain(text)).casefold())
    return _anywhere(words) or _alone("".join(words)) or _where_it_counts(words)


def telling_content(texts: Sequence[str]) -> Telling | None:
    """Return what the cells of a column hold that could point out a person, None if nothing; one cell is enough.

    Recognises e-mail addresses, also inside a text, and cells that are a telephone number or an IP address.

    >>> telling_content(["", "vid behov: anna@exempel.se"]), telling_content(["4 - Instämmer"])
    (<Telling.EPOST: 'e-post'>, None)
    """
    different = {plain(text).strip() for text in texts}
    return next((telling for telling, holds in _CONTENT.items() if any(map(holds, different))), None)


def contact_in(text: str) -> Telling | None:
    """Return whether an e-mail address or a telephone number stands anywhere in a text, None if neither does.

    >>> contact_in("Ring 063-12 34 56."), contact_in("Klart 2025-06-30, dnr SN 2024/0123")
    (<Telling.TELEFON: 'telefon'>, None)
    """
    words = plain(text)
    if _has_email(words):
        return Telling.EPOST
    return Telling.TELEFON if _PHONE_IN_TEXT.search(words) else None


def _anywhere(words: Sequence[str]) -> Telling | None:
    for telling, beginnings in _ANYWHERE.items():
        if any(word.startswith(tuple(beginnings.split())) for word in (*words, *_pairs(words))):
            return telling
    return None


def _alone(words: str) -> Telling | None:
    return next((telling for telling, known in _ALONE.items() if words in known.split()), None)


def _where_it_counts(words: Sequence[str]) -> Telling | None:
    short = len(words) <= SHORT
    single = [*words, "".join(words)] if short else words[:1]
    pairs = _pairs(words if short else words[:2])
    of_a_thing = {Telling.NAMN} if _NAME_OF_A_THING.fullmatch(" ".join(words)) else set()
    return next((one for one in Telling if one not in of_a_thing and _say(one, single, pairs)), None)


def _say(telling: Telling, single: Sequence[str], pairs: Sequence[str]) -> bool:
    whole, endings = _WHOLE.get(telling, "").split(), _ENDINGS.get(telling, ())
    return any(word.endswith(endings) for word in single) or not set(whole).isdisjoint([*single, *pairs])


def _pairs(words: Sequence[str]) -> list[str]:
    """Return each word with the next, for what some write as two: ``e-post``, ``person nr``."""
    return ["".join(pair) for pair in pairwise(words)]


def _has_email(text: str) -> bool:
    return "@" in text and _EMAIL.search(text) is not None


def _is_phone(text: str) -> bool:
    return _PHONE.fullmatch(text) is not None


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


_CONTENT: Mapping[Telling, Callable[[str], bool]] = {
    Telling.EPOST: _has_email,
    Telling.TELEFON: _is_phone,
    Telling.IP: _is_ip,
}
