"""The closed lists of words: statuses, kinds, positions, and the marks of made-up figures and drafts."""

from __future__ import annotations

from enum import StrEnum

RIKET = "0000"
OPEN_POLICY = "öppen"
DRAFT_POLICY_PREFIX = "utkast:"
EVERYONE = "alla"
YES_SHARE = "svar=ja"
SYNTHETIC_PREFIX = "exempel:"
SYNTHETIC_MARK = "EXEMPELDATA – påhittade siffror"
DRAFT_MARK = "UTKAST"


class Status(StrEnum):
    """Why a value is there, or why it is not; a value is empty exactly when this is not ``ok``."""

    OK = "ok"
    BORTFALL = "bortfall"
    SAKNAS = "saknas"
    SEKRETESS = "sekretess"
    EJ_TILLAMPLIG = "ej_tillämplig"
    EJ_BERAKNAD = "ej_beräknad"
    OKAND = "okänd"


class ValueKind(StrEnum):
    """What kind of number a measure is; decides which comparisons make sense."""

    ANDEL = "andel"
    KVOT = "kvot"
    MEDELVARDE = "medelvärde"
    MEDIAN = "median"
    ANTAL = "antal"
    KRONOR = "kronor"
    INDEX = "index"
    JA_NEJ = "ja_nej"
    ORDINAL = "ordinal"

    @property
    def is_answer(self) -> bool:
        """True for questions that a kommun answers in words: no mean, no interval, no trend test."""
        return self in (ValueKind.JA_NEJ, ValueKind.ORDINAL)


class Direction(StrEnum):
    """Which way is good; ``none`` is a need or a volume, ``context`` only helps to read the rest."""

    UP = "up"
    DOWN = "down"
    NONE = "none"
    CONTEXT = "context"


class Position(StrEnum):
    """Where a value stands against a reference."""

    BATTRE = "bättre"
    SAMRE = "sämre"
    HOGRE = "högre"
    LAGRE = "lägre"
    INGEN = "ingen tydlig skillnad"
    OSAKERT = "osäkert"
    EJ_JAMFORBAR = "ej jämförbar"


class Change(StrEnum):
    """How the newest answer stands against the one before it."""

    BATTRE = "bättre"
    SAMRE = "sämre"
    ANDRAT = "ändrat"
    OFORANDRAT = "oförändrat"
    KAN_INTE_BEDOMAS = "kan inte bedömas"


class Reason(StrEnum):
    """Why a position is ``osäkert`` or ``ej jämförbar``."""

    FA_SVAR = "få_svar"
    N_SAKNAS = "n_saknas"
    N_STAMMER_INTE = "n_stämmer_inte"
    SVARSFRAGA = "svarsfråga"
    VARDE_SAKNAS = "värde_saknas"
    REFERENS_SAKNAS = "referens_saknas"
    EJ_PROVBAR = "ej_prövbar"
    INTE_ANDEL = "inte_andel"


class Statistic(StrEnum):
    """What is computed from persons; a policy has one minimum and one precision for each."""

    ANTAL = "antal"
    ANDEL = "andel"
    MEDEL = "medel"
    FORDELNING = "fördelning"
    SPRIDNING = "spridning"
    KVARTIL = "kvartil"
    RELIABILITET = "reliabilitet"
    FORANDRING = "förändring"


class AnswerState(StrEnum):
    """Whether a person answered, and if not, why; only ``besvarad`` enters a mean."""

    ANSWERED = "besvarad"
    DONT_KNOW = "vet_ej"
    NOT_APPLICABLE = "ej_aktuell"
    REFUSED = "vill_ej"
    UNANSWERED = "obesvarad"
    BLANK = "blank"
    REJECTED = "avvisad"


class PlanStatus(StrEnum):
    """How far a decision of an action plan has come."""

    KLAR = "klar"
    PAGAR = "pågår"
    EJ_PABORJAD = "ej påbörjad"
    EJ_ANGIVEN = "ej angiven"


class RowType(StrEnum):
    """The kinds of row that a results workbook mixes in one sheet."""

    RIKE = "rike"
    LAN = "län"
    KOMMUN = "kommun"
    STADSDEL = "stadsdel"
    OFFENTLIG = "Offentlig"
    ENSKILD = "Enskild"
    ENHET = "enhet"
    REGION = "region"
    KOMMUNGRUPP = "kommungrupp"
