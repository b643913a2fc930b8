"""The charts of a questionnaire in a kommun's section, and what is said of the answers that are not drawn."""

from __future__ import annotations

from collections.abc import Iterator

from oj_analys import swedish
from oj_analys.charts.chart import Chart
from oj_analys.charts.likert import draw_likert
from oj_analys.charts.profile import draw_profile
from oj_analys.domain import Subscale
from oj_analys.reports.blocks import Block, Text
from oj_analys.reports.guarded import hidden_text, rows_at
from oj_analys.reports.instruments import answers_shown, item_scales, mostly_shown, score_ids
from oj_analys.reports.provenance import drawn_setting
from oj_analys.reports.surveyed import Surveyed


def questionnaire_charts(section: Surveyed) -> Iterator[tuple[str, Chart]]:
    """Draw the newest round that is shown: the profile, then the answers of each charted subscale mostly shown."""
    scored = section.shown(score_ids(section.instrument))
    if not scored:
        return
    ident, period = section.instrument.id, scored[-1]
    yield f"{ident}_profil", _profile(section, period)
    for subscale in section.instrument.subscales:
        if subscale.charted and _mostly_shown(section, subscale, period):
            yield f"{ident}_{subscale.id}", _answers(section, subscale, period)


def undrawn_answers(section: Surveyed) -> list[Block]:
    """Say of which subscales the answers are mostly hidden though the mean is shown, and where the others are."""
    scored = section.shown(score_ids(section.instrument))
    if not scored:
        return []
    period, when = scored[-1], swedish.period_text(scored[-1])
    counts = {each: _count_shown(section, each, period) for each in section.instrument.subscales}
    if not any(counts.values()):
        return [Text(f"Svaren på de enskilda påståendena {when} {hidden_text()}.")]
    few = [each for each in counts if not _mostly_shown(section, each, period)]
    return [Text(" ".join(filter(None, [_few_words(few, when), "Övriga svar står i arbetsboken, där de får visas."])))]


def _few_words(few: list[Subscale], when: str) -> str:
    if not few:
        return ""
    names = swedish.join(swedish.lower_first(each.name) for each in few)
    return f"Svaren om {names} {when} ritas inte. De flesta av dem {hidden_text()}."


def _count_shown(section: Surveyed, subscale: Subscale, period: str) -> int:
    return answers_shown(section.figures, section.kommun.code, period, item_scales(section.instrument, subscale))


def _mostly_shown(section: Surveyed, subscale: Subscale, period: str) -> bool:
    return mostly_shown(section.figures, section.kommun.code, period, item_scales(section.instrument, subscale))


def _profile(section: Surveyed, period: str) -> Chart:
    scores, unit = score_ids(section.instrument), section.kommun.code
    units = [each for each in (unit, section.grupp.unit) if section.figures.shows(each, scores, period)]
    return draw_profile(
        section.rows,
        section.instrument,
        [(each, period) for each in units],
        grupp=section.grupp,
        setting=drawn_setting(section.released, rows_at(section.rows, scores, units, [period])),
    )


def _answers(section: Surveyed, subscale: Subscale, period: str) -> Chart:
    unit, items = section.kommun.code, [name for name, _ in item_scales(section.instrument, subscale)]
    return draw_likert(
        section.rows,
        section.instrument,
        subscale.id,
        unit,
        period,
        grupp=section.grupp,
        setting=drawn_setting(section.released, rows_at(section.rows, items, [unit], [period])),
    )
