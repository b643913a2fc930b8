from collections.abc import Callable, Mapping
from itertools import pairwise
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from scipy.stats import binom, false_discovery_control

import oj_analys as oj
from oj_analys import catalog
from oj_analys.analysis.comparison import compare
from oj_analys.analysis.signal_lists import group_signals, signals
from oj_analys.domain import DataError, Direction, Measure, Position, ValueKind
from oj_analys.frames import COMPARED, MEASURES, FrameError, Released

Build = Callable[..., pd.DataFrame]
JAMTLAND = oj.grupp("Jämtland")
RIKET, BRACKE, RAGUNDA, KROKOM, AREA, OSTERSUND = "0000", "2305", "2303", "2309", "2321", "2380"
LIMITS = catalog.rules().signals


def _live(holds: Callable[[Measure], bool]) -> list[str]:
    counts = {one.n_from for one in catalog.measures().values()}
    return sorted(
        one.id for one in catalog.measures().values() if one.retired is None and one.id not in counts and holds(one)
    )


SHARES = _live(lambda one: one.kind is ValueKind.ANDEL and one.direction is Direction.UP and not one.huvudman)
QUESTIONS = _live(
    lambda one: (
        one.direction is Direction.UP
        and not one.huvudman
        and [coding.labels for coding in one.codings] == [((1.0, "Ja"), (0.0, "Nej"))]
    )
)
POLICE = "oj.U37488"
DAYS = "oj.U31402"
NEED = "oj.N31807"


def beside(*frames: pd.DataFrame) -> pd.DataFrame:
    return compare(MEASURES.build(pd.concat(frames)), among=JAMTLAND, against=["riket"])


def of_bracke(*frames: pd.DataFrame, year: int | None = None) -> pd.DataFrame:
    return signals(beside(*frames), kommun="Bräcke", year=year)


def everyone(bracke: float) -> dict[str, object]:
    """Every kommun's value, spread over 0 to 100 by code, and Bräcke's own."""
    return {RIKET: 50.0, **{code: at / 2.9 for at, code in enumerate(catalog.kommun_by_code())}, BRACKE: bracke}


def nationwide(own: Mapping[str, float], percent: float, yes: float = 1.0, no: float = 0.0) -> dict[str, object]:
    """Answers of 200 kommuner, ``own`` among them, as many percent of them the full yes; the others are silent."""
    others = [code for code in catalog.kommun_by_code() if code not in own]
    first_no, first_silent = round(2 * percent) - list(own.values()).count(yes), 200 - len(own)
    told = {code: yes if at < first_no else no for at, code in enumerate(others[:first_silent])}
    return {**dict.fromkeys(others, "bortfall"), **told, **own}


def rules_of(found: pd.DataFrame) -> dict[str, str]:
    return dict(zip(found["measure"], found["rule"], strict=True))


# Signaler


def test_a_clear_difference_is_a_signal_with_its_evidence_and_the_value_before(build: Build) -> None:
    hemtjanst = "oj.U21468"
    found = of_bracke(
        build({RIKET: 86.0, BRACKE: (44, 61)}, hemtjanst),
        build({RIKET: 88.0, BRACKE: (57, 63)}, hemtjanst, "2022"),
        build({RIKET: 86.0, BRACKE: (52, 61)}, "oj.U23471"),
    )
    row = found.squeeze()
    p = 2 * binom.cdf(44, 61, 0.86)
    relevant = catalog.measure(hemtjanst).relevant
    assert relevant is not None
    assert (row["list"], row["rule"], row["position"], row["measure"]) == ("signaler", "mot_riket", "sämre", hemtjanst)
    assert (row["place"], row["first_page"], row["n"]) == (1, True, 61)
    assert row["p"] == pytest.approx(p)
    assert row["weight"] == pytest.approx(-np.log10(p) * (86 - 100 * 44 / 61) / relevant)
    assert (row["earlier_period"], row["earlier_value"]) == ("2022", pytest.approx(100 * 57 / 63))


