"""A draft becomes a released utgåva, or everything stays as it was; what is released is never made anew.

The raw files are loaded once, and the packs are one small file each: what is tried here is what happens round them.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from oj_analys import assembly, auditing, preparation
from oj_analys.cli import main
from oj_analys.commands import lamna_ut, rapporter
from oj_analys.disclosure import register as register_module
from oj_analys.disclosure.auditor.file_audit import FileAudit
from oj_analys.disclosure.auditor.finding import Audit
from oj_analys.disclosure.register import COPIES, REGISTER, read_register
from oj_analys.domain import DataError, Status
from oj_analys.frames import Released
from oj_analys.frames.manifest import MANIFEST
from oj_analys.frames.shown import Register, Shown, ShownFile
from oj_analys.frames.shown_json import SHOWN, read_shown
from oj_analys.preparation import Prepared, prepare
from oj_analys.publication import publish, release
from oj_analys.reports.folder import EditionFolder
from oj_analys.reports.pack import Pack
from oj_analys.synced_folder import synced_with

UTGAVA = "2025-06"
STEPS = ("pack", "audit", "register", "copy", "swap")


def content(folder: Path) -> dict[str, bytes]:
    return {item.relative_to(folder).as_posix(): item.read_bytes() for item in folder.rglob("*") if item.is_file()}


def small_pack(released: Released, formats: object) -> Pack:
    """A pack of one file that says whether it is a draft."""
    del formats
    return Pack({"fil.html": page(draft=released.edition.draft)}, (ShownFile("fil.html"),))


def page(*, draft: bool) -> bytes:
    return f"<!doctype html><html lang='sv'><title>Fil</title><p>{'Utkast' if draft else 'Klar'}</p></html>".encode()


def pack_with_a_table(released: Released, formats: object) -> Pack:
    """A pack with a table that nobody has told of."""
    found = small_pack(released, formats)
    return Pack({**found.files, "tabell.csv": b"Kommun;Antal\r\n\xc3\x85re;3\r\n"}, found.shown)


def conclude(files: Iterable[FileAudit], shown: Shown, _register: Register) -> Audit:
    """The audit without the joint attack, which takes seconds and is tried elsewhere."""
    found = list(files)
    findings = tuple(finding for file in found for finding in file.findings)
    return Audit(tuple(file.path for file in found), len(shown.figures), findings)


@dataclass
class Raw:
    """What the raw files give; ``registers`` are those that it was guarded with."""

    prepared: Prepared
    registers: list[Register] = field(default_factory=list)

    def prepare(self, _folder: object, **settings: Any) -> Prepared:
        self.registers.append(settings["register"])
        utgava = settings["utgava"] or self.prepared.released.edition.utgava
        edition = replace(self.prepared.released.edition, utgava=utgava)
        released = replace(self.prepared.released, edition=edition)
        return replace(self.prepared, released=released, shown=replace(self.prepared.shown, utgava=utgava))


def stand_in(raw: Raw, patch: pytest.MonkeyPatch) -> None:
    """Put what is quick in place of what is not."""
    patch.setattr(preparation, "prepare", raw.prepare)
    patch.setattr(assembly, "build_pack", small_pack)
    patch.setattr(auditing, "conclude", conclude)


@pytest.fixture(scope="module")
def loaded(example: Path) -> Prepared:
    return prepare(example)


@pytest.fixture(scope="module")
def draft(loaded: Prepared, example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a whole draft, for :func:`out` to copy."""
    with pytest.MonkeyPatch.context() as patch:
        stand_in(Raw(loaded), patch)
        return publish(example, tmp_path_factory.mktemp("utkast")).folder


@pytest.fixture
def raw(loaded: Prepared, monkeypatch: pytest.MonkeyPatch) -> Raw:
    found = Raw(loaded)
    stand_in(found, monkeypatch)
    return found


@pytest.fixture
def out(draft: Path, raw: Raw, tmp_path: Path) -> Path:
    """A folder with a whole draft."""
    del raw
    shutil.copytree(draft, tmp_path / "mina rapporter" / UTGAVA)
    return tmp_path / "mina rapporter"


@pytest.fixture
def stops(example: Path, out: Path) -> Callable[[], str]:
    """Try to release the draft, see that it stops and leaves everything as it was, and return what it said."""

    def run() -> str:
        before = content(out)
        with pytest.raises(DataError) as caught:
            release(example, UTGAVA, out)
        assert content(out) == before
        return str(caught.value)

    return run


def test_the_draft_is_built_again_without_its_mark_and_entered_into_the_register(example: Path, out: Path) -> None:
    (out / UTGAVA / "kommun" / "gammal.pdf").write_bytes(b"from before")
    done = release(example, UTGAVA, out)
    files = content(out / UTGAVA)
    assert json.loads(files[MANIFEST])["status"] == "lamnad_ut"
    assert set(json.loads(files[MANIFEST])["outputs"]) == set(files) - {MANIFEST}
    assert files["kommun/are/fil.html"] == page(draft=False)
    assert "kommun/gammal.pdf" not in files
    assert done.audit.findings == ()
    (entry,) = read_register(out).releases
    assert (entry.utgava, entry.taken) == (UTGAVA, "2025-06-23")
    assert entry.figures == read_shown(out / UTGAVA).figures
    assert content(out)[REGISTER] == content(out)[f"{COPIES}/{UTGAVA}.json"]


