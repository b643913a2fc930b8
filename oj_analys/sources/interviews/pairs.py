"""Whether the interviews of each person go together: every Uppföljning some time after a Grund."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from oj_analys.domain import InterviewForm, Notice, Severity
from oj_analys.sources._part import NoticeKind
from oj_analys.sources.interviews.heads import Head
from oj_analys.sources.interviews.mapping import GRUND, UPPFOLJNING
from oj_analys.swedish import counted

_DATES, _WHOLE = 16, 17


class Pairing(StrEnum):
    """Whether an Uppföljning has a Grund to be compared with, and if not, why; a Grund, whether it is the first."""

    PAIRED = "har en Grund"
    EARLY = "Uppföljning före eller samma dag som Grund"
    OUTSIDE = "Uppföljning för snart eller för långt efter Grund"
    WITHOUT = "Uppföljning utan Grund"
    FIRST = "första Grund"
    AGAIN = "ytterligare en Grund för samma person"


def pairings(heads: Iterable[Head], form: InterviewForm) -> Mapping[Pairing, int]:
    """Return how many interviews are of each pairing; the counts add up to the interviews."""
    days: dict[str, dict[str, list[date]]] = defaultdict(lambda: {GRUND: [], UPPFOLJNING: []})
    for head in heads:
        days[head.person][head.kind].append(date.fromisoformat(head.date))
    found: Counter[Pairing] = Counter()
    for of_person in days.values():
        grund = of_person[GRUND]
        found[Pairing.FIRST] += bool(grund)
        found[Pairing.AGAIN] += max(len(grund) - 1, 0)
        found.update(_pairing(day, grund, form) for day in of_person[UPPFOLJNING])
    return found


def _pairing(day: date, grund: Iterable[date], form: InterviewForm) -> Pairing:
    gaps = [(day - first).days for first in grund]
    if not gaps:
        return Pairing.WITHOUT
    if max(gaps) <= 0:
        return Pairing.EARLY
    return Pairing.PAIRED if any(form.soonest <= gap <= form.latest for gap in gaps) else Pairing.OUTSIDE


def pair_notices(name: str, heads: Iterable[Head], form: InterviewForm) -> Iterator[Notice]:
    """Say how many interviews cannot be paired, and how many persons' later Grund are passed over as baseline."""
    found = pairings(heads, form)
    days = f"{form.soonest}–{form.latest} dagar räknas"
    said = (
        (Pairing.EARLY, _DATES, "Jämförs inte med Grund."),
        (Pairing.OUTSIDE, _DATES, f"Jämförs inte med Grund: {days}."),
        (Pairing.WITHOUT, _WHOLE, "Jämförs inte med någon Grund."),
        (Pairing.AGAIN, _WHOLE, "Den tidigaste är utgångsläget."),
    )
    for pairing, check, action in said:
        if count := found[pairing]:
            interviews = counted(count, "intervju", "intervjuer")
            text = f"{name}, kontroll {check} ({Severity.REVIEW}): {interviews}, {pairing}. {action}"
            yield Notice(name, NoticeKind.GRANSKA, "", "", count, text)
