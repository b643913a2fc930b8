"""Charts: a compared frame in, a finished picture with its words out; one module per form."""

from oj_analys.charts.answers import chart_answers
from oj_analys.charts.development import chart_development
from oj_analys.charts.dots import chart_dots

__all__ = ["chart_answers", "chart_development", "chart_dots"]
