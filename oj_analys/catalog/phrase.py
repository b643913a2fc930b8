"""How sentences speak of a measure, read from its ``[matt.ord]`` and checked."""

from __future__ import annotations

from collections.abc import Iterator

from oj_analys.catalog.toml_table import Table
from oj_analys.domain import Direction, Measure, Phrases

VALUE = "{varde}"
MOST_WORDS = 12

_ALLOWED = {
    "mening": f'en sats som följer på "I Bräcke", med {VALUE} en gång och högst {MOST_WORDS} ord, utan punkt',
    "delen": "det som har ändrats, med stor bokstav och utan punkt",
    "antal": "det som räknas, med liten bokstav, för ett mått vars riktning är none",
}


def read_phrases(measure: Table) -> Phrases:
    """Return the phrases of a measure, empty where the file has none."""
    if "ord" not in measure.keys:
        return Phrases()
    table = measure.table("ord")
    phrases = Phrases(*(table.optional(key, str) or "" for key in _ALLOWED))
    table.close()
    return phrases


def check_phrases(table: Table, measure: Measure) -> None:
    """Note every phrase that would make a faulty sentence; a question is answered in its own words and has none."""
    if measure.kind.is_answer and "ord" in table.keys:
        table.fault(f"slaget {measure.kind} har [matt.ord]", "ord bara för mått som inte är svar", "Ta bort dem.")
    for key, text in _faulty(measure):
        table.fault(f'"{key}" är "{text}"', _ALLOWED[key])


def _faulty(measure: Measure) -> Iterator[tuple[str, str]]:
    clause, part, things = measure.phrases.clause, measure.phrases.part, measure.phrases.things
    if clause and not _is_clause(clause):
        yield "mening", clause
    if part and (not part[0].isupper() or part.endswith(".")):
        yield "delen", part
    if things and (not things[0].islower() or measure.direction is not Direction.NONE):
        yield "antal", things


def _is_clause(text: str) -> bool:
    return text.count(VALUE) == 1 and text[0].islower() and text[-1] != "." and len(text.split()) <= MOST_WORDS
