"""The sheet on data protection, as the PDF that a dataskyddsombud opens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdf
import pytest

from oj_analys import catalog
from oj_analys.domain import Edition, PolicyException, Statistic
from oj_analys.reports.blocks import Table
from oj_analys.reports.pack import build_protection
from oj_analys.reports.protection_sheet import ProtectionFacts, protection_report
from oj_analys.sources._protection_settings import LONGEST_REASON

STAFF, CLIENTS = "Personalens svar i enkäten", "Klienter i missbruksvården"
FEW = "grupper med för få svar, och det som behövs för att de inte ska gå att räkna ut"
FACTS = ProtectionFacts(
    sources=(("asi-export.csv", "Kommunerna"), ("ebp-2023.xlsx", "FoU Jämt"), ("ebp-2025.xlsx", "FoU Jämt")),
    hidden=((STAFF, FEW, 1240), (CLIENTS, "antal 1–4", 340)),
    waiting=0,
    audited_files=312,
    checked_figures=18_432,
    findings=0,
)
REASON = "Enkätens följebrev lovade att grupper om minst sex svar redovisas."


@pytest.fixture
def edition() -> Edition:
    grupp = catalog.grupp("Jämtland")
    return Edition("2025-06", date(2025, 6, 23), grupp, "FoU Jämt", "fragor@exempel.invalid", "RUG", syntetisk=True)


def exception(statistic: Statistic, reason: str = REASON, day: int = 2) -> PolicyException:
    return PolicyException("ebp_personal", statistic, 6, 7, reason, "socialchef", date(2025, 6, day))


def pages(edition: Edition, facts: ProtectionFacts) -> list[str]:
    files = build_protection(edition, facts)
    assert list(files) == ["dataskydd.pdf"]
    read = pypdf.PdfReader(BytesIO(files["dataskydd.pdf"]))
    return [" ".join(page.extract_text().split()) for page in read.pages]


def told(edition: Edition, facts: ProtectionFacts = FACTS) -> str:
    (page,) = pages(edition, facts)
    return page


def thresholds(edition: Edition) -> Table:
    report = protection_report(edition, FACTS)
    (table,) = (block for block in report.blocks if isinstance(block, Table) and block.slug == "granser")
    return table


def test_tells_whose_data_what_is_hidden_and_what_the_audit_found(edition: Edition) -> None:
    page = told(edition)
    assert "Dataskydd i utgåva 2025-06: Jämtlands län" in page
    assert "FoU Jämt: ebp-2023.xlsx, ebp-2025.xlsx. Kommunerna: asi-export.csv." in page.replace("- ", "-")
    assert "Frågor: fragor@exempel.invalid." in page
    assert "1 580 uppgifter i utgåvan. Allt har samma märke (..)" in page.replace("\xa0", " ")
    assert "Vilka grupper som är små står ingenstans." in page
    assert "Granskade filer: 312, alla utom det här bladet" in page
    assert "inga fynd" in page
    assert "EXEMPELDATA" in page
    assert "UTKAST" in page


def test_what_is_hidden_is_counted_by_policy_and_kind(edition: Edition) -> None:
    why = "visas inte, för att ingen enskild ska kunna pekas ut"
    facts = replace(
        FACTS,
        hidden=(
            (CLIENTS, f"{CLIENTS}: värden {why}. För att visas krävs minst 5 personer för antal (asi_klient).", 96),
            (CLIENTS, f"{CLIENTS}: värden {why}. För att visas krävs minst 10 svar för andelar (asi_klient).", 12),
            (STAFF, f"Spridning, kvartiler, reliabilitet och förändring {why} (ebp_personal).", 30),
        ),
    )
    report = protection_report(edition, facts)
    (table,) = (block for block in report.blocks if isinstance(block, Table) and block.slug == "dolt")
    assert [tuple(cell.text for cell in row) for row in table.rows] == [
        (CLIENTS, "Värden", "108"),
        (STAFF, "Spridning, kvartiler, reliabilitet och förändring", "30"),
    ]


def test_promises_nothing(edition: Edition) -> None:
    page = told(edition)
    assert "Bladet är ingen garanti. Gränserna är inte bekräftade" in page
    assert "Vad lagen kräver avgör en jurist." in page
    assert "Inga fynd betyder att de sätten inte gick, inte att inget sätt finns." in page


def test_the_thresholds_are_those_of_the_policies(edition: Edition) -> None:
    table = thresholds(edition)
    assert [column.title for column in table.columns[1:3]] == ["Antal", "Andel"]
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in table.rows}
    assert rows[STAFF] == ["7", "7", "7", "10", "10", "20", "30", "10"]
    assert rows[CLIENTS] == ["5", "10", "10", "10", "10", "20", "30", "10"]
    assert len(rows) == 3
    assert "*" not in table.note


def test_the_countys_own_numbers_are_marked(edition: Edition) -> None:
    usual = catalog.policy("ebp_personal")
    least = {**usual.least, Statistic.MEDEL: 12}
    own = replace(usual, least=least, decimals={**usual.decimals, Statistic.MEDEL: 0}, floor=dict(usual.floor))
    table = thresholds(replace(edition, policies=(own,)))
    assert [cell.text for cell in table.rows[0][1:5]] == ["7", "7", "12*", "10"]
    assert table.note.endswith(f"* Egen gräns i underlag.toml. Egna decimaler: 0 för medel i {STAFF}.")
    assert all("*" not in cell.text for row in table.rows[1:] for cell in row)


def test_an_exception_is_told_with_its_reason(edition: Edition) -> None:
    assert "Undantag: Inga undantag från gränserna." in told(edition)
    exceptions = (exception(Statistic.ANDEL), exception(Statistic.MEDEL))
    page = told(replace(edition, exceptions=exceptions))
    assert "Inga undantag" not in page
    assert page.count(REASON) == 1
    assert "andel från 6 (annars 7) och medel från 6 (annars 7)" in page
    assert "socialchef den 2025-06-02" in page


def test_a_day_of_deletion_or_that_it_is_missing(edition: Edition) -> None:
    assert "Datum saknas för när råfilerna med uppgifter om personer ska raderas. Det måste beslutas" in told(edition)
    page = told(replace(edition, delete_by=date(2026, 12, 31)))
    assert "Råfilerna med uppgifter om personer ska raderas senast 2026-12-31." in page
    assert "Datum saknas" not in page


def test_a_synced_folder_is_warned_of(edition: Edition) -> None:
    assert "Varning" not in told(edition)
    page = told(edition, replace(FACTS, synced="OneDrive"))
    assert "Varning: Råfilerna ligger i en mapp som OneDrive kopierar till andra datorer." in page


def test_what_waits_for_a_later_release(edition: Edition) -> None:
    assert "visas därför inte" not in told(edition)
    assert "14 uppgifter visas därför inte i den här utgåvan." in told(edition, replace(FACTS, waiting=14))


def test_an_edition_without_persons(edition: Edition) -> None:
    page = told(edition, ProtectionFacts((), (), 0, 12, 0, 0))
    assert "Källor med uppgifter om personer: Inga." in page
    assert "Det som inte visas: Inget är dolt i utgåvan." in page
    assert "Gallring: Utgåvan bygger inte på några råfiler med uppgifter om personer." in page


def test_findings_are_never_passed_over(edition: Edition) -> None:
    page = told(edition, replace(FACTS, findings=3))
    assert "3 fynd, så utgåvan får inte lämnas ut" in page
    assert "siffror: 18 432; inga fynd" not in page.replace("\xa0", " ")


def test_stays_on_one_page_when_there_is_much_to_tell(edition: Edition) -> None:
    usual = catalog.policy("ebp_personal")
    least = {**usual.least, Statistic.ANTAL: 6, Statistic.ANDEL: 6, Statistic.MEDEL: 6, Statistic.RELIABILITET: 40}
    own = replace(usual, least=least, decimals={**usual.decimals, Statistic.MEDEL: 0}, floor=dict(usual.floor))
    reason = ("Enkätens följebrev lovade dem som svarade att grupper om sex svar redovisas. " * 3)[:LONGEST_REASON]
    lowered = (Statistic.ANTAL, Statistic.ANDEL, Statistic.MEDEL)
    much = replace(
        edition,
        policies=(own,),
        exceptions=tuple(exception(statistic, reason, day) for day, statistic in enumerate(lowered, start=1)),
    )
    names = ("ebp-2023.xlsx", "ebp-2025.xlsx", "inbjudna.xlsx", "asi-export.csv", "asi-anvandning.xlsx", "egna.xlsx")
    facts = replace(
        FACTS,
        sources=tuple((name, "FoU Jämt") for name in names),
        hidden=(
            *FACTS.hidden,
            (STAFF, "spridning, kvartiler, reliabilitet och förändring", 812),
            (CLIENTS, "andelar med för liten nämnare", 95),
            ("Egna mått som räknar personer", "antal 1–4", 12),
            ("Ett fjärde skydd av personer", "uppgifter som delas upp på två sätt samtidigt", 8),
        ),
        waiting=14,
        synced="OneDrive",
    )
    assert len(pages(much, facts)) == 1


def test_is_the_same_every_time(edition: Edition) -> None:
    assert build_protection(edition, FACTS) == build_protection(edition, FACTS)
