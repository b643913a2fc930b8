from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from oj_analys import catalog
from oj_analys.example.person_truths import FAULTS, INTERVIEWS, PERSON_TRUTHS, WOMEN
from oj_analys.example.truths import BERG, RAGUNDA
from oj_analys.example.usage import USAGE

if TYPE_CHECKING:
    from conftest import Record

    Tables = dict[str, dict[str, list[Record]]]

GRUND, UPPFOLJNING = "Grundintervju", "Uppföljning"
FORM = catalog.interview_form("asi")
TEXT = next(truth.text for truth in PERSON_TRUTHS if truth.name == "asi_hjalpbehov")


def _rows(tables: Tables) -> list[Record]:
    return tables["asi-export.csv"][""]


def _once(tables: Tables) -> list[Record]:
    return list({tuple(row.items()): row for row in _rows(tables)}.values())


def _baselines(tables: Tables) -> list[Record]:
    return [row for row in _once(tables) if row["Typ"] == GRUND and row["Formulär"]]


def _mapping(written: Path) -> dict[str, str]:
    mapping = tomllib.loads((written / "asi-export-variabler.toml").read_text(encoding="utf-8"))
    return dict(mapping["variabler"])


def test_so_many_were_interviewed_in_every_kommun(tables: Tables) -> None:
    counts = Counter((catalog.kommun(row["Kommun"]).code, row["Typ"]) for row in _once(tables))
    for kommun, (grund, uppfoljning) in INTERVIEWS.items():
        assert (counts[kommun, GRUND], counts[kommun, UPPFOLJNING]) == (grund, uppfoljning)
    assert sum(INTERVIEWS[RAGUNDA]) in (2, 3)
    assert len(_baselines(tables)) == 75
    assert {row["Kommun"].isdecimal() for row in _rows(tables)} == {True, False}
    assert {row["Formulär"] for row in _rows(tables)} == {"2017", "2022", ""}


def test_the_export_never_holds_more_than_the_usage_table(tables: Tables) -> None:
    for place, kind in ((3, GRUND), (5, UPPFOLJNING)):
        counts = Counter(
            (int(row["Intervjudatum"][:4]), catalog.kommun(row["Kommun"]).code)
            for row in _once(tables)
            if row["Typ"] == kind
        )
        known = {(year, kommun): row[place] for year, rows in USAGE.items() for kommun, row in rows.items()}
        assert all(counts[where] <= known[where] for where in known)
        assert {kommun for _, kommun in set(counts) - set(known)} <= {BERG}


def test_every_variable_of_the_form_has_a_column_and_two_columns_have_no_variable(
    tables: Tables, written: Path
) -> None:
    mapping = _mapping(written)
    assert set(mapping) == {variable.name for variable in FORM.variables}
    unread = set(_rows(tables)[0]) - set(mapping.values())
    assert unread == {
        "Klientkod",
        "Kommun",
        "Intervjudatum",
        "Typ",
        "Formulär",
        "Kön",
        "Intervjutid, timmar",
        "Anteckning",
    }
    assert all(re.fullmatch(r"[1-3],[0-9]", row["Intervjutid, timmar"]) for row in _rows(tables))
    assert len({row["Anteckning"] for row in _rows(tables)}) > 3


def test_only_the_planted_faults_lie_outside_the_limits(tables: Tables, written: Path) -> None:
    mapping = _mapping(written)
    beyond = [
        (variable.name, row[mapping[variable.name]])
        for row in _rows(tables)
        for variable in FORM.variables
        if row[mapping[variable.name]] not in {"X", "N", "", *map(str, range(variable.low, variable.high + 1))}
    ]
    assert sorted(beyond) == sorted(fault for fault in FAULTS if fault[0] in mapping)
    assert sum(row["Formulär"] == "" for row in _rows(tables)) == 1
    assert len(_rows(tables)) - len(_once(tables)) == 1


def test_unanswered_not_relevant_and_blank_occur_on_their_own(tables: Tables, written: Path) -> None:
    cells = Counter(row[heading] for row in _rows(tables) for heading in _mapping(written).values())
    assert min(cells[mark] for mark in ("X", "N", "")) > 10


def test_one_follow_up_is_older_than_its_baseline(tables: Tables) -> None:
    first = {row["Klientkod"]: row["Intervjudatum"] for row in _rows(tables) if row["Typ"] == GRUND}
    later = [row for row in _rows(tables) if row["Typ"] == UPPFOLJNING]
    assert len(later) == 20
    assert sum(row["Intervjudatum"] < first[row["Klientkod"]] for row in later) == 1


def test_pseudonyms_say_nothing_and_sex_stays_the_same(tables: Tables) -> None:
    assert all(re.fullmatch(r"k-[0-9a-f]{8}", row["Klientkod"]) for row in _rows(tables))
    clients = {(row["Klientkod"], row["Kön"]) for row in _rows(tables)}
    assert len(clients) == len({code for code, _ in clients}) == sum(grund for grund, _ in INTERVIEWS.values())
    assert sum(sex == "Kvinna" for _, sex in clients) == WOMEN


def _needs(tables: Tables, written: Path, sex: str = "") -> dict[str, tuple[int, int]]:
    """Return how many rate their need of help as 3 or 4, and of how many, by area."""
    mapping = _mapping(written)
    rows = [row for row in _baselines(tables) if sex in ("", row["Kön"])]
    rated = {
        name: [int(row[heading]) for row in rows if row[heading] in set("01234")]
        for name, heading in mapping.items()
        if name.endswith("_need")
    }
    return {name: (sum(need >= 3 for need in needs), len(needs)) for name, needs in rated.items()}


def _shares(tables: Tables, written: Path, sex: str = "") -> dict[str, int]:
    return {name: round(100 * count / n) for name, (count, n) in _needs(tables, written, sex).items()}


def test_help_is_needed_most_with_alcohol_and_mental_health(tables: Tables, written: Path) -> None:
    everyone, women, men = (_shares(tables, written, sex) for sex in ("", "Kvinna", "Man"))
    ordered = sorted(everyone, key=lambda name: -everyone[name])
    assert ordered[:2] == ["alcohol_need", "psychiatric_need"]
    assert everyone[ordered[2]] < everyone[ordered[1]] - 15
    assert max(women, key=lambda name: women[name]) == "psychiatric_need"
    assert max(men, key=lambda name: men[name]) == "alcohol_need"
    n = {name: n for name, (_, n) in _needs(tables, written).items()}
    told = [value for name in ordered[:2] for value in (everyone[name], n[name])]
    told += [women["psychiatric_need"], men["alcohol_need"]]
    assert told == list(map(int, re.findall(r"\b\d\d\b", TEXT)))
