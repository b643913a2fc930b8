"""Pages of Kolada's API as JSON files: whether the chain is whole and every record has its fields."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from oj_analys.domain import DataError, Problem
from oj_analys.sources._cells import listed
from oj_analys.sources._safe_open import read_json
from oj_analys.swedish import counted

Record = Mapping[str, Any]

FETCH_AGAIN = "Hämta mappen på nytt."

FIELDS: Mapping[str, frozenset[str]] = {
    "kpi": frozenset(
        (
            "id",
            "title",
            "description",
            "is_divided_by_gender",
            "municipality_type",
            "auspice",
            "operating_area",
            "perspective",
            "prel_publication_date",
            "publication_date",
            "publ_period",
            "has_ou_data",
        )
    ),
    "municipality": frozenset(("id", "title", "type")),
    "data": frozenset(("kpi", "municipality", "period", "values")),
}
VALUE_FIELDS = frozenset(("gender", "count", "status", "value", "isdeleted"))

_ENVELOPE = frozenset(("count", "values", "next_url"))


@dataclass(frozen=True, slots=True)
class Page:
    """One page: what messages call it, its records, whether another page follows, and its fingerprint."""

    name: str
    where: str
    records: tuple[Record, ...] = field(repr=False)
    has_next: bool
    sha256: str


def read_pages(folder: Path, where: str) -> Mapping[str, tuple[Page, ...]]:
    """Return the pages of each kind (``kpi``, ``municipality``, ``data``) in order; other files are left alone.

    Raises:
        DataError: every fault of every page at once: a page that is missing, cut short or has another shape, or records
            that lack a field. Fields beyond those that are needed are ignored.
    """
    if not folder.is_dir():
        raise DataError(Problem(where, "mappen finns inte", "", "Rätta namnet."))
    problems: list[Problem] = []
    pages = {kind: tuple(_read_kind(folder, where, kind, problems)) for kind in FIELDS}
    if problems:
        raise DataError(problems)
    return pages


def page_number(path: Path, kind: str) -> int | None:
    """Return the number of a page of a kind, None if the file is none.

    >>> page_number(Path("data_2.json"), "data"), page_number(Path("data_2.json"), "kpi")
    (2, None)
    """
    match = re.fullmatch(rf"{kind}_([1-9][0-9]{{0,5}})\.json", path.name)
    return int(match[1]) if match else None


def _read_kind(folder: Path, where: str, kind: str, problems: list[Problem]) -> Iterator[Page]:
    paths = {page: path for path in folder.iterdir() if (page := page_number(path, kind)) is not None}
    _check_chain(f"{where}/{kind}", set(paths), problems)
    last = max(paths, default=0)
    for page in sorted(paths):
        try:
            found = _read_page(paths[page], where, kind, problems)
        except DataError as error:
            problems += error.problems
            continue
        if found.has_next and page == last:
            missing = f'sidan säger att det finns fler, men "{kind}_{page + 1}.json" saknas'
            problems.append(Problem(found.where, missing, "", FETCH_AGAIN))
        if not found.has_next and page < last:
            beyond = f'sidan säger att den är den sista, men "{kind}_{last}.json" finns'
            problems.append(Problem(found.where, beyond, "", FETCH_AGAIN))
        yield found


def _check_chain(where: str, numbers: Collection[int], problems: list[Problem]) -> None:
    missing = [str(page) for page in range(1, max(numbers, default=1)) if page not in numbers] if numbers else ["1"]
    if missing:
        problems.append(Problem(where, f"sida {listed(missing)} saknas", "", FETCH_AGAIN))


def _read_page(path: Path, folder: str, kind: str, problems: list[Problem]) -> Page:
    where = f"{folder}/{path.name}"
    document = read_json(path, where)
    envelope = document.content if isinstance(document.content, dict) else {}
    missing = sorted(_ENVELOPE - envelope.keys())
    if missing or not isinstance(envelope["values"], list):
        found = f"sidan saknar {', '.join(missing)}" if missing else "values är ingen lista"
        raise DataError(Problem(where, found, f"en sida med {', '.join(sorted(_ENVELOPE))}", FETCH_AGAIN))
    records = tuple(envelope["values"])
    _check_records(where, kind, records, problems)
    return Page(path.name, where, records, bool(envelope["next_url"]), document.sha256)


def _check_records(where: str, kind: str, records: Collection[Any], problems: list[Problem]) -> None:
    found = _absent(where, enumerate(records, start=1), FIELDS[kind])
    if kind == "data" and not found:
        values = ((place, value) for place, record in enumerate(records, start=1) for value in _as_list(record))
        found = _absent(where, values, VALUE_FIELDS)
    problems += found


def _as_list(record: Record) -> list[Any]:
    """The values of a data record; something else than a list is a value without any field."""
    return record["values"] if isinstance(record["values"], list) else [None]


def _absent(where: str, records: Iterable[tuple[int, Any]], fields: frozenset[str]) -> list[Problem]:
    """Return which fields are absent, once for a page and not once for each record."""
    absent: dict[str, list[int]] = {}
    for place, record in records:
        for name in fields - (record.keys() if isinstance(record, dict) else set()):
            absent.setdefault(name, []).append(place)
    return [
        Problem(
            f"{where}, post {places[0]}",
            f'fältet "{name}" saknas i {counted(len(places), "post", "poster")}',
            ", ".join(sorted(fields)),
            FETCH_AGAIN,
        )
        for name, places in sorted(absent.items())
    ]
