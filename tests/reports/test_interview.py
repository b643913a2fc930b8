"""How much the interview is used comes first; a kommun whose figures are hidden reads one sentence and no figure."""

from collections.abc import Callable

from oj_analys import catalog
from oj_analys.domain import Status
from oj_analys.example.truths import BRACKE, RAGUNDA
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Figure, Heading, Note, Report, Table, Text
from oj_analys.reports.guarded import figures_of, rows_of
from oj_analys.reports.instruments import coverage_text
from oj_analys.reports.interview import interview_blocks
from oj_analys.reports.kommun import kommun_report

Seen = Callable[[str], Released]
Blank = Callable[..., Released]

PHRASE = "visas inte, för att ingen enskild ska kunna pekas ut"
FORM = catalog.interview_form("asi")


def section(released: Released) -> list[Block]:
    return interview_blocks(released, catalog.kommun(released.unit), FORM, first=3)


def test_ragunda_is_one_sentence(seen: Seen) -> None:
    heading, sentence = section(seen(RAGUNDA))
    assert isinstance(heading, Heading)
    assert isinstance(sentence, Text)
    assert sentence.text == f"ASI: resultatet för Ragunda kommun 2023 och 2024 {PHRASE}."


def test_no_figure_of_ragundas_clients_is_anywhere(seen: Seen, lines: Callable[[Report], list[str]]) -> None:
    report = kommun_report(seen(RAGUNDA))
    sheet = next(sheet for sheet in report.sheets if sheet.name == "ASI")
    titles = [column.title for column in sheet.table.columns]
    assert {row[titles.index("Värde")].text for row in sheet.table.rows} == {".."}
    assert {row[titles.index("Status")].text for row in sheet.table.rows} == {PHRASE}
    assert not [cell for row in sheet.table.rows for cell in row if cell.number is not None]
    assert not [line for line in lines(report) if "41" in line or "77" in line]
    assert not [figure for figure in report.figures if figure.slug.startswith("asi")]


def test_usage_stands_before_the_clients(seen: Seen) -> None:
    blocks = section(seen(BRACKE))
    usage = next(block for block in blocks if isinstance(block, Table))
    (chart,) = (block for block in blocks if isinstance(block, Figure))
    assert blocks.index(usage) < blocks.index(chart)
    assert chart.number == 3
    assert [column.title for column in usage.columns] == [
        "Mått",
        "Bräcke 2023",
        "Bräcke 2024",
        "Länet 2023",
        "Länet 2024",
    ]
    coverage = next(row for row in usage.rows if row[0].text.startswith("Täckning"))
    assert [cell.number for cell in coverage[1:]] == [41.0] * 4
    assert FORM.proviso in usage.note


def test_coverage_is_said_in_words(seen: Seen) -> None:
    spoken = [block for block in section(seen(BRACKE)) if isinstance(block, Text)]
    assert spoken[0].lead.startswith("Täckning")
    assert spoken[0].text == "Bräcke kommun 2024: 41 procent. Länet 2024: 41 procent."


def test_the_clients_stand_beside_how_many_are_interviewed(seen: Seen) -> None:
    blocks = section(seen(BRACKE))
    assert any("Täckning i länet" in block.text for block in blocks if isinstance(block, Text))
    assert any("inte alla klienter" in block.text for block in blocks if isinstance(block, Note))


def test_without_usage_data_coverage_is_unknown(meeting: Released, blanked: Blank) -> None:
    grupp = meeting.edition.grupp
    rows = rows_of(meeting.measures, "asi")
    without = figures_of(rows[rows["measure"] != "asi.tackning"])
    assert coverage_text(without, FORM, grupp, "2023/2024") == "Täckning okänd."
    hidden = rows_of(blanked(meeting, Status.SEKRETESS, "asi.tackning", unit=grupp.unit).measures, "asi")
    assert coverage_text(figures_of(hidden), FORM, grupp, "2023/2024") == f"Täckningen {PHRASE}."


def test_coverage_of_years_outside_the_interviews_is_left_out(meeting: Released) -> None:
    figures = figures_of(rows_of(meeting.measures, "asi"))
    words = coverage_text(figures, FORM, meeting.edition.grupp, "2024")
    assert words == "Täckning i länet (andel av de inledda utredningarna): 41 procent 2024."


def test_a_kommun_that_left_no_figures_is_one_sentence(seen: Seen, blanked: Blank) -> None:
    _, sentence = section(blanked(seen(BRACKE), Status.SAKNAS, r"asi\..*", unit=BRACKE))
    assert isinstance(sentence, Text)
    assert sentence.text == "Bräcke kommun har inte lämnat några uppgifter om ASI 2023 och 2024."


def test_hidden_clients_of_the_group_are_one_sentence(seen: Seen, blanked: Blank) -> None:
    whole = seen(BRACKE)
    blocks = section(blanked(whole, Status.SEKRETESS, r"asi\..*\.hjalpbehov", unit=whole.edition.grupp.unit))
    assert not [block for block in blocks if isinstance(block, Figure)]
    assert f"Klienternas eget hjälpbehov i länet {PHRASE}." in [b.text for b in blocks if isinstance(b, Text)]
