"""How the parts of a workbook hang together: its sheets in order, their tables, its names."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from oj_analys.disclosure.readers.markup import local, name
from oj_analys.disclosure.readers.unreadable import Unreadable
from oj_analys.disclosure.readers.xlsx_sheet import Area, area

_BOOK = "xl/workbook.xml"
_NONE = Element("none")
_PRINTING = {"_xlnm.Print_Titles", "_xlnm.Print_Area", "_xlnm._FilterDatabase"}


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A worksheet: its name, its XML and where its tables lie."""

    name: str
    is_visible: bool
    root: Element
    tables: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets in order, the defined names with what they stand for, and what is wrong, in Swedish."""

    sheets: tuple[Sheet, ...]
    names: tuple[tuple[str, str], ...]
    faults: tuple[str, ...]


def book_of(trees: Mapping[str, Element]) -> Book:
    """Return the workbook that the parts of an archive make up."""
    root = trees.get(_BOOK)
    if root is None or local(root) != "workbook":
        raise Unreadable("filen är ingen arbetsbok")
    listed = [item for item in root.iter() if local(item) == "sheet"]
    targets = _targets(_BOOK, trees)
    shown = {member: item for item in listed if (member := targets.get(_relation(item), "")) in trees}
    orphans = [member for member in trees if posixpath.dirname(member) == "xl/worksheets" and member not in shown]
    return Book(
        sheets=(
            *(_sheet(member, item, trees) for member, item in shown.items()),
            *(_sheet(member, None, trees) for member in orphans),
        ),
        names=tuple(_names(root)),
        faults=tuple(_link_faults(trees)),
    )


def _sheet(member: str, item: Element | None, trees: Mapping[str, Element]) -> Sheet:
    """Return a sheet; one that the workbook does not list is never seen."""
    parts = (trees.get(target, _NONE) for target in _targets(member, trees).values())
    title, state = ("", "hidden") if item is None else (item.get("name", ""), item.get("state", "visible"))
    tables = tuple(area(part.get("ref", "")) for part in parts if local(part) == "table")
    return Sheet(title, state == "visible", trees[member], tables)


def _relation(item: Element) -> str:
    return next((value for key, value in item.attrib.items() if name(key) == "id"), "")


def _targets(member: str, trees: Mapping[str, Element]) -> dict[str, str]:
    """Return the members that a part refers to, by the id of the relation."""
    folder, file = posixpath.split(member)
    relations = trees.get(f"{folder}/_rels/{file}.rels", _NONE)
    return {
        relation.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        for relation in relations
    }


def _names(root: Element) -> Iterator[tuple[str, str]]:
    for item in root.iter():
        if local(item) == "definedName" and item.get("name") not in _PRINTING:
            yield item.get("name", ""), " ".join(filter(None, [item.text, item.get("comment")]))


def _link_faults(trees: Mapping[str, Element]) -> Iterator[str]:
    for member, root in trees.items():
        for relation in root if member.endswith(".rels") else ():
            if relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith("/hyperlink"):
                yield "arbetsboken hämtar något utanför filen"