def test_q_counts_every_test_of_the_kommun_also_those_without_a_flag(build: Build) -> None:
    counts = [44, 50, 51, 52, 60]
    frames = [build({RIKET: 86.0, BRACKE: (x, 61)}, name) for x, name in zip(counts, SHARES, strict=False)]
    compared = beside(*frames)
    found = signals(compared, kommun="Bräcke").set_index("measure")["q"]
    q = pd.Series(false_discovery_control(compared["p"]), compared["measure"])
    assert found.to_dict() == pytest.approx(q[found.index].to_dict())
    assert len(found) < len(counts)


def test_the_weightiest_come_first_and_no_list_is_longer_than_its_limits(build: Build) -> None:
    worse, better = SHARES[: LIMITS.most], SHARES[LIMITS.most : LIMITS.most + 2]
    frames = [build({RIKET: 80.0, BRACKE: (100 + 3 * at, 200)}, name) for at, name in enumerate(worse)]
    frames += [build({RIKET: 80.0, BRACKE: (174, 200)}, name) for name in better]
    found = of_bracke(*frames)
    assert len(found) == LIMITS.most
    assert found["place"].tolist() == list(range(1, LIMITS.most + 1))
    assert all(one >= other for one, other in pairwise(found["weight"]))
    first = found[found["first_page"]]
    assert first["position"].value_counts().to_dict() == {"sämre": LIMITS.first_page, "bättre": 2}
    # Many worse ones do not push out the best of the better, which are weaker here.
    assert set(better) <= set(found["measure"])


def test_nothing_clear_gives_no_signal(build: Build) -> None:
    assert of_bracke(*(build({RIKET: 80.0, BRACKE: (9, 12)}, name) for name in SHARES[:5])).empty


def test_a_clear_difference_without_direction_is_no_signal(build: Build) -> None:
    need = next(iter(_live(lambda one: one.kind is ValueKind.ANDEL and one.direction is Direction.NONE)))
    compared = beside(build({RIKET: 10.0, BRACKE: (200, 300)}, need))
    assert compared["position"].tolist() == ["högre"]
    assert signals(compared, kommun="Bräcke").empty


def test_equal_weights_stand_by_id(build: Build) -> None:
    alike = [name for name in SHARES if catalog.measure(name).relevant == catalog.measure(SHARES[0]).relevant][:4]
    found = of_bracke(*(build({RIKET: 80.0, BRACKE: (100, 200)}, name) for name in reversed(alike)))
    assert found["measure"].tolist() == alike


def test_old_and_retired_measures_are_left_out(build: Build) -> None:
    retired = next(one.id for one in catalog.measures().values() if one.retired and one.kind is ValueKind.ANDEL)
    frames = [
        build({RIKET: 86.0, BRACKE: (44, 61)}, name, year)
        for name, year in zip(SHARES[:2], ("2022", "2024"), strict=True)
    ]
    frames.append(build({RIKET: 86.0, BRACKE: (44, 61)}, retired))
    assert set(of_bracke(*frames)["measure"]) == set(SHARES[:2])
    assert set(of_bracke(*frames, year=2025)["measure"]) == {SHARES[1]}
    assert of_bracke(*frames, year=2027).empty
    assert group_signals(beside(*frames), JAMTLAND, year=2027).empty


def test_only_the_newest_period_speaks_even_when_its_value_is_missing(build: Build) -> None:
    old = build({RIKET: 86.0, BRACKE: (44, 61)}, period="2023")
    assert len(of_bracke(old)) == 1
    assert of_bracke(old, build({RIKET: 86.0, BRACKE: "bortfall"})).empty


def test_the_value_before_shares_no_year_and_means_the_same(build: Build) -> None:
    fall = "oj.N20402"
    frames = [build(everyone(100.0), fall, period) for period in ("2018/2020", "2020/2022", "2021/2023")]
    assert of_bracke(*frames).squeeze()["earlier_period"] == "2018/2020"


# Att titta närmare på


