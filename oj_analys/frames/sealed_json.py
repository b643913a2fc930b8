"""JSON that says its own checksum, so that damage and edits by hand are noticed when it is read again."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import Any

_OPENING = "{\n"
_SEAL = re.compile(rb'\{\n"sha256":"([0-9a-f]{64})",\n')


def seal(text: str) -> bytes:
    """Return a JSON object, written with its first brace alone on a line, with its checksum put first.

    Raises:
        ValueError: The text does not begin so.
    """
    if not text.startswith(_OPENING):
        raise ValueError("sealed JSON begins with a brace alone on its line")
    body = text.removeprefix(_OPENING).encode()
    return f'{_OPENING}"sha256":"{sha256(body).hexdigest()}",\n'.encode() + body


def unseal(data: bytes) -> dict[str, Any]:
    r"""Return the object without its checksum.

    Raises:
        ValueError: There is no checksum, it does not hold, or the rest is no JSON object.

    Example:
        >>> unseal(seal('{\n"a":1\n}'))
        {'a': 1}
    """
    found = _SEAL.match(data)
    if not found or sha256(data[found.end() :]).hexdigest().encode() != found[1]:
        raise ValueError("the seal is broken")
    document = json.loads(data)
    del document["sha256"]
    return dict(document)
