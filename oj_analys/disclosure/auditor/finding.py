"""What the auditor finds, and what an audit has come to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that may not leave the house: the file, the place in it, and what is wrong, in Swedish.

    ``what`` never holds a hidden figure, a person's number or a canary.
    """

    path: str
    where: str
    what: str

    def __str__(self) -> str:
        return ": ".join(filter(None, [self.path, self.where, self.what]))


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit has come to: the files that were read, how many figures were checked, and what was found."""

    files: tuple[str, ...]
    checked: int
    findings: tuple[Finding, ...]
