"""What the sheet of a results workbook holds: which rows and columns, and what each cell says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from oj_analys import catalog, swedish
from oj_analys.domain import RIKET, Measure, RowType
from oj_analys.example import plan
from oj_analys.example.answers import coding_of
from oj_analys.example.cell import Cell
from oj_analys.example.editions import Release
from oj_analys.example.place import codes
from oj_analys.example.plan import Book
from oj_analys.example.seeds import uniforms

_SEX = {"T": "", "K": " kvinnor", "M": " män"}
_FIRST = 2
_OWN_ROUNDS = 3

_DISTRICTS = (
    ("0180", "018001", "Stockholm, norra delen"),
    ("0180", "018002", "Stockholm, södra delen"),
    ("1480", "148001", "Göteborg, centrum"),
    ("1480", "148002", "Göteborg, nordost"),
)
_DIVIDED = ("0180", "1480", "2380")


@dataclass(frozen=True, slots=True)
class Field:
    """A column of figures; ``of_n`` says that it holds the number of answers."""

    header: str
    measure: Measure
    year: int
    sex: str = "T"
    of_n: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row; ``unit`` is where its figures come from."""

    code: str
    name: str
    kind: RowType
    unit: str


def years(measure: Measure, rounds: tuple[int, ...]) -> tuple[int, ...]:
    """Return the years of a measure: those of its survey, up to its end, or around a break of its scale."""
    if measure.retired:
        return tuple(range(measure.retired - _OWN_ROUNDS + 1, measure.retired + 1))
    if measure.breaks:
        return tuple(range(measure.breaks[0] - 2, measure.breaks[0] + 2))
    return rounds


def latest_fields(book: Book, release: Release) -> list[Field]:
    """Return the columns of the book with the latest round, for surveys of persons also kvinnor and män."""
    latest = release.rounds(book)[-1]
    return [
        Field(f"{'B' if of_n else 'Ind '}{number}{_SEX[sex]}", measure, latest, sex, of_n)
        for number, measure in _numbered(book)
        if latest in years(measure, release.rounds(book))
        for sex in ("TKM" if plan.survey(measure.source_id) else "T")
        for of_n in _value_and_n(measure)
    ]


def series_fields(book: Book, release: Release) -> list[Field]:
    """Return the columns of the book with comparable rounds."""
    return [
        Field(f"{'B' if of_n else 'Ind '}{number} {year}", measure, year, of_n=of_n)
        for number, measure in _numbered(book)
        for year in years(measure, release.rounds(book))
        for of_n in _value_and_n(measure)
    ]


def rows(book: Book) -> Iterator[Row]:
    """Return riket, then every län followed by its kommuner and their parts, mixed as the publishers mix them."""
    yield Row("00", "Riket", RowType.RIKE, RIKET)
    for lan in catalog.lan():
        yield Row(lan.code, lan.name, RowType.LAN, lan.unit)
        for code in catalog.grupp(lan.unit).members:
            yield Row(code, catalog.kommun(code).name, RowType.KOMMUN, code)
            yield from _parts(book, code)


def content(cell: Cell, field: Field, row: Row, book: Book) -> str | float:
    """Return what stands in a cell; a marker may be an empty text, which is a blank cell."""
    if cell.marker is not None or cell.value is None:
        return cell.marker or ""
    if field.of_n:
        return cell.n or 0
    if field.measure.kind.is_answer and row.kind not in (RowType.RIKE, RowType.LAN):
        return coding_of(field.measure.source_id, field.year).label(cell.value) or ""
    return swedish.number(cell.value, field.measure.decimals) if book.text_numbers else cell.value


def _numbered(book: Book) -> Iterator[tuple[int, Measure]]:
    return enumerate((plan.measure(source_id) for source_id in book.measures), start=_FIRST)


def _value_and_n(measure: Measure) -> tuple[bool, ...]:
    return (False, True) if plan.survey(measure.source_id) else (False,)


def _parts(book: Book, kommun: str) -> Iterator[Row]:
    """Return the rows of districts, and for surveys of persons those of public and private homes.

    Their figures are those of another kommun, drawn by lot: nobody may take them for the whole kommun's.
    """
    for of, code, name in _DISTRICTS:
        if of == kommun:
            yield Row(code, name, RowType.STADSDEL, _by_lot(code))
    if book is plan.ELDER_BOOK and kommun in _DIVIDED:
        for kind in (RowType.OFFENTLIG, RowType.ENSKILD):
            yield Row(kommun, catalog.kommun(kommun).name, kind, _by_lot(kommun + kind))


def _by_lot(name: str) -> str:
    return codes()[int(uniforms(1, "part", name)[0] * len(codes()))]
