"""The parts of a file beside the blocks that it should have: what belongs together, what is extra, what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Generic, TypeVar

from oj_analys.disclosure.auditor.masking import masked
from oj_analys.disclosure.readers.content import Part
from oj_analys.frames.shown import BlockKind, Key, ShownBlock

_EXTRA = {
    BlockKind.TABLE: "en tabell som inte är redovisad",
    BlockKind.PICTURE: "en bild som inte är redovisad",
}
_MISSING = {
    BlockKind.HEADING: "en redovisad rubrik saknas",
    BlockKind.TABLE: "en redovisad tabell saknas",
    BlockKind.PICTURE: "en redovisad bild saknas",
}
_OTHER_NAME = "namnet är inte det som är redovisat"
_BREAKS = re.compile(r"[\s\u00ad-]+")

T = TypeVar("T", bound=Part | ShownBlock)


@dataclass(frozen=True, slots=True)
class Zone:
    """A heading, a table or a picture with the texts after it; the first zone of a file has texts only.

    ``block`` is None where the part is not declared, ``part`` where the block is missing. ``said`` are blocks whose
    figures the texts may tell. ``guarded`` says that the zone is about persons, by itself or by its heading.
    """

    block: ShownBlock | None
    part: Part | None
    texts: tuple[str, ...]
    said: tuple[ShownBlock, ...]
    guarded: bool

    @property
    def figures(self) -> tuple[Key, ...]:
        """The figures that the zone may print."""
        blocks = (*self.said, *((self.block,) if self.block else ()))
        return tuple(dict.fromkeys(key for block in blocks for key in figures_of(block)))

    @property
    def where(self) -> str:
        """The zone's place in a finding."""
        return masked(self.block.name if self.block else self.part.text if self.part else "")

    @property
    def fault(self) -> str:
        """What is wrong if the file and its record do not have the same part here, else empty."""
        if self.block is None:
            return _EXTRA.get(self.part.kind, "") if self.part else ""
        if self.part is None:
            return _MISSING[self.block.kind]
        nameless = not self.part.text  # not every format writes the name beside the part
        return "" if nameless or _identity(self.part) == _identity(self.block) else _OTHER_NAME


def figures_of(block: ShownBlock) -> tuple[Key, ...]:
    """Return every figure of a block, those of its cells too."""
    return (*block.figures, *(key for cell in block.cells for key in cell.figures))


def zones(parts: Sequence[Part], blocks: Sequence[ShownBlock]) -> tuple[Zone, ...]:
    """Return the zones of a file in its order.

    A file of one picture is one zone, whatever stands round the picture. A heading that is not declared, such as the
    name of a sheet, begins a zone of its own, which is about persons where a table of the same name is.
    """
    if [block.kind for block in blocks] == [BlockKind.PICTURE]:
        return _one_picture(parts, blocks[0])
    (before, *found), (first, *declared) = _runs(parts), _runs(blocks)
    start = Zone(None, None, _texts(before.rest), first.rest, guarded=False)
    return (start, *_Walk(blocks).zones(_pairs(found, declared)))


def _one_picture(parts: Sequence[Part], block: ShownBlock) -> tuple[Zone, ...]:
    pictures = [part for part in parts if part.kind is BlockKind.PICTURE] or [Part(BlockKind.PICTURE, "")]
    extra = [*pictures[1:], *(part for part in parts if part.kind is BlockKind.TABLE)]
    words = _texts([part for part in parts if part.kind in (BlockKind.TEXT, BlockKind.HEADING)])
    return (
        Zone(block, pictures[0], words, (), block.guarded),
        *(Zone(None, part, (), (), block.guarded) for part in extra),
    )


@dataclass(frozen=True, slots=True)
class _Run(Generic[T]):
    """A heading, a table or a picture (at the beginning of a file none) and the texts after it."""

    anchor: T | None
    rest: tuple[T, ...]


def _runs(parts: Sequence[T]) -> list[_Run[T]]:
    at = [place for place, part in enumerate(parts) if part.kind is not BlockKind.TEXT]
    ends = [*at, len(parts)]
    runs = [_Run(parts[start], tuple(parts[start + 1 : end])) for start, end in pairwise(ends)]
    return [_Run(None, tuple(parts[: ends[0]])), *runs]


_Pair = tuple[_Run[Part] | None, _Run[ShownBlock] | None]


def _pairs(found: Sequence[_Run[Part]], declared: Sequence[_Run[ShownBlock]]) -> Iterator[_Pair]:
    """Pair what is found with what is declared, by kind and name; between two such pairs in order, by kind."""
    parts, blocks = [_identity(run.anchor) for run in found], [_identity(run.anchor) for run in declared]
    for _, start, end, first, last in SequenceMatcher(None, parts, blocks, autojunk=False).get_opcodes():
        if [kind for kind, _ in parts[start:end]] == [kind for kind, _ in blocks[first:last]]:
            yield from zip(found[start:end], declared[first:last], strict=True)
        else:
            yield from ((run, None) for run in found[start:end])
            yield from ((None, run) for run in declared[first:last])


def _identity(anchor: Part | ShownBlock | None) -> tuple[str, str]:
    """Return what tells the parts of a file apart; pictures have other names in other formats."""
    if anchor is None:
        return "", ""
    if anchor.kind is BlockKind.PICTURE:
        return anchor.kind, ""
    return anchor.kind, _plain(anchor.text if isinstance(anchor, Part) else anchor.name)


class _Walk:
    """The way through a file, with the headings that it is under."""

    def __init__(self, blocks: Sequence[ShownBlock]) -> None:
        self._tables = {_plain(block.name): block for block in blocks if block.kind is BlockKind.TABLE}
        self._headings: list[ShownBlock] = []

    def zones(self, pairs: Iterable[_Pair]) -> Iterator[Zone]:
        for part, block in pairs:
            texts = _texts(part.rest) if part else ()
            if block and block.anchor:
                guarded = self._enter(block.anchor)
                yield Zone(block.anchor, part.anchor if part else None, texts, block.rest, guarded)
            elif part and part.anchor:
                table = self._tables.get(_plain(part.anchor.text))
                guarded = self._is_guarded() or (table is not None and table.guarded)
                yield Zone(None, part.anchor, texts, (table,) if table else (), guarded)

    def _enter(self, block: ShownBlock) -> bool:
        if block.kind is BlockKind.HEADING:
            self._headings = [*(one for one in self._headings if one.level < block.level), block]
        return block.guarded or self._is_guarded()

    def _is_guarded(self) -> bool:
        return any(one.guarded for one in self._headings)


def _texts(parts: Sequence[Part]) -> tuple[str, ...]:
    return tuple(part.text for part in parts)


def _plain(text: str) -> str:
    return _BREAKS.sub("", text).casefold()
