"""The whole example: three editions, each a folder that stands on its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from oj_analys.domain import DataError, Problem
from oj_analys.example.cell import TABLE
from oj_analys.example.decisions import write_decisions
from oj_analys.example.editions import RELEASES, Release
from oj_analys.example.interview_files import write_interviews
from oj_analys.example.own import write_own
from oj_analys.example.snapshot import write_snapshot
from oj_analys.example.survey_files import write_surveys
from oj_analys.example.toml import file_entry, key_value, write_toml
from oj_analys.example.usage import write_usage
from oj_analys.example.workbooks import PRODUCER, Workbook, write_workbooks

_README = """\
# Exempellänet: EXEMPELDATA – påhittade siffror

Alla siffror i den här mappen är påhittade. Kommunerna heter som de riktiga, men inget värde kommer från en kommun,
från Socialstyrelsen eller från Kolada. Filerna har samma form som de riktiga källornas.

* Den här mappen är utgåvan juni 2025 (`2025-06`): ny kommunenkät, äldre undersökning från 2024. Bara den har uppgifter
  om personer: personalens svar (`ebp-…`), klienters intervjuer (`asi-export.csv`) och hur många kommunerna har räknat
  (`asi-anvandning.xlsx`, `egna-matt.xlsx`). `handlingsplan-…` är förra årets beslut. Ingen person finns.
* `2025-10/` är utgåvan oktober 2025: ny undersökning bland äldre och några rättade värden. Den läses för sig.
* `skaraborg/` är juni 2025 för en annan grupp, som inte är ett län: Skaraborgs 15 kommuner, med en egen (påhittad)
  avsändare, ett annat möte och andra nämnder. Siffrorna är desamma, men bara våld och äldre finns med. Läses för sig.
* Varje arbetsbok från Socialstyrelsen (`.xlsx`) har en layoutfil (`.toml`) med samma namn. `underlag.toml` säger vad
  varje fil är.
* `kolada-…/` har sidor av JSON. Alla kommuner finns bara för några mått och det senaste året, övriga mått och år har
  de åtta och riket. Kvinnor och män finns bara för de åtta och riket. Så blir filerna små.

Filerna är skrivna av programmet och blir likadana varje gång. Ändra inget här för hand. Ta bort mappen och skriv
`python -m oj_analys.example data/raw/exempel` för att göra om dem. Vad som är planterat i siffrorna, och vad
rapporterna ska visa, står i `oj_analys/example/truths.py` och `person_truths.py`.
"""
_CONTACT = "fragor@exempel.invalid"
_DELETE_BY = date(2026, 12, 31)


def write_example(folder: Path) -> None:
    """Write the example county into a folder that is new or empty.

    Raises:
        DataError: the folder holds files already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DataError(
            Problem(str(folder), "mappen är inte tom", "en ny eller tom mapp", "Ta bort den eller välj en annan.")
        )
    for release in RELEASES:
        _write_release(folder / release.folder, release)
    (folder / "README.md").write_text(_README, encoding="utf-8", newline="\n")


def _write_release(folder: Path, release: Release) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    written = write_workbooks(folder, release)
    fetched = [] if release.fetched is None else _kolada(folder, release.fetched, release)
    persons = _persons(folder) if release.persons else []
    write_toml(folder / "underlag.toml", [*_head(release), *_workbooks(written), *fetched, *persons])


def _head(release: Release) -> list[str]:
    sender = release.sender
    return [
        "# EXEMPELDATA – påhittade siffror",
        key_value("syntetisk", value=True),
        key_value("utgava", release.utgava),
        key_value("uttag", release.taken),
        key_value("grupp", sender.grupp),
        key_value("avsandare", sender.name),
        key_value("kontakt", _CONTACT),
        key_value("mote", sender.meeting),
        "",
        "[namnder]",
        *[key_value(f'"{kommun}"', namnd) for kommun, namnd in sender.namnd_by_kommun().items()],
        *(["", "[gallring]", key_value("senast", _DELETE_BY)] if release.persons else []),
    ]


def _workbooks(written: list[Workbook]) -> list[str]:
    return [line for workbook in written for line in _workbook(workbook)]


def _workbook(workbook: Workbook) -> list[str]:
    return file_entry(
        f"{workbook.stem}.xlsx",
        "oj",
        layout=f"{workbook.stem}.toml",
        markorer=TABLE,
        producent=PRODUCER,
        publicerad=workbook.published,
        licens="Påhittade siffror, fri användning",
    )


def _kolada(folder: Path, fetched: date, release: Release) -> list[str]:
    snapshot = f"kolada-{fetched}"
    write_snapshot(folder / snapshot, release)
    return file_entry(snapshot, "kolada", producent="Kolada (RKA)", hamtad=fetched)


def _persons(folder: Path) -> list[str]:
    """Write what staff, clients and kommuner have told, and the plans that came back."""
    writers = (write_surveys, write_interviews, write_usage, write_own, write_decisions)
    return [line for write in writers for line in write(folder)]
