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
    from oj_analys.analysis.trends import trend as trend
    from oj_analys.catalog import grupp as grupp
    from oj_analys.catalog import kommun as kommun
    from oj_analys.catalog.describe import describe as describe
    from oj_analys.charts.answers import chart_answers as chart_answers
    from oj_analys.charts.development import chart_development as chart_development
    from oj_analys.charts.dots import chart_dots as chart_dots
    from oj_analys.publication import publish as publish
    from oj_analys.reports.kommun import kommun_report as kommun_report
    from oj_analys.sources.kolada import read_kolada as read_kolada
    from oj_analys.sources.loaded import load as load
    from oj_analys.sources.oj import read_oj as read_oj

_HOMES = {
    "load": "oj_analys.sources.loaded",
    "read_oj": "oj_analys.sources.oj",
    "read_kolada": "oj_analys.sources.kolada",
    "compare": "oj_analys.analysis.comparison",
    "trend": "oj_analys.analysis.trends",
    "chart_dots": "oj_analys.charts.dots",
    "chart_development": "oj_analys.charts.development",
    "chart_answers": "oj_analys.charts.answers",
    "kommun_report": "oj_analys.reports.kommun",
    "publish": "oj_analys.publication",
    "describe": "oj_analys.catalog.describe",
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
