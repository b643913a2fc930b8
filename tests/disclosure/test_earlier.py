"""Two utgåvor beside each other: what the second may show when the first is public."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from oj_analys import catalog
from oj_analys.disclosure import Protected, protect_release
from oj_analys.domain import Direction, Measure, Statistic, Status, ValueKind
from oj_analys.frames.shown import Key, Register, Release, ShownFigure

Frame = Callable[..., pd.DataFrame]
Hidden = Callable[..., set[str]]

LAN, OSTERSUND, KROKOM, STROMSUND, BRACKE, ARE, RAGUNDA, BERG = (
    "0023",
    "2380",
    "2309",
    "2313",
    "2305",
    "2321",
    "2303",
    "2326",
)
SIZES = {OSTERSUND: 60, KROKOM: 24, STROMSUND: 21, BRACKE: 16, ARE: 8, RAGUNDA: 5}
PERSONS = Measure(
    "egna.brukare", "Brukare", "", ValueKind.ANTAL, "", 0, Direction.NONE, "", "", statistic=Statistic.ANTAL,
    policy="egna_antal", population="egna.brukare",
)  # fmt: skip


def released(*utgavor: pd.DataFrame) -> Register:
    """The register after some utgåvor."""
    releases = (
        Release(f"202{number}-06", f"202{number}-05-01", tuple(figures_of(frame)), ())
        for number, frame in enumerate(utgavor)
    )
    return Register(tuple(releases))


def figures_of(frame: pd.DataFrame) -> list[ShownFigure]:
    columns = ["unit", "measure", "period", "sex", "group", "status", "policy", "value", "n", "low", "high"]
    found = []
    for *key, status, policy, value, n, low, high in frame[columns].itertuples(index=False):
        numbers = (None if pd.isna(number) else number for number in (value, n, low, high))
        found.append(ShownFigure(Key(*key), Status(status), policy, 1, *numbers))
    return found


def again(register: Register, *frames: pd.DataFrame) -> Protected:
    return protect_release(frames, {PERSONS.id: PERSONS}, register=register)


def whole(sizes: Mapping[str, int]) -> dict[str, int]:
    return {**sizes, LAN: sum(sizes.values())}


@pytest.fixture
def survey(counts: Frame, means: Frame) -> Callable[[Mapping[str, int]], list[pd.DataFrame]]:
    """Make the number of respondents and a mean."""

    def make(sizes: Mapping[str, int]) -> list[pd.DataFrame]:
        return [counts(whole(sizes)), means({unit: (n, 3.4) for unit, n in whole(sizes).items()})]

    return make


Survey = Callable[[Mapping[str, int]], list[pd.DataFrame]]


def test_the_same_figures_again_are_the_same(survey: Survey, hidden: Hidden) -> None:
    first = again(Register(), *survey(SIZES))
    assert hidden(first.measures) == {ARE, RAGUNDA}
    second = again(released(first.measures), *survey(SIZES))
    pd.testing.assert_frame_equal(second.measures, first.measures)
    assert second.notices == first.notices


def test_one_more_respondent_is_not_told(survey: Survey, hidden: Hidden) -> None:
    register = released(again(Register(), *survey(SIZES)).measures)
    second = again(register, *survey({**SIZES, KROKOM: 25}))
    assert hidden(second.measures) == {ARE, RAGUNDA, KROKOM, LAN}
    public, waiting = (
        next(notice for notice in second.notices if notice.internal is internal and "tidigare utgåva" in notice.text)
        for internal in (False, True)
    )
    assert "Krokom" not in public.text
    assert "Krokom, 2025: Attityder till EBP och Svarande" in waiting.text
    assert "Jämtlands län, 2025: Attityder till EBP och Svarande" in waiting.text
    assert waiting.kind == "väntar"
    assert public.count == waiting.count == 4


def test_a_kommun_that_comes_late_is_told(hidden: Hidden, counts: Frame) -> None:
    register = released(again(Register(), counts({**whole(SIZES), BERG: "saknas"})).measures)
    second = again(register, counts(whole({**SIZES, BERG: 20})))
    assert hidden(second.measures) == {ARE, RAGUNDA}
    assert again(register, counts(whole({**SIZES, BERG: 5}))).measures.set_index("unit").loc[LAN, "status"] != "ok"


@pytest.mark.parametrize("listed", [True, False])
def test_a_new_kommun_does_not_cover_a_small_change_among_the_hidden(counts: Frame, *, listed: bool) -> None:
    before = {OSTERSUND: 60, KROKOM: 24, STROMSUND: 21, BRACKE: 16, ARE: 8}
    after = {**before, KROKOM: 25, STROMSUND: 22, RAGUNDA: 9}
    first = again(Register(), counts({**whole(before), **({RAGUNDA: "saknas"} if listed else {})})).measures
    now = again(released(first), counts(whole(after))).measures.set_index("unit")["value"]
    unseen = [unit for unit in after if pd.isna(now[unit])]
    known = not pd.isna(now[LAN]) and not pd.isna(first.set_index("unit")["value"][LAN])
    assert {KROKOM, STROMSUND} <= set(unseen)
    assert not known or sum(after[unit] - before.get(unit, 0) for unit in unseen) >= 7


def test_several_small_changes_are_told_together_only(counts: Frame, hidden: Hidden) -> None:
    register = released(again(Register(), counts(whole(SIZES))).measures)
    both = {**SIZES, KROKOM: 28, STROMSUND: 25}
    second = again(register, counts(whole(both)))
    assert hidden(second.measures) == {ARE, RAGUNDA, KROKOM, STROMSUND}
    assert second.measures.set_index("unit").loc[LAN, "value"] == sum(both.values())


def test_a_large_change_does_not_give_a_small_one_away(counts: Frame, hidden: Hidden) -> None:
    register = released(again(Register(), counts(whole(SIZES))).measures)
    second = again(register, counts(whole({**SIZES, OSTERSUND: 70, KROKOM: 25})))
    assert hidden(second.measures) == {ARE, RAGUNDA, KROKOM, OSTERSUND, LAN}


def test_what_was_hidden_stays_hidden(counts: Frame, hidden: Hidden) -> None:
    register = released(again(Register(), counts(whole(SIZES))).measures)
    second = again(register, counts(whole({**SIZES, ARE: 15, RAGUNDA: 12})))
    assert hidden(second.measures) == {ARE, RAGUNDA}


def test_what_was_printed_stays_public_under_a_stricter_rule(counts: Frame, hidden: Hidden) -> None:
    sizes = {OSTERSUND: 60, KROKOM: 24, ARE: 8}
    register = released(again(Register(), counts(sizes)).measures)
    policy = catalog.policy("ebp_personal")
    stricter = replace(policy, least=dict.fromkeys(policy.least, 10))
    second = protect_release([counts({**sizes, BERG: 9})], {}, policies=[stricter], register=register)
    assert hidden(second.measures) == {BERG}


def test_a_new_measure_hides_the_same_groups(counts: Frame, means: Frame, hidden: Hidden) -> None:
    register = released(again(Register(), counts(whole(SIZES))).measures)
    # In the new measure Bräcke is smaller than Åre.
    valid = whole({**SIZES, BRACKE: 7})
    second = again(register, counts(whole(SIZES)), means({unit: (n, 3.4) for unit, n in valid.items()}))
    assert hidden(second.measures, "ebp.attityder") == {ARE, RAGUNDA}


def test_a_total_that_is_printed_no_more_still_counts(counts: Frame, hidden: Hidden) -> None:
    register = released(again(Register(), counts({LAN: 100})).measures)
    second = again(register, counts({OSTERSUND: 60, KROKOM: 36, RAGUNDA: 4}))
    assert hidden(second.measures) == {KROKOM, RAGUNDA}
    assert hidden(again(Register(), counts({OSTERSUND: 60, KROKOM: 36, RAGUNDA: 4})).measures) == {RAGUNDA}


def test_a_kommun_that_is_printed_no_more_still_counts(counts: Frame, hidden: Hidden) -> None:
    register = released(again(Register(), counts({OSTERSUND: 60})).measures)
    second = again(register, counts({KROKOM: 36, LAN: 100}))
    assert hidden(second.measures) == {KROKOM}  # what is left of the county would be four
    assert hidden(again(Register(), counts({KROKOM: 36, LAN: 100})).measures) == set()


def test_another_total_of_the_same_kommuner_waits(counts: Frame, hidden: Hidden) -> None:
    register = released(again(Register(), counts({"0014": 4000})).measures)
    second = again(register, counts({"skaraborg": 3996, "1444": 40}))
    assert hidden(second.measures) == {"skaraborg"}


@pytest.mark.parametrize(("before", "now"), [("2023", "2023/2024"), ("2023/2024", "2024"), ("2022/2023", "2023/2024")])
def test_years_that_overlap_those_of_an_earlier_release_wait(
    counts: Frame, hidden: Hidden, before: str, now: str
) -> None:
    register = released(again(Register(), counts(whole(SIZES), period=before)).measures)
    second = again(register, counts(whole(SIZES), period=now), counts({ARE: 8}, period="2026"))
    assert hidden(second.measures, period=now) == {*SIZES, LAN}
    assert hidden(second.measures, period="2026") == set()
    (told,) = [notice.text for notice in second.notices if notice.kind == "väntar"]
    assert "Välj en som inte överlappar, eller redovisa också den tidigare" in told


def test_changed_answers_of_the_same_number_of_persons_wait(means: Frame, answers: Frame, hidden: Hidden) -> None:
    first = [means({ARE: (20, 3.4), BERG: (20, 3.0)}), answers({ARE: ([4, 4, 4, 4, 4], 0)})]
    second = [means({ARE: (20, 3.5), BERG: (20, 3.0)}), answers({ARE: ([4, 4, 3, 5, 4], 0)})]
    frame = again(released(again(Register(), *first).measures), *second).measures
    assert hidden(frame) == {ARE}
    assert set(frame.loc[frame["unit"] == BERG, "status"]) == {"ok"}


def test_a_band_is_public_as_a_band(means: Frame, hidden: Hidden) -> None:
    first = again(Register(), means({ARE: (20, 4.9), BERG: (20, 3.0)})).measures
    second = again(released(first), means({ARE: (20, 4.95), BERG: (20, 3.0)})).measures
    pd.testing.assert_frame_equal(second, first)
    assert hidden(again(released(first), means({ARE: (20, 4.5), BERG: (20, 3.0)})).measures) == {ARE}


def test_newcomers_of_one_mind_are_not_told(answers: Frame, hidden: Hidden) -> None:
    register = released(again(Register(), answers({ARE: ([4, 4, 4, 4, 4], 0)})).measures)
    assert hidden(again(register, answers({ARE: ([4, 4, 4, 4, 14], 0)})).measures) == {ARE}
    assert hidden(again(register, answers({ARE: ([6, 6, 6, 6, 6], 0)})).measures) == set()


def test_changed_answers_of_clients_wait_however_many_they_are(answers: Frame, hidden: Hidden) -> None:
    first = answers({LAN: ([20, 23, 30, 0, 0], 0)}, "asi.alkohol.oro", "2023/2024")
    second = answers({LAN: ([40, 23, 31, 0, 0], 0)}, "asi.alkohol.oro", "2023/2024")
    assert hidden(again(released(again(Register(), first).measures), second).measures) == {LAN}


def test_a_count_of_clients_that_differs_by_one_waits(counts: Frame) -> None:
    first = counts({OSTERSUND: 40, KROKOM: 20, LAN: 60}, PERSONS.id)
    second = counts({OSTERSUND: 40, KROKOM: 21, LAN: 61}, PERSONS.id)
    outcome = again(released(again(Register(), first).measures), second)
    status = outcome.measures.set_index("unit")["status"].to_dict()
    assert status == {OSTERSUND: "ok", KROKOM: "sekretess", LAN: "sekretess"}
    assert any("Krokom, 2025: Brukare" in notice.text for notice in outcome.notices if notice.internal)


Atom = tuple[str, str]
"""A kommun, and whether its persons stay, go or come between two releases."""


def shown_lines(frame: pd.DataFrame, measure: str) -> set[str]:
    return set(frame.loc[(frame["measure"] == measure) & (frame["status"] == "ok"), "unit"])


def small_groups(atoms: Mapping[Atom, int], shown: Sequence[tuple[str, set[str]]]) -> list[tuple[Atom, ...]]:
    """The groups of 1 to 6 that follow from what two releases show, for one who knows where nobody is hidden."""
    secret = {unit for _, units in shown for unit, _ in atoms if unit not in units}
    names = [name for name, size in atoms.items() if size or name[0] in secret]
    lines = [
        [float(unit in (LAN, one) and state in states) for one, state in names]
        for states, units in shown
        for unit in sorted(units)
    ]
    if not lines:
        return []
    _, values, right = np.linalg.svd(np.array(lines))
    free = right[(values > 1e-9).sum() :]
    groups = np.array(list(product((0, 1), repeat=len(names))))
    follows = np.abs(groups @ free.T).max(axis=1, initial=0) < 1e-9
    sizes = groups @ np.array([atoms[name] for name in names])
    small = groups[follows & (sizes > 0) & (sizes < 7)]
    return [tuple(name for name, chosen in zip(names, row, strict=True) if chosen) for row in small]


KOMMUNER = (OSTERSUND, KROKOM, STROMSUND, ARE)
STAY, GO, COME = (
    st.sampled_from(sizes) for sizes in ([0, 3, 6, 7, 9, 15, 30], [0, 0, 0, 1, 5, 9], [0, 0, 1, 4, 8, 16])
)
MOVES = st.lists(st.tuples(STAY, GO, COME), min_size=2, max_size=4)


@settings(max_examples=80, deadline=None)
@given(moves=MOVES, totals=st.tuples(st.booleans(), st.booleans()))
def test_no_small_group_follows_from_two_releases(
    counts: Frame, moves: list[tuple[int, int, int]], totals: tuple[bool, bool]
) -> None:
    atoms = {
        (unit, state): number
        for unit, numbers in zip(KOMMUNER, moves, strict=False)
        for state, number in zip(("stay", "go", "come"), numbers, strict=True)
    }
    units = sorted({unit for unit, _ in atoms})
    then = {unit: atoms[unit, "stay"] + atoms[unit, "go"] for unit in units}
    now = {unit: atoms[unit, "stay"] + atoms[unit, "come"] for unit in units}
    first = again(Register(), counts(whole(then) if totals[0] else then)).measures
    second = again(released(first), counts(whole(now) if totals[1] else now)).measures
    lines = [
        (("stay", "go"), shown_lines(first, "ebp.svarande")),
        (("stay", "come"), shown_lines(second, "ebp.svarande")),
    ]
    event(f"{len(lines[1][1])} shown of {len(units) + 1}")
    changed = {unit for unit in (*units, LAN) if whole(then)[unit] != whole(now)[unit]}
    event(f"{len(changed & lines[0][1] & lines[1][1])} changes shown")
    assert small_groups(atoms, lines) == []


def test_the_reader_of_two_releases_finds_what_is_left_open() -> None:
    atoms = {(ARE, "stay"): 20, (ARE, "come"): 1, (ARE, "go"): 0}
    assert small_groups(atoms, [(("stay", "go"), {ARE}), (("stay", "come"), {ARE})]) == [((ARE, "come"),)]
    assert small_groups(atoms, [(("stay", "go"), {ARE})]) == []
