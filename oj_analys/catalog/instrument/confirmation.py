"""Whether a part of an instrument is confirmed, and by whom."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from oj_analys.catalog.toml_table import Table


class Confirmation(StrEnum):
    """What is known of a part of an instrument."""

    ASSUMED = "antagen"
    CONFIRMED = "bekräftad"


def read_confirmed(table: Table) -> bool:
    """Say whether a part is confirmed; then it must be said by whom (``bekraftad_av``) and when (``bekraftad_den``)."""
    confirmed = table.choice("status", tuple(Confirmation)) is Confirmation.CONFIRMED
    if confirmed:
        table.text("bekraftad_av")
        table.need("bekraftad_den", date)
    return confirmed
