"""Instruments: questionnaires and interviews, one TOML file each, and the measures that they make."""