def test_the_register_never_holds_a_hidden_value(example: Path, out: Path) -> None:
    release(example, UTGAVA, out)
    (entry,) = read_register(out).releases
    hidden = [figure for figure in entry.figures if figure.status is not Status.OK]
    assert hidden
    assert all((figure.value, figure.n, figure.low, figure.high) == (None,) * 4 for figure in hidden)


def test_a_draft_is_never_in_the_register(example: Path, out: Path) -> None:
    publish(example, out)
    assert not (out / REGISTER).exists()


def test_the_next_utgava_is_guarded_with_what_was_released_and_the_released_one_without_itself(
    example: Path, out: Path, raw: Raw
) -> None:
    release(example, UTGAVA, out)
    publish(example, out, utgava="2025-07")
    release(example, "2025-07", out)
    seen = [[entry.utgava for entry in register.releases] for register in raw.registers]
    assert seen == [[], [UTGAVA], [UTGAVA]]
    assert [entry.utgava for entry in read_register(out).releases] == [UTGAVA, "2025-07"]
    assert sorted(path.name for path in (out / COPIES).iterdir()) == [f"{UTGAVA}.json", "2025-07.json"]


# What cannot be released.


def test_without_a_draft(example: Path, out: Path) -> None:
    with pytest.raises(DataError, match=r"2025-07: här ligger inget utkast\. Kör rapporter först"):
        release(example, "2025-07", out)


def test_part_of_an_utgava(example: Path, out: Path, stops: Callable[[], str]) -> None:
    publish(example, out, kommuner=["Åre"])
    assert "bara en del av utgåvan är skriven" in stops()


def test_a_draft_made_with_other_versions(out: Path, stops: Callable[[], str]) -> None:
    path = out / UTGAVA / MANIFEST
    manifest = json.loads(path.read_bytes())
    manifest["versions"] |= {"pandas": "1.0"}
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert "andra versioner av pandas" in stops()


def test_open_files_that_have_changed_since(raw: Raw, stops: Callable[[], str]) -> None:
    inputs = dict(raw.prepared.inputs)
    changed, gone = [name for name, checksum in inputs.items() if checksum][:2]
    raw.prepared = replace(raw.prepared, inputs=inputs | {changed: "0" * 64, "ny.xlsx": ""})
    del raw.prepared.inputs[gone]  # type: ignore[attr-defined]
    message = stops()
    assert f"{changed}: filen har ändrats sedan utkastet gjordes" in message
    assert f"{gone}: filen används inte längre" in message
    assert "ny.xlsx: filen är ny sedan utkastet gjordes" in message


def test_persons_who_give_other_figures_now(raw: Raw, stops: Callable[[], str]) -> None:
    first = next(figure for figure in raw.prepared.shown.figures if figure.value)
    figures = tuple(replace(figure, value=99.0) if figure == first else figure for figure in raw.prepared.shown.figures)
    raw.prepared = replace(raw.prepared, shown=replace(raw.prepared.shown, figures=figures))
    assert "uppgifterna om personer ger nu andra siffror än i utkastet" in stops()


def test_a_draft_whose_record_is_damaged(out: Path, stops: Callable[[], str]) -> None:
    path = out / UTGAVA / SHOWN
    path.write_bytes(path.read_bytes().replace(b"sekretess", b"ok", 1))
    assert "visat.json: filen är skadad" in stops()


def test_what_is_released_already(example: Path, out: Path, stops: Callable[[], str]) -> None:
    release(example, UTGAVA, out)
    assert "utgåvan är redan utlämnad" in stops()


def test_a_finding_of_the_audit(stops: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembly, "build_pack", pack_with_a_table)
    message = stops()
    assert "kommun/are/tabell.csv: filen är inte redovisad" in message
    assert message.count("tabell.csv") == 9


# What is released stays.


def test_a_released_utgava_is_not_written_anew_and_nothing_is_read_first(example: Path, out: Path) -> None:
    release(example, UTGAVA, out)
    before = content(out)
    for kommuner in ([], ["Åre"]):
        with pytest.raises(DataError, match="utgåvan är utlämnad och skrivs inte om"):
            publish(out / "finns inte", out, utgava=UTGAVA, kommuner=kommuner)
    with pytest.raises(DataError, match="utgåvan är utlämnad och skrivs inte om"):
        publish(example, out)
    assert content(out) == before


def test_a_deleted_one_is_still_public(example: Path, out: Path) -> None:
    release(example, UTGAVA, out)
    shutil.rmtree(out / UTGAVA)
    with pytest.raises(DataError, match="utgåvan är utlämnad och skrivs inte om"):
        publish(example, out)


