"""What two snapshots of Kolada say differently about what both asked for."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

import msgspec
import pandas as pd

from oj_analys import catalog
from oj_analys.sources._values import shown
from oj_analys.sources.kolada.figures import KEY, Figures
from oj_analys.sources.kolada.manifest import Asked
from oj_analys.sources.kolada.snapshot import CHANGES
from oj_analys.swedish import counted

_ONLY_NEW, _ONLY_OLD = "_nytt", "_gammalt"
_MOST_TOLD = 3  # values of a nyckeltal; the file has them all


class Revised(msgspec.Struct, frozen=True):
    """How many values of a nyckeltal are another number, have become one, or are none any more."""

    reviderade: int
    nya: int
    borttagna: int


class Revision(msgspec.Struct, frozen=True):
    """A value that is another number now, or none any more (``nu`` is None)."""

    nyckeltal: str
    kommun: str
    ar: str
    kon: str
    var: float
    nu: float | None


class Changes(msgspec.Struct, frozen=True):
    """What differs from the snapshot ``mot`` (empty = there was none): values, titles and division by sex, by id.

    ``varden`` are the values that are revised or gone, one by one. ``titlar`` and ``konsuppdelning`` are (before, now).
    """

    mot: str = ""
    nyckeltal: dict[str, Revised] = {}
    varden: tuple[Revision, ...] = ()
    titlar: dict[str, tuple[str, str]] = {}
    konsuppdelning: dict[str, tuple[bool, bool]] = {}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two snapshots: what was asked, the metadata of the nyckeltal by id, the values."""

    asked: Asked
    kpis: Mapping[str, Mapping[str, Any]] = field(repr=False)
    figures: Figures = field(repr=False)


def compare(name: str, old: Side, new: Side) -> Changes:
    """Return what the newer snapshot says differently from the older one, ``name``.

    Only what both asked for is compared. A value is new where the older one has no number, whether it has an empty row
    or none.
    """
    both = sorted(old.kpis.keys() & new.kpis.keys())
    pairs = {kpi: (old.kpis[kpi], new.kpis[kpi]) for kpi in both}
    titles = {kpi: (str(before["title"]), str(now["title"])) for kpi, (before, now) in pairs.items()}
    divided = {
        kpi: (bool(before["is_divided_by_gender"]), bool(now["is_divided_by_gender"]))
        for kpi, (before, now) in pairs.items()
    }
    pairs_of_values = _pairs(old, new)
    return Changes(
        mot=name,
        nyckeltal=dict(_counts(pairs_of_values)),
        varden=tuple(_revisions(pairs_of_values)),
        titlar={kpi: (before, now) for kpi, (before, now) in titles.items() if before != now},
        konsuppdelning={kpi: (before, now) for kpi, (before, now) in divided.items() if before != now},
    )


def told(changes: Changes) -> Iterator[str]:
    """Yield the changes as lines for the analyst."""
    if not changes.mot:
        yield "Det finns ingen tidigare hämtning att jämföra med."
        return
    if not (changes.nyckeltal or changes.titlar or changes.konsuppdelning):
        yield f"Inget är ändrat sedan {changes.mot}, i det som båda hämtningarna gäller."
        return
    yield f"Ändrat sedan {changes.mot}, i det som båda hämtningarna gäller:"
    for kpi, one in changes.nyckeltal.items():
        revised, gone = counted(one.reviderade, "värde reviderat", "värden reviderade"), one.borttagna
        yield f"  {kpi}: {revised}, {counted(one.nya, 'nytt', 'nya')}, {counted(gone, 'borttaget', 'borttagna')}"
        yield from _examples([value for value in changes.varden if value.nyckeltal == kpi])
    for kpi, (before, now) in changes.titlar.items():
        yield f'  {kpi}: titeln var "{_plain(before)}" och är nu "{_plain(now)}". Se efter att det är samma mått.'
    for kpi, (_, divided) in changes.konsuppdelning.items():
        yield f"  {kpi}: {'delas nu upp' if divided else 'delas inte längre upp'} på kvinnor och män."


def _plain(title: str) -> str:
    """Return a title without what would steer a terminal."""
    return "".join(letter for letter in title if letter.isprintable())


def _examples(values: Sequence[Revision]) -> Iterator[str]:
    """Yield the first values one by one, and where the others stand."""
    for one in values[:_MOST_TOLD]:
        kommun = catalog.kommun_by_code().get(one.kommun)
        place = kommun.name if kommun else "Riket"
        yield f"    {place} {one.ar} {one.kon}: {shown(one.var)} → {'inget värde' if one.nu is None else shown(one.nu)}"
    if (rest := len(values) - _MOST_TOLD) > 0:
        yield f"    och {counted(rest, 'värde', 'värden')} till, som står i {CHANGES}"


def _pairs(old: Side, new: Side) -> pd.DataFrame:
    """Return the numbers of both side by side, with what has become of each."""
    before, now = (_numbers(side, _common(old.asked, new.asked)) for side in (old, new))
    pairs = before.merge(now, how="outer", on=list(KEY), suffixes=(_ONLY_OLD, _ONLY_NEW)).sort_values(list(KEY))
    was, has = pairs[f"value{_ONLY_OLD}"], pairs[f"value{_ONLY_NEW}"]
    return pairs.assign(
        reviderade=was.notna() & has.notna() & (was != has), nya=was.isna() & has.notna(), borttagna=has.isna()
    )


def _counts(pairs: pd.DataFrame) -> Iterator[tuple[str, Revised]]:
    counts = pairs.groupby("kpi", sort=True)[["reviderade", "nya", "borttagna"]].sum()
    for kpi, *numbers in counts[counts.any(axis=1)].itertuples():
        yield str(kpi), Revised(*map(int, numbers))


def _revisions(pairs: pd.DataFrame) -> Iterator[Revision]:
    values = [*KEY, f"value{_ONLY_OLD}", f"value{_ONLY_NEW}"]
    changed = pairs.loc[pairs["reviderade"] | pairs["borttagna"], values]
    for kpi, unit, year, sex, was, now in changed.itertuples(index=False):
        yield Revision(kpi, unit, year, sex, was, None if math.isnan(now) else now)


def _common(old: Asked, new: Asked) -> Mapping[str, AbstractSet[str]]:
    return {
        "kpi": set(old.nyckeltal) & set(new.nyckeltal),
        "municipality": set(old.kommuner) & set(new.kommuner),
        "year": set(map(str, old.ar)) & set(map(str, new.ar)),
    }


def _numbers(side: Side, common: Mapping[str, AbstractSet[str]]) -> pd.DataFrame:
    """Return the numbers that a side has of what both asked for."""
    shared = ~side.figures.frame["value"].isna().to_numpy()
    for column, ids in common.items():
        shared &= side.figures.holds(column, ids.__contains__)
    return side.figures.frame.loc[shared, [*KEY, "value"]].astype(dict.fromkeys(KEY, "str"))
