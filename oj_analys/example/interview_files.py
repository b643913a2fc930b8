"""ASI as a system for social work exports it: one row per interview, in the way and with the faults of such files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from oj_analys import catalog, swedish
from oj_analys.domain import AnswerState
from oj_analys.example.clients import GRUND, UPPFOLJNING, Interview, Rated, interviews
from oj_analys.example.person_truths import FAULTS
from oj_analys.example.seeds import uniforms
from oj_analys.example.toml import file_entry, key_value, write_toml

FILE = "asi-export.csv"
MAPPING = "asi-export-variabler.toml"

Row = dict[str, str]

_DAY = date(2025, 2, 10)
_EARLIER = timedelta(days=28)
_HEADINGS = {
    "person": "Klientkod",
    "kommun": "Kommun",
    "datum": "Intervjudatum",
    "typ": "Typ",
    "formular": "Formulär",
    "kon": "Kön",
}
_HOURS = "Intervjutid, timmar"
_NOTE = "Anteckning"
_NOTES = ("", "", "", "Gick bra", "Gjordes i två omgångar", "Ny tid bokades", "Tolk på telefon")
_MARKS = {AnswerState.UNANSWERED: "X", AnswerState.NOT_APPLICABLE: "N", AnswerState.BLANK: ""}


def write_interviews(folder: Path) -> list[str]:
    """Write the export and beside it what its columns mean, and return the lines of ``underlag.toml``."""
    (folder / FILE).write_bytes(_table().encode("cp1252"))
    write_toml(folder / MAPPING, _mapping())
    return file_entry(
        FILE,
        "intervju",
        instrument="asi",
        variabler=MAPPING,
        rubrikrad=1,
        producent="Kommunerna i länet",
        hamtad=_DAY,
        licens="Påhittade intervjuer, fri användning",
    )


def _mapping() -> list[str]:
    return [
        "# EXEMPELDATA. Vad kolumnerna i asi-export.csv betyder. Kolumner som inte står här läses inte.",
        *[key_value(key, heading) for key, heading in _HEADINGS.items()],
        'obesvarad = ["X"]',
        'ej_aktuell = ["N"]',
        "",
        "[typer]",
        f'"{GRUND}" = "grund"',
        f'"{UPPFOLJNING}" = "uppfoljning"',
        "",
        "[kon_varden]",
        '"Man" = "M"',
        '"Kvinna" = "K"',
        "",
        "[variabler]",
        *[key_value(name, heading) for name, heading in _variables().items()],
    ]


def _variables() -> dict[str, str]:
    """Return the heading of every variable by its name."""
    return {variable.name: variable.label for variable in catalog.interview_form("asi").variables}


def _table() -> str:
    rows = list(_rows())
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _rows() -> Iterator[Row]:
    """Return the rows by date, with the planted faults; the last interview stands twice."""
    told = sorted(_told(), key=lambda one: (one.day, one.client.code))
    rows = [_row(one) for one in told]
    only_grund = [row for row, one in zip(rows, told, strict=True) if not one.client.followed]
    for row, (column, fault) in zip(only_grund, FAULTS, strict=False):
        row[(_HEADINGS | _variables())[column]] = fault
    yield from [*rows, rows[-1]]


def _told() -> Iterator[Interview]:
    """Return the interviews; the last Uppföljning is dated before its Grund."""
    grund = {one.client: one.day for one in interviews() if one.kind == GRUND}
    early = [one for one in interviews() if one.kind == UPPFOLJNING][-1]
    for one in interviews():
        yield replace(one, day=grund[one.client] - _EARLIER) if one is early else one


def _row(one: Interview) -> Row:
    client = one.client
    by_code, length, note = uniforms(3, "rad", client.code, one.kind).tolist()
    leading = {
        "person": client.code,
        "kommun": client.kommun if by_code < 1 / 3 else catalog.kommun(client.kommun).name,
        "datum": one.day.isoformat(),
        "typ": one.kind,
        "formular": one.form,
        "kon": "Kvinna" if client.woman else "Man",
    }
    rated = {heading: _text(one.ratings[name]) for name, heading in _variables().items()}
    unread = {_HOURS: swedish.number(1 + 2 * length, 1), _NOTE: _NOTES[int(note * len(_NOTES))]}
    return {_HEADINGS[key]: text for key, text in leading.items()} | rated | unread


def _text(rated: Rated) -> str:
    return _MARKS[rated] if isinstance(rated, AnswerState) else str(rated)
