"""Own measures: what counts activities is shown beside what counts persons, which may be hidden."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from oj_analys import catalog
from oj_analys.domain import Status
from oj_analys.example.truths import BRACKE, RAGUNDA
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Table, Text
from oj_analys.reports.own import own_blocks
from oj_analys.reports.own_tables import own_tables

Seen = Callable[[str], Released]
Blank = Callable[..., Released]


def section(released: Released) -> list[Block]:
    return own_blocks(released, catalog.kommun(released.unit))


def rows(table: Table) -> dict[str, list[str]]:
    return {row[0].text: [cell.text for cell in row[1:]] for row in table.rows}


def test_circles_are_shown_while_persons_are_hidden(seen: Seen) -> None:
    _, table = section(seen(RAGUNDA))
    assert isinstance(table, Table)
    assert rows(table)["FoU-cirklar"] == ["2024", "2", "2 (2023)", "2"]
    assert rows(table)["Deltagare i FoU-cirklar (personer)"] == ["2024", "..", ".. (2023)", "19"]
    assert "Räknar personer och skyddas: Deltagare i FoU-cirklar." in table.note
    assert "Gäller verksamhet eller pengar, inte personer: FoU-cirklar; Rutin för fallprevention." in table.note


def test_answers_are_words_and_have_no_sum(seen: Seen) -> None:
    _, table = section(seen(BRACKE))
    assert isinstance(table, Table)
    assert rows(table)["Rutin för fallprevention"] == ["2024", "Ja", "Ja (2023)", "ingen summa"]
    assert rows(table)["Deltagare i FoU-cirklar (personer)"] == ["2024", "19", "19 (2023)", "19"]


def test_the_sum_is_of_the_same_year_as_the_newest_value(seen: Seen, blanked: Blank) -> None:
    whole = seen(BRACKE)
    for year, words in (("2023", "2"), ("2024", "ingen summa")):
        _, table = section(blanked(whole, Status.SAKNAS, "egna.cirklar", unit=whole.edition.grupp.unit, period=year))
        assert isinstance(table, Table)
        assert rows(table)["FoU-cirklar"] == ["2024", "2", "2 (2023)", words]


def test_every_mark_has_one_meaning(seen: Seen, blanked: Blank) -> None:
    _, table = section(blanked(seen(BRACKE), Status.SAKNAS, "egna.deltagare", unit=BRACKE, period="2023"))
    assert isinstance(table, Table)
    assert rows(table)["Deltagare i FoU-cirklar (personer)"] == ["2024", "19", "– (2023)", "19"]
    assert table.note.count("–") == 1
    assert "– uppgift saknas i källan." in table.note
    assert table.note.endswith("Grunddata: Gruppen. Hämtat 2025-03-03.")


def test_nothing_to_show_is_one_sentence(seen: Seen, blanked: Blank) -> None:
    _, sentence = section(blanked(seen(BRACKE), Status.SAKNAS, r"egna\..*", unit=BRACKE))
    assert isinstance(sentence, Text)
    assert sentence.text == "Det finns inget att visa om egna mått för Bräcke kommun: uppgift saknas i källan."


def test_the_meeting_sees_every_kommun_in_order(meeting: Released) -> None:
    kommuner = [catalog.kommun(code) for code in (BRACKE, RAGUNDA)]
    (table,) = own_tables(meeting, kommuner)
    assert rows(table) == {
        "Bräcke": ["2", "19", "Ja"],
        "Ragunda": ["2", "..", "Ja"],
        "Länet": ["2", "19", "ingen summa"],
    }


def test_many_measures_are_spread_over_tables(meeting: Released) -> None:
    more = tuple(replace(meeting.own[0], id=f"egna.cirklar{nr}", title=f"Cirklar {nr}") for nr in range(5))
    circles = meeting.measures[meeting.measures["measure"] == "egna.cirklar"]
    rows = pd.concat([circles.assign(measure=measure.id) for measure in more])
    tables = own_tables(replace(meeting, own=more, measures=rows), [])
    assert [table.caption for table in tables] == ["Egna mått (1 av 2)", "Egna mått (2 av 2)"]
    assert [len(table.columns) for table in tables] == [5, 2]
