"""The structure of a tagged PDF, also of tables and paragraphs that go over several pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Object, Pdf

from oj_analys.disclosure.readers.pdf_text import Place
from oj_analys.disclosure.readers.unreadable import Unreadable

_Address = tuple[int, int]  # number and generation of an object


@dataclass(frozen=True, slots=True)
class Tag:
    """A structure element: its standard kind, its alternative text, and what is below it in reading order."""

    kind: str
    alt: str
    below: tuple[Tag | Place, ...]

    def places(self) -> Iterator[Place]:
        """Yield the marked content in it, at any depth."""
        for item in self.below:
            if isinstance(item, Tag):
                yield from item.places()
            else:
                yield item

    def figures(self) -> Iterator[Tag]:
        """Yield the pictures in it, at any depth, itself if it is one."""
        if self.kind == "Figure":
            yield self
            return
        for item in self.below:
            if isinstance(item, Tag):
                yield from item.figures()


def tags_of(document: Pdf) -> Tag:
    """Return the structure of a document below one element; nothing is below it in a document without tags.

    Raises:
        Unreadable: An element is met twice, or has text on no page.
    """
    root = document.Root.get("/StructTreeRoot", Dictionary())
    roles = {str(name): str(role) for name, role in root.get("/RoleMap", Dictionary()).items()}
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    return _Walk(pages, roles).tag(root)


class _Walk:
    """A way through the structure on which no element is met twice."""

    def __init__(self, pages: Mapping[_Address, int], roles: Mapping[str, str]) -> None:
        self._pages = pages
        self._roles = roles
        self._met: set[_Address] = set()

    def tag(self, element: Object) -> Tag:
        if element.is_indirect:
            if element.objgen in self._met:
                raise Unreadable("strukturen i PDF-filen går i ring")
            self._met.add(element.objgen)
        below = element.get("/K", Array())
        items = below if isinstance(below, Array) else [below]
        return Tag(self._kind(element), str(element.get("/Alt", "")), tuple(self._below(items, element.get("/Pg"))))

    def _kind(self, element: Object) -> str:
        kind = str(element.get("/S", "/Document"))
        for _ in self._roles:  # one role may stand for another
            kind = self._roles.get(kind, kind)
        return kind.removeprefix("/")

    def _below(self, items: Iterable[Object | int], page: Object | None) -> Iterator[Tag | Place]:
        for item in items:
            if isinstance(item, int):
                yield self._place(page, item)
            elif isinstance(item, Dictionary) and "/MCID" in item:
                yield self._place(item.get("/Pg", page), int(item.MCID))
            elif isinstance(item, Dictionary) and "/S" in item:
                yield self.tag(item)

    def _place(self, page: Object | None, mark: int) -> Place:
        number = None if page is None else self._pages.get(page.objgen)
        if number is None:
            raise Unreadable("PDF-filen har text utan sida")
        return number, mark
