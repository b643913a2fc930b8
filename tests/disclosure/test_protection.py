from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oj_analys import catalog
from oj_analys.disclosure import protect, protect_release
from oj_analys.domain import DataError, Direction, Measure, Statistic, ValueKind
from oj_analys.frames import MEASURES, FrameError, check_measures

Frame = Callable[..., pd.DataFrame]
Hidden = Callable[..., set[str]]
Whole = Callable[[Mapping[str, int]], dict[str, int]]

LAN = "0023"
OSTERSUND, KROKOM, STROMSUND, HARJEDALEN, BRACKE, ARE, RAGUNDA, BERG = (
    "2380",
    "2309",
    "2313",
    "2361",
    "2305",
    "2321",
    "2303",
    "2326",
)
EIGHT = (OSTERSUND, KROKOM, STROMSUND, HARJEDALEN, BRACKE, ARE, RAGUNDA, BERG)
YEAR_2023 = dict(zip(EIGHT[:7], (60, 24, 21, 19, 16, 8, 5), strict=True))


def own_measure(statistic: Statistic, policy: str = "egna_antal") -> Measure:
    return Measure(
        "egna.brukare", "Brukare", "", ValueKind.ANTAL, "", 0, Direction.NONE, "", "", statistic=statistic,
        policy=policy, population="egna.brukare",
    )  # fmt: skip


def number(frame: pd.DataFrame, unit: str, measure: str, column: str = "value") -> object:
    return frame.loc[(frame["unit"] == unit) & (frame["measure"] == measure), column].item()


def test_the_kommun_that_is_too_small_takes_the_next_smallest_with_it(
    counts: Frame, hidden: Hidden, whole: Whole
) -> None:
    frame = protect(counts(whole(YEAR_2023), period="2023"))
    assert hidden(frame) == {RAGUNDA, ARE}
    assert number(frame, LAN, "ebp.svarande") == 153
    assert set(frame["policy"]) == {"utkast:ebp_personal"}
    check_measures(frame)


def test_a_kommun_without_answers_is_missing_and_never_hidden(counts: Frame, hidden: Hidden, whole: Whole) -> None:
    frame = protect(counts({**whole(YEAR_2023), BERG: "saknas"}, period="2023"))
    assert hidden(frame) == {RAGUNDA, ARE}
    assert number(frame, BERG, "ebp.svarande", "status") == "saknas"


def test_nothing_is_hidden_where_everyone_is_enough(counts: Frame, hidden: Hidden, whole: Whole) -> None:
    assert hidden(protect(counts(whole({OSTERSUND: 70, RAGUNDA: 9, BERG: 7})))) == set()


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((30, 12, 1, 1, 1), {BRACKE, HARJEDALEN, STROMSUND, KROKOM}),  # 1+1+1 alone would be known to be 1 each
        ((30, 12, 6), {STROMSUND, KROKOM}),
        ((30, 7, 1), {STROMSUND, KROKOM}),
        ((40, 5, 2), {STROMSUND, KROKOM, OSTERSUND}),  # 5+2 people in two groups could each be pinned to 1-6
        ((0, 0, 9), set()),
        ((0, 9, 3), {STROMSUND, KROKOM}),  # hiding a kommun of none would help nobody
        ((0, 5, 3), {STROMSUND, KROKOM}),
        ((0, 3, 3), {STROMSUND, KROKOM, LAN}),  # the sum of six people is hidden too
        ((0, 0, 3), {STROMSUND, LAN}),
        ((8, 0, 0), set()),
    ],
)
def test_enough_is_hidden_and_no_more(
    counts: Frame, hidden: Hidden, whole: Whole, sizes: tuple[int, ...], expected: set[str]
) -> None:
    kommuner = dict(zip((OSTERSUND, KROKOM, STROMSUND, HARJEDALEN, BRACKE), sizes, strict=False))
    assert hidden(protect(counts(whole(kommuner)))) == expected


def test_a_small_kommun_outside_the_frames_is_guarded_too(counts: Frame, hidden: Hidden) -> None:
    seven = {unit: size for unit, size in YEAR_2023.items() if unit != RAGUNDA}
    assert hidden(protect(counts({**seven, LAN: 153}))) == {ARE}


def test_a_large_group_outside_the_frames_needs_no_guard(counts: Frame, hidden: Hidden) -> None:
    assert hidden(protect(counts({OSTERSUND: 60, KROKOM: 24, LAN: 153}))) == set()


