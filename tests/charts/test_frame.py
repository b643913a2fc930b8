from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from oj_analys import catalog
from oj_analys.charts.frame import MISSING, kommun_in, require_answer, require_number, select
from oj_analys.domain import SYNTHETIC_MARK, DataError, Position, Status

Build = Callable[..., pd.DataFrame]
HOME_CARE = catalog.measure("oj.U21468")


def test_kommuner_stand_in_swedish_order(jamtland: pd.DataFrame) -> None:
    names = [kommun.name for kommun in select(jamtland, HOME_CARE).kommuner]
    assert names == ["Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Åre", "Östersund"]


def test_a_kommun_that_has_rows_only_for_other_measures_is_missing(build: Build) -> None:
    home = build({"2305": {"2024": (44, 61)}}, {"riket": {"2024": 86.0}})
    other = build({"2303": {"2024": 3.0}}, {}, measure="oj.N20402")
    chosen = select(pd.concat([home, other], ignore_index=True), HOME_CARE)
    assert [kommun.name for kommun in chosen.kommuner] == ["Bräcke", "Ragunda"]
    assert chosen.cell("2303", "2024") is MISSING


def test_a_hidden_figure_brings_nothing_with_it(build: Build) -> None:
    frame = build({"2305": {"2024": "sekretess"}}, {"riket": {"2024": 86.0}}, n=3, count=1, low=5.0, high=70.0)
    cell = select(frame, HOME_CARE).cell("2305", "2024")
    assert (cell.status, cell.value, cell.n, cell.interval) == (Status.SEKRETESS, None, None, None)


def test_the_position_is_the_one_against_riket(build: Build) -> None:
    frame = build({"2305": {"2024": (44, 61)}}, {"riket": {"2024": 86.0}})
    frame.loc[frame["reference_kind"] == "riket", "position"] = "sämre"
    assert select(frame, HOME_CARE).cell("2305", "2024").position is Position.SAMRE


def test_the_published_value_of_the_lan_comes_before_the_mean(build: Build) -> None:
    both = build({"2305": {"2024": 70.0}}, {"lan": {"2024": 81.0}, "lan_kommuner": {"2024": 79.0}})
    assert select(both, HOME_CARE).group_kinds(("2024",), "2305") == ("lan", "lan_kommuner")
    mean = build({"2305": {"2024": 70.0}}, {"lan_kommuner": {"2024": 79.0}})
    assert select(mean, HOME_CARE).group_kinds(("2024",), "2305") == ("lan_kommuner",)


def test_a_value_of_one_lan_is_never_lent_to_another(build: Build) -> None:
    jonkoping = build({"0604": {"2024": 70.0}}, {"riket": {"2024": 86.0}})
    jamtland = build({"2305": {"2024": 70.0}}, {"riket": {"2024": 86.0}, "lan": {"2024": 81.0}})
    chosen = select(pd.concat([jonkoping, jamtland], ignore_index=True), HOME_CARE)
    assert chosen.reference("lan", "2024", "2305") == 81.0
    assert chosen.reference("lan", "2024", "0604") is None
    assert chosen.reference("lan", "2024") is None
    assert chosen.reference("riket", "2024") == 86.0


def test_a_kommun_without_a_row_shares_the_references_of_its_lan(build: Build) -> None:
    frame = build({"2303": {"2022": 60.0, "2024": 70.0}, "2305": {"2022": 65.0}}, {"lan": {"2022": 79.0, "2024": 81.0}})
    assert select(frame, HOME_CARE).reference("lan", "2024", "2305") == 81.0


def test_overlapping_periods_are_counted_back_from_the_newest(build: Build) -> None:
    periods = {f"{year - 2}/{year}": 10.0 for year in range(2016, 2025)}
    chosen = select(build({"2305": periods}, {}, measure="oj.N20402"), catalog.measure("oj.N20402"))
    assert chosen.windows() == ("2016/2018", "2019/2021", "2022/2024")


def test_made_up_figures_say_so_even_if_nobody_asked(build: Build) -> None:
    frame = build({"2305": {"2024": 70.0}}, {}, source="exempel:a.xlsx#12345678")
    assert select(frame, HOME_CARE).marks(()) == (SYNTHETIC_MARK,)
    assert select(frame, HOME_CARE).marks((SYNTHETIC_MARK, "UTKAST")) == (SYNTHETIC_MARK, "UTKAST")
    real = build({"2305": {"2024": 70.0}}, {})
    assert select(real, HOME_CARE).marks(()) == ()


def test_a_frame_without_its_columns_is_refused(jamtland: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="saknar kolumnerna reference, position.*oj.compare"):
        select(jamtland.drop(columns=["reference", "position"]), HOME_CARE)


def test_a_frame_with_changed_columns_is_refused(jamtland: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="inte är en jämförelse längre.*column value"):
        select(jamtland.assign(value=jamtland["value"].astype("str")), HOME_CARE)


def test_a_column_of_ones_own_is_no_hindrance(jamtland: pd.DataFrame) -> None:
    assert select(jamtland.assign(note="min egen"), HOME_CARE).cell("2305", "2024").n == 61


def test_a_measure_without_rows_is_refused(jamtland: pd.DataFrame) -> None:
    with pytest.raises(DataError, match='inga rader för oj.N20402 "Sjukhusvård efter fall'):
        select(jamtland, catalog.measure("oj.N20402"))


def test_rows_that_nobody_has_cleared_are_refused(jamtland: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="inte är godkända att visa"):
        select(jamtland.assign(policy="").astype({"policy": "str"}), HOME_CARE)


@pytest.mark.parametrize("text", ["Åre", "2321", "åre"])
def test_a_kommun_is_found_by_code_or_name(jamtland: pd.DataFrame, text: str) -> None:
    assert kommun_in(jamtland, text).code == "2321"


def test_a_kommun_outside_the_frame_is_refused_with_those_in_it(jamtland: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="Borås finns inte i tabellen; tillåtet: Berg, Bräcke"):
        kommun_in(jamtland, "Borås")


def test_each_kind_of_measure_has_its_own_form() -> None:
    with pytest.raises(DataError, match="besvaras i ord. Använd chart_answers"):
        require_number(catalog.measure("oj.U37488"))
    with pytest.raises(DataError, match="ett tal, inte ett svar i ord. Använd chart_dots"):
        require_answer(HOME_CARE)
