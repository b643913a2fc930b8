from __future__ import annotations

from typing import TYPE_CHECKING

from oj_analys import catalog
from oj_analys.example.truths import ARE, BERG, EIGHT, HARJEDALEN, RAGUNDA
from oj_analys.example.usage import USAGE

if TYPE_CHECKING:
    from conftest import Record

    Tables = dict[str, dict[str, list[Record]]]

FORM = catalog.interview_form("asi")
HEADINGS = [heading for heading, _ in FORM.usage]
SMALL = range(1, 5)


def _counts(tables: Tables) -> dict[tuple[int, str], dict[str, int]]:
    rows = tables["asi-anvandning.xlsx"]["Användning"]
    return {
        (row["År"], catalog.kommun(row["Kommun"]).code): {heading: row[heading] for heading in HEADINGS} for row in rows
    }


def test_every_kommun_has_a_row_each_year_but_berg_2023(tables: Tables) -> None:
    assert {(year, kommun) for year in USAGE for kommun in EIGHT} - set(_counts(tables)) == {(2023, BERG)}


def test_parts_are_never_larger_than_wholes(tables: Tables) -> None:
    by_id = {measure: heading for heading, measure in FORM.usage}
    parts = [(one.id, one.part_of) for one in FORM.measures if one.part_of]
    assert len(parts) == 3
    for counts in _counts(tables).values():
        for part, whole in parts:
            assert counts[by_id[part]] <= counts[by_id[whole]]


def test_only_ragunda_is_small_and_are_is_the_smallest_of_the_others(tables: Tables) -> None:
    counts = _counts(tables)
    assert all(set(counts[year, RAGUNDA].values()) <= set(SMALL) for year in USAGE)
    for year in USAGE:
        for heading in HEADINGS[:5]:
            others = sorted(
                (counts[year, kommun][heading], kommun)
                for kommun in EIGHT
                if (year, kommun) in counts and kommun != RAGUNDA
            )
            assert others[0][1] == ARE
            assert max(SMALL) < others[0][0] < others[1][0]


def test_four_in_ten_investigations_have_asi(tables: Tables) -> None:
    for year in USAGE:
        grund, begun = (
            sum(count[heading] for (of, _), count in _counts(tables).items() if of == year)
            for heading in ("ASI Grund", "Inledda utredningar")
        )
        assert round(100 * grund / begun) == 41


def test_harjedalen_has_fewer_interviewers_and_no_follow_ups(tables: Tables) -> None:
    earlier, later = (_counts(tables)[year, HARJEDALEN] for year in USAGE)
    assert (earlier["Utbildade ASI-intervjuare"], later["Utbildade ASI-intervjuare"]) == (10, 7)
    assert earlier["ASI Uppföljning"] == later["ASI Uppföljning"] == 0
