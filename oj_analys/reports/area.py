"""One area of a kommun's pack: what is put forward, one or two charts, and the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oj_analys import swedish
from oj_analys.charts.answers import draw_answers
from oj_analys.charts.chart import Chart
from oj_analys.charts.development import draw_development
from oj_analys.charts.dots import draw_dots
from oj_analys.domain import Area, Direction, Kommun, Measure, Position, Status, ValueKind
from oj_analys.frames import Released
from oj_analys.reports.area_tables import measures_table, questions_table
from oj_analys.reports.area_words import list_blocks, trend_blocks
from oj_analys.reports.blocks import Block, Figure, Heading, Note, Text
from oj_analys.reports.gender import gender_blocks
from oj_analys.reports.plan import comment_blocks
from oj_analys.reports.sentences.cautions import ended, new_definition, no_direction, several_years
from oj_analys.reports.sentences.missing import missing
from oj_analys.reports.standing import CHANGED, Standing, changed, figures_in, questions_in, strongest, year_span
from oj_analys.reports.wording import chart_setting

# One chart of answers holds at most this many questions, and an area at most this many measures with charts.
_QUESTIONS = 4
_CLEAR = 2


def area_blocks(released: Released, kommun: Kommun, area: Area, found: tuple[Standing, ...], first: int) -> list[Block]:
    """Return the blocks of an area; its charts are numbered from ``first``."""
    heading = Heading(2, area.name, area.id)
    comments = comment_blocks(released.plan, kommun, area)
    if not any(standing.shown for standing in found):
        return [heading, Text(nothing_sentence(kommun, area, found)), *comments]
    figures, questions = figures_in(found), questions_in(found)
    grupp = released.edition.grupp
    blocks: list[Block] = [heading, Text(_content(figures, questions)), *comments]
    blocks += list_blocks(released, kommun, area, found)
    if figures:
        blocks += [measures_table(area, kommun, grupp, figures), *trend_blocks(figures), *_cautions(figures)]
        charts = enumerate(_of_figures(released, figures), start=first)
        blocks += [Figure(number, slug, chart) for number, (slug, chart) in charts]
        blocks += gender_blocks(released, area)
    if questions:
        blocks += [questions_table(area, kommun, grupp, questions), *_cautions(questions)]
    if chart := _of_questions(released, figures, questions):
        drawn = sum(isinstance(block, Figure) for block in blocks)
        blocks.append(Figure(first + drawn, f"{area.id}_fragor", chart))
    return blocks


def nothing_sentence(kommun: Kommun, area: Area, found: tuple[Standing, ...]) -> str:
    """Say in few words that, and why, an area has nothing to show."""
    subject = f"{swedish.lower_first(area.name)} för {swedish.kommun_name(kommun.name)}"
    if not found:
        return f"Det finns inga uppgifter om {subject} i den här utgåvan."
    of = {status: tuple(standing for standing in found if standing.status is status) for status in Status}
    reasons = [missing(status, year_span(those)) for status, those in of.items() if those]
    return " ".join([f"Det finns inget att visa om {subject}.", *reasons])


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
    compared, unit = released.compared, released.unit
    clear = strongest(figures, Position.SAMRE, Position.BATTRE)[:_CLEAR]
    for standing in clear or _first(figures):
        setting = chart_setting(released.edition, [standing.measure])
        stem = f"{standing.measure.area}_{swedish.slug(standing.measure.title)}"
        yield (
            f"{stem}_lage",
            draw_dots(compared, standing.measure, highlight=unit, setting=setting),
        )
        if standing in clear:
            yield (
                f"{stem}_over_tid",
                draw_development(compared, standing.measure, unit, setting=setting),
            )


def _of_questions(released: Released, figures: tuple[Standing, ...], questions: tuple[Standing, ...]) -> Chart | None:
    """Draw the questions whose answer has changed; in an area of questions only, the first ones."""
    shown = [item for item in questions if item.shown]
    compared = [item for item in shown if item.riket.value is not None]
    chosen = (changed(compared, *CHANGED) or ([] if _first(figures) else compared or shown))[:_QUESTIONS]
    if not chosen:
        return None
    measures = [standing.measure for standing in chosen]
    return draw_answers(released.compared, measures, released.unit, setting=chart_setting(released.edition, measures))


def _first(figures: tuple[Standing, ...]) -> list[Standing]:
    """Return the first measure with a value; before others what is still followed, can be judged and is no count."""
    shown = [item for item in figures if item.shown]
    return sorted(shown, key=_leads_little)[:1]


def _leads_little(item: Standing) -> tuple[bool, bool, bool]:
    retired = item.measure.retired is not None
    return item.measure.kind is ValueKind.ANTAL, retired, item.riket.position is Position.EJ_JAMFORBAR


def _cautions(found: Iterable[Standing]) -> list[Block]:
    """Say what must not be read into the tables: needs, new definitions, means of several years, ended measures."""
    lines = [f"{standing.measure.title}: {text}" for standing in found for text in _of_measure(standing.measure)]
    return [Note(" ".join(lines), lead="Att tänka på:")] if lines else []


def _of_measure(measure: Measure) -> Iterator[str]:
    if measure.direction is Direction.NONE:
        yield no_direction(measure)
    yield from (new_definition(measure, year) for year in measure.breaks)
    if measure.years > 1:
        yield several_years(measure)
    if measure.retired is not None:
        yield ended(measure.retired)
