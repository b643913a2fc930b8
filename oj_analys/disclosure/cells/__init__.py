"""Count tables of persons, guarded cell by cell."""
