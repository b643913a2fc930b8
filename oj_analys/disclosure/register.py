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

_PUT_BACK = f"Lägg tillbaka den senaste kopian ur {COPIES} som {REGISTER}."


def read_register(out: Path) -> Register:
    """Return the register of a folder of utgåvor; an empty one while nothing has been released there.

    Raises:
        DataError: The register is missing although something has been released, it is damaged or edited, or a released
            utgåva in the folder is not in it.
    """
    released = _released_in(out)
    path = out / REGISTER
    if not path.exists():
        if released or any((out / COPIES).glob("*.json")):
            found = "registret över utlämnade utgåvor saknas, men utgåvor har lämnats ut härifrån"
            raise DataError(Problem(str(path), found, "", _PUT_BACK))
        return Register()
    register = _read(path)
    if missing := released - {release.utgava for release in register.releases}:
        found = f"{join(sorted(missing))} är utlämnad men står inte i registret"
        raise DataError(Problem(str(path), found, "", _PUT_BACK))
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
    """Write the register and a copy of it that is named after the utgåva; each is whole or as it was.

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


def _read(path: Path) -> Register:
    try:
        return Register(tuple(map(read_release, unseal(path.read_bytes())["utgavor"])))
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        found = "registret över utlämnade utgåvor är skadat eller ändrat för hand"
        raise DataError(Problem(str(path), found, "", _PUT_BACK)) from None


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


def _restore(former: Mapping[Path, bytes | None]) -> None:
    for path, data in former.items():
        if data is not None:
            _replace(path, data)
        elif path.exists():
            path.unlink()