def test_one_measure_hides_the_group_in_all(counts: Frame, means: Frame, answers: Frame, hidden: Hidden) -> None:
    size = {OSTERSUND: 60, KROKOM: 24, ARE: 8, RAGUNDA: 7, LAN: 99}
    # In Ragunda one person has too few answers for a mean.
    valid = {**{unit: (n, 3.5) for unit, n in size.items()}, RAGUNDA: (6, 3.5), LAN: (98, 3.5)}
    given = {unit: ([n - 4, 1, 1, 1, 1], 0) for unit, n in size.items()} | {LAN: ([83, 4, 4, 4, 4], 0)}
    frame = protect(counts(size), means(valid), answers(given))
    for measure in ("ebp.svarande", "ebp.attityder", "ebp.p01"):
        assert hidden(frame, measure) == {RAGUNDA, ARE}


def test_a_distribution_needs_more_answers_than_a_mean(
    counts: Frame, answers: Frame, hidden: Hidden, whole: Whole
) -> None:
    size = whole({OSTERSUND: 60, KROKOM: 24, ARE: 12, RAGUNDA: 9})
    given = {unit: ([n - 4, 1, 1, 1, 1], 0) for unit, n in size.items()} | {LAN: ([89, 4, 4, 4, 4], 0)}
    frame = protect(counts(size), answers(given))
    assert hidden(frame, "ebp.svarande") == set()
    assert hidden(frame, "ebp.p01") == {RAGUNDA, ARE}


def test_the_answers_of_all_who_were_asked_do_not_give_the_valid_ones_away(answers: Frame, hidden: Hidden) -> None:
    frame = protect(
        answers({OSTERSUND: ([20, 20, 5, 5, 5], 5), ARE: ([3, 3, 3, 3, 3], 3), RAGUNDA: ([2, 2, 2, 2, 1], 4)})
    )
    assert hidden(frame) == {RAGUNDA}
    assert set(frame.loc[frame["unit"] == RAGUNDA, "status"]) == {"sekretess"}


def test_nobody_left_is_told_only_where_the_group_is_shown(counts: Frame, answers: Frame) -> None:
    size = counts({ARE: 12, RAGUNDA: 5})
    frame = protect(size, answers({ARE: ([0, 0, 0, 0, 0], 12), RAGUNDA: ([0, 0, 0, 0, 0], 5)}))
    assert set(frame.loc[frame["unit"] == RAGUNDA, "status"]) == {"sekretess"}


def test_status_of_nobody_stays_for_a_shown_group(counts: Frame, means: Frame) -> None:
    empty = means({ARE: (0, 3.0)}).assign(status="ej_beräknad", value=float("nan"))
    frame = protect(counts({ARE: 12}), empty)
    assert number(frame, ARE, "ebp.attityder", "status") == "ej_beräknad"
    assert pd.isna(number(frame, ARE, "ebp.attityder", "n"))


def test_a_role_is_a_group_like_a_kommun(counts: Frame, means: Frame, hidden: Hidden) -> None:
    roles = {(LAN, "T", "roll=chef"): 5, (LAN, "T", "roll=handlaggare"): 40, (LAN, "T", "roll=utvecklare"): 9}
    people = {LAN: 60, **roles}  # six have not told their role: they are a group too
    frame = protect(counts(people), means({place: (n, 3.5) for place, n in people.items()}))
    assert hidden(frame, "ebp.svarande") == {f"{LAN} roll=chef"}
    no_gap = people | {LAN: 54}
    assert hidden(protect(counts(no_gap))) == {f"{LAN} roll=chef", f"{LAN} roll=utvecklare"}


def test_what_has_no_figures_by_role_keeps_its_total(
    counts: Frame, means: Frame, answers: Frame, hidden: Hidden
) -> None:
    people = {LAN: 60, (LAN, "T", "roll=chef"): 6, (LAN, "T", "roll=utvecklare"): 12, (LAN, "T", "roll=leg"): 42}
    given = answers({LAN: ([20, 20, 10, 5, 5], 0)})
    frame = protect(counts(people), means({place: (n, 3.5) for place, n in people.items()}), given)
    assert hidden(frame, "ebp.attityder") == {f"{LAN} roll=chef", f"{LAN} roll=utvecklare"}
    assert hidden(frame, "ebp.p01") == set()


