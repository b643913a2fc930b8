"""What lies beside the parts of a file."""

import pytest

from oj_analys.disclosure.auditor.beside import STRANGER, check_beside
from oj_analys.disclosure.auditor.ledger import ledger
from oj_analys.disclosure.auditor.notes import Notes
from oj_analys.disclosure.readers.content import Beside
from oj_analys.domain import Status
from oj_analys.frames.shown import BlockKind, Shown, ShownBlock, ShownFile

OPEN = ShownBlock(BlockKind.PICTURE, "Hemtjänst: Bräcke 72 procent", guarded=False)


def found(shown: Shown, *beside: Beside, pictures: int = 2) -> list[str]:
    keys = tuple(figure.key for figure in shown.figures if figure.status is Status.OK)
    drawn = ShownBlock(BlockKind.PICTURE, "Attityder", guarded=True, figures=keys, marks=len(keys))
    notes = Notes("paket.pdf")
    check_beside(beside, ShownFile("paket.pdf", (OPEN, drawn)[:pictures]), ledger(shown), notes)
    return [str(finding) for finding in notes.findings]


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("docProps/app.xml: AppVersion", "12.0000"),
        ("xl/styles.xml: numFmt, formatCode", "#,##0.0"),
        ("CreationDate", "D:20250623000000Z"),
        ("XMP CreateDate", "2025-06-23T00:00:00+00:00"),
        ("XMP NPages", "22"),
        ("XMP InstanceID", "8Kx/iLpXonYdrkyYFdBluA=="),
        ("Creator", "Typst 0.15.1"),
        ("sida 4, utanför texten", "Sida 4 av 22"),
        ("docProps/core.xml: title", "Läge juni 2025"),
        ("xl/charts/chart1.xml: v", "3.4"),
    ],
)
def test_what_a_format_has_to_say_and_figures_of_the_file_pass(where: str, text: str, shown: Shown) -> None:
    assert found(shown, Beside(where, text)) == []


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("docProps/app.xml: AppVersion", "Ragunda 2,9"),
        ("docProps/app.xml: Manager", "13"),
        ("Creator", "Ragunda 2,9"),
        ("xl/charts/chart1.xml: v", "2.9"),
        ("xl/charts/chart1.xml: v", "3.41"),
        ("sida 4, utanför texten", "2,9"),
        ("text i bild 2, sida 4", "2,9"),
        ("text i bild 3, sida 4", "72"),
    ],
)
def test_another_number_is_found(where: str, text: str, shown: Shown) -> None:
    assert len(found(shown, Beside(where, text))) == 1


def test_open_pictures_and_files_without_persons_are_left_alone(shown: Shown) -> None:
    assert found(shown, Beside("text i bild 1, sida 2", "72 procent")) == []
    assert found(shown, Beside("Title", "Bräcke 72 procent"), pictures=1) == []


def test_numbers_side_by_side_in_a_picture_may_have_run_together(shown: Shown) -> None:
    where = "text i bild 2, sida 4"
    values = [figure for figure in shown.figures if figure.status is Status.OK]
    labels = [f"{figure.value}".replace(".", ",") for figure in values]
    assert found(shown, Beside(where, labels[0] + labels[1])) == []
    assert found(shown, Beside(where, labels[0] + labels[0])) == [f"paket.pdf: bild 2: {STRANGER}"]


def test_the_axis_of_a_picture_passes(shown: Shown) -> None:
    assert found(shown, *(Beside("text i bild 2, sida 4", str(tick)) for tick in range(1, 6))) == []
