"""How much the interview is used comes first; a kommun whose figures are hidden reads one sentence and no figure."""

from collections.abc import Callable
from dataclasses import replace

from oj_analys import catalog
from oj_analys.charts.chart import Chart
from oj_analys.charts.said import Said
from oj_analys.domain import Statistic, Status
from oj_analys.example.truths import BRACKE, RAGUNDA
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Figure, Heading, Note, Report, Table, Text
from oj_analys.reports.clients import basis_said, need_chart
from oj_analys.reports.interview import interview_blocks
from oj_analys.reports.kommun import kommun_report

Seen = Callable[[str], Released]
Blank = Callable[..., Released]
Drawn = Callable[[Chart], str]

PHRASE = "visas inte, för att ingen enskild ska kunna pekas ut"
HIDDEN = Status.SEKRETESS
FORM = catalog.interview_form("asi")
STRICTER = replace(catalog.policy("asi_klient"), least=dict.fromkeys(Statistic, 25))


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
    assert spoken[0].text == FORM.explanation
    assert spoken[1].lead.startswith("Täckning")
    assert (
        spoken[1].text == "Bräcke kommun 2024: 41 procent av 77 utredningar. Länet 2024: 41 procent av 77 utredningar."
    )


def test_the_clients_stand_beside_how_many_are_interviewed(seen: Seen) -> None:
    blocks = section(seen(BRACKE))
    assert any("Täckning i länet" in block.text for block in blocks if isinstance(block, Text))
    assert any("inte alla klienter" in block.text for block in blocks if isinstance(block, Note))


def basis(released: Released, period: str = "2023/2024") -> str:
    return basis_said(released, FORM, period).text


def test_coverage_is_told_for_every_year_of_the_interviews(meeting: Released, blanked: Blank) -> None:
    unit = meeting.edition.grupp.unit
    assert basis(meeting) == "75 intervjuer 2023–2024. Täckning i länet: 41 procent 2024, 41 procent 2023."
    unknown = blanked(meeting, Status.SAKNAS, "asi.tackning", unit=unit, period="2023")
    assert basis(unknown) == "75 intervjuer 2023–2024. Täckning i länet: 41 procent 2024, okänd 2023."
    hidden = blanked(meeting, HIDDEN, "asi.tackning", unit=unit, period="2023")
    assert basis(hidden) == f"75 intervjuer 2023–2024. Täckning i länet: 41 procent 2024; 2023 {PHRASE}."


def test_without_usage_data_coverage_is_unknown(meeting: Released) -> None:
    rows = meeting.measures
    without = replace(meeting, measures=rows[rows["measure"] != "asi.tackning"])
    assert basis(without) == "75 intervjuer 2023–2024. Täckning okänd."


def test_a_hidden_number_of_interviews_is_not_told(meeting: Released, blanked: Blank) -> None:
    hidden = blanked(meeting, HIDDEN, "asi.intervjuer", unit=meeting.edition.grupp.unit)
    assert basis(hidden) == "Täckning i länet: 41 procent 2024, 41 procent 2023."


def test_the_chart_and_the_text_tell_the_basis(seen: Seen, drawn: Drawn) -> None:
    blocks = section(seen(BRACKE))
    (chart,) = (block.chart for block in blocks if isinstance(block, Figure))
    (text,) = (block.text for block in blocks if isinstance(block, Text) and "Diagrammet" in block.text)
    assert basis(seen(BRACKE)) in drawn(chart)
    assert basis(seen(BRACKE)) in text


def test_usage_and_clients_name_their_own_files(seen: Seen, drawn: Drawn) -> None:
    blocks = section(seen(BRACKE))
    usage = next(block for block in blocks if isinstance(block, Table))
    (chart,) = (block.chart for block in blocks if isinstance(block, Figure))
    assert usage.note.endswith("Grunddata: Kommunerna. Hämtat 2025-02-14.")
    assert "Bearbetning: Avsändaren. Grunddata: Kommunerna. Hämtat 2025-02-10." in drawn(chart)


def test_a_chart_that_is_drawn_once_is_never_an_old_one(seen: Seen, drawn: Drawn) -> None:
    first = seen(BRACKE)
    rows = first.measures
    other = replace(
        first, measures=rows.assign(value=rows["value"].mask(rows["measure"].str.endswith("hjalpbehov"), 25.0))
    )
    stricter = replace(first, edition=replace(first.edition, policies=(STRICTER,)))
    charts = [need_chart(each, FORM, "2023/2024", Said()) for each in (first, first, other, stricter)]
    assert charts[0] is charts[1]
    assert charts[0].alt != charts[2].alt
    assert "minst 10 svar" in drawn(charts[0])
    assert "minst 25 svar" in drawn(charts[3])


def test_a_sum_that_lacks_a_kommun_says_so(seen: Seen, blanked: Blank) -> None:
    whole = seen(BRACKE)
    blocks = section(blanked(whole, Status.SAKNAS, r"asi\.utredningar", unit=whole.edition.grupp.unit, period="2023"))
    usage = next(block for block in blocks if isinstance(block, Table))
    assert "– alla kommuner har inte lämnat uppgift." in usage.note


def test_a_kommun_that_left_no_figures_is_one_sentence(seen: Seen, blanked: Blank) -> None:
    _, sentence = section(blanked(seen(BRACKE), Status.SAKNAS, r"asi\..*", unit=BRACKE))
    assert isinstance(sentence, Text)
    assert sentence.text == "Bräcke kommun har inte lämnat några uppgifter om ASI 2023 och 2024."


def test_hidden_clients_of_the_group_are_one_sentence(seen: Seen, blanked: Blank) -> None:
    whole = seen(BRACKE)
    blocks = section(blanked(whole, Status.SEKRETESS, r"asi\..*\.hjalpbehov", unit=whole.edition.grupp.unit))
    assert not [block for block in blocks if isinstance(block, Figure)]
    assert f"Klienternas eget hjälpbehov i länet {PHRASE}." in [b.text for b in blocks if isinstance(b, Text)]
