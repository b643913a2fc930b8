"""The register of what every released utgåva showed of persons: public for good, whatever becomes of its files.

It lies beside the utgåvor. A copy of it as it stood after each release lies in a folder of its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from oj_analys.domain import DataError, Problem
from oj_analys.frames.manifest import MANIFEST, EditionStatus, read_manifest
from oj_analys.frames.sealed_json import seal, unseal
from oj_analys.frames.shown import Register, Release
from oj_analys.frames.shown_json import read_release, release_text
from oj_analys.swedish import join

REGISTER = "register.json"
COPIES = "register-kopior"

_NOTHING_WHOLE = f"Ingen kopia i {COPIES} har allt som har lämnats ut: hämta {REGISTER} från en säkerhetskopia."


def read_register(out: Path) -> Register:
    """Return the register of a folder of utgåvor; an empty one while nothing has been released there.

    Raises:
        DataError: The register is missing although something has been released, it is damaged or edited, or a release
            that a folder or a copy tells of is not in it; or a copy cannot be read, and might tell of one.
    """
    released = _released_in(out)
    copies = _read_copies(out)  # before the register, which a release writes first
    path = out / REGISTER
    if not path.exists():
        if released or copies:
            found = "registret över utlämnade utgåvor saknas, men utgåvor har lämnats ut härifrån"
            raise DataError(Problem(str(path), found, "", _put_back(copies, released)))
        return Register()
    register = _read(path)
    if register is None:
        found = "registret över utlämnade utgåvor är skadat eller ändrat för hand"
        raise DataError(Problem(str(path), found, "", _put_back(copies, released)))
    if missing := released - _names(register):
        found = f"{join(sorted(missing))} är utlämnad men står inte i registret"
        raise DataError(Problem(str(path), found, "", _put_back(copies, released, register)))
    _check_copies(path, register, copies)
    return register


def without_release(register: Register, utgava: str) -> Register:
    """Return the register as the rest of it stands, whether it has the utgåva or not."""
    return Register(tuple(release for release in register.releases if release.utgava != utgava))


def with_release(register: Register, release: Release) -> Register:
    """Return the register with one more release; one that it has already is no fault if it showed the same.

    Raises:
        DataError: The utgåva was released before and showed something else, and that stays public.
    """
    known = {one.utgava: one.fingerprint for one in register.releases}.get(release.utgava)
    if known is None:
        return Register((*register.releases, release))
    if known != release.fingerprint:
        found = f"{release.utgava} är redan utlämnad och visade något annat"
        raise DataError(Problem(REGISTER, found, "", "Ge utgåvan ett nytt namn med --utgava."))
    return register


def write_register(out: Path, register: Register, utgava: str) -> None:
    """Write the register and then a copy of it that is named after the utgåva; each is whole or as it was.

    Raises:
        DataError: The place cannot be written to.
    """
    data = seal('{\n"utgavor":[\n' + ",\n".join(map(release_text, register.releases)) + "\n]\n}\n")
    for path in _places(out, utgava):
        _replace(path, data)


@contextmanager
def registration(out: Path, utgava: str) -> Iterator[Callable[[Register], None]]:
    """Yield what writes the register; if the block fails after that, the register is put back as it was."""
    former = {path: path.read_bytes() if path.exists() else None for path in _places(out, utgava)}
    try:
        yield lambda register: write_register(out, register, utgava)
    except BaseException:
        _restore(former)
        raise


def _places(out: Path, utgava: str) -> tuple[Path, Path]:
    return out / REGISTER, out / COPIES / f"{utgava}.json"


def _released_in(out: Path) -> set[str]:
    """Return the released utgåvor that lie in a folder; what runs are building has a name that begins with a stop."""
    folders = (path.parent for path in sorted(out.glob(f"*/{MANIFEST}")) if not path.parent.name.startswith("."))
    manifests = [read_manifest(folder) for folder in folders]
    return {manifest.utgava for manifest in manifests if manifest.status is EditionStatus.RELEASED}


def _read(path: Path) -> Register | None:
    """Return a register, or None if the file is damaged or edited."""
    try:
        return Register(tuple(map(read_release, unseal(path.read_bytes())["utgavor"])))
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return None


def _read_copies(out: Path) -> dict[Path, Register | None]:
    """Return every copy of the register by its path; what systems hide beside it has a name that begins with a stop."""
    paths = sorted((out / COPIES).glob("*.json"))
    return {path: _read(path) for path in paths if not path.name.startswith(".")}


def _check_copies(path: Path, register: Register, copies: Mapping[Path, Register | None]) -> None:
    """Stop if a copy holds a release that the register has not: then an older register lies in its place."""
    if damaged := [copy for copy, held in copies.items() if held is None]:
        raise DataError([_damaged(copy, register) for copy in damaged])
    if lost := _releases(*copies.values()) - _releases(register):
        names = join(sorted({utgava for utgava, _ in lost}))
        found = f"registret är äldre än sina kopior: {names} står i {COPIES} men inte i registret"
        raise DataError(Problem(str(path), found, "", _put_back(copies, _names(register), register)))


def _damaged(copy: Path, register: Register) -> Problem:
    action = "Hämta den hel från en säkerhetskopia."
    if copy.stem in _names(register):
        action = f"Ersätt den med en kopia av {REGISTER}, som har den utgåvan."
    return Problem(str(copy), "kopian av registret är skadad eller ändrad för hand", "", action)


def _put_back(copies: Mapping[Path, Register | None], released: set[str], register: Register | None = None) -> str:
    """Return what to do about the register: put back the copy that holds most, if nothing released is lost by that."""
    whole = {path: held for path, held in copies.items() if held is not None}
    newest = max(whole, key=lambda path: (len(whole[path].releases), path.name), default=None)
    if newest is None:
        return _NOTHING_WHOLE
    held = whole[newest]
    named = released | {path.stem for path, copy in copies.items() if copy is None}
    if not named <= _names(held) or not _releases(register, *whole.values()) <= _releases(held):
        return _NOTHING_WHOLE
    return f"Lägg tillbaka den senaste kopian ur {COPIES}, {newest.name}, som {REGISTER}."


def _names(register: Register) -> set[str]:
    return {release.utgava for release in register.releases}


def _releases(*registers: Register | None) -> set[tuple[str, str]]:
    """Return what registers hold: every utgåva with the fingerprint of what it showed."""
    return {(one.utgava, one.fingerprint) for register in registers if register for one in register.releases}


def _replace(path: Path, data: bytes) -> None:
    """Put a file in place whole: who reads it meanwhile, or after a power failure, gets the old or the new one."""
    fresh = path.with_name(f".{path.name}-ny")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink()
        action = "Stäng den i andra program, kontrollera utrymme och rättigheter och kör igen."
        raise DataError(Problem(str(path), "går inte att skriva", "", action)) from error


def _restore(former: dict[Path, bytes | None]) -> None:
    """Put files back, the copy before the register: whenever this is cut off, the register holds all the copies do."""
    for path, data in reversed(former.items()):
        if data is not None:
            _replace(path, data)
        elif path.exists():
            path.unlink()
