"""A kommun's logotype on the first page: with its words, in proportion, out of the way, and known to the auditor."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from oj_analys.disclosure.auditor.file_audit import audit_file
from oj_analys.domain import Edition
from oj_analys.frames.shown import Shown
from oj_analys.reports.blocks import Heading, Logotype, Report
from oj_analys.reports.shown import shown_files
from oj_analys.reports.writers import FORMATS
from oj_analys.reports.writers.pdf import render_pdf

MM = 72 / 25.4
WIDEST, TALLEST = 60 * MM, 13 * MM
ALT = "Bräcke kommuns logotyp"
Box = tuple[float, float, float, float]


def logotype(width: int, height: int, mode: str = "RGB") -> Logotype:
    out = BytesIO()
    Image.new(mode, (width, height), (0, 78, 95, 200)[: len(mode)]).save(out, format="PNG")
    return Logotype(ALT, out.getvalue())


def with_logotype(report: Report, found: Logotype) -> Report:
    return replace(report, blocks=(found, *report.blocks))


def drawn(pdf: bytes) -> tuple[list[tuple[int, Box]], list[tuple[int, str, Box]]]:
    """Return the pictures of dots and the texts of a document: page, box from the left and from below."""
    pictures: list[tuple[int, Box]] = []
    texts: list[tuple[int, str, Box]] = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            images = page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
            pictures += [(number, image.get_bounds()) for image in images]
            letters = page.get_textpage()
            for at in range(letters.count_rects()):
                box = letters.get_rect(at)
                texts.append((number, letters.get_text_bounded(*box), box))
            letters.close()
            page.close()
    return pictures, texts


@pytest.fixture(scope="module")
def plain(report: Report) -> bytes:
    return render_pdf(report)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_it_is_the_first_figure_of_an_accessible_page_with_its_words(report: Report, mode: str) -> None:
    pdf = render_pdf(with_logotype(report, logotype(300, 100, mode)))
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.open_metadata()["pdfuaid:part"] == "1"
        kinds = [(str(item.S), str(item.get("/Alt", ""))) for item in walk(document.Root.StructTreeRoot)]
    figures = [alt for kind, alt in kinds if kind == "/Figure"]
    assert figures == [ALT, *(figure.chart.alt for figure in report.figures)]
    order = [kind for kind, _ in kinds]
    assert order.index("/Figure") < order.index("/H1")


def walk(element: pikepdf.Object) -> list[pikepdf.Object]:
    below = element.get("/K", pikepdf.Array())
    items = below if isinstance(below, pikepdf.Array) else [below]
    kept = [item for item in items if isinstance(item, pikepdf.Dictionary) and "/S" in item]
    return [each for item in kept for each in (item, *walk(item))]


@pytest.mark.parametrize("size", [(600, 200), (1_500, 100), (200, 260), (100, 100), (60, 13), (13, 400)])
def test_nothing_else_moves_and_nothing_is_covered(report: Report, plain: bytes, size: tuple[int, int]) -> None:
    pictures, texts = drawn(render_pdf(with_logotype(report, logotype(*size))))
    assert texts == drawn(plain)[1]
    ((page, (left, bottom, right, top)),) = pictures
    assert page == 0
    first = [box for number, _, box in texts if number == 0]
    assert not [box for box in first if box[0] < right and box[2] > left and box[1] < top and box[3] > bottom]
    marks = min(box[0] for _, text, box in texts if text.startswith("EXEMPELDATA"))
    assert right < marks - 10
    assert top < 297 * MM - 5 * MM  # where every printer prints


@settings(max_examples=25, deadline=None)
@given(width=st.integers(1, 1_500), height=st.integers(1, 400))
def test_it_is_never_stretched_nor_too_large(edition: Edition, width: int, height: int) -> None:
    report = Report(edition, "s", "Titel", "", (logotype(width, height), Heading(1, "Titel")), ())
    ((_, (left, bottom, right, top)),) = drawn(render_pdf(report))[0]
    wide, tall = right - left, top - bottom
    assert wide == pytest.approx(min(WIDEST, TALLEST * width / height), rel=0.002, abs=0.02)
    assert tall == pytest.approx(min(TALLEST, WIDEST * height / width), rel=0.002, abs=0.02)
    assert left == pytest.approx(20 * MM, abs=0.02)


def test_same_bytes_again_and_in_no_other_format(report: Report) -> None:
    marked = with_logotype(report, logotype(300, 100))
    assert render_pdf(marked) == render_pdf(marked)
    for name in ("xlsx", "figurer"):
        assert FORMATS[name](marked) == FORMATS[name](report)


def test_one_without_words_is_refused(report: Report) -> None:
    with pytest.raises(ValueError, match="a logotype has no alternative text"):
        render_pdf(with_logotype(report, replace(logotype(3, 1), alt=" ")))


def audited(edition: Edition, written: Report, declared: Report) -> list[str]:
    (file,) = shown_files(declared, ("pdf",))
    shown = Shown(edition.utgava, edition.sender, files=(file,))
    return [str(finding) for finding in audit_file(file.path, render_pdf(written), shown).findings]


def test_the_auditor_knows_it_and_finds_one_that_is_not_declared(edition: Edition, report: Report) -> None:
    marked = with_logotype(report, logotype(300, 100))
    assert audited(edition, marked, marked) == []
    assert any("en bild som inte är redovisad" in finding for finding in audited(edition, marked, report))
    assert any("en redovisad bild saknas" in finding for finding in audited(edition, report, marked))


def test_its_bytes_are_not_told() -> None:
    assert repr(logotype(3, 1)) == f"Logotype(alt={ALT!r})"
