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
    """How the newest value stands against the one before it; ``ändrat`` and ``oförändrat`` are said of answers only."""

    BATTRE = "bättre"
    SAMRE = "sämre"
    OKAT = "ökat"
    MINSKAT = "minskat"
    ANDRAT = "ändrat"
    OFORANDRAT = "oförändrat"
    INGEN = "ingen tydlig förändring"
    OSAKERT = "osäkert"
    KAN_INTE_BEDOMAS = "kan inte bedömas"


class Tendency(StrEnum):
    """Where a series of at least some values is going."""

    OKAR = "ökar"
    MINSKAR = "minskar"
    INGEN = "ingen tydlig trend"
    KAN_INTE_BEDOMAS = "kan inte bedömas"


class SignalList(StrEnum):
    """The two lists of a reader's page: what chance does not explain, and what is worth a look without certainty."""

    SIGNALER = "signaler"
    NARMARE = "titta närmare"


class SignalRule(StrEnum):
    """Why a measure stands in a list."""

    MOT_RIKET = "mot_riket"
    ANDRAT_SVAR = "ändrat_svar"
    NEJ_MOT_JA = "nej_mot_ja"
    YTTRE_FJARDEDEL = "yttre_fjärdedel"
    GEMENSAM = "gemensam"
    KAN_BERATTA = "kan_berätta"


class Reason(StrEnum):
    """Why a position is ``osäkert`` or ``ej jämförbar``, a change ``osäkert`` or ``kan inte bedömas``."""

    FA_SVAR = "få_svar"
    N_SAKNAS = "n_saknas"
    N_STAMMER_INTE = "n_stämmer_inte"
    SVARSFRAGA = "svarsfråga"
    VARDE_SAKNAS = "värde_saknas"
    REFERENS_SAKNAS = "referens_saknas"
    EJ_PROVBAR = "ej_prövbar"
    INTE_ANDEL = "inte_andel"
    REFERENS_UTAN_N = "referens_utan_n"
    NY_DEFINITION = "ny_definition"
    ANNAN_HUVUDMAN = "annan_huvudman"
    INTERVALL_SAKNAS = "intervall_saknas"
    INGET_TIDIGARE = "inget_tidigare"
    KORT_SERIE = "kort_serie"
    SAKNAS_PER_KON = "saknas_per_kön"


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
