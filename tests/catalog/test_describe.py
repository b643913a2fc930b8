from __future__ import annotations

import pytest

from oj_analys import catalog
from oj_analys.catalog.describe import describe
from oj_analys.domain import Area, DataError


def test_a_share_tells_its_kind_its_direction_and_its_source() -> None:
    assert describe("u21468").splitlines() == [
        "Hemtjänst, nöjda totalt (U21468)",
        "Område: Äldreomsorg",
        "Slag: andel, procent",
        "Riktning: högt värde är bra. Fler nöjda är bättre.",
        "Källa: Socialstyrelsen",
        "Antal svar står i arbetsboken.",
        "Minsta skillnad som spelar roll: 5 procentenheter.",
        'I en mening: "I Bräcke är … nöjda med hemtjänsten"',
        "Ingår i urvalet SocSam, som inte är bekräftat.",
        "Ingår i urvalet Brukarnas röst, som inte är bekräftat.",
    ]


@pytest.mark.parametrize("word", ["oj.U28462", "U28462", " oj.u28462"])
def test_a_question_tells_its_answers_and_when_they_changed(word: str) -> None:
    assert describe(word).splitlines()[2:8] == [
        "Slag: fråga med rangordnade svar",
        "Riktning: svaren står från bäst till sämst. Den som följer upp sina resultat kan förbättra verksamheten.",
        "Källa: Socialstyrelsen",
        "Svar till och med 2017: Ja (1), Nej (0)",
        "Svar från 2018: Ja (2), Delvis (1), Nej (0)",
        "Nya svar 2018: värden före och efter går inte att jämföra.",
    ]


@pytest.mark.parametrize(
    ("word", "line"),
    [
        ("U37488", "Svar: Ja (1), Nej (0)"),
        ("U30426", "Svar till och med 2024: Ja (1), Nej (0)"),
        ("U31900", "Riktning: bakgrund till andra mått. Måttet beskriver befolkningen och hjälper till att läsa"),
        ("N20402", "Varje värde gäller 3 år, till exempel 2022–2024."),
        ("N20402", "Riktning: lågt värde är bra. "),
        ("U23495", "Måttet avslutades 2023."),
        ("U28462", "Måttet finns inte i Kolada; värden läses ur egna filer."),
        ("U28518", "Antal svar står i U33964 (Svarande i enkäten om gruppbostad)."),
        ("N20402", "Minsta skillnad som spelar roll: 300 per 100 000 invånare."),
        ("N26801", "Minsta skillnad som spelar roll: 0,2 procentenheter."),
        ("U74460", "Jämförs bara mellan kommuner som svarar Ja på N21900 (Kommunen ansvarar för hemsjukvården)."),
        ("N20434", "Riktning och uppgifter är en bedömning som inte är bekräftad av källan."),
    ],
)
def test_what_is_special_about_a_measure_is_said(word: str, line: str) -> None:
    assert any(found.startswith(line) for found in describe(word).splitlines())


def test_a_kommun_is_called_by_its_full_name() -> None:
    assert describe("berg").splitlines() == [
        "Bergs kommun, kod 2326",
        "Län: Jämtlands län",
        "SKR:s kommungrupp: B5, Lågpendlingskommun nära större stad",
    ]


def test_a_word_for_a_kommun_and_its_lan_is_the_kommun() -> None:
    assert describe("Örebro").startswith("Örebro kommun, kod 1880")
    assert describe("Örebro län").startswith("Örebro län: 12 kommuner\nAskersund, Degerfors, ")


@pytest.mark.parametrize("word", ["Äldreomsorg", "aldreomsorg", "äldreomsorg "])
def test_an_area_lists_its_measures(word: str) -> None:
    title, first, *_ = describe(word).splitlines()
    assert title == f"Äldreomsorg: {_count('aldreomsorg')} mått och frågor"
    assert first == "  U21468 Hemtjänst, nöjda totalt"


def _count(area: str) -> int:
    return sum(measure.area == area for measure in catalog.measures().values())


@pytest.mark.parametrize("area", catalog.areas(), ids=lambda area: area.id)
def test_an_area_counts_and_marks_what_is_not_verified(area: Area) -> None:
    head, *lines = describe(area.id).splitlines()
    own = [measure for measure in catalog.measures().values() if measure.area == area.id]
    unsure = [measure for measure in own if not measure.verified]
    told = f", varav {len(unsure)} inte är kontrollera{'t' if len(unsure) == 1 else 'de'}" if unsure else ""
    assert head == f"{area.name}: {len(own)} mått och frågor{told}"
    assert f"  {head}" in describe().splitlines()
    marked = [line for line in lines if line.endswith(" (inte kontrollerat)")]
    assert marked == [f"  {one.source_id} {one.title} (inte kontrollerat)" for one in unsure]


