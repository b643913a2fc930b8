"""A small real report, and one made of everything that could break a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from oj_analys.charts.chart import Chart
from oj_analys.charts.picture import Picture
from oj_analys.charts.table import DataTable
from oj_analys.domain import Edition, Grupp
from oj_analys.reports.blocks import (
    Block,
    Cell,
    Column,
    Figure,
    Heading,
    Note,
    PageBreak,
    Report,
    Sheet,
    Table,
    Text,
)

HOSTILE = (
    "#panic()",
    "=1+1",
    "<b>fet</b>",
    "$x$ och $\\foo$",
    "\\input{/etc/passwd}",
    "_x0041_",
    "@import",
    "A & B &amp; &P",
    "\"; DROP; '",
    "https://exempel.invalid",
)
INVISIBLE = "vän\u202estrer\u200b\u0000\u0007slut"
FOREIGN = "שלום 😀"
LONG = "a" * 3_000
LONG_TEXT = "ord " * 750


def build_edition() -> Edition:
    grupp = Grupp("jamtland", "0023", "Jämtlands län", "i länet", "länets", ("2305", "2303"))
    return Edition("2025-06", date(2025, 6, 23), grupp, "FoU Jämt", "fragor@exempel.invalid", "RUG", syntetisk=True)


def build_chart(title: str, height: float = 2.5) -> Chart:
    drawing = Picture(6.7, height)
    drawing.set_label(title)
    axes = drawing.add_axes((0.1, 0.2, 0.8, 0.6))
    axes.plot([0, 1], [70, 72])
    alt = f"{title}: Bräcke 72 procent (61 svar, 2024), riket 86 procent."
    return Chart(drawing, title, alt, "Så läses diagrammet.", DataTable((), ()))


def build_table(slug: str, rows: int) -> Table:
    columns = (
        Column("Mått", width=3),
        Column("Bräcke", numeric=True),
        Column("Kostnad", numeric=True),
        Column("År", numeric=True),
        Column("Bedömning", width=2),
    )
    numbered = tuple(
        (
            Cell(f"Mått nummer {row}"),
            Cell("72,1\u00a0%", 72.125),
            Cell("12\u00a0345", 12_345),
            Cell("2024", 2024),
            Cell("tydligt sämre"),
        )
        for row in range(rows)
    )
    hidden = (Cell("Visas inte"), Cell(".."), Cell("–"), Cell("2024", 2024), Cell("–"))
    return Table(slug, f"Tabell {slug}", columns, (*numbered, hidden), ".. visas inte")


def build_report() -> Report:
    blocks: tuple[Block, ...] = (
        Heading(1, "Bräcke kommun: öppna jämförelser i korthet"),
        Text("72 procent.", lead="Hemtjänst:", mark="!", see="aldreomsorg"),
        Text("94 procent.", lead="Boende:", mark="+", see="ekonomi"),
        Note("Tydlig betyder större än slumpen.", lead="Hur säkert?"),
        build_table("omraden", 3),
        PageBreak(),
        Heading(2, "Äldreomsorg", anchor="aldreomsorg"),
        Heading(3, "Hemtjänst"),
        Figure(1, "hemtjanst", build_chart("Hemtjänst, nöjda")),
        build_table("matt", 90),
        Heading(2, "Ekonomi", anchor="ekonomi"),
        Figure(4, "bistand", build_chart("Bistånd", height=12)),
    )
    sheets = (
        Sheet("Alla mått", "Alla mått i äldreomsorgen", "Ett mått per rad.", build_table("matt", 90)),
        Sheet("Ja/Nej", "Ja och Nej", "Svar 2025.", build_table("ja_nej", 2)),
    )
    return Report(build_edition(), "2025-06_bracke", "Bräcke kommun i korthet", "Läge juni 2025", blocks, sheets)


def build_hostile_report() -> Report:
    words = (*HOSTILE, INVISIBLE, FOREIGN)
    columns = (Column("=2+2"), Column("#panic()", numeric=True), Column("=2+2"))
    rows = tuple((Cell(word), Cell(word), Cell(LONG_TEXT if word == "=1+1" else word)) for word in words)
    table = Table("=T1", "<i>#panic()</i>", columns, (*rows, (Cell(LONG), Cell(".."), Cell(""))), "=1+1")
    texts = tuple(
        block
        for word in words
        for block in (Heading(1, word, anchor=word), Text(word, lead=word, mark="!", see=word), Note(word, lead=word))
    )
    chart = replace(build_chart("Diagram"), title="=HYPERLINK()", alt='=1+1; "<b>"\nrad två', reading="@SUM(A1)")
    blocks = (*texts, Text(LONG), Text(LONG_TEXT), table, Figure(1, "fientlig", chart))
    sheets = tuple(
        Sheet(name, "=1+1", "=1+1\n" + LONG_TEXT, replace(table, slug=f"T{number}"))
        for number, name in enumerate(("[a]:*?/\\", "'", "", "History", "om", "x" * 40, "x" * 41))
    )
    edition = replace(build_edition(), sender="FoU R&G <b>", contact="=1+1")
    return Report(edition, "2025-06_fientlig", "=1+1 #panic() & <b>", "$x$", blocks, sheets)


@pytest.fixture(scope="session")
def edition() -> Edition:
    return build_edition()


@pytest.fixture(scope="session")
def report() -> Report:
    return build_report()


@pytest.fixture(scope="session")
def hostile_report() -> Report:
    return build_hostile_report()


@pytest.fixture(scope="session")
def hostile_words() -> tuple[str, ...]:
    return HOSTILE
