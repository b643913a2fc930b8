"""How a finding quotes a file: without any digit, since one of them may be what nobody should know."""

from __future__ import annotations

import re

_LONGEST = 60


def masked(text: str) -> str:
    """Return the beginning of a text with a mark for every number in it.

    >>> masked("Täckning 2024: 41 procent")
    'Täckning #: # procent'
    """
    short = re.sub(r"\d[\d\s.,]*(?<!\s)", "#", " ".join(text.split()))
    return short if len(short) <= _LONGEST else f"{short[:_LONGEST]}…"
