"""Refuse to commit notebooks that hold results: outputs, pictures or traces of a run can show persons.

Needs nothing but Python, since a hook may run outside of the project's environment.
"""  # noqa: INP001 - a folder of git's, not a package

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import Any

_NOTEBOOK_KEYS = {"kernelspec", "language_info"}
_NBFORMAT = 4
_ACTIONS = (
    "Rensa resultat i JupyterLab med Edit, Clear Outputs of All Cells. Metadata står under kugghjulen till höger.",
    "Spara, och lägg till anteckningsboken på nytt med git add.",
)


def faults(data: bytes) -> list[str]:
    """Return what a notebook holds that must not be committed, in Swedish and without a word of its content."""
    try:
        notebook = json.loads(data)
        return list(_notebook_faults(notebook))
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return ["går inte att läsa som en anteckningsbok"]


def _notebook_faults(notebook: Mapping[str, Any]) -> Iterator[str]:
    if notebook["nbformat"] != _NBFORMAT:
        yield "har ett gammalt format"
    if notebook["metadata"].keys() - _NOTEBOOK_KEYS:
        yield "har egna metadata"
    for number, cell in enumerate(notebook["cells"], start=1):
        for fault in _cell_faults(cell):
            yield f"cell {number} har {fault}"


def _cell_faults(cell: Mapping[str, Any]) -> Iterator[str]:
    if cell.get("outputs"):
        yield "resultat"
    if cell.get("execution_count") is not None:
        yield "ett körningsnummer"
    if cell.get("attachments"):
        yield "en bifogad fil"
    if ";base64," in "".join(cell["source"]):
        yield "en inklistrad bild"
    if cell["metadata"]:
        yield "egna metadata"


def _staged() -> list[str]:
    names = _git("diff", "--cached", "--name-only", "--diff-filter=d", "-z", "--", ":(icase)*.ipynb").decode()
    return [name for name in names.split("\0") if name]


def _git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], check=True, capture_output=True).stdout  # noqa: S603, S607 - its own git


def main() -> int:
    """Tell of every fault in what is staged; return 1 if there is any."""
    found = [f"{name}: {fault}" for name in _staged() for fault in faults(_git("show", f":{name}"))]
    if found:
        sys.stderr.buffer.write("\n".join([*found, *_ACTIONS, ""]).encode())
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