def test_a_small_group_without_a_role_takes_a_role_with_it(counts: Frame, hidden: Hidden) -> None:
    people = {LAN: 50, (LAN, "T", "roll=chef"): 10, (LAN, "T", "roll=handlaggare"): 37}
    assert hidden(protect(counts(people))) == {f"{LAN} roll=chef"}


def test_the_other_sex_is_hidden_too(answers: Frame, hidden: Hidden) -> None:
    given = {LAN: ([6, 5, 5, 5, 4], 3), (LAN, "K"): ([2, 2, 2, 2, 1], 0), (LAN, "M"): ([4, 3, 3, 3, 3], 3)}
    frame = protect(answers(given, "ebp.p01", "2023"))
    assert hidden(frame) == {f"{LAN} K", f"{LAN} M"}
    assert set(frame["policy"]) == {"utkast:ebp_personal"}


def test_answers_that_are_all_alike_are_hidden_at_any_size(answers: Frame, hidden: Hidden) -> None:
    given = {OSTERSUND: ([20, 20, 5, 5, 5], 0), KROKOM: ([10, 2, 0, 0, 10], 0), ARE: ([0, 20, 0, 0, 0], 0)}
    total = {LAN: ([30, 42, 5, 5, 15], 0)}
    assert hidden(protect(answers(given))) == {ARE}
    assert hidden(protect(answers(given | total))) == {ARE, KROKOM}


def test_the_union_of_what_is_hidden_may_not_be_all_alike(answers: Frame, hidden: Hidden) -> None:
    given = {
        OSTERSUND: ([20, 20, 5, 5, 5], 0),
        KROKOM: ([10, 8, 4, 10, 10], 0),
        ARE: ([0, 12, 0, 0, 0], 0),
        BERG: ([0, 11, 0, 0, 0], 0),
        LAN: ([30, 51, 9, 15, 15], 0),
    }
    assert hidden(protect(answers(given))) == {ARE, BERG, KROKOM}


def test_everyone_who_does_not_know_is_all_alike_too(answers: Frame, hidden: Hidden) -> None:
    assert hidden(protect(answers({ARE: ([0, 0, 0, 0, 0], 15), BERG: ([5, 5, 5, 1, 1], 15)}))) == {ARE}


@pytest.mark.parametrize(
    ("value", "shown"),
    [(5.0, (4.6, 4.6, 5.0)), (4.62, (4.6, 4.6, 5.0)), (1.0, (1.4, 1.0, 1.4)), (1.4, (1.4, 1.0, 1.4))],
)
def test_a_mean_near_the_end_of_its_scale_is_a_band(means: Frame, value: float, shown: tuple[float, ...]) -> None:
    frame = protect(means({ARE: (30, value), BERG: (30, 3.0)})).set_index("unit")
    assert tuple(frame.loc[ARE, ["value", "low", "high"]]) == shown
    assert frame.loc[ARE, "n"] == 30
    assert frame.loc[BERG, ["low", "high"]].isna().all()


def test_a_band_does_not_become_a_number_by_subtraction(means: Frame, hidden: Hidden) -> None:
    cells = {OSTERSUND: (60, 3.0), KROKOM: (20, 4.0), ARE: (30, 5.0), BERG: (12, 3.5), RAGUNDA: (15, 3.0)}
    total = {LAN: (137, sum(n * mean for n, mean in cells.values()) / 137)}
    assert hidden(protect(means(cells))) == set()
    frame = protect(means(cells | total))
    assert hidden(frame) == {BERG, RAGUNDA}
    assert number(frame, ARE, "ebp.attityder") == 4.6


def test_a_county_of_one_mind_is_bands_all_over(means: Frame, hidden: Hidden) -> None:
    frame = protect(means({OSTERSUND: (60, 5.0), KROKOM: (20, 5.0), ARE: (30, 5.0), LAN: (110, 5.0)}))
    assert hidden(frame) == set()
    assert set(frame["value"]) == {4.6}


@pytest.mark.parametrize(("value", "shown"), [(0.0, (10, 0, 10)), (100.0, (90, 90, 100)), (91.7, (90, 90, 100))])
def test_a_share_of_nearly_everyone_or_nobody_is_a_band(means: Frame, value: float, shown: tuple[float, ...]) -> None:
    own = {"egna.brukare": own_measure(Statistic.ANDEL)}
    frame = means({ARE: (30, value), BERG: (30, 50.0)}, "egna.brukare")
    released = protect_release([frame], own).measures.set_index("unit")
    assert tuple(released.loc[ARE, ["value", "low", "high"]]) == shown
    assert released.loc[BERG, "value"] == 50


