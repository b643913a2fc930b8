from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from oj_analys.disclosure.readers import Content, Unreadable, read
from oj_analys.frames.shown import BlockKind

KERNEL = {"kernelspec": {"name": "python3"}, "language_info": {"name": "python"}}


def code(**more: Any) -> dict[str, Any]:
    plain = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None}
    return plain | {"source": ["x = 1"]} | more


def notebook(*cells: dict[str, Any], **more: Any) -> Content:
    book = {"cells": list(cells), "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5} | more
    return read("a.ipynb", json.dumps(book).encode())


def test_what_is_written_is_parts() -> None:
    markdown = {"cell_type": "markdown", "id": "b", "metadata": {}, "source": ["## Läget\n", "\n", "Åre 3,4"]}
    found = notebook(markdown, code())
    assert [(part.kind, part.text, part.level) for part in found.parts] == [
        (BlockKind.HEADING, "Läget", 2),
        (BlockKind.TEXT, "Åre 3,4", 0),
        (BlockKind.TEXT, "x = 1", 0),
    ]
    assert found.faults == ()


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (code(outputs=[{"output_type": "stream", "text": ["kanarie"]}]), "cell 1: utdata är kvar"),
        (code(execution_count=3, metadata={"a": "kanarie"}), "cell 1: körningens nummer är kvar"),
        (code(attachments={"a.png": {"text/plain": "kanarie"}}), "cell 1: en bilaga är kvar"),
        (code(metadata={"anteckning": "kanarie"}), "cell 1: egna metadata är kvar"),
        (code(eget="kanarie"), "cell 1: en del av okänt slag"),
    ],
)
def test_what_a_run_leaves_behind_is_a_fault(cell: dict[str, Any], fault: str) -> None:
    found = notebook(cell)
    assert fault in found.faults
    assert any(item.text == "kanarie" for item in found.beside)


@pytest.mark.parametrize(
    ("metadata", "fault"),
    [
        ({"widgets": {"state": "kanarie"}}, "anteckningsboken har sparade reglage (widgets)"),
        ({"authors": [{"name": "kanarie"}]}, "anteckningsboken har egna metadata"),
    ],
)
def test_the_notebooks_own_metadata(metadata: dict[str, Any], fault: str) -> None:
    found = notebook(code(), metadata=KERNEL | metadata)
    assert found.faults == (fault,)
    assert any(item.text == "kanarie" for item in found.beside)


def test_authors_are_told() -> None:
    assert notebook(metadata=KERNEL | {"authors": [{"name": "Någon"}]}).authors == ("Någon",)


def test_a_picture_in_the_outputs_is_unpacked() -> None:
    packed = base64.b64encode(b"kanarie i bild").decode()
    found = notebook(code(outputs=[{"data": {"image/png": packed}}]))
    assert b"kanarie i bild" in found.raw


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"cells": {}}', b'{"cells": 3}'])
def test_no_notebook_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read("a.ipynb", data)


def test_odd_cells_are_faults() -> None:
    found = read("a.ipynb", b'{"cells": [3, {"source": 4, "metadata": 5}], "metadata": 6}')
    assert "cell 1: en del av okänt slag" in found.faults
