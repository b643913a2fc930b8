"""How the figures were made and where they come from: the last pages of every pack."""

from __future__ import annotations

from oj_analys import swedish
from oj_analys.domain import Status
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Cell, Column, Heading, Table, Text
from oj_analys.reports.comparison_method import judgement_method, lists_method, reference_method
from oj_analys.reports.exceptions import exception_blocks
from oj_analys.reports.guarding import guard_sentences
from oj_analys.reports.instrument_method import instrument_method
from oj_analys.reports.instruments import instruments_in
from oj_analys.reports.provenance import used_sources


def method_blocks(released: Released) -> list[Block]:
    """Return the method section in words that need no statistics."""
    return [
        Heading(2, "Så har vi räknat", "metod"),
        *judgement_method(released.edition.grupp),
        *lists_method(released),
        *reference_method(released),
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
    """Return how figures of persons are guarded, nothing without such figures, and every exception that holds."""
    sentences = guard_sentences(released)
    guards = [Text(sentences, lead="Uppgifter om personer.")] if sentences else []
    return [*guards, *exception_blocks(released.edition.exceptions)]


def instrument_method_blocks(released: Released) -> list[Block]:
    """Return how the figures of each instrument are computed, nothing where no figure is shown."""
    shown = set(released.measures.loc[released.measures["status"] == Status.OK, "measure"])
    return [
        instrument_method(each)
        for each in instruments_in(released)
        if shown.intersection(measure.id for measure in each.measures)
    ]


def source_blocks(released: Released) -> list[Block]:
    """Return what to know about the data, and the table of sources."""
    return [Heading(2, "Källor", "kallor"), Text(_origin(released)), sources_table(released)]


def _origin(released: Released) -> str:
    dates = "När varje fil publicerades eller hämtades står i tabellen."
    if not released.notices:
        return dates
    count = swedish.counted(len(released.notices), "sak", "saker")
    return (
        f"{dates} Vid inläsningen noterades {count}, till exempel rader som inte används. "
        "De står i arbetsboken, fliken Om underlaget."
    )


def sources_table(released: Released) -> Table:
    """List every file that the reader's figures and plan come from."""
    found = used_sources(released).to_dict("records")
    return Table(
        "kallor",
        "Filer som siffrorna kommer från",
        (
            Column("Fil", width=4.6),
            Column("Källa", width=1.8),
            Column("Publicerad eller hämtad", width=1.6),
            Column("Kontrollsumma (början)", width=1.6),
        ),
        tuple(
            tuple(
                map(
                    Cell, (row["file"], row["producer"], row["published"] or row["retrieved"], _checksum(row["sha256"]))
                )
            )
            for row in found
        ),
        "" if all(row["sha256"] for row in found) else "Filer om personer och planer har ingen kontrollsumma här.",
    )


def _checksum(sha256: str) -> str:
    return sha256[:8] or swedish.DASH
