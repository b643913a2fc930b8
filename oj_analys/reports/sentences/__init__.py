"""Sentences about open figures: every pattern that a report may write, and nothing else.

The order is always what, own value with number of answers and year, reference, judgement. A sentence has at most 25
words, shares are whole percent and their differences procentenheter. Words that judge stand only where a position or a
change that was tested says so, and what was not tested says that its uncertainty is unknown.
"""
