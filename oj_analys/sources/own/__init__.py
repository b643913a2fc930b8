"""A county's own measures."""
