"""Files that lie inside an attribute, as ``data:`` addresses."""

from __future__ import annotations

import base64
import binascii
from urllib.parse import unquote_to_bytes


def unpacked(value: str) -> bytes:
    r"""Return what a ``data:`` address holds; empty for anything else.

    >>> unpacked("data:text/plain;base64,aGVq"), unpacked("data:,hej%20d%C3%A5"), unpacked("#hej")
    (b'hej', b'hej d\xc3\xa5', b'')
    """
    head, comma, body = value.strip().partition(",")
    if not comma or not head.casefold().startswith("data:"):
        return b""
    content = unquote_to_bytes(body)
    if not head.casefold().endswith(";base64"):
        return content
    try:
        return base64.b64decode(content)
    except binascii.Error:
        return content
