"""From persons to figures: scores and counts, not yet guarded."""