def test_a_measure_says_itself_that_it_is_not_verified() -> None:
    for measure in catalog.measures().values():
        assert ("inte är bekräftad av källan" in describe(measure.id)) == (not measure.verified)


def test_without_a_word_areas_and_groups_are_listed() -> None:
    lines = describe().splitlines()
    assert f"  Äldreomsorg: {_count('aldreomsorg')} mått och frågor" in lines
    assert "  Skaraborg: 15 kommuner" in lines
    assert "  Gotlands län: 1 kommun" in lines
    assert "  EBP-termometern (ebp)" in lines


@pytest.mark.parametrize(
    ("word", "suggestion"),
    [
        ("Bräke", "Menade du Bräcke?"),
        ("U21469", "oj.U21468?"),
        ("Aldreomsorgen", "Menade du Äldreomsorg?"),
        ("Skarborg", "Menade du Skaraborg"),
    ],
)
def test_a_near_miss_is_helped(word: str, suggestion: str) -> None:
    with pytest.raises(DataError) as error:
        describe(word)
    assert str(error.value).startswith(f'beskriv: "{word}" finns inte i katalogen; tillåtet: ett måtts id')
    assert suggestion in str(error.value)


@pytest.mark.parametrize("word", ["ebp", "EBP-termometern"])
def test_a_questionnaire_tells_its_proviso_first_then_its_key_and_how_it_is_guarded(word: str) -> None:
    lines = describe(word).splitlines()
    assert lines[:4] == [
        "EBP-termometern (ebp)",
        "Indelningen i delskalor är preliminär (nyckeln är inte bekräftad).",
        catalog.questionnaire("ebp").explanation,
        "Enkät med 37 påståenden, med våra egna korta etiketter",
    ]
    for line in (
        "En persons svar räknas i en delskala om minst 80 procent av påståendena är besvarade.",
        "Attityder till EBP (ebp.attityder): 14 påståenden, skala: instämmande",
        "   1. Känner till stegen i EBP",
        "  13. EBP tar för lite hänsyn till individen (omvänd)",
        "  Frekvens: 1 aldrig, 2 sällan, 3 ibland, 4 ofta, 5 mycket ofta",
        "    Räknas för sig: vet ej, ej aktuellt, vill inte svara och inget svar",
        "Skydd: Personalens svar i enkäten (ebp_personal)",
        "  Visas från 7 svar: antal, andelar och medelvärden",
        "  Avrundas till 1 decimal: medelvärden, spridningsmått, kvartiler och förändringar",
        "  En kommun ser sina egna uppgifter och hela gruppens, aldrig en annan kommuns.",
    ):
        assert line in lines
    assert "  Inget enskilt svar visas med färre än 5 personer." in describe("asi").splitlines()
    assert not any("enskilt svar" in line for line in lines)


def test_an_interview_form_tells_its_areas_measures_and_bands() -> None:
    lines = describe("asi").splitlines()
    assert lines[1] == "Variabler och skalor för ASI är preliminära (formulärets koder är inte bekräftade)."
    for line in (
        "  Täckning: andel utredningar med ASI Grund (asi.tackning)",
        "  Hjälpbehov: alkohol (asi.alkohol.hjalpbehov)",
        "  alcohol_problem_days: Dagar med besvär: alkohol (0–30)",
        "  Intervjuarens skattning: 0–3 inget eller litet, 4–5 måttligt, 6–9 påtagligt eller mycket stort",
        "  Visas från 5 svar: antal",
    ):
        assert line in lines


@pytest.mark.parametrize(
    ("word", "kind", "guard"),
    [
        (
            "ebp.attityder",
            "medelvärde, på skalan 1–5",
            "Skydd (ebp_personal): visas från 7 svar, avrundas till 1 decimal",
        ),
        ("ebp.p13", "svarsfördelning, procent", "Skydd (ebp_personal): visas från 10 svar, avrundas till heltal"),
        ("ebp.svarande", "antal, personer", "Skydd (ebp_personal): visas från 7 svar, avrundas till heltal"),
    ],
)
def test_a_measure_of_persons_tells_how_it_is_guarded(word: str, kind: str, guard: str) -> None:
    assert describe(word).splitlines()[1:] == [
        "Instrument: EBP-termometern",
        f"Slag: {kind}",
        f"Riktning: varken bra eller dåligt. {catalog.measure(word).direction_reason}",
        "Källa: Kommunernas egen enkät",
        guard,
        "Indelningen i delskalor är preliminär (nyckeln är inte bekräftad).",
    ]
