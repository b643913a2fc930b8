"""The official list: 290 kommuner and 21 län with their codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from oj_analys.catalog._csv import Row, read_csv
from oj_analys.domain import Kommun, Lan, Problem

KOMMUNER = 290
COUNTIES = 21


def read_lan(path: Path, problems: list[Problem]) -> tuple[Lan, ...]:
    """Return the 21 län by code (columns ``kod,enhet,namn``)."""
    rows = read_csv(path, ("kod", "enhet", "namn"), problems)
    for row in rows:
        _check_code(row, "kod", 2, problems)
        if row.cells["enhet"] != f"00{row.cells['kod']}":
            problems.append(Problem(row.where, f'enhet är "{row.cells["enhet"]}"', f'"00{row.cells["kod"]}"'))
    _check_list(path.name, rows, COUNTIES, problems)
    lan = (Lan(row.cells["kod"], row.cells["enhet"], row.cells["namn"]) for row in rows)
    return tuple(sorted(lan, key=lambda one: one.code))


def read_kommuner(
    path: Path, lan: Collection[Lan], kommungrupper: Collection[str], problems: list[Problem]
) -> tuple[Kommun, ...]:
    """Return the 290 kommuner by code (columns ``kod,namn,lan,kommungrupp``)."""
    rows = read_csv(path, ("kod", "namn", "lan", "kommungrupp"), problems)
    codes = {one.code for one in lan}
    for row in rows:
        _check_code(row, "kod", 4, problems)
        _check_lan(row, codes, problems)
        if kommungrupper and row.cells["kommungrupp"] not in kommungrupper:
            found = f'kommungruppen "{row.cells["kommungrupp"]}" finns inte i grupper.toml'
            problems.append(Problem(row.where, found, ", ".join(kommungrupper)))
    _check_list(path.name, rows, KOMMUNER, problems)
    kommuner = (Kommun(*row.cells.values()) for row in rows)
    return tuple(sorted(kommuner, key=lambda one: one.code))


def _check_code(row: Row, column: str, digits: int, problems: list[Problem]) -> None:
    if not re.fullmatch(rf"[0-9]{{{digits}}}", row.cells[column]):
        action = "Kalkylprogram tar bort inledande nollor: läs in kolumnen som text."
        problems.append(Problem(row.where, f'{column} är "{row.cells[column]}"', f"{digits} siffror", action))


def _check_lan(row: Row, codes: Collection[str], problems: list[Problem]) -> None:
    lan, kommun = row.cells["lan"], row.cells["kod"]
    if codes and lan not in codes:
        problems.append(Problem(row.where, f'länet "{lan}" finns inte i lan.csv', ", ".join(sorted(codes))))
    elif not kommun.startswith(lan):
        problems.append(Problem(row.where, f'kommunen {kommun} står i län "{lan}"', f'"{kommun[:2]}"'))


def _check_list(name: str, rows: list[Row], count: int, problems: list[Problem]) -> None:
    if rows and len(rows) != count:
        problems.append(
            Problem(name, f"{len(rows)} rader", str(count), "Se efter vilka som saknas eller är för många.")
        )
    for column in ("kod", "namn"):
        twice = [value for value, times in Counter(row.cells[column] for row in rows).items() if times > 1]
        problems += [Problem(name, f'{column} "{value}" står flera gånger', "en gång") for value in twice]