def test_a_band_does_not_follow_from_several_years_together(means: Frame, hidden: Hidden) -> None:
    years = {"2023": {ARE: (20, 3.0)}, "2024": {ARE: (20, 5.0)}, "2023/2024": {ARE: (40, 4.0)}}
    frame = protect(*(means(cells, period=period) for period, cells in years.items()))
    assert hidden(frame, period="2024") == {ARE}


def test_without_a_band_a_mean_at_the_end_is_hidden(means: Frame, hidden: Hidden) -> None:
    policy = replace(catalog.policy("ebp_personal"), band=0.0)
    frame = means({ARE: (30, 4.96), BERG: (30, 4.9)})
    assert hidden(protect_release([frame], {}, policies=[policy]).measures) == {ARE}


def test_a_large_group_is_not_hidden_behind_a_tiny_one(means: Frame, hidden: Hidden) -> None:
    # Of Östersund's mean the rest of the hidden, five answers, would leave no more than a third of a step open.
    cells = {OSTERSUND: (60, 3.0), ARE: (5, 3.0), LAN: (65, 3.0)}
    assert hidden(protect(means(cells))) == {OSTERSUND, ARE, LAN}


def test_a_county_decides_on_its_own_minimum(counts: Frame, hidden: Hidden) -> None:
    policy = catalog.policy("ebp_personal")
    stricter = replace(policy, least=dict.fromkeys(policy.least, 15))
    frame = counts({ARE: 14, BERG: 15})
    assert hidden(protect_release([frame], {}).measures) == set()
    assert hidden(protect_release([frame], {}, policies=[stricter]).measures) == {ARE}


def test_counts_of_clients_are_hidden_from_one_to_four(counts: Frame, hidden: Hidden, whole: Whole) -> None:
    own = {"egna.brukare": own_measure(Statistic.ANTAL)}
    kommuner = whole({OSTERSUND: 40, STROMSUND: 15, KROKOM: 12, ARE: 4, BERG: 0})
    released = protect_release([counts(kommuner, "egna.brukare")], own)
    # With Åre and Krokom alone, Krokom could take its own 12 from what is left and have Åre's.
    assert hidden(released.measures) == {ARE, KROKOM, STROMSUND}
    assert number(released.measures, BERG, "egna.brukare") == 0
    assert set(released.measures["policy"]) == {"egna_antal"}


def usage(counts: Frame, whole: Whole, wholes: dict[str, int], parts: dict[str, int]) -> list[pd.DataFrame]:
    return [counts(whole(wholes), "asi.utredningar", "2024"), counts(whole(parts), "asi.grund", "2024")]


def test_what_is_left_of_a_whole_is_a_count_too(counts: Frame, hidden: Hidden, whole: Whole) -> None:
    # Åre: 20 of 22, so two clients were not interviewed.
    frame = protect(*usage(counts, whole, {OSTERSUND: 90, KROKOM: 30, ARE: 22}, {OSTERSUND: 40, KROKOM: 15, ARE: 20}))
    assert ARE in hidden(frame, "asi.grund") | hidden(frame, "asi.utredningar")
    assert len(hidden(frame)) > 1


def test_a_small_part_does_not_follow_from_its_whole(counts: Frame, hidden: Hidden, whole: Whole) -> None:
    frame = protect(*usage(counts, whole, {OSTERSUND: 90, KROKOM: 30, ARE: 20}, {OSTERSUND: 40, KROKOM: 15, ARE: 3}))
    assert ARE in hidden(frame, "asi.grund")
    assert len(hidden(frame, "asi.grund")) > 1
    assert number(frame, LAN, "asi.utredningar") == 140


def staff(measure: str, part_of: str = "") -> Measure:
    """A number of persons that is guarded as a group, not for itself."""
    meaning = {"id": measure, "population": "prov", "part_of": part_of}
    return replace(own_measure(Statistic.ANTAL, "ebp_personal"), **meaning)


STAFF = {one.id: one for one in (staff("prov.hela"), staff("prov.delen", "prov.hela"))}


def test_what_is_left_of_a_group_is_a_group_too(counts: Frame, hidden: Hidden) -> None:
    frames = [
        counts({OSTERSUND: 90, KROKOM: 30, ARE: 22}, "prov.hela"),
        counts({OSTERSUND: 40, KROKOM: 15, ARE: 20}, "prov.delen"),
    ]
    frame = protect_release(frames, STAFF).measures
    assert hidden(frame, "prov.hela") == hidden(frame, "prov.delen") == {ARE}


