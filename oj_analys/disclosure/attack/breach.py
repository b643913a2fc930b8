"""What the attacker has worked out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oj_analys.frames.shown import Key


class BreachKind(StrEnum):
    """What is known that should not be.

    A hidden count is known exactly (``exakt``) or has too few candidates (``smalt``); a group of persons that is too
    small can be told apart (``grupp``); what such a group answered lies within narrow limits (``intervall``), or is the
    same for all of them (``alla lika``); a printed figure breaks the rule of its own policy (``för få``).
    """

    EXAKT = "exakt"
    SMALT = "smalt"
    GRUPP = "grupp"
    INTERVALL = "intervall"
    ALLA_LIKA = "alla lika"
    FOR_FA = "för få"


@dataclass(frozen=True, slots=True)
class Breach:
    """A figure that gives somebody away; ``text`` names the cell in Swedish, never the number that was found."""

    key: Key
    kind: BreachKind
    text: str
