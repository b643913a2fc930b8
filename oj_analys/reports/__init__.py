"""Reports: which blocks, in which order, for whom; the writers turn them into files."""
