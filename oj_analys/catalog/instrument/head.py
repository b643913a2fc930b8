"""What every instrument's file begins with, and what its measures have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from oj_analys.catalog.toml_table import Table
from oj_analys.domain import OPEN_POLICY, Direction, Measure, Policy, Statistic, ValueKind

SHARE = "procent"

_KINDS = {Statistic.ANTAL: ValueKind.ANTAL, Statistic.MEDEL: ValueKind.MEDELVARDE}


@dataclass(frozen=True, slots=True)
class Head:
    """An instrument's id and name, what it is in a sentence, the policy of its figures, and what is said of them."""

    id: str
    name: str
    explanation: str
    policy: Policy
    producer: str
    reason: str
    proviso: str

    def measure(
        self,
        ident: str,
        title: str,
        statistic: Statistic,
        population: str,
        *,
        unit: str = SHARE,
        by_sex: bool = False,
        part_of: str = "",
        derived_from: tuple[str, ...] = (),
    ) -> Measure:
        """Return a measure of the instrument; ids are given without the instrument's own.

        No measure of an instrument has a good direction, and each has the decimals of the policy.
        """
        return Measure(
            id=self.full(ident),
            title=title,
            area=self.id,
            kind=_KINDS.get(statistic, ValueKind.ANDEL),
            unit=unit,
            decimals=self.policy.decimals.get(statistic, 0),
            direction=Direction.NONE,
            direction_reason=self.reason,
            producer=self.producer,
            by_sex=by_sex,
            statistic=statistic,
            policy=self.policy.id,
            population=population,
            part_of=self.full(part_of) if part_of else "",
            derived_from=tuple(map(self.full, derived_from)),
        )

    def full(self, ident: str) -> str:
        """Return the id of a measure with the instrument's own before it."""
        return f"{self.id}.{ident}"


def read_head(table: Table, ident: str, policies: Mapping[str, Policy]) -> Head:
    """Return what ``[instrument]`` says; the kind (``slag``) is read by whoever picked the reader."""
    policy = table.text("policy")
    guards = [known for known in policies if known != OPEN_POLICY]
    if policy == OPEN_POLICY or (policy and guards and policy not in guards):
        table.fault(f'policy är "{policy}"', f"ett skydd ur policies.toml: {', '.join(guards)}")
    head = Head(
        id=ident,
        name=table.text("namn"),
        explanation=table.text("forklaring"),
        policy=policies.get(policy, Policy(policy, "", {}, {}, "")),
        producer=table.text("kalla"),
        reason=table.text("skal"),
        proviso=table.text("forbehall"),
    )
    table.close()
    return head
