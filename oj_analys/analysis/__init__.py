"""Measures in; compared measures, trends, gaps and signals out."""

from oj_analys.analysis.answers import yes_shares
from oj_analys.analysis.comparison import compare
from oj_analys.analysis.gaps import sex_gaps
from oj_analys.analysis.history import answer_history
from oj_analys.analysis.overview import overview
from oj_analys.analysis.signal_lists import group_signals, members_signals, signals
from oj_analys.analysis.spreads import spread
from oj_analys.analysis.tallies import tally
from oj_analys.analysis.trends import trend

__all__ = [
    "answer_history",
    "compare",
    "group_signals",
    "members_signals",
    "overview",
    "sex_gaps",
    "signals",
    "spread",
    "tally",
    "trend",
    "yes_shares",
]
