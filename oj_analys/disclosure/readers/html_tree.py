"""HTML as a tree of elements, with its comments; nothing is run and nothing is fetched."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

from oj_analys.disclosure.readers.unreadable import Unreadable

_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_CELLS, _GROUPS = {"td", "th"}, {"thead", "tbody", "tfoot"}
_ENDS = {
    **{tag: {"p"} for tag in ("p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section")},
    **{tag: _CELLS | {"p"} for tag in _CELLS},
    **{tag: _CELLS | _GROUPS | {"tr", "caption", "p"} for tag in _GROUPS},
    "tr": _CELLS | {"tr", "caption", "p"},
    "li": {"li", "p"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "option": {"option"},
}
"""What a new element ends without saying so."""

_ROOT = "page"
_DEEPEST = 200


def parse_html(text: str) -> Element:
    """Return a page below one element of our own; an element that is never closed ends with the one round it.

    Raises:
        Unreadable: It is no HTML.
    """
    tree = _Tree()
    try:
        tree.feed(text)
        tree.close()
    except (ValueError, AssertionError):
        raise Unreadable("filen är ingen riktig HTML") from None
    return tree.root()


class _Tree(HTMLParser):
    """Hands what the parser meets to a builder of trees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._builder = TreeBuilder(insert_comments=True)
        self._open = [_ROOT]
        self._builder.start(_ROOT, {})

    def root(self) -> Element:
        """Close what is still open and return the whole."""
        while self._open:
            self._builder.end(self._open.pop())
        return self._builder.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(self._open) > _DEEPEST:
            raise Unreadable("sidan är nästlad bortom all rimlighet")
        while self._open[-1] in _ENDS.get(tag, ()):
            self._builder.end(self._open.pop())
        self._builder.start(tag, {key: value or "" for key, value in attrs})
        if tag in _EMPTY:
            self._builder.end(tag)
        else:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open:
            last = self._open.pop()
            self._builder.end(last)
            if last == tag:
                break

    def handle_data(self, data: str) -> None:
        self._builder.data(data)

    def handle_comment(self, data: str) -> None:
        self._builder.comment(data)

    def handle_pi(self, data: str) -> None:
        self._builder.comment(data)

    def unknown_decl(self, data: str) -> None:
        self._builder.comment(data)
