"""Workbooks that nobody should be given, made by hand: one maker for each way a file can do harm or mislead.

The numbers are those of the project's list of bad inputs. Every file holds a made-up answer that no message may quote.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CANARY = "Kanariefågel Ö."
SHEET = "xl/worksheets/sheet1.xml"
LAST = "XFD1048576"

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Parts = dict[str, bytes]
Maker = Callable[[Path], None]


@dataclass(frozen=True)
class Bad:
    """A file that is refused: its number on the list, its maker, and words that the message must hold."""

    row: int
    name: str
    make: Maker
    words: str


def cell(address: str, text: str = CANARY) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *cells: str, attributes: str = "") -> str:
    return f'<row r="{number}"{attributes}>{"".join(cells)}</row>'


ROWS = row(1, cell("A1", "Kod"), cell("B1")) + row(2, cell("A2", "2305"), '<c r="B2"><v>72.5</v></c>')


def sheet(rows: str = ROWS, before: str = "", after: str = "") -> str:
    body = f"{before}<sheetData>{rows}</sheetData>{after}"
    return f'{_DECLARATION}<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{body}</worksheet>'


def parts_of(*sheets: str, names: Sequence[str] = (), states: Mapping[int, str] | None = None) -> Parts:
    """Return the parts of a workbook with these sheets, "Blad1" and on unless named."""
    sheets = sheets or (sheet(),)
    states = states or {}
    numbers = range(1, len(sheets) + 1)
    titles = names or [f"Blad{number}" for number in numbers]
    listing = "".join(
        f'<sheet name="{title}" sheetId="{number}" r:id="rId{number}"'
        + (f' state="{states[number]}"/>' if number in states else "/>")
        for number, title in zip(numbers, titles, strict=True)
    )
    targets = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    texts = {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listing}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(*targets, ("rId91", "sharedStrings", "sharedStrings.xml")),
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}"></sst>',
        "docProps/core.xml": '<c:coreProperties xmlns:c="urn:c"><c:title></c:title></c:coreProperties>',
        **{f"xl/worksheets/sheet{number}.xml": content for number, content in zip(numbers, sheets, strict=True)},
    }
    return {name: text.encode() for name, text in texts.items()}


def relations(*targets: tuple[str, str, str]) -> str:
    listing = "".join(f'<Relationship Id="{a}" Type="{_OFFICE}/{b}" Target="{c}"/>' for a, b, c in targets)
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{listing}</Relationships>'


def types(main: str = f"{_SPREADSHEET}.sheet.main+xml", more: str = "") -> str:
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/>{more}</Types>'
    )


def pack(path: Path, parts: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def with_sheet(rows: str = ROWS, before: str = "", after: str = "") -> Maker:
    return lambda path: pack(path, parts_of(sheet(rows, before, after)))


def with_part(name: str, content: str | bytes = b"") -> Maker:
    """Add a part, or put it in another's place."""
    data = content.encode() if isinstance(content, str) else content
    return lambda path: pack(path, parts_of() | {name: data})


def with_content(content: bytes) -> Maker:
    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def declaring(part: str, doctype: str, encoding: str = "utf-8") -> Maker:
    """Put a document type at the beginning of a part."""

    def make(path: Path) -> None:
        parts = parts_of()
        text = parts[part].decode().removeprefix(_DECLARATION)
        parts[part] = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}{text}'.encode(encoding)
        pack(path, parts)

    return make


def swelling(megabytes: int) -> Maker:
    """Make a small file with a part of so many megabytes of spaces."""

    def make(path: Path) -> None:
        pack(path, parts_of())
        with (
            zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
            archive.open("xl/worksheets/sheet2.xml", "w", force_zip64=False) as part,
        ):
            for _ in range(megabytes):
                part.write(b" " * 1_000_000)

    return make


def lying(path: Path) -> None:
    """Make a file whose directory says that a part of 30 MB takes 1000 bytes."""
    swelling(30)(path)
    data = path.read_bytes()
    for place in (data.rindex(b"PK\x01\x02") + 24, data.index(b"PK\x03\x04", data.index(b"sheet2.xml") - 60) + 22):
        data = data[:place] + struct.pack("<I", 1000) + data[place + 4 :]
    path.write_bytes(data)


def linked(path: Path) -> None:
    """Make a file with a member that is a symbolic link."""
    pack(path, parts_of())
    link = zipfile.ZipInfo("xl/media/bild.xml")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/hostname")


def truncated(path: Path) -> None:
    pack(path, parts_of())
    path.write_bytes(path.read_bytes()[:-400])


def empty_rows(count: int, cells: str = "") -> Maker:
    """Make a sheet with so many rows below the table that have a look and no content."""

    def make(path: Path) -> None:
        below = "".join(row(number, cells, attributes=' s="1" customFormat="1"') for number in range(3, count + 1))
        with_sheet(ROWS + below)(path)

    return make


def external(link: str) -> Maker:
    return with_part("xl/externalLinks/externalLink1.xml", f'<externalLink xmlns="{_MAIN}">{link}</externalLink>')


