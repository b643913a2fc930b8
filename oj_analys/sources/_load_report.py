"""What was read of a file, what was left out and why: counts for the whole file, never for a kommun."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from oj_analys import catalog
from oj_analys.domain import AnswerState, Notice
from oj_analys.identity import Telling
from oj_analys.sources._cells import column_letters
from oj_analys.sources._part import NoticeKind, Tally
from oj_analys.sources.door.workbook import Workbook
from oj_analys.swedish import counted, join, number

OUTSIDE = "från kommuner utanför gruppen"


def read_notice(tally: Tally, states: Iterable[str]) -> Notice:
    """Say how many rows were read and used, why the rest were not, and how many answers of each kind are none."""
    return Notice(tally.place, NoticeKind.LASTA_RADER, "", "", tally.read, f"{tally.text}{_states_text(states)}")


def _states_text(states: Iterable[str]) -> str:
    times = Counter(states)
    words = catalog.labels().state
    told = [
        f"{words[state]} {number(times[state])}"
        for state in AnswerState
        if times[state] and state is not AnswerState.ANSWERED
    ]
    return f" Utan svar på en fråga: {join(told)}." if told else ""


def set_aside_notices(name: str, count: int) -> Iterator[Notice]:
    """Say how many rows are about kommuner outside the group, if any are."""
    if count:
        text = f"{name}: {counted(count, 'rad', 'rader')} används inte ({OUTSIDE})."
        yield Notice(name, NoticeKind.SATT_AT_SIDAN, "", "", count, text)


def column_notices(name: str, unread: Iterable[int], telling: Mapping[int, Telling] | None = None) -> Iterator[Notice]:
    """Say which columns are left out: those that could point out a person by kind, the others by letter."""
    telling = telling or {}
    if telling:
        kinds = join(f"{kind} i {column_letters(place)}" for place, kind in sorted(telling.items()))
        count = counted(len(telling), "kolumn", "kolumner")
        text = f"{name}: {count} som kan peka ut personer läses inte ({kinds})."
        yield Notice(name, NoticeKind.KOLUMN_LASES_INTE, "", "", len(telling), text)
    if rest := [column_letters(place) for place in unread if place not in telling]:
        text = f"{name}: {counted(len(rest), 'annan kolumn', 'andra kolumner')} läses inte ({', '.join(rest)})."
        yield Notice(name, NoticeKind.KOLUMN_LASES_INTE, "", "", len(rest), text)


def remark_notices(name: str, workbook: Workbook) -> Iterator[Notice]:
    """Tell the analyst what the door passed over in a file, such as hidden rows; ``name`` is what users know it by."""
    for remark in workbook.remarks:
        yield Notice(name, NoticeKind.SATT_AT_SIDAN, "", "", 1, f"{name}: {remark}", internal=True)
