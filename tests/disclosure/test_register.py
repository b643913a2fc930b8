"""The register: what was released stays, a missing or damaged one stops, and a failed run changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from oj_analys.disclosure.register import (
    COPIES,
    REGISTER,
    read_register,
    registration,
    with_release,
    without_release,
    write_register,
)
from oj_analys.domain import DataError, Status
from oj_analys.frames.manifest import MANIFEST
from oj_analys.frames.shown import Key, Register, Release, ShownFigure, ShownMeasure

KEY = Key("2380", "ebp.attityder", "2025", "T", "alla")
MEASURE = ShownMeasure("ebp.attityder", "medel", "ebp_personal", "ebp", ends=(1.0, 5.0))


def release(utgava: str, value: float = 3.4, fingerprint: str = "ab12") -> Release:
    figures = (
        ShownFigure(KEY, Status.OK, "ebp_personal", 1, value, 23),
        ShownFigure(KEY._replace(unit="2303"), Status.SEKRETESS, "ebp_personal", 1),
    )
    return Release(utgava, f"{utgava}-23", figures, (MEASURE,), (), fingerprint)


FIRST, SECOND = release("2025-06"), release("2025-10", 3.6, "cd34")


def edition(out: Path, utgava: str, status: str) -> None:
    """Put a finished utgåva in a folder."""
    (out / utgava).mkdir(parents=True)
    words = {"utgava": utgava, "status": status, "partial": False, "grupp": "jamtland"}
    manifest = words | {"inputs": {}, "outputs": {}, "versions": {}}
    (out / utgava / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def content(folder: Path) -> dict[str, bytes]:
    return {item.relative_to(folder).as_posix(): item.read_bytes() for item in folder.rglob("*") if item.is_file()}


def test_while_nothing_is_released_the_register_is_empty(tmp_path: Path) -> None:
    assert read_register(tmp_path / "finns inte") == Register()
    edition(tmp_path, "2025-06", "utkast")
    assert read_register(tmp_path) == Register()


def test_the_register_reads_back_as_it_was_written(tmp_path: Path) -> None:
    register = with_release(with_release(Register(), FIRST), SECOND)
    write_register(tmp_path / "mapp med å", register, "2025-10")
    assert read_register(tmp_path / "mapp med å") == register
    assert [figure.value for figure in register.printed()[KEY]] == [3.4, 3.6]


def test_there_is_a_copy_of_the_register_as_it_stood_after_each_release(tmp_path: Path) -> None:
    write_register(tmp_path, Register((FIRST,)), "2025-06")
    write_register(tmp_path, Register((FIRST, SECOND)), "2025-10")
    for copy, releases in {"2025-06": (FIRST,), "2025-10": (FIRST, SECOND)}.items():
        (tmp_path / REGISTER).write_bytes((tmp_path / COPIES / f"{copy}.json").read_bytes())
        assert read_register(tmp_path).releases == releases


def test_a_hidden_figure_is_its_key_and_status(tmp_path: Path) -> None:
    write_register(tmp_path, Register((FIRST,)), "2025-06")
    text = (tmp_path / REGISTER).read_text(encoding="utf-8")
    assert '["2303","ebp.attityder","2025","T","alla","sekretess","ebp_personal",1]' in text.splitlines()


@pytest.mark.parametrize("kept", ["utgåva", "kopia"])
def test_a_missing_register_stops_once_something_is_released(tmp_path: Path, kept: str) -> None:
    if kept == "utgåva":
        edition(tmp_path, "2025-06", "lamnad_ut")
    else:
        write_register(tmp_path, Register((FIRST,)), "2025-06")
        (tmp_path / REGISTER).unlink()
    with pytest.raises(DataError, match=f"saknas, men.*Lägg tillbaka den senaste kopian ur {COPIES}"):
        read_register(tmp_path)


def test_a_damaged_or_edited_register_stops(tmp_path: Path) -> None:
    write_register(tmp_path, Register((FIRST,)), "2025-06")
    whole = (tmp_path / REGISTER).read_bytes()
    for broken in (whole.replace(b"3.4", b"3.5"), whole[:-9], b"", b"{}", whole.replace(b"2025-06-23", b"2025-06-24")):
        (tmp_path / REGISTER).write_bytes(broken)
        with pytest.raises(DataError, match="skadat eller ändrat för hand.*Lägg tillbaka den senaste kopian"):
            read_register(tmp_path)


def test_a_released_utgava_that_the_register_does_not_know_stops(tmp_path: Path) -> None:
    write_register(tmp_path, Register((FIRST,)), "2025-06")
    edition(tmp_path, "2025-10", "lamnad_ut")
    with pytest.raises(DataError, match="2025-10 är utlämnad men står inte i registret"):
        read_register(tmp_path)


def test_an_utgava_whose_manifest_cannot_be_read_stops(tmp_path: Path) -> None:
    edition(tmp_path, "2025-10", "hemlig")
    with pytest.raises(DataError, match=r"manifest\.json: filen saknas eller är skadad"):
        read_register(tmp_path)


def test_what_a_killed_run_was_building_is_no_released_utgava(tmp_path: Path) -> None:
    edition(tmp_path, ".2025-06-bygger-abc", "lamnad_ut")
    assert read_register(tmp_path) == Register()


def test_a_deleted_utgava_is_still_in_the_register(tmp_path: Path) -> None:
    write_register(tmp_path, Register((FIRST,)), "2025-06")
    assert read_register(tmp_path).releases == (FIRST,)


def test_the_same_release_again_changes_nothing_and_another_of_its_name_stops() -> None:
    register = Register((FIRST, SECOND))
    assert with_release(register, FIRST) == register
    with pytest.raises(DataError, match="2025-06 är redan utlämnad och visade något annat"):
        with_release(register, release("2025-06", 3.5, "ef56"))


def test_without_one_release_the_others_stand() -> None:
    assert without_release(Register((FIRST, SECOND)), "2025-06") == Register((SECOND,))
    assert without_release(Register((FIRST,)), "2025-10") == Register((FIRST,))


def enter_and_fail(out: Path, register: Register) -> None:
    """Write a register, and fail before what it tells of is in place."""
    with registration(out, "2025-10") as enter:
        enter(register)
        assert read_register(out) == register
        raise RuntimeError


@pytest.mark.parametrize("former", [Register(), Register((FIRST,))])
def test_after_a_failure_the_register_and_its_copies_are_as_they_were(tmp_path: Path, former: Register) -> None:
    if former.releases:
        write_register(tmp_path, former, "2025-06")
    before = content(tmp_path)
    with pytest.raises(RuntimeError):
        enter_and_fail(tmp_path, with_release(former, SECOND))
    assert content(tmp_path) == before
    assert read_register(tmp_path) == former


def test_a_place_that_cannot_be_written_to_is_told_in_swedish(tmp_path: Path) -> None:
    (tmp_path / COPIES).write_text("en fil")
    with pytest.raises(DataError, match="går inte att skriva"), registration(tmp_path, "2025-06") as enter:
        enter(Register((FIRST,)))
    assert content(tmp_path) == {COPIES: b"en fil"}
