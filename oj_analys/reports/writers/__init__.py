"""The writers: one pure function per format, from a finished Report to named bytes.

Nothing heavy is imported until a writer is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oj_analys.reports.blocks import Report

    Writer = Callable[[Report], Mapping[str, bytes]]


def _write(module: str, report: Report) -> Mapping[str, bytes]:
    writer: Writer = import_module(f"{__name__}.{module}").write
    return writer(report)


FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        "pdf": partial(_write, "pdf"),
        "xlsx": partial(_write, "workbook"),
        "figurer": partial(_write, "figures"),
    }
)
"""Format → writer; a writer's file names are relative to the reader's folder, with ``/`` between parts."""
