"""The planted truths of the persons' half, in the edition of June: what staff answered, clients said, kommuner counted.

The counts of the tables that the kommuner send in stand where they are written: ``usage``, ``own`` and ``decisions``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from oj_analys.example.truths import ARE, BERG, BRACKE, HARJEDALEN, KROKOM, OSTERSUND, RAGUNDA, STROMSUND, Truth

ROUNDS = ("2023", "2025")
"""The rounds of the questionnaire."""

NAME = "Exempel Person"
MAIL_HOST = "exempel.invalid"
"""Every respondent is ``Exempel Person 17`` with ``person17@exempel.invalid``: neither may be seen in any output."""

ROLES = ("chef", "handlaggare", "omsorgspersonal", "leg_personal", "utvecklare")
STAFF: Mapping[str, Mapping[str, tuple[int, ...]]] = {
    "2023": {
        RAGUNDA: (1, 2, 1, 1, 0),
        BRACKE: (2, 5, 6, 3, 0),
        KROKOM: (3, 8, 8, 4, 1),
        STROMSUND: (3, 7, 8, 3, 0),
        ARE: (1, 3, 3, 1, 0),
        HARJEDALEN: (2, 7, 7, 3, 0),
        OSTERSUND: (4, 20, 22, 11, 3),
    },
    "2025": {
        RAGUNDA: (1, 3, 3, 2, 0),
        BRACKE: (2, 6, 6, 3, 1),
        KROKOM: (3, 8, 9, 4, 2),
        STROMSUND: (3, 7, 8, 3, 1),
        ARE: (2, 4, 4, 2, 0),
        HARJEDALEN: (3, 6, 7, 3, 1),
        OSTERSUND: (4, 22, 25, 12, 7),
    },
}
"""How many answered by round, kommun and role, in the order of ``ROLES``. Nobody in Berg did."""

RESPONDENTS: Mapping[str, Mapping[str, int]] = {
    period: {kommun: sum(counts) for kommun, counts in kommuner.items()} for period, kommuner in STAFF.items()
}
"""How many answered by round and kommun."""

INVITED: Mapping[str, Mapping[str, int]] = {
    "2023": {RAGUNDA: 12, BRACKE: 27, KROKOM: 41, STROMSUND: 38, ARE: 19, OSTERSUND: 110},
    "2025": {RAGUNDA: 15, BRACKE: 29, KROKOM: 44, STROMSUND: 36, ARE: 22, HARJEDALEN: 34, OSTERSUND: 118},
}
"""How many were asked; nobody knows how many it was in Härjedalen 2023."""

LEVELS: Mapping[str, Mapping[str, float]] = {
    "kunskap": {"2023": 3.0, "2025": 3.5},
    "attityder": {"2023": 3.7, "2025": 3.7},
    "forutsattningar": {"2023": 3.2, "2025": 2.95},
    "anvandning": {"2023": 2.7, "2025": 2.95},
}
"""Where the answers of each subscale lie in the county, after reversal."""

LEANINGS: Mapping[tuple[str, str], float] = {(BRACKE, "attityder"): 0.3, (BRACKE, "anvandning"): -0.3}
"""How much a kommun lies above the county on a subscale, where it is planted; the others lie near it."""

UNSURE = ("p03", "p05")
"""The items on which about three in ten say that they do not know."""

TIRED = (OSTERSUND, 2)
"""Where, and how many, in each round stop before half of the items."""


@dataclass(frozen=True, slots=True)
class Unanimous:
    """An item to which all in a kommun gave one answer."""

    kommun: str
    period: str
    item: str
    code: int

    @property
    def place(self) -> tuple[str, str, str]:
        """Where it is."""
        return self.kommun, self.period, self.item


UNANIMOUS = Unanimous(BRACKE, "2025", "p12", 4)

INTERVIEWS: Mapping[str, tuple[int, int]] = {
    RAGUNDA: (2, 1),
    BRACKE: (8, 2),
    KROKOM: (11, 5),
    STROMSUND: (11, 3),
    ARE: (7, 0),
    BERG: (3, 0),
    HARJEDALEN: (9, 0),
    OSTERSUND: (25, 9),
}
"""Clients by kommun, each with one Grund, and how many of them have an Uppföljning too."""

WOMEN = 29
"""How many of the clients are women."""

NEEDS: Mapping[str, tuple[float, float]] = {
    "medical": (1.2, 1.4),
    "employment": (1.6, 1.3),
    "alcohol": (2.7, 1.7),
    "drug": (1.5, 1.2),
    "legal": (0.9, 0.3),
    "family": (1.0, 1.5),
    "social": (0.9, 1.1),
    "psychiatric": (2.1, 3.0),
}
"""How much help men and women need (0–4) in each area, about, when they begin."""

FAULTS = (
    ("alcohol_need", "4-5"),
    ("psychiatric_problem_days", "35"),
    ("drug_problem_days", "12,5"),
    ("formular", ""),
)
"""Cells of the export of interviews that no reader may take for answers, one interview each: by column and text.

