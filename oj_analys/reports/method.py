"""How the figures were made and where they come from: the last pages of every pack."""

from __future__ import annotations

from oj_analys import catalog, swedish
from oj_analys.charts.cautions import proviso
from oj_analys.domain import Questionnaire, Status
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Cell, Column, Heading, Table, Text
from oj_analys.reports.guarding import guard_sentences
from oj_analys.reports.instruments import questionnaires_in, score_ids


def method_blocks(released: Released) -> list[Block]:
    """Return the method section in words that need no statistics."""
    rules = catalog.rules()
    grupp = released.edition.grupp
    group_mean = (
        f"Värden märkta * är medelvärden av kommunerna {grupp.in_text}: varje kommun räknas lika, stor som liten. "
        "Övriga är publicerade av källan."
    )
    return [
        Heading(2, "Så har vi räknat", "metod"),
        Text(
            "En skillnad kallas tydlig när två villkor är uppfyllda. Ett exakt test (binomialtest, 5 procent) visar "
            "att skillnaden är större än slumpen brukar ge. Osäkerhetsintervallet når inte fram till riket.",
            lead="Tydligt bättre eller sämre.",
        ),
        Text(
            f"När testet inte visar någon skillnad och osäkerheten är större än ±{rules.uncertain_half_width:.0f} "
            "procentenheter är svaren för få för att avgöra. Det betyder inte att kommunen ligger som riket.",
            lead="För få svar.",
        ),
        Text(
            "Mått utan antal svar, mått som inte är andelar och frågor som kommunen svarar på med ord visas bredvid "
            "riket men bedöms inte. För frågor visas hur många kommuner som svarar Ja.",
            lead="Ingen bedömning.",
        ),
        Text(
            "Intervallen är Wilsons 95-procentsintervall. Socialstyrelsens egna intervall räknas på annat sätt och kan "
            f"skilja sig något. {group_mean}",
            lead="Osäkerhet och medelvärden.",
        ),
        Text(
            "Vilket håll som är bra står i katalogen över mått, med ett skäl för varje mått. Där bedömningen inte är "
            "bekräftad av Socialstyrelsen är den vår egen. Behov och volymer bedöms aldrig.",
            lead="Bra eller dåligt.",
        ),
        Text(
            "En skillnad säger inget om orsaken. Resultatet är en fråga att ta vidare, inte ett svar.", lead="Orsaker."
        ),
    ]


def guard_blocks(released: Released) -> list[Block]:
    """Return how figures of persons are guarded, nothing without such figures."""
    sentences = guard_sentences(released)
    return [Text(sentences, lead="Uppgifter om personer.")] if sentences else []


def scoring_blocks(released: Released) -> list[Block]:
    """Return how the scores of questionnaires are computed, nothing where no score is shown."""
    shown = set(released.measures.loc[released.measures["status"] == Status.OK, "measure"])
    return [_scoring(each) for each in questionnaires_in(released) if shown.intersection(score_ids(each))]


def _scoring(instrument: Questionnaire) -> Text:
    least = swedish.percent(100 * instrument.least_answered)
    return Text(
        "En persons värde på en delskala är medelvärdet av de påståenden som personen har besvarat. "
        f"Minst {least} av delskalans påståenden ska vara besvarade. Svar på omvända påståenden vänds först. "
        f"Kommunens värde är medelvärdet av personernas värden. {proviso(instrument)}".strip(),
        lead=f"{instrument.name}.",
    )


def source_blocks(released: Released) -> list[Block]:
    """Return what to know about the data, and the table of sources."""
    return [Heading(2, "Källor", "kallor"), Text(_origin(released)), sources_table(released)]


def _origin(released: Released) -> str:
    taken = f"Uppgifterna hämtades {released.edition.taken.isoformat()}."
    if not released.notices:
        return taken
    count = swedish.counted(len(released.notices), "sak", "saker")
    return (
        f"{taken} Vid inläsningen noterades {count}, till exempel rader som inte används. "
        "De står i arbetsboken, fliken Om underlaget."
    )


def sources_table(released: Released) -> Table:
    """List every file that the figures come from."""
    rows = [
        tuple(
            Cell(text)
            for text in (row["file"], row["producer"], row["published"] or row["retrieved"], row["sha256"][:8])
        )
        for row in released.sources.to_dict("records")
    ]
    return Table(
        "kallor",
        "Filer som siffrorna kommer från",
        (
            Column("Fil", width=4.6),
            Column("Källa", width=1.8),
            Column("Publicerad eller hämtad", width=1.6),
            Column("Kontrollsumma (början)", width=1.6),
        ),
        tuple(rows),
    )
