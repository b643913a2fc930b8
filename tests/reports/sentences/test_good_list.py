"""The sentences that a reader was promised can all be said, word for word."""

from __future__ import annotations

from dataclasses import replace

from oj_analys import catalog
from oj_analys.domain import Change, Phrases, Position, Reason, Status
from oj_analys.reports.sentences.answers import answer_since, answered
from oj_analys.reports.sentences.cautions import new_definition
from oj_analys.reports.sentences.changes import since
from oj_analys.reports.sentences.facts import Earlier, Fact, Judged, OutOf, group_place, kommun_place, reference
from oj_analys.reports.sentences.judgements import judgement
from oj_analys.reports.sentences.lists import can_tell
from oj_analys.reports.sentences.missing import missing
from oj_analys.reports.sentences.standing import beside

GOOD = {
    "I Bräcke är 72 procent nöjda med hemtjänsten (61 svar, 2024). I riket är det 86 procent. Bräcke är tydligt sämre.",
    "Andelen nöjda har minskat från 90 procent (2022) till 72 procent (2024). Minskningen är tydlig.",
    (
        "I Ragunda är 71 procent nöjda, men bara 14 har svarat. "
        "Det är för få för att avgöra om Ragunda skiljer sig från riket (86 procent)."
    ),
    "Bräcke svarar Nej (2025). I länet svarar 6 av 8 kommuner Ja, i riket 72 procent av kommunerna.",
    (
        "Svaret har ändrats från Ja (2024) till Nej (2025). "
        "Kontrollera om arbetssättet har ändrats eller om frågan har tolkats annorlunda."
    ),
    "Uppgift saknas: kommunen har inte besvarat frågan 2025.",
    "Resultatet visas inte, för att ingen enskild ska kunna pekas ut.",
    "Bräcke har fler biståndsmottagare än riket. Måttet visar behov och säger inget om kvaliteten.",
    "Svarsskalan ändrades 2018. Svar före och efter går inte att jämföra.",
    "Krokom och Åre svarar Ja och kan berätta hur de gör.",
}

LANET = catalog.grupp("Jämtland")
BRACKE, RAGUNDA = kommun_place("Bräcke"), kommun_place("Ragunda")
HOMECARE = replace(
    catalog.measure("oj.U21468"), phrases=Phrases("är {varde} nöjda med hemtjänsten", part="Andelen nöjda")
)
BRIEFLY = replace(HOMECARE, phrases=Phrases("är {varde} nöjda"))
RECIPIENTS = replace(catalog.measure("oj.N31807"), phrases=Phrases(things="biståndsmottagare"))
POLICE, SCALE = catalog.measure("oj.U37488"), catalog.measure("oj.U28462")


def test_the_good_list_can_be_said() -> None:
    satisfied, no = Fact(HOMECARE, BRACKE, "2024", 72.1, 61), Fact(POLICE, BRACKE, "2025", 0.0)
    few, need = Fact(BRIEFLY, RAGUNDA, "2024", 71.4, 14), Fact(RECIPIENTS, BRACKE, "2024", 4.4)
    riket = reference("riket", LANET, 86.0)
    said = {
        beside(satisfied, Judged(riket, Position.SAMRE)),
        since(satisfied, Earlier("2022", 90.4, Change.SAMRE, 63)),
        beside(few, Judged(riket, Position.OSAKERT, Reason.FA_SVAR)).removesuffix(" Värdet är från 2024."),
        answered(no, group_place(LANET), OutOf(6, 8), 72.0),
        answer_since(no, Earlier("2024", 1.0, Change.SAMRE)),
        missing(Status.BORTFALL, "2025"),
        missing(Status.SEKRETESS, "2025"),
        judgement(need, Judged(reference("riket", LANET, 3.4), Position.EJ_JAMFORBAR, Reason.N_SAKNAS)).removesuffix(
            " Osäkerheten är okänd."
        ),
        new_definition(SCALE, 2018),
        can_tell(POLICE, "2025", ["Krokom", "Åre"]),
    }
    assert said == GOOD
