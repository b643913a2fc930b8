"""Do the packs say what was planted in the example county, and nothing more?"""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from oj_analys import catalog
from oj_analys.charts.chart import Chart
from oj_analys.example import truths
from oj_analys.frames import FrameError, Released
from oj_analys.preparation import narrowed
from oj_analys.reports.blocks import Figure, Heading, PageBreak, Report, Table, Text
from oj_analys.reports.kommun import kommun_report

JUNE, OCTOBER = "2025-06", "2025-10"

Pack = Callable[[str, str], Report]
Lines = Callable[[Report], list[str]]


def first_page(report: Report) -> Report:
    end = next(place for place, block in enumerate(report.blocks) if isinstance(block, PageBreak))
    return Report(report.edition, report.stem, report.title, report.subtitle, report.blocks[:end], ())


def row(lines: list[str], title: str) -> str:
    return next(line for line in lines if line.startswith(f"{title} |"))


def test_bracke_first_page_says_what_was_planted(report: Pack, lines: Lines) -> None:
    page = lines(first_page(report(JUNE, truths.BRACKE)))
    care = next(line for line in page if line.startswith("! Hemtjänst, nöjda totalt"))
    assert care.startswith("! Hemtjänst, nöjda totalt: 72 procent (61 svar, 2024), riket 86. Tydligt sämre.")
    assert "+ Särskilt boende, nöjda totalt: 94 procent (35 svar, 2024), riket 78. Tydligt bättre." in page
    police = next(line for line in page if line.startswith("Våld, överenskommelse med polisen"))
    assert "Nej 2025, Ja 2024. I länet svarar 6 av 8 kommuner Ja." in police
    assert "Till socialnämnden. Läge juni 2025. Uppgifterna hämtades 2025-06-23." in page
    assert any("Av 7 mått är 1 tydligt bättre och 1 tydligt sämre än riket." in line for line in page)


def test_the_title_is_that_of_the_whole_and_the_page_leads_on(report: Pack, lines: Lines) -> None:
    pack = report(JUNE, truths.BRACKE)
    assert pack.title == "Bräcke kommun: uppföljning"
    (line,) = (
        block for block in first_page(pack).blocks if isinstance(block, Text) and block.lead == "Mer i rapporten:"
    )
    assert line.text == "EBP-termometern, ASI och egna mått."
    assert line.see in {block.anchor for block in pack.blocks if isinstance(block, Heading)}
    october = lines(first_page(report(OCTOBER, truths.BRACKE)))
    assert not [words for words in october if "Mer i rapporten" in words]


def test_figures_that_nobody_has_guarded_reach_no_report(released: Callable[[str, str], Released]) -> None:
    whole = released(JUNE, truths.BRACKE)
    rows = whole.measures
    opened = rows.assign(policy=rows["policy"].mask(rows["measure"] == "ebp.kunskap", "öppen"))
    with pytest.raises(FrameError):
        kommun_report(replace(whole, measures=opened))


def test_bracke_pack_shows_the_rest_of_it(report: Pack, lines: Lines) -> None:
    pack = lines(report(JUNE, truths.BRACKE))
    assert "72 % | 61 | 88 % | 86 % | ! tydligt sämre | 90 % (2022)" in row(pack, "Hemtjänst, nöjda totalt")
    assert "Ja 2024, Nej 2025 | 6 av 8 | 72 %" in row(pack, "Våld, överenskommelse med polisen")
    plans = next(line for line in pack if line.startswith(catalog.measure("U28129").title))
    assert "81 %" in plans
    assert plans.endswith("| –")


def test_a_kommun_without_data_is_not_comforted(released: Callable[[str, str], Released], lines: Lines) -> None:
    whole = released(JUNE, truths.BRACKE)
    nothing = replace(
        whole,
        measures=whole.measures[whole.measures["unit"] != truths.BRACKE],
        compared=whole.compared[whole.compared["unit"] != truths.BRACKE],
        trends=whole.trends[whole.trends["unit"] != truths.BRACKE],
        signals=whole.signals[whole.signals["unit"] != truths.BRACKE],
        tally=whole.tally[whole.tally["unit"] != truths.BRACKE],
        gaps=whole.gaps[whole.gaps["unit"] != truths.BRACKE],
        history=whole.history[whole.history["unit"] != truths.BRACKE],
    )
    page = lines(first_page(kommun_report(narrowed(nothing, truths.BRACKE))))
    assert "Var står vi? Det finns inga aktuella uppgifter om kommunen." in page
    assert "Blir det bättre? Det finns inga tidigare värden att jämföra med." in page
    assert any(line.startswith("Inga mått går att pröva mot slumpen") for line in page)
    assert "Inget mått och ingen fråga uppfyller listans regler." in page


