"""The sizes of the groups of one measure in one period, and what a reader could work out from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from oj_analys.disclosure.structure import Line, Star

Parts = Mapping[str, float]
"""How the answers of a group divide, by answer; a mean divides between the two ends of its scale."""

NOTHING = 1e-6  # what is left of whole numbers of persons that cancel out


@dataclass(frozen=True, slots=True)
class Table:
    """How many answers each group has, for what has the same denominator; a line without a size has no figure.

    ``parts`` divide the answers where that is known. ``share`` is how large a part may be before it prints as all, and
    ``cell_least`` how small any part but an empty one may be; where it is above 0, those who sent in the figures of a
    hidden kommun know them and may not learn of another from them.
    ``withheld`` are lines whose figure is not shown although their group may be.
    """

    measure: str
    block: str
    period: str
    least: int
    share: float = 1.0
    cell_least: int = 0
    sizes: Mapping[Line, float] = field(default_factory=dict)
    parts: Mapping[Line, Parts] = field(default_factory=dict)
    withheld: frozenset[Line] = frozenset()

    def without_parts(self) -> Table:
        """Return the table of the numbers of answers only."""
        return replace(self, parts={})

    def size(self, line: Line) -> float:
        """Return how many answers a line has; none where it has no figure."""
        return self.sizes.get(line, 0.0)

    def tells(self, line: Line) -> bool:
        """Say whether the line's figure by itself points at someone: too few answers, a small part, or all alike."""
        size = self.size(line)
        return abs(size) > NOTHING and (size < self.least or self._points(self.parts.get(line, {}), size))

    def total(self, star: Star) -> float:
        """Return the size of the root, or the largest that a family makes it where it has no figure."""
        return sum(self.size(line) for line in self._whole(star))

    def overfull(self, star: Star) -> list[tuple[Line, ...]]:
        """Return the families that add up to more than their root."""
        if star.root not in self.sizes:
            return []
        return [one for one in star.families if self._sum(one) > self.size(star.root) + NOTHING]

    def is_known(self, star: Star, hidden: AbstractSet[Line]) -> bool:
        """Say whether a reader has the root's figure, printed or as the sum of a family with nothing hidden."""
        gone = hidden | self.withheld
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
        """
        gone = [line for line in family if (line in hidden and line in self.sizes) or line in self.withheld]
        shown = [line for line in family if line not in gone]
        union = self.total(star) - self._sum(shown)
        if union <= NOTHING:
            return True
        rest = union - self._sum(gone)
        groups = sum(self.size(line) > 0 for line in gone) + (rest > NOTHING)
        if (gone and groups < 2) or union < self.least + groups - 1 - NOTHING:  # noqa: PLR2004 - a pair
            return False
        if self.cell_least and gone and family[0].unit != star.root.unit:
            largest = max(self.size(line) for line in gone)
            if union - largest < self.least - NOTHING:
                return False
        return not self._points(self._parts_left(star, shown), union)

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
        return any(
            count >= self.share * size - NOTHING or NOTHING < count < self.cell_least - NOTHING
            for count in parts.values()
        )
