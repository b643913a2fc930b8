from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO

import pikepdf
import pytest
import typst
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf

from oj_analys.disclosure.readers import Content, Unreadable, read
from oj_analys.disclosure.readers.content import Part
from oj_analys.frames.shown import BlockKind

SOURCE = """
#set document(title: "Titeln", author: "Avsändaren", date: none)
#set page(width: 120mm, height: 60mm, header: [Sidhuvud], footer: context [Sida #counter(page).display()])
#set text(lang: "sv", hyphenate: true)
#set figure(supplement: none, numbering: none)
#set figure.caption(position: top)
#show figure: set block(breakable: true)
= Rubrik
#figure(kind: table, caption: [Antal per kommun], table(
  columns: 2, table.header[*Kommun*][*Antal*], ..range(12).map(i => ([K#i], [#(i * 11)])).flatten()),
)
== Under
Stycke som är *fetstilt* och så långt att det bryts över flera rader, med avstavningsprovokationerna och LSS-boenden.
#figure(kind: image, caption: [Diagram 1], image(
  bytes("<svg xmlns='http://www.w3.org/2000/svg' width='200' height='40'><text x='5' y='20'>Berg 12</text><text
  x='105' y='20'>34</text></svg>"), format: "svg", alt: "Stapel: Berg 12, Åre 34"))
- Punkt ett
- Punkt två
#link("https://exempel.invalid/")[Länk]
"""
PARAGRAPH = """Stycke som är fetstilt och så långt att det bryts över flera rader, med avstavningsprovokationerna
och LSS-boenden.""".replace("\n", " ")


@cache
def made() -> bytes:
    pdf = typst.compile(SOURCE.encode(), format="pdf", pdf_standards=["ua-1"])
    assert isinstance(pdf, bytes)
    return pdf


def changed(change: Callable[[Pdf], object]) -> Content:
    with Pdf.open(BytesIO(made())) as document:
        change(document)
        out = BytesIO()
        document.save(out)
    return read("a.pdf", out.getvalue())


def everything(content: Content) -> str:
    return "\n".join(item.text for item in content.beside)


def drawing(document: Pdf, content: bytes) -> None:
    """Draw something more on the first page, in a font of its own."""
    page = document.pages[0]
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.add_resource(font, Name.Font, Name.Kanarie)
    page.contents_add(document.make_stream(content))


def words(text: bytes, how: bytes = b"") -> bytes:
    return b"BT /Kanarie 8 Tf " + how + b" 20 20 Td (" + text + b") Tj ET"


def test_parts_in_reading_order() -> None:
    found = read("a.pdf", made())
    rows = (("Kommun", "Antal"), *((f"K{i}", str(i * 11)) for i in range(12)))
    assert found.parts == (
        Part(BlockKind.HEADING, "Rubrik", level=1),
        Part(BlockKind.TABLE, "Antal per kommun", rows=rows),
        Part(BlockKind.HEADING, "Under", level=2),
        Part(BlockKind.TEXT, PARAGRAPH),
        Part(BlockKind.PICTURE, "Diagram 1", alt="Stapel: Berg 12, Åre 34"),
        Part(BlockKind.TEXT, "• Punkt ett"),
        Part(BlockKind.TEXT, "• Punkt två"),
        Part(BlockKind.TEXT, "Länk"),
    )
    assert found.faults == ()
    assert set(found.authors) == {"Avsändaren"}


def test_running_titles_and_words_in_pictures_lie_beside() -> None:
    found = {(item.where, item.text) for item in read("a.pdf", made()).beside}
    assert {("sida 1, utanför texten", "Sidhuvud"), ("sida 2, utanför texten", "Sida 2")} <= found
    assert {text for where, text in found if where.startswith("text i bild 1")} == {"Berg 12", "34"}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (words(b"kanarie"), ()),
        (words(b"kanarie", b"3 Tr"), ("sida 1 har osynlig text",)),
        (b"/Span <</ActualText (kanarie)>> BDC EMC", ()),
        (b"/Span <</Alt <FEFF006B0061006E0061007200690065>>> BDC EMC", ()),
        (b"/Artifact BMC " + words(b"kanarie") + b" EMC", ()),
    ],
)
def test_text_that_no_tag_holds_lies_beside(content: bytes, fault: tuple[str, ...]) -> None:
    found = changed(lambda document: drawing(document, content))
    assert "kanarie" in everything(found)
    assert "kanarie" not in str(found.parts)
    assert found.faults == fault


