"""JSON: every text and number, with the way to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from oj_analys.disclosure.readers.content import Beside, Content
from oj_analys.disclosure.readers.unreadable import Unreadable

_TWICE = "ett namn står två gånger i samma objekt"


class Pairs(list[tuple[str, Any]]):
    """A JSON object as it stands, in order, also where a name stands twice."""


def read(data: bytes) -> Content:
    """Read a JSON file; numbers are told as they are written.

    Raises:
        Unreadable: It is no JSON in UTF-8.
    """
    document = parse(data)
    return Content(
        beside=tuple(leaves(document)), raw=(data,), faults=(_TWICE,) if any(map(_repeats, _objects(document))) else ()
    )


def parse(data: bytes) -> Any:  # noqa: ANN401 - any JSON
    """Return a JSON document with objects as :class:`Pairs` and numbers as text.

    Raises:
        Unreadable: It is no JSON in UTF-8, or nested beyond reason.
    """
    try:
        return json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=Pairs, parse_float=str, parse_int=str, parse_constant=str
        )
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Unreadable("filen är ingen riktig JSON") from None


def leaves(document: object, where: str = "") -> Iterator[Beside]:
    """Yield every text and number of a parsed document with the way to it, which holds the names.

    >>> [f"{leaf.where} = {leaf.text}" for leaf in leaves(Pairs([("a", ["1", "b"])]))]
    ['a[0] = 1', 'a[1] = b']
    """
    if isinstance(document, Pairs):
        for name, value in document:
            yield from leaves(value, f"{where}.{name}" if where else name)
    elif isinstance(document, list):
        for place, value in enumerate(document):
            yield from leaves(value, f"{where}[{place}]")
    elif isinstance(document, str):
        yield Beside(where, document)


def _objects(document: object) -> Iterator[Pairs]:
    if isinstance(document, Pairs):
        yield document
        document = [value for _, value in document]
    if isinstance(document, list):
        for value in document:
            yield from _objects(value)


def _repeats(pairs: Pairs) -> bool:
    return len({name for name, _ in pairs}) < len(pairs)
