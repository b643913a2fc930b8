"""A chart as a notebook shows it: the picture, how it is read, and its figures as a table."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING

from oj_analys.charts import render

if TYPE_CHECKING:
    from oj_analys.charts.picture import Picture, Told
    from oj_analys.charts.table import DataTable


def shown(picture: Picture, told: Told) -> str:
    """Return a picture as HTML, drawn as it looks now, with its alternative text, reading aid and table."""
    data = b64encode(render.png(picture)).decode()
    width = round(picture.get_figwidth() * picture.dpi)
    return (
        f'<figure lang="sv"><img src="data:image/png;base64,{data}" width="{width}" alt="{escape(told.alt)}">'
        f"<figcaption>{escape(told.reading)}</figcaption>"
        f"<details><summary>Siffrorna i diagrammet</summary>{_table(told.table)}</details></figure>"
    )


def _table(table: DataTable) -> str:
    aligns = ["right" if column.numeric else "left" for column in table.columns]
    titles = [column.title for column in table.columns]
    head = "".join(_cell('th scope="col"', *each) for each in zip(titles, aligns, strict=True))
    rows = "".join(f"<tr>{_row([cell.text for cell in row], aligns)}</tr>" for row in table.rows)
    note = f"<p>{escape(table.note)}</p>" if table.note else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}"


def _row(texts: list[str], aligns: list[str]) -> str:
    tags = ['th scope="row"', *["td"] * (len(texts) - 1)]
    return "".join(_cell(*each) for each in zip(tags, texts, aligns, strict=True))


def _cell(tag: str, text: str, align: str) -> str:
    return f'<{tag} style="text-align:{align}">{escape(text)}</{tag.split(" ", maxsplit=1)[0]}>'
