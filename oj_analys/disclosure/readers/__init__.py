"""One reader per file format: what a finished file holds, for the auditor."""
