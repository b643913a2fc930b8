"""The load report: what reading a folder gave, and what it left out, as lines for the analyst."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from oj_analys.sources._part import NoticeKind
from oj_analys.sources.loaded import Loaded
from oj_analys.swedish import counted

_NOT_USED = (NoticeKind.SATT_AT_SIDAN, NoticeKind.DUBBLETT)
_UNREAD = (NoticeKind.BLAD_LASES_INTE, NoticeKind.LASES_INTE)
_GROUPS = (
    ("Rader och celler som inte används", _NOT_USED),
    ("Kolumner som inte läses", (NoticeKind.KOLUMN_LASES_INTE,)),
    (
        "Att se efter",
        tuple(
            kind
            for kind in NoticeKind
            if kind not in (*_NOT_USED, *_UNREAD, NoticeKind.KOLUMN_LASES_INTE, NoticeKind.LASTA_RADER)
        ),
    ),
    ("Filer och blad som inte läses", _UNREAD),
)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """The report as Swedish text, and how many files of the folder were not read."""

    text: str
    unread: int


def load_report(loaded: Loaded) -> LoadReport:
    """Return what was read of each table, what was not used and why, and which files were not read."""
    unread = len(_unread_files(loaded))
    lines = (*_tally_lines(loaded), *_notice_lines(loaded), "", _last_line(len(loaded.tallies), unread))
    return LoadReport("\n".join(lines), unread)


def _unread_files(loaded: Loaded) -> frozenset[str]:
    """Return what was not read at all; a sheet that a layout leaves out belongs to a file that was."""
    return frozenset(notice.place for notice in loaded.notices if notice.kind == NoticeKind.LASES_INTE)


def _tally_lines(loaded: Loaded) -> Iterator[str]:
    """Yield how many rows of each table were read; a notice that says more of them is told instead."""
    fuller = [notice.text for notice in loaded.notices if notice.kind == NoticeKind.LASTA_RADER]
    yield "Lästa tabeller:"
    for tally in loaded.tallies:
        yield f"  {next((text for text in fuller if text.startswith(tally.text)), tally.text)}"


def _notice_lines(loaded: Loaded) -> Iterator[str]:
    for title, kinds in _GROUPS:
        texts = dict.fromkeys(notice.text for notice in loaded.notices if notice.kind in kinds)
        if texts:
            yield from ("", f"{title}:", *(f"  {text}" for text in texts))


def _last_line(tables: int, unread: int) -> str:
    read = f"{counted(tables, 'tabell', 'tabeller')} lästes"
    if not unread:
        return f"Allt gick att läsa: {read}. Inget har skrivits."
    return (
        f"{counted(unread, 'fil', 'filer')} i mappen lästes inte; {read}. Beskriv dem i underlag.toml "
        "(python -m oj_analys underlag föreslår hur), eller flytta dem ur mappen. Inget har skrivits."
    )