def test_a_hidden_value_hides_its_number_of_answers_everywhere(
    released: Callable[[str, str], Released], lines: Lines
) -> None:
    whole = released(JUNE, truths.BRACKE)
    hidden = {"value": float("nan"), "low": float("nan"), "high": float("nan"), "n": 7319, "status": "sekretess"}
    frames = {}
    for name in ("measures", "compared"):
        frame = getattr(whole, name).copy()
        frame.loc[(frame["unit"] == truths.BRACKE) & (frame["measure"] == "oj.U21468"), list(hidden)] = [
            *hidden.values()
        ]
        frames[name] = frame
    pack = kommun_report(replace(whole, **frames))
    cells = [cell for sheet in pack.sheets for row in sheet.table.rows for cell in row]
    assert 7319 not in {cell.number for cell in cells}
    assert not [line for line in [*lines(pack), *(cell.text for cell in cells)] if "7319" in line or "7 319" in line]
    assert ".. visas inte, för att ingen enskild ska kunna pekas ut" in " ".join(lines(pack))


@pytest.mark.parametrize("kommun", [truths.BRACKE, truths.HARJEDALEN])
def test_no_sentence_is_longer_than_25_words(report: Pack, kommun: str) -> None:
    for block in report(JUNE, kommun).blocks:
        if isinstance(block, Text):
            for sentence in re.split(r"(?<=[.?!:]) ", block.text):
                assert len(sentence.split()) <= 25, sentence


def test_need_is_no_quality(report: Pack, lines: Lines) -> None:
    pack = lines(report(JUNE, truths.BRACKE))
    measure = catalog.measure("N31807")
    assert "6,3 %" in row(pack, measure.title)
    assert not [line for line in lines(first_page(report(JUNE, truths.BRACKE))) if measure.title in line]
    assert any(measure.direction_reason in line for line in pack if line.startswith("Att tänka på"))


def test_ragunda_has_too_few_answers_and_no_verdict(report: Pack, lines: Lines) -> None:
    pack = lines(report(JUNE, truths.RAGUNDA))
    home_care = row(pack, "Hemtjänst, nöjda totalt")
    assert "71 % | 14" in home_care
    assert "? för få svar för att avgöra" in home_care
    assert not [line for line in pack if "| + tydligt" in line or "| ! tydligt" in line]
    assert not any("skiljer sig inget tydligt" in line for line in pack)
    assert row(pack, "Hemtjänst, färre än 30 har svarat").split(" | ")[2] == "Ja"


def test_an_unanswered_area_is_one_sentence(report: Pack) -> None:
    blocks = report(JUNE, truths.HARJEDALEN).blocks
    start = next(place for place, block in enumerate(blocks) if getattr(block, "anchor", "") == "hemloshet")
    assert "kommunen har inte besvarat frågan" in blocks[start + 1].text  # type: ignore[union-attr]
    own_words = isinstance(blocks[start + 2], Text) and blocks[start + 2].lead == "Kommunens kommentar:"  # type: ignore[union-attr]
    assert isinstance(blocks[start + 2 + own_words], Heading)


def test_krokom_went_back_and_forth(report: Pack, lines: Lines) -> None:
    pack = lines(report(JUNE, truths.KROKOM))
    assert "| Ja | Ja 2023, Nej 2024, Ja 2025 |" in row(pack, catalog.measure("U37490").title)


def test_persons_and_kommuner_lie_on_either_side_of_riket(report: Pack) -> None:
    table = next(sheet.table for sheet in report(JUNE, truths.OSTERSUND).sheets if sheet.name == "Läget")
    titles = [column.title for column in table.columns]
    cells = next(cells for cells in table.rows if cells[titles.index("Id")].text == "U21468")
    numbers = {title: cell.number for title, cell in zip(titles, cells, strict=True)}
    assert numbers["Länet"] == 88
    assert numbers["Riket"] == 86
    assert round(numbers["Länet, medel av kommuner"] or 0) == 84


