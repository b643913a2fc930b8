from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import replace

from oj_analys.domain import Edition
from oj_analys.reports.writers.manifest import fingerprint, read_versions, write_manifest

DATA = "å".encode()


def test_lists_every_file_with_hash_and_size(edition: Edition) -> None:
    manifest = json.loads(
        write_manifest(edition, {"oj.xlsx": "12ab"}, {"are/a.pdf": fingerprint(DATA)}, {"python": "3.12"})
    )
    assert manifest["inputs"] == {"oj.xlsx": {"sha256": "12ab"}}
    assert manifest["outputs"] == {"are/a.pdf": {"sha256": hashlib.sha256(DATA).hexdigest(), "size": 2}}
    assert manifest["versions"] == {"python": "3.12"}


def test_says_that_it_is_a_draft_of_made_up_figures(edition: Edition) -> None:
    manifest = json.loads(write_manifest(edition, {}, {}, {}))
    assert (manifest["status"], manifest["partial"], manifest["syntetisk"]) == ("utkast", False, True)
    assert (manifest["utgava"], manifest["uttag"]) == ("2025-06", "2025-06-23")
    assert json.loads(write_manifest(replace(edition, partial=True), {}, {}, {}))["partial"] is True


def test_order_of_files_does_not_matter(edition: Edition) -> None:
    one, other = fingerprint(b"1"), fingerprint(b"2")
    forwards = write_manifest(edition, {}, {"a": one, "b": other}, {})
    assert forwards == write_manifest(edition, {}, {"b": other, "a": one}, {})
    assert forwards.endswith(b"}\n")
    assert b"\r" not in forwards


def test_versions_name_python_and_what_writes_the_files() -> None:
    versions = read_versions()
    assert versions["python"] == f"{sys.version_info.major}.{sys.version_info.minor}"
    assert {"oj-analys", "pandas", "typst", "matplotlib", "pikepdf", "jinja2"} <= {name.casefold() for name in versions}
    assert all(versions.values())
