"""Exports of interviews: what their columns hold, what the cells say, and the form's own checks."""
