"""The example county: what can be worked out from its released figures by subtraction."""

from pathlib import Path

import pandas as pd
import pytest

from oj_analys import catalog
from oj_analys.disclosure import Protected, protect_release
from oj_analys.domain import Measure, Statistic
from oj_analys.scoring import figures_of
from oj_analys.sources.loaded import load

LAN, RAGUNDA, BERG = "0023", "2303", "2326"
KOMMUNER = catalog.grupp("Jämtland").members
CELL = ["measure", "period", "group", "sex"]


@pytest.fixture(scope="module")
def county(example: Path) -> tuple[pd.DataFrame, Protected, dict[str, Measure]]:
    """The figures before and after, side by side, the release, and the meaning of the own measures."""
    persons = load(example).persons
    own = {name: measure for one in persons for name, measure in getattr(one, "definitions", {}).items()}
    frames = figures_of(persons)
    released = protect_release(frames, own)
    before = pd.concat(frames).drop(columns=["low", "high", "source", "policy"])
    both = released.measures.merge(before, on=["unit", *CELL], suffixes=("", "_before"), validate="one_to_one")
    assert len(both) == len(before) == len(released.measures)
    return both, released, own


def size(rows: pd.DataFrame) -> pd.Series:
    return rows["n_before"].astype("float64").fillna(rows["count_before"].astype("float64")).fillna(0)


def meaning(name: str, own: dict[str, Measure]) -> Measure:
    return own[name] if name in own else catalog.measure(name)


def test_no_small_group_is_the_county_minus_the_shown_kommuner(
    county: tuple[pd.DataFrame, Protected, dict[str, Measure]],
) -> None:
    both, _, own = county
    hidden_somewhere = 0
    for (name, *_), cell in both[both["policy"] != "öppen"].groupby(CELL):
        measure = meaning(name, own)
        if measure.derived_from:
            continue
        least = catalog.policy(measure.policy).least[measure.statistic]
        sizes = size(cell).where(cell["status_before"] == "ok", 0)
        shown = cell["status"] == "ok"
        assert sizes[shown].map(lambda n, least=least: n == 0 or n >= least).all()
        kommuner, total = cell["unit"].isin(KOMMUNER), (cell["unit"] == LAN) & shown
        hidden = kommuner & ~shown & (sizes > 0)
        if total.any() and hidden.any():
            hidden_somewhere += 1
            assert hidden.sum() > 1
            assert sizes[total].item() - sizes[kommuner & shown].sum() >= least + hidden.sum() - 1
    assert hidden_somewhere > 20


def test_no_small_group_is_everyone_minus_the_shown_sexes_or_roles(
    county: tuple[pd.DataFrame, Protected, dict[str, Measure]],
) -> None:
    both, _, own = county
    rows = both[(both["unit"] == LAN) & (both["policy"] != "öppen") & (both["status"] == "ok")]
    answer = rows["group"].str.extract(r"(svar=\w+)")[0].fillna("alla")
    for (name, *_), cell in rows.assign(answer=answer).groupby(["measure", "period", "answer"]):
        measure = meaning(name, own)
        least = catalog.policy(measure.policy).least[measure.statistic]
        everyone = (cell["sex"] == "T") & (cell["group"] == cell["answer"])
        for part in (cell["sex"] != "T", cell["group"] != cell["answer"]):
            if everyone.any() and part.any():
                left = size(cell[everyone]).item() - size(cell[part]).sum()
                assert left == 0 or left >= least


def test_no_shown_answer_or_count_of_clients_is_one_to_four(
    county: tuple[pd.DataFrame, Protected, dict[str, Measure]],
) -> None:
    both, _, _ = county
    shown = both[both["policy"].isin(["asi_klient", "egna_antal"]) & (both["status"] == "ok")]
    counts = shown["count_before"].dropna()
    assert len(counts) > 100
    assert not counts.between(1, 4).any()
    share = shown["measure"].str.contains(r"\.\w+\.")
    assert (shown.loc[share, "n"] % 5 == 0).all()


def test_nothing_of_ragundas_clients_and_berg_is_missing_not_hidden(
    county: tuple[pd.DataFrame, Protected, dict[str, Measure]],
) -> None:
    both, _, _ = county
    asi = both[both["measure"].str.startswith("asi.")]
    assert not (asi.loc[asi["unit"] == RAGUNDA, "status"] == "ok").any()
    ebp = both[both["measure"].str.startswith("ebp.")]
    assert set(ebp.loc[ebp["unit"] == BERG, "status"]) == {"saknas"}


def test_activities_in_ragunda_are_shown(county: tuple[pd.DataFrame, Protected, dict[str, Measure]]) -> None:
    both, _, own = county
    cirklar = both[both["measure"].map(lambda name: name in own and own[name].policy == "öppen")]
    pd.testing.assert_series_equal(cirklar["value"], cirklar["value_before"], check_names=False)
    assert (cirklar.loc[cirklar["unit"] == RAGUNDA, "value"] == 2).any()


def test_most_means_of_kommuner_are_shown(county: tuple[pd.DataFrame, Protected, dict[str, Measure]]) -> None:
    both, _, _ = county
    scales = {f"ebp.{subscale.id}" for subscale in catalog.questionnaire("ebp").subscales}
    rows = both[both["measure"].isin(scales) & both["unit"].isin(KOMMUNER)]
    enough = rows[rows["n_before"] >= catalog.policy("ebp_personal").least[Statistic.MEDEL]]
    assert len(enough) > 50
    assert (enough["status"] == "ok").mean() >= 0.7


def test_every_notice_tells_the_least_number(county: tuple[pd.DataFrame, Protected, dict[str, Measure]]) -> None:
    _, released, _ = county
    policies = set(released.measures["policy"]) - {"öppen"}
    for policy in policies:
        least = catalog.policy(policy).least[Statistic.ANTAL]
        texts = [notice.text for notice in released.notices if policy in notice.text]
        assert any(f"minst {least} " in text for text in texts)
