"""What belongs to a release, and what its readers must know beside the figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from oj_analys.domain.place import Grupp
from oj_analys.domain.policy import Policy, PolicyException
from oj_analys.domain.words import DRAFT_MARK, SYNTHETIC_MARK


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a reader must know beside the figures.

    ``place`` is where it arose (a file, a measure, a step), ``count`` how many rows it concerns. An ``internal`` one is
    for the analyst only and never in a report, since it counts single persons or names a file that was not read.
    """

    place: str
    kind: str
    measure: str
    unit: str
    count: int
    text: str
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """What belongs to the county and the release, from its ``underlag.toml``.

    ``namnder`` are (kommun code, name of the nämnd), ``logotypes`` (kommun code, the bytes of a PNG image);
    ``taken`` is the date when the data were fetched. ``policies`` are those that the county has changed, ``exceptions``
    the minimums that it has lowered; the raw files of persons are to be deleted on ``delete_by``, if anybody has said.
    """

    utgava: str
    taken: date
    grupp: Grupp
    sender: str
    contact: str
    meeting: str
    syntetisk: bool
    draft: bool = True
    partial: bool = False
    namnder: tuple[tuple[str, str], ...] = ()
    policies: tuple[Policy, ...] = ()
    exceptions: tuple[PolicyException, ...] = ()
    delete_by: date | None = None
    logotypes: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)

    @property
    def marks(self) -> tuple[str, ...]:
        """The words that every page, sheet and figure must carry."""
        return ((SYNTHETIC_MARK,) if self.syntetisk else ()) + ((DRAFT_MARK,) if self.draft else ())

    def namnd(self, kommun: str) -> str:
        """Return the nämnd of a kommun, or an empty text."""
        return dict(self.namnder).get(kommun, "")

    def logotype(self, kommun: str) -> bytes:
        """Return the logotype of a kommun, or no bytes."""
        return dict(self.logotypes).get(kommun, b"")