def test_a_changed_answer_is_said_without_judging_either_way(build: Build) -> None:
    lost, won = QUESTIONS[:2]
    found = of_bracke(
        *(build(nationwide({BRACKE: value}, 50.0), lost, year) for value, year in ((1.0, "2024"), (0.0, "2025"))),
        *(build(nationwide({BRACKE: value}, 50.0), won, year) for value, year in ((0.0, "2024"), (1.0, "2025"))),
    )
    assert rules_of(found) == {lost: "ändrat_svar", won: "ändrat_svar"}
    assert set(found["change"]) == {"ändrat"}
    assert set(found["list"]) == {"titta närmare"}


def test_a_missing_answer_between_does_not_hide_the_change(build: Build) -> None:
    answers = {"2023": 1.0, "2024": "bortfall", "2025": 0.0}
    row = of_bracke(*(build({BRACKE: answer}, POLICE, year) for year, answer in answers.items())).squeeze()
    assert (row["earlier_period"], row["earlier_value"], row["value"]) == ("2023", 1, 0)


@pytest.mark.parametrize(
    ("measure", "answers"),
    [
        ("oj.U30426", {"2024": 0.0, "2025": 2.0}),  # Nej = 0 became Nej = 2
        ("oj.U31490", {"2017": 1.0, "2018": 1.0}),  # Ja and Nej became Ja, Delvis and Nej
        (POLICE, {"2024": 1.0, "2025": 1.0}),
        (POLICE, {"2024": 1.0, "2025": "bortfall"}),
    ],
)
def test_no_change_is_found_where_there_is_none(build: Build, measure: str, answers: dict[str, object]) -> None:
    assert of_bracke(*(build({BRACKE: answer}, measure, year) for year, answer in answers.items())).empty


def test_a_nej_where_most_of_riket_says_yes_is_worth_a_look(build: Build) -> None:
    least, below, yes = QUESTIONS[:3]
    found = of_bracke(
        build(nationwide({BRACKE: 0.0}, LIMITS.yes_in_riket), least, "2025"),
        build(nationwide({BRACKE: 0.0}, LIMITS.yes_in_riket - 0.5), below, "2025"),
        build(nationwide({BRACKE: 1.0}, 99.0), yes, "2025"),
    )
    assert rules_of(found) == {least: "nej_mot_ja"}


def test_only_the_worst_answer_of_a_scale_counts_as_a_nej(build: Build) -> None:
    scale = next(iter(_live(lambda one: one.kind is ValueKind.ORDINAL and one.direction is Direction.UP)))
    coding = catalog.measure(scale).coding("2025")
    assert coding is not None
    assert len(coding.labels) > 2
    worst, label_of_worst = coding.labels[-1]
    found = {
        label: rules_of(of_bracke(build(nationwide({BRACKE: code}, 90.0, coding.yes, worst), scale, "2025")))
        for code, label in coding.labels
    }
    assert found == {label: {scale: "nej_mot_ja"} if label == label_of_worst else {} for label in found}


def test_a_measure_stands_once_and_the_answers_farthest_from_riket_first(build: Build) -> None:
    first, second, third = QUESTIONS[:3]
    found = of_bracke(
        build({BRACKE: 1.0}, first, "2024"),
        build(nationwide({BRACKE: 0.0}, 80.0), first, "2025"),
        build(nationwide({BRACKE: 0.0}, 85.0), second, "2025"),
        build(nationwide({BRACKE: 0.0}, 95.0), third, "2025"),
    )
    assert list(rules_of(found).items()) == [(first, "ändrat_svar"), (third, "nej_mot_ja"), (second, "nej_mot_ja")]


@pytest.mark.parametrize(
    ("own", "listed"),
    [
        ((100.0, 100.0), True),
        ((0.0, 0.0), True),
        ((100.0, 0.0), False),  # from one side to the other
        ((50.1, 100.0), False),
        ((100.0, 50.1), False),
    ],
)
def test_an_outer_quarter_counts_when_it_is_the_same_twice(
    build: Build, own: tuple[float, float], *, listed: bool
) -> None:
    frames = [build(everyone(value), DAYS, year) for value, year in zip(own, ("2023", "2024"), strict=True)]
    found = of_bracke(*frames)
    assert rules_of(found) == ({DAYS: "yttre_fjärdedel"} if listed else {})
    assert of_bracke(frames[1]).empty


