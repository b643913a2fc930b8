from collections.abc import Callable

import pandas as pd
import pytest

from oj_analys.domain import DataError
from oj_analys.frames.persons import Survey
from oj_analys.scoring import score

Ask = Callable[..., Survey]
BRACKE, RAGUNDA, BERG, LAN = "2305", "2303", "2326", "0023"
ANSWERS = [4, 2, 4, 4, 4]
EVERYONE = [(BRACKE, "roll=chef", ANSWERS), (BRACKE, "", ANSWERS), (RAGUNDA, "", ANSWERS)]


def rates(survey: Survey) -> pd.DataFrame:
    figures = score(survey)
    return figures[figures["measure"] == "prov.svarsfrekvens"].set_index("unit")


def test_answered_of_invited_in_percent(ask: Ask) -> None:
    rows = rates(ask(EVERYONE, {(BRACKE, "2023"): 8, (RAGUNDA, "2023"): 4}))
    assert rows.loc[BRACKE, ["value", "n", "count", "status"]].to_list() == [25, 8, 2, "ok"]
    assert rows.loc[LAN, ["value", "n", "count", "status"]].to_list() == [25, 12, 3, "ok"]
    assert rows.index.is_unique


def test_an_invited_kommun_without_answers_still_counts_in_the_group(ask: Ask) -> None:
    rows = rates(ask(EVERYONE, {(BRACKE, "2023"): 8, (RAGUNDA, "2023"): 4, (BERG, "2023"): 3}))
    assert rows.loc[LAN, ["value", "n"]].to_list() == [20, 15]
    assert rows.loc[BERG, "status"] == "saknas"


def test_without_an_invited_count_the_rate_is_unknown_and_so_is_the_groups(ask: Ask) -> None:
    rows = rates(ask(EVERYONE, {(BRACKE, "2023"): 8, (RAGUNDA, "2021"): 4}))
    assert rows.loc[[RAGUNDA, LAN], "status"].to_list() == ["okänd", "okänd"]
    assert rows.loc[[RAGUNDA, LAN], ["value", "n", "count"]].isna().all(axis=None)
    assert rows.loc[BRACKE, "status"] == "ok"


def test_more_answers_than_invited_stops_and_names_every_kommun(ask: Ask) -> None:
    with pytest.raises(DataError, match="fler svarande än inbjudna") as caught:
        score(ask(EVERYONE, {(BRACKE, "2023"): 1, (RAGUNDA, "2023"): 0}))
    assert [problem.where for problem in caught.value.problems] == ["Provet, Ragunda 2023", "Provet, Bräcke 2023"]
