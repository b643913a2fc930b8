"""The county's exceptions from the minimums, as every utgåva that they hold for prints them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from oj_analys import catalog, swedish
from oj_analys.domain import PolicyException
from oj_analys.reports.blocks import Text


def exception_blocks(exceptions: Iterable[PolicyException]) -> Iterator[Text]:
    """Give one paragraph per decision, with its reason; one that lowers several numbers is told once."""
    together: dict[tuple[object, ...], list[PolicyException]] = {}
    for one in exceptions:
        together.setdefault((one.policy, one.reason, one.decided_by, one.decided_on), []).append(one)
    for lowered in together.values():
        yield Text(_decision(lowered), lead="Undantag:")


def _decision(lowered: Sequence[PolicyException]) -> str:
    """Say what is lowered, who has decided it and when, and why."""
    first = lowered[0]
    numbers = swedish.join(f"{one.statistic} från {one.least} (annars {one.usual})" for one in lowered)
    decided = f"beslutat av {first.decided_by} den {first.decided_on.isoformat()}"
    return f"{catalog.policy(first.policy).name}, {numbers}, {decided}: {first.reason.rstrip(' .')}."