The interview without a form's edition is set aside whole. Besides, one row stands twice, and one Uppföljning is older
than its Grund.
"""

PERSON_TRUTHS = (
    Truth(
        "ebp_lanet",
        "I länet har kunskapen ökat tydligt, från 3,0 år 2023 till 3,5 år 2025. Attityderna är desamma (3,7), "
        "förutsättningarna har minskat något (från 3,2 till 3,0) och användningen har ökat något (från 2,7 till 2,9).",
    ),
    Truth(
        "ebp_bracke",
        "Bräcke 2025: attityderna ligger lite över länets (4,0 mot 3,7) och användningen lite under (2,7 mot 2,9).",
    ),
    Truth(
        "ebp_vet_ej",
        "Påståendena 3 och 5 har många svar Vet ej: 29 och 30 procent 2023, 24 och 28 procent 2025.",
    ),
    Truth(
        "ebp_ragunda_och_are",
        "År 2023 har 5 svarat i Ragunda: inget visas. Åre (8 svar) döljs för att Ragunda annars går att räkna ut. "
        "År 2025 har 9 svarat i Ragunda: medelvärdena visas, men inte hur svaren fördelar sig.",
    ),
    Truth("ebp_berg", "Berg har inte deltagit i enkäten: avsnittet är en mening."),
    Truth(
        "ebp_harjedalen_svarsfrekvens",
        "Ingen vet hur många som fick enkäten i Härjedalen 2023: svarsfrekvensen är okänd där och i länet.",
    ),
    Truth(
        "ebp_roller",
        "År 2023 har bara 4 utvecklare svarat i länet: de döljs, och en roll till. "
        "År 2025 har minst 10 i varje roll svarat.",
    ),
    Truth(
        "ebp_alla_lika",
        "År 2025 har alla 18 i Bräcke svarat Instämmer på påstående 12: svaret visas inte, för det gäller var och en.",
    ),
    Truth(
        "asi_tackning",
        "ASI Grund har gjorts i 41 procent av utredningarna i länet, både 2023 och 2024.",
    ),
    Truth("asi_ragunda", "Ragundas antal är 1 till 4 båda åren: ingen siffra om personer visas för Ragunda i ASI."),
    Truth(
        "asi_harjedalen_intervjuare",
        "Härjedalen har färre utbildade ASI-intervjuare: 10 år 2023 och 7 år 2024. Inga uppföljningar har gjorts.",
    ),
    Truth("asi_berg", "Berg har inte lämnat några uppgifter om ASI för 2023."),
    Truth(
        "asi_hjalpbehov",
        "Påtagligt eller mycket stort hjälpbehov är vanligast för alkohol (58 procent av 74) och psykisk hälsa "
        "(52 procent av 73). Bland kvinnor är psykisk hälsa vanligast (68 procent), bland män alkohol (65 procent).",
    ),
    Truth(
        "ragunda_cirklar",
        "Ragunda har 2 FoU-cirklar 2024, vilket visas för att cirklar inte är personer. "
        "Att de har 3 deltagare visas inte.",
    ),
    Truth(
        "bracke_plan",
        "Förra årets beslut i Bräcke, genomförandeplaner i LSS-boende: pågår. 68 procent 2023 och 81 procent 2025.",
    ),
    Truth(
        "are_klart_och_battre",
        "Åres beslut om rutin vid tecken på våld är klart, och svaret är bättre: Nej 2023 och Ja 2025.",
    ),
    Truth(
        "krokom_klart_utan_andring",
        "Krokoms beslut om överenskommelse med regionen är klart, men svaret är Nej både 2023 och 2025.",
    ),
    Truth("ostersund_ej_paborjat", "Östersunds beslut om personligt ombud är inte påbörjat."),
    Truth(
        "stromsund_tva_planer",
        "Strömsund har lämnat två exemplar av handlingsplanen. I det ena pågår rutinen vid tecken på våld, "
        "i det andra är den klar.",
    ),
    Truth("harjedalen_kommentar", "Härjedalen förklarar själv varför frågorna om hemlöshet inte är besvarade."),
)
