"""The pages of a fetch that is not finished: each kept on disk with a receipt, so that a broken fetch goes on."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from oj_analys.domain import Problem
from oj_analys.sources.kolada.client import BrokenOffError, Client
from oj_analys.sources.kolada.manifest import Asked
from oj_analys.sources.kolada.request import Request

UNFINISHED = "kolada.ofardig"
FRESH = timedelta(hours=24)

_QUESTION = "fraga.json"
_WHY = {
    errno.ENOSPC: "disken är full",
    errno.EACCES: "du får inte skriva där, eller ett annat program har en fil öppen",
    errno.EROFS: "där går bara att läsa",
    errno.ENOENT: "mappen är borta: kanske hämtar någon annan till samma mapp",
    errno.ENOTDIR: "det är ingen mapp",
    errno.EEXIST: "det är ingen mapp, eller någon annan hämtar till den just nu",
    errno.ENOTEMPTY: "någon annan hämtar till samma mapp",
}
_LETTERS = str.maketrans("0123456789", "ghijklmnop")  # digits in a name can look like a personnummer


class _Question(msgspec.Struct, frozen=True):
    url: str
    fraga: Asked


class _Receipt(msgspec.Struct, frozen=True):
    url: str
    hamtad: str
    sha256: str


class PageStore:
    """The pages that have come, in ``<out>/kolada.ofardig``.

    A page is used again if the whole question and its own address are the same, it is unchanged and at most 24 hours
    old. The folder has no date, so that a fetch goes on after midnight.
    """

    def __init__(self, out: Path, asked: Asked, client: Client) -> None:
        """Go on with what was asked before, or begin anew if something else was."""
        self.folder = out / UNFINISHED
        self._client = client
        question = msgspec.json.encode(_Question(client.base, asked), order="deterministic")
        with writing(out):
            if _content(self.folder / _QUESTION) != question:
                shutil.rmtree(self.folder, ignore_errors=True)
                self.folder.mkdir(parents=True)
                _write(self.folder / _QUESTION, question)

    def page(self, url: str) -> Path:
        """Return where the page of an address lies; it is fetched unless it is there.

        Raises:
            BrokenOffError: there is no answer, or the disk does not take it.
        """
        path = self._path(url)
        if self._receipt(url) is None:
            data = self._client.get(url)
            receipt = _Receipt(url, self._client.clock.now().isoformat(timespec="seconds"), _sha256(data))
            with writing(self.folder):
                _write(path, data)
                _write(path.with_suffix(".kvitto"), msgspec.json.encode(receipt))
        return path

    def finish(self, request: Request) -> None:
        """Note that every page of a question has come."""
        with writing(self.folder):
            self._whole(request).touch()

    def missing(self, requests: Iterable[Request]) -> list[Request]:
        """Return the questions of which pages have not come."""
        return [one for one in requests if self._receipt(one.url) is None or not self._whole(one).exists()]

    @property
    def new(self) -> Path:
        """Where this process builds the snapshot."""
        return self.folder / f"ny-{os.getpid()}"

    def oldest(self) -> str:
        """Return when the oldest page was fetched."""
        receipts = (_decoded(path) for path in self.folder.glob("*.kvitto"))
        return min(receipt.hamtad for receipt in receipts if receipt)

    def drop(self) -> None:
        """Let all pages go: they are used up, or what they say cannot be right."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _whole(self, request: Request) -> Path:
        return self._path(request.url).with_suffix(".hel")

    def _path(self, url: str) -> Path:
        name = _sha256(url.encode())[:16].translate(_LETTERS)
        return self.folder / f"{name}.json"

    def _receipt(self, url: str) -> _Receipt | None:
        """Return the receipt of a page that can be used again."""
        path = self._path(url)
        receipt, data = _decoded(path.with_suffix(".kvitto")), _content(path)
        if receipt is None or data is None or (receipt.url, receipt.sha256) != (url, _sha256(data)):
            return None
        age = self._client.clock.now() - datetime.fromisoformat(receipt.hamtad)
        return receipt if timedelta(0) <= age <= FRESH else None


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Say in plain words why nothing can be written.

    Raises:
        BrokenOffError: the disk is full, or the folder is not to be written in.
    """
    try:
        yield
    except OSError as error:
        found = _WHY.get(error.errno or 0, f"mappen går inte att skriva i ({error.strerror or type(error).__name__})")
        action = "Se efter att disken har plats och att du får skriva där, och kör samma kommando igen."
        raise BrokenOffError(Problem(str(folder), found, "", action)) from None


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    unfinished = path.with_suffix(f".{os.getpid()}.del")  # another process may write the same page
    unfinished.write_bytes(data)
    unfinished.replace(path)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _decoded(path: Path) -> _Receipt | None:
    try:
        return msgspec.json.decode(_content(path) or b"", type=_Receipt)
    except msgspec.MsgspecError:
        return None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
