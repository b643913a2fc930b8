"""The way in to an utgåva: one HTML page, and the same list as PDF, that lead to every reader's files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import PurePosixPath
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined, Template

from oj_analys.catalog.theme import theme
from oj_analys.domain import Edition
from oj_analys.reports.contents import PARTIAL, FileEntry, FolderEntry, contents_report, contents_title, origin_text
from oj_analys.reports.writers.pdf import render_pdf
from oj_analys.reports.writers.plain import clean, marks_line


def write_index(edition: Edition, entries: Sequence[FolderEntry]) -> bytes:
    """Return the page as UTF-8: no script, no address outside the folder, every text escaped."""
    page = _template().render(
        title=clean(contents_title(edition)),
        marks=clean(marks_line(edition.marks)),
        origin=clean(origin_text(edition)),
        partial=PARTIAL if edition.partial else "",
        entries=[_row(entry) for entry in entries],
        colours=theme().colours,
    )
    return f"{page}\n".encode()


def write_contents(edition: Edition, entries: Sequence[FolderEntry]) -> bytes:
    """Return the list as PDF, for readers whose mail or SharePoint does not open HTML."""
    return render_pdf(contents_report(edition, entries))


def _row(entry: FolderEntry) -> dict[str, object]:
    return {"reader": clean(entry.reader), "links": [_link(entry.path_of(file), file) for file in entry.files]}


def _link(path: str, file: FileEntry) -> dict[str, str]:
    kind = PurePosixPath(file.name).suffix.lstrip(".")
    detail = ", ".join(filter(None, [kind, file.size_text]))
    return {"href": quote(f"./{path}"), "label": clean(file.label), "detail": clean(detail)}


@cache
def _template() -> Template:
    source = (resources.files("oj_analys.reports.writers") / "index.html.jinja").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(source)