def test_a_place_among_a_few_kommuner_is_no_quarter_of_riket(build: Build) -> None:
    some = {unit: 50.0 + place for place, unit in enumerate(JAMTLAND.members)} | {BRACKE: 1.0}
    whole, few = (everyone(1.0), some)
    assert rules_of(of_bracke(build(whole, DAYS, "2023"), build(whole, DAYS, "2024")))
    assert of_bracke(build(whole, DAYS, "2023"), build(few, DAYS, "2024")).empty
    assert of_bracke(build(few, DAYS, "2023"), build(whole, DAYS, "2024")).empty


def test_an_outer_quarter_needs_a_direction_and_no_test(build: Build) -> None:
    years = ("2023", "2024")
    need = [build(everyone(100.0), NEED, year) for year in years]
    tested = [build({**everyone(0.0), BRACKE: (4, 5)}, period=year) for year in years]
    assert of_bracke(*need, *tested).empty


def test_three_answers_and_three_figures_at_most_on_the_first_page(build: Build) -> None:
    figures = (
        _live(
            lambda one: (
                one.kind is not ValueKind.ANDEL
                and not one.kind.is_answer
                and one.direction in (Direction.UP, Direction.DOWN)
                and one.years == 1
            )
        )[:2]
        + SHARES[:6]
    )
    frames = [build(everyone(100.0), name, year) for name in figures for year in ("2024", "2025")]
    frames += [build(nationwide({BRACKE: 0.0}, 90.0), name, "2025") for name in QUESTIONS[:8]]
    found = of_bracke(*frames)
    assert len(found) == LIMITS.most
    answers = found["measure"].isin(QUESTIONS)
    assert found["first_page"][answers].sum() == found["first_page"][~answers].sum() == LIMITS.first_page
    assert answers.tolist() == sorted(answers, reverse=True)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32 - 1))
def test_the_lists_keep_their_promises_for_any_figures(build: Build, seed: int) -> None:
    chance, most_say_yes = Random(seed), nationwide({}, 80.0)  # noqa: S311 - made-up figures
    frames = [
        build({**others, **{unit: draw(chance) for unit in (BRACKE, KROKOM, AREA)}}, name, year)
        for names, others, draw in ((SHARES[:8], {RIKET: 80.0}, _share), (QUESTIONS[:6], most_say_yes, _answer))
        for name in names
        for year in ("2024", "2025")
    ]
    compared = beside(*frames)
    shuffled = compared.sample(frac=1, random_state=seed).reset_index(drop=True)
    for found, again in (
        (signals(compared, kommun=BRACKE), signals(shuffled, kommun=BRACKE)),
        (group_signals(compared, JAMTLAND), group_signals(shuffled, JAMTLAND)),
    ):
        assert_frame_equal(found, again)
        _assert_promises(found)


def _share(chance: Random) -> object:
    return chance.choice([(chance.randint(0, 60), 60), float(chance.randint(0, 100)), "bortfall"])


def _answer(chance: Random) -> object:
    return chance.choice([0.0, 1.0, "saknas"])


def _assert_promises(found: pd.DataFrame) -> None:
    clear, closer = (found[found["list"] == name] for name in ("signaler", "titta närmare"))
    assert set(clear["position"]) <= {str(Position.BATTRE), str(Position.SAMRE)}
    assert set(closer["position"]) <= {""}
    assert set(closer["change"]) <= {"", "ändrat", "oförändrat"}
    assert closer[["p", "q", "weight"]].isna().all(axis=None)
    assert not set(clear["measure"]) & set(closer["measure"])
    shared = closer["rule"].isin(["gemensam", "kan_berätta"])
    groups = closer["rule"].where(shared, closer["measure"].isin(QUESTIONS).astype("str"))
    for rows, side in ((clear, clear["position"]), (closer, groups)):
        assert rows["place"].tolist() == list(range(1, len(rows) + 1))
        assert len(rows) <= LIMITS.most
        assert all(rows["first_page"].groupby(side).sum() <= LIMITS.first_page)


