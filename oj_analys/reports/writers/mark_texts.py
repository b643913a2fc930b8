"""The texts that are a mark, alone or with its words, and how each is set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from oj_analys import catalog
from oj_analys.catalog.label import Label
from oj_analys.catalog.mark_looks import MarkLook
from oj_analys.catalog.theme import theme
from oj_analys.domain import Position, Status


@cache
def mark_texts() -> Mapping[str, MarkLook]:
    """Return the look of every mark, by the texts that a report sets it in.

    >>> [(words, look.bold) for words, look in mark_texts().items() if words.startswith(("!", ".."))][:3]
    [('!', True), ('! tydligt sämre', True), ('..', False)]
    """
    return MappingProxyType({words: theme().marks.of(code) for code, label in _labels() for words in _texts(label)})


def _labels() -> Iterator[tuple[Position | Status, Label]]:
    labels = catalog.labels()
    yield from ((position, labels.position[position]) for position in Position)
    yield from ((status, labels.status[status]) for status in Status if status is not Status.OK)


def _texts(label: Label) -> tuple[str, ...]:
    return (label.mark, f"{label.mark} {label.text}") if label.mark else ()
