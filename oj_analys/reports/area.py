"""One area of a kommun's pack: what the kommun has, one or two charts, and the tables."""

from __future__ import annotations

from collections.abc import Iterator

from oj_analys import catalog, swedish
from oj_analys.charts.answers import draw_answers
from oj_analys.charts.chart import Chart
from oj_analys.charts.development import draw_development
from oj_analys.charts.dots import draw_dots
from oj_analys.charts.wording import printed
from oj_analys.domain import Area, Change, Direction, Grupp, Kommun, Position, ValueKind
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Cell, Column, Figure, Heading, Note, Table, Text
from oj_analys.reports.plan import comment_blocks
from oj_analys.reports.standing import CHANGED, Standing, changed, strongest, year_span
from oj_analys.reports.wording import (
    change_text,
    count_cell,
    group_label,
    judgement,
    missing_notes,
    reference_cell,
    reference_names,
    row_title,
    share_text,
    source_line,
    value_cell,
)

# One chart of answers holds at most this many questions, and an area at most this many measures with charts.
_QUESTIONS = 4
_CLEAR = 2


def area_blocks(released: Released, kommun: Kommun, area: Area, found: tuple[Standing, ...], first: int) -> list[Block]:
    """Return the blocks of an area; its charts are numbered from ``first``."""
    heading = Heading(2, area.name, area.id)
    comments = comment_blocks(released.plan, kommun, area)
    if not any(standing.shown for standing in found):
        return [heading, Text(nothing_sentence(kommun, area, found)), *comments]
    figures = tuple(standing for standing in found if not standing.measure.kind.is_answer)
    questions = tuple(standing for standing in found if standing.measure.kind.is_answer)
    grupp = released.edition.grupp
    blocks: list[Block] = [heading, Text(_content(figures, questions)), *comments]
    if figures:
        blocks += [measures_table(area, kommun, grupp, figures), *_cautions(figures)]
        charts = enumerate(_of_figures(released, figures), start=first)
        blocks += [Figure(number, slug, chart) for number, (slug, chart) in charts]
    if questions:
        blocks += [questions_table(area, kommun, grupp, questions), *_cautions(questions)]
    if chart := _of_questions(released, figures, questions):
        drawn = sum(isinstance(block, Figure) for block in blocks)
        blocks.append(Figure(first + drawn, f"{area.id}_fragor", chart))
    return blocks


def nothing_sentence(kommun: Kommun, area: Area, found: tuple[Standing, ...]) -> str:
    """Say in one sentence that, and why, an area has nothing to show."""
    subject = f"{swedish.lower_first(area.name)} för {swedish.kommun_name(kommun.name)}"
    reasons = {str(standing.status) for standing in found}
    if not reasons:
        return f"Det finns inga uppgifter om {subject} i den här utgåvan."
    texts = swedish.join(catalog.labels().status[reason].text for reason in sorted(reasons))
    return f"Det finns inget att visa om {subject} ({year_span(found)}): {texts}."


def measures_table(area: Area, kommun: Kommun, grupp: Grupp, figures: tuple[Standing, ...]) -> Table:
    """Set own values beside the group and riket, with the judgement against riket."""
    any_mean = any(_group_value(standing, grupp)[1] for standing in figures)
    notes = [
        f"* medelvärde av kommunerna {grupp.in_text}, varje kommun räknas lika" if any_mean else "",
        missing_notes(figures),
        f"{swedish.DASH} i sista kolumnen: går inte att bedöma mot slumpen, se Så har vi räknat",
    ]
    return Table(
        f"{area.id}_matt",
        f"{area.name}: mått",
        (
            Column("Mått", width=3.9),
            Column("År", width=1.1),
            Column(kommun.name, numeric=True, width=1.35),
            Column("Svar", numeric=True, width=0.75),
            Column("Förra värdet", numeric=True, width=1.85),
            Column(group_label(grupp), numeric=True, width=1.2),
            Column("Riket", numeric=True, width=1.1),
            Column("Mot riket", width=2.1),
        ),
        tuple(_measure_row(standing, grupp) for standing in figures),
        "; ".join(note for note in notes if note) + ".",
    )


def questions_table(area: Area, kommun: Kommun, grupp: Grupp, questions: tuple[Standing, ...]) -> Table:
    """Set own answers beside how many answer the full yes."""
    notes = missing_notes(questions)
    return Table(
        f"{area.id}_fragor",
        f"{area.name}: frågor som kommunen svarar på",
        (
            Column("Fråga", width=4.4),
            Column("År", width=0.7),
            Column(kommun.name, width=1.7),
            Column("Sedan förra svaret", width=2.3),
            Column(f"Ja {grupp.in_text}", width=1.3),
            Column("Ja i riket", numeric=True, width=1.35),
        ),
        tuple(_question_row(standing, grupp) for standing in questions),
        "Ja betyder det fullständiga svaret, till exempel Ja, för alla. Andelen gäller kommuner som har svarat."
        + (f" {notes}." if notes else ""),
    )


def _measure_row(standing: Standing, grupp: Grupp) -> tuple[Cell, ...]:
    group_value, is_mean = _group_value(standing, grupp)
    return (
        Cell(row_title(standing.measure)),
        Cell(swedish.period_text(standing.period)),
        value_cell(standing),
        count_cell(standing.n),
        _earlier_cell(standing),
        reference_cell(standing.measure, group_value, "*" if is_mean else ""),
        reference_cell(standing.measure, standing.riket.value),
        Cell(judgement(standing.riket)),
    )


