"""What a county's own measures mean, from a TOML file beside their values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from oj_analys import swedish
from oj_analys.catalog.coding import read_codings, scale_breaks
from oj_analys.domain import OPEN_POLICY, DataError, Direction, Measure, Problem, Statistic, ValueKind
from oj_analys.sources._safe_open import read_toml
from oj_analys.sources._settings import Settings

FAMILY = "egna"
PERSONS_POLICY = "egna_antal"
MOST_DECIMALS = 3


class Counted(StrEnum):
    """What a measure counts; only persons are guarded."""

    PERSONER = "personer"
    VERKSAMHET = "verksamhet"
    KRONOR = "kronor"


_OF_PERSONS = {
    ValueKind.ANTAL: Statistic.ANTAL,
    ValueKind.ANDEL: Statistic.ANDEL,
    ValueKind.MEDELVARDE: Statistic.MEDEL,
}


@dataclass(frozen=True, slots=True)
class Definitions:
    """A file of definitions: its name, its fingerprint, the measures by id (``egna.cirklar``) and what each counts."""

    name: str
    sha256: str
    measures: Mapping[str, Measure]
    counted: Mapping[str, Counted]


def read_definitions(path: Path, where: str = "") -> Definitions:
    """Return what a file of definitions says; ``where`` is what the messages call the file.

    Raises:
        DataError: every fault at once: unknown or missing keys, an id or a title that stands twice, a kind without its
            coding, persons counted in a way that no policy guards.
    """
    where = where or path.name
    problems: list[Problem] = []
    document = read_toml(path, where)
    file = Settings(where, document.content, problems)
    read = [_read_measure(table) for table in file.tables("matt")]
    measures = [measure for measure, _ in read]
    if not measures:
        file.fault("inga mått är beskrivna", "minst ett [[matt]]")
    file.close()
    for word, texts in (("id", [one.id for one in measures]), ("titel", [one.title for one in measures])):
        for text, times in Counter(filter(str.strip, texts)).items():
            if times > 1:
                file.fault(f'{word} "{text}" står {times} gånger', "en gång")
    if problems:
        raise DataError(problems)
    counted = {measure.id: counts for measure, counts in read if counts}
    return Definitions(where, document.sha256, {measure.id: measure for measure in measures}, counted)


def _read_measure(table: Settings) -> tuple[Measure, Counted | None]:
    ident, kind = table.text("id"), table.choice("slag", tuple(ValueKind)) or ValueKind.INDEX
    counts = table.choice("raknar", tuple(Counted))
    of_persons = counts is Counted.PERSONER
    codings = read_codings(table)
    measure = Measure(
        id=f"{FAMILY}.{ident}",
        title=table.text("titel"),
        area="",
        kind=kind,
        unit=table.text("enhet"),
        decimals=table.need("decimaler", int),
        direction=table.choice("riktning", tuple(Direction)) or Direction.NONE,
        direction_reason=table.text("skal"),
        producer=table.text("kalla"),
        codings=codings,
        breaks=scale_breaks(codings),
        statistic=_OF_PERSONS.get(kind) if of_persons else None,
        policy=PERSONS_POLICY if of_persons else OPEN_POLICY,
        population=f"{FAMILY}.{ident}",
    )
    table.close()
    _check(table, measure)
    return measure, counts


def _check(table: Settings, measure: Measure) -> None:
    if measure.source_id != swedish.slug(measure.source_id):
        table.fault(f'id är "{measure.source_id}"', "små bokstäver a–z, siffror och _")
    if not 0 <= measure.decimals <= MOST_DECIMALS:
        table.fault(f"decimaler är {measure.decimals}", f"0 till {MOST_DECIMALS}")
    if measure.kind is ValueKind.ANDEL and measure.unit not in ("procent", ""):
        table.fault(f'enhet är "{measure.unit}"', '"procent" för slaget andel')
    if measure.kind.is_answer != bool(measure.codings):
        table.fault(f"slaget är {measure.kind}", "[[matt.kodning]] för slagen ja_nej och ordinal, och bara för dem")
    if measure.policy == PERSONS_POLICY and measure.statistic is None:
        allowed = ", ".join(_OF_PERSONS)
        table.fault(f'slaget är {measure.kind} men raknar är "{Counted.PERSONER}"', allowed, "Rätta slag eller raknar.")
