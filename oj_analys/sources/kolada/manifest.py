"""``snapshot.json``: what was asked of Kolada, when, what came, and the fingerprint of every file of a snapshot."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from oj_analys.domain import DataError, Problem
from oj_analys.sources._safe_open import read_bytes
from oj_analys.sources._watch import watched
from oj_analys.sources.door.personnummer import refuse_in_content

MANIFEST = "snapshot.json"
FORMAT = 1

_DAMAGED = "filen är inte som när den skrevs: den är ändrad, eller skriven av en annan version av programmet"
_FETCH = "Hämta på nytt med python -m oj_analys hamta, eller lägg tillbaka mappen som den var."


class Asked(msgspec.Struct, frozen=True):
    """What was asked of Kolada: ids of nyckeltal, codes of kommuner (riket included) and years, each in order."""

    nyckeltal: tuple[str, ...]
    kommuner: tuple[str, ...]
    ar: tuple[int, ...]


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a snapshot says of itself.

    ``titlar`` are Kolada's titles by id; ``antal`` is how many numbers each nyckeltal has; ``utan_varden`` are those
    without a single number for what was asked, ``kommuner_utan_varden`` likewise. ``raderade`` rows were deleted in
    Kolada, ``dubbletter`` stood twice. ``filer`` are the fingerprints by file.
    """

    format: int
    hamtad: str
    url: str
    fraga: Asked
    titlar: dict[str, str]
    antal: dict[str, int]
    rader: int
    utan_varden: tuple[str, ...]
    kommuner_utan_varden: tuple[str, ...]
    raderade: int
    dubbletter: int
    anmarkningar: tuple[str, ...]
    filer: dict[str, str]

    @property
    def day(self) -> str:
        """The day of the fetch, as ``2025-06-20``."""
        return self.hamtad[:10]


class _Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    innehall: Manifest
    sha256: str


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the file: the manifest and its own fingerprint, so that a change in it shows."""
    sealed = _Sealed(manifest, _fingerprint(manifest))
    return msgspec.json.format(msgspec.json.encode(sealed, order="deterministic"), indent=1) + b"\n"


def read_manifest(folder: Path, where: str) -> Manifest:
    """Return what a snapshot says of itself.

    Raises:
        DataError: the file is missing, cut short or changed, or has another version's form.
    """
    place = f"{where}/{MANIFEST}"
    data = read_bytes(folder / MANIFEST, place)
    try:
        with watched(place, len(data)):
            sealed = msgspec.json.decode(data, type=_Sealed)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise DataError(Problem(place, _DAMAGED, "", _FETCH)) from None
    manifest = sealed.innehall
    if manifest.format != FORMAT or _fingerprint(manifest) != sealed.sha256:
        raise DataError(Problem(place, _DAMAGED, "", _FETCH))
    # Not the fingerprints: one of a hundred has digits that look like a personnummer.
    refuse_in_content([manifest.url, manifest.titlar, [*manifest.anmarkningar]], place)
    return manifest


def _fingerprint(manifest: Manifest) -> str:
    return hashlib.sha256(msgspec.json.encode(manifest, order="deterministic")).hexdigest()
