"""What an answer of Kolada holds, unpacked piece by piece: a small answer that swells is stopped in time."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

GZIP = "gzip"
_GZIP_FORMAT = 16 + zlib.MAX_WBITS


def unpacked(parts: Iterable[bytes], encoding: str, most: int) -> Iterator[bytes]:
    """Yield the content of an answer whose ``Content-Encoding`` is ``gzip`` or empty; never much more than ``most``.

    Raises:
        zlib.error: it is packed in another way, is not what it says, or is cut short.

    Example:
        >>> b"".join(unpacked([zlib.compress(b"{}", wbits=31)], "gzip", 100))
        b'{}'
    """
    if encoding in ("", "identity"):
        yield from parts
        return
    if encoding != GZIP:
        raise zlib.error(encoding)
    gzip = zlib.decompressobj(_GZIP_FORMAT)
    for part in parts:
        yield gzip.decompress(part, most + 1)
    if not gzip.eof or gzip.unused_data:
        raise zlib.error("cut short")
