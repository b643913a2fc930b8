from oj_analys.domain import Status
from oj_analys.frames import MEASURES, check_measures
from oj_analys.sources._complete import complete

ROW = {"measure": "oj.U21468", "period": "2024", "sex": "T", "group": "alla", "source": "a.xlsx#1", "policy": "öppen"}
EIGHT = ("2303", "2305", "2309", "2313", "2321", "2326", "2361", "2380")


def rows(*units: str) -> list[dict[str, object]]:
    return [{**ROW, "unit": unit, "value": 80.0, "status": "ok"} for unit in units]


def test_a_kommun_that_the_source_leaves_out_is_listed_as_missing() -> None:
    frame, notices = complete(MEASURES.build(rows("0114", *EIGHT[1:])), EIGHT)
    added = check_measures(frame).loc[frame["unit"] == EIGHT[0]].squeeze()
    assert added["status"] == Status.SAKNAS
    assert added["source"] == "a.xlsx#1"
    assert len(frame) == 9
    assert [notice.text for notice in notices] == ["1 värde som andra kommuner har finns inte i filerna för Ragunda."]


def test_nothing_is_added_for_a_figure_of_riket_alone() -> None:
    frame, notices = complete(MEASURES.build(rows("0000")), EIGHT)
    assert len(frame) == 1
    assert notices == ()


def test_what_is_whole_stays_as_it_is() -> None:
    frame = MEASURES.build(rows(*EIGHT))
    assert complete(frame, EIGHT)[0] is frame
