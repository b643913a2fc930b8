"""The parts of a workbook: what is dangerous in them, and which part is which sheet."""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from defusedxml.ElementTree import fromstring

from oj_analys.domain import DataError, Problem
from oj_analys.sources.door.personnummer import refuse_in_sheet_names
from oj_analys.sources.door.sheet_rows import UnsafeXmlError
from oj_analys.sources.door.sheet_scan import EXTERNAL_BOOK, PartScan, refuse_unsafe, scan
from oj_analys.swedish import nfc

WORKBOOK = "xl/workbook.xml"

_RELATIONS = "xl/_rels/workbook.xml.rels"
_TYPES = "[content_types].xml"
_STRINGS = "xl/sharedstrings.xml"
_XML, _DRAWN = (".xml", ".rels"), ".vml"
_TYPE = re.compile(r"application/|http://(?:schemas|purl)\.")  # of a part or of a relation, not the address of a page
_DANGERS = {
    "makron": re.compile("vbaproject|macroenabled|macrosheet|dialogsheet"),
    "ActiveX-kontroller": re.compile("activex"),
    "inbäddade filer": re.compile("/embeddings/|/oleobject$|/package$"),
}
_PLACES = {  # beginnings of the parts' names
    "docprops/": "dokumentets egenskaper",
    "xl/comments": "en kommentar",
    "xl/threadedcomments": "en kommentar",
    "xl/worksheets/": "ett sidhuvud, en sidfot eller något annat utanför cellerna",
    "xl/workbook.xml": "ett definierat namn",
    "xl/drawings/": "en textruta, en bild eller en kommentar",
    "xl/charts/": "ett diagram",
    "xl/tables/": "en tabell",
    "xl/pivot": "en pivottabell",
    "xl/externallinks/": "en länk till en annan arbetsbok",
}
_ELSEWHERE = "en annan del av arbetsboken"


@dataclass(frozen=True, slots=True)
class SheetCheck:
    """A sheet as the workbook lists it, whether it is hidden, and what it holds beside values."""

    name: str
    is_hidden: bool
    scan: PartScan


@dataclass(frozen=True, slots=True)
class CheckedWorkbook:
    """A workbook of nothing but checked parts, its sheets in their order, and whether it has links to other workbooks.

    A reader that is given ``content`` cannot meet another byte than those that were checked, however the file that they
    came from is made. ``texts`` are what stands outside of the cells, by the kind of place.
    """

    content: io.BytesIO
    sheets: tuple[SheetCheck, ...]
    has_links: bool
    texts: tuple[tuple[str, Iterable[str]], ...] = field(repr=False)


def checked_parts(archive: zipfile.ZipFile, where: str) -> CheckedWorkbook:
    """Look through every part of a workbook whose members have been judged.

    Raises DataError for what is dangerous, and for names of sheets that cannot be told; for damaged parts whatever the
    zip or XML library raises.
    """
    content, scans = _unpacked(archive)
    _refuse_dangers(archive.namelist(), scans, where)
    listing = list(_sheet_parts(archive))
    names = [name for name, _, _ in listing]
    refuse_in_sheet_names(names, where)
    if len({name.casefold() for name in names}) < len(names):
        raise DataError(Problem(where, "två blad har samma namn", "", "Byt namn på det ena."))
    sheets = tuple(SheetCheck(name, is_hidden, scans[part]) for name, is_hidden, part in listing)
    has_links = any(EXTERNAL_BOOK in seen.links for seen in scans.values())
    return CheckedWorkbook(content, sheets, has_links, tuple(_texts(archive, scans)))


def _unpacked(archive: zipfile.ZipFile) -> tuple[io.BytesIO, dict[str, PartScan]]:
    """Return the XML parts as an archive that is not packed, and what each of them but the table of texts holds."""
    content, scans = io.BytesIO(), {}
    with zipfile.ZipFile(content, "w") as checked:
        for part in archive.namelist():
            if part.casefold().endswith(_XML):
                xml = archive.read(part)
                if part.casefold() == _STRINGS:
                    refuse_unsafe(xml)
                else:
                    scans[part] = scan(xml)
                checked.writestr(zipfile.ZipInfo(part), xml)
    content.seek(0)
    return content, scans


def _refuse_dangers(names: Iterable[str], scans: Mapping[str, PartScan], where: str) -> None:
    kinds = {text for part, seen in scans.items() if part.casefold().endswith((_TYPES, ".rels")) for text in seen.texts}
    said = {*(f"/{name}".casefold() for name in names), *(text.casefold() for text in kinds if _TYPE.match(text))}
    found = [danger for danger, pattern in _DANGERS.items() if any(map(pattern.search, said))]
    if any(seen.links - {EXTERNAL_BOOK} for seen in scans.values()):
        found.append("länkar som hämtar data ur andra program (DDE)")
    if found:
        action = "Kopiera värdena till en ny arbetsbok, och spara den som Excelarbetsbok (.xlsx)."
        raise DataError([Problem(where, f"arbetsboken innehåller {one}", "", action) for one in found])


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bool, str]]:
    """Yield the name of each sheet, whether it is hidden, and the part of the archive that holds it."""
    relations = fromstring(archive.read(_RELATIONS), forbid_dtd=True)
    targets = {relation.attrib["Id"]: relation.attrib["Target"] for relation in relations}
    for element in fromstring(archive.read(WORKBOOK), forbid_dtd=True).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            link = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
            part = posixpath.normpath(posixpath.join("/xl", targets[link])).removeprefix("/")
            yield nfc(element.attrib["name"]), element.attrib.get("state", "visible") != "visible", part


def _texts(archive: zipfile.ZipFile, scans: Mapping[str, PartScan]) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield each kind of place outside of the cells with the texts that stand there."""
    for part, seen in scans.items():
        yield _kind(part), seen.texts
    for part in archive.namelist():
        if part.casefold().endswith(_DRAWN):  # almost XML, and read by nobody
            yield _kind(part), _drawn_texts(archive.read(part))
    yield _ELSEWHERE, archive.namelist()


def _kind(part: str) -> str:
    return next((kind for start, kind in _PLACES.items() if part.casefold().startswith(start)), _ELSEWHERE)


def _drawn_texts(data: bytes) -> Iterable[str]:
    if b"<!doctype" in data.lower() or b"\0" in data:
        raise UnsafeXmlError("<!DOCTYPE")
    return {html.unescape(text) for text in re.split("[<>\"']", data.decode(errors="replace"))}