# What is refused


def test_a_kommun_outside_the_frame_and_a_frame_without_riket_are_named_together(build: Build) -> None:
    compared = compare(build({BRACKE: (44, 61)}), among=JAMTLAND, against=["lan_kommuner"])
    with pytest.raises(DataError, match=r'riket saknas.*Lägg till "riket"') as raised:
        signals(compared, kommun="Åre")
    assert [problem.found for problem in raised.value.problems] == ["riket saknas", "Åre saknas"]
    with pytest.raises(DataError, match="Skaraborg saknas"):
        group_signals(beside(build({BRACKE: (44, 61)})), oj.grupp("Skaraborg"))


def test_an_unknown_kommun_and_another_frame_are_refused(build: Build) -> None:
    with pytest.raises(DataError, match="finns inte i katalogen"):
        signals(COMPARED.empty(), kommun="Brcke")
    with pytest.raises(FrameError, match="not a COMPARED frame"):
        signals(build({BRACKE: (44, 61)}), kommun="Bräcke")


# The group


def test_the_group_is_its_persons_together(build: Build) -> None:
    values = {RIKET: 80.0, BRACKE: (20, 40), KROKOM: (62, 80), AREA: (70, 100), OSTERSUND: "bortfall"}
    earlier = {RIKET: 80.0, BRACKE: (30, 40), KROKOM: (64, 80)}
    row = group_signals(beside(build(values), build(earlier, period="2022")), JAMTLAND).squeeze()
    assert (row["unit"], row["list"], row["position"]) == ("0023", "signaler", "sämre")
    assert (row["value"], row["n"], row["of"]) == (pytest.approx(100 * 152 / 220), 220, 3)
    assert row["p"] == pytest.approx(2 * binom.cdf(152, 220, 0.8))
    assert row["units"] == f"{BRACKE};{AREA}"
    assert (row["earlier_period"], row["earlier_value"]) == ("2022", pytest.approx(100 * 94 / 120))


def test_the_group_names_the_kommuner_on_either_side(build: Build) -> None:
    own = {RIKET: 80.0, "2380": (470, 500), "2321": (48, 50), BRACKE: (30, 60), "2326": (40, 50)}
    compared = compare(build(own), among=JAMTLAND, against=["riket"])
    (row,) = group_signals(compared, JAMTLAND).query("list == 'signaler'").to_dict("records")
    assert (row["position"], row["units"], row["other_units"]) == ("bättre", "2321;2380", BRACKE)


def test_a_group_is_not_pooled_where_one_kommun_lacks_its_count(build: Build) -> None:
    values = {RIKET: 80.0, BRACKE: (20, 40), KROKOM: 60.0, AREA: (70, 100)}
    whole = {RIKET: 80.0, BRACKE: (20, 40), KROKOM: (48, 80), AREA: (70, 100)}
    assert len(group_signals(beside(build(whole, period="2023")), JAMTLAND)) == 1
    # Nor does an older period that can be pooled stand in for the newest.
    found = group_signals(beside(build(whole, period="2023"), build(values)), JAMTLAND)
    assert "mot_riket" not in set(found["rule"])


def test_a_kommun_with_an_older_value_is_not_mixed_with_the_newest(build: Build) -> None:
    compared = beside(
        build({RIKET: 80.0, BRACKE: (10, 100), KROKOM: (10, 100)}, period="2023"),
        build({RIKET: 80.0, KROKOM: (50, 100)}, period="2024"),
    )
    row = group_signals(compared, JAMTLAND).squeeze()
    assert (row["value"], row["of"], row["units"]) == (50, 1, KROKOM)


