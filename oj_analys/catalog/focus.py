"""Focus sets: named choices of measures that a group looks at together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from oj_analys.catalog.toml_table import Table
from oj_analys.domain import Focus


def read_focuses(file: Table, measures: Collection[str]) -> tuple[Focus, ...]:
    """Return the sets in the order of the file.

    ``measures`` are the ids of the catalogue without their family; without any, none can be called unknown.
    """
    focuses = tuple(_read(table, measures) for table in file.tables("fokus"))
    for ident, times in Counter(focus.id for focus in focuses).items():
        if times > 1:
            file.fault(f'id "{ident}" har {times} fokus', "ett")
    file.close()
    return focuses


def _read(table: Table, measures: Collection[str]) -> Focus:
    chosen = table.items("matt", str)
    focus = Focus(
        id=table.text("id"),
        name=table.text("namn"),
        text=table.text("text"),
        measures=tuple(f"oj.{ident}" for ident in chosen),
        confirmed=table.need("bekraftad", bool),
    )
    table.close()
    if not chosen:
        table.fault("urvalet har inga mått", "minst ett id")
    for ident, times in Counter(chosen).items():
        if measures and ident not in measures:
            table.fault(f'"{ident}" finns inte i katalogen', "id för ett mått, till exempel U21468")
        if times > 1:
            table.fault(f'"{ident}" står {times} gånger', "en gång")
    return focus
