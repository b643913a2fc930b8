"""The whole example: two editions, each a folder that stands on its own."""

from __future__ import annotations

from pathlib import Path

from oj_analys import catalog
from oj_analys.domain import DataError, Problem
from oj_analys.example.cell import TABLE
from oj_analys.example.editions import RELEASES, Release
from oj_analys.example.place import county
from oj_analys.example.snapshot import write_snapshot
from oj_analys.example.toml import key_value, write_toml
from oj_analys.example.workbooks import PRODUCER, Workbook, write_workbooks

_README = """\
# Exempellänet: EXEMPELDATA – påhittade siffror

Alla siffror i den här mappen är påhittade. De åtta kommunerna heter som i Jämtlands län, men inget värde kommer från
en kommun, från Socialstyrelsen eller från Kolada. Filerna har samma form som de riktiga källornas.

* Den här mappen är utgåvan juni 2025 (`2025-06`): ny kommunenkät, äldre undersökning från 2024.
* `2025-10/` är utgåvan oktober 2025: ny undersökning bland äldre och några rättade värden. Den läses för sig.
* Varje arbetsbok (`.xlsx`) har en layoutfil (`.toml`) med samma namn. `underlag.toml` säger vad varje fil är.
* `kolada-…/` har sidor av JSON. Alla kommuner finns bara för några mått och det senaste året, övriga mått och år har
  de åtta och riket. Kvinnor och män finns bara för de åtta och riket. Så blir filerna små.

Filerna är skrivna av programmet och blir likadana varje gång. Ändra inget här för hand. Ta bort mappen och skriv
`python -m oj_analys.example data/raw/exempel` för att göra om dem. Vad som är planterat i siffrorna, och vad
rapporterna ska visa, står i `oj_analys/example/truths.py`.
"""
_NAMNDER = {
    "2303": "Socialnämnden",
    "2305": "Socialnämnden",
    "2309": "Socialnämnden",
    "2313": "Socialnämnden",
    "2321": "Socialnämnden",
    "2326": "Socialnämnden",
    "2361": "Socialnämnden",
    "2380": "Vård- och omsorgsnämnden",
}


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
    snapshot = f"kolada-{release.fetched}"
    write_snapshot(folder / snapshot, release)
    write_toml(folder / "underlag.toml", [*_head(release), *_workbooks(written), *_kolada(snapshot, release)])


def _head(release: Release) -> list[str]:
    return [
        "# EXEMPELDATA – påhittade siffror",
        key_value("syntetisk", value=True),
        key_value("utgava", release.utgava),
        key_value("uttag", release.taken),
        key_value("grupp", catalog.grupp("jamtland").id),
        key_value("avsandare", "FoU Jämt"),
        key_value("kontakt", "fragor@exempel.invalid"),
        key_value("mote", "RUG"),
        "",
        "[namnder]",
        *[key_value(f'"{kommun}"', _NAMNDER[kommun]) for kommun in county()],
    ]


def _workbooks(written: list[Workbook]) -> list[str]:
    lines = []
    for workbook in written:
        lines += ["", "[[fil]]", key_value("fil", f"{workbook.stem}.xlsx"), key_value("typ", "oj")]
        lines += [key_value("layout", f"{workbook.stem}.toml"), key_value("markorer", TABLE)]
        lines += [key_value("producent", PRODUCER), key_value("publicerad", workbook.published)]
        lines += [key_value("licens", "Påhittade siffror, fri användning")]
    return lines


def _kolada(snapshot: str, release: Release) -> list[str]:
    return [
        "",
        "[[fil]]",
        key_value("fil", snapshot),
        key_value("typ", "kolada"),
        key_value("producent", "Kolada (RKA)"),
        key_value("hamtad", release.fetched),
    ]
