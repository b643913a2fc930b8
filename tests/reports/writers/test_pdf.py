from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdf
import pytest

from oj_analys.domain import Edition
from oj_analys.reports.blocks import Cell, Column, Heading, Report, Table, Text
from oj_analys.reports.writers import FORMATS
from oj_analys.reports.writers.pdf import render_pdf, write

MARKS = "EXEMPELDATA – påhittade siffror · UTKAST"


@pytest.fixture(scope="module")
def pdf(report: Report) -> bytes:
    return render_pdf(report)


@pytest.fixture(scope="module")
def document(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(pdf: bytes) -> list[str]:
    return page_texts(pdf)


def page_texts(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    below = node.get("/K", pikepdf.Array())
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from elements(child)


def tagged(document: pikepdf.Pdf, *names: str) -> list[pikepdf.Object]:
    return [element for element in elements(document.Root.StructTreeRoot) if str(element.S) in names]


def children(node: pikepdf.Object) -> list[pikepdf.Object]:
    below = node.get("/K", pikepdf.Array())
    found = below if isinstance(below, pikepdf.Array) else [below]
    return [child for child in found if isinstance(child, pikepdf.Dictionary) and "/S" in child]


def test_writes_one_file_named_after_the_report(report: Report, pdf: bytes) -> None:
    assert write(report) == {"2025-06_bracke_paket.pdf": pdf}


def test_says_what_a_screen_reader_needs_first(document: pikepdf.Pdf) -> None:
    root = document.Root
    assert root.Lang == "sv-SE"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    metadata = document.open_metadata()
    assert metadata["dc:title"] == "Bräcke kommun i korthet"
    assert metadata["pdfuaid:part"] == "1"
    assert metadata["dc:language"] == {"sv-SE"}


def test_every_chart_is_a_figure_with_its_words(document: pikepdf.Pdf, report: Report) -> None:
    words = [str(figure.Alt) for figure in tagged(document, "/Figure")]
    assert words == [figure.chart.alt for figure in report.figures]


def test_every_table_has_column_and_row_headers(document: pikepdf.Pdf) -> None:
    tables = tagged(document, "/Table")
    assert len(tables) == 2
    for table in tables:
        parts = {str(part.S): part for part in children(table)}
        assert {"/THead", "/TBody", "/Caption"} <= set(parts)
        assert all(cell.S == "/TH" for row in children(parts["/THead"]) for cell in children(row))
        for row in children(parts["/TBody"]):
            first, *others = children(row)
            assert first.S == "/TH"
            assert [entry.Scope for entry in first.A if entry.O == "/Table"] == ["/Row"]
            assert all(cell.S == "/TD" for cell in others)


def test_headings_begin_at_one_and_skip_no_level(document: pikepdf.Pdf) -> None:
    levels = [int(str(heading.S)[2:]) for heading in tagged(document, "/H1", "/H2", "/H3")]
    assert levels == [1, 2, 3, 2]
    assert all(later - earlier <= 1 for earlier, later in pairwise([0, *levels]))


def test_holds_its_own_font_only_and_no_other_file(document: pikepdf.Pdf) -> None:
    objects = [each for each in document.objects if isinstance(each, pikepdf.Dictionary)]
    descriptors = [each for each in objects if each.get("/Type") == "/FontDescriptor"]
    assert descriptors
    assert {re.sub(r"^/[A-Z]{6}\+", "", str(each.FontName)).split("-")[0] for each in descriptors} == {"SourceSansPro"}
    assert all("/FontFile2" in each or "/FontFile3" in each for each in descriptors)
    assert all("/ToUnicode" in each for each in objects if each.get("/Subtype") == "/Type0")
    assert not document.attachments
    assert "/AF" not in document.Root


def test_every_page_carries_the_marks_sender_and_page_number(pages: list[str]) -> None:
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert MARKS in page
        assert "FoU Jämt · Utgåva 2025-06" in page
        assert number == 1 or "Bräcke kommun i korthet · Läge juni 2025" in page
        assert f"Sida {number} av {len(pages)}" in page


def test_an_edition_without_marks_has_none(report: Report) -> None:
    clean = replace(report, edition=replace(report.edition, syntetisk=False, draft=False))
    assert not any("UTKAST" in page or "EXEMPELDATA" in page for page in page_texts(render_pdf(clean)))


def test_page_references_lead_to_their_headings(pages: list[str]) -> None:
    for lead, heading in (
        ("Hemtjänst: 72 procent.", "Äldreomsorg Hemtjänst"),
        ("Boende: 94 procent.", "Ekonomi Diagram"),
    ):
        at = next(number for number, page in enumerate(pages, start=1) if heading in page)
        assert f"{lead} Sida {at} " in pages[0]


def test_a_long_table_repeats_its_header_on_every_page(pages: list[str]) -> None:
    with_rows = [page for page in pages if "Mått nummer 10 " in page or "Mått nummer 60 " in page]
    assert len(with_rows) == 2
    assert all("Mått Bräcke Kostnad År Bedömning" in page for page in with_rows)


def test_figures_keep_their_own_numbers(pages: list[str]) -> None:
    assert re.findall(r"Diagram (\d+) ", " ".join(pages)) == ["1", "4"]


def test_hostile_text_is_printed_as_it_is(hostile_report: Report, hostile_words: tuple[str, ...]) -> None:
    pages = page_texts(render_pdf(hostile_report))
    text = " ".join(pages)
    assert [word for word in hostile_words if " ".join(word.split()) not in text] == []
    assert "vänstrerslut" in text
    assert "☐☐☐☐ ☐" in text
    assert text.count("a") >= 2 * 3_000  # once in a paragraph, once in a cell
    assert all(MARKS in page for page in pages)


def lowest_text(pdf: bytes) -> float:
    heights: list[float] = []

    def note_height(text: str, placed: list[float], matrix: list[float], _font: object, _size: object) -> None:
        if text.strip():
            heights.append(placed[1] * matrix[4] + placed[3] * matrix[5] + placed[5])

    for page in pypdf.PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=note_height)
    return min(heights)


def test_nothing_runs_off_the_page(hostile_report: Report, edition: Edition) -> None:
    columns = tuple(Column(letter) for letter in "ABCDEFGH")
    few_but_tall = tuple(tuple(Cell("ord " * 70) for _ in columns) for _ in range(6))
    tall = Report(edition, "s", "Titel", "", (Table("t", "T", columns, few_but_tall),), ())
    footer_baseline = 39
    assert lowest_text(render_pdf(hostile_report)) >= footer_baseline
    assert lowest_text(render_pdf(tall)) >= footer_baseline


def test_a_table_that_fits_is_kept_on_one_page(edition: Edition) -> None:
    rows = tuple((Cell(f"Rad {row}"),) for row in range(10))
    blocks = (Heading(1, "Titel"), Text("ord " * 950), Table("t", "T", (Column("A"),), rows))
    pages = page_texts(render_pdf(Report(edition, "s", "Titel", "", blocks, ())))
    assert len(pages) == 2
    assert ["Rad" in page for page in pages] == [False, True]


def test_an_empty_table_says_so(edition: Edition) -> None:
    table = Table("tom", "En tom tabell", (Column("Mått"), Column("Bräcke", numeric=True)), ())
    pdf = render_pdf(Report(edition, "tom", "Tom", "", (table,), ()))
    assert "Inga rader att visa –" in page_texts(pdf)[0]


def test_a_name_in_a_header_is_never_broken(edition: Edition) -> None:
    names = ("Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Åre", "Östersund")
    columns = (Column("Fråga", width=3), *(Column(name) for name in names))
    table = Table("svar", "Svar", columns, ((Cell("Finns rutin?"), *(Cell("Ja") for _ in names)),))
    assert " ".join(names) in page_texts(render_pdf(Report(edition, "s", "Svar", "", (table,), ())))[0]


def test_a_number_is_never_run_into_its_neighbour(edition: Edition) -> None:
    columns = (Column("Mått", width=9), *(Column(name, numeric=True, width=1) for name in ("Länet", "Riket", "EU")))
    row = (
        Cell("Invånare"),
        *(Cell(text) for text in ("16\u00a0600*", "10\u00a0681\u00a0175", "447\u00a0000\u00a0000")),
    )
    table = Table("t", "Invånare", columns, (row,))
    text = page_texts(render_pdf(Report(edition, "s", "Titel", "", (table,), ())))[0]
    assert "Invånare 16 600* 10 681 175 447 000 000" in text


def test_a_sentence_goes_with_the_table_that_it_leads_to(edition: Edition) -> None:
    rows = tuple((Cell(f"Rad {row}"),) for row in range(10))
    table = Table("t", "T", (Column("A"),), rows)
    blocks = (Heading(1, "Titel"), Text("ord " * 860), Heading(2, "Område"), Text("Här finns tio mått."), table)
    pages = page_texts(render_pdf(Report(edition, "s", "Titel", "", blocks, ())))
    assert ["Här finns tio mått." in page for page in pages] == [False, True]
    assert ["Rad 9" in page for page in pages] == [False, True]


def test_a_reference_to_nowhere_is_refused(edition: Edition) -> None:
    blocks = (Heading(1, "A", anchor="a"), Text("Se", see="b"))
    with pytest.raises(ValueError, match="no heading has the anchor b"):
        render_pdf(Report(edition, "s", "Titel", "", blocks, ()))


def test_same_bytes_again_and_in_another_process(report: Report, pdf: bytes) -> None:
    assert render_pdf(report) == pdf
    code = (
        "import runpy, sys, hashlib; from oj_analys.reports.writers import FORMATS;"
        "report = runpy.run_path(sys.argv[1])['build_report']();"
        "files = {name: data for write in FORMATS.values() for name, data in write(report).items()};"
        "print(*(f'{name} {hashlib.sha256(data).hexdigest()}' for name, data in sorted(files.items())), sep='\\n')"
    )
    conftest = Path(__file__).with_name("conftest.py")
    done = subprocess.run([sys.executable, "-c", code, conftest], capture_output=True, text=True, check=True)
    files = {name: data for each in FORMATS.values() for name, data in each(report).items()}
    assert done.stdout.splitlines() == [f"{name} {sha256(data).hexdigest()}" for name, data in sorted(files.items())]


def test_the_sender_alone_is_named_as_author(document: pikepdf.Pdf, report: Report) -> None:
    assert str(document.docinfo["/Author"]) == report.edition.sender
    with document.open_metadata() as metadata:
        assert list(metadata["dc:creator"]) == [report.edition.sender]
