"""Words together with the figures of persons that they tell."""

from __future__ import annotations

from dataclasses import dataclass

from oj_analys.frames.shown import Key


@dataclass(frozen=True, slots=True)
class Said:
    """One or more sentences, and the figures of persons in them, hidden ones too."""

    text: str = ""
    figures: tuple[Key, ...] = ()
