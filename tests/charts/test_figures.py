from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from matplotlib.figure import Figure

from oj_analys import catalog
from oj_analys.charts.bars import chart_bars
from oj_analys.charts.figures import cleared, grupp_in, periods_in, pick
from oj_analys.charts.likert import chart_likert
from oj_analys.charts.profile import chart_profile
from oj_analys.charts.ratings import chart_ratings
from oj_analys.domain import DRAFT_MARK, SYNTHETIC_MARK, DataError, Status

Measured = Callable[..., pd.DataFrame]
ATTITUDES = catalog.measure("ebp.attityder")
BRACKE = ("2305", "ebp.attityder", "2025", "alla")
RAGUNDA = ("2303", "ebp.attityder", "2023", "alla")


@pytest.fixture(scope="session")
def frame(measured: Measured) -> pd.DataFrame:
    return measured({BRACKE: (3.9, 18), RAGUNDA: "sekretess", ("0023", "ebp.attityder", "2025", "alla"): (3.7, 187)})


def test_a_figure_is_found_by_its_key_and_a_row_that_is_not_there_is_missing(frame: pd.DataFrame) -> None:
    found = pick(frame, [ATTITUDES], ["2305", "2303"], ["2025", "2023"])
    cell = found.cell("2305", "ebp.attityder", "2025")
    assert (cell.status, cell.value, cell.n) == (Status.OK, 3.9, 18)
    assert found.cell("2305", "ebp.attityder", "2023").status is Status.SAKNAS
    assert found.cell("2305", "ebp.attityder", "2025", sex="K").status is Status.SAKNAS
    assert found.cell("2305", "ebp.attityder", "2025", group="roll=chef").status is Status.SAKNAS


def test_a_hidden_figure_brings_nothing_with_it(frame: pd.DataFrame) -> None:
    planted = frame.assign(n=frame["n"].fillna(5), low=1.5, high=2.5, count=4).astype({"n": "Int64", "count": "Int64"})
    cell = pick(planted, [ATTITUDES], ["2303"], ["2023"]).cell("2303", "ebp.attityder", "2023")
    assert (cell.status, cell.value, cell.n, cell.interval) == (Status.SEKRETESS, None, None, None)


def test_a_hidden_row_that_still_has_its_value_is_refused(frame: pd.DataFrame) -> None:
    planted = frame.assign(value=2.5)
    with pytest.raises(DataError, match="1 rows have a value without status ok"):
        pick(planted, [ATTITUDES], ["2303"], ["2023"])


def test_the_order_of_the_rows_does_not_matter(frame: pd.DataFrame) -> None:
    asked = ([ATTITUDES], ["2305", "2303"], ["2025", "2023"])
    assert pick(frame, *asked) == pick(frame.iloc[::-1], *asked)


def test_rows_that_nobody_has_cleared_are_refused(frame: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="3 rader som inte är godkända att visa. Skydda dem först med oj.protect."):
        cleared(frame.assign(policy="").astype({"policy": "str"}), [ATTITUDES])


def test_rows_of_other_measures_may_still_wait_for_their_protection(frame: pd.DataFrame, measured: Measured) -> None:
    other = measured({("2305", "ebp.kunskap", "2025", "alla"): (3.1, 18)}, policy="")
    assert len(cleared(pd.concat([frame, other], ignore_index=True), [ATTITUDES])) == 3


CHARTS: list[tuple[Callable[..., Figure], str, float]] = [
    (chart_profile, "ebp.attityder", 3.9),
    (chart_likert, "ebp.p11", 40.0),
    (chart_ratings, "asi.alkohol.hjalpbehov", 40.0),
    (chart_bars, "asi.tackning", 40.0),
]


@pytest.mark.parametrize("policy", ["öppen", "ebp_personal", "utkast:asi_klient"])
@pytest.mark.parametrize(("draw", "measure", "value"), CHARTS)
def test_figures_that_only_carry_the_name_of_a_policy_are_refused(
    measured: Measured, draw: Callable[..., Figure], measure: str, value: float, policy: str
) -> None:
    values = {("0023", measure, "2024", f"svar={code}"): (value + 0.25, 4) for code in range(5)}
    values |= {("0023", measure, "2024", "alla"): (value + 0.25, 4)}
    asked = (measure,) if draw is chart_bars else ()
    with pytest.raises(DataError, match="6 rader om personer som inte är skyddade. Skydda dem med oj.protect."):
        draw(measured(values, policy=policy), *asked)