def with_relation(kind: str) -> Maker:
    return with_part("xl/worksheets/_rels/sheet1.xml.rels", relations(("rId1", kind, "../x.xml")))


def merged(*areas: str) -> str:
    listing = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return f"<mergeCells>{listing}</mergeCells>"


BOMB = (
    '<!DOCTYPE a [<!ENTITY b "haha">'
    + "".join(f'<!ENTITY b{n} "&b{n - 1 or ""};&b{n - 1 or ""};">' for n in range(1, 40))
    + "]>"
)
FILE_ENTITY = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
FILE_TYPE = '<!DOCTYPE a SYSTEM "file:///etc/hostname">'
FORMULAS = row(3, '<c r="A3"><f>A1</f></c>', '<c r="C3"><f>A2</f><v/></c>')
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OUT = ("../x.xml", "xl/../../x.xml", "/x.xml", "C:/x.xml", "..\\x.xml", "xl\\x.xml")
VBA = '<Override PartName="/xl/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
XLSM = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"

BAD = (
    Bad(1, "unpacks to 300 MB", swelling(300), "MB uppackad; tillåtet: högst 200 MB"),
    Bad(1, "swells 1000 times", swelling(2), "växer orimligt mycket"),
    Bad(1, "lies about its size", lying, "skadad eller avkortad"),
    Bad(2, "entities in the sheet", declaring(SHEET, BOMB), "<!DOCTYPE"),
    *(Bad(3, f"entities in {part}", declaring(part, BOMB), "<!DOCTYPE") for part in parts_of() if part != SHEET),
    Bad(3, "entities in a drawing", with_part("xl/drawings/vmlDrawing1.vml", f"{BOMB}<xml/>"), "<!DOCTYPE"),
    Bad(3, "entities in UTF-16", declaring(SHEET, BOMB, "utf-16"), "<!DOCTYPE"),
    Bad(3, "texts in UTF-16", declaring("xl/sharedStrings.xml", "", "utf-16"), "en annan teckenkodning än UTF-8"),
    Bad(4, "an entity that is a file", declaring(SHEET, FILE_ENTITY), "<!DOCTYPE"),
    Bad(
        4, "a document type that is a file", declaring(SHEET, '<!DOCTYPE a SYSTEM "file:///etc/hostname">'), "<!DOCTYPE"
    ),
    Bad(7, "a cell at the end", with_sheet(ROWS + row(1048576, cell(LAST))), "rad 1 048 576 och kolumn XFD"),
    Bad(7, "a cell in another row", with_sheet(ROWS + row(3, cell(LAST))), "rad 1 048 576 och kolumn XFD"),
    Bad(9, "all merged", with_sheet(after=merged(f"A1:{LAST}")), "celler är sammanfogade ända till rad 1 048 576"),
    Bad(9, "merged without end", with_sheet(after=merged("A1:B")), "sammanfogade celler utan riktig adress"),
    Bad(11, "twins", with_part(SHEET.upper()), "ogiltiga eller upprepade namn"),
    *(Bad(12, f"member {name}", with_part(name), "ogiltiga eller upprepade namn") for name in OUT),
    Bad(12, "a symbolic link", linked, "ogiltiga eller upprepade namn"),
    Bad(13, "macros", with_part("xl/vbaProject.bin"), "makro"),
    Bad(13, "macros under another name", with_part("[Content_Types].xml", types(more=VBA)), "makro"),
    Bad(13, "a renamed xlsm", with_part("[Content_Types].xml", types(XLSM)), "makro"),
    Bad(13, "a macro sheet", with_part("xl/macrosheets/sheet1.xml", "<macrosheet/>"), "makro"),
    Bad(13, "a dialog sheet", with_relation("dialogsheet"), "makro"),
    Bad(14, "ActiveX", with_part("xl/activeX/activeX1.xml", "<ocx/>"), "ActiveX"),
    Bad(14, "an embedded file", with_part("xl/embeddings/oleObject1.bin"), "inbäddade filer"),
    Bad(14, "an embedded file elsewhere", with_relation("oleObject"), "inbäddade filer"),
    Bad(14, "DDE", external('<ddeLink ddeService="cmd" ddeTopic="/c calc"/>'), "DDE"),
    Bad(14, "OLE", external('<oleLink progId="Word.Document"/>'), "DDE"),
    Bad(15, "formulas without value", with_sheet(ROWS + FORMULAS), "formel utan värde i cell A3, C3"),
    Bad(18, "a password", with_content(OLE + "EncryptedPackage".encode("utf-16-le")), "skyddad med lösenord"),
    Bad(19, "an old workbook", with_content(OLE + bytes(600)), ".xls"),
    Bad(19, "a web page", with_content(b"<html><body><table><tr><td>1"), "webbsida (HTML)"),
    Bad(19, "a text file", with_content(f"Kod;Namn\r\n2305;{CANARY}\r\n".encode()), "textfil"),
    Bad(20, "truncated", truncated, "skadad eller avkortad"),
    Bad(20, "a damaged sheet", with_sheet(f"{ROWS}<row"), "skadad eller avkortad"),
)