def test_a_part_without_its_whole_is_withheld(counts: Frame, hidden: Hidden) -> None:
    wholes = counts({OSTERSUND: 90, KROKOM: 30, ARE: "saknas", LAN: "saknas"}, "prov.hela")
    parts = {OSTERSUND: 40, KROKOM: 15, ARE: 12}
    frame = protect_release([wholes, counts(parts, "prov.delen")], STAFF).measures
    assert hidden(frame) == {ARE}
    frame = protect_release([wholes, counts({**parts, LAN: 67}, "prov.delen")], STAFF).measures
    assert hidden(frame) == {ARE, LAN}


def test_shares_follow_their_counts(counts: Frame, means: Frame, hidden: Hidden, whole: Whole) -> None:
    wholes = {OSTERSUND: 90, STROMSUND: 40, KROKOM: 30, ARE: 22, BERG: 8}
    parts = {OSTERSUND: 40, STROMSUND: 20, KROKOM: 15, ARE: 20, BERG: 0}
    shares = means(
        {
            unit: (n, 100 * part / n, part)
            for (unit, n), part in zip(whole(wholes).items(), whole(parts).values(), strict=True)
        },
        "asi.tackning",
        "2024",
    )
    frame = protect(*usage(counts, whole, wholes, parts), shares)
    assert ARE in hidden(frame, "asi.tackning")
    assert hidden(frame, "asi.tackning") == hidden(frame, "asi.grund") | hidden(frame, "asi.utredningar")
    assert number(frame, OSTERSUND, "asi.tackning", "n") == 90
    assert pd.isna(number(frame, OSTERSUND, "asi.tackning", "count"))


def test_a_share_of_few_is_not_computed_though_its_counts_are_shown(
    counts: Frame, means: Frame, hidden: Hidden
) -> None:
    shares = means({ARE: (8, 0.0, 0)}, "asi.tackning")
    frame = protect(counts({ARE: 8}, "asi.utredningar"), counts({ARE: 0}, "asi.grund"), shares)
    share = frame[frame["measure"] == "asi.tackning"].iloc[0]
    assert (share["status"], pd.isna(share["value"]), pd.isna(share["n"])) == ("ej_beräknad", True, True)
    assert hidden(frame, "asi.utredningar") == set()


@pytest.mark.parametrize(("small", "gone"), [(0, set()), (1, {LAN}), (4, {LAN}), (5, set())])
def test_no_answer_of_clients_may_be_given_by_one_to_four(
    answers: Frame, hidden: Hidden, small: int, gone: set[str]
) -> None:
    given = {LAN: ([30 - small, 20, small, 0, 0], 0)}
    assert hidden(protect(answers(given, "asi.alkohol.oro", "2023/2024"))) == gone


def test_the_union_of_hidden_sexes_has_no_small_answer(answers: Frame, hidden: Hidden) -> None:
    # T is K + M: a T with 3 of an answer would give the union away.
    given = {LAN: ([30, 20, 3, 0, 0], 0), (LAN, "K"): ([10, 10, 3, 0, 0], 0), (LAN, "M"): ([20, 10, 0, 0, 0], 0)}
    frame = protect(answers(given, "asi.alkohol.oro", "2023/2024"))
    assert LAN in hidden(frame)


def test_few_without_an_answer_are_hidden_and_the_answers_are_not(answers: Frame) -> None:
    frame = protect(answers({LAN: ([20, 23, 30, 0, 0], 2)}, "asi.alkohol.oro", "2023/2024"))
    status = frame.set_index("group")["status"]
    assert status["svar=1"] == "ok"
    assert status["svar=vet_ej"] == "sekretess"


def test_the_number_of_clients_beside_a_share_is_rounded_down(answers: Frame) -> None:
    frame = protect(answers({LAN: ([20, 23, 30, 0, 0], 0)}, "asi.alkohol.oro", "2023/2024"))
    assert set(frame.loc[frame["status"] == "ok", "n"].dropna()) == {70}
    staff = protect(answers({LAN: ([20, 23, 30, 1, 0], 0)}, "ebp.p01", "2023"))
    assert set(staff.loc[staff["status"] == "ok", "n"].dropna()) == {74}


