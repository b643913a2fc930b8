"""Measures in; compared measures and trends out."""

from oj_analys.analysis.answers import yes_shares
from oj_analys.analysis.comparison import compare
from oj_analys.analysis.trends import trend

__all__ = ["compare", "trend", "yes_shares"]
