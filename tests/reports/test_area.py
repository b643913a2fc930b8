"""An area's pages: what has changed, what is put forward, women and men, and how long the series are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from oj_analys import catalog
from oj_analys.domain import Change, Position, Reason, Tendency
from oj_analys.example import truths
from oj_analys.frames import Released
from oj_analys.reports.area_words import trend_blocks
from oj_analys.reports.blocks import Block, Heading, Report, Table, Text
from oj_analys.reports.gaps import Gap, gaps_of, verdict
from oj_analys.reports.gender import gender_blocks
from oj_analys.reports.list_sentences import course_sentence
from oj_analys.reports.standing import Course, Standing
from oj_analys.reports.standing_rows import standings
from oj_analys.reports.wording import answer_change, figure_change

JUNE = "2025-06"

Releases = Callable[[str, str], Released]
Pack = Callable[[str, str], Report]


def section(report: Report, anchor: str) -> list[Block]:
    starts = [at for at, block in enumerate(report.blocks) if isinstance(block, Heading) and block.anchor]
    start = next(at for at in starts if getattr(report.blocks[at], "anchor", "") == anchor)
    end = next((at for at in starts if at > start), len(report.blocks))
    return list(report.blocks[start:end])


def table(report: Report, slug: str) -> Table:
    return next(block for block in report.blocks if isinstance(block, Table) and block.slug == slug)


def cells(found: Table, title: str) -> dict[str, str]:
    row = next(row for row in found.rows if row[0].text == title)
    return {column.title: cell.text.replace("\u00a0", " ") for column, cell in zip(found.columns, row, strict=True)}


def test_a_value_stands_beside_the_one_before_and_what_was_found_of_the_change(report: Pack) -> None:
    row = cells(table(report(JUNE, truths.BRACKE), "aldreomsorg_matt"), "Hemtjänst, nöjda totalt")
    assert row["Bräcke"] == "72 %"
    assert (row["Länet"], row["Riket"], row["Mot riket"]) == ("88 %", "86 %", "! tydligt sämre")
    assert (row["Förra värdet"], row["Sedan förra"]) == ("90 % (2022)", "tydligt sämre")


def test_a_change_that_cannot_be_tested_is_a_dash(report: Pack) -> None:
    measure = catalog.measure("U28129")
    row = cells(table(report(JUNE, truths.BRACKE), "lss_matt"), measure.title)
    assert (row["Mot riket"], row["Sedan förra"]) == ("–", "–")


def test_a_question_tells_its_answers_over_the_years(report: Pack) -> None:
    row = cells(table(report(JUNE, truths.KROKOM), "vald_fragor"), catalog.measure("U37490").title)
    assert row["Svar över tid"].endswith("Ja 2023, Nej 2024, Ja 2025")


@pytest.mark.parametrize("unit", truths.EIGHT)
def test_no_question_is_judged(report: Pack, unit: str) -> None:
    for found in report(JUNE, unit).blocks:
        if isinstance(found, Table) and found.slug.endswith("_fragor"):
            words = " ".join(cell.text for row in found.rows for cell in row[1:])
            assert not {"bättre", "sämre", "tydligt"} & set(words.split())


@pytest.mark.parametrize("change", list(Change))
def test_a_changed_answer_is_never_called_better_or_worse(change: Change) -> None:
    assert answer_change(change) in {"ändrat", "oförändrat", "–"}


@pytest.mark.parametrize("change", [change for change in Change if change not in (Change.BATTRE, Change.SAMRE)])
def test_only_a_tested_change_is_called_better_or_worse(change: Change) -> None:
    if change not in (Change.ANDRAT, Change.OFORANDRAT):
        assert not {"bättre", "sämre"} & set(figure_change(change).split())


def test_a_signal_is_told_in_sentences_on_its_page(report: Pack) -> None:
    told = {
        block.lead: block.text
        for block in section(report(JUNE, truths.BRACKE), "aldreomsorg")
        if isinstance(block, Text)
    }
    text = told["Hemtjänst, nöjda totalt:"]
    assert "72 procent" in text
    assert "I riket är det 86 procent. Bräcke är tydligt sämre." in text
    assert "90 procent (2022) till 72 procent (2024)" in text
    assert "I länet har värdet" in text
    assert "Trenden kan inte bedömas: 3 mätningar." in text


def test_a_changed_answer_is_told_with_the_question_whether_it_was_read_anew(report: Pack) -> None:
    told = {block.lead: block.text for block in section(report(JUNE, truths.BRACKE), "vald") if isinstance(block, Text)}
    text = told["Våld, överenskommelse med polisen:"]
    assert "Svaret har ändrats från Ja (2024) till Nej (2025)." in text
    assert "Kontrollera om arbetssättet har ändrats" in text
    assert "I länet svarar 6 av 8 kommuner Ja, i riket 72 procent av kommunerna." in text


def course(standing: Standing, points: int, tendency: Tendency, reason: str = "") -> Standing:
    return replace(standing, course=Course(points, tendency, reason, "2014"))


def test_short_series_are_counted_with_their_length(released: Releases) -> None:
    shown = [one for one in standings(released(JUNE, truths.BRACKE)) if one.shown and not one.measure.kind.is_answer]
    short = [
        course(one, points, Tendency.KAN_INTE_BEDOMAS, Reason.KORT_SERIE)
        for one, points in zip(shown, (2, 3), strict=False)
    ]
    (block,) = trend_blocks(short)
    assert block == Text("Kan inte bedömas för 2 mått: 2–3 mätningar.", lead="Trend över flera år:")
    moving = [*short, course(shown[2], 6, Tendency.OKAR), course(shown[3], 5, Tendency.INGEN)]
    (block,) = trend_blocks(moving)
    assert isinstance(block, Text)
    assert block.text.startswith(f"{shown[2].measure.title}: ")
    assert "en tydlig ökning" in block.text
    assert "1 mått visar ingen tydlig trend." in block.text
    assert trend_blocks([replace(one, course=None) for one in shown]) == []


def test_a_year_without_a_value_is_named(released: Releases) -> None:
    whole = released(JUNE, truths.BRACKE)
    gap = whole.trends.assign(missing=whole.trends["missing"].mask(whole.trends["measure"] == "oj.U21468", "2021;2023"))
    found = {one.measure.id: one for one in standings(replace(whole, trends=gap))}
    assert "Uppgift saknas för 2021 och 2023." in course_sentence(found["oj.U21468"])


def test_women_and_men_stand_beside_each_other_and_the_county_below(report: Pack, released: Releases) -> None:
    whole = released(JUNE, truths.BRACKE)
    found = table(report(JUNE, truths.BRACKE), "aldreomsorg_kon")
    assert [column.title for column in found.columns][3:] == ["Totalt", "Kvinnor", "Män", "Skillnad", "Bedömning"]
    assert {row[1].text.rstrip("*") for row in found.rows} == {"Bräcke", "Länet"}
    pooled = [
        gap for gap in gaps_of(whole, [whole.edition.grupp.unit]) if gap.pooled and gap.measure.area == "aldreomsorg"
    ]
    assert bool(pooled) == ("räknade tillsammans" in found.note)
    for gap in gaps_of(whole, [truths.BRACKE]):
        if gap.known and gap.measure.area == "aldreomsorg" and gap.gap is not None:
            assert gap.women is not None
            assert gap.men is not None
            assert gap.gap == pytest.approx(gap.women - gap.men)


def test_a_measure_that_the_source_does_not_divide_is_one_sentence(released: Releases) -> None:
    whole = released(JUNE, truths.BRACKE)
    bare = whole.gaps.assign(women=float("nan"), men=float("nan"))
    (block,) = gender_blocks(replace(whole, gaps=bare), catalog.area("aldreomsorg"))
    assert isinstance(block, Text)
    assert block.lead == "Uppgift saknas per kön:"
    assert "Hemtjänst, nöjda totalt" in block.text
    assert catalog.measure("U20443").title not in block.text  # never said to be divided


def test_the_verdict_on_a_gap_names_whose_value_is_higher_and_never_which_is_good(released: Releases) -> None:
    known = next(gap for gap in gaps_of(released(JUNE, truths.BRACKE), ["0023"]) if gap.known)
    assert said(known, Position.HOGRE) == "tydligt högre för kvinnor"
    assert said(known, Position.LAGRE) == "tydligt högre för män"
    assert said(known, Position.OSAKERT) == "för få svar för att avgöra"
    assert said(known, Position.EJ_JAMFORBAR, Reason.SAKNAS_PER_KON) == "uppgift saknas per kön"


def said(gap: Gap, position: Position, reason: str = "") -> str:
    return verdict(replace(gap, position=position, reason=reason))