def test_a_share_tells_no_more_than_its_two_counts(counts: Frame, means: Frame, hidden: Hidden) -> None:
    shares = means({ARE: (12, 100.0, 12)}, "asi.tackning")
    frame = protect(counts({ARE: 12}, "asi.utredningar"), counts({ARE: 12}, "asi.grund"), shares)
    assert hidden(frame) == set()
    assert hidden(protect(shares)) == {ARE}


def test_a_share_of_none_is_told_with_the_count_of_none(counts: Frame, means: Frame) -> None:
    all_, some = (replace(own_measure(Statistic.ANTAL), id=name) for name in ("egna.alla", "egna.nya"))
    share = replace(own_measure(Statistic.ANDEL), id="egna.andel", derived_from=(some.id, all_.id))
    other = own_measure(Statistic.ANTAL)
    shares = means({ARE: (0, 0.0, 0)}, share.id).assign(status="ej_beräknad", value=float("nan"))
    frames = [counts({ARE: 0}, all_.id), counts({ARE: 0}, some.id), shares, counts({ARE: 3}, other.id)]
    frame = protect_release(frames, {measure.id: measure for measure in (all_, some, share, other)}).measures
    assert frame.set_index("measure")["status"].to_dict() == {
        all_.id: "ok",
        some.id: "ok",
        share.id: "ej_beräknad",
        other.id: "sekretess",
    }


def test_the_response_rate_is_hidden_with_the_respondents(
    counts: Frame, means: Frame, hidden: Hidden, whole: Whole
) -> None:
    rates = means({unit: (100, float(n), n) for unit, n in YEAR_2023.items()}, "ebp.svarsfrekvens", "2023")
    unknown = rates["unit"].isin([HARJEDALEN, RAGUNDA])
    rates = rates.assign(status=rates["status"].mask(unknown, "okänd"), value=rates["value"].mask(unknown))
    frame = protect(counts(whole(YEAR_2023), period="2023"), rates)
    assert hidden(frame, "ebp.svarsfrekvens") == {ARE}
    assert number(frame, RAGUNDA, "ebp.svarsfrekvens", "status") == "okänd"
    ragunda = frame[(frame["unit"] == RAGUNDA)]
    assert ragunda[["value", "n", "count"]].isna().all(axis=None)


def test_few_invited_are_no_small_group(counts: Frame, means: Frame, hidden: Hidden) -> None:
    frame = protect(counts({ARE: 8}), means({ARE: (9, 88.9, 8)}, "ebp.svarsfrekvens"))
    assert hidden(frame) == set()
    assert number(frame, ARE, "ebp.svarsfrekvens", "n") == 9


@pytest.mark.parametrize(
    "place", [(ARE, "K", "alla"), (ARE, "T", "roll=chef"), (LAN, "M", "roll=chef"), (LAN, "T", "ar=1;roll=chef")]
)
def test_groups_divided_twice_are_withheld(counts: Frame, hidden: Hidden, place: tuple[str, str, str]) -> None:
    frame = protect(counts({OSTERSUND: 60, ARE: 40, LAN: 100, place: 30}))
    assert hidden(frame) == {" ".join(word for word in place if word not in {"T", "alla"})}


@pytest.mark.parametrize(
    "statistic", [Statistic.SPRIDNING, Statistic.KVARTIL, Statistic.RELIABILITET, Statistic.FORANDRING]
)
def test_statistics_that_cannot_be_guarded_yet_are_withheld(means: Frame, hidden: Hidden, statistic: Statistic) -> None:
    own = {"egna.brukare": own_measure(statistic)}
    assert hidden(protect_release([means({ARE: (300, 1.5)}, "egna.brukare")], own).measures) == {ARE}


def test_a_figure_of_nobody_knows_how_many_is_withheld(means: Frame, hidden: Hidden) -> None:
    own = {"egna.brukare": own_measure(Statistic.ANDEL)}
    frame = means({ARE: (float("nan"), 50.0), BERG: (40, 50.0)}, "egna.brukare")
    assert hidden(protect_release([frame], own).measures) == {ARE}


def test_a_total_that_overlaps_a_smaller_one_is_withheld(counts: Frame, hidden: Hidden) -> None:
    assert hidden(protect(counts({"1444": 40, "skaraborg": 600, "0014": 4000}))) == {"0014"}


def pooled(counts: Frame, years: Mapping[str, Mapping[str, int]]) -> list[pd.DataFrame]:
    return [counts(cells, period=period) for period, cells in years.items()]


