"""One file with a page of Kolada's API: at once where it is just as the API describes it, else with care.

A page of values that has exactly the fields of the API is decoded straight into typed records. Any other (a field too
many or too few, a value of another kind, a key that stands twice) is read as JSON and every record looked at, so that
all its faults are told; fields beyond those that are needed are left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, TypeVar

import msgspec
import numpy as np

from oj_analys.domain import DataError, Problem
from oj_analys.sources._safe_open import read_bytes, read_json, sha256
from oj_analys.sources._values import SEXES, Fault
from oj_analys.sources._watch import watched
from oj_analys.sources.kolada.faults import Faults
from oj_analys.swedish import counted

Metadata = Mapping[str, Any]
R = TypeVar("R")
Count = Annotated[int, msgspec.Meta(ge=0, lt=2**31)]

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
    "municipality_groups": frozenset(("id", "title", "members")),
    "data": frozenset(("kpi", "municipality", "period", "values")),
}

_ENVELOPE = frozenset(("count", "values", "next_url"))


class Entry(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """One value of a record; None where Kolada has none."""

    gender: Literal["T", "K", "M"]
    count: Count
    status: str
    value: float | None
    isdeleted: bool


class Record(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """The values of one nyckeltal, kommun and year."""

    kpi: str
    municipality: str
    period: int | str
    values: list[Entry]


class _DataPage(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    values: list[Record]
    count: Count
    next_url: str | None
    previous_url: str | msgspec.UnsetType | None = msgspec.UNSET


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """One page: what messages call it, its records, its count, what follows it (empty = nothing), its fingerprint."""

    where: str
    records: tuple[R, ...] = field(repr=False)
    count: int
    next_url: str
    sha256: str


_PLAIN_PAGE = msgspec.json.Decoder(_DataPage)
_VALUE_FIELDS = frozenset(Entry.__struct_fields__)
_TEXTS = (len(_ENVELOPE), 6, 7)  # names and texts of a page, a record (its period may be one more) and an entry
_QUOTE = ord('"')


def read_metadata(path: Path, where: str, kind: str) -> Page[Metadata]:
    """Return a page of ``kpi``, ``municipality`` or ``municipality_groups``.

    Raises:
        DataError: the file cannot be read, is no page, or a record lacks a field.
    """
    page = _read_carefully(path, where)
    if absent := _absent(where, enumerate(page.records, start=1), FIELDS[kind]):
        raise DataError(absent)
    return page


def read_data(path: Path, where: str) -> Page[Record]:
    """Return a page of values.

    Raises:
        DataError: the file cannot be read or is no page; a record or a value lacks a field or has one of another kind.
    """
    data = read_bytes(path, where)
    try:
        with watched(where, len(data)):
            page = _PLAIN_PAGE.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return _checked(_read_carefully(path, where))
    if not _names_once(page, data):
        return _checked(_read_carefully(path, where))
    return Page(where, tuple(page.values), page.count, page.next_url or "", sha256(data))


def _names_once(page: _DataPage, data: bytes) -> bool:
    """Say whether a page has no more names and texts than was decoded: a name that stands twice would be two more."""
    own, record, entry = _TEXTS
    texts = own + isinstance(page.next_url, str) + record * len(page.values)
    texts += (page.previous_url is not msgspec.UNSET) + isinstance(page.previous_url, str)
    texts += sum(isinstance(one.period, str) for one in page.values)
    texts += entry * sum(len(one.values) for one in page.values)
    quotes = np.count_nonzero(np.frombuffer(data, dtype=np.uint8) == _QUOTE)
    return b"\\" not in data and int(quotes) == 2 * texts


def _read_carefully(path: Path, where: str) -> Page[Any]:
    document = read_json(path, where)
    envelope = document.content if isinstance(document.content, dict) else {}
    if missing := sorted(_ENVELOPE - envelope.keys()):
        raise _no_page(where, f"sidan saknar {', '.join(missing)}")
    if not isinstance(envelope["values"], list):
        raise _no_page(where, "values är ingen lista")
    if not _is_count(envelope["count"]):
        raise _no_page(where, f'count är "{envelope["count"]}"')
    if not isinstance(envelope["next_url"] or "", str):
        raise _no_page(where, f'next_url är "{envelope["next_url"]}"')
    return Page(where, tuple(envelope["values"]), envelope["count"], envelope["next_url"] or "", document.sha256)


def _no_page(where: str, found: str) -> DataError:
    return DataError(Problem(where, found, f"en sida med {', '.join(sorted(_ENVELOPE))}", FETCH_AGAIN))


def _checked(page: Page[Any]) -> Page[Record]:
    """Return a page of values with its records typed, once every field of every record has been looked at."""
    if absent := _absent(page.where, enumerate(page.records, start=1), FIELDS["data"]):
        raise DataError(absent)
    values = ((place, one) for place, record in enumerate(page.records, start=1) for one in _as_list(record))
    if absent := _absent(page.where, values, _VALUE_FIELDS):
        raise DataError(absent)
    faults = Faults()
    for place, record in enumerate(page.records, start=1):
        _note_faults(f"{page.where}, post {place}", record, faults)
    if problems := [*faults.problems()]:
        raise DataError(problems)
    return Page(page.where, tuple(map(_record, page.records)), page.count, page.next_url, page.sha256)


def _as_list(record: Metadata) -> list[Any]:
    """The values of a data record; something else than a list is a value without any field."""
    return record["values"] if isinstance(record["values"], list) else [None]


def _absent(where: str, records: Iterable[tuple[int, Any]], fields: frozenset[str]) -> list[Problem]:
    """Return which fields are absent, once for a page and not once for each record."""
    absent: dict[str, list[int]] = {}
    for place, record in records:
        for name in fields - (record.keys() if isinstance(record, dict) else set()):
            absent.setdefault(name, []).append(place)
    return [_absence(where, name, places, fields) for name, places in sorted(absent.items())]


def _absence(where: str, name: str, places: list[int], fields: Collection[str]) -> Problem:
    found = f'fältet "{name}" saknas i {counted(len(places), "post", "poster")}'
    return Problem(f"{where}, post {places[0]}", found, ", ".join(sorted(fields)), FETCH_AGAIN)


def _note_faults(place: str, record: Metadata, faults: Faults) -> None:
    about = f"{record['kpi']}, {record['municipality']}, {record['period']}"
    for fault in _record_faults(record):
        faults.add(f"{place} ({about})", fault)
    for entry in record["values"]:
        for fault in _entry_faults(entry):
            faults.add(f"{place} ({about}, {entry['gender']})", fault)


def _record_faults(record: Metadata) -> Iterator[Fault]:
    for name in ("kpi", "municipality"):
        if not isinstance(record[name], str):
            yield Fault(f'{name} är "{record[name]}"', "en text")
    if not isinstance(record["period"], int | str) or isinstance(record["period"], bool):
        yield Fault(f'perioden är "{record["period"]}"', "ett år")


def _entry_faults(entry: Metadata) -> Iterator[Fault]:
    if entry["gender"] not in SEXES:
        yield Fault(f'okänd bokstav för kön "{entry["gender"]}"', ", ".join(SEXES))
    if entry["value"] is not None and not _is_number(entry["value"]):
        yield Fault(f'värdet är "{entry["value"]}"', "ett tal eller null")
    if not isinstance(entry["isdeleted"], bool):
        yield Fault(f'isdeleted är "{entry["isdeleted"]}"', "true eller false")
    if entry["count"] is not None and not _is_count(entry["count"]):
        yield Fault(f'count är "{entry["count"]}"', "ett antal")
    if not isinstance(entry["status"], str | None):
        yield Fault(f'status är "{entry["status"]}"', "en text")


def _record(record: Metadata) -> Record:
    return Record(record["kpi"], record["municipality"], record["period"], [*map(_entry, record["values"])])


def _entry(entry: Metadata) -> Entry:
    value = None if entry["value"] is None else float(entry["value"])
    return Entry(entry["gender"], entry["count"] or 0, entry["status"] or "", value, entry["isdeleted"])


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31
