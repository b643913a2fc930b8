"""Last year's decisions beside this year's figures."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from oj_analys import catalog
from oj_analys.domain import Plan
from oj_analys.example.truths import BERG, BRACKE, HARJEDALEN, RAGUNDA, STROMSUND
from oj_analys.frames import FrameError, Released
from oj_analys.reports.blocks import Heading, PageBreak, Report, Table, Text
from oj_analys.reports.followed import followed
from oj_analys.reports.kommun import kommun_report
from oj_analys.reports.plan import first_page_line, plan_blocks

Seen = Callable[[str], Released]


def first_line(released: Released) -> Text:
    (line,) = first_page_line(released, catalog.kommun(released.unit))
    assert isinstance(line, Text)
    return line


def test_a_decision_stands_beside_its_measure_then_and_now(seen: Seen) -> None:
    _, table, _ = plan_blocks(seen(BRACKE), catalog.kommun(BRACKE))
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0]] == [
        "Genomförandeplaner (2024)",
        "enhetschef",
        "2025-12",
        "pågår",
        "LSS-boende, aktuell genomförandeplan",
        "68\u00a0% (2023)",
        "81\u00a0% (2025)",
    ]
    assert [cell.text for cell in table.rows[2]][4:] == ["–", "–", "–"]


def test_long_texts_stand_below_the_table(seen: Seen) -> None:
    *_, below = plan_blocks(seen(BRACKE), catalog.kommun(BRACKE))
    assert below == Text(
        "Orsak: Många är nya. Uppföljning: Varje kvartal. Kommentar: Två enheter är klara.",
        lead="Genomförandeplaner (2024).",
    )


def test_long_texts_of_two_copies_stand_once_where_they_agree(seen: Seen) -> None:
    def below(*causes: str) -> list[tuple[str, str]]:
        whole = seen(STROMSUND)
        mine = [line for line in whole.plan.decisions if line.unit == STROMSUND]
        lines = tuple(replace(line, cause=cause) for line, cause in zip(mine, causes, strict=True))
        blocks = plan_blocks(replace(whole, plan=Plan(lines)), catalog.kommun(STROMSUND))[3:]
        return [(block.lead, block.text) for block in blocks if isinstance(block, Text)]

    assert below("Brister.", "Brister.") == [("Rutin vid våld (2024).", "Orsak: Brister.")]
    ((lead, text),) = below("Brister.", "")
    assert lead.startswith("Rutin vid våld (2024), enligt plan.xlsx 2025-05-28")
    assert text == "Orsak: Brister."
    assert [text for _, text in below("Brister.", "Ny lag.")] == ["Orsak: Brister.", "Orsak: Ny lag."]


def test_the_first_page_tells_two_decisions_and_where_the_rest_are(seen: Seen) -> None:
    line = first_line(seen(BRACKE))
    assert line.lead == "Förra årets beslut:"
    assert line.text == (
        "Genomförandeplaner (2024). Status: pågår. 2023: 68 procent, 2025: 81 procent. "
        "Fler i cirklarna (2024). Status: klar. 2023: 19 personer, 2024: 19 personer. "
        "Inte prövat mot slumpen. Alla 3 beslut:"
    )
    assert line.see == "beslut"


@pytest.mark.parametrize("unit", [BRACKE, STROMSUND])
def test_long_decisions_do_not_push_the_rest_off_the_first_page(seen: Seen, unit: str) -> None:
    whole = seen(unit)
    long = tuple(
        replace(line, action=f"{line.action} {'om allt möjligt ' * 18}", decided="nämnden " * 30)
        for line in whole.plan.decisions
    )
    text = first_line(replace(whole, plan=Plan(long))).text
    assert " …" in text
    assert len(text) < 500


def test_what_has_a_value_then_and_now_comes_first(seen: Seen) -> None:
    whole = seen(BRACKE)
    turned = replace(whole, plan=replace(whole.plan, decisions=whole.plan.decisions[::-1]))
    assert first_line(turned).text.startswith("Fler i cirklarna (2024).")
    assert "Introduktion" not in first_line(turned).text


def test_the_line_stands_on_the_first_page(seen: Seen) -> None:
    blocks = kommun_report(seen(BRACKE)).blocks
    end = next(place for place, block in enumerate(blocks) if isinstance(block, PageBreak))
    assert first_line(seen(BRACKE)) in blocks[:end]


def test_now_is_always_later_than_then(seen: Seen) -> None:
    whole = seen(BRACKE)
    newest = tuple(replace(line, baseline="2025" if line.measure else "") for line in whole.plan.decisions)
    _, table, _ = plan_blocks(replace(whole, plan=Plan(newest)), catalog.kommun(BRACKE))
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0]][5:] == ["81\u00a0% (2025)", "–"]


def test_two_copies_both_stand_and_a_question_asks_which_holds(seen: Seen) -> None:
    _, question, table = plan_blocks(seen(STROMSUND), catalog.kommun(STROMSUND))
    assert isinstance(question, Text)
    assert question.text == (
        "Exemplar av handlingsplanen från Strömsunds kommun skiljer sig åt om ”Rutin vid våld”. Vilket gäller?"
    )
    assert isinstance(table, Table)
    assert [(row[0].text, row[3].text) for row in table.rows] == [
        ("Rutin vid våld (2024), enligt plan.xlsx 2025-05-28: exemplaren skiljer sig åt", "pågår"),
        ("Rutin vid våld (2024), enligt kopia.xlsx 2025-05-29: exemplaren skiljer sig åt", "klar"),
    ]
    assert first_line(seen(STROMSUND)).text == "Rutin vid våld: exemplaren skiljer sig åt."


def test_a_hidden_figure_of_persons_stays_hidden_and_keeps_its_proviso(seen: Seen) -> None:
    _, table = plan_blocks(seen(RAGUNDA), catalog.kommun(RAGUNDA))
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0]][5:] == [".. (2023)", ".. (2024)"]
    assert catalog.interview_form("asi").proviso in table.note
    assert first_line(seen(RAGUNDA)).text == "Utbildning i ASI (2024). Status: pågår."


def test_a_kommun_without_decisions_has_no_section(seen: Seen) -> None:
    assert plan_blocks(seen(BERG), catalog.kommun(BERG)) == []
    report = kommun_report(seen(BERG))
    assert "Beslut" not in {sheet.name for sheet in report.sheets}
    assert not any(isinstance(block, Text) and block.see == "beslut" for block in report.blocks)


def test_without_a_plan_the_pack_is_as_before(seen: Seen, lines: Callable[[Report], list[str]]) -> None:
    report = kommun_report(replace(seen(BRACKE), plan=Plan()))
    assert not [line for line in lines(report) if "årets beslut" in line]


def test_the_kommuns_own_comment_stands_in_its_area_only(seen: Seen) -> None:
    blocks = kommun_report(seen(HARJEDALEN)).blocks
    (place,) = (
        at for at, block in enumerate(blocks) if isinstance(block, Text) and block.lead == "Kommunens kommentar:"
    )
    above = [block.anchor for block in blocks[:place] if isinstance(block, Heading)]
    assert above[-1] == "hemloshet"
    others = kommun_report(seen(BRACKE)).blocks
    assert not [block for block in others if isinstance(block, Text) and block.lead == "Kommunens kommentar:"]


def test_the_sheet_holds_what_the_table_says(seen: Seen) -> None:
    sheet = next(sheet for sheet in kommun_report(seen(BRACKE)).sheets if sheet.name == "Beslut")
    titles = [column.title for column in sheet.table.columns]
    first = dict(zip(titles, sheet.table.rows[0], strict=True))
    assert (first["År då"].text, first["Värde då"].number, first["Värde nu"].number) == ("2023", 68.0, 81.0)
    assert first["Id"].text == "oj.U28129"
    texts = ("Åtgärd", "Område", "Orsak", "Ansvarig roll", "Klart", "Uppföljning", "Kommentar", "Får delas")
    assert [first[title].text for title in texts] == [
        "Genomförandeplaner",
        "Stöd enligt LSS",
        "Många är nya",
        "enhetschef",
        "2025-12",
        "Varje kvartal.",
        "Två enheter är klara.",
        "Ja",
    ]


def test_the_kommuns_comments_have_a_sheet(seen: Seen) -> None:
    sheet = next(sheet for sheet in kommun_report(seen(HARJEDALEN)).sheets if sheet.name == "Kommentarer")
    assert [[cell.text for cell in row] for row in sheet.table.rows] == [
        ["Härjedalen", "Hemlöshet", "Vi svarar nästa gång.", "Ja", "exempel:plan.xlsx"]
    ]
    assert "Kommentarer" not in {sheet.name for sheet in kommun_report(seen(BRACKE)).sheets}


def test_one_file_with_the_same_action_twice_is_not_two_copies(seen: Seen) -> None:
    whole = seen(BRACKE)
    twice = Plan((whole.plan.decisions[0], replace(whole.plan.decisions[0], measure="oj.U28125", baseline="")))
    table = next(
        block for block in plan_blocks(replace(whole, plan=twice), catalog.kommun(BRACKE)) if isinstance(block, Table)
    )
    assert [row[0].text for row in table.rows] == ["Genomförandeplaner (2024)"] * 2


@pytest.mark.parametrize("unit", ["", BERG])
def test_a_line_that_is_not_for_the_reader_stops_every_report(meeting: Released, unit: str) -> None:
    decisions = (replace(meeting.plan.decisions[0], shared=False),)
    comments = (replace(meeting.plan.comments[0], shared=False),)
    for plan in (Plan(decisions), Plan((), comments)):
        with pytest.raises(FrameError, match="1 lines of the plan are not for this reader"):
            followed(replace(meeting, unit=unit, plan=plan), [catalog.kommun(BRACKE)])
