from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import pytest
from pypdf import PdfReader

from oj_analys.domain import Edition
from oj_analys.reports.contents import FileEntry, FolderEntry
from oj_analys.reports.writers.index import write_contents, write_index

ENTRIES = (
    FolderEntry(
        "Åre",
        "kommun/are",
        (FileEntry("2025-06_are_paket.pdf", "Rapport", 371_000), FileEntry("figurer/", "Diagram", 1_200_000)),
    ),
    FolderEntry("<b>Bräcke</b>", "bräcke 1", (FileEntry('a"b.xlsx', "Arbetsbok & mer", 18_000),)),
)
VOID = {"meta"}


class Outline(HTMLParser):
    """Collects what a browser would see, and whether every element is closed."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.found if name == tag]


@pytest.fixture(scope="module")
def page(edition: Edition) -> Outline:
    return Outline(write_index(edition, ENTRIES))


def test_is_a_page_that_assistive_technology_can_read(page: Outline) -> None:
    assert page.open == []
    assert page.all("html") == [{"lang": "sv"}]
    assert [len(page.all(tag)) for tag in ("title", "h1", "main", "caption")] == [1, 1, 1, 1]
    assert [attrs["scope"] for attrs in page.all("th")] == ["col", "col", "row", "row"]


def test_says_what_it_is(page: Outline) -> None:
    for text in (
        "EXEMPELDATA – påhittade siffror · UTKAST",
        "2025-06",
        "Jämtlands län",
        "Uttag 2025-06-23",
        "Rapport för Åre (pdf, 371\u00a0kB)",
        "(1,2\u00a0MB)",
    ):
        assert text in page.text


def test_links_are_relative_and_quoted(page: Outline) -> None:
    links = [attrs["href"] for attrs in page.all("a")]
    assert links == ["./kommun/are/2025-06_are_paket.pdf", "./kommun/are/figurer/", "./br%C3%A4cke%201/a%22b.xlsx"]


def test_text_is_escaped(page: Outline) -> None:
    assert "<b>Bräcke</b>" in page.text
    assert "Arbetsbok & mer" in page.text
    assert page.all("b") == []


def test_uses_nothing_from_elsewhere(edition: Edition) -> None:
    source = write_index(edition, ENTRIES)
    assert b"http" not in source
    assert b"<script" not in source


def test_a_partial_edition_says_so(edition: Edition, page: Outline) -> None:
    partial = Outline(write_index(replace(edition, partial=True), ENTRIES))
    assert "Bara en del av utgåvan" in partial.text
    assert "Bara en del av utgåvan" not in page.text


def test_without_marks_there_is_no_empty_box(edition: Edition) -> None:
    page = Outline(write_index(replace(edition, syntetisk=False, draft=False), ENTRIES))
    assert page.all("p") == [{"class": "muted"}]


def test_the_same_list_is_a_pdf(edition: Edition) -> None:
    text = " ".join(PdfReader(BytesIO(write_contents(edition, ENTRIES))).pages[0].extract_text().split())
    assert "Uppföljning 2025-06: Jämtlands län" in text
    assert "Åre Rapport kommun/are/2025-06_are_paket.pdf 371 kB" in text
    assert "EXEMPELDATA – påhittade siffror · UTKAST" in text


def test_same_bytes_again(edition: Edition) -> None:
    assert write_index(edition, ENTRIES) == write_index(edition, ENTRIES)
