"""Every pattern of a sentence with an example: a new pattern must be added here."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import pytest

from oj_analys import catalog
from oj_analys.domain import Change, Measure, Phrases, Position, Reason, Status, Tendency
from oj_analys.reports.sentences import (
    answers,
    cautions,
    changes,
    counts,
    judgements,
    lists,
    missing,
    sexes,
    standing,
)
from oj_analys.reports.sentences.counts import Chance, Changes, Stands
from oj_analys.reports.sentences.facts import (
    Earlier,
    End,
    Fact,
    GroupChange,
    Judged,
    OutOf,
    Reference,
    Series,
    SexGap,
    group_place,
    kommun_place,
    reference,
)


def _worded(ident: str, clause: str = "", part: str = "", things: str = "") -> Measure:
    return replace(catalog.measure(ident), phrases=Phrases(clause, part, things))


LANET, SKARABORG = catalog.grupp("Jämtland"), catalog.grupp("Skaraborg")
BRACKE, RAGUNDA, VASBY = kommun_place("Bräcke"), kommun_place("Ragunda"), kommun_place("Upplands Väsby")
HOMECARE = _worded("oj.U21468", "är {varde} nöjda med hemtjänsten", "Andelen nöjda")
PLAIN = _worded("oj.U21468")
LONELY = _worded("oj.U01421", "känner sig {varde} ensamma")
OF_STAFF = _worded("oj.U01421", "har {varde} av de äldre svarat så")
RECIPIENTS = _worded("oj.N31807", things="biståndsmottagare")
VIOLENCE = _worded("oj.U30750")
DAYS = _worded("oj.U31403")
FALLS = _worded("oj.N20402")
HEADS = _worded("oj.N01951")
POLICE = catalog.measure("oj.U37488")
ORDINAL = catalog.measure("oj.U28462")
RATED = replace(HOMECARE, breaks=(2018,))

OWN = Fact(HOMECARE, BRACKE, "2024", 72.1, 61)
FEW = Fact(replace(HOMECARE, phrases=Phrases("är {varde} nöjda")), RAGUNDA, "2024", 71.4, 14)
NEED = Fact(RECIPIENTS, BRACKE, "2024", 4.4)
SMALL = Fact(RECIPIENTS, BRACKE, "2024", 4.2)
NO = Fact(POLICE, BRACKE, "2025", 0)
PARTLY = Fact(ORDINAL, BRACKE, "2025", 1)


def _riket(value: float) -> Reference:
    return reference("riket", LANET, value)


def _judged(position: Position, value: float, reason: Reason | None = None) -> Judged:
    return Judged(_riket(value), position, reason)


UNTESTED = (Position.EJ_JAMFORBAR, 3.4, Reason.N_SAKNAS)

Row = tuple[Callable[..., str], tuple[object, ...], str]

PATTERNS: list[Row] = [
    # Own value and reference.
    (standing.own_value, (OWN,), "I Bräcke är 72 procent nöjda med hemtjänsten (61 svar, 2024)."),
    (
        standing.own_value,
        (replace(OWN, measure=PLAIN),),
        "Hemtjänst, nöjda totalt: I Bräcke är värdet 72 procent (61 svar, 2024).",
    ),
    (
        standing.own_value,
        (Fact(HOMECARE, group_place(LANET), "2022/2024", 0.3, 1),),
        "I länet är under 1 procent nöjda med hemtjänsten (1 svar, 2022–2024).",
    ),
    (
        standing.own_value,
        (Fact(DAYS, VASBY, "2024-2", 1),),
        "Dagar från ansökan till beslut, median: I Upplands Väsby är värdet 1 dag (2024, omgång 2).",
    ),
    (
        standing.own_value,
        (Fact(replace(VIOLENCE, title="ett " * 9 + "mått"), VASBY, "2024-2", 12_345.6, 1_234),),
        (
            f"{'ett ' * 9}mått. I Upplands Väsby är värdet 12\xa0345,6 per 10 000 invånare "
            "(1\xa0234 svar, 2024, omgång 2)."
        ),
    ),
    (standing.reference_value, (HOMECARE, _riket(86)), "I riket är det 86 procent."),
    (
        standing.reference_value,
        (HOMECARE, reference("lan", LANET, 80)),
        "I länet är det 80 procent (alla som har svarat).",
    ),
    (
        standing.reference_value,
        (RECIPIENTS, reference("lan", LANET, 3.4)),
        "I länet är det 3 procent (alla räknade tillsammans).",
    ),
    (
        standing.reference_value,
        (VIOLENCE, reference("skaraborg", SKARABORG, 31.25)),
        "I Skaraborg är det 31,3 per 10 000 invånare (medelvärde av kommuner).",
    ),
    (
        standing.reference_value,
        (HOMECARE, reference("liknande", LANET, 80)),
        "I liknande kommuner är det 80 procent (medelvärde av kommuner).",
    ),
    # What is found against a reference.
    (
        standing.beside,
        (OWN, _judged(Position.SAMRE, 86)),
        ("I Bräcke är 72 procent nöjda med hemtjänsten (61 svar, 2024). I riket är det 86 procent. "
        "Bräcke är tydligt sämre."),
    ),
    (
        standing.beside,
        (replace(OWN, measure=PLAIN), _judged(Position.SAMRE, 86)),
        ("Hemtjänst, nöjda totalt: I Bräcke är värdet 72 procent (61 svar, 2024). I riket är det 86 procent. "
        "Bräcke är tydligt sämre."),
    ),
    (
        standing.beside,
        (FEW, _judged(Position.OSAKERT, 86, Reason.FA_SVAR)),
        ("I Ragunda är 71 procent nöjda, men bara 14 har svarat. Det är för få för att avgöra om Ragunda skiljer sig "
        "från riket (86 procent). Värdet är från 2024."),
    ),
    (
        standing.beside,
        (FEW, Judged(reference("lan_kommuner", LANET, 80), Position.OSAKERT, Reason.FA_SVAR)),
        ("I Ragunda är 71 procent nöjda, men bara 14 har svarat. Det är för få för att avgöra om Ragunda skiljer sig "
        "från kommunerna i länet (80 procent, medelvärde av kommuner). Värdet är från 2024."),
    ),
    (
        standing.beside,
        (OWN, Judged(None, Position.EJ_JAMFORBAR, Reason.REFERENS_SAKNAS)),
        ("I Bräcke är 72 procent nöjda med hemtjänsten (61 svar, 2024). Det värde som kommunen skulle jämföras med "
        "saknas."),
    ),
    (
        standing.beside,
        (OWN, _judged(Position.EJ_JAMFORBAR, 86, Reason.ANNAN_HUVUDMAN)),
        ("I Bräcke är 72 procent nöjda med hemtjänsten (61 svar, 2024). Kommunen ansvarar inte för verksamheten, så "
        "värdet går inte att jämföra."),
    ),
    (
        standing.beside,
        (Fact(HEADS, BRACKE, "2024", 7012), _judged(Position.EJ_JAMFORBAR, 10_600_000, Reason.INTE_ANDEL)),
        (
            "Invånare: I Bräcke är värdet 7\xa0012 invånare (2024). "
            "Måttet är inte en andel av svar, så slumpens betydelse kan inte bedömas."
        ),
    ),
    (
        standing.also_beside,
        (OWN, Judged(reference("lan_kommuner", LANET, 80), Position.INGEN)),
        "I länet är det 80 procent (medelvärde av kommuner). Skillnaden är inte tydlig.",
    ),
    (judgements.judgement, (OWN, _judged(Position.BATTRE, 60)), "Bräcke är tydligt bättre."),
    (
        judgements.judgement,
        (replace(OWN, place=group_place(LANET)), _judged(Position.SAMRE, 72.4)),
        "Länet är tydligt sämre. Skillnaden är mindre än 1 procentenhet.",
    ),
    (
        judgements.judgement,
        (NEED, _judged(Position.HOGRE, 3.4)),
        "Bräcke har tydligt fler biståndsmottagare än riket. Måttet visar behov och säger inget om kvaliteten.",
    ),
    (
        judgements.judgement,
        (NEED, _judged(Position.LAGRE, 5)),
        "Bräcke har tydligt färre biståndsmottagare än riket. Måttet visar behov och säger inget om kvaliteten.",
    ),
    (
        judgements.judgement,
        (replace(NEED, measure=_worded("oj.N35805")), _judged(Position.HOGRE, 3.4)),
        "Bräcke ligger tydligt högre än riket. Måttet visar behov och säger inget om kvaliteten.",
    ),
    (
        judgements.judgement,
        (NEED, _judged(*UNTESTED)),
        ("Bräcke har fler biståndsmottagare än riket. Måttet visar behov och säger inget om kvaliteten. "
        "Osäkerheten är okänd."),
    ),
    (
        judgements.judgement,
        (NEED, Judged(reference("skaraborg", SKARABORG, 5.4), Position.EJ_JAMFORBAR, Reason.REFERENS_UTAN_N)),
        ("Bräcke har färre biståndsmottagare än kommunerna i Skaraborg. Måttet visar behov och säger inget om "
        "kvaliteten. Osäkerheten är okänd."),
    ),
    (
        judgements.judgement,
        (SMALL, _judged(Position.EJ_JAMFORBAR, 4.4, Reason.N_SAKNAS)),
        "Måttet visar behov och säger inget om kvaliteten. Osäkerheten är okänd.",
    ),
    (
        judgements.judgement,
        (OWN, _judged(Position.OSAKERT, 86)),
        "Svaren är för få för att avgöra om Bräcke skiljer sig från riket.",
    ),
    (judgements.brief_judgement, (OWN, _judged(Position.OSAKERT, 86)), "För få svar för att avgöra."),
    (
        judgements.brief_judgement,
        (Fact(DAYS, BRACKE, "2024", 14), _judged(Position.EJ_JAMFORBAR, 12)),
        "Osäkerheten är okänd.",
    ),
    (
        judgements.brief_judgement,
        (OWN, _judged(Position.SAMRE, 75)),
        "Tydligt sämre, men skillnaden är liten.",
    ),
    (
        judgements.judgement,
        (OWN, _judged(Position.SAMRE, 75)),
        "Bräcke är tydligt sämre, men skillnaden är liten.",
    ),
    (
        standing.brief,
        (OWN, _judged(Position.SAMRE, 86)),
        "72 procent (61 svar, 2024), riket 86. Tydligt sämre.",
    ),
    (
        standing.brief,
        (OWN, Judged(reference("lan_kommuner", LANET, 80), Position.INGEN)),
        "72 procent (61 svar, 2024), kommunerna i länet 80 (medelvärde av kommuner). Ingen tydlig skillnad.",
    ),
    (
        standing.brief,
        (replace(OWN, value=99.7), _judged(Position.EJ_JAMFORBAR, 86, Reason.NY_DEFINITION)),
        "Över 99 procent (61 svar, 2024). Måttet eller svarsskalan ändrades, så värdena går inte att jämföra.",
    ),
    # Over time.
    (
        changes.since,
        (OWN, Earlier("2022", 90.4, Change.SAMRE, 63)),
        "Andelen nöjda har minskat från 90 procent (2022) till 72 procent (2024). Minskningen är tydlig.",
    ),
    (
        changes.since,
        (replace(OWN, measure=PLAIN), Earlier("2022", 60, Change.BATTRE, 63)),
        "Hemtjänst, nöjda totalt: Värdet har ökat från 60 procent (2022) till 72 procent (2024). Ökningen är tydlig.",
    ),
    (
        changes.since,
        (NEED, Earlier("2022", 3.9, Change.OKAT)),
        ("Invånare med ekonomiskt bistånd: Värdet har ökat från 4 procent (2022) till 4 procent (2024). "
        "Ökningen är tydlig men mindre än 1 procentenhet."),
    ),
    (
        changes.since,
        (OWN, Earlier("2022", 75, Change.INGEN)),
        "Andelen nöjda var 75 procent (2022) och är 72 procent (2024). Förändringen är inte tydlig.",
    ),
    (
        changes.since,
        (OWN, Earlier("2022", 75, Change.OSAKERT)),
        ("Andelen nöjda var 75 procent (2022) och är 72 procent (2024). Svaren är för få för att avgöra om något har "
        "förändrats."),
    ),
    (
        changes.since,
        (Fact(DAYS, BRACKE, "2024", 12), Earlier("2023", 14, Change.KAN_INTE_BEDOMAS, reason=Reason.INTE_ANDEL)),
        ("Dagar från ansökan till beslut, median: Värdet var 14 dagar (2023) och är 12 dagar (2024). "
        "Osäkerheten är okänd."),
    ),
    (
        changes.since,
        (
            replace(OWN, measure=RATED, period="2018"),
            Earlier("2016", 75, Change.KAN_INTE_BEDOMAS, reason=Reason.NY_DEFINITION),
        ),
        "Måttets definition ändrades 2018. Värden före och efter går inte att jämföra.",
    ),
    (
        changes.brief_since,
        (OWN, Earlier("2022", 90.4, Change.SAMRE, 63)),
        "År 2022: 90 procent (63 svar), en tydlig minskning.",
    ),
    (
        changes.brief_since,
        (OWN, Earlier("2022", 75, Change.OSAKERT)),
        "År 2022: 75 procent, för få svar för att avgöra.",
    ),
    (
        changes.beside_group,
        (OWN, GroupChange(group_place(LANET), 3.2, 5.0, 20.0)),
        ("I länet har värdet ökat med 3 procentenheter under samma tid. "
        "Bräckes förändring skiljer sig tydligt från förändringen i resten av länet."),
    ),
    (
        changes.beside_group,
        (OWN, GroupChange(group_place(SKARABORG), -1.2, -5.0, 20.0)),
        ("I Skaraborg har värdet minskat med 1 procentenhet under samma tid. "
        "Bräckes förändring skiljer sig inte tydligt från förändringen i resten av Skaraborg."),
    ),
    (
        changes.beside_group,
        (OWN, GroupChange(group_place(LANET), 0.2)),
        "I länet har värdet ökat med mindre än 1 procentenhet under samma tid. Osäkerheten är okänd.",
    ),
    (
        changes.over_time,
        (Series(HOMECARE, "2016", "2024", 5, Tendency.OKAR),),
        "Andelen nöjda visar en tydlig ökning 2016–2024 (5 mätningar).",
    ),
    (
        changes.over_time,
        (Series(FALLS, "2008/2010", "2022/2024", 5, Tendency.INGEN),),
        "Sjukhusvård efter fall, 80 år och äldre: Värdet visar ingen tydlig trend 2008–2024 (5 mätningar).",
    ),
    (
        changes.over_time,
        (Series(HOMECARE, "2024", "2024", 1, Tendency.KAN_INTE_BEDOMAS),),
        "Trenden kan inte bedömas: 1 mätning.",
    ),
    (
        changes.over_time,
        (Series(HOMECARE, "2013", "2024", 5, Tendency.MINSKAR, missing=(2020,)),),
        "Andelen nöjda visar en tydlig minskning 2013–2024 (5 mätningar). Uppgift saknas för 2020.",
    ),
    (
        changes.over_time,
        (Series(HOMECARE, "2013", "2024", 7, Tendency.KAN_INTE_BEDOMAS, Reason.VARDE_SAKNAS),),
        "Trenden kan inte bedömas: värdet saknas.",
    ),
    (changes.missing_years, ([2021, 2023],), "Uppgift saknas för 2021 och 2023."),
    (changes.missing_years, (range(1990, 2020),), "Uppgift saknas för 30 år."),
    # Answers in words.
    (
        answers.answered,
        (NO, group_place(LANET), OutOf(6, 8), 72.0),
        "Bräcke svarar Nej (2025). I länet svarar 6 av 8 kommuner Ja, i riket 72 procent av kommunerna.",
    ),
    (
        answers.answered,
        (NO, group_place(SKARABORG), OutOf(1, 1), None),
        "Bräcke svarar Nej (2025). I Skaraborg svarar 1 av 1 kommun Ja.",
    ),
    (answers.answered, (NO, group_place(LANET), None, None), "Bräcke svarar Nej (2025)."),
    (
        answers.brief_answered,
        (NO, Earlier("2024", 1, Change.SAMRE), group_place(LANET), OutOf(6, 8)),
        "Nej 2025, Ja 2024. I länet svarar 6 av 8 kommuner Ja.",
    ),
    (answers.brief_answered, (PARTLY, None, group_place(LANET), None), "Delvis 2025."),
    (
        answers.answer_since,
        (NO, Earlier("2024", 1, Change.SAMRE)),
        ("Svaret har ändrats från Ja (2024) till Nej (2025). Kontrollera om arbetssättet har ändrats eller om frågan "
        "har tolkats annorlunda."),
    ),
    (answers.answer_since, (NO, Earlier("2024", 0, Change.OFORANDRAT)), "Svaret är Nej både 2024 och 2025."),
    (
        answers.answer_since,
        (
            replace(PARTLY, period="2018"),
            Earlier("2017", 1, Change.KAN_INTE_BEDOMAS, reason=Reason.NY_DEFINITION),
        ),
        "Svarsskalan ändrades 2018. Svar före och efter går inte att jämföra.",
    ),
    (
        answers.say_yes,
        (POLICE, "2025", group_place(LANET), None, 0.4),
        "I riket svarar under 1 procent av kommunerna Ja.",
    ),
    (answers.riket_says_yes, (POLICE, "2025", 79.3), "I riket svarar 79 procent av kommunerna Ja."),
    # Women and men.
    (
        sexes.women_and_men,
        (SexGap(LONELY, group_place(LANET), "2024", 13, 7, Position.HOGRE, pooled=8),),
        ("I länet känner sig 13 procent av kvinnorna och 7 procent av männen ensamma (de 8 kommunerna tillsammans, "
        "2024). Skillnaden är tydlig: 6 procentenheter."),
    ),
    (
        sexes.women_and_men,
        (SexGap(HOMECARE, BRACKE, "2024", 75, 66, Position.OSAKERT, 36, 25),),
        ("I Bräcke är 75 procent av kvinnorna och 66 procent av männen nöjda med hemtjänsten (36 och 25 svar, 2024). "
        "Svaren är för få för att avgöra om kvinnor och män skiljer sig åt."),
    ),
    (
        sexes.women_and_men,
        (SexGap(OF_STAFF, BRACKE, "2024", 75, 66, Position.INGEN, 1, 25),),
        ("Hemtjänst, känner sig ensamma: I Bräcke är värdet 75 procent för kvinnor (1 svar, 2024). "
        "För män är det 66 procent (25 svar). Skillnaden är inte tydlig."),
    ),
    (
        sexes.women_and_men,
        (SexGap(FALLS, BRACKE, "2022/2024", 2412, 1890, Position.EJ_JAMFORBAR),),
        ("Sjukhusvård efter fall, 80 år och äldre: I Bräcke är värdet 2\xa0412 per 100 000 invånare för kvinnor "
        "(2022–2024). För män är det 1\xa0890 per 100 000 invånare. Osäkerheten är okänd."),
    ),
    (
        sexes.women_and_men,
        (SexGap(FALLS, group_place(SKARABORG), "2022/2024", 2412, 1890, Position.INGEN, pooled=15),),
        (
            "Sjukhusvård efter fall, 80 år och äldre: I Skaraborg är värdet 2\xa0412 per 100 000 invånare för kvinnor "
            "(2022–2024). För män är det 1\xa0890 per 100 000 invånare. "
            "Värdena gäller de 15 kommunerna tillsammans. Skillnaden är inte tydlig."
        ),
    ),
    # The lists.
    (lists.nothing_clear, (0,), "Inga tydliga skillnader."),
    (lists.nothing_clear, (4,), "Inga tydliga skillnader. För 4 mått är svaren för få för att avgöra."),
    (
        lists.most_say_yes,
        (NO, 79.3),
        "Bräcke svarar Nej (2025). I riket svarar 79 procent av kommunerna Ja.",
    ),
    (
        lists.outer_quarter,
        (Fact(VIOLENCE, BRACKE, "2024", 31.2), "2023", End.HIGHEST),
        ("Bräcke ligger bland den fjärdedel av kommunerna i riket som har högst värden, både 2023 och 2024. "
        "Osäkerheten är okänd."),
    ),
    (
        lists.few_say_yes,
        (POLICE, "2025", group_place(LANET), OutOf(2, 8), 79.3),
        "I länet svarar 6 av 8 kommuner Nej. I riket svarar 79 procent av kommunerna Ja.",
    ),
    (
        lists.few_say_yes,
        (ORDINAL, "2025", group_place(SKARABORG), OutOf(3, 15), 79.3),
        "I Skaraborg svarar 12 av 15 kommuner något annat än Ja. I riket svarar 79 procent av kommunerna Ja.",
    ),
    (
        lists.most_differ,
        (HOMECARE, group_place(LANET), OutOf(6, 8)),
        "I länet skiljer sig 6 av 8 kommuner tydligt från riket, åt samma håll.",
    ),
    (lists.also_alone, (["Bräcke", "Åre"], Position.SAMRE), "Var för sig är Bräcke och Åre tydligt sämre."),
    (lists.also_alone, (["Åre"], Position.BATTRE), "För sig är Åre tydligt bättre."),
    (
        lists.can_tell,
        (POLICE, "2025", ["Krokom", "Åre"]),
        "Krokom och Åre svarar Ja och kan berätta hur de gör.",
    ),
    (lists.can_tell, (POLICE, "2025", ["Åre"]), "Åre svarar Ja och kan berätta hur kommunen gör."),
    (
        lists.can_tell,
        (POLICE, "2025", ["Upplands Väsby"] * 14),
        "14 kommuner svarar Ja och kan berätta hur de gör.",
    ),
    # What is not there, and what must not be read into what is.
    (
        missing.missing,
        (Status.BORTFALL, "2025"),
        "Uppgift saknas: kommunen har inte besvarat frågan 2025.",
    ),
    (
        missing.missing,
        (Status.SEKRETESS, "2025"),
        "Resultatet visas inte, för att ingen enskild ska kunna pekas ut.",
    ),
    (missing.missing, (Status.EJ_TILLAMPLIG, "2025"), "Frågan gäller inte kommunen 2025."),
    (
        cautions.no_direction,
        (RECIPIENTS,),
        "Måttet visar behov och säger inget om kvaliteten.",
    ),
    (cautions.no_direction, (HEADS,), "Måttet ger bakgrund och säger inget om kvaliteten."),
    (cautions.no_direction, (HOMECARE,), ""),
    (
        cautions.new_definition,
        (ORDINAL, 2018),
        "Svarsskalan ändrades 2018. Svar före och efter går inte att jämföra.",
    ),
    (
        cautions.redefined,
        (HOMECARE, "2016", "2018"),
        "Måttet eller svarsskalan ändrades, så värdena går inte att jämföra.",
    ),
    (cautions.several_years, (FALLS,), "Varje värde är ett medelvärde för 3 år."),
    (cautions.ended, (2024,), "Måttet avslutades 2024."),
    # The first page.
    (
        counts.where_we_stand,
        (Stands(better=6, worse=9, same=41, unsure=28),),
        ("Av 84 mått är 6 tydligt bättre och 9 tydligt sämre än riket. 41 skiljer sig inte tydligt. "
        "För 28 är svaren för få för att avgöra."),
    ),
    (
        counts.where_we_stand,
        (Stands(worse=1, other=2, unjudged=1, questions=1, missing=1),),
        ("Av 3 mått är 1 tydligt sämre och 2 tydligt högre eller lägre än riket. 1 mått visas utan bedömning. "
        "1 är en fråga som kommunen svarar på med ord, till exempel Ja eller Nej. "
        "För 1 av måtten och frågorna saknas kommunens uppgift."),
    ),
    (
        counts.where_we_stand,
        (Stands(same=3, questions=30),),
        ("Av 3 mått skiljer sig inget tydligt från riket. "
        "30 är frågor som kommunen svarar på med ord, till exempel Ja eller Nej."),
    ),
    (
        counts.where_we_stand,
        (Stands(same=2, unsure=3),),
        "Av 5 mått skiljer sig 2 inte tydligt från riket. För 3 är svaren för få för att avgöra.",
    ),
    (
        counts.where_we_stand,
        (Stands(unsure=4),),
        "4 mått har prövats mot riket. För alla är svaren för få för att avgöra.",
    ),
    (
        counts.where_we_stand,
        (Stands(unsure=1),),
        "1 mått har prövats mot riket. För 1 är svaren för få för att avgöra.",
    ),
    (counts.where_we_stand, (Stands(),), "Det finns inga aktuella uppgifter om kommunen."),
    (
        counts.is_it_better,
        (Changes(better=5, worse=3, answers_changed=7),),
        "5 mått är tydligt bättre än vid förra mätningen, 3 är tydligt sämre. 7 Ja/Nej-svar har ändrats.",
    ),
    (
        counts.is_it_better,
        (Changes(worse=1, other=1, unsure=2, answers_same=4),),
        ("1 mått är tydligt sämre än vid förra mätningen. 1 mått som inte visar kvalitet har ökat eller minskat "
        "tydligt. För 2 är svaren för få för att avgöra. Inget Ja/Nej-svar har ändrats."),
    ),
    (
        counts.is_it_better,
        (Changes(same=12, unjudged=3),),
        ("Av 12 mått har inget ändrats tydligt sedan förra mätningen. "
        "3 mått går inte att bedöma mot förra mätningen."),
    ),
    (
        counts.is_it_better,
        (Changes(same=2, unsure=6),),
        ("Av 8 mått har 2 inte ändrats tydligt sedan förra mätningen. "
        "För 6 är svaren för få för att avgöra."),
    ),
    (
        counts.is_it_better,
        (Changes(unsure=3, answers_changed=4),),
        ("3 mått har prövats mot förra mätningen. För alla är svaren för få för att avgöra. "
        "4 Ja/Nej-svar har ändrats."),
    ),
    (
        counts.which_changed,
        (["Hemtjänst, nöjda totalt"], ["Hemtjänst, känner sig ensamma", "Äldre, oväntat tillbaka på sjukhus"]),
        ("Tydligt sämre än förra gången: Hemtjänst, känner sig ensamma; Äldre, oväntat tillbaka på sjukhus. "
        "Tydligt bättre än förra gången: Hemtjänst, nöjda totalt."),
    ),
    (counts.is_it_better, (Changes(),), "Det finns inga tidigare värden att jämföra med."),
    (
        counts.how_certain,
        (Chance(tested=84, flagged=5, expected=2.1, held=4, powerless=3),),
        ("Tydlig betyder större än slumpen brukar ge. Om inget skilde sig på riktigt skulle slumpen ändå ge ungefär "
        "3 markeringar. När man tar hänsyn till att många mått prövas samtidigt står 4 av 5 markeringar kvar. "
        "3 mått har för få svar för att kunna visa någon skillnad."),
    ),
    (
        counts.how_certain,
        (Chance(tested=8, flagged=1, expected=0.2, held=0, powerless=0),),
        ("Tydlig betyder större än slumpen brukar ge. Om inget skilde sig på riktigt skulle slumpen ändå ge mindre än "
        "1 markering. När man tar hänsyn till att många mått prövas samtidigt står markeringen inte kvar."),
    ),
    (
        counts.how_certain,
        (Chance(0, 0, 0.0, 0, 0),),
        "Inget mått går att pröva mot slumpen, så ingen skillnad kallas tydlig.",
    ),
]  # fmt: skip

SPEAKING: tuple[ModuleType, ...] = (
    answers, cautions, changes, counts, judgements, lists, missing, sexes, standing,
)  # fmt: skip
PIECES = {answers.answer, answers.full_yes, answers.out_of, answers.quoted}


@pytest.mark.parametrize(("pattern", "given", "said"), PATTERNS)
def test_every_pattern_says_its_example(pattern: Callable[..., str], given: tuple[object, ...], said: str) -> None:
    assert pattern(*given) == said


def test_every_pattern_has_an_example() -> None:
    functions = {
        function
        for module in SPEAKING
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    returning_text = {one for one in functions if inspect.signature(one).return_annotation == "str"}
    assert returning_text - PIECES == {pattern for pattern, _, _ in PATTERNS}
