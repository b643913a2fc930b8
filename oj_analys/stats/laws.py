"""The laws of a count when nothing but chance is at work: many at once, one per place of flat arrays.

Built on ``scipy.special``: ``scipy.stats`` has the same laws, but takes more than half a second to load, in every run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammainc, gammaincc, gammaln, xlog1py, xlogy

from oj_analys.stats.checks import Floats

Rows = NDArray[np.intp]
Sides = NDArray[np.bool_]

_NEGLIGIBLE = 1e-17  # of the sum so far
_AT_ONCE = 8192  # laws whose numbers stay in the processor's cache


@dataclass(frozen=True, slots=True)
class Shape:
    """The smallest and the largest count that may be, their mean and standard deviation, and how they lean.

    ``lean`` is the third central moment over the variance.
    """

    lowest: Floats
    highest: Floats
    mean: Floats
    deviation: Floats
    lean: Floats


class Law(Protocol):
    """How probable each count is."""

    def take(self, rows: Rows) -> Self:
        """Return the laws of some rows."""

    def shape(self) -> Shape:
        """Return where the counts lie and how they spread."""

    def mass(self, k: Floats) -> Floats:
        """Return P(X = k)."""

    def tail(self, k: Floats, below: Sides) -> Floats:
        """Return P(X <= k) where ``below``, P(X >= k) elsewhere."""


@dataclass(frozen=True, slots=True)
class Binomial:
    """Yes answers of ``n`` persons who each say yes with probability ``share``; n >= 1, 0 < share < 1.

    Source: Johnson, Kotz & Kemp 1992, ch. 3. R: ``dbinom``, ``pbinom``.
    """

    n: Floats
    share: Floats

    def take(self, rows: Rows) -> Binomial:
        """Return the laws of some rows."""
        return Binomial(self.n[rows], self.share[rows])

    def shape(self) -> Shape:
        """Return where the counts lie and how they spread."""
        variance = self.n * self.share * (1 - self.share)
        return Shape(np.zeros_like(self.n), self.n, self.n * self.share, np.sqrt(variance), 1 - 2 * self.share)

    def mass(self, k: Floats) -> Floats:
        """Return P(X = k)."""
        return np.asarray(np.exp(_log_choose(self.n, k) + xlogy(k, self.share) + xlog1py(self.n - k, -self.share)))

    def tail(self, k: Floats, below: Sides) -> Floats:
        """Return P(X <= k) where ``below``, P(X >= k) elsewhere."""
        # P(X >= k) is P(n - X <= n - k), and betainc is five times faster than betaincc.
        k = np.where(below, k, self.n - k)
        inside = np.clip(k, 0, self.n - 1)
        most = betainc(self.n - inside, inside + 1, np.where(below, 1 - self.share, self.share))
        return np.where(k >= self.n, 1.0, np.where(k < 0, 0.0, most))


@dataclass(frozen=True, slots=True)
class Poisson:
    """Events of which ``expected`` are expected, above 0.

    Source: Johnson, Kotz & Kemp 1992, ch. 4. R: ``dpois``, ``ppois``.
    """

    expected: Floats

    def take(self, rows: Rows) -> Poisson:
        """Return the laws of some rows."""
        return Poisson(self.expected[rows])

    def shape(self) -> Shape:
        """Return where the counts lie and how they spread."""
        mean = self.expected
        return Shape(np.zeros_like(mean), np.full_like(mean, np.inf), mean, np.sqrt(mean), np.ones_like(mean))

    def mass(self, k: Floats) -> Floats:
        """Return P(X = k)."""
        return np.asarray(np.exp(xlogy(k, self.expected) - self.expected - gammaln(k + 1)))

    def tail(self, k: Floats, below: Sides) -> Floats:
        """Return P(X <= k) where ``below``, P(X >= k) elsewhere."""
        at_most = np.where(k < 0, 0.0, gammaincc(np.maximum(k, 0) + 1, self.expected))
        at_least = np.where(k <= 0, 1.0, gammainc(np.maximum(k, 1), self.expected))
        return np.where(below, at_most, at_least)


@dataclass(frozen=True, slots=True)
class Hypergeometric:
    """Yes answers in a group of ``n`` when ``yes`` of its and ``other_n`` other persons say yes.

    Source: the law of Fisher's exact test; Johnson, Kotz & Kemp 1992, ch. 6. R: ``dhyper``, ``phyper``.
    """

    n: Floats
    yes: Floats
    other_n: Floats

    def take(self, rows: Rows) -> Hypergeometric:
        """Return the laws of some rows."""
        return Hypergeometric(self.n[rows], self.yes[rows], self.other_n[rows])

    def shape(self) -> Shape:
        """Return where the counts lie and how they spread."""
        persons = self.n + self.other_n
        share, no = self.yes / persons, persons - self.yes
        variance = self.n * share * (no / persons) * self.other_n / np.maximum(persons - 1, 1)
        lean = (no - self.yes) / persons * (self.other_n - self.n) / np.maximum(persons - 2, 1)
        lowest, highest = np.maximum(0, self.yes - self.other_n), np.minimum(self.n, self.yes)
        return Shape(lowest, highest, self.n * share, np.sqrt(variance), lean)

    def mass(self, k: Floats) -> Floats:
        """Return P(X = k)."""
        ways = _log_choose(self.n, k) + _log_choose(self.other_n, self.yes - k)
        return np.asarray(np.exp(ways - _log_choose(self.n + self.other_n, self.yes)))

    def tail(self, k: Floats, below: Sides) -> Floats:
        """Return P(X <= k) where ``below``, P(X >= k) elsewhere."""
        # Many yes answers are few no answers.
        fewer = np.where(below, k, self.n - k)
        of = np.where(below, self.yes, self.n + self.other_n - self.yes)
        law, total = Hypergeometric(self.n, of, self.other_n), np.empty(k.shape)
        for start in range(0, k.size, _AT_ONCE):
            part = np.arange(start, min(start + _AT_ONCE, k.size))
            total[part] = _sum_downwards(law.take(part), fewer[part])
        return np.where(fewer >= np.minimum(self.n, of), 1.0, total)


def _sum_downwards(law: Hypergeometric, k: Floats) -> Floats:
    """Return P(X <= k) as the sum of P(X = k), P(X = k - 1), …, each from the one before by their ratio."""
    total = law.mass(k)
    rows, term = np.arange(k.size), total.copy()
    left, asked, spare = law.n - k + 1, law.yes - k + 1, law.other_n - law.yes + k
    while rows.size:
        term = term * k * spare / (left * asked)
        k, left, asked, spare = k - 1, left + 1, asked + 1, spare - 1
        total[rows] += term
        going = term > _NEGLIGIBLE * total[rows]
        rows, term = rows[going], term[going]
        k, left, asked, spare = k[going], left[going], asked[going], spare[going]
    return total


def _log_choose(n: Floats, k: Floats) -> Floats:
    return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1), dtype=np.float64)
