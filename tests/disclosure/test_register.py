"""The register: what was released stays, a missing or damaged one stops, and a failed run changes nothing."""

from __future__ import annotations

import json
import os
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
        alone = tmp_path / copy
        alone.mkdir()
        (alone / REGISTER).write_bytes((tmp_path / COPIES / f"{copy}.json").read_bytes())
        assert read_register(alone).releases == releases


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
    action = "Ingen kopia .* har allt" if kept == "utgåva" else rf"kopian ur {COPIES}, 2025-06\.json, som {REGISTER}"
    with pytest.raises(DataError, match=f"saknas, men.*{action}"):
        read_register(tmp_path)


def two_releases(out: Path) -> Path:
    """Write a register with two releases and a copy after each; return the folder of the copies."""
    write_register(out, Register((FIRST,)), "2025-06")
    write_register(out, Register((FIRST, SECOND)), "2025-10")
    return out / COPIES


def message_of(out: Path) -> str:
    """Return what the register of a folder stops with."""
    before = content(out)
    with pytest.raises(DataError) as caught:
        read_register(out)
    assert content(out) == before
    return str(caught.value)


def test_an_older_copy_in_place_of_the_register_stops(tmp_path: Path) -> None:
    copies = two_releases(tmp_path)
    (tmp_path / REGISTER).write_bytes((copies / "2025-06.json").read_bytes())
    message = message_of(tmp_path)
    assert f"registret är äldre än sina kopior: 2025-10 står i {COPIES} men inte i registret" in message
    assert f"Lägg tillbaka den senaste kopian ur {COPIES}, 2025-10.json, som {REGISTER}." in message
    (tmp_path / REGISTER).write_bytes((copies / "2025-10.json").read_bytes())
    assert read_register(tmp_path).releases == (FIRST, SECOND)


def test_the_newest_copy_is_the_one_that_holds_most_whatever_its_name_and_time(tmp_path: Path) -> None:
    copies = two_releases(tmp_path)
    (copies / "2025-10.json").rename(copies / "2024-x.json")
    os.utime(copies / "2024-x.json", (1, 1))
    for lose in (lambda path: path.write_bytes((copies / "2025-06.json").read_bytes()), Path.unlink):
        lose(tmp_path / REGISTER)
        assert f"ur {COPIES}, 2024-x.json, som" in message_of(tmp_path)


def test_another_release_of_the_same_name_in_a_copy_stops(tmp_path: Path) -> None:
    copies = two_releases(tmp_path)
    write_register(tmp_path / "annan", Register((release("2025-06", 3.5, "ef56"),)), "2025-06")
    (copies / "annan.json").write_bytes((tmp_path / "annan" / REGISTER).read_bytes())
    assert "2025-06 står i" in message_of(tmp_path)


def test_no_copy_is_named_that_would_lose_a_release(tmp_path: Path) -> None:
    two_releases(tmp_path)
    write_register(tmp_path, Register((FIRST, release("2025-11"))), "2025-11")
    message = message_of(tmp_path)
    assert "2025-10 står i" in message
    assert f"Ingen kopia i {COPIES} har allt som har lämnats ut: hämta {REGISTER} från en säkerhetskopia." in message


def test_a_damaged_copy_stops_with_what_to_do(tmp_path: Path) -> None:
    copies = two_releases(tmp_path)
    (copies / "2025-10.json").write_bytes(b"{}")
    message = message_of(tmp_path)
    assert "2025-10.json: kopian av registret är skadad eller ändrad för hand" in message
    assert f"Ersätt den med en kopia av {REGISTER}" in message
    register = (tmp_path / REGISTER).read_bytes()
    (tmp_path / REGISTER).write_bytes((copies / "2025-06.json").read_bytes())
    assert "Hämta den hel från en säkerhetskopia." in message_of(tmp_path)
    (tmp_path / REGISTER).unlink()
    assert f"Ingen kopia i {COPIES} har allt" in message_of(tmp_path)
    for path in (tmp_path / REGISTER, copies / "2025-10.json"):
        path.write_bytes(register)
    assert read_register(tmp_path).releases == (FIRST, SECOND)


def test_what_a_system_hides_beside_the_copies_is_no_copy(tmp_path: Path) -> None:
    (two_releases(tmp_path) / "._2025-10.json").write_bytes(b"\0")
    assert read_register(tmp_path).releases == (FIRST, SECOND)


def test_a_run_killed_between_the_register_and_its_copy_is_finished_by_another(tmp_path: Path) -> None:
    copies = two_releases(tmp_path)
    (copies / "2025-10.json").unlink()
    register = read_register(tmp_path)
    with registration(tmp_path, "2025-10") as enter:
        enter(with_release(register, SECOND))
    assert (copies / "2025-10.json").read_bytes() == (tmp_path / REGISTER).read_bytes()


def test_a_failure_that_is_itself_cut_off_leaves_a_register_with_all_that_its_copies_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_register(tmp_path, Register((FIRST,)), "2025-06")
    monkeypatch.setattr(Path, "unlink", interrupt)  # the copy was not there before
    with pytest.raises(KeyboardInterrupt):
        enter_and_fail(tmp_path, Register((FIRST, SECOND)))
    assert read_register(tmp_path).releases == (FIRST, SECOND)


def interrupt(_path: Path) -> None:
    raise KeyboardInterrupt


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
