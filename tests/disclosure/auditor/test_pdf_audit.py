"""A PDF about persons, as typst writes it: a heading, a paragraph, a table and a picture with its alternative text."""

from dataclasses import replace

import pytest
import typst

from oj_analys.disclosure.auditor.file_audit import audit_file
from oj_analys.domain import Status
from oj_analys.frames.shown import BlockKind, Shown, ShownBlock, ShownCell, ShownFile

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
TEXT = "Bräcke 2025: medelvärdet är 3,4 av 18 svar."
ALT = "Punktdiagram: Bräcke 3,4 (18 svar)."


def pdf(text: str = TEXT, value: str = "3,4", hidden: str = "..", alt: str = ALT, author: str = "FoU Påhitt") -> bytes:
    source = f"""
#set document(title: "Läget", author: "{author}", date: datetime(year: 2025, month: 6, day: 23))
#set text(lang: "sv")
= EBP-termometern
{text}
#figure(table(columns: 2, table.header[Kommun][Värde 2025], [Bräcke], [{value}], [Ragunda], [{hidden}]),
  caption: "Medelvärden", supplement: none, numbering: none)
#figure(image(bytes("{SVG.replace('"', "'")}"), alt: "{alt}"), alt: "{alt}", kind: image, supplement: "Diagram")
= Källor
En fil.
"""
    return bytes(typst.compile(source.encode(), pdf_standards=["ua-1"]))


@pytest.fixture(scope="module")
def edition(shown: Shown) -> Shown:
    keys = {figure.key.unit: figure.key for figure in shown.figures}
    own, hidden = keys["2305"], keys["2303"]
    blocks = (
        ShownBlock(BlockKind.HEADING, "EBP-termometern", guarded=True, level=1),
        ShownBlock(BlockKind.TEXT, "", guarded=True, figures=(own,)),
        ShownBlock(
            BlockKind.TABLE, "Medelvärden", guarded=True, cells=(ShownCell(0, 1, (own,)), ShownCell(1, 1, (hidden,)))
        ),
        ShownBlock(BlockKind.PICTURE, "Attityder", guarded=True, figures=(own,), marks=1),
        ShownBlock(BlockKind.HEADING, "Källor", guarded=False, level=1),
    )
    return replace(shown, files=(ShownFile("paket.pdf", blocks),))


def found(edition: Shown, data: bytes) -> list[str]:
    return [str(finding) for finding in audit_file("paket.pdf", data, edition).findings]


def test_a_pdf_that_shows_what_it_says_passes(edition: Shown) -> None:
    audit = audit_file("paket.pdf", pdf(), edition)
    assert audit.findings == ()
    assert sorted(number or 0 for number in audit.printed.values()) == [0, 3.4]
    assert {figure.status for figure in edition.figures if figure.key in audit.printed} == {Status.OK, Status.SEKRETESS}


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"text": "Ragunda 2025: 2,9."}, "ett tal som inte hör till"),
        ({"value": "3,41"}, "fler decimaler"),
        ({"hidden": "2,9"}, "en dold uppgift står med ett tal"),
        ({"hidden": "–"}, "saknar märket"),
        ({"alt": "Ragunda 2,9"}, "ett tal som inte hör till"),
        ({"author": "Anna Handläggare"}, "en annan författare"),
    ],
)
def test_what_a_pdf_lets_out(changes: dict[str, str], what: str, edition: Shown) -> None:
    findings = found(edition, pdf(**changes))
    assert any(what in finding for finding in findings), findings
