"""The sizes of the groups of one measure in one period, and what a reader could work out from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from oj_analys.disclosure.interval import NOTHING, Banded, answers_are_vague, bands_stay_bands, means_are_vague
from oj_analys.disclosure.structure import Line, Series, Star

Parts = Mapping[str, float]
"""How the answers of a group divide, by answer; a mean divides between the two ends of its scale."""

UP, DOWN = "upp", "ner"


@dataclass(frozen=True, slots=True)
class Table:
    """How many answers each group has, for what has the same denominator; a line without a size has no figure.

    ``parts`` divide the answers where that is known, and ``bands`` are the ends of those means of which no more than a
    band is shown. ``share`` is how large a part may be before it prints as all, and ``cell_least`` how small any part
    but an empty one may be. With ``insiders``, those who sent in the figures of a hidden kommun know them and may not
    learn of another from them. ``places`` are where the answers lie on their scale (0-1), and ``width`` the least that
    a reader may know the mean of a hidden group within, 0 where nobody knows the scale.
    ``withheld`` are lines whose figure is not shown although their group may be, ``public`` those that anybody has from
    an earlier release.
    """

    measure: str
    block: str
    period: str
    least: int
    share: float = 1.0
    cell_least: int = 0
    insiders: bool = False
    width: float = 0.0
    places: Mapping[str, float] = field(default_factory=dict)
    sizes: Mapping[Line, float] = field(default_factory=dict)
    parts: Mapping[Line, Parts] = field(default_factory=dict)
    bands: Mapping[Line, tuple[float, float]] = field(default_factory=dict)
    withheld: frozenset[Line] = frozenset()
    public: frozenset[Line] = frozenset()

    @property
    def series(self) -> Series:
        """What the table holds."""
        return self.measure, self.block, self.period

    def without_parts(self) -> Table:
        """Return the table of the numbers of answers only."""
        return replace(self, parts={}, bands={}, width=0.0)

    def size(self, line: Line) -> float:
        """Return how many answers a line has; none where it has no figure."""
        return self.sizes.get(line, 0.0)

    def gone(self, hidden: AbstractSet[Line]) -> AbstractSet[Line]:
        """Return the lines whose figures nobody has if those in ``hidden`` are not shown."""
        return (hidden - self.public) | self.withheld

    def tells(self, line: Line) -> bool:
        """Say whether the line's figure by itself points at someone: too few answers, a small part, or all alike."""
        size = self.size(line)
        if line in self.public or abs(size) <= NOTHING:
            return False
        return size < self.least or (line not in self.bands and self._points(self.parts.get(line, {}), size))

    def total(self, star: Star) -> float:
        """Return the size of the root, or the largest that a family makes it where it has no figure."""
        return sum(self.size(line) for line in self._whole(star))

    def excess(self, star: Star, family: Iterable[Line]) -> float:
        """Return by how many answers a family is more than its root; 0 where it is not."""
        over = self._sum(family) - self.size(star.root) if star.root in self.sizes else 0.0
        return over if over > NOTHING else 0.0

    def is_known(self, star: Star, hidden: AbstractSet[Line]) -> bool:
        """Say whether a reader has the root's figure, printed or as the sum of a family with nothing hidden."""
        gone = self.gone(hidden)
        if star.root in self.sizes and star.root not in gone:
            return True
        total = self.total(star)
        return any(abs(total - self._sum(line for line in one if line not in gone)) <= NOTHING for one in star.families)

    def is_safe(self, star: Star, family: tuple[Line, ...], hidden: AbstractSet[Line]) -> bool:
        """Say whether what is hidden in a family stays hidden from a reader who knows the root.

        The reader gets the union of what is hidden: it must be empty, or hold at least ``least`` answers however
        many groups share them, be made of two groups, and have no telling part. Persons in no line of the family (a
        kommun or a role that is not in the frames) are a group of their own. With ``k`` groups known not to be empty,
        each can have from 1 to union - k + 1 answers, so that ``least`` numbers are possible for every one of them.
        Even a reader who has these numbers may know the mean of none within less than ``width``.
        """
        known = self.gone(hidden)
        gone = [line for line in family if line in known and (line in self.sizes or line in self.withheld)]
        shown = [line for line in family if line not in gone]
        union = self.total(star) - self._sum(shown)
        if union > NOTHING and not self._is_crowd(star, family, gone, union):
            return False
        is_vague = union <= NOTHING or self._is_vague(star, gone, shown, union)
        return is_vague and self._bands_stay_bands(star, shown, union)

    def _is_crowd(self, star: Star, family: Sequence[Line], gone: Sequence[Line], union: float) -> bool:
        """Say whether a union is of so many persons and groups that none of them follows."""
        rest = union - self._sum(gone)
        groups = sum(self.size(line) > 0 for line in gone) + (rest > NOTHING)
        if (gone and groups < 2) or union < self.least + groups - 1 - NOTHING:  # noqa: PLR2004 - a pair
            return False
        if not self.insiders or not gone or family[0].unit == star.root.unit:
            return True
        return union - max(self.size(line) for line in gone) >= self.least - NOTHING

    def _is_vague(self, star: Star, gone: Sequence[Line], shown: Sequence[Line], union: float) -> bool:
        """Say whether what is hidden has no telling part, and a reader knows little enough of each of its groups."""
        left = self._parts_left(star, shown)
        if star.root not in self.bands and self._points(left, union):
            return False
        if not self.width:
            return True
        groups = [self.size(line) for line in gone if self.size(line) > 0]
        if self.places:
            counts = {place: left.get(answer, 0.0) for answer, place in self.places.items()}
            return answers_are_vague(counts, groups, self.width)
        return means_are_vague(self._left(star, shown), groups, union - sum(groups), self.width)

    def _bands_stay_bands(self, star: Star, shown: Sequence[Line], union: float) -> bool:
        bands = [Banded(self.size(line), *self.bands[line]) for line in shown if line in self.bands]
        exact = [line for line in shown if line not in self.bands]
        return not bands or bands_stay_bands(self._left(star, exact), max(0.0, union), bands)

    def _left(self, star: Star, shown: Iterable[Line]) -> tuple[float, float]:
        """Return the least and the greatest sum of means that what is known of the whole leaves for the rest of it."""
        whole = [self._reach(line) for line in self._whole(star)]
        known = sum(self.parts.get(line, {}).get(UP, 0.0) for line in shown)
        return sum(low for low, _ in whole) - known, sum(high for _, high in whole) - known

    def _reach(self, line: Line) -> tuple[float, float]:
        """Return the least and the greatest sum of a line's means that its figure leaves possible."""
        if line in self.bands:
            low, high = self.bands[line]
            return self.size(line) * low, self.size(line) * high
        exact = self.parts.get(line, {}).get(UP, 0.0)
        return exact, exact

    def _whole(self, star: Star) -> tuple[Line, ...]:
        if star.root in self.sizes:
            return (star.root,)
        return max(star.families, key=self._sum, default=())

    def _sum(self, lines: Iterable[Line]) -> float:
        return sum(self.size(line) for line in lines)

    def _parts_left(self, star: Star, shown: Iterable[Line]) -> Parts:
        left: dict[str, float] = {}
        for sign, lines in ((1, self._whole(star)), (-1, shown)):
            for line in lines:
                for answer, count in self.parts.get(line, {}).items():
                    left[answer] = left.get(answer, 0.0) + sign * count
        return left

    def _points(self, parts: Parts, size: float) -> bool:
        """Say whether some part is everyone, or too small by itself."""
        return self._are_all(parts, size) or any(
            NOTHING < count < self.cell_least - NOTHING for count in parts.values()
        )

    def _are_all(self, parts: Parts, size: float) -> bool:
        return any(count >= self.share * size - NOTHING for count in parts.values())
