"""The description that lies beside a workbook and says where its figures stand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from oj_analys.example.sheet import Field
from oj_analys.example.toml import key_value, write_toml

SHEET = "Resultat"
HEADER_ROW = 5
LEADING = {"kolumn_kod": "Kod", "kolumn_namn": "Namn", "kolumn_radtyp": "Nivå"}


def write_layout(path: Path, fields: Iterable[Field]) -> None:
    """Write the layout of a results sheet with these columns."""
    of_n = {_about(field): field.header for field in fields if field.of_n}
    lines = [
        "# EXEMPELDATA. Var siffrorna står i arbetsboken med samma namn.",
        "[[blad]]",
        key_value("namn", SHEET),
        key_value("rubrikrad", HEADER_ROW),
        *[key_value(key, header) for key, header in LEADING.items()],
    ]
    for field in fields:
        if not field.of_n:
            lines += ["", "[[blad.matt]]", *_measure_lines(field, of_n.get(_about(field)))]
    write_toml(path, lines)


def _measure_lines(field: Field, n_header: str | None) -> list[str]:
    lines = [
        key_value("kolumn", field.header),
        key_value("matt", field.measure.source_id),
        key_value("period", str(field.year)),
    ]
    lines += [key_value("kon", field.sex)] if field.sex != "T" else []
    return lines + ([key_value("kolumn_n", n_header)] if n_header else [])


def _about(field: Field) -> tuple[str, int, str]:
    return field.measure.id, field.year, field.sex
