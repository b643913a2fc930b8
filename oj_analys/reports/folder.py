"""The folder of an edition: built afresh beside the old one and swapped in whole, or not at all."""

from __future__ import annotations

import errno
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType, TracebackType
from typing import Self

from oj_analys.domain import DataError, Problem
from oj_analys.frames.manifest import MANIFEST, Fingerprint, fingerprint

LONGEST_WITHIN = 130  # characters that an edition's own folders and file names may take
_LONGEST_PATH = 259  # what Windows opens without special settings; finished packs are copied there from anywhere
_LONG_AGO = 86_400  # seconds: no run takes a day


class EditionFolder:
    """A context that collects files and puts them in place together when it ends without an exception."""

    def __init__(self, out: Path, utgava: str) -> None:
        """Name the place ``<out>/<utgava>``; nothing is touched until the context begins."""
        self.target = out / utgava
        self._written: dict[str, Fingerprint] = {}
        self._fresh = Path()

    @property
    def written(self) -> Mapping[str, Fingerprint]:
        """What has been written so far: path from the edition's folder → fingerprint."""
        return MappingProxyType(self._written)

    @property
    def fresh(self) -> Path:
        """Where the files lie until they are put in place."""
        return self._fresh

    def __enter__(self) -> Self:
        """Make an empty folder on the same disk, so that the swap is a rename."""
        self._check_target()
        self._check_length()
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            self._put_back()
            self._sweep()
            self._fresh = Path(tempfile.mkdtemp(prefix=f".{self.target.name}-bygger-", dir=self.target.parent))
        except OSError as error:
            raise DataError(_unwritable(self.target.parent, error)) from error
        return self

    def write(self, path: str, data: bytes) -> None:
        """Write one file; ``path`` is relative, with forward slashes."""
        place = self._fresh / PurePosixPath(path)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        except OSError as error:
            raise DataError(_unwritable(place, error)) from error
        self._written[path] = fingerprint(data)

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Swap the new folder in, or throw it away after a failure."""
        if kind is not None:
            shutil.rmtree(self._fresh, ignore_errors=True)
            return
        try:
            self._swap()
        except BaseException as error:
            shutil.rmtree(self._fresh, ignore_errors=True)
            if isinstance(error, OSError):
                raise DataError(_unwritable(self.target, error)) from error
            raise

    def _check_target(self) -> None:
        """Refuse to replace a folder that is no edition, such as one with raw files."""
        if self.target.is_dir() and any(self.target.iterdir()) and not (self.target / MANIFEST).is_file():
            action = "Välj en annan mapp med --ut, eller flytta den som ligger där."
            raise DataError(Problem(str(self.target), "här ligger en mapp som inte är en utgåva", action=action))

    def _check_length(self) -> None:
        """Refuse a place so deep that the files in it could not be opened on Windows."""
        place = self.target.parent.absolute()
        longest = _LONGEST_PATH - LONGEST_WITHIN
        if len(str(place)) > longest:
            found = f"sökvägen är {len(str(place))} tecken lång"
            action = "Välj en mapp närmare diskens rot med --ut: Windows öppnar inte filer med längre sökväg."
            raise DataError(Problem(str(place), found, f"högst {longest} tecken", action))

    def _sweep(self) -> None:
        """Remove what runs that were killed long ago left behind."""
        for left in self.target.parent.glob(f".{self.target.name}-bygger-*"):
            if time.time() - left.stat().st_mtime > _LONG_AGO:
                shutil.rmtree(left, ignore_errors=True)

    def _put_back(self) -> None:
        """Restore an edition that a run killed between its two renames left under another name."""
        for old in sorted(self.target.parent.glob(f".{self.target.name}-bygger-*-tidigare")):
            if not self.target.exists():
                old.rename(self.target)

    def _swap(self) -> None:
        # mkdtemp makes a folder for its owner only; a finished edition is for everyone who may read its parent.
        self._fresh.chmod(self.target.parent.stat().st_mode & 0o777)
        if not self.target.exists():
            self._fresh.rename(self.target)
            return
        old = self._fresh.with_name(f"{self._fresh.name}-tidigare")
        self.target.rename(old)
        try:
            self._fresh.rename(self.target)
        except BaseException:
            old.rename(self.target)
            raise
        shutil.rmtree(old, ignore_errors=True)


_CAUSES = {
    errno.EACCES: "åtkomst nekas, eller något är öppet i ett annat program",
    errno.EPERM: "åtkomst nekas, eller något är öppet i ett annat program",
    errno.EEXIST: "något annat med samma namn ligger i vägen",
    errno.ENOTDIR: "något annat med samma namn ligger i vägen",
    errno.ENOSPC: "disken är full",
    errno.EROFS: "platsen är skrivskyddad",
    errno.ENAMETOOLONG: "sökvägen är för lång",
}


def _unwritable(place: Path, error: OSError) -> Problem:
    return Problem(
        str(place),
        f"går inte att skriva: {_CAUSES.get(error.errno or 0, f'fel {error.errno}')}",
        action="Stäng filer som är öppna i andra program, kontrollera utrymme och rättigheter och kör igen. "
        "Tidigare utgåvor är orörda.",
    )
