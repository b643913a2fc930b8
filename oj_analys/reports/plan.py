"""Last year's decisions beside this year's figures, and what the kommuner themselves say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from oj_analys import swedish
from oj_analys.domain import Area, Decision, Kommun, Measure, Plan
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Cell, Column, Heading, Table, Text
from oj_analys.reports.followed import Dated, Followed, followed
from oj_analys.reports.guarded import cell_of, figures_among, mark_notes, said
from oj_analys.reports.instruments import provisos
from oj_analys.reports.wording import row_title

ANCHOR = "beslut"
TITLE = "Förra årets beslut"
COPIES_DIFFER = "exemplaren skiljer sig åt"
_UNTESTED = "Inte prövat mot slumpen."
_ON_FIRST_PAGE = 2
_LONGEST_THERE = 100  # characters of a decision, so that the page stays one page
_NOTE = (
    "Då är värdet som beslutet utgick från, Nu är det senaste värdet. Skillnaden är inte prövad mot slumpen och säger "
    "inget om orsaken"
)


def comment_blocks(plan: Plan, kommun: Kommun, area: Area) -> list[Block]:
    """Return what a kommun itself says of an area."""
    texts = [comment.text for comment in plan.comments if (comment.unit, comment.area) == (kommun.code, area.id)]
    return [Text(text, lead="Kommunens kommentar:") for text in dict.fromkeys(texts)]


def first_page_line(released: Released, kommun: Kommun) -> list[Block]:
    """Return one line of at most two decisions for the first page, none without decisions.

    What copies tell in different ways comes first, then what has a value then and now, then the rest in the order of
    the plan. A long decision is cut.
    """
    found = {item.decision.identity: item for item in followed(released, [kommun])}
    if not found:
        return []
    first = sorted(found.values(), key=_tells_little)[:_ON_FIRST_PAGE]
    untested = [_UNTESTED] if any(map(_short_values, first)) else []
    more = [f"Alla {len(found)} beslut:"] if len(found) > len(first) else []
    told = figures_among(dated.value for item in first for dated in _short_dated(item))
    return [Text(" ".join([*map(_short, first), *untested, *more]), lead=f"{TITLE}:", see=ANCHOR, figures=told)]


def plan_blocks(released: Released, kommun: Kommun) -> list[Block]:
    """Return the section of a kommun's decisions, nothing without decisions."""
    found = followed(released, [kommun])
    if not found:
        return []
    return [Heading(2, TITLE, ANCHOR), *questions(found), decisions_table(found), *_details(found)]


def questions(found: Sequence[Followed]) -> list[Block]:
    """Ask which copy holds where copies tell a decision in different ways."""
    contested = {item.decision.identity: item for item in found if item.contested}
    return [
        Text(
            f"Exemplar av handlingsplanen från {swedish.kommun_name(item.kommun.name)} skiljer sig åt om "
            f"”{item.decision.action}”. Vilket gäller?"
        )
        for item in contested.values()
    ]


def decisions_table(found: Sequence[Followed]) -> Table:
    """Set each decision of one kommun beside its status and its measure then and now."""
    columns = (
        Column("Åtgärd", width=2.8),
        Column("Ansvarig roll", width=1.95),
        Column("Klart", width=1.7),
        Column("Status", width=1.25),
        Column("Mått", width=2.2),
        Column("Då", numeric=True, width=1.2),
        Column("Nu", numeric=True, width=1.2),
    )
    return Table("beslut", "Åtgärd, status och värde då och nu", columns, tuple(map(_row, found)), _note(found))


def kommun_decisions_table(found: Sequence[Followed]) -> Table:
    """Set the decisions of several kommuner beside each other, the kommun first."""
    table = decisions_table(found)
    rows = tuple((Cell(item.kommun.name), *row) for item, row in zip(found, table.rows, strict=True))
    note = f"{table.note} Här står bara det som kommunerna delar med varandra."
    return Table(table.slug, table.caption, (Column("Kommun", width=1.75), *table.columns), rows, note)


def _details(found: Sequence[Followed]) -> list[Block]:
    """Tell what is too long for the table: why, how it is followed up, what the kommun says; once if copies agree."""
    told: dict[tuple[str, ...], dict[str, Followed]] = {}
    for item in found:
        told.setdefault(item.decision.identity, {}).setdefault(_detail(item.decision), item)
    return [
        Text(words, lead=_sentence(_row_title(item) if len(ways) > 1 else _decided(item.decision)))
        for ways in told.values()
        for words, item in ways.items()
        if words
    ]


def _detail(decision: Decision) -> str:
    parts = (("Orsak", decision.cause), ("Uppföljning", decision.follow_up), ("Kommentar", decision.comment))
    return " ".join(f"{name}: {_sentence(text)}" for name, text in parts if text)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def provisos_of(found: Iterable[Followed]) -> str:
    """Return what must be said beside the values of some decisions."""
    return provisos(item.measure for item in found if item.measure)


def _tells_little(item: Followed) -> tuple[bool, bool]:
    return not item.contested, not (item.then.value.shown and item.now.value.shown)


def _short(item: Followed) -> str:
    """Say a decision in one line: ``Genomförandeplaner i LSS (nämnden 2024). Status: pågår. 2023: 68 procent.``."""
    if item.contested:
        return f"{_beginning(item.decision.action)}: {COPIES_DIFFER}."
    decided = f"{_sentence(_beginning(_decided(item.decision)))} Status: {item.decision.status}."
    values = _short_values(item)
    return f"{decided} {', '.join(values)}." if values else decided


def _beginning(text: str) -> str:
    return text if len(text) <= _LONGEST_THERE else f"{text[:_LONGEST_THERE].rsplit(maxsplit=1)[0]} …"


def _short_values(item: Followed) -> list[str]:
    if item.measure is None:
        return []
    return [
        f"{swedish.period_text(dated.period)}: {said(item.measure, dated.period, dated.value)}"
        for dated in _short_dated(item)
    ]


def _short_dated(item: Followed) -> list[Dated]:
    # A value that needs its proviso stands in the section only, since there is no room for it here.
    if item.measure is None or item.contested or provisos([item.measure]):
        return []
    return [dated for dated in (item.then, item.now) if dated.value.shown]


def _decided(decision: Decision) -> str:
    return f"{decision.action} ({decision.decided})" if decision.decided else decision.action


def _row(item: Followed) -> tuple[Cell, ...]:
    return (
        Cell(_row_title(item)),
        Cell(item.decision.responsible or swedish.DASH),
        Cell(item.decision.due or swedish.DASH),
        Cell(str(item.decision.status)),
        Cell(row_title(item.measure) if item.measure else swedish.DASH),
        _dated_cell(item.measure, item.then),
        _dated_cell(item.measure, item.now),
    )


def _row_title(item: Followed) -> str:
    """Return a decision; of one that copies tell in different ways also in which copy."""
    title = _decided(item.decision)
    if not item.contested:
        return title
    return f"{title}, enligt {item.told_in}: {COPIES_DIFFER}" if item.told_in else f"{title}: {COPIES_DIFFER}"


def _dated_cell(measure: Measure | None, dated: Dated) -> Cell:
    if measure is None or not dated.period:
        return Cell(swedish.DASH)
    cell = cell_of(measure, dated.period, dated.value)
    return replace(cell, text=f"{cell.text} ({swedish.period_text(dated.period)})")


def _note(found: Sequence[Followed]) -> str:
    values = [dated.value for item in found for dated in (item.then, item.now) if dated.period]
    words = "; ".join(filter(None, [_NOTE, mark_notes(values)]))
    return f"{words}. {provisos_of(found)}".strip()