def test_a_lost_register_stops_every_run(example: Path, out: Path) -> None:
    release(example, UTGAVA, out)
    (out / REGISTER).unlink()
    with pytest.raises(DataError, match="registret över utlämnade utgåvor saknas"):
        publish(example, out, utgava="2025-07")
    (out / REGISTER).write_bytes((out / COPIES / f"{UTGAVA}.json").read_bytes())
    publish(example, out, utgava="2025-07")


# Runs that are cut off.


def fail(*_args: object, **_settings: object) -> Any:
    raise RuntimeError


def cut_off(step: str, patch: pytest.MonkeyPatch) -> None:
    """Let the next run fail at one of its steps."""
    if step == "pack":
        patch.setattr(assembly, "build_pack", fail)
    elif step == "audit":
        patch.setattr(auditing, "conclude", fail)
    elif step == "register":
        patch.setattr(register_module, "seal", fail)
    elif step == "copy":
        patch.setattr(register_module, "_replace", only_first(register_module._replace))
    else:
        patch.setattr(EditionFolder, "_swap", fail)


def only_first(work: Callable[[Path, bytes], None]) -> Callable[[Path, bytes], None]:
    """Let a function fail where it writes a copy."""

    def run(path: Path, data: bytes) -> None:
        if path.parent.name == COPIES:
            raise RuntimeError
        work(path, data)

    return run


@pytest.mark.parametrize("step", STEPS)
def test_a_failure_at_any_step_leaves_the_register_and_every_utgava_as_they_were(
    example: Path, out: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(out)
    cut_off(step, monkeypatch)
    with pytest.raises(RuntimeError):
        release(example, UTGAVA, out)
    assert content(out) == before
    assert not [path for path in out.iterdir() if path.name.startswith(".")]


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
def test_a_later_failure_leaves_what_was_released_before(
    example: Path, out: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(example, UTGAVA, out)
    publish(example, out, utgava="2025-07")
    before = content(out)
    cut_off(step, monkeypatch)
    with pytest.raises(RuntimeError):
        release(example, "2025-07", out)
    assert content(out) == before


def test_a_run_that_was_killed_between_the_register_and_the_swap_is_finished_by_another(
    example: Path, out: Path, tmp_path: Path
) -> None:
    shutil.copytree(out / UTGAVA, tmp_path / "utkast")
    release(example, UTGAVA, out)
    once = content(out)
    shutil.rmtree(out / UTGAVA)
    shutil.move(tmp_path / "utkast", out / UTGAVA)
    with pytest.raises(DataError, match="Utlämnandet avbröts .*: kör lamna-ut 2025-06 en gång till"):
        publish(example, out)
    release(example, UTGAVA, out)
    assert content(out) == once


# What the terminal says.


def test_the_terminal_says_what_was_done(
    example: Path, out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lamna_ut, "worker_count", lambda: 1)  # helpers would not know the small packs
    assert main(["lamna-ut", UTGAVA, str(example), "--ut", str(out)]) == 0
    told = capsys.readouterr().out
    assert f"Utgåva {UTGAVA} är utlämnad" in told
    assert "0 fynd" in told
    assert f"Inskriven i {out / REGISTER}" in told


def test_a_draft_says_when_nothing_earlier_is_released_in_its_folder(
    example: Path, out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rapporter, "worker_count", lambda: 1)
    line = f"Ingen utgåva är utlämnad i {out}, så skyddet tar inte hänsyn till någon tidigare."
    assert main(["rapporter", str(example), "--ut", str(out)]) == 0
    assert line in capsys.readouterr().out
    assert release(example, UTGAVA, out).earlier == ()
    assert main(["rapporter", str(example), "--ut", str(out), "--utgava", "2025-07"]) == 0
    told = capsys.readouterr().out
    assert "Utgåva 2025-07 (utkast)" in told
    assert "Ingen utgåva är utlämnad" not in told
    assert release(example, "2025-07", out).earlier == (UTGAVA,)


def test_the_terminal_refuses_in_swedish(
    example: Path, out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rapporter, "worker_count", lambda: 1)
    release(example, UTGAVA, out)
    assert main(["rapporter", str(example), "--ut", str(out)]) == 1
    told = capsys.readouterr().err
    assert "utgåvan är utlämnad och skrivs inte om" in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("C/Users/anna/OneDrive - FoU Jämt/rå", "OneDrive"),
        ("home/anna/Dropbox (FoU)/rå", "Dropbox"),
        ("Users/anna/Library/CloudStorage/GoogleDrive-anna/rå", "Google Drive"),
        ("Users/anna/Library/Mobile Documents/rå", "iCloud"),
        ("srv/onedriven/rå", "OneDrive"),
        ("srv/projekt/min dropbox/rå", ""),
    ],
)
def test_a_synced_folder_is_known_by_its_path(path: str, service: str) -> None:
    assert synced_with(Path("/") / path) == service
