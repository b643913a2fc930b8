"""The meeting's set: decisions, at most six charts with a question each, what is hidden and by which rule."""

import re
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from oj_analys import catalog, swedish
from oj_analys.analysis import compare
from oj_analys.domain import Status
from oj_analys.frames import Released
from oj_analys.reports.blocks import Figure, Heading, Note, Report, Table, Text
from oj_analys.reports.gaps import gaps_of
from oj_analys.reports.rug import rug_report
from oj_analys.reports.rug_charts import focus_measure

Blank = Callable[..., Released]
Lines = Callable[[Report], list[str]]
Releases = Callable[[str, str], Released]


@pytest.fixture(scope="module")
def report(meeting: Released) -> Report:
    return rug_report(meeting)


def without(released: Released, family: str) -> Released:
    rows = released.measures
    return replace(released, measures=rows[~rows["measure"].str.startswith(family)].reset_index(drop=True))


def slugs(report: Report) -> list[str]:
    return [figure.file_stem for figure in report.figures]


def table(report: Report, slug: str) -> Table:
    return next(block for block in report.blocks if isinstance(block, Table) and block.slug == slug)


def test_six_charts_in_order_with_a_question_each(report: Report) -> None:
    assert slugs(report) == [
        "01_aldreomsorg_hemtjanst_nojda_totalt",
        "02_ebp_profil",
        "03_ebp_svarsfrekvens",
        "04_ebp_anvandning",
        "05_asi_tackning",
        "06_asi_hjalpbehov",
    ]
    for figure in report.figures:
        above = report.blocks[report.blocks.index(figure) - 1]
        assert isinstance(above, Heading)
        assert above.text.startswith("Att diskutera: ")
        assert above.text.endswith("?")
        assert figure.chart.reading


def test_the_decisions_say_that_only_what_is_shared_is_there(report: Report) -> None:
    assert "Här står bara det som kommunerna delar" in table(report, "beslut").note


def test_the_questions_point_at_nobody(report: Report) -> None:
    questions = [block.text for block in report.blocks if isinstance(block, Heading) and block.level == 3]
    assert not [text for text in questions if "fler" in text or "kommuner" in text]


def test_the_caution_about_means_stands_under_the_means(report: Report) -> None:
    places = {block.slug: at for at, block in enumerate(report.blocks) if isinstance(block, Figure)}
    for slug, words in (("ebp_profil", "Värdena är medelvärden"), ("asi_hjalpbehov", "inte alla klienter")):
        below = report.blocks[places[slug] + 1]
        assert isinstance(below, Note)
        assert words in below.text


def test_an_instrument_that_nobody_took_part_in_is_not_there(meeting: Released, blanked: Blank) -> None:
    report = rug_report(blanked(meeting, Status.SAKNAS, r"ebp\..*", unit=".*"))
    assert "EBP-termometern" not in {block.text for block in report.blocks if isinstance(block, Heading)}
    assert not {"EBP", "EBP svar"} & {sheet.name for sheet in report.sheets}


def test_nothing_hidden_has_no_part(meeting: Released) -> None:
    rows = meeting.measures
    report = rug_report(replace(meeting, measures=rows[rows["status"] != "sekretess"].reset_index(drop=True)))
    assert "Det som inte visas" not in {block.text for block in report.blocks if isinstance(block, Heading)}


def test_a_missing_source_leaves_no_gap_in_the_numbers(meeting: Released) -> None:
    report = rug_report(without(meeting, "ebp."))
    assert slugs(report) == ["01_aldreomsorg_hemtjanst_nojda_totalt", "02_asi_tackning", "03_asi_hjalpbehov"]
    assert "EBP-termometern" not in {block.text for block in report.blocks if isinstance(block, Heading)}


def test_without_any_figures_of_persons_one_chart_is_left(meeting: Released, lines: Lines) -> None:
    report = rug_report(without(without(without(meeting, "ebp."), "asi."), "egna."))
    assert slugs(report) == ["01_aldreomsorg_hemtjanst_nojda_totalt"]
    assert "Det som inte visas" not in lines(report)


def test_every_kommuns_decisions_stand_in_order(report: Report) -> None:
    rows = table(report, "beslut").rows
    assert [row[0].text for row in rows] == ["Bräcke", "Bräcke", "Bräcke", "Ragunda", "Strömsund", "Strömsund"]
    assert any(isinstance(block, Text) and block.text.endswith("Vilket gäller?") for block in report.blocks)


def test_every_kommun_is_listed_in_swedish_order(report: Report) -> None:
    names = [row[0].text for row in table(report, "egna_matt").rows]
    assert names == ["Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Åre", "Östersund", "Länet"]


