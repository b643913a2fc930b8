"""What a run has written, and what to know of its data, as Swedish lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from oj_analys.commands import MODULE, REPORTS
from oj_analys.disclosure.auditor.finding import Audit
from oj_analys.disclosure.notices import KIND, NOT_COMPUTED, RECODING, WAITING
from oj_analys.disclosure.register import COPIES, REGISTER
from oj_analys.domain import Notice
from oj_analys.publication import Publication
from oj_analys.sources._part import NoticeKind
from oj_analys.swedish import counted, typed
from oj_analys.synced_folder import sync_warning
from oj_analys.terminal import printable

_OTHER_PLACE = "Har något lämnats ut från en annan mapp: kör igen med den mappen som --ut."


def draft_summary(publication: Publication, folder: Path) -> str:
    """Return what a run wrote as a draft, what to know of the data in the folder, and what to do next."""
    kind = "utkast, bara en del av utgåvan" if publication.edition.partial else "utkast"
    lines = (
        "",
        f"Utgåva {publication.edition.utgava} ({kind}) ligger i {publication.folder}",
        *_files(publication),
        *_notes(publication, folder),
        *_synced(folder),
        *_no_earlier(publication),
        *_waiting(publication),
        *_recoding(publication),
        *_unread(publication),
        *_next_step(publication, folder),
    )
    return "\n".join(map(printable, lines))


def release_summary(publication: Publication) -> str:
    """Return what a run released, and what must be kept for the next one."""
    place = publication.folder.parent
    lines = (
        "",
        f"Utgåva {publication.edition.utgava} är utlämnad och ligger i {publication.folder}",
        *_files(publication),
        f"  Inskriven i {place / REGISTER}, med en kopia i {place / COPIES}.",
        "  Spara båda, gärna också på en annan plats: utan registret går det inte att göra fler utgåvor.",
    )
    return "\n".join(map(printable, lines))


def audit_text(audit: Audit) -> str:
    """Return how many files and figures an audit read, and how much it found."""
    files = counted(len(audit.files), "fil granskad", "filer granskade")
    figures = counted(audit.checked, "siffra om personer", "siffror om personer")
    return f"{files}, {figures} kontrollerade, {counted(len(audit.findings), 'fynd', 'fynd')}"


def _files(publication: Publication) -> Iterator[str]:
    edition, kommuner = publication.edition, publication.kommuner
    yield f"  {len(kommuner)} kommunpaket: {', '.join(kommun.name for kommun in kommuner)}"
    if len(kommuner) == len(edition.grupp.members):
        yield f"  underlag till {edition.meeting}"
    yield f"  {len(publication.files)} filer; börja med index.html eller innehall.pdf"
    yield f"  {audit_text(publication.audit)}; dataskydd.pdf säger hur uppgifter om personer skyddas"
    if edition.syntetisk:
        yield "  Exempeldata: alla siffror är påhittade."


def _notes(publication: Publication, folder: Path) -> Iterator[str]:
    of_data = [notice for notice in publication.notices if notice.kind not in (KIND, NOT_COMPUTED, RECODING, WAITING)]
    if shown := sum(not notice.internal for notice in of_data):
        count = counted(shown, "anmärkning", "anmärkningar")
        yield f"  {count} om underlaget (rader som inte används, och varför): fliken Om underlaget i arbetsböckerna"
    if rest := len(of_data) - shown - len(_unread_notices(publication)):
        count = counted(rest, "anmärkning står", "anmärkningar står")
        yield f"  {count} inte i något paket utan är bara för dig: {MODULE} granska {typed(folder)}"


def _synced(folder: Path) -> Iterator[str]:
    if warning := sync_warning(folder):
        yield f"  {warning}"


def _no_earlier(publication: Publication) -> Iterator[str]:
    if not publication.earlier:
        place = publication.folder.parent
        yield f"  Ingen utgåva är utlämnad i {place}, så skyddet tar inte hänsyn till någon tidigare. {_OTHER_PLACE}"


def _waiting(publication: Publication) -> Iterator[str]:
    yield from _listed(publication, WAITING, "Måste vänta, på grund av en tidigare utgåva:")


def _recoding(publication: Publication) -> Iterator[str]:
    yield from _listed(publication, RECODING, "Så skulle färre uppgifter behöva döljas:")


def _listed(publication: Publication, kind: str, title: str) -> Iterator[str]:
    if texts := [f"  {notice.text}" for notice in publication.notices if notice.kind == kind]:
        yield from ("", title, *texts)


def _unread(publication: Publication) -> Iterator[str]:
    if unread := _unread_notices(publication):
        yield from ("", "Filer som inte lästes:", *(f"  {notice.text}" for notice in unread))


def _unread_notices(publication: Publication) -> list[Notice]:
    return [notice for notice in publication.notices if notice.internal and notice.kind == NoticeKind.LASES_INTE]


def _next_step(publication: Publication, folder: Path) -> Iterator[str]:
    if not publication.edition.partial:
        out = publication.folder.parent
        where = "" if out == REPORTS else f" --ut {typed(out)}"
        words = f"{MODULE} lamna-ut {publication.edition.utgava} {typed(folder)}{where}"
        yield from ("", f"När utkastet är genomläst: {words}")
