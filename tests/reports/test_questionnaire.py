"""A kommun reads who answered, its means beside the group's and its answers; what is hidden leaves no figure."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from oj_analys import catalog
from oj_analys.charts.chart import Chart
from oj_analys.domain import Kommun, Status
from oj_analys.example.truths import ARE, BERG, BRACKE, HARJEDALEN, RAGUNDA
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Figure, Heading, Note, Table, Text
from oj_analys.reports.kommun import kommun_report
from oj_analys.reports.questionnaire import questionnaire_blocks

Seen = Callable[[str], Released]
Blank = Callable[..., Released]
Drawn = Callable[[Chart], str]

HIDDEN = Status.SEKRETESS
PHRASE = "visas inte, för att ingen enskild ska kunna pekas ut"


def section(released: Released) -> list[Block]:
    kommun: Kommun = catalog.kommun(released.unit)
    return questionnaire_blocks(released, kommun, catalog.questionnaire("ebp"), first=5)


def participation(blocks: list[Block]) -> str:
    return next(block.text for block in blocks if isinstance(block, Text) and block.lead.startswith("Svar från"))


def texts(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Text)]


def table(blocks: list[Block]) -> Table:
    return next(block for block in blocks if isinstance(block, Table))


def test_a_kommun_without_answers_is_one_sentence(seen: Seen) -> None:
    heading, sentence = section(seen(BERG))
    assert isinstance(heading, Heading)
    assert texts([sentence]) == [
        "Bergs kommun deltog varken 2023 eller 2025 i EBP-termometern, så det finns inget att visa."
    ]


def test_a_kommun_hidden_in_every_round_is_one_sentence_with_the_phrase(seen: Seen, blanked: Blank) -> None:
    _, sentence = section(blanked(seen(ARE), HIDDEN, r"ebp\..*", unit=ARE))
    assert texts([sentence]) == [f"EBP-termometern: resultatet för Åre kommun 2023 och 2025 {PHRASE}."]


def test_hidden_once_and_absent_once_says_both(seen: Seen, blanked: Blank) -> None:
    _, sentence = section(blanked(seen(BERG), HIDDEN, r"ebp\..*", unit=BERG, period="2025"))
    assert texts([sentence]) == [
        f"EBP-termometern: resultatet för Bergs kommun 2025 {PHRASE}, och 2023 deltog kommunen inte."
    ]


def test_says_how_many_answered_each_round(seen: Seen) -> None:
    assert participation(section(seen(BRACKE))) == (
        "2023: 16 svar, svarsfrekvensen är 80 procent av 20 inbjudna. "
        "2025: 16 svar, svarsfrekvensen är 80 procent av 20 inbjudna."
    )


def test_an_unknown_number_of_invited_is_said(seen: Seen) -> None:
    assert participation(section(seen(HARJEDALEN))).startswith(
        "2023: 16 svar, svarsfrekvensen är okänd (antalet inbjudna är inte känt)."
    )


def test_a_hidden_response_rate_is_not_called_unknown(seen: Seen, blanked: Blank) -> None:
    blocks = section(blanked(seen(BRACKE), HIDDEN, "ebp.svarsfrekvens", unit=BRACKE))
    assert f"16 svar, svarsfrekvensen {PHRASE}." in participation(blocks)


def test_a_hidden_round_is_a_gap_in_words_and_in_the_table(seen: Seen) -> None:
    blocks = section(seen(ARE))
    assert participation(blocks).startswith(f"2023: resultatet {PHRASE}. 2025: 16 svar")
    assert [cell.text for cell in table(blocks).rows[0]] == [
        "Kunskap om EBP",
        "..",
        "3,4 (16 svar)",
        "3,4 (16 svar)",
        "3,4 (16 svar)",
    ]
    assert table(blocks).rows[0][1].number is None
    assert f".. {PHRASE}" in table(blocks).note


def test_hidden_answers_are_one_sentence_while_the_means_are_shown(seen: Seen) -> None:
    blocks = section(seen(RAGUNDA))
    assert texts(blocks)[-1] == f"Svaren på de enskilda påståendena 2025 {PHRASE}."
    assert [block.slug for block in blocks if isinstance(block, Figure)] == ["ebp_profil"]


def test_answers_hidden_in_one_subscale_only_are_named(seen: Seen, blanked: Blank) -> None:
    blocks = section(blanked(seen(BRACKE), HIDDEN, r"ebp\.p2[5-9]", unit=BRACKE, group=r"svar=\d"))
    assert texts(blocks)[-1] == (
        f"Svaren om förutsättningar för EBP 2025 ritas inte. De flesta av dem {PHRASE}. "
        "Övriga svar står i arbetsboken, där de får visas."
    )


def test_a_page_of_hidden_statements_is_no_chart(seen: Seen, blanked: Blank) -> None:
    """Attityder has 14 statements, p11 to p24; with half of them shown the chart stands."""
    attitudes = len(catalog.questionnaire("ebp").items_of("attityder"))
    first = int(catalog.questionnaire("ebp").items_of("attityder")[0].id.removeprefix("p"))

    def slugs(hidden: int) -> set[str]:
        names = "|".join(f"p{nr:02d}" for nr in range(first, first + hidden))
        blocks = section(blanked(seen(BRACKE), HIDDEN, rf"ebp\.({names})", unit=BRACKE, group=r"svar=\d"))
        return {block.slug for block in blocks if isinstance(block, Figure)}

    assert "ebp_attityder" in slugs(attitudes // 2)
    assert "ebp_attityder" not in slugs(attitudes // 2 + 1)


def test_every_subscale_that_is_mostly_hidden_is_named_in_short_sentences(seen: Seen, blanked: Blank) -> None:
    whole = seen(BRACKE)
    hidden = blanked(whole, HIDDEN, r"ebp\.p(0[2-9]|[1-3]\d)", unit=BRACKE, group=r"svar=\d")
    words = texts(section(hidden))[-1]
    for subscale in catalog.questionnaire("ebp").subscales:
        assert subscale.name.casefold() in words.casefold()
    assert max(len(sentence.split()) for sentence in words.split(". ")) <= 25


def test_says_what_the_questionnaire_is(seen: Seen) -> None:
    assert texts(section(seen(BRACKE)))[0] == catalog.questionnaire("ebp").explanation


def test_the_source_is_the_files_of_what_is_drawn(seen: Seen, drawn: Drawn) -> None:
    blocks = section(seen(BRACKE))
    assert table(blocks).note.endswith("Grunddata: Enheten. Hämtat 2023-06-05 och 2025-05-30.")
    for figure in (block for block in blocks if isinstance(block, Figure)):
        assert "Grunddata: Enheten. Hämtat 2025-05-30." in drawn(figure.chart)


def test_the_charts_follow_the_questionnaire_and_are_numbered_on(seen: Seen) -> None:
    figures = [block for block in section(seen(BRACKE)) if isinstance(block, Figure)]
    assert [(figure.number, figure.slug) for figure in figures] == [
        (5, "ebp_profil"),
        (6, "ebp_attityder"),
        (7, "ebp_anvandning"),
    ]


def test_the_reader_is_told_where_the_other_answers_are(seen: Seen) -> None:
    assert section(seen(BRACKE))[-1] == Text("Övriga svar står i arbetsboken, där de får visas.")


def test_what_is_assumed_is_said_at_the_table_and_the_caution(seen: Seen) -> None:
    blocks = section(seen(BRACKE))
    words = catalog.questionnaire("ebp").proviso
    assert words in table(blocks).note
    assert any(words in block.text for block in blocks if isinstance(block, Note))


@pytest.mark.parametrize("unit", [BRACKE, BERG, RAGUNDA, ARE])
def test_no_sentence_is_longer_than_25_words(seen: Seen, unit: str) -> None:
    for block in kommun_report(seen(unit)).blocks:
        if isinstance(block, Text):
            for sentence in re.split(r"(?<=[.?!:;]) ", block.text):
                assert len(sentence.split()) <= 25, sentence


def test_an_instrument_in_no_file_has_no_section_and_no_sheet(seen: Seen) -> None:
    whole = seen(BRACKE)
    rows = whole.measures
    report = kommun_report(replace(whole, measures=rows[rows["measure"].str.startswith("oj.")]))
    assert not {"ebp", "asi", "egna"} & {block.anchor for block in report.blocks if isinstance(block, Heading)}
    assert not {"EBP", "EBP svar", "ASI", "Egna mått"} & {sheet.name for sheet in report.sheets}
    assert "Uppgifter om personer." not in {block.lead for block in report.blocks if isinstance(block, Text)}