def test_a_year_does_not_follow_from_several_years_together(counts: Frame, hidden: Hidden, whole: Whole) -> None:
    first, second = {OSTERSUND: 60, KROKOM: 30, ARE: 5}, {OSTERSUND: 50, KROKOM: 20, ARE: 12}
    both = {unit: first[unit] + second[unit] for unit in first}
    frame = protect(*pooled(counts, {"2023": whole(first), "2024": whole(second), "2023/2024": whole(both)}))
    for period in ("2023", "2024", "2023/2024"):
        assert hidden(frame, period=period) == {ARE, KROKOM}


def test_years_together_that_are_not_the_sum_of_the_years_are_withheld(
    counts: Frame, hidden: Hidden, whole: Whole
) -> None:
    year = whole({OSTERSUND: 60, KROKOM: 30, ARE: 20})
    three = whole({OSTERSUND: 160, KROKOM: 90, ARE: 23})
    frame = protect(*pooled(counts, {"2024": year, "2022/2024": three, "2018/2020": three}))
    assert hidden(frame, period="2024") == set()
    assert hidden(frame, period="2018/2020") == set()
    assert hidden(frame, period="2022/2024") == {OSTERSUND, KROKOM, ARE, LAN}


def test_rolling_years_are_withheld(counts: Frame, hidden: Hidden) -> None:
    frame = protect(*pooled(counts, {"2022/2023": {ARE: 60}, "2023/2024": {ARE: 63}, "2025": {ARE: 30}}))
    assert hidden(frame, period="2025") == set()
    assert hidden(frame) == {ARE}
    assert (frame["status"] == "sekretess").sum() == 2


def test_parts_that_are_more_than_the_whole_are_named_with_the_difference(counts: Frame) -> None:
    frames = [
        counts({OSTERSUND: 41, ARE: 17, LAN: 43}),
        counts({ARE: 17}, "asi.utredningar"),
        counts({ARE: 19}, "asi.grund"),
    ]
    with pytest.raises(DataError) as error:
        protect(*frames)
    text = str(error.value)
    assert "ebp.svarande 2025 för 0023, uppdelat på kommun: delarna är tillsammans 15 personer fler än helheten" in text
    assert "asi.utredningar 2025 för 2321, uppdelat på delmått: delarna är tillsammans 2 personer fler" in text
    assert not any(word in text.split() for word in ("41", "17", "43", "19", "58"))


def test_a_part_that_is_larger_than_its_whole_is_named(counts: Frame) -> None:
    with pytest.raises(DataError, match=r"prov.delen 2025 för 2321: antalet är 2 personer större än prov.hela"):
        protect_release([counts({ARE: 17}, "prov.hela"), counts({ARE: 19}, "prov.delen")], STAFF)


def test_open_rows_pass_unchanged(counts: Frame, hidden: Hidden) -> None:
    rows = counts({ARE: 2}, "oj.U21468").assign(policy="öppen", value=2.345678, low=1.0, high=3.0)
    frame = protect(rows, counts({ARE: 3}))
    assert hidden(frame) == {ARE}
    pd.testing.assert_frame_equal(frame[frame["measure"] == "oj.U21468"].reset_index(drop=True), rows)


def test_the_number_of_activities_is_open(counts: Frame) -> None:
    own = {"egna.brukare": own_measure(Statistic.ANTAL, "öppen")}
    released = protect_release([counts({RAGUNDA: 2}, "egna.brukare")], own)
    assert number(released.measures, RAGUNDA, "egna.brukare") == 2
    assert set(released.measures["policy"]) == {"öppen"}
    assert released.notices == ()


def test_guarded_rows_are_not_mixed_in(counts: Frame) -> None:
    guarded = protect(counts({ARE: 20}))
    with pytest.raises(DataError, match="1 rad är redan skyddade"):
        protect(guarded, counts({BERG: 20}))


def test_figures_of_persons_are_not_opened_by_their_policy(counts: Frame) -> None:
    with pytest.raises(DataError, match=r'måttet ebp.svarande: gäller personer men är märkt "öppen"'):
        protect(counts({ARE: 2}).assign(policy="öppen"))


def test_the_same_row_twice_is_refused(counts: Frame) -> None:
    with pytest.raises(DataError, match="2 rader står i mer än en av tabellerna"):
        protect(counts({ARE: 20, BERG: 20}), counts({ARE: 20, BERG: 20}))


def test_an_unknown_unit_is_refused_without_its_name(counts: Frame) -> None:
    with pytest.raises(DataError, match="1 rad gäller en okänd enhet") as error:
        protect(counts({"Anna": 20}))
    assert "Anna" not in str(error.value)