def _earlier_cell(standing: Standing) -> Cell:
    if standing.earlier is None or standing.earlier.value is None:
        return Cell(swedish.DASH)
    value = printed(standing.measure, standing.earlier.value)
    return Cell(f"{value} ({swedish.period_text(standing.earlier.period)})", standing.earlier.value)


def _group_value(standing: Standing, grupp: Grupp) -> tuple[float | None, bool]:
    """Return the group's published value, else the mean of its kommuner, and whether it is such a mean.

    A number of inhabitants or the like has no mean that says anything of a kommun.
    """
    if standing.measure.kind is ValueKind.ANTAL:
        return None, False
    published = standing.against.get("lan")
    if published and published.value is not None:
        return published.value, False
    mean = standing.against.get("lan_kommuner") or standing.against[grupp.id]
    return mean.value, mean.value is not None


def _question_row(standing: Standing, grupp: Grupp) -> tuple[Cell, ...]:
    riket = standing.riket.value
    return (
        Cell(standing.measure.title),
        Cell(swedish.period_text(standing.period)),
        value_cell(standing),
        Cell(_since(standing)),
        Cell(share_text(standing.yes.get(grupp.unit))),
        Cell(swedish.DASH) if riket is None else Cell(swedish.percent_sign(riket), riket),
    )


def _since(standing: Standing) -> str:
    if standing.earlier is None:
        return swedish.DASH
    text = change_text(standing.earlier.change)
    if standing.earlier.change in (Change.OFORANDRAT, Change.KAN_INTE_BEDOMAS):
        return text
    return f"{text} ({standing.earlier.label} {swedish.period_text(standing.earlier.period)})"


def _content(figures: tuple[Standing, ...], questions: tuple[Standing, ...]) -> str:
    parts = []
    if figures:
        parts.append(f"{swedish.counted(len(figures), 'mått', 'mått')} från {year_span(figures)}")
    if questions:
        parts.append(f"{swedish.counted(len(questions), 'fråga', 'frågor')} från {year_span(questions)}")
    text = swedish.join(parts)
    return f"Här finns {text}."


def _of_figures(released: Released, figures: tuple[Standing, ...]) -> Iterator[tuple[str, Chart]]:
    """Draw the measures that differ clearly, each also over time; without such a one, the area's first measure."""
    compared, unit, marks = released.compared, released.unit, released.edition.marks
    names = reference_names(released.edition.grupp)
    clear = strongest(figures, Position.SAMRE, Position.BATTRE)[:_CLEAR]
    for standing in clear or _first(figures):
        line = source_line(released.edition, [standing.measure])
        stem = f"{standing.measure.area}_{swedish.slug(standing.measure.title)}"
        yield (
            f"{stem}_lage",
            draw_dots(compared, standing.measure, highlight=unit, marks=marks, source_line=line, reference_names=names),
        )
        if standing in clear:
            yield (
                f"{stem}_over_tid",
                draw_development(
                    compared, standing.measure, unit, marks=marks, source_line=line, reference_names=names
                ),
            )


def _of_questions(released: Released, figures: tuple[Standing, ...], questions: tuple[Standing, ...]) -> Chart | None:
    """Draw the questions whose answer has changed; in an area of questions only, the first ones."""
    shown = [item for item in questions if item.shown]
    compared = [item for item in shown if item.riket.value is not None]
    chosen = (changed(compared, *CHANGED) or ([] if _first(figures) else compared or shown))[:_QUESTIONS]
    if not chosen:
        return None
    return draw_answers(
        released.compared,
        [standing.measure for standing in chosen],
        released.unit,
        marks=released.edition.marks,
        source_line=source_line(released.edition, [standing.measure for standing in chosen]),
        reference_names=reference_names(released.edition.grupp),
    )


def _first(figures: tuple[Standing, ...]) -> list[Standing]:
    """Return the first measure with a value; before others what is still followed, can be judged and is no count."""
    shown = [item for item in figures if item.shown]
    return sorted(shown, key=_leads_little)[:1]


def _leads_little(item: Standing) -> tuple[bool, bool, bool]:
    retired = item.measure.retired is not None
    return item.measure.kind is ValueKind.ANTAL, retired, item.riket.position is Position.EJ_JAMFORBAR


def _cautions(found: tuple[Standing, ...]) -> list[Block]:
    """Say what must not be read into the tables: needs, new definitions, means of several years, ended measures."""
    lines = []
    for standing in found:
        measure = standing.measure
        if measure.direction is Direction.NONE:
            lines.append(f"{measure.title}: {measure.direction_reason}")
        lines += [
            f"{measure.title}: ny definition {year}, värden före och efter går inte att jämföra."
            for year in measure.breaks
        ]
        if measure.years > 1:
            lines.append(f"{measure.title}: varje värde är ett medelvärde för {measure.years} år.")
        if measure.retired is not None:
            lines.append(f"{measure.title}: måttet avslutades {measure.retired}.")
    return [Note(" ".join(lines), lead="Att tänka på:")] if lines else []
