"""Who answers for something is told by role: which texts name a person instead."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby

from oj_analys import catalog

_ROLES = (  # what a word that tells of a role, or of who holds it together, may end with
    "chef ledare samordnare handläggare sekreterare utvecklare strateg controller koordinator inspektör direktör rektor"
    " sköterska läkare terapeut psykolog kurator pedagog coach konsult jurist ekonom assistent administratör rådgivare"
    " specialist ansvarig ombud nämnd utskott styrelse förvaltning avdelning enhet grupp team region kommun personal"
    " medarbetare"
)
_SERVICES = (  # what a word that tells of a service may end with
    "tjänst omsorg boende vård stöd service psykiatri bistånd beroende missbruk försörjning verksamhet område hälsa"
    " insats placering mottagning utredning integration utveckling kvalitet ekonomi funktion funktionsnedsättning"
    " funktionshinder skola utbildning familj arbetsmarknad våld relation central"
)
_PLACES = (  # what the name of a house or a place often ends with, and a family name hardly ever
    "gården gårdens hemmet hemmets huset husets backen backens sidan sjön byn torget gatan vägen kullen lunden ängen"
    " berget viken"
)
_WORDS = (  # whole words that stand in roles and in names of units
    "barn unga ung vuxna vuxen äldre individ öppna särskilt särskild personlig personligt kommunal social socialt"
    " medicinskt medicinsk administrativ biträdande tillförordnad tf första ställföreträdande ny nya gamla stora lilla"
    " norra södra östra västra inre yttre övre nedre centrala"
)
_FIRST_NAMES = (  # common ones that mean nothing else
    "agneta ahmed alexander amanda anders andreas anette anita ann anna anneli annika barbro bengt berit birgitta"
    " britt camilla carina caroline cecilia charlotte christer christian christina daniel david elin elisabeth emelie"
    " emil emma erik erika eva fatima fredrik frida gunilla gustav göran hanna hans helena henrik håkan ida ingela"
    " inger ingrid jakob jenny jessica joakim johan johanna johannes jonas josefin kajsa karin karl katarina kenneth"
    " kent kerstin kjell kristina lars leif lena lennart linda linnea lisa lotta louise madeleine magnus maja malin"
    " marcus margareta maria marianne marie marina markus martin matilda mats mattias michael mikael moa mohamed"
    " monica monika niklas nils nina olof oskar patrik pernilla peter petra pia rebecka robert roger rolf sandra sara"
    " simon sofia sofie stefan susanne therese thomas tomas tommy ulf ulla ulrika veronica viktor viktoria ylva yvonne"
    " åke åsa"
)
_FAMILY_NAMES = "berg falkenberg lund norberg"  # names of kommuner that many bear

_INFLECTED = "(?:en|n|et|t|er|r|ar|erna|arna|na)?s?"
_KNOWN = re.compile(rf".*(?:{'|'.join(f'{_ROLES} {_SERVICES}'.split())}){_INFLECTED}")
_PLACE = re.compile(rf".*(?:{'|'.join(_PLACES.split())})")
_WHOLE = frozenset(_WORDS.split())
_CALLED = frozenset(_FIRST_NAMES.split())
_APART = re.compile(r"[^\w\s.’'-]+")
_SHORT_LETTERS = 3  # IFO, LSS, FoU


def names_someone(text: str) -> bool:
    """Say whether a text that should tell a role looks like the name of a person.

    It does if a word is a common first name, or if two words in a row begin with capitals and tell neither a role, a
    service nor a place. Short abbreviations are no names. Beside a role, initials and the names of kommuner and län
    count for nothing: units have them.

    >>> names_someone("Verksamhetschef IFO"), names_someone("Områdeschef Norra Storsjön"), names_someone("Kim Vik")
    (False, False, True)
    """
    parts = [part.split() for part in _APART.split(text)]
    words = [word.strip(".") for part in parts for word in part]
    beside_role = any(map(_is_known, words))
    return any(map(_has_first_name, words)) or any(_is_full_name(part, beside_role=beside_role) for part in parts)


def _is_full_name(words: list[str], *, beside_role: bool) -> bool:
    may_be = [_may_be_name(word.strip("."), beside_role=beside_role) for word in words]
    return any(is_name and sum(1 for _ in run) > 1 for is_name, run in groupby(may_be))


def _may_be_name(word: str, *, beside_role: bool) -> bool:
    initial = len(word) == 1
    if not word[:1].isupper() or _is_known(word):
        return False
    if beside_role and (initial or word.casefold() in _kommuner_and_lan()):
        return False
    return initial or not _is_abbreviation(word)


def _is_abbreviation(word: str) -> bool:
    return len(word) <= _SHORT_LETTERS and sum(map(str.isupper, word)) > 1


def _is_known(word: str) -> bool:
    plain = word.casefold().strip("-")
    return plain in _WHOLE or _KNOWN.fullmatch(plain) is not None or _PLACE.fullmatch(plain) is not None


def _has_first_name(word: str) -> bool:
    return not _CALLED.isdisjoint(word.casefold().split("-"))


@cache
def _kommuner_and_lan() -> frozenset[str]:
    """Return every word of their names, as such and with the s of what belongs to them or without it."""
    names = (*(one.name for one in catalog.kommuner()), *(one.name for one in catalog.lan()))
    words = {word for name in names for word in name.casefold().split()}
    forms = (form for word in words for form in (word, f"{word}s", word.removesuffix("s")))
    return frozenset(forms).difference(_FAMILY_NAMES.split())
