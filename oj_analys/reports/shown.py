"""What the files of a report show of persons: every block of every file that the writers write, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from oj_analys.domain import Edition
from oj_analys.frames.shown import BlockKind, ShownBlock, ShownCell, ShownFile
from oj_analys.reports.blocks import Block, Figure, Heading, Logotype, Note, Report, Table, Text
from oj_analys.reports.contents import FolderEntry, contents_report
from oj_analys.reports.writers.book import book_sheets
from oj_analys.reports.writers.file_names import ALT_TEXTS, pdf_name, png_name, svg_name, workbook_name
from oj_analys.reports.writers.plain import clean

# The columns that say in words what a chart shows, the title first, in the workbook's sheet and in the list of charts.
_IN_SHEET = (1, 2, 3)
_IN_LIST = (2, 3, 4)


def shown_files(report: Report, formats: Sequence[str]) -> tuple[ShownFile, ...]:
    """Return the blocks of every file that the writers of some formats write.

    Args:
        report: The finished report.
        formats: Keys of :data:`~oj_analys.reports.writers.FORMATS`.

    Returns:
        The files in the order of the formats, named from the reader's folder. Of a PDF they hold every heading, table
        and picture, and the texts that are about persons, each by the words that it begins with in bold; of a workbook
        a table per sheet. A table with open figures beside those of persons is not guarded as a whole: only the cells
        that are listed are.
    """
    return tuple(file for form in formats for file in _FILES[form](report))


def contents_shown(edition: Edition, entries: Sequence[FolderEntry]) -> tuple[ShownFile, ...]:
    """Return the blocks of the lists of an edition's files, which hold no figure of persons."""
    blocks = tuple(_page_blocks(contents_report(edition, entries).blocks))
    return ShownFile("index.html", blocks), ShownFile("innehall.pdf", blocks)


def _pdf(report: Report) -> Iterator[ShownFile]:
    yield ShownFile(pdf_name(report), tuple(_page_blocks(report.blocks)))


def _workbook(report: Report) -> Iterator[ShownFile]:
    sheets = book_sheets(report)
    blocks = [_of_table(sheet.name, sheet.table, guarded=sheet.guarded) for sheet in sheets]
    if report.figures:
        blocks[-1] = _of_words(sheets[-1].name, report.figures, _IN_SHEET)
    yield ShownFile(workbook_name(report), tuple(blocks))


def _pictures(report: Report) -> Iterator[ShownFile]:
    for figure in report.figures:
        for name in (png_name(figure), svg_name(figure)):
            yield ShownFile(name, (_of_picture(figure),))
    if report.figures:
        yield ShownFile(ALT_TEXTS, (_of_words(ALT_TEXTS, report.figures, _IN_LIST),))


_FILES: Mapping[str, Callable[[Report], Iterable[ShownFile]]] = MappingProxyType(
    {"pdf": _pdf, "xlsx": _workbook, "figurer": _pictures}
)


def _page_blocks(blocks: Iterable[Block]) -> Iterator[ShownBlock]:
    """Give the blocks of a page in order; what follows a guarded heading is guarded until its section ends."""
    around: Heading | None = None
    for block in blocks:
        if isinstance(block, Heading) and (around is None or block.level <= around.level):
            around = block if block.guarded else None
        if (shown := _of_block(block, guarded=around is not None)) is not None:
            yield shown


def _of_block(block: Block, *, guarded: bool) -> ShownBlock | None:
    match block:
        case Heading():
            return ShownBlock(BlockKind.HEADING, clean(block.text), guarded or block.guarded, block.level)
        case Text(figures=figures) if guarded or figures:
            return ShownBlock(BlockKind.TEXT, clean(block.lead), guarded, figures=figures)
        case Note() if guarded:
            return ShownBlock(BlockKind.TEXT, clean(block.lead), guarded)
        case Table():
            return _of_table(block.caption, block, guarded=guarded)
        case Figure() | Logotype():
            return _of_picture(block)
    return None


def _of_table(name: str, table: Table, *, guarded: bool) -> ShownBlock:
    cells = tuple(
        ShownCell(row, column, (cell.figure,))
        for row, line in enumerate(table.rows)
        for column, cell in enumerate(line)
        if cell.figure is not None
    )
    return ShownBlock(BlockKind.TABLE, clean(name), guarded and not _holds_open_figures(table), cells=cells)


def _holds_open_figures(table: Table) -> bool:
    return any(cell.number is not None and cell.figure is None for line in table.rows for cell in line)


def _of_picture(figure: Figure | Logotype) -> ShownBlock:
    if isinstance(figure, Logotype):
        return ShownBlock(BlockKind.PICTURE, clean(figure.alt), guarded=False)
    chart = figure.chart
    return ShownBlock(
        BlockKind.PICTURE, clean(chart.title), bool(chart.figures), figures=chart.figures, marks=chart.values
    )


def _of_words(name: str, figures: Sequence[Figure], columns: Sequence[int]) -> ShownBlock:
    """Return the table that says in words what each chart shows, a row per chart."""
    cells = tuple(
        ShownCell(row, column, figure.chart.figures)
        for row, figure in enumerate(figures)
        for column in columns
        if figure.chart.figures
    )
    return ShownBlock(BlockKind.TABLE, name, guarded=False, cells=cells)
