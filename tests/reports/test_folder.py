import os
from pathlib import Path

import pytest

import oj_analys as oj
from oj_analys.domain import DataError
from oj_analys.reports.folder import EditionFolder


def content(folder: Path) -> dict[str, bytes]:
    return {item.relative_to(folder).as_posix(): item.read_bytes() for item in folder.rglob("*") if item.is_file()}


def build(out: Path, **files: bytes) -> None:
    with EditionFolder(out, "2025-06") as folder:
        for name, data in files.items():
            folder.write(f"kommun/{name}", data)
        folder.write("manifest.json", b"{}")


def test_a_new_edition_replaces_the_old_one_as_a_whole(tmp_path: Path) -> None:
    build(tmp_path, old=b"1", both=b"1")
    build(tmp_path, new=b"2", both=b"2")
    assert content(tmp_path) == {
        "2025-06/kommun/new": b"2",
        "2025-06/kommun/both": b"2",
        "2025-06/manifest.json": b"{}",
    }


def test_a_failed_run_leaves_the_old_edition_and_nothing_else(tmp_path: Path) -> None:
    build(tmp_path, old=b"1")
    with pytest.raises(ZeroDivisionError), EditionFolder(tmp_path, "2025-06") as folder:
        folder.write("kommun/new", bytes([1 // len(content(tmp_path / "tom"))]))
    assert content(tmp_path) == {"2025-06/kommun/old": b"1", "2025-06/manifest.json": b"{}"}
    assert [item.name for item in tmp_path.iterdir()] == ["2025-06"]


def test_what_was_written_is_listed_with_its_checksum(tmp_path: Path) -> None:
    with EditionFolder(tmp_path / "mapp med å", "2025-06") as folder:
        folder.write("a.txt", b"abc")
    # SHA-256 of "abc": FIPS 180-2, appendix B.1.
    assert folder.written["a.txt"].sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert folder.written["a.txt"].size == 3


def test_an_edition_killed_between_the_two_renames_is_put_back(tmp_path: Path) -> None:
    build(tmp_path, old=b"1")
    (tmp_path / "2025-06").rename(tmp_path / ".2025-06-bygger-abc-tidigare")
    with pytest.raises(DataError), EditionFolder(tmp_path, "2025-06"):
        oj.kommun("finns inte")
    assert content(tmp_path) == {"2025-06/kommun/old": b"1", "2025-06/manifest.json": b"{}"}


def test_a_file_in_the_way_gives_a_swedish_message(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("en fil")
    with pytest.raises(DataError, match="går inte att skriva: något annat med samma namn ligger i vägen"):
        build(tmp_path / "reports", a=b"1")
    assert (tmp_path / "reports").read_text() == "en fil"


def test_a_folder_that_is_no_edition_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "2025-06").mkdir()
    (tmp_path / "2025-06" / "underlag.toml").write_text("rådata", encoding="utf-8")
    with pytest.raises(DataError, match="inte är en utgåva"):
        build(tmp_path, a=b"1")
    assert content(tmp_path) == {"2025-06/underlag.toml": b"r\xc3\xa5data"}


def test_what_killed_runs_left_long_ago_is_removed(tmp_path: Path) -> None:
    for name in (".2025-06-bygger-gammal", ".2025-06-bygger-ny"):
        (tmp_path / name).mkdir()
    os.utime(tmp_path / ".2025-06-bygger-gammal", (0, 0))
    build(tmp_path, a=b"1")
    assert sorted(item.name for item in tmp_path.iterdir()) == [".2025-06-bygger-ny", "2025-06"]


def test_a_folder_too_deep_for_windows_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["en mapp med långt namn"] * 8)
    with pytest.raises(DataError, match="tecken lång; tillåtet: högst 129 tecken"):
        build(deep, a=b"1")
    assert list(tmp_path.iterdir()) == []
