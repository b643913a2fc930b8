"""Indicators: one TOML file per area of Öppna jämförelser."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from oj_analys.catalog.coding import read_codings, scale_breaks
from oj_analys.catalog.phrase import check_phrases, read_phrases
from oj_analys.catalog.toml_table import Table, read_toml
from oj_analys.domain import Area, Coding, Direction, Measure, Problem, ValueKind

FAMILY = "oj"
IN_WORKBOOK = "arbetsbok"
MOST_DECIMALS = 3
LONGEST_TITLE = 60
YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class AreaFile:
    """What one file holds: the area and its measures, each with its place for the checks across files."""

    where: str
    area: Area
    measures: tuple[tuple[str, Measure], ...]


def read_areas(folder: Path, problems: list[Problem]) -> list[AreaFile]:
    """Return the areas in their order; the file's name is the area's id."""
    files = [_read_area(path, f"{folder.name}/{path.name}", problems) for path in sorted(folder.glob("*.toml"))]
    if not files:
        problems.append(Problem(f"{folder.name}/", "mappen saknas eller är tom", "en fil per område"))
    _check_unique(files, problems)
    _check_n_from(files, problems)
    _check_huvudman(files, problems)
    return sorted(files, key=lambda file: file.area.order)


def check_peers(files: Iterable[AreaFile], known: Collection[str], problems: list[Problem]) -> None:
    """Note every area whose liknande kommuner are on no list; without any list nothing can be judged."""
    for file in files:
        if known and file.area.peers and file.area.peers not in known:
            found = f'liknande är "{file.area.peers}"'
            problems.append(Problem(f"{file.where}, [omrade]", found, ", ".join(sorted(known))))


def _read_area(path: Path, name: str, problems: list[Problem]) -> AreaFile:
    file = read_toml(path, name, problems)
    head = file.table("omrade")
    area = Area(path.stem, head.text("namn"), head.need("ordning", int), head.text("liknande"))
    head.close()
    measures = tuple((table.where, _read_measure(table, area.id)) for table in file.tables("matt"))
    if not measures:
        file.fault("området har inga mått", "minst ett [[matt]]")
    file.close()
    return AreaFile(name, area, measures)


def _read_measure(table: Table, area: str) -> Measure:
    ident, kind = table.text("id"), table.choice("slag", tuple(ValueKind))
    answers, codings = table.optional("n", str), read_codings(table)
    measure = Measure(
        id=f"{FAMILY}.{ident}",
        title=table.text("titel"),
        area=area,
        kind=kind or ValueKind.INDEX,
        unit=table.text("enhet"),
        decimals=table.need("decimaler", int),
        direction=table.choice("riktning", tuple(Direction)) or Direction.NONE,
        direction_reason=table.text("skal"),
        producer=table.text("kalla"),
        by_sex=table.need("kon", bool),
        codings=codings,
        breaks=(*table.items("brott", int), *scale_breaks(codings)),
        years=_years(table.optional("fonster", int)),
        n_from=None if answers == IN_WORKBOOK else _of_family(answers),
        n_in_workbook=answers == IN_WORKBOOK,
        retired=table.optional("avslutad", int),
        in_kolada=table.optional("kolada", bool) is not False,
        verified=table.need("kontrollerad", bool),
        relevant=table.optional("minsta_skillnad", float),
        huvudman=_of_family(table.optional("huvudman", str)),
        phrases=read_phrases(table),
    )
    table.close()
    _check_values(table, measure)
    check_phrases(table, measure)
    if kind is not None:
        _check_kind(table, measure)
    return measure


def _of_family(ident: str | None) -> str | None:
    return None if ident is None else f"{FAMILY}.{ident}"


def _years(window: int | None) -> int:
    return 1 if window is None else window


def _check_values(table: Table, measure: Measure) -> None:
    if measure.source_id and not re.fullmatch(r"[NU][0-9]{5}", measure.source_id):
        table.fault(f'id är "{measure.source_id}"', "N eller U och fem siffror")
    if len(measure.title) > LONGEST_TITLE:
        table.fault(f"titeln har {len(measure.title)} tecken", f"högst {LONGEST_TITLE}")
    if not 0 <= measure.decimals <= MOST_DECIMALS:
        table.fault(f"decimaler är {measure.decimals}", f"0 till {MOST_DECIMALS}")
    if measure.years < 1:
        table.fault(f"fonster är {measure.years}", "antal år, minst 1")
    if measure.relevant is None and not measure.kind.is_answer and measure.kind is not ValueKind.ANTAL:
        table.fault('nyckeln "minsta_skillnad" saknas', "den minsta skillnad som spelar roll, i måttets enhet")
    if measure.relevant is not None and (measure.relevant <= 0 or measure.kind.is_answer):
        table.fault(f"minsta_skillnad är {measure.relevant:g}", "ett tal över 0, och bara för mått som inte är svar")
    for year in (*measure.breaks, measure.retired):
        if year is not None and year not in YEARS:
            table.fault(f"året är {year}", f"{YEARS[0]} till {YEARS[-1]}")


def _check_kind(table: Table, measure: Measure) -> None:
    if measure.kind is ValueKind.ANDEL and measure.unit not in ("procent", ""):
        table.fault(f'enhet är "{measure.unit}"', '"procent" för slaget andel')
    if measure.kind.is_answer and not measure.codings:
        table.fault("kodning saknas", "minst en [[matt.kodning]] för slagen ja_nej och ordinal")
    if measure.codings and not measure.kind.is_answer:
        table.fault(f"slaget {measure.kind} har kodning", "kodning bara för slagen ja_nej och ordinal")
    if measure.kind.is_answer and "brott" in table.keys:
        table.fault('nyckeln "brott" ska inte stå här', "inget: en ny skala syns på kodningens svar", "Ta bort den.")
    if measure.direction in (Direction.UP, Direction.DOWN):
        _check_best(table, measure.codings)


def _check_best(table: Table, codings: tuple[Coding, ...]) -> None:
    for coding in codings:
        best = next((code for code, _ in coding.labels), coding.yes)
        if coding.label(coding.yes) is not None and coding.yes != best:
            table.fault(f'"ja" är {coding.yes:g}', f"{best:g}, koden för det bästa svaret, som står först")


def _check_unique(files: list[AreaFile], problems: list[Problem]) -> None:
    homes: dict[str, str] = {}
    for where, name in _names(files):
        if name in homes:
            problems.append(Problem(where, f"{name} finns redan i {homes[name]}", "en gång"))
        homes.setdefault(name, where)


def _names(files: list[AreaFile]) -> Iterator[tuple[str, str]]:
    for file in files:
        if file.area.name:  # an unread file has neither name nor order
            yield file.where, f"ordning {file.area.order}"
        for where, measure in file.measures:
            if measure.source_id:
                yield where, f'id "{measure.source_id}"'
            if measure.title:
                yield where, f'titel "{measure.title}"'


def _check_n_from(files: list[AreaFile], problems: list[Problem]) -> None:
    counts = {measure.id for file in files for _, measure in file.measures if measure.kind is ValueKind.ANTAL}
    for file in files:
        for where, measure in file.measures:
            if measure.n_from is not None and measure.n_from not in counts:
                found = f'nyckeln "n" är "{measure.n_from.removeprefix(FAMILY + ".")}"'
                problems.append(Problem(where, found, f'"{IN_WORKBOOK}" eller id för ett mått av slaget antal'))


def _check_huvudman(files: list[AreaFile], problems: list[Problem]) -> None:
    questions = {measure.id for file in files for _, measure in file.measures if measure.kind is ValueKind.JA_NEJ}
    for file in files:
        for where, measure in file.measures:
            if measure.huvudman is not None and measure.huvudman not in questions - {measure.id}:
                found = f'nyckeln "huvudman" är "{measure.huvudman.removeprefix(FAMILY + ".")}"'
                problems.append(Problem(where, found, "id för en annan fråga av slaget ja_nej"))