def test_text_in_a_drawing_within_the_page_is_found() -> None:
    def change(document: Pdf) -> None:
        drawing(document, b"/Inre Do")
        page = document.pages[0]
        inner = document.make_stream(words(b"kanarie"), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 90, 90])
        inner.Resources = Dictionary(Font=Dictionary(Kanarie=page.Resources.Font.Kanarie))
        page.add_resource(inner, Name.XObject, Name.Inre)

    assert "kanarie" in everything(changed(change))


def _attach(document: Pdf) -> None:
    document.attachments["bilaga.txt"] = AttachedFileSpec(document, b"kanarie", filename="kanarie.txt")


def _note(document: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents="kanarie")
    document.pages[0].Annots = Array([document.make_indirect(note)])


def _script(document: Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="kanarie")


def _field(document: Pdf) -> None:
    field = document.make_indirect(Dictionary(FT=Name.Tx, T="fält", V="kanarie"))
    document.Root.AcroForm = Dictionary(Fields=[field])


def _layers(document: Pdf) -> None:
    group = document.make_indirect(Dictionary(Type=Name.OCG, Name="kanarie"))
    document.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(OFF=[group]))


def _page(document: Pdf) -> None:
    lost = Dictionary(Type=Name.Page, MediaBox=[0, 0, 9, 9], Tabs="kanarie")
    document.Root.Lost = document.make_indirect(lost)


def _launch(document: Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.Launch, F="kanarie")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (_attach, "PDF-filen har en bifogad fil"),
        (_note, "PDF-filen har en anteckning"),
        (_script, "PDF-filen har ett skript"),
        (_field, "PDF-filen har formulärfält"),
        (_layers, "PDF-filen har dolda lager"),
        (_page, "PDF-filen har sidor som inte visas"),
        (_launch, "PDF-filen har en länk som gör något"),
    ],
)
def test_what_may_not_be_there(change: Callable[[Pdf], object], fault: str) -> None:
    found = changed(change)
    assert found.faults == (fault,)
    assert "kanarie" in everything(found)
    assert any(b"kanarie" in raw for raw in found.raw[1:])


def _title(document: Pdf) -> None:
    document.docinfo.Subject = "kanarie"


def _outline(document: Pdf) -> None:
    with document.open_outline() as outline:
        outline.root[0].title = "kanarie"


def _alternative(document: Pdf) -> None:
    heading = next(item for item in document.objects if isinstance(item, Dictionary) and item.get("/S") == Name.H1)
    heading.ActualText = "kanarie"


def _metadata(document: Pdf) -> None:
    with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:description"] = "kanarie"


@pytest.mark.parametrize("change", [_title, _outline, _alternative, _metadata])
def test_properties_and_names_lie_beside(change: Callable[[Pdf], object]) -> None:
    found = changed(change)
    assert "kanarie" in everything(found)
    assert found.faults == ()


def test_authors_are_told() -> None:
    def change(document: Pdf) -> None:
        document.docinfo.Author = "Någon"
        with document.open_metadata(update_docinfo=False) as metadata:
            metadata["dc:creator"] = ["Någon annan"]

    assert {"Någon", "Någon annan"} <= set(changed(change).authors)


def test_a_text_longer_than_any_line_is_read_whole() -> None:
    long = b"".join(b"%d " % number for number in range(400))
    assert long.decode().strip() in everything(changed(lambda document: drawing(document, words(long))))


def test_an_attached_file_is_unpacked() -> None:
    assert b"kanarie" in changed(_attach).raw


def test_remarks_in_the_drawing_are_unpacked() -> None:
    assert any(b"% kanarie" in raw for raw in changed(lambda document: drawing(document, b"% kanarie\n")).raw)


def test_older_versions_and_what_lies_after_the_end() -> None:
    end = made().rindex(b"startxref")
    assert "PDF-filen har äldre versioner av sig själv kvar" in read("a.pdf", made() + made()[end:]).faults
    assert "det ligger något efter filens slut" in read("a.pdf", made() + b"\nkanarie").faults


def test_a_file_without_tags_has_no_parts() -> None:
    def change(document: Pdf) -> None:
        del document.Root.StructTreeRoot

    found = changed(change)
    assert found.parts == ()
    assert "PDF-filen saknar taggar" in found.faults
    assert "Stycke som är" in everything(found)


def test_a_structure_that_leads_round_in_a_ring_is_unreadable() -> None:
    def change(document: Pdf) -> None:
        root = document.Root.StructTreeRoot
        top = root.K[0] if isinstance(root.K, Array) else root.K
        top.K.append(top)

    with pytest.raises(Unreadable):
        changed(change)


def test_a_protected_file_is_unreadable() -> None:
    with Pdf.open(BytesIO(made())) as document:
        out = BytesIO()
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(Unreadable):
        read("a.pdf", out.getvalue())


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"ingen fil"])
def test_no_pdf_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read("a.pdf", data)
