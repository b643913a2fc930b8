"""Why there is no value, in one sentence; whatever is hidden is told in one phrase only."""

from __future__ import annotations

from oj_analys import catalog, swedish
from oj_analys.domain import Status


def missing(status: Status, period: str) -> str:
    """Say why a value is not there.

    >>> missing(Status.BORTFALL, "2025"), missing(Status.SAKNAS, "2025")
    ('Uppgift saknas: kommunen har inte besvarat frågan 2025.', 'Uppgift saknas i källan 2025.')
    >>> missing(Status.SEKRETESS, "2025")
    'Resultatet visas inte, för att ingen enskild ska kunna pekas ut.'

    Raises:
        ValueError: If the value is there.
    """
    if status is Status.OK:
        raise ValueError("the value is there")
    text = catalog.labels().status[status].text
    if status is Status.SEKRETESS:
        return f"Resultatet {text}."
    lead = f"Uppgift saknas: {text}" if status is Status.BORTFALL else swedish.upper_first(text)
    return f"{lead} {swedish.period_text(period)}."
