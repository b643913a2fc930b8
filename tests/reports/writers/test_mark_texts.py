"""A mark has the look of what it says, in the PDF and in the workbook, and words that are no mark have none."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import openpyxl
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from oj_analys import catalog
from oj_analys.catalog.theme import theme
from oj_analys.domain import Edition, Position, Status
from oj_analys.reports.blocks import Cell, Column, Report, Sheet, Table, Text
from oj_analys.reports.writers.mark_texts import mark_texts
from oj_analys.reports.writers.pdf import render_pdf
from oj_analys.reports.writers.workbook import render_workbook

CODES: tuple[Position | Status, ...] = (*Position, *(status for status in Status if status is not Status.OK))
PLAIN = "72 % !"
WORDS = (*dict.fromkeys(mark_texts()), PLAIN)
DRAWN = {"regular": "SourceSansPro-Regular", "bold": "SourceSansPro-Bold"}


@pytest.mark.parametrize("code", CODES)
def test_every_mark_has_its_look_alone_and_with_its_words(code: Position | Status) -> None:
    labels = catalog.labels()
    label = labels.position[code] if isinstance(code, Position) else labels.status[code]
    if label.mark:
        texts = (label.mark, f"{label.mark} {label.text}")
        assert {mark_texts()[text] for text in texts} == {theme().marks.of(code)}


def test_no_other_text_has_a_look() -> None:
    assert not {"", PLAIN, "Ja", "tydligt sämre", "värdet finns"} & set(mark_texts())


def table() -> Table:
    columns = (Column("Mått", width=2), Column("Bedömning", width=6), Column("Värde", numeric=True))
    return Table("t", "Tabell", columns, tuple((Cell("Rad"), Cell(words), Cell(words)) for words in WORDS))


def drawn_texts(data: bytes) -> list[tuple[str, str, tuple[int, int, int]]]:
    """Return what a PDF's first page draws: text, font, colour."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        letters = page.get_textpage()
        for at in range(letters.count_chars()):
            flags, name = pdfium.c_int(), bytes(60)
            length = pdfium.FPDFText_GetFontInfo(letters, at, name, len(name), flags)
            parts = [pdfium.c_uint() for _ in range(4)]
            pdfium.FPDFText_GetFillColor(letters, at, *parts)
            red, green, blue, _ = (part.value for part in parts)
            font = name[: max(length - 1, 0)].decode().split("+")[-1]
            found.append((chr(pdfium.FPDFText_GetUnicode(letters, at)), font, (red, green, blue)))
        letters.close()
        page.close()
    return found


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


@pytest.mark.parametrize("words", WORDS)
def test_a_mark_in_a_pdf_has_its_look(edition: Edition, words: str) -> None:
    unmarked = replace(edition, syntetisk=False, draft=False)
    report = Report(unmarked, "s", "Titel", "", (Table("t", "T", (Column("A"),), ((Cell(words),),)),), ())
    drawn = drawn_texts(render_pdf(report))
    text = "".join(letter for letter, _, _ in drawn)
    at = text.index(words)
    look = mark_texts().get(words, theme().marks.level)
    seen = {(font, colour) for letter, font, colour in drawn[at : at + len(words)] if letter.strip()}
    assert seen == {(DRAWN["bold" if look.bold else "regular"], rgb(look.colour.hex))}


def test_the_mark_of_a_signal_has_its_look(edition: Edition) -> None:
    texts = (Text("Sämre.", lead="Hemtjänst:", mark="!"), Text("Oklart.", lead="Boende:", mark="?"))
    drawn = drawn_texts(render_pdf(Report(edition, "s", "Titel", "", texts, ())))
    fonts = {letter: font for letter, font, _ in drawn if letter in "!?"}
    assert fonts == {"!": DRAWN["bold"], "?": DRAWN["regular"]}


def test_a_mark_in_a_workbook_has_its_look_in_both_kinds_of_column(edition: Edition) -> None:
    sheet = Sheet("Blad", "Titel", "", table())
    page = openpyxl.load_workbook(BytesIO(render_workbook(Report(edition, "s", "T", "", (), (sheet,)))))["Blad"]
    seen = set()
    for row in page.iter_rows():
        if row[0].value == "Rad":
            look = mark_texts().get(str(row[1].value))
            seen.add(row[1].value)
            for cell, side in zip(row[1:], ("left", "right"), strict=True):
                assert bool(cell.font.b) == (look.bold if look else False)
                assert cell.font.sz == theme().documents.sheet.body
                assert cell.alignment.horizontal == side
                if look:
                    assert cell.font.color.rgb == f"FF{look.colour.hex[1:].upper()}"
    assert seen == set(WORDS)
