from typing import Any

import numpy as np
import pandas as pd
import pytest

import oj_analys as oj
from oj_analys import catalog
from oj_analys.analysis import compare
from oj_analys.frames import MEASURES

JAMTLAND = oj.grupp("Jämtland")
BRACKE = "2305"
COUNTY = (3.5, 3.4, 3.6)

Figure = tuple[float, float | None, float | None]


def frame(figures: dict[str, Figure], measure: str = "ebp.attityder", policy: str = "ebp_personal") -> pd.DataFrame:
    rows: list[dict[str, Any]] = [
        {"unit": unit, "value": value, "low": low, "high": high, "n": 20}
        for unit, (value, low, high) in figures.items()
    ]
    common = {"measure": measure, "period": "2025", "sex": "T", "group": "alla", "status": "ok", "source": "a"}
    return MEASURES.build(pd.DataFrame(rows).assign(policy=policy, **common))


def beside(figures: dict[str, Figure], kind: str = "lan", measure: str = "ebp.attityder") -> pd.Series:
    compared = compare(frame(figures, measure), among=JAMTLAND, against=[kind])
    return compared[compared["unit"] == BRACKE].squeeze()


@pytest.mark.parametrize(
    ("own", "position"),
    [
        ((3.1, 3.0, 3.3), "lägre"),
        ((3.1, 2.9, 3.4), "ingen tydlig skillnad"),  # the intervals touch
        ((3.4, 3.0, 3.8), "ingen tydlig skillnad"),
        ((3.8, 3.6, 4.0), "ingen tydlig skillnad"),
        ((4.0, 3.7, 4.3), "högre"),
    ],
)
def test_means_are_judged_by_disjoint_intervals(own: Figure, position: str) -> None:
    row = beside({BRACKE: own, "0023": COUNTY})
    assert (row["position"], row["reason"]) == (position, "")
    assert row[["reference", "reference_low", "reference_high"]].to_list() == list(COUNTY)
    assert row["difference"] == pytest.approx(own[0] - 3.5)
    assert row[["p", "chance", "difference_low", "difference_high"]].isna().all()
    assert row[["low", "high"]].to_list() == [own[1], own[2]]


def test_drafts_are_judged_as_released_figures_are() -> None:
    drafts = frame({BRACKE: (3.1, 3.0, 3.3), "0023": COUNTY}, policy="utkast:ebp_personal")
    assert compare(drafts, among=JAMTLAND, against=["lan"])["position"].to_list() == ["lägre"]


@pytest.mark.parametrize(
    ("own", "county"),
    [
        ((3.1, None, None), COUNTY),
        ((3.1, 3.0, 3.3), (3.5, None, None)),
        ((4.6, 4.6, 5.0), COUNTY),  # a band: at least 4.6
        ((3.1, 3.0, 3.3), (1.4, 1.0, 1.4)),
    ],
)
def test_without_two_intervals_nothing_is_judged(own: Figure, county: Figure) -> None:
    row = beside({BRACKE: own, "0023": county})
    assert (row["position"], row["reason"]) == ("ej jämförbar", "intervall_saknas")
    is_band = own[0] in own[1:] or county[0] in county[1:]
    assert np.isnan(row["difference"]) == is_band


@pytest.mark.parametrize("kind", ["riket", "lan_kommuner", "kommungrupp", "liknande"])
def test_other_references_are_none_for_persons(kind: str) -> None:
    everyone = dict.fromkeys(("0000", "0023", *catalog.kommun_by_code()), (3.1, 3.0, 3.3))
    row = beside(everyone, kind)
    assert (row["position"], row["reason"]) == ("ej jämförbar", "referens_saknas")
    assert row[["reference", "difference", "rank_low", "rank_of", "colour_rank"]].isna().all()


def test_no_county_is_computed_from_the_kommuner() -> None:
    assert beside(dict.fromkeys(JAMTLAND.members, (3.1, 3.0, 3.3)))["reason"] == "referens_saknas"
    shares = dict.fromkeys(JAMTLAND.members, (40.0, 30.0, 50.0))
    assert beside(shares, measure="asi.fysisk.oro")["reason"] == "referens_saknas"


def test_a_named_group_has_a_row_of_its_own() -> None:
    skaraborg = oj.grupp("Skaraborg")
    own, unit = skaraborg.members[0], skaraborg.unit
    compared = compare(frame({own: (3.1, 3.0, 3.3), unit: COUNTY}), among=skaraborg, against=["skaraborg"])
    assert compared["position"].to_list() == ["lägre"]


def test_only_shares_can_be_too_uncertain() -> None:
    row = beside({BRACKE: (40.0, 20.0, 60.0), "0023": (45.0, 40.0, 50.0)}, measure="asi.fysisk.oro")
    assert (row["position"], row["reason"]) == ("osäkert", "få_svar")


def test_hidden_figures_stay_hidden() -> None:
    hidden = frame({BRACKE: (3.1, 3.0, 3.3), "0023": COUNTY})
    hidden.loc[hidden["unit"] == BRACKE, ["value", "low", "high"]] = np.nan
    hidden.loc[hidden["unit"] == BRACKE, "status"] = "sekretess"
    row = compare(hidden, among=JAMTLAND, against=["lan"]).squeeze()
    assert (row["position"], row["reason"]) == ("ej jämförbar", "värde_saknas")


def test_open_figures_are_never_set_beside_figures_of_persons() -> None:
    shares = frame({"0023": (45.0, 40.0, 50.0), "0000": (45.0, 40.0, 50.0)}, "oj.U21468")
    own = frame({BRACKE: (40.0, None, None)}, "oj.U21468", policy="öppen").assign(count=8).astype({"count": "Int64"})
    mixed = MEASURES.build(pd.concat([shares, own]))
    assert set(compare(mixed, among=JAMTLAND, against=["lan", "riket"])["reason"]) == {"referens_saknas"}
