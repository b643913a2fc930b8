"""The manifest: what went in, what came out and what it was made with, so that an utgåva can be repeated."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import requires, version

from oj_analys.domain import Edition

_PACKAGE = "oj-analys"
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The SHA-256 of a file, in hexadecimal, and its size in bytes."""

    sha256: str
    size: int


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
    """Return the manifest as JSON in a fixed order.

    Args:
        edition: What the files belong to.
        inputs: File that was read → its SHA-256, empty for files of persons (written as null): few and small counts
            could be tried out on it.
        outputs: File that was written → its fingerprint; the manifest itself is not among them.
        versions: Name of the software → version.

    File names are relative, with ``/`` between parts.
    """
    manifest = {
        "status": "utkast",
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
