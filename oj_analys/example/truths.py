"""The planted truths: what the made-up figures hide, and what a report must say about it.

The generator takes the figures from here, and tests ask here whether the reports find them. All of them are about
Jämtlands län; the edition of Skaraborg has June's figures and hides nothing of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from oj_analys.domain import RIKET, last_year

JUNE = "2025-06"
OCTOBER = "2025-10"

RAGUNDA, BRACKE, KROKOM, STROMSUND = "2303", "2305", "2309", "2313"
ARE, BERG, HARJEDALEN, OSTERSUND = "2321", "2326", "2361", "2380"
EIGHT = (RAGUNDA, BRACKE, KROKOM, STROMSUND, ARE, BERG, HARJEDALEN, OSTERSUND)

CALM = (BRACKE, RAGUNDA)
"""Kommuner whose other figures with n lie near riket, so that only the planted ones are clear."""

GAPPY = RAGUNDA
"""The kommun that has left many questions unanswered."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One planted figure: a value, ``count`` of ``n`` persons, or an answer by its label."""

    measure: str
    unit: str
    period: str
    sex: str = "T"
    value: float | None = None
    count: int | None = None
    n: int | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Truth:
    """One thing that the example hides; ``since`` is the first utgåva in which it holds.

    ``text`` is what a report must show. ``unanswered`` are (kommun, area) without any answer at all.
    """

    name: str
    text: str
    figures: tuple[Figure, ...] = ()
    unanswered: tuple[tuple[str, str], ...] = ()
    since: str = JUNE


def _persons(measure: str, period: str, *cells: tuple[str, int, int], sex: str = "T") -> tuple[Figure, ...]:
    return tuple(Figure(measure, unit, period, sex, count=count, n=n) for unit, count, n in cells)


def _answers(measure: str, period: str, yes: tuple[str, ...], among: tuple[str, ...] = EIGHT) -> tuple[Figure, ...]:
    return tuple(Figure(measure, unit, period, answer="Ja" if unit in yes else "Nej") for unit in among)


def _values(measure: str, unit: str, **by_year: float) -> tuple[Figure, ...]:
    return tuple(Figure(measure, unit, year.removeprefix("y"), value=value) for year, value in by_year.items())


