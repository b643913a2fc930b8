"""An attacker who knows every rule and every shown figure, written apart from the package, against random counties.

Groups: from everything that is shown, and all that adds up, linear algebra tells which sets of hidden groups have a sum
that anyone can work out. Counts: all tables of whole numbers that agree with what is shown are written out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np
import pandas as pd
from hypothesis import event, given, settings
from hypothesis import strategies as st

from oj_analys.disclosure import protect, protect_release
from oj_analys.domain import Direction, Measure, Statistic, ValueKind
from oj_analys.frames import MEASURES

LAN = "0023"
EIGHT = ("2303", "2305", "2309", "2313", "2321", "2326", "2361", "2380")
ROLES = ("chef", "handlaggare", "utvecklare")
LEAST = {"ebp.svarande": 7, "ebp.attityder": 7, "ebp.kunskap": 7, "ebp.p01": 10, "ebp.p02": 10}
MEANS = ("ebp.attityder", "ebp.kunskap")
ITEMS = ("ebp.p01", "ebp.p02")


@dataclass(frozen=True)
class Person:
    """Somebody who answered; 0 stands for no valid answer."""

    unit: str
    period: str
    sex: str
    role: str
    answers: tuple[int, ...]


Group = tuple[str, str, str, str]
"""Unit, period, sex, role; T and alla stand for everyone, the period 2023/2024 for two years."""


def members(people: Sequence[Person], group: Group) -> list[Person]:
    unit, period, sex, base = group
    return [
        one
        for one in people
        if unit in (LAN, one.unit)
        and one.period in period.split("/")
        and sex in ("T", one.sex)
        and base in ("alla", f"roll={one.role}")
    ]


def valid(people: Sequence[Person], measure: str) -> list[int]:
    """The answers that a measure rests on; for the number of respondents one each."""
    if measure == "ebp.svarande":
        return [2 + place % 2 for place, _ in enumerate(people)]
    place = [*MEANS, *ITEMS].index(measure)
    return [one.answers[place] for one in people if one.answers[place]]


def figures(people: Sequence[Person], groups: Sequence[Group]) -> pd.DataFrame:
    return MEASURES.build([row for group in groups for row in _figures(members(people, group), group)])


def _figures(people: Sequence[Person], group: Group) -> Iterator[dict[str, object]]:
    unit, period, sex, base = group
    key = {"unit": unit, "period": period, "sex": sex, "status": "ok", "source": "a.xlsx#12345678"}
    size = len(people)
    yield {**key, "measure": "ebp.svarande", "group": base, "value": size, "count": size}
    for measure in MEANS:
        given_ = valid(people, measure)
        row = {**key, "measure": measure, "group": base, "n": len(given_)}
        yield {**row, "value": np.mean(given_)} if given_ else {**row, "status": "ej_beräknad"}
    for measure in ITEMS:
        given_ = valid(people, measure)
        shares = [(str(code), given_.count(code), len(given_)) for code in range(1, 6)]
        for answer, count, n in [*shares, ("vet_ej", size - len(given_), size)]:
            both = f"svar={answer}" if base == "alla" else f"{base};svar={answer}"
            row = {**key, "measure": measure, "group": both, "n": n, "count": count}
            yield {**row, "value": 100 * count / n} if n else {**row, "status": "ej_beräknad"}


@st.composite
def counties(draw: st.DrawFn) -> tuple[list[Person], list[Group]]:
    units = draw(st.permutations(EIGHT))[: draw(st.integers(1, 6))]
    periods = draw(st.sampled_from([("2023",), ("2023", "2024")]))
    alike = draw(st.sampled_from([0, 0, 1]))
    people = []
    for unit in units:
        for period in periods:
            size = draw(st.sampled_from([0, 1, 2, 4, 6, 7, 8, 9, 10, 11, 14, 25]))
            seed = np.random.default_rng(draw(st.integers(0, 10_000)))
            same = alike and draw(st.booleans())
            for _ in range(size):
                answers = tuple(
                    int(code) for code in seed.choice([0, 1, 2, 3, 4, 5], 4, p=[0.1, 0.1, 0.1, 0.2, 0.2, 0.3])
                )
                answers = tuple(5 if code and same else code for code in answers)
                sex = str(seed.choice(["K", "M", ""], p=[0.6, 0.35, 0.05]))
                role = str(seed.choice([*ROLES, ""], p=[0.1, 0.6, 0.2, 0.1]))
                people.append(Person(unit, period, sex, role, answers))
    shown_units = [unit for unit in units if draw(st.integers(0, 9))]
    shown_periods = [*periods, "2023/2024"] if len(periods) == 2 and draw(st.booleans()) else list(periods)
    bases = [("T", "alla"), ("K", "alla"), ("M", "alla"), *(("T", f"roll={role}") for role in ROLES)]
    bases = [base for base in bases if base == ("T", "alla") or draw(st.booleans())]
    groups = [(unit, period, "T", "alla") for unit in shown_units for period in shown_periods]
    if draw(st.integers(0, 9)):
        groups += [(LAN, period, *base) for period in shown_periods for base in bases]
    return people, groups


@dataclass(frozen=True)
class Relation:
    """A whole, the groups at hand that are parts of it, and the name of those persons who are in none of them."""

    whole: Group
    parts: tuple[Group, ...]
    rest: Group


def relations(groups: Sequence[Group]) -> list[Relation]:
    """Everything that adds up: kommuner, sexes and roles within a period, and years within a longer one."""
    found = []
    for period in sorted({group[1] for group in groups}):
        whole = (LAN, period, "T", "alla")
        same = [group for group in groups if group[1] == period and group != whole]
        found += [
            (whole, [group for group in same if group[0] != LAN]),
            (whole, [group for group in same if group[2] != "T"]),
            (whole, [group for group in same if group[3] != "alla"]),
        ]
    for group in groups:
        if "/" in group[1]:
            years = [(group[0], year, *group[2:]) for year in group[1].split("/")]
            found.append((group, [year for year in years if year in groups]))
    named = enumerate((whole, parts) for whole, parts in found if parts)
    return [Relation(whole, tuple(parts), ("resten", str(number), "", "")) for number, (whole, parts) in named]


class Reader:
    """Somebody with a pencil, who has the shown figures of one measure and knows which groups have nobody.

    With ``least`` the reader looks for groups of fewer, with ``alike`` for groups of one mind.
    """

    def __init__(
        self,
        people: Sequence[Person],
        groups: Sequence[Group],
        shown: set[Group],
        measure: str,
        *,
        least: int = 0,
        alike: bool = False,
    ) -> None:
        self.least, self.alike = least, alike and measure != "ebp.svarande"
        self.measure, self.shown, self.relations = measure, shown, relations(groups)
        self.people: dict[Group, list[Person]] = {}
        for relation in self.relations:
            whole, parts = members(people, relation.whole), [members(people, part) for part in relation.parts]
            taken = {id(one) for part in parts for one in part}
            rest = [one for one in whole if id(one) not in taken]
            self.people |= dict(
                zip((relation.whole, *relation.parts, relation.rest), (whole, *parts, rest), strict=True)
            )
        unknown = [name for name in self.people if name not in shown and self.answers([name])]
        self.unknown = {name: place for place, name in enumerate(unknown)}
        self.system = np.array(
            [
                self.row({relation.whole: -1, relation.rest: 1, **dict.fromkeys(relation.parts, 1)})
                for relation in self.relations
            ]
        )

    def row(self, signs: Mapping[Group, int]) -> list[float]:
        """An equation of what the reader does not know."""
        row = [0.0] * len(self.unknown)
        for name, sign in signs.items():
            if name in self.unknown:
                row[self.unknown[name]] = sign
        return row

    def answers(self, names: Sequence[Group]) -> list[int]:
        return valid([one for name in names for one in self.people[name]], self.measure)

    def knows(self, names: Sequence[Group]) -> bool:
        """Say whether the sum of some unknowns is a sum of equations."""
        wanted = np.vstack([self.system, self.row(dict.fromkeys(names, 1))])
        return bool(np.linalg.matrix_rank(wanted) == np.linalg.matrix_rank(self.system))

    def points(self, names: Sequence[Group]) -> bool:
        """Say whether the sum of some groups tells of somebody: too few, or all alike."""
        found = self.answers(names)
        return len(found) < self.least or (self.alike and len(set(found)) == 1)

    def finds(self) -> list[tuple[Group, ...]]:
        """Return what the reader works out and should not: a hidden group, or a sum of them that points at somebody.

        The whole county may follow where it is the sum of what is shown.
        """
        found: list[tuple[Group, ...]] = []
        for relation in self.relations:
            pieces = [name for name in (*relation.parts, relation.rest) if name in self.unknown]
            sums = chain.from_iterable(combinations(pieces, size) for size in range(1, len(pieces) + 1))
            wholes = [(relation.whole,)] if relation.whole in self.unknown else []
            for names in (*sums, *wholes):
                guarded = len(names) == 1 and names[0] in relation.parts and not _is_county(names[0])
                if (guarded or self.points(names)) and self.knows(names):
                    found.append(names)
        return found


def _is_county(group: Group) -> bool:
    return group[0::2] == (LAN, "T") and group[3] == "alla"


def shown_groups(frame: pd.DataFrame, measure: str, *, banded: bool = True) -> set[Group]:
    rows = frame[(frame["measure"] == measure) & (frame["status"] != "sekretess")]
    rows = rows if banded else rows[rows["low"].isna()]
    bases = rows["group"].str.replace(r";?svar=[a-z_0-9]+", "", regex=True).replace("", "alla")
    return set(zip(rows["unit"], rows["period"], rows["sex"], bases, strict=True))


@settings(max_examples=100, deadline=None)
@given(counties())
def test_no_small_group_follows_from_what_is_shown(county: tuple[list[Person], list[Group]]) -> None:
    people, groups = county
    original = figures(people, groups)
    frame = protect(original)
    event(f"{(frame['status'] == 'sekretess').mean():.1f} hidden")
    for measure, least in LEAST.items():
        shown, exact = shown_groups(frame, measure), shown_groups(frame, measure, banded=False)
        for group in shown:
            found = valid(members(people, group), measure)
            assert len(found) == 0 or len(found) >= least
            assert group not in exact or measure == "ebp.svarande" or len(found) == 0 or len(set(found)) > 1
        assert Reader(people, groups, shown, measure, least=least).finds() == []
        assert Reader(people, groups, exact, measure, alike=True).finds() == []
    _assert_only_rounded(original, frame)


def _assert_only_rounded(original: pd.DataFrame, frame: pd.DataFrame) -> None:
    both = frame.merge(original, on=list(MEASURES.key), suffixes=("", "_before"), validate="one_to_one")
    assert len(both) == len(original) == len(frame)
    shown = both[both["status"] == "ok"]
    half = shown["measure"].isin(MEANS).map({True: 0.05, False: 0.5})
    band = shown["low"].notna()
    assert ((shown["value"] - shown["value_before"]).abs() <= half + 1e-9)[~band].all()
    near = shown["value_before"].between(shown["low"] - 1e-9, shown["high"] + 1e-9)
    assert near[band].all()
    counts = shown["measure"] == "ebp.svarande"
    assert (shown.loc[counts, "value"] == shown.loc[counts, "count_before"]).all()
    assert (shown.loc[~counts, "n"] == shown.loc[~counts, "n_before"]).all()
    gone = both[both["status"] != "ok"]
    assert gone[["value", "low", "high", "n", "count"]].isna().all(axis=None)


def test_the_reader_finds_what_is_left_open() -> None:
    sizes = {"2380": 30, "2303": 5}
    people = [Person(unit, "2023", "K", "chef", (3, 4, 2, 1)) for unit, size in sizes.items() for _ in range(size)]
    large, small, whole = groups = [(unit, "2023", "T", "alla") for unit in ("2380", "2303", LAN)]
    assert Reader(people, groups, {large, whole}, "ebp.attityder", least=7).finds() == [(small,)]
    assert Reader(people, groups, {large}, "ebp.attityder", least=7).finds() == []


def compositions(total: int, groups: int) -> np.ndarray:
    """All ways to share a total of persons among groups of at least one."""
    cuts = combinations(range(1, total), groups - 1)
    return np.array([np.diff([0, *cut, total]) for cut in cuts], dtype=int).reshape(-1, groups)


def candidates(true: Mapping[str, int], total: int | None, hidden: Sequence[str]) -> dict[str, set[int]]:
    """The values that each hidden count can have for a reader who knows the total, and which ones are not zero."""
    some = [unit for unit in hidden if true[unit]]
    if total is None or not some:
        return {}
    tables = compositions(total - sum(count for unit, count in true.items() if unit not in hidden), len(some))
    return {unit: set(tables[:, place].tolist()) for place, unit in enumerate(some)}


COUNTS = st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 7, 9, 12]), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(COUNTS)
def test_every_hidden_count_keeps_enough_candidates(sizes: list[int]) -> None:
    true = dict(zip(EIGHT, sizes, strict=False))
    frame = protect_release([_counts({"egna.ensamt": {**true, LAN: sum(sizes)}})], OWN).measures.set_index("unit")
    hidden = [unit for unit in true if frame.loc[unit, "status"] == "sekretess"]
    assert all(unit in hidden for unit, count in true.items() if 0 < count < 5)
    total = sum(sizes) if frame.loc[LAN, "status"] == "ok" else None
    for values in candidates(true, total, hidden).values():
        assert len(values) >= 5
    if total is not None and (counts := [true[unit] for unit in hidden if true[unit]]):
        assert sum(counts) - max(counts) >= 5  # who sent in a hidden count knows it
    if total is None:
        assert sum(sizes) > sum(count for unit, count in true.items() if unit not in hidden)


def own(measure: str, part_of: str = "") -> Measure:
    """A count of persons of a made-up population."""
    meaning = {"statistic": Statistic.ANTAL, "policy": "egna_antal", "population": "egna", "part_of": part_of}
    return Measure(measure, "", "", ValueKind.ANTAL, "", 0, Direction.NONE, "", "", **meaning)


OWN = {one.id: one for one in (own("egna.hela"), own("egna.delen", "egna.hela"), own("egna.annat"), own("egna.ensamt"))}


def _counts(cells: Mapping[str, Mapping[str, int]]) -> pd.DataFrame:
    key = {"period": "2024", "sex": "T", "group": "alla", "status": "ok", "source": "a.xlsx#12345678"}
    return MEASURES.build(
        [
            {**key, "measure": measure, "unit": unit, "value": count, "count": count}
            for measure, column in cells.items()
            for unit, count in column.items()
        ]
    )


Cell = tuple[str, str]
"""A column (``delen`` or ``hela``) and a kommun or the county."""


class Outsider:
    """Somebody who writes out every table of parts and wholes that agrees with what is shown, and with own numbers."""

    def __init__(self, true: Mapping[Cell, int], shown: set[Cell]) -> None:
        self.units = sorted({unit for _, unit in true if unit != LAN})
        self.most = max(true.values()) + 6  # a larger number is no news
        self.known = {cell: true[cell] for cell in shown}
        self.choices = [self._choices(unit) for unit in self.units]

    def _choices(self, unit: str) -> list[tuple[int, int]]:
        """What the part and the whole of a kommun can be; zeros are always printed."""
        part, whole = (self.known.get((column, unit)) for column in ("delen", "hela"))
        parts = range(1, self.most + 1) if part is None else [part]
        wholes = range(1, self.most + 1) if whole is None else [whole]
        return [(one, other) for one in parts for other in wholes if one <= other]

    def candidates(self) -> dict[Cell, set[int]]:
        """Return the values that each part, whole and rest can have."""
        ahead, behind = self._sums(self.choices), self._sums(self.choices[::-1])[::-1]
        found: dict[Cell, set[int]] = {}
        for place, unit in enumerate(self.units):
            others = {(one[0] + two[0], one[1] + two[1]) for one in ahead[place] for two in behind[place + 1]}
            for part, whole in self.choices[place]:
                if any(self._agrees(part + sums[0], whole + sums[1]) for sums in others):
                    for column, value in (("delen", part), ("hela", whole), ("resten", whole - part)):
                        found.setdefault((column, unit), set()).add(value)
        return found

    def _sums(self, choices: Sequence[Sequence[tuple[int, int]]]) -> list[set[tuple[int, int]]]:
        """Return the sums that the first so many kommuner can have together; those above what is shown are left out."""
        sums = [{(0, 0)}]
        for some in choices:
            new = {(one[0] + two[0], one[1] + two[1]) for one in sums[-1] for two in some}
            sums.append({one for one in new if self._is_possible(*one)})
        return sums

    def _is_possible(self, part: int, whole: int) -> bool:
        return part <= self.known.get(("delen", LAN), part) and whole <= self.known.get(("hela", LAN), whole)

    def _agrees(self, part: int, whole: int) -> bool:
        return part == self.known.get(("delen", LAN), part) and whole == self.known.get(("hela", LAN), whole)


def test_the_outsider_finds_what_is_left_open() -> None:
    true = {("delen", "2303"): 3, ("hela", "2303"): 5, ("delen", "2305"): 9, ("hela", "2305"): 9}
    true |= {("delen", LAN): 12, ("hela", LAN): 14}
    small = ("delen", "2303")
    assert Outsider(true, set(true) - {small}).candidates()[small] == {3}
    assert Outsider(true, set(true) - {small, ("delen", LAN)}).candidates()[small] == {1, 2, 3, 4, 5}


PAIRS = st.lists(st.tuples(st.sampled_from([0, 1, 3, 5, 6]), st.sampled_from([0, 0, 2, 5])), min_size=2, max_size=3)


@settings(max_examples=40, deadline=None)
@given(PAIRS)
def test_parts_and_rests_keep_enough_candidates_jointly(pairs: list[tuple[int, int]]) -> None:
    parts = {unit: part for unit, (part, _) in zip(EIGHT, pairs, strict=False)}
    wholes = {unit: sum(pair) for unit, pair in zip(EIGHT, pairs, strict=False)}
    columns = {"delen": {**parts, LAN: sum(parts.values())}, "hela": {**wholes, LAN: sum(wholes.values())}}
    frame = protect_release([_counts({f"egna.{name}": cells for name, cells in columns.items()})], OWN).measures
    true = {(name, unit): count for name, cells in columns.items() for unit, count in cells.items()}
    seen = frame[frame["status"] == "ok"]
    shown = {(name.removeprefix("egna."), unit) for name, unit in zip(seen["measure"], seen["unit"], strict=True)}
    assert all(cell in shown for cell, count in true.items() if count == 0)
    assert not any(cell in shown for cell, count in true.items() if 0 < count < 5)
    event(f"{len(true) - len(shown)} of {len(true)} hidden")
    found = Outsider(true, shown).candidates()
    rests = {("resten", unit): wholes[unit] - parts[unit] for unit in parts}
    for cell, count in {**true, **rests}.items():
        if cell[1] != LAN and cell not in shown and count > 0 and found[cell] != {count}:
            assert len(found[cell]) >= 5
        elif cell[1] != LAN and cell not in shown:
            assert count == 0 or (cell in rests and count >= 5)
    for unit in parts:
        own = shown | {("delen", unit), ("hela", unit)}
        known = Outsider(true, own).candidates()
        assert all(len(known[cell]) > 1 for cell in true if cell[1] != LAN and cell not in own)
