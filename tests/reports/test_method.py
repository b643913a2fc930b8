"""The last pages: how instruments are computed, and which files the figures come from."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd

from oj_analys import catalog
from oj_analys.domain import Plan, PolicyException, Statistic
from oj_analys.example.truths import BERG, BRACKE, RAGUNDA, STROMSUND
from oj_analys.frames import Released
from oj_analys.reports.blocks import Text
from oj_analys.reports.method import guard_blocks, instrument_method_blocks, method_blocks, sources_table

Seen = Callable[[str], Released]


def files(released: Released) -> dict[str, str]:
    return {row[0].text: row[3].text for row in sources_table(released).rows}


def test_a_kommun_reads_its_own_plans_only(seen: Seen, meeting: Released) -> None:
    def own(unit: str) -> dict[str, str]:
        lines = tuple(line for line in meeting.plan.decisions if line.unit == unit)
        return files(replace(seen(unit), plan=Plan(lines)))

    assert "kopia.xlsx" in own(STROMSUND)
    assert "kopia.xlsx" not in own(BRACKE)
    assert "plan.xlsx" in own(BRACKE)
    assert "plan.xlsx" not in own(BERG)


def test_a_file_that_no_figure_comes_from_is_not_listed(seen: Seen) -> None:
    whole = seen(BRACKE)
    rows = whole.measures
    without = replace(whole, measures=rows[~rows["measure"].str.startswith("asi.")])
    assert {"asi-anvandning.xlsx", "asi-export.csv"} <= set(files(whole))
    assert not {"asi-anvandning.xlsx", "asi-export.csv"} & set(files(without))


def test_a_file_of_persons_has_no_checksum(seen: Seen) -> None:
    found = files(seen(BRACKE))
    assert (found["oj.xlsx"], found["ebp-2025.xlsx"]) == ("01234567", "–")
    assert sources_table(seen(BRACKE)).note == "Filer om personer och planer har ingen kontrollsumma här."
    rows = seen(BRACKE).measures
    only_open = replace(seen(BRACKE), measures=rows[rows["measure"].str.startswith("oj.")], plan=Plan())
    assert sources_table(only_open).note == ""


def words(released: Released) -> dict[str, str]:
    return {block.lead: block.text for block in instrument_method_blocks(released) if isinstance(block, Text)}


def test_every_instrument_says_how_it_is_computed(seen: Seen) -> None:
    found = words(seen(BRACKE))
    assert "I ett omvänt påstående är det ogynnsamt att instämma" in found["EBP-termometern."]
    assert "Svarsfrekvens är procent av de inbjudna." in found["EBP-termometern."]
    for part in (
        "den första grundintervjun",
        "alla år räknas tillsammans",
        "Svar är procent av de giltiga svaren",
        "i 3 steg",
        "Täckning är procent av inledda utredningar i missbruksvården.",
    ):
        assert part in found["ASI."]
    for instrument in catalog.instruments().values():
        assert instrument.proviso in found[f"{instrument.name}."]


def test_an_instrument_without_a_shown_figure_has_no_method(seen: Seen) -> None:
    assert set(words(seen(RAGUNDA))) == {"EBP-termometern."}


def test_every_exception_is_printed_with_its_reason(seen: Seen) -> None:
    whole = seen(BRACKE)
    lowered = [
        PolicyException("ebp_personal", statistic, 5, 7, "Så lovades i följebrevet.", "gruppen", date(2025, 5, 6))
        for statistic in (Statistic.MEDEL, Statistic.ANDEL)
    ]
    changed = replace(whole, edition=replace(whole.edition, exceptions=tuple(lowered)))
    (told,) = (block.text for block in guard_blocks(changed) if block.lead == "Undantag:")
    assert told == (
        "Personalens svar i enkäten, medel från 5 (annars 7) och andel från 5 (annars 7), beslutat av gruppen den "
        "2025-05-06: Så lovades i följebrevet."
    )
    assert len(guard_blocks(whole)) == 1


def method(released: Released) -> dict[str, str]:
    return {block.lead: block.text for block in method_blocks(released) if isinstance(block, Text)}


def test_the_rules_of_the_lists_are_printed_with_their_numbers(seen: Seen) -> None:
    limits, told = catalog.rules().signals, method(seen(BRACKE))
    signals, closer = told["Signaler: Titta på och Går bra."], told["Att titta närmare på."]
    assert f"Högst {limits.first_page} " in signals
    assert f"högst {limits.most} i arbetsboken" in signals
    assert f"minst {limits.yes_in_riket:.0f} procent av rikets kommuner svarar Ja" in closer
    assert f"{100 * limits.outer_part:.0f} procent högsta eller lägsta" in closer
    assert f"från {catalog.rules().trend_points} mätningar" in told["Förändring."]
    assert f"({100 * catalog.rules().alpha:.0f} procent)" in told["Tydligt bättre eller sämre."]


def test_the_meeting_reads_the_rules_of_its_own_lists(meeting: Released) -> None:
    closer = method(meeting)["Att titta närmare på."]
    assert "Minst en kommun svarar fullt Ja och minst hälften gör det inte." in closer
    assert "Svaret har ändrats" not in closer


def test_chance_places_and_intervals_are_explained(seen: Seen) -> None:
    told = method(seen(BRACKE))
    assert "Fishers exakta test" in told["Testen."]
    assert "om inget skilde sig på riktigt" in told["Markeringar av slumpen."]
    assert "Benjamini och Hochbergs metod" in told["När många prövas samtidigt."]
    assert "den första är det största värdet" in told["Platser."]
    assert "Walds" in told["Osäkerhet."]


def test_who_the_likes_are_is_said_only_where_they_are_shown(seen: Seen) -> None:
    whole = seen(BRACKE)
    assert "RKA" not in method(whole)["Jämförelser och medelvärden."]
    more = whole.compared.assign(reference_kind="liknande")
    both = replace(whole, compared=pd.concat([whole.compared, more, more.assign(reference_kind="kommungrupp")]))
    text = method(both)["Jämförelser och medelvärden."]
    assert "de som RKA har valt för varje kommun och område, i listor från 2023, 2024 och 2025" in text
    assert "SKR:s indelning 2023" in text
    assert "ovägda medelvärden av kommuner" in text


def test_a_method_of_a_group_that_is_no_lan_names_the_group(skaraborg: Released) -> None:
    text = method(skaraborg)["Jämförelser och medelvärden."]
    assert "medelvärden av kommunerna i Skaraborg" in text
    assert "utan märke" not in text  # there is no value of Skaraborg's persons together


def test_no_sentence_of_the_method_is_longer_than_25_words(seen: Seen) -> None:
    for text in method(seen(BRACKE)).values():
        for sentence in re.split(r"(?<=[.?!:;]) ", text):
            assert len(sentence.split()) <= 25, sentence