TRUTHS = (
    Truth(
        "bracke_hemtjanst",
        "I Bräcke är 72 procent nöjda med hemtjänsten (61 svar, 2024), i riket 86. Bräcke är tydligt sämre. "
        "År 2022 var det 90 procent (63 svar).",
        (
            *_persons("U21468", "2024", (BRACKE, 44, 61)),
            *_persons("U21468", "2022", (BRACKE, 57, 63)),
            *_values("U21468", RIKET, y2024=86),
        ),
    ),
    Truth(
        "bracke_sarskilt_boende",
        "I Bräcke är 94 procent nöjda med särskilt boende (35 svar, 2024), i riket 78. Bräcke är tydligt bättre.",
        (*_persons("U23471", "2024", (BRACKE, 33, 35)), *_values("U23471", RIKET, y2024=78)),
    ),
    Truth(
        "polisen",
        "Våld, överenskommelse med polisen: Bräcke svarar Nej 2025 men Ja 2024. I länet svarar 6 av 8 kommuner Ja, "
        "i riket 72 procent av kommunerna.",
        (
            *_answers("U37488", "2025", (BERG, HARJEDALEN, KROKOM, STROMSUND, ARE, OSTERSUND)),
            *_answers("U37488", "2024", (BRACKE,), among=(BRACKE,)),
            *_values("U37488", RIKET, y2025=72),
        ),
    ),
    Truth(
        "bracke_genomforandeplaner",
        "Genomförandeplaner i LSS-boende i Bräcke: 68 procent 2023 och 81 procent 2025. Antal svar saknas.",
        _values("U28129", BRACKE, y2023=68, y2024=74, y2025=81),
    ),
    Truth(
        "ragunda_fa_svar",
        "I Ragunda är 71 procent nöjda med hemtjänsten, men bara 14 har svarat (2024). Det är för få för att avgöra om "
        "Ragunda skiljer sig från riket (86 procent). Ragunda har många luckor och ingen tydlig skillnad.",
        _persons("U21468", "2024", (RAGUNDA, 10, 14)),
    ),
    Truth(
        "ostersund_halften",
        "Nöjda med hemtjänsten 2024: länet 88 procent räknat på personer, medlet av de åtta kommunerna 84. "
        "De ligger på var sin sida om riket (86), eftersom nästan hälften av de svarande bor i Östersund.",
        _persons(
            "U21468",
            "2024",
            (OSTERSUND, 442, 480),
            (KROKOM, 105, 120),
            (STROMSUND, 96, 110),
            (HARJEDALEN, 84, 96),
            (ARE, 67, 78),
            (BERG, 59, 68),
        ),
    ),
    Truth(
        "harjedalen_hemloshet",
        "Härjedalen har inte besvarat någon fråga om hemlöshet.",
        unanswered=((HARJEDALEN, "hemloshet"),),
    ),
    Truth(
        "krokom_ja_nej_ja",
        "Våld, fortbildning för handläggarna: Krokom svarar Ja 2023, Nej 2024 och Ja 2025.",
        (
            *_answers("U37490", "2023", (KROKOM,), among=(KROKOM,)),
            *_answers("U37490", "2024", (), among=(KROKOM,)),
            *_answers("U37490", "2025", (KROKOM,), among=(KROKOM,)),
        ),
    ),
    Truth(
        "sex_av_atta_nej",
        "Lättläst information om socialpsykiatri på webbplatsen 2025: 6 av 8 kommuner i länet svarar Nej. "
        "I riket svarar 79 procent av kommunerna Ja.",
        (*_answers("U28475", "2025", (STROMSUND, OSTERSUND)), *_values("U28475", RIKET, y2025=79)),
    ),
    Truth(
        "krokom_och_are_kan_beratta",
        "Socialpsykiatri, rutin vid tecken på våld 2025: Krokom och Åre svarar Ja och kan berätta för de sex andra.",
        _answers("U28490", "2025", (KROKOM, ARE)),
    ),
    Truth(
        "kon_bara_i_lanet",
        "Bara i juni, eftersom oktobers böcker saknar kvinnor och män för 2024: svåra besvär av oro eller ångest i "
        "hemtjänsten är vanligare bland kvinnor (13 procent) än bland män (7 procent) i länet. "
        "I ingen enskild kommun är skillnaden tydlig. Lågt är bra.",
        (
            *_persons(
                "U21449",
                "2024",
                (OSTERSUND, 36, 298),
                (KROKOM, 10, 74),
                (STROMSUND, 9, 68),
                (HARJEDALEN, 8, 60),
                (ARE, 6, 48),
                (BERG, 5, 42),
                (BRACKE, 5, 38),
                (RAGUNDA, 1, 9),
                sex="K",
            ),
            *_persons(
                "U21449",
                "2024",
                (OSTERSUND, 14, 182),
                (KROKOM, 3, 46),
                (STROMSUND, 3, 42),
                (HARJEDALEN, 2, 36),
                (ARE, 1, 30),
                (BERG, 1, 26),
                (BRACKE, 2, 23),
                (RAGUNDA, 0, 5),
                sex="M",
            ),
        ),
    ),
    Truth(
        "bracke_behov",
        "Bräcke har fler biståndsmottagare än riket. Måttet visar behov och säger inget om kvaliteten.",
        _values("N31807", BRACKE, y2024=6.3),
    ),
    Truth(
        "berg_skalbrott",
        "LSS, resultat följs upp: Berg svarar Ja 2017 och Delvis 2018, men svarsskalan ändrades 2018. "
        "Svar före och efter går inte att jämföra.",
        (
            Figure("U28462", BERG, "2016", answer="Ja"),
            Figure("U28462", BERG, "2017", answer="Ja"),
            Figure("U28462", BERG, "2018", answer="Delvis"),
            Figure("U28462", BERG, "2019", answer="Ja"),
        ),
    ),
    Truth(
        "avslutat_matt",
        "Utbildad personal i särskilt boende finns till och med 2023 och mäts inte längre.",
        _values("U23495", BERG, y2023=80),
    ),
    Truth(
        "fall_overlappar",
        "Sjukhusvård efter fall är medel av tre år. Strömsunds 2 868 (2021–2023) ska jämföras med 3 240 (2018–2020), "
        "inte med 2 960 (2020–2022).",
        (
            Figure("N20402", STROMSUND, "2018/2020", value=3240),
            Figure("N20402", STROMSUND, "2020/2022", value=2960),
            Figure("N20402", STROMSUND, "2021/2023", value=2868),
        ),
    ),
    Truth(
        "ragunda_farre_an_30",
        "Färre än 30 har svarat i Ragundas hemtjänst: källan varnar själv för få svar.",
        _answers("N23590", "2024", (RAGUNDA,), among=(RAGUNDA, BRACKE, OSTERSUND)),
    ),
    Truth(
        "bracke_hemtjanst_2025",
        "Nytt i oktober: i Bräcke är 79 procent nöjda med hemtjänsten (62 svar, 2025). I riket är det 86 procent. "
        "Ingen tydlig skillnad.",
        (*_persons("U21468", "2025", (BRACKE, 49, 62)), *_values("U21468", RIKET, y2025=86)),
        since=OCTOBER,
    ),
    Truth(
        "rattade_siffror",
        "Ändrat sedan juni: nöjda med hemtjänsten i Åre 2024 (70 av 78 svar, förut 67) "
        "och andelen med ekonomiskt bistånd i Strömsund 2023 (5,4 procent, förut 5,1).",
        (*_persons("U21468", "2024", (ARE, 70, 78)), *_values("N31807", STROMSUND, y2023=5.4)),
        since=OCTOBER,
    ),
    Truth(
        "fore_rattning",
        "I juni är andelen med ekonomiskt bistånd i Strömsund 5,1 procent 2023.",
        _values("N31807", STROMSUND, y2023=5.1),
    ),
)

Key = tuple[str, str, int, str]


@cache
def planted(utgava: str) -> dict[Key, Figure]:
    """Return an utgåva's planted figures by measure, unit, last year and sex; a later truth corrects an earlier one."""
    held = sorted((truth for truth in TRUTHS if truth.since <= utgava), key=lambda truth: truth.since)
    return {
        (figure.measure, figure.unit, last_year(figure.period), figure.sex): figure
        for truth in held
        for figure in truth.figures
    }


def unanswered() -> frozenset[tuple[str, str]]:
    """Return every (kommun, area) that is without any answer."""
    return frozenset(pair for truth in TRUTHS for pair in truth.unanswered)
