import re
from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from oj_analys import catalog
from oj_analys.disclosure import protect_release

Frame = Callable[..., pd.DataFrame]
LAN, OSTERSUND, KROKOM, ARE, RAGUNDA = "0023", "2380", "2309", "2321", "2303"


def test_one_line_says_what_is_hidden_and_from_how_many_figures_are_shown(counts: Frame, means: Frame) -> None:
    size = {OSTERSUND: 60, KROKOM: 24, ARE: 8, RAGUNDA: 3, LAN: 95}
    released = protect_release([counts(size), means({unit: (n, 3.5) for unit, n in size.items()})], {})
    (notice,) = released.notices
    assert (notice.place, notice.kind, notice.unit, notice.count) == ("ebp", "visas_inte", "", 4)
    assert "Personalens svar i enkäten" in notice.text
    assert "visas inte, för att ingen enskild ska kunna pekas ut" in notice.text
    assert "minst 7 personer för antal och minst 7 svar för medelvärden (ebp_personal)" in notice.text


def test_what_cannot_be_guarded_yet_has_its_own_line(counts: Frame, means: Frame) -> None:
    people = counts({OSTERSUND: 60, (OSTERSUND, "K", "alla"): 30})
    shares = means({OSTERSUND: (12, 50.0, 6)}, "asi.tackning")
    texts = {notice.place: notice.text for notice in protect_release([people, shares], {}).notices}
    assert texts["ebp"].startswith("Uppgifter som delas upp på två sätt samtidigt")
    assert texts[catalog.measure("asi.tackning").population].startswith("Andelar där täljaren eller nämnaren saknas")


def test_nothing_hidden_nothing_said(counts: Frame) -> None:
    assert protect_release([counts({OSTERSUND: 60, ARE: 8})], {}).notices == ()


def test_what_could_be_merged_is_for_the_analyst_only(counts: Frame) -> None:
    sizes = {OSTERSUND: 40, KROKOM: 12, ARE: 3, RAGUNDA: 2, LAN: 57}
    told = [one for one in protect_release([counts(sizes, "asi.utredningar")], {}).notices if one.kind == "omkodning"]
    assert told
    assert all(notice.internal and notice.place == "asi.utredningar" for notice in told)
    assert all(notice.text.startswith("Inledda utredningar i missbruksvården: ") for notice in told)


def test_a_share_of_too_few_is_not_computed_rather_than_hidden(counts: Frame, means: Frame) -> None:
    size = {OSTERSUND: 7, LAN: 7}
    shares = means(dict.fromkeys(size, (7, 100.0, 7)), "asi.tackning")
    frames = [counts(size, "asi.utredningar"), counts(size, "asi.grund"), shares]
    assert {notice.kind for notice in protect_release(frames, {}).notices} == {"beräknas_inte"}


def test_no_notice_names_a_group_or_a_small_number(counts: Frame, answers: Frame) -> None:
    size = {OSTERSUND: 60, KROKOM: 24, ARE: 8, RAGUNDA: 3, LAN: 95}
    given = {unit: ([n, 0, 0, 0, 0], 0) for unit, n in size.items()}
    names = [catalog.kommun(unit).name for unit in size if unit != LAN]
    for notice in protect_release([counts(size), answers(given)], {}).notices:
        assert not any(word in str(replace(notice, count=0)) for word in (*size, *names))
        assert all(int(number) >= 5 for number in re.findall(r"\d+", notice.text))
