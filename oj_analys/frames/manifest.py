"""The manifest: what went in, what came out and what it was made with, so that an utgåva can be repeated."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import sha256
from importlib.metadata import requires, version
from pathlib import Path
from typing import Any

from oj_analys.domain import DataError, Edition, Problem

MANIFEST = "manifest.json"

_PACKAGE = "oj-analys"
_NAME = re.compile(r"[A-Za-z0-9._-]+")


class EditionStatus(StrEnum):
    """Whether an utgåva may still be rebuilt."""

    DRAFT = "utkast"
    RELEASED = "lamnad_ut"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The SHA-256 of a file, in hexadecimal, and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the manifest of a finished utgåva says.

    ``inputs`` are the SHA-256 by file that was read, empty for files of persons: few and small counts could be tried
    out on it. ``outputs`` are the files that were written, by their path from the utgåva's folder with ``/`` between
    parts; the manifest itself is not among them. ``versions`` are those of the software, by name.
    """

    status: EditionStatus
    partial: bool
    utgava: str
    grupp: str
    inputs: Mapping[str, str]
    outputs: Mapping[str, Fingerprint]
    versions: Mapping[str, str]


def fingerprint(data: bytes) -> Fingerprint:
    """Return the fingerprint of a file's bytes.

    >>> fingerprint(b"").size, fingerprint(b"").sha256[:8]
    (0, 'e3b0c442')
    """
    return Fingerprint(sha256(data).hexdigest(), len(data))


def read_versions() -> dict[str, str]:
    """Return the versions of Python (minor), of this package and of every library that it declares."""
    needed = [match[0] for line in requires(_PACKAGE) or () if (match := _NAME.match(line))]
    return {"python": f"{sys.version_info.major}.{sys.version_info.minor}"} | {
        name: version(name) for name in (_PACKAGE, *needed)
    }


def write_manifest(
    edition: Edition,
    inputs: Mapping[str, str],
    outputs: Mapping[str, Fingerprint],
    versions: Mapping[str, str],
) -> bytes:
    """Return the manifest of an edition as JSON in a fixed order; the arguments are as in :class:`Manifest`."""
    manifest = {
        "status": EditionStatus.DRAFT if edition.draft else EditionStatus.RELEASED,
        "partial": edition.partial,
        "syntetisk": edition.syntetisk,
        "utgava": edition.utgava,
        "uttag": edition.taken.isoformat(),
        "grupp": edition.grupp.id,
        "avsandare": edition.sender,
        "inputs": {name: {"sha256": checksum or None} for name, checksum in inputs.items()},
        "outputs": {name: asdict(file) for name, file in outputs.items()},
        "versions": dict(versions),
    }
    return f"{json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True)}\n".encode()


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a finished utgåva.

    Raises:
        DataError: The folder has none, or one that is damaged.
    """
    path = folder / MANIFEST
    try:
        return _manifest(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        action = "Lägg tillbaka utgåvans mapp från en säkerhetskopia, eller flytta den härifrån."
        raise DataError(Problem(str(path), "filen saknas eller är skadad", "", action)) from None


def _manifest(document: Mapping[str, Any]) -> Manifest:
    return Manifest(
        status=EditionStatus(document["status"]),
        partial=document["partial"],
        utgava=document["utgava"],
        grupp=document["grupp"],
        inputs={name: entry["sha256"] or "" for name, entry in document["inputs"].items()},
        outputs={name: Fingerprint(**entry) for name, entry in document["outputs"].items()},
        versions=dict(document["versions"]),
    )
