"""The limits that decide when a difference is called clear and a value current."""

from __future__ import annotations

from dataclasses import dataclass

from oj_analys.catalog.toml_table import Table

FEWEST_POINTS = 5  # the exact test of a trend cannot reach 5 percent with fewer


@dataclass(frozen=True, slots=True)
class SignalRules:
    """What is put forward: at most ``first_page`` either way on the first page and ``most`` in a list.

    A Nej is put forward where at least ``yes_in_riket`` percent of riket's kommuner say Ja, a figure without an
    interval in the ``outer_part`` (share 0–0,5) of riket's kommuner at either end.
    """

    first_page: int
    most: int
    yes_in_riket: float
    outer_part: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits of judgements.

    ``uncertain_half_width`` in procentenheter, ``confidence`` as a share between 0 and 1, ``current_years`` the most
    years that a current value may lie behind the edition, ``trend_points`` the fewest values that show a trend,
    ``spread_share`` the least share of the country's kommuner whose values show how riket is spread.
    """

    uncertain_half_width: float
    confidence: float
    current_years: int
    trend_points: int
    spread_share: float
    signals: SignalRules

    @property
    def alpha(self) -> float:
        """The two-sided level of a test that goes with the confidence of the intervals."""
        return 1 - self.confidence


def read_rules(file: Table) -> Rules:
    """Return the rules."""
    rules = Rules(
        uncertain_half_width=_between(file, "osaker_halv_bredd", 0, 100),
        confidence=_between(file, "konfidens", 0, 1),
        current_years=file.need("aktuell_ar", int),
        trend_points=file.need("trend_minst", int),
        spread_share=_between(file, "spridning_minst", 0, 1),
        signals=_signals(file.table("signaler")),
    )
    if rules.trend_points < FEWEST_POINTS:
        file.fault(f'nyckeln "trend_minst" är {rules.trend_points}', f"{FEWEST_POINTS} eller fler mätningar")
    if rules.current_years < 0:
        file.fault(f'nyckeln "aktuell_ar" är {rules.current_years}', "0 eller fler år")
    file.close()
    return rules


def _signals(table: Table) -> SignalRules:
    rules = SignalRules(
        first_page=table.need("forsta_sidan", int),
        most=table.need("hogst", int),
        yes_in_riket=_between(table, "ja_i_riket", 0, 100),
        outer_part=_between(table, "yttre_del", 0, 0.5),
    )
    if not 0 < rules.first_page <= rules.most:
        table.fault(
            f'"forsta_sidan" är {rules.first_page} och "hogst" {rules.most}', "minst 1, och hogst minst så stor"
        )
    table.close()
    return rules


def _between(file: Table, key: str, low: float, high: float) -> float:
    value = file.need(key, float)
    if value <= low or value >= high:
        file.fault(f'nyckeln "{key}" är {value:g}', f"mellan {low:g} och {high:g}")
    return value