def test_says_what_is_hidden_and_by_which_rule(report: Report, lines: Lines) -> None:
    rows = {tuple(cell.text for cell in row) for row in table(report, "visas_inte").rows}
    assert ("EBP-termometern", "2023", "Ragunda och Åre") in rows
    assert ("ASI", "2024", "Ragunda") in rows
    words = next(line for line in lines(report) if line.startswith("Uppgifter om personer."))
    assert "Personalens svar i enkäten: antal 1–6 visas inte; andelar och medelvärden visas från 7 personer" in words
    assert "Egna mått som räknar personer: antal 1–4 visas inte." in words


def test_the_workbook_holds_all_kommuner(report: Report) -> None:
    found = next(sheet for sheet in report.sheets if sheet.name == "EBP")
    at = [column.title for column in found.table.columns].index("Kommun")
    assert len({row[at].text for row in found.table.rows}) == 9


def test_the_files_are_named_after_the_meeting(report: Report) -> None:
    assert report.stem == "2025-06_motet"
    assert report.title == "Mötet: underlag för Jämtlands län"


def test_a_group_that_is_no_lan_is_never_called_one(skaraborg: Released, lines: Lines) -> None:
    report = rug_report(skaraborg)
    assert len(report.figures) == 6
    texts = [*lines(report), *(cell.text for sheet in report.sheets for row in sheet.table.rows for cell in row)]
    assert not [line for line in texts if "länet" in line.casefold()]
    assert any("i Skaraborg" in line for line in texts)


def test_the_focus_is_the_share_that_most_kommuner_have_with_n(meeting: Released) -> None:
    rows = meeting.measures[meeting.measures["measure"] == "oj.U21468"]
    both = pd.concat(
        [rows, rows[rows["unit"].isin(["2303", "2305", "0000"])].assign(measure="oj.U33580")], ignore_index=True
    )

    def focus(frame: pd.DataFrame) -> str | None:
        found = focus_measure(compare(frame, among=meeting.edition.grupp, against=("riket",)))
        return found.id if found else None

    assert focus(both) == "oj.U21468"
    assert focus(both.assign(measure=both["measure"].replace("oj.U33580", "oj.U31505"))) == "oj.U21468"
    assert focus(pd.concat([rows, rows.assign(measure="oj.U33580")], ignore_index=True)) == "oj.U33580"
    assert focus(rows.assign(n=pd.array([pd.NA] * len(rows), dtype="Int64"))) is None


def under(report: Report, heading: str) -> list[Text]:
    blocks = report.blocks
    start = next(at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.text == heading)
    found = []
    for block in blocks[start + 1 :]:
        if not isinstance(block, Text) or block.lead.endswith("?"):
            break
        found.append(block)
    return found


@pytest.fixture(scope="module")
def county(released: Releases) -> Report:
    return rug_report(released("2025-06", ""))


def test_the_meeting_reads_what_the_county_shares(county: Report) -> None:
    told = {block.lead: block.text for block in under(county, "Gemensamt för länet")}
    website = told[f"{catalog.measure('U28475').title}:"]
    assert website.startswith("I länet svarar 6 av 8 kommuner")
    assert "I riket svarar 79 procent av kommunerna Ja." in website
    assert len(told) <= catalog.rules().signals.first_page


def test_the_meeting_reads_whom_to_ask_in_swedish_order(county: Report) -> None:
    told = under(county, "Vem kan vi fråga?")
    assert 0 < len(told) <= catalog.rules().signals.first_page
    for block in told:
        assert "kan berätta" in block.text
        names = re.split(r", | och ", block.text.split(" svarar ")[0])
        assert names == sorted(names, key=swedish.sort_key)


def test_the_countys_signals_count_all_persons_and_carry_marks(county: Report, released: Releases) -> None:
    whole = released("2025-06", "")
    listed = whole.signals[(whole.signals["unit"] == "0023") & (whole.signals["list"] == "signaler")]
    marks = [block.mark for block in county.blocks if isinstance(block, Text) and block.mark]
    most = catalog.rules().signals.first_page
    assert marks.count("!") == min(most, int((listed["position"] == "sämre").sum()))
    assert marks.count("+") == min(most, int((listed["position"] == "bättre").sum()))


def test_a_gender_gap_that_is_clear_for_the_county_only_is_told_there(county: Report, released: Releases) -> None:
    whole = released("2025-06", "")
    clear = [gap for gap in gaps_of(whole, ["0023"]) if gap.clear]
    assert clear
    told = {block.lead for block in under(county, "Kvinnor och män i länet")}
    assert told == {f"{gap.measure.title}:" for gap in clear}


def test_a_group_without_anything_to_share_says_so(meeting: Released) -> None:
    nothing = replace(meeting, signals=meeting.signals[meeting.signals["unit"] == ""], gaps=meeting.gaps[:0])
    report = rug_report(nothing)
    assert [block.text for block in under(report, "Att titta närmare på")] == [
        "Inget mått och ingen fråga uppfyller listans regler."
    ]
    assert not [block for block in report.blocks if isinstance(block, Heading) and "Kvinnor" in block.text]
