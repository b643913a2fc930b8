"""Öppna jämförelser, EBP-termometern och ASI per kommun: från råfiler till rapportpaket.

The verbs below are all that is public. Each is loaded when it is first used, so that importing the package is quick.

Example:
    >>> import oj_analys as oj
    >>> oj.kommun("ÅRE").code
    '2321'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from oj_analys.analysis.comparison import compare as compare
    from oj_analys.analysis.gaps import sex_gaps as sex_gaps
    from oj_analys.analysis.history import answer_history as answer_history
    from oj_analys.analysis.signal_lists import group_signals as group_signals
    from oj_analys.analysis.signal_lists import signals as signals
    from oj_analys.analysis.trends import trend as trend
    from oj_analys.catalog import fokus as fokus
    from oj_analys.catalog import grupp as grupp
    from oj_analys.catalog import kommun as kommun
    from oj_analys.catalog.describe import describe as describe
    from oj_analys.charts.answer_matrix import chart_answer_matrix as chart_answer_matrix
    from oj_analys.charts.answer_shares import chart_answer_shares as chart_answer_shares
    from oj_analys.charts.answers import chart_answers as chart_answers
    from oj_analys.charts.areas import chart_areas as chart_areas
    from oj_analys.charts.bars import chart_bars as chart_bars
    from oj_analys.charts.change import chart_change as chart_change
    from oj_analys.charts.changes import chart_changes as chart_changes
    from oj_analys.charts.county_map import chart_map as chart_map
    from oj_analys.charts.detectable import chart_detectable as chart_detectable
    from oj_analys.charts.development import chart_development as chart_development
    from oj_analys.charts.developments import chart_developments as chart_developments
    from oj_analys.charts.dots import chart_dots as chart_dots
    from oj_analys.charts.funnel import chart_funnel as chart_funnel
    from oj_analys.charts.gaps import chart_gaps as chart_gaps
    from oj_analys.charts.likert import chart_likert as chart_likert
    from oj_analys.charts.overview import chart_overview as chart_overview
    from oj_analys.charts.problem_free import chart_problem_free as chart_problem_free
    from oj_analys.charts.profile import chart_profile as chart_profile
    from oj_analys.charts.question_matrix import chart_question_matrix as chart_question_matrix
    from oj_analys.charts.rank_intervals import chart_ranks as chart_ranks
    from oj_analys.charts.ratings import chart_ratings as chart_ratings
    from oj_analys.charts.response_rate import chart_response_rate as chart_response_rate
    from oj_analys.charts.spine import chart_spine as chart_spine
    from oj_analys.disclosure import protect as protect
    from oj_analys.publication import publish as publish
    from oj_analys.reports.kommun import kommun_report as kommun_report
    from oj_analys.reports.rug import rug_report as rug_report
    from oj_analys.saving import save as save
    from oj_analys.scoring import count_answers as count_answers
    from oj_analys.scoring import score as score
    from oj_analys.sources.interviews.read import read_asi as read_asi
    from oj_analys.sources.kolada.read import read_kolada as read_kolada
    from oj_analys.sources.loaded import load as load
    from oj_analys.sources.oj.read import read_oj as read_oj
    from oj_analys.sources.own.read import read_measures as read_measures
    from oj_analys.sources.plan.read import read_plan as read_plan
    from oj_analys.sources.survey.read import read_survey as read_survey

_HOMES = {
    "load": "oj_analys.sources.loaded",
    "read_oj": "oj_analys.sources.oj.read",
    "read_kolada": "oj_analys.sources.kolada.read",
    "read_survey": "oj_analys.sources.survey.read",
    "read_asi": "oj_analys.sources.interviews.read",
    "read_measures": "oj_analys.sources.own.read",
    "read_plan": "oj_analys.sources.plan.read",
    "score": "oj_analys.scoring",
    "count_answers": "oj_analys.scoring",
    "protect": "oj_analys.disclosure",
    "compare": "oj_analys.analysis.comparison",
    "trend": "oj_analys.analysis.trends",
    "answer_history": "oj_analys.analysis.history",
    "sex_gaps": "oj_analys.analysis.gaps",
    "signals": "oj_analys.analysis.signal_lists",
    "group_signals": "oj_analys.analysis.signal_lists",
    "chart_dots": "oj_analys.charts.dots",
    "chart_development": "oj_analys.charts.development",
    "chart_answers": "oj_analys.charts.answers",
    "chart_bars": "oj_analys.charts.bars",
    "chart_profile": "oj_analys.charts.profile",
    "chart_likert": "oj_analys.charts.likert",
    "chart_ratings": "oj_analys.charts.ratings",
    "chart_answer_matrix": "oj_analys.charts.answer_matrix",
    "chart_answer_shares": "oj_analys.charts.answer_shares",
    "chart_areas": "oj_analys.charts.areas",
    "chart_change": "oj_analys.charts.change",
    "chart_changes": "oj_analys.charts.changes",
    "chart_detectable": "oj_analys.charts.detectable",
    "chart_developments": "oj_analys.charts.developments",
    "chart_funnel": "oj_analys.charts.funnel",
    "chart_gaps": "oj_analys.charts.gaps",
    "chart_map": "oj_analys.charts.county_map",
    "chart_overview": "oj_analys.charts.overview",
    "chart_problem_free": "oj_analys.charts.problem_free",
    "chart_question_matrix": "oj_analys.charts.question_matrix",
    "chart_ranks": "oj_analys.charts.rank_intervals",
    "chart_response_rate": "oj_analys.charts.response_rate",
    "chart_spine": "oj_analys.charts.spine",
    "kommun_report": "oj_analys.reports.kommun",
    "rug_report": "oj_analys.reports.rug",
    "save": "oj_analys.saving",
    "publish": "oj_analys.publication",
    "describe": "oj_analys.catalog.describe",
    "fokus": "oj_analys.catalog",
    "kommun": "oj_analys.catalog",
    "grupp": "oj_analys.catalog",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the verbs, in one place


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a verb has the type of its home
    """Load a verb from its home on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'oj_analys' has no attribute {name!r}")
    verb = getattr(import_module(_HOMES[name]), name)
    globals()[name] = verb
    return verb


def __dir__() -> list[str]:
    """List the verbs."""
    return __all__
