"""The auditor is told of every file which figures of persons each of its blocks shows."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO

import openpyxl
import pypdfium2
import pytest
from PIL import Image

from oj_analys import swedish
from oj_analys.disclosure.auditor.file_audit import audit_file
from oj_analys.disclosure.record import shown_in
from oj_analys.domain import OPEN_POLICY, Status
from oj_analys.example.truths import BRACKE, RAGUNDA
from oj_analys.frames import Released
from oj_analys.frames.shown import BlockKind, Key, ShownBlock
from oj_analys.reports.blocks import Text
from oj_analys.reports.contents import FileEntry, FolderEntry
from oj_analys.reports.guarded import key_of
from oj_analys.reports.kommun import kommun_report
from oj_analys.reports.pack import Pack, build_contents, build_pack
from oj_analys.reports.rug import rug_report
from oj_analys.reports.writers import FORMATS

Seen = Callable[[str], Released]
Packs = Callable[[str], Pack]
ALL = tuple(FORMATS)


@pytest.fixture(scope="module")
def packs(meeting: Released, seen: Seen) -> Packs:
    """Return the pack of a kommun, or of the meeting."""
    return cache(lambda unit: build_pack(seen(unit) if unit else meeting, ALL))


def blocks(pack: Pack, ending: str) -> tuple[ShownBlock, ...]:
    (found,) = (file.blocks for file in pack.shown if file.path.endswith(ending))
    return found


def keys(block: ShownBlock) -> Iterator[Key]:
    yield from block.figures
    yield from (key for cell in block.cells for key in cell.figures)


def test_a_logotype_moves_no_other_picture_in_the_eyes_of_the_auditor(seen: Seen, packs: Packs) -> None:
    picture = BytesIO()
    Image.new("RGB", (30, 10)).save(picture, format="PNG")
    plain = seen(BRACKE)
    edition = replace(plain.edition, logotypes=((BRACKE, picture.getvalue()),))
    marked = build_pack(replace(plain, edition=edition), ("pdf",))
    before = next(file for file in packs(BRACKE).shown if file.path.endswith(".pdf"))
    (after,) = marked.shown
    assert [block.name for block in after.blocks][:1] == ["Bräcke kommuns logotyp"]
    assert after.blocks[1:] == before.blocks
    record = shown_in(edition, plain.measures, plain.own)
    audits = [
        audit_file(file.path, pack.files[file.path], replace(record, files=(file,)))
        for file, pack in ((after, marked), (before, packs(BRACKE)))
    ]
    assert audits[0].printed
    assert audits[0] == audits[1]


@pytest.mark.parametrize("unit", ["", BRACKE])
def test_every_written_file_is_listed_once_and_no_other(packs: Packs, unit: str) -> None:
    pack = packs(unit)
    assert sorted(file.path for file in pack.shown) == sorted(pack.files)


def test_a_run_of_one_format_lists_its_files_only(seen: Seen) -> None:
    pack = build_pack(seen(BRACKE), ("xlsx",))
    assert [file.path for file in pack.shown] == ["2025-06_bracke.xlsx"] == list(pack.files)


@pytest.mark.parametrize("unit", ["", BRACKE, RAGUNDA])
def test_the_workbook_tells_of_every_row_of_persons_that_has_a_row_there(
    packs: Packs, meeting: Released, seen: Seen, unit: str
) -> None:
    rows = (seen(unit) if unit else meeting).measures
    persons = rows[(rows["policy"] != OPEN_POLICY) & (rows["status"] != Status.SAKNAS)]
    told = {key for block in blocks(packs(unit), ".xlsx") for key in keys(block)}
    assert {key_of(row) for row in persons.to_dict("records")} <= told


def test_open_figures_are_no_figures_of_persons(packs: Packs, meeting: Released) -> None:
    rows = meeting.measures
    opened = {key_of(row) for row in rows[rows["policy"] == OPEN_POLICY].to_dict("records")}
    assert opened
    assert not opened & {key for file in packs("").shown for block in file.blocks for key in keys(block)}


@pytest.mark.parametrize("unit", ["", BRACKE])
def test_every_figure_that_a_sheet_lists_stands_in_that_cell(
    packs: Packs, meeting: Released, seen: Seen, unit: str
) -> None:
    released = seen(unit) if unit else meeting
    printed = {key_of(row): row for row in released.measures.to_dict("records")}
    pack = packs(unit)
    book = openpyxl.load_workbook(BytesIO(pack.files[next(name for name in pack.files if name.endswith(".xlsx"))]))
    found = blocks(pack, ".xlsx")
    assert [block.name for block in found] == book.sheetnames
    checked = 0
    for block, page in zip(found, book.worksheets, strict=True):
        (table,) = page.tables.values()
        lines = page[table.ref][1:]
        for cell in block.cells:
            text = lines[cell.row][cell.column].value
            if len(cell.figures) == 1:
                row, checked = printed[cell.figures[0]], checked + 1
                assert text in ("..", "", "–", None) or text in (row["value"], row["n"])
                assert row["status"] == Status.OK or text in ("..", "–", "", None)
    assert checked > 100


def test_pdf_blocks_stand_in_the_order_of_the_pages(packs: Packs) -> None:
    pack = packs(BRACKE)
    (name,) = (name for name in pack.files if name.endswith(".pdf"))
    pages = pypdfium2.PdfDocument(pack.files[name])
    text = " ".join("".join(page.get_textpage().get_text_range() for page in pages).split())
    named = [block.name for block in blocks(pack, ".pdf") if block.kind is not BlockKind.PICTURE and block.name]
    place = 0
    for words in named:
        place = text.index(words[:40], place)
    assert len(named) > 10


def test_sections_about_persons_are_guarded_with_all_that_they_hold(packs: Packs) -> None:
    guarded = [block.name for block in blocks(packs(BRACKE), ".pdf") if block.guarded and block.level == 2]
    assert guarded == ["EBP-termometern", "ASI", "Egna mått"]
    found = blocks(packs(BRACKE), ".pdf")
    first, last = (
        next(at for at, block in enumerate(found) if block.name == name) for name in ("EBP-termometern", "Egna mått")
    )
    assert all(block.guarded for block in found[first:last])
    assert not any(block.guarded for block in found[:first])


def test_a_section_without_any_figure_is_guarded_too(packs: Packs) -> None:
    found = blocks(packs(RAGUNDA), ".pdf")
    at = next(at for at, block in enumerate(found) if block.name == "ASI")
    sentence = found[at + 1]
    assert found[at].guarded
    assert (sentence.kind, sentence.guarded) == (BlockKind.TEXT, True)
    assert {key.unit for key in sentence.figures} == {RAGUNDA}


def test_a_table_with_open_figures_too_lists_the_cells_of_persons_only(packs: Packs) -> None:
    (own,) = (block for block in blocks(packs(BRACKE), ".pdf") if block.name == "Senaste och förra värdet")
    assert not own.guarded
    assert {key.measure for key in keys(own)} == {"egna.deltagare"}
    assert len(own.cells) == 3


@pytest.mark.parametrize("unit", ["", BRACKE])
def test_sentences_name_the_figures_that_they_say(meeting: Released, seen: Seen, unit: str) -> None:
    released = seen(unit) if unit else meeting
    report = kommun_report(released) if unit else rug_report(released)
    printed = {key_of(row): row for row in released.measures.to_dict("records")}
    said = [(block.text, key) for block in report.blocks if isinstance(block, Text) for key in block.figures]
    for text, key in said:
        row = printed[key]
        assert row["status"] != Status.OK or swedish.number(row["value"]) in text
    assert bool(said) == bool(unit)  # the meeting's charts and tables say it all


@pytest.mark.parametrize("unit", ["", BRACKE])
def test_every_picture_has_as_many_marks_as_it_is_told_to_have(packs: Packs, unit: str) -> None:
    pack = packs(unit)
    pictures = [file for file in pack.shown if file.path.endswith(".svg")]
    assert any(file.blocks[0].guarded for file in pictures)
    for file in pictures:
        drawn = re.findall(rb'<g id="varde-\d+">', pack.files[file.path])
        assert len(drawn) == file.blocks[0].marks
        assert bool(file.blocks[0].figures) == file.blocks[0].guarded


@pytest.mark.parametrize("unit", ["", BRACKE])
def test_the_list_of_charts_carries_the_figures_of_the_charts(packs: Packs, unit: str) -> None:
    pack = packs(unit)
    ((table),) = blocks(pack, "alt-texter.csv")
    lines = list(csv.reader(pack.files["figurer/alt-texter.csv"].decode("utf-8-sig").splitlines(), delimiter=";"))[1:]
    figures = {file.blocks[0].name: file.blocks[0].figures for file in pack.shown if file.path.endswith(".svg")}
    told = {(cell.row, cell.column): cell.figures for cell in table.cells}
    for at, line in enumerate(lines):
        for column in (2, 3, 4):
            assert told.get((at, column), ()) == figures[line[2]]


def test_the_lists_of_files_hold_nothing_of_persons(meeting: Released) -> None:
    entry = FolderEntry("Bräcke", "kommun/bracke", (FileEntry("a.pdf", "Rapport", 1),))
    pack = build_contents(replace(meeting.edition, partial=True), [entry])
    assert [file.path for file in pack.shown] == list(pack.files)
    for file in pack.shown:
        assert [block.kind for block in file.blocks] == [BlockKind.HEADING, BlockKind.TABLE]
        assert not any(block.guarded or list(keys(block)) for block in file.blocks)


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["", BRACKE])
def test_the_example_county_tells_of_every_figure(released: Callable[[str, str], Released], unit: str) -> None:
    whole = released("2025-06", unit)
    pack = build_pack(whole, ALL)
    assert sorted(file.path for file in pack.shown) == sorted(pack.files)
    told = {key for file in pack.shown for block in file.blocks for key in keys(block)}
    rows = whole.measures[(whole.measures["policy"] != OPEN_POLICY) & (whole.measures["status"] != Status.SAKNAS)]
    assert {key_of(row) for row in rows.to_dict("records")} <= told
