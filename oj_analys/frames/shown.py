"""What an utgåva shows of persons: the record that the auditor reads, and that the register keeps.

It holds only what is printed. A hidden figure stands here with its key and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from oj_analys.domain import Status


class Key(NamedTuple):
    """The key of a row of MEASURES."""

    unit: str
    measure: str
    period: str
    sex: str
    group: str


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """One figure of persons as every file prints it; without a number unless ``status`` is ``ok``.

    ``value`` is rounded to ``decimals``; ``n`` is the denominator as printed, None for a count. ``low`` and ``high``
    are the ends of a band, where the value itself is not told.
    """

    key: Key
    status: Status
    policy: str
    decimals: int
    value: float | None = None
    n: int | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class ShownMeasure:
    """What anybody may know of a measure of persons: as in ``Measure``, and the ends of its scale, None if unknown."""

    id: str
    statistic: str
    policy: str
    population: str
    part_of: str = ""
    derived_from: tuple[str, ...] = ()
    ends: tuple[float, float] | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class ShownPolicy:
    """The numbers of a policy, by statistic; ``cell_least`` is 0 where the group is the cell."""

    id: str
    least: Mapping[str, int]
    decimals: Mapping[str, int]
    cell_least: int
    n_step: int
    band: float = 0.0
    insiders: bool = False


class BlockKind(StrEnum):
    """What a part of a file is."""

    HEADING = "rubrik"
    TEXT = "text"
    TABLE = "tabell"
    PICTURE = "bild"


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a table (row and column from 0, the header not counted) and the figures that it prints."""

    row: int
    column: int
    figures: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A part of a file, in reading order.

    ``name`` is the heading, the table's caption (in a workbook the sheet's name) or the picture's title. ``guarded``
    says that it is about persons: every number in it must then belong to its figures, or to nobody. ``figures`` are
    those of a text or a picture, ``cells`` those of a table. ``marks`` is how many values a picture draws.
    """

    kind: BlockKind
    name: str
    guarded: bool
    level: int = 0
    figures: tuple[Key, ...] = ()
    cells: tuple[ShownCell, ...] = ()
    marks: int = 0


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file, by its path from the utgåva's folder with ``/`` between parts, and its parts in reading order."""

    path: str
    blocks: tuple[ShownBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that an utgåva shows of persons; ``members`` are the kommuner of every unit that stands for several.

    ``sender`` is who may stand as author of a file.
    """

    utgava: str
    sender: str
    figures: tuple[ShownFigure, ...] = ()
    measures: tuple[ShownMeasure, ...] = ()
    policies: tuple[ShownPolicy, ...] = ()
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: tuple[ShownFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """What a released utgåva showed of persons.

    ``taken`` is the day of its data, ``fingerprint`` the SHA-256 of its record.
    """

    utgava: str
    taken: str
    figures: tuple[ShownFigure, ...]
    measures: tuple[ShownMeasure, ...]
    policies: tuple[ShownPolicy, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """All that was ever released, oldest first; what is deleted since is still public."""

    releases: tuple[Release, ...] = ()

    def printed(self) -> Mapping[Key, tuple[ShownFigure, ...]]:
        """Return by key how every release that has the figure printed it, oldest first."""
        found: dict[Key, tuple[ShownFigure, ...]] = {}
        for release in self.releases:
            for figure in release.figures:
                found[figure.key] = (*found.get(figure.key, ()), figure)
        return found
