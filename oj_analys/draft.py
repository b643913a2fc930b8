"""A draft that is to be released: it must be whole, and what it was made from must give the same figures again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from oj_analys.domain import DataError, Problem
from oj_analys.frames.manifest import MANIFEST, EditionStatus, Manifest, read_manifest, read_versions
from oj_analys.frames.shown import Register, Shown
from oj_analys.frames.shown_json import SHOWN, read_shown
from oj_analys.swedish import join

_AGAIN = "Gör om utkastet med rapporter och se igenom det innan det lämnas ut."


@dataclass(frozen=True, slots=True)
class Draft:
    """What a draft says of itself: the files that it was made from, with their SHA-256, and what it shows."""

    grupp: str
    inputs: Mapping[str, str]
    shown: Shown


def refuse_released(register: Register, out: Path, utgava: str) -> None:
    """Stop if an utgåva is in the register: what it showed is public, and its files are not made anew.

    Raises:
        DataError: It is, whether its folder is there or not.
    """
    if utgava in {release.utgava for release in register.releases}:
        action = "Ge en ny utgåva ett annat namn med --utgava, eller i underlag.toml."
        if _is_draft(out / utgava):
            action = f"Utlämnandet avbröts innan allt var på plats: kör lamna-ut {utgava} en gång till."
        raise DataError(Problem(str(out / utgava), "utgåvan är utlämnad och skrivs inte om", "", action))


def read_draft(out: Path, utgava: str) -> Draft:
    """Return the draft of an utgåva.

    Raises:
        DataError: There is none, or it cannot be released: it is partial, damaged, or made with other versions.
    """
    folder = out / utgava
    if not (folder / MANIFEST).is_file():
        action = "Kör rapporter först, och ange samma --ut." if out.is_dir() else "Rätta --ut."
        raise DataError(Problem(str(folder), "här ligger inget utkast", "", action))
    manifest = read_manifest(folder)
    if problems := list(_faults(manifest, folder, utgava)):
        raise DataError(problems)
    return Draft(manifest.grupp, manifest.inputs, read_shown(folder))


def check_same(draft: Draft, inputs: Mapping[str, str], shown: Shown) -> None:
    """Stop unless what was loaded now is what the draft was made from.

    Files of persons have no checksum in a draft; that they give the same figures stands for it.

    Raises:
        DataError: With every file that differs, or with the figures if no file does.
    """
    problems = [
        Problem(name, _difference(name in draft.inputs, name in inputs), "som i utkastet", _AGAIN)
        for name in sorted(draft.inputs.keys() | inputs.keys())
        if draft.inputs.get(name) != inputs.get(name)
    ]
    if not problems and replace(draft.shown, files=()) != shown:
        found = "uppgifterna om personer ger nu andra siffror än i utkastet"
        problems.append(Problem(SHOWN, found, "samma siffror", _AGAIN))
    if problems:
        raise DataError(problems)


def _is_draft(folder: Path) -> bool:
    return (folder / MANIFEST).is_file() and read_manifest(folder).status is EditionStatus.DRAFT


def _faults(manifest: Manifest, folder: Path, utgava: str) -> Iterator[Problem]:
    where = str(folder)
    if manifest.utgava != utgava:
        yield Problem(where, f"mappen håller utgåva {manifest.utgava}", utgava, "Ge mappen sitt namn tillbaka.")
    if manifest.status is not EditionStatus.DRAFT:
        yield Problem(where, "utgåvan är redan utlämnad", "", "Inget mer behöver göras.")
        return
    if manifest.partial:
        yield Problem(where, "bara en del av utgåvan är skriven", "alla kommuner och format", _AGAIN)
    now = read_versions()
    if other := sorted(name for name in manifest.versions.keys() | now if manifest.versions.get(name) != now.get(name)):
        yield Problem(where, f"utkastet är gjort med andra versioner av {join(other)}", "samma versioner", _AGAIN)


def _difference(was_there: bool, is_there: bool) -> str:  # noqa: FBT001 - two facts about one file
    if was_there and is_there:
        return "filen har ändrats sedan utkastet gjordes"
    return "filen används inte längre" if was_there else "filen är ny sedan utkastet gjordes"
