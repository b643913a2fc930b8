"""The first page: one A4 whatever it must hold, three questions answered, and no verdict without a test."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pandas as pd
import pypdf
import pytest

from oj_analys import catalog
from oj_analys.domain import Change, Position, SignalList, SignalRule, ValueKind
from oj_analys.example import truths
from oj_analys.frames import SIGNALS, TALLY, TRENDS, Released
from oj_analys.preparation import narrowed, released_for
from oj_analys.reports.blocks import Heading, Logotype, PageBreak, Report, Table, Text
from oj_analys.reports.first_page import first_page
from oj_analys.reports.kommun import kommun_report
from oj_analys.reports.standing_rows import standings
from oj_analys.reports.writers.pdf import render_pdf
from oj_analys.sources.loaded import load

JUNE, OCTOBER = "2025-06", "2025-10"
JUDGING = re.compile(r"\b(bättre|sämre|bäst|sämst)\b|\btydlig", re.IGNORECASE)

Releases = Callable[[str, str], Released]
Pack = Callable[[str, str], Report]
Lines = Callable[[Report], list[str]]


def page_of(report: Report) -> Report:
    end = next(place for place, block in enumerate(report.blocks) if isinstance(block, PageBreak))
    return replace(report, blocks=report.blocks[:end], sheets=())


def under(report: Report, heading: str) -> list[Text]:
    """Return the paragraphs under a heading of the first page."""
    blocks = page_of(report).blocks
    start = next(place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.text == heading)
    found = []
    for block in blocks[start + 1 :]:
        if not isinstance(block, Text) or (block.lead and block.lead.endswith("?")):
            break
        found.append(block)
    return found


def longest(known: set[str], kinds: Collection[ValueKind]) -> list[str]:
    """Return the measures of some kinds, those with the longest titles first."""
    wanted = [one for one in catalog.measures().values() if one.kind in kinds and one.id in known]
    return [one.id for one in sorted(wanted, key=lambda one: (-len(one.title), one.id))]


def overfull(whole: Released) -> Released:
    """Fill both lists with the longest titles, each clear difference with a clear change, and the plan with words.

    Three more measures have become better and three worse.
    """
    unit, grupp = whole.unit, whole.edition.grupp
    known = {standing.measure.id for standing in standings(whole)}
    shares = longest(known, [ValueKind.ANDEL])[:12]
    questions = longest(known, [ValueKind.JA_NEJ, ValueKind.ORDINAL])[:3]
    clear = [(name, Position.SAMRE) for name in shares[:3]] + [(name, Position.BATTRE) for name in shares[3:6]]
    common = {"unit": unit, "first_page": True, "period": "2024", "units": "", "earlier_period": "2022", "change": ""}
    common |= {"low": 60.0, "high": 82.0, "p": 0.001, "q": 0.01, "weight": 9.0, "of": pd.NA, "n": pd.NA}
    signals = [
        common
        | {"list": SignalList.SIGNALER, "measure": name, "rule": SignalRule.MOT_RIKET, "position": position}
        | {"place": place, "value": 72.0, "n": 161, "reference": 86.0, "difference": -14.0, "earlier_value": 90.0}
        for place, (name, position) in enumerate(clear, start=1)
    ]
    closer = [
        common
        | {"list": SignalList.NARMARE, "measure": name, "rule": rule, "position": "", "place": place}
        | {"value": value, "reference": 86.0, "difference": -14.0, "earlier_value": earlier}
        for place, (name, rule, value, earlier) in enumerate(
            [
                *((name, SignalRule.ANDRAT_SVAR, *codes(name)) for name in questions),
                *((name, SignalRule.YTTRE_FJARDEDEL, 72.0, 70.0) for name in shares[6:9]),
            ],
            start=1,
        )
    ]
    trends = whole.trends[~whole.trends["measure"].isin(shares)]
    changes = TRENDS.build(
        [
            {"unit": unit, "measure": name, "sex": "T", "group": "alla", "period": "2024", "value": 72.0, "n": 161}
            | {"earlier_period": "2022", "earlier_value": 90.0, "earlier_n": 163, "reason": ""}
            | {"change": Change.BATTRE if name in shares[9:] else Change.SAMRE}
            | {"first_period": "", "missing": "", "trend": "", "trend_reason": ""}
            for name in shares
        ]
    )
    counts = {"tested": 84, "flagged": 15, "expected": 3.4, "held": 12, "powerless": 28}
    long = " ".join(["Vi ser över alla våra arbetssätt"] * 12)
    plan = replace(
        whole.plan,
        decisions=tuple(replace(line, action=f"{line.action} {long}", decided=long) for line in whole.plan.decisions),
    )
    edition = replace(whole.edition, namnder=((unit, "Social- och arbetsmarknadsnämnden"),), grupp=grupp)
    return replace(
        whole,
        edition=edition,
        signals=SIGNALS.build([*signals, *closer]),
        trends=pd.concat([trends, changes], ignore_index=True),
        tally=TALLY.build([{"unit": unit, **counts}]),
        plan=plan,
    )


def codes(name: str) -> tuple[float, float]:
    """Return the codes of the worst and the best answer to a question in 2024."""
    coding = catalog.measure(name).coding("2024")
    assert coding
    return coding.labels[-1][0], coding.labels[0][0]


@pytest.mark.parametrize("unit", [truths.BRACKE, truths.HARJEDALEN])
def test_a_page_with_full_lists_is_one_page(released: Releases, unit: str) -> None:
    whole = overfull(released(JUNE, unit))
    further = [Heading(2, "EBP-termometern", "ebp"), Heading(2, "ASI", "asi"), Heading(2, "Egna mått", "egna")]
    blocks = first_page(whole, catalog.kommun(unit), standings(whole), further)
    assert [block.mark for block in blocks if isinstance(block, Text)].count("!") == 3
    assert [block.mark for block in blocks if isinstance(block, Text)].count("+") == 3
    anchors = [Heading(2, name, name) for name in ("beslut", *(area.id for area in catalog.areas()))]
    report = Report(whole.edition, "s", "Titel", "", (*blocks, PageBreak(), *further, *anchors), ())
    first, second = pypdf.PdfReader(BytesIO(render_pdf(report))).pages
    assert "Grunddata" in first.extract_text()
    assert "Grunddata" not in second.extract_text()


def test_a_kommuns_logotype_stands_first_on_its_own_page_only(released: Releases) -> None:
    whole = released(JUNE, truths.BRACKE)
    edition = replace(whole.edition, logotypes=((truths.BRACKE, b"bild"),))
    pages = {
        unit: first_page(replace(released(JUNE, unit), edition=edition), catalog.kommun(unit), ())
        for unit in (truths.BRACKE, truths.RAGUNDA)
    }
    assert pages[truths.BRACKE][0] == Logotype("Bräcke kommuns logotyp", b"bild")
    assert [block for page in pages.values() for block in page[1:] if isinstance(block, Logotype)] == []
    assert isinstance(pages[truths.RAGUNDA][0], Heading)


def test_bracke_reads_both_lists(report: Pack) -> None:
    pack = report(JUNE, truths.BRACKE)
    (worse,) = under(pack, "Titta på")
    assert (worse.mark, worse.lead, worse.see) == ("!", "Hemtjänst, nöjda totalt:", "aldreomsorg")
    assert worse.text == (
        "72 procent (61 svar, 2024), riket 86. Tydligt sämre. År 2022: 90 procent (63 svar), en tydlig minskning."
    )
    (better,) = under(pack, "Går bra")
    assert (better.mark, better.lead) == ("+", "Särskilt boende, nöjda totalt:")
    assert better.text.startswith("94 procent (35 svar, 2024), riket 78. Tydligt bättre.")
    closer = {block.lead: block for block in under(pack, "Att titta närmare på")}
    police = closer["Våld, överenskommelse med polisen:"]
    assert police.text == "Nej 2025, Ja 2024. I länet svarar 6 av 8 kommuner Ja."
    assert police.see == "vald"


@pytest.mark.parametrize("unit", truths.EIGHT)
def test_the_second_list_has_no_marks_and_no_judging_words(report: Pack, unit: str) -> None:
    for block in under(report(JUNE, unit), "Att titta närmare på"):
        assert not block.mark
        assert not JUDGING.search(block.text)


@pytest.mark.parametrize("unit", truths.EIGHT)
def test_no_list_is_longer_than_the_rule(report: Pack, unit: str) -> None:
    most = catalog.rules().signals.first_page
    texts = [block for block in page_of(report(JUNE, unit)).blocks if isinstance(block, Text)]
    for mark in ("!", "+"):
        assert sum(block.mark == mark for block in texts) <= most
    assert len([block for block in under(report(JUNE, unit), "Att titta närmare på") if block.lead]) <= 2 * most


def test_ragunda_has_no_signals_and_says_so(report: Pack) -> None:
    (words,) = under(report(JUNE, truths.RAGUNDA), "Signaler")
    assert words.text == "Inga tydliga skillnader. För 4 mått är svaren för få för att avgöra."


def test_few_answers_are_never_told_as_no_difference(report: Pack, lines: Lines) -> None:
    page = lines(page_of(report(JUNE, truths.RAGUNDA)))
    stands, moved = (next(line for line in page if line.startswith(lead)) for lead in ("Var står", "Blir det"))
    assert "4 mått har prövats mot riket. För alla är svaren för få för att avgöra." in stands
    assert "3 mått har prövats mot förra mätningen. För alla är svaren för få för att avgöra." in moved


def test_a_clear_change_that_no_list_tells_of_is_named(report: Pack, lines: Lines) -> None:
    june, october = (
        next(line for line in lines(page_of(report(edition, unit))) if line.startswith("Blir det bättre?"))
        for edition, unit in ((JUNE, truths.BRACKE), (OCTOBER, truths.OSTERSUND))
    )
    assert "än förra gången" not in june  # Titta på tells of it
    assert "Tydligt sämre än förra gången: Hemtjänst, nöjda totalt." in october


def test_titles_in_questions_to_discuss_stand_in_quotation_marks(report: Pack, lines: Lines) -> None:
    page = lines(page_of(report(JUNE, truths.STROMSUND)))
    asked = next(line for line in page if line.startswith("Att diskutera:"))
    assert "Är svaret på ”Fallrisk bedöms när hemsjukvård börjar” rätt" in asked


@pytest.mark.parametrize("unit", truths.EIGHT)
def test_the_page_counts_what_the_frames_hold(report: Pack, released: Releases, lines: Lines, unit: str) -> None:
    whole = released(JUNE, unit)
    page = lines(page_of(report(JUNE, unit)))
    table = next(block for block in report(JUNE, unit).blocks if isinstance(block, Table))
    changed = sum(cells[-1].number or 0 for cells in table.rows)
    said = next(line for line in page if line.startswith("Blir det bättre?"))
    assert (f"{changed:.0f} " in said) == (changed > 0)
    tally = whole.tally[whole.tally["unit"] == unit].iloc[0]
    certain = next(line for line in page if line.startswith("Hur säkert är det?"))
    flags = {"bättre", "sämre", "högre", "lägre"}
    rows = whole.signals[(whole.signals["unit"] == unit) & whole.signals["position"].isin(flags)]
    assert tally["flagged"] >= len(rows)
    marks = {0: "", 1: "står markeringen"}.get(tally["flagged"], f"av {tally['flagged']} markeringar")
    assert marks in certain


def test_chance_is_never_rounded_down(released: Releases, lines: Lines) -> None:
    whole = released(JUNE, truths.BRACKE)
    few = whole.tally.assign(expected=whole.tally["expected"].mask(whole.tally["unit"] == truths.BRACKE, 2.1))
    page = lines(page_of(kommun_report(replace(whole, tally=few))))
    assert any("ungefär 3 markeringar" in line for line in page)


@pytest.fixture(scope="module")
def without_n(example: Path) -> Released:
    """The example county as it would be if no source gave a number of answers."""
    loaded = load(example)
    bare = loaded.measures.copy()
    bare = bare.assign(low=float("nan"), high=float("nan"))
    for name in ("n", "count"):
        bare[name] = pd.Series(pd.NA, index=bare.index, dtype="Int64")
    return released_for(replace(loaded, measures=bare))


def untitled(line: str) -> str:
    """Return a line without the question of the page and the titles of measures, which may hold any word."""
    for title in ("Blir det bättre?", *(measure.title for measure in catalog.measures().values())):
        line = line.replace(title, "").replace(title[:1].lower() + title[1:], "")
    return line


@pytest.mark.slow
@pytest.mark.parametrize("unit", truths.EIGHT)
def test_without_any_number_of_answers_the_pack_is_useful_and_judges_nothing(
    without_n: Released, lines: Lines, unit: str
) -> None:
    pack = kommun_report(narrowed(without_n, unit))
    page = page_of(pack)
    told = lines(page)
    assert any(line.startswith("Inga mått går att pröva mot slumpen i den här utgåvan") for line in told)
    assert not {"Titta på", "Går bra"} & set(told)
    ends = (block.guarded or block.anchor == "metod" for block in pack.blocks if isinstance(block, Heading))
    last = [block for block in pack.blocks if isinstance(block, Heading)][list(ends).index(True)]
    end = pack.blocks.index(last)  # questionnaires have words of their own, and the method explains ours
    for line in map(untitled, lines(replace(pack, blocks=pack.blocks[:end]))):
        assert not re.search(r"\b(bättre|sämre)\b", line), line
    table = next(block for block in page.blocks if isinstance(block, Table))
    assert [column.title for column in table.columns][1:] == ["Mått", "Frågor", "Ändrade svar"]


@pytest.mark.slow
def test_without_any_number_of_answers_something_is_still_worth_a_look(without_n: Released) -> None:
    listed = {unit: under(kommun_report(narrowed(without_n, unit)), "Att titta närmare på") for unit in truths.EIGHT}
    assert all(len(found) > 1 for found in listed.values())
    texts = [block.text for found in listed.values() for block in found]
    assert any(text.endswith("Osäkerheten är okänd.") for text in texts)