def test_a_broken_frame_is_refused(counts: Frame) -> None:
    with pytest.raises(FrameError):
        protect(counts({ARE: 20}).assign(value=float("nan")))
    with pytest.raises(FrameError):
        protect(counts({ARE: 20}).drop(columns="n"))


def test_nothing_in_nothing_out() -> None:
    pd.testing.assert_frame_equal(protect(), MEASURES.empty())
    assert protect_release([], {}).notices == ()


def test_an_unknown_measure_needs_a_policy(counts: Frame) -> None:
    with pytest.raises(DataError, match=r"måttet prov.eget: finns inte i katalogen. Ange"):
        protect(counts({ARE: 20}, "prov.eget"))
    with pytest.raises(DataError, match="prov.eget"):
        protect_release([counts({ARE: 20}, "prov.eget")], {})


def test_an_unknown_measure_is_a_count_or_guarded_most_strictly(counts: Frame, means: Frame, hidden: Hidden) -> None:
    strictest = max(catalog.policy("ebp_personal").least.values())
    frame = protect(
        counts({ARE: 7, BERG: 6}, "prov.antal"),
        means({ARE: (strictest, 3.14), BERG: (strictest - 1, 3.14)}, "prov.medel"),
        policy="ebp_personal",
    )
    assert hidden(frame, "prov.antal") == {BERG}
    assert hidden(frame, "prov.medel") == {BERG}


def test_a_named_policy_only_tightens(counts: Frame, means: Frame, hidden: Hidden) -> None:
    cells = counts({ARE: 6, BERG: 7}), means({ARE: (12, 3.0), BERG: (9, 3.0)})
    frame = protect(*cells, policy="asi_klient")
    assert hidden(frame, "ebp.svarande") == {ARE}  # at least 7 of its own
    assert hidden(frame, "ebp.attityder") == {ARE, BERG}  # and 10 for a mean of the other
    assert set(frame["policy"]) == {"utkast:asi_klient"}  # which also looks at single answers
    frame = protect(counts({ARE: 6, BERG: 7}, "asi.utredningar"), policy="ebp_personal")
    assert hidden(frame) == {ARE}


@pytest.mark.parametrize("policy", ["öppen", "okänt"])
def test_no_policy_turns_the_protection_off(counts: Frame, policy: str) -> None:
    with pytest.raises(DataError):
        protect(counts({ARE: 6}), policy=policy)


def test_shown_values_are_only_rounded(means: Frame, answers: Frame) -> None:
    frame = protect(means({ARE: (20, 3.25), BERG: (20, 2.849)}), answers({ARE: ([1, 7, 0, 0, 8], 4)}))
    assert frame.loc[frame["measure"] == "ebp.attityder", "value"].to_list() == [3.3, 2.8]
    # 1, 7 and 8 of 16: 6.25, 43.75 and 50 percent; 4 of all 20 did not know.
    assert frame.loc[frame["measure"] == "ebp.p01", "value"].to_list() == [6, 44, 0, 0, 50, 20]
    assert frame["n"].to_list() == [20, 16, 16, 16, 16, 16, 20, 20]
    assert frame["count"].isna().all()


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_no_order_of_rows_or_frames_matters(counts: Frame, means: Frame, answers: Frame, random: Random) -> None:
    size = {**YEAR_2023, LAN: 153}
    frames = [
        counts(size),
        means({unit: (n - n % 3, 3.456) for unit, n in size.items()} | {LAN: (150, 3.456)}),
        answers({unit: ([n - 4, 1, 1, 1, 1], 0) for unit, n in size.items()}),
    ]
    expected = protect(*frames)
    random.shuffle(frames)
    shuffled = [frame.sample(frac=1, random_state=random.randrange(1000)) for frame in frames]
    pd.testing.assert_frame_equal(protect(*shuffled), expected)


def test_where_nobody_gave_a_valid_answer_that_is_hidden_too(answers: Frame, hidden: Hidden) -> None:
    given = {OSTERSUND: ([20, 20, 5, 5, 5], 3), KROKOM: ([0, 0, 0, 0, 0], 26), ARE: ([10, 10, 5, 0, 0], 4)}
    total = {LAN: ([30, 30, 10, 5, 5], 33)}
    frame = protect(answers({**given, **total}))
    assert KROKOM in hidden(frame)
    assert set(frame.loc[frame["unit"] == KROKOM, "status"]) == {"sekretess"}
