from collections.abc import Callable

import pandas as pd
import pytest

import oj_analys as oj
from oj_analys.analysis.history import answer_history
from oj_analys.analysis.trends import trend
from oj_analys.frames import HISTORY, MEASURES

Build = Callable[..., pd.DataFrame]
JAMTLAND = oj.grupp("Jämtland")
KROKOM, BERG, AREA = "2309", "2326", "2321"
POLICE, CODED_ANEW, SCALED_ANEW, NO_GOOD_END = "oj.U37488", "oj.U30426", "oj.U28462", "oj.U30446"


def answered(build: Build, unit: str, measure: str, **by_year: object) -> pd.DataFrame:
    frames = [build({unit: value}, measure, year.removeprefix("y")) for year, value in by_year.items()]
    return MEASURES.build(pd.concat(frames))


def told(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    columns = ["period", "label", "earlier_period", "earlier_label", "change", "reason"]
    return [tuple(row) for row in answer_history(frame, JAMTLAND)[columns].itertuples(index=False)]


def test_every_answer_stands_beside_the_one_before(build: Build) -> None:
    assert told(answered(build, KROKOM, POLICE, y2025=1.0, y2023=1.0, y2024=0.0)) == [
        ("2023", "Ja", "", "", "kan inte bedömas", "inget_tidigare"),
        ("2024", "Nej", "2023", "Ja", "sämre", ""),
        ("2025", "Ja", "2024", "Nej", "bättre", ""),
    ]


def test_a_missing_answer_is_told_and_stepped_over(build: Build) -> None:
    assert told(answered(build, KROKOM, POLICE, y2023=1.0, y2024="bortfall", y2025=1.0)) == [
        ("2023", "Ja", "", "", "kan inte bedömas", "inget_tidigare"),
        ("2024", "", "2023", "Ja", "kan inte bedömas", "värde_saknas"),
        ("2025", "Ja", "2023", "Ja", "oförändrat", ""),
    ]


def test_a_changed_scale_is_named_and_not_judged(build: Build) -> None:
    assert told(answered(build, BERG, SCALED_ANEW, y2017=1.0, y2018=1.0, y2019=2.0))[1:] == [
        ("2018", "Delvis", "2017", "Ja", "kan inte bedömas", "ny_definition"),
        ("2019", "Ja", "2018", "Delvis", "bättre", ""),
    ]


@pytest.mark.parametrize(("newest", "change"), [(2.0, "oförändrat"), (1.0, "bättre")])
def test_new_codes_for_the_same_answers_are_the_same_answers(build: Build, newest: float, change: str) -> None:
    # U30426: Nej was 0 and became 2; Ja stayed 1.
    assert told(answered(build, AREA, CODED_ANEW, y2024=0.0, y2025=newest))[1][3:] == ("Nej", change, "")


def test_without_a_good_end_an_answer_is_only_another(build: Build) -> None:
    assert told(answered(build, AREA, NO_GOOD_END, y2023=2.0, y2024=0.0))[1][4] == "ändrat"


def test_figures_and_wider_units_have_no_answers(build: Build) -> None:
    frame = pd.concat([build({KROKOM: (44, 61)}), build({"0000": 72.0}, POLICE, group="svar=ja")])
    assert HISTORY.check(answer_history(MEASURES.build(frame), JAMTLAND)).empty


def test_the_newest_answer_says_what_the_trend_says(build: Build) -> None:
    frame = answered(build, KROKOM, POLICE, y2021=1.0, y2022=0.0, y2023="bortfall", y2024=1.0)
    last, newest = answer_history(frame, JAMTLAND).iloc[-1], trend(frame, JAMTLAND).squeeze()
    columns = ["unit", "measure", "period", "earlier_period", "change", "reason"]
    assert last[columns].to_list() == newest[columns].to_list()
