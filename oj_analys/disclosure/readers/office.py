"""What the parts of an Office file say outside of their cells, and which parts may not be there at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from oj_analys.disclosure.readers.content import Beside
from oj_analys.disclosure.readers.markup import is_remark, local, name, plain

_WORDED = {
    *("name", "displayName", "uniqueName", "userName", "author", "alias", "title", "caption", "descr"),
    *("altText", "altTextSummary", "alt", "display", "tooltip", "location", "url", "prompt", "promptTitle"),
    *("error", "errorTitle", "comment", "string", "totalsRowLabel", "formatCode", "sheet", "c", "v"),
}

_FORBIDDEN = {
    "xl/media/": "inbäddade bilder",
    "xl/vbaproject": "makron",
    "xl/macrosheets/": "makron",
    "xl/externallinks/": "länkar till andra arbetsböcker",
    "xl/embeddings/": "inbäddade filer",
    "xl/pivot": "pivottabeller",
    "xl/slicer": "utsnitt",
    "customxml/": "egen XML",
    "xl/comments": "kommentarer",
    "xl/threadedcomments/": "kommentarer",
    "xl/persons/": "kommentarer",
    "xl/activex/": "kontroller",
    "xl/ctrlprops/": "kontroller",
    "xl/connections": "datakopplingar",
    "xl/querytables/": "datakopplingar",
    "xl/model/": "en datamodell",
    "xl/revisions/": "spårade ändringar",
}
_UNUSUAL = {
    "hyperlink": "länkar",
    "hlinkClick": "länkar",
    "conditionalFormatting": "villkorlig formatering",
    "dataBar": "villkorlig formatering",
    "iconSet": "villkorlig formatering",
    "sparklineGroup": "miniatyrdiagram",
}
_PLAIN_FORMAT = re.compile(r"(?:General|(?:[#0,.% ]|\\ )*)")
_ORDINARY = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|docprops/(core|app|custom)\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/(workbook|sharedstrings|styles|metadata|calcchain)\.xml|xl/theme/[^/]+|xl/tables/[^/]+\.xml"
    r"|xl/(worksheets|chartsheets|drawings|charts)/(_rels/)?[^/]+\.(xml|rels|vml)"
)


def words(element: Element) -> Iterator[Beside]:
    """Yield every text, remark and telling attribute inside an element, named by the element that holds it."""
    for item in element.iter():
        if said := plain(item.text):
            yield Beside("anmärkning i filen" if is_remark(item) else local(item), said)
        for key, value in item.attrib.items():
            if name(key) in _WORDED and plain(value):
                yield Beside(f"{local(item)}, {name(key)}", plain(value))


def forbidden_elements(roots: Iterable[Element]) -> Iterator[str]:
    """Yield in Swedish what the parts of a workbook have inside that no report has."""
    for part in (child for root in roots for child in root if local(child) != "sheetData"):
        for item in part.iter():
            kind = local(item)
            if kind in _UNUSUAL:
                yield f"arbetsboken har {_UNUSUAL[kind]}"
            elif kind == "numFmt" and not _PLAIN_FORMAT.fullmatch(item.get("formatCode", "")):
                yield "arbetsboken har ett talformat med egen text"


def forbidden_parts(members: Iterable[str]) -> Iterator[str]:
    """Yield in Swedish what an archive has that no report has."""
    for member in map(str.casefold, members):
        known = [what for start, what in _FORBIDDEN.items() if member.startswith(start)]
        if known:
            yield f"arbetsboken har {known[0]}"
        elif not _ORDINARY.fullmatch(member):
            yield "arbetsboken har en del av okänt slag"