def test_questions_where_the_county_says_no_and_where_two_can_teach(report: Pack, lines: Lines) -> None:
    pack = lines(report(JUNE, truths.BERG))
    assert "2 av 8 | 79 %" in row(pack, catalog.measure("U28475").title)
    assert "2 av 8" in row(pack, catalog.measure("U28490").title)


def test_a_changed_scale_is_not_compared_across(report: Pack, lines: Lines) -> None:
    pack = lines(report(JUNE, truths.BERG))
    measure = catalog.measure("U28462")
    assert any(f"{measure.title}: Svarsskalan ändrades 2018." in line for line in pack)


def test_a_retired_measure_says_so_and_is_not_counted(report: Pack, lines: Lines) -> None:
    pack = report(JUNE, truths.BERG)
    measure = catalog.measure("U23495")
    assert any(f"{measure.title}: Måttet avslutades 2023" in line for line in lines(pack))
    assert not [line for line in lines(first_page(pack)) if measure.title in line]


def test_means_that_overlap_are_not_set_beside_each_other(report: Pack, lines: Lines) -> None:
    falls = next(
        line for line in lines(report(JUNE, truths.STROMSUND)) if line.startswith(catalog.measure("N20402").title)
    )
    assert "2021–2023 | 2 868 | – |" in falls
    assert falls.endswith("| 3 240 (2018–2020) | –")


def test_october_is_another_story(report: Pack, lines: Lines) -> None:
    pack = lines(report(OCTOBER, truths.BRACKE))
    home_care = row(pack, "Hemtjänst, nöjda totalt")
    assert "2025 | 79 % | 62" in home_care
    assert "= ingen tydlig skillnad | 72 % (2024)" in home_care


@pytest.mark.parametrize("kommun", truths.EIGHT)
def test_every_area_has_a_table_and_a_chart_or_one_sentence(report: Pack, kommun: str) -> None:
    blocks = report(JUNE, kommun).blocks
    starts = [place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.anchor]
    sections = {
        blocks[start].anchor: blocks[start + 1 : end]  # type: ignore[union-attr]
        for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True)
    }
    assert [area.id for area in catalog.areas()] == list(sections)[: len(catalog.areas())]
    for area in catalog.areas():
        kinds = {type(block) for block in sections[area.id]}
        assert kinds == {Text} or {Table, Figure} <= kinds, area.id


@pytest.mark.parametrize("kommun", [truths.BRACKE, truths.RAGUNDA])
def test_every_chart_has_its_words(report: Pack, drawn: Callable[[Chart], str], kommun: str) -> None:
    figures = report(JUNE, kommun).figures
    assert [figure.number for figure in figures] == list(range(1, len(figures) + 1))
    for figure in figures:
        texts = drawn(figure.chart)
        assert figure.chart.title
        assert figure.chart.reading.startswith("Så läser du diagrammet")
        assert "EXEMPELDATA" in figure.chart.alt
        assert "EXEMPELDATA" in texts
        assert "UTKAST" in texts
        assert "Bearbetning: FoU Jämt. Grunddata:" in texts


def test_kolada_is_not_named_as_the_source_of_our_own_work(report: Pack, lines: Lines) -> None:
    worked_up = [line for line in lines(report(JUNE, truths.BRACKE)) if "Bearbetning" in line]
    assert worked_up
    assert not [line for line in worked_up if "Kolada" in line]


def test_judging_words_stand_only_where_the_position_judges(report: Pack, released: Callable[..., object]) -> None:
    for kommun in truths.EIGHT[:3]:
        compared = released(JUNE, kommun).compared  # type: ignore[attr-defined]
        own = compared[
            (compared["unit"] == kommun) & (compared["reference_kind"] == "riket") & (compared["sex"] == "T")
        ]
        newest = own.sort_values("period").drop_duplicates("measure", keep="last")
        judged = set(newest.loc[newest["position"].isin(["bättre", "sämre"]), "measure"])
        tables = [
            block
            for block in report(JUNE, kommun).blocks
            if isinstance(block, Table) and "Mot riket" in [column.title for column in block.columns]
        ]
        said = {
            cells[0].text
            for table in tables
            for cells in table.rows
            if {"bättre", "sämre"}
            & set(cells[[column.title for column in table.columns].index("Mot riket")].text.split())
        }
        assert said == {catalog.measure(name).title for name in judged}
