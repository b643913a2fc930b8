"""The bytes of one ordinary file, and in plain words why they cannot be had.

What is no ordinary file is refused before it is opened: a pipe waits for ever, a device never ends.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from oj_analys.domain import DataError, Problem
from oj_analys.swedish import number

LARGEST_FILE = 50_000_000

_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)  # a pipe put in the file's place in the meantime opens at once

# Windows' own numbers for faults (winerror), and the attributes of a file that is not on the disk
_IN_USE = (32, 33)
_IN_CLOUD = range(358, 405)
_NO_ANSWER = (21, 23, 53, 55, 59, 64, 67, 121, 1117, 1167, 1231)
_NOT_HERE = stat.FILE_ATTRIBUTE_OFFLINE | 0x400000

_NO_ANSWER_HERE = (
    errno.EIO,
    errno.ENXIO,
    errno.ENODEV,
    errno.ESTALE,
    errno.ETIMEDOUT,
    errno.EHOSTDOWN,
    errno.EHOSTUNREACH,
    errno.ENETDOWN,
    errno.ENETUNREACH,
)


def read_file(path: Path, where: str) -> bytes:
    """Return the content of a file of at most 50 MB; a link must end at such a file.

    Raises:
        DataError: it is missing, no ordinary file, too large or not to be opened; the message says which.
    """
    attributes = 0
    try:
        info = path.stat()
        attributes = getattr(info, "st_file_attributes", 0)
        _check(info, where)
        with open(path, "rb", opener=_open) as file:
            _check(os.fstat(file.fileno()), where)  # what was opened, whatever the name has come to mean
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        found, action = _cause(error, attributes)
        raise DataError(Problem(where, found, "", action)) from None
    _check_size(len(data), where)  # it may have grown
    return data


def _open(name: str, flags: int) -> int:
    return os.open(name, flags | _WITHOUT_WAITING)


def _check(info: os.stat_result, where: str) -> None:
    if stat.S_ISDIR(info.st_mode):
        raise DataError(Problem(where, "det är en mapp", "en fil", "Rätta namnet."))
    if not stat.S_ISREG(info.st_mode):
        found = "det är ingen vanlig fil (utan till exempel ett rör eller en enhet)"
        raise DataError(Problem(where, found, "en fil", "Lägg själva filen i mappen."))
    _check_size(info.st_size, where)


def _check_size(size: int, where: str) -> None:
    if size > LARGEST_FILE:
        found = f"filen är {number(-(-size // 1_000_000))} MB"
        raise DataError(Problem(where, found, f"högst {number(LARGEST_FILE / 1e6)} MB", "Dela upp den."))


def _cause(error: OSError | ValueError, attributes: int) -> tuple[str, str]:
    """Return why a file cannot be opened and what to do; the file has Windows' ``attributes``."""
    here, windows = getattr(error, "errno", None), getattr(error, "winerror", None)
    if windows in _IN_USE:
        return "filen är öppen i ett annat program", "Stäng den där och försök igen."
    if windows in _IN_CLOUD or attributes & _NOT_HERE:
        action = 'Högerklicka på den i Utforskaren, välj "Behåll alltid på den här enheten" och försök igen.'
        return "filen finns bara i molnet (OneDrive) och går inte att hämta", action
    if windows in _NO_ANSWER or here in _NO_ANSWER_HERE:
        return "disken eller nätverksplatsen svarar inte", "Kopiera filen till den egna datorn och försök igen."
    if isinstance(error, FileNotFoundError):
        return "filen finns inte", "Lägg dit den eller rätta namnet."
    if isinstance(error, PermissionError):
        action = "Stäng den i andra program, och se efter att du får läsa den."
        return "filen går inte att öppna: den är öppen i ett annat program, eller så får du inte läsa den", action
    return "filen går inte att öppna", "Se efter att namnet är rätt och att filen går att öppna i ett annat program."
