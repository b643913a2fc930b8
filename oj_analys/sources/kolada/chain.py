"""From one page of an answer to the next: the chain stays with Kolada, goes forwards and ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import httpx

from oj_analys.domain import DataError, Problem
from oj_analys.sources.kolada.decode import Page
from oj_analys.sources.kolada.request import PER_PAGE
from oj_analys.swedish import number

R = TypeVar("R")

MOST_PAGES = 200  # a question of 25 × 25 × 25 ids has four
_TELL = "Försök igen senare; kvarstår det har Kolada ett fel."


def pages_of(url: str, base: str, read: Callable[[str, int], Page[R]]) -> Iterator[Page[R]]:
    """Yield the pages of an answer; ``read(url, number)`` returns one of them, the first is number 1.

    Raises:
        DataError: the next page lies elsewhere, has come already or is not the next; the chain does not end; or the
            last page is full although ``count`` says that there are more records.
    """
    seen = {url}
    records = 0
    for place in range(1, MOST_PAGES + 1):
        page = read(url, place)
        records += len(page.records)
        yield page
        if not page.next_url:
            _check_end(page, records)
            return
        url = next_page(page, url, base)
        if url in seen:
            raise DataError(Problem(page.where, f"nästa sida har redan kommit ({url})", "en ny sida", _TELL))
        seen.add(url)
    raise DataError(Problem(page.where, f"svaret tar inte slut efter {MOST_PAGES} sidor", "", _TELL))


def next_page(page: Page[R], url: str, base: str) -> str:
    """Return the address of the page after ``url``, always by the base's own protocol.

    Raises:
        DataError: it is not on the base's server, is about something else, or is not the number after this page's.
    """
    here = httpx.URL(url)
    try:
        there = here.join(page.next_url)
        server = (there.host, there.port)
    except (httpx.InvalidURL, UnicodeError):  # the second where a host name is wrongly encoded
        raise DataError(Problem(page.where, f'next_url är "{page.next_url}"', "en adress", _TELL)) from None
    root = httpx.URL(base)
    there = there.copy_with(scheme=root.scheme) if there.port == root.port else there
    if server != (root.host, root.port) or there.path.rstrip("/") != here.path.rstrip("/"):
        found = f"nästa sida ligger på en annan plats ({there})"
        raise DataError(Problem(page.where, found, f"{here.copy_with(query=None)}?…", _TELL))
    number, following = _number(here), there.params.get("page")
    if following is not None and following != str(number + 1):
        found = f"nästa sida är nummer {following} men den här är nummer {number}"
        raise DataError(Problem(page.where, found, str(number + 1), _TELL))
    return str(there)


def _number(url: httpx.URL) -> int:
    text = url.params.get("page", "1")
    return int(text) if text.isdecimal() else 1


def _check_end(page: Page[R], records: int) -> None:
    """Refuse a full last page when there should be more; ``count`` alone means now the page, now the whole answer."""
    if len(page.records) >= PER_PAGE and page.count > records:
        found = f"sidan säger att den är den sista, men {number(records)} av {number(page.count)} poster har kommit"
        raise DataError(Problem(page.where, found, "alla poster", _TELL))