def answers(yes: tuple[str, ...], percent: float) -> dict[str, object]:
    return nationwide({unit: float(unit in yes) for unit in JAMTLAND.members}, percent)


def test_what_most_kommuner_share_and_who_could_teach_whom(build: Build) -> None:
    shared, taught, nobody, most = QUESTIONS[:4]
    compared = beside(
        build(answers((BRACKE, KROKOM), 79.0), shared, "2025"),
        build(answers((AREA, KROKOM), 60.0), taught, "2025"),
        build(answers((), 60.0), nobody, "2025"),
        build(answers(JAMTLAND.members[:5], 90.0), most, "2025"),
    )
    found = group_signals(compared, JAMTLAND)
    assert rules_of(found) == {shared: "gemensam", taught: "kan_berätta"}
    assert dict(zip(found["measure"], found["units"], strict=True)) == {
        shared: f"{BRACKE};{KROKOM}",
        taught: f"{KROKOM};{AREA}",
    }
    assert found["of"].tolist() == [8, 8]
    assert found["value"].tolist() == [25, 25]
    assert found["difference"].tolist() == [25 - 79, 25 - 60]


def test_half_is_not_most_but_enough_to_be_taught(build: Build) -> None:
    half = JAMTLAND.members[:4]
    found = group_signals(beside(build(answers(half, 90.0), QUESTIONS[0], "2025")), JAMTLAND)
    assert found["rule"].tolist() == ["kan_berätta"]


def test_teachers_stand_by_the_gap_to_riket_and_then_the_fewest(build: Build) -> None:
    a, b, c = QUESTIONS[:3]
    compared = beside(
        build(answers(JAMTLAND.members[:2], 50.0), a, "2025"),  # gap 25
        build(answers(JAMTLAND.members[:2], 70.0), b, "2025"),  # gap 45
        build(answers(JAMTLAND.members[:1], 37.5), c, "2025"),  # gap 25, one teacher
    )
    assert group_signals(compared, JAMTLAND)["measure"].tolist() == [b, c, a]


def test_a_flag_that_most_kommuner_share_is_told_once(build: Build) -> None:
    low, uncounted = {BRACKE: (20, 60), KROKOM: (20, 60)}, {OSTERSUND: 80.0}
    counted, lacking = SHARES[:2]
    found = group_signals(
        beside(build({RIKET: 80.0, **low}, counted), build({RIKET: 80.0, **low, **uncounted}, lacking)), JAMTLAND
    )
    assert rules_of(found) == {counted: "mot_riket", lacking: "gemensam"}
    row = found.set_index("measure").loc[lacking]
    assert (row["units"], row["of"], row["position"]) == (f"{BRACKE};{KROKOM}", 3, "")


def test_context_gives_the_group_no_question(build: Build) -> None:
    huvudman = next(iter(_live(lambda one: one.kind is ValueKind.JA_NEJ and one.direction is not Direction.UP)))
    assert group_signals(beside(build(answers((BRACKE,), 90.0), huvudman, "2025")), JAMTLAND).empty


# The example county


def test_the_planted_truths_of_the_example_are_found(released: Callable[[str, str], Released]) -> None:
    compared = released("2025-06", "").compared
    bracke = signals(compared, kommun="Bräcke", year=2025).set_index("measure")
    assert bracke.loc[["oj.U21468", "oj.U23471"], "position"].tolist() == ["sämre", "bättre"]
    assert bracke["list"].value_counts()["signaler"] == 2
    assert (bracke.loc[POLICE, "rule"], bracke.loc[POLICE, "earlier_period"]) == ("ändrat_svar", "2024")
    assert "signaler" not in set(signals(compared, kommun="Ragunda", year=2025)["list"])
    county = group_signals(compared, JAMTLAND, year=2025).set_index("measure")
    assert county.loc["oj.U28475", ["rule", "units", "of"]].tolist() == ["gemensam", "2313;2380", 8]
    assert county.loc["oj.U28490", ["rule", "units", "of"]].tolist() == ["kan_berätta", f"{KROKOM};{AREA}", 8]