def test_one_unguarded_row_among_others_is_enough(frame: pd.DataFrame) -> None:
    fine = frame.assign(value=frame["value"].replace(3.9, 3.94))
    with pytest.raises(DataError, match="tabellen har 1 rad om personer som inte är skyddade"):
        cleared(fine, [ATTITUDES])


def test_a_measure_that_was_not_picked_is_refused_and_not_missing(frame: pd.DataFrame) -> None:
    found = pick(frame, [ATTITUDES], ["2305"], ["2025"])
    with pytest.raises(DataError, match='måttet "ebp.atityder" är inte uttaget; tillåtet: ebp.attityder'):
        found.cell("2305", "ebp.atityder", "2025")


def test_a_policy_that_nobody_knows_is_refused(frame: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="finns inte i katalogen"):
        pick(frame.assign(policy="hemligt").astype({"policy": "str"}), [ATTITUDES], ["2305"], ["2025"])


def test_a_frame_without_its_columns_is_refused(frame: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="saknar kolumnerna sex, policy.*oj.protect"):
        cleared(frame.drop(columns=["sex", "policy"]), [ATTITUDES])


def test_a_frame_with_changed_columns_is_refused(frame: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="ändrats så att den inte går att rita.*column value"):
        cleared(frame.assign(value=frame["value"].astype("str")), [ATTITUDES])


def test_a_column_of_ones_own_is_no_hindrance(frame: pd.DataFrame) -> None:
    assert len(cleared(frame.assign(note="min egen"), [ATTITUDES])) == 3


def test_measures_without_rows_are_refused(frame: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="inga rader för ebp.kunskap"):
        cleared(frame, [catalog.measure("ebp.kunskap")])


def test_every_unknown_unit_and_period_is_named_at_once(frame: pd.DataFrame) -> None:
    with pytest.raises(DataError) as caught:
        pick(frame, [ATTITUDES], ["2305", "2321"], ["2019", "2025", "2021"])
    assert [str(problem) for problem in caught.value.problems] == [
        "diagrammet: Åre finns inte i tabellen; tillåtet: Bräcke, Jämtlands län, Ragunda. Välj något av dem.",
        "diagrammet: 2019 finns inte i tabellen; tillåtet: 2023, 2025. Välj något av dem.",
        "diagrammet: 2021 finns inte i tabellen; tillåtet: 2023, 2025. Välj något av dem.",
    ]


def test_drafts_and_made_up_figures_say_so_even_if_nobody_asked(measured: Measured) -> None:
    def marks(asked: tuple[str, ...] = (), **more: str) -> tuple[str, ...]:
        frame = measured({BRACKE: (3.9, 18)}, **more)
        return pick(frame, [ATTITUDES], ["2305"], ["2025"]).marks(asked)

    assert marks() == ()
    assert marks(policy="utkast:ebp_personal") == (DRAFT_MARK,)
    assert marks(source="exempel:a.xlsx#12345678") == (SYNTHETIC_MARK,)
    both = {"policy": "utkast:ebp_personal", "source": "exempel:a.xlsx#12345678"}
    assert marks((SYNTHETIC_MARK, DRAFT_MARK), **both) == (SYNTHETIC_MARK, DRAFT_MARK)


def test_periods_stand_by_time() -> None:
    rows = pd.DataFrame({"period": ["2024-2", "2024", "2022/2024", "2023", "2023"]})
    assert periods_in(rows) == ("2023", "2022/2024", "2024", "2024-2")


@pytest.mark.parametrize(
    ("units", "grupp"),
    [
        (["0023", "2305"], "jamtland"),
        (["skaraborg", "1499"], "skaraborg"),
        (["2305", "2380"], "jamtland"),
        (["1499", "1470"], "skaraborg"),
        (["1499", "1480"], "vastra_gotaland"),
        (["0000", "0023"], "jamtland"),
    ],
)
def test_the_group_is_the_one_with_rows_else_the_smallest(units: list[str], grupp: str) -> None:
    assert grupp_in(pd.DataFrame({"unit": units})).id == grupp


@pytest.mark.parametrize(
    ("units", "found"), [(["0023", "0006"], "Jämtlands län, Jönköpings län"), (["2305", "0680"], "ingen")]
)
def test_rows_of_several_groups_are_refused(units: list[str], found: str) -> None:
    with pytest.raises(DataError, match=f"tabellen gäller {found}"):
        grupp_in(pd.DataFrame({"unit": units}))
