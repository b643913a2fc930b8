"""SOURCES: what the ``source`` column of a frame points to."""

from __future__ import annotations

from oj_analys.frames.spec import FrameSpec

SOURCES = FrameSpec(
    "SOURCES",
    {
        "source": "str",
        "file": "str",
        "sha256": "str",
        "producer": "str",
        "published": "str",
        "retrieved": "str",
        "licence": "str",
    },
    ("source",),
)
