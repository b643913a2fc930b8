from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from oj_analys import catalog
from oj_analys.domain import DataError, Edition
from oj_analys.frames.manifest import (
    MANIFEST,
    EditionStatus,
    Manifest,
    fingerprint,
    read_manifest,
    read_versions,
    write_manifest,
)

DATA = "å".encode()
EDITION = Edition(
    utgava="2025-06",
    taken=date(2025, 6, 23),
    grupp=catalog.grupp("Jämtland"),
    sender="FoU",
    contact="",
    meeting="RUG",
    syntetisk=True,
)


def test_lists_every_file_with_hash_and_size() -> None:
    manifest = json.loads(
        write_manifest(EDITION, {"oj.xlsx": "12ab"}, {"are/a.pdf": fingerprint(DATA)}, {"python": "3.12"})
    )
    assert manifest["inputs"] == {"oj.xlsx": {"sha256": "12ab"}}
    assert manifest["outputs"] == {"are/a.pdf": {"sha256": hashlib.sha256(DATA).hexdigest(), "size": 2}}
    assert manifest["versions"] == {"python": "3.12"}


def test_says_that_it_is_a_draft_of_made_up_figures() -> None:
    manifest = json.loads(write_manifest(EDITION, {}, {}, {}))
    assert (manifest["status"], manifest["partial"], manifest["syntetisk"]) == ("utkast", False, True)
    assert (manifest["utgava"], manifest["uttag"]) == ("2025-06", "2025-06-23")
    assert json.loads(write_manifest(replace(EDITION, partial=True), {}, {}, {}))["partial"] is True
    assert json.loads(write_manifest(replace(EDITION, draft=False), {}, {}, {}))["status"] == "lamnad_ut"


def test_order_of_files_does_not_matter() -> None:
    one, other = fingerprint(b"1"), fingerprint(b"2")
    forwards = write_manifest(EDITION, {}, {"a": one, "b": other}, {})
    assert forwards == write_manifest(EDITION, {}, {"b": other, "a": one}, {})
    assert forwards.endswith(b"}\n")
    assert b"\r" not in forwards


def test_it_reads_back_as_it_was_written(tmp_path: Path) -> None:
    inputs, outputs, versions = {"oj.xlsx": "12ab", "ebp.xlsx": ""}, {"a.pdf": fingerprint(DATA)}, {"python": "3.12"}
    (tmp_path / MANIFEST).write_bytes(write_manifest(EDITION, inputs, outputs, versions))
    expected = Manifest(
        status=EditionStatus.DRAFT,
        partial=False,
        utgava="2025-06",
        grupp="jamtland",
        inputs=inputs,
        outputs=outputs,
        versions=versions,
    )
    assert read_manifest(tmp_path) == expected


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"\xff"])
def test_a_damaged_one_stops(tmp_path: Path, data: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(data)
    with pytest.raises(DataError, match="saknas eller är skadad"):
        read_manifest(tmp_path)


def test_versions_name_python_and_what_writes_the_files() -> None:
    versions = read_versions()
    assert versions["python"] == f"{sys.version_info.major}.{sys.version_info.minor}"
    assert {"oj-analys", "pandas", "typst", "matplotlib", "pikepdf", "jinja2"} <= {name.casefold() for name in versions}
    assert all(versions.values())
