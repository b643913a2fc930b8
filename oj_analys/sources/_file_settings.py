"""One ``[[fil]]`` of ``underlag.toml``: what kind of file it is, and what that kind must say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from oj_analys import catalog
from oj_analys.domain import OPEN_POLICY, DataError, Edition, Instrument
from oj_analys.sources._part import Origin
from oj_analys.sources._settings import Settings, past_day
from oj_analys.sources.files import (
    FileKind,
    InterviewFile,
    InvitedFile,
    KoladaFolder,
    OjFile,
    OwnFile,
    PlanFile,
    SourceFile,
    SurveyFile,
    TablePlace,
    UsageFile,
)
from oj_analys.sources.own.definitions import PERSONS_POLICY, read_definitions
from oj_analys.sources.survey.settings import read_survey_file
from oj_analys.swedish import nfc

_HEADER_ROWS = (1, 2, 3)


def read_source(table: Settings, folder: Path, edition: Edition) -> SourceFile | None:
    """Return what a ``[[fil]]`` describes; None, or with empty parts, where faults are noted."""
    table.where = f'{table.where} "{table.text("fil")}"'
    kind = table.choice("typ", tuple(FileKind))
    if kind is None:
        return None
    source = _READERS[kind](table, folder, edition)
    table.close()
    return source


def _read_oj_file(table: Settings, folder: Path, edition: Edition, kind: FileKind) -> OjFile | None:
    path, layout = table.path("fil", folder), table.path("layout", folder)
    named = "markorer" in table.keys
    markers = table.look_up("markorer", catalog.markers) if named else catalog.markers(_MARKERS[kind])
    origin = _fetched if kind is FileKind.KOLADA_EXCEL else _published
    known = origin(table, path, folder, edition)
    return OjFile(path, layout, name_of(layout, folder), markers, known) if markers else None


def _read_kolada_folder(table: Settings, folder: Path, edition: Edition) -> KoladaFolder:
    path = table.path("fil", folder, Path.is_dir)
    return KoladaFolder(path, _fetched(table, path, folder, edition))


def _read_survey_file(table: Settings, folder: Path, edition: Edition) -> SurveyFile | None:
    survey = read_survey_file(table, _place(table, folder, edition), edition.taken)
    _check_policy(table, _policy_of(survey.instrument) if survey else "")
    return survey


def _read_invited_file(table: Settings, folder: Path, edition: Edition) -> InvitedFile | None:
    place, instrument = _place(table, folder, edition), table.look_up("instrument", catalog.questionnaire)
    _check_policy(table, _policy_of(instrument))
    return InvitedFile(place, instrument) if instrument else None


def _read_interview_file(table: Settings, folder: Path, edition: Edition) -> InterviewFile | None:
    place, instrument = _place(table, folder, edition), table.look_up("instrument", catalog.interview_form)
    mapping, scale = table.path("variabler", folder), table.optional("pengar_skala", float)
    if scale is not None and scale <= 0:
        table.fault(f"pengar_skala är {scale}", "ett tal över 0, som belopp multipliceras med")
    _check_policy(table, _policy_of(instrument))
    return InterviewFile(place, instrument, mapping, name_of(mapping, folder), scale) if instrument else None


def _read_usage_file(table: Settings, folder: Path, edition: Edition) -> UsageFile | None:
    place, instrument = _place(table, folder, edition), table.look_up("instrument", catalog.interview_form)
    _check_policy(table, _policy_of(instrument))
    return UsageFile(place, instrument) if instrument else None


def _read_own_file(table: Settings, folder: Path, edition: Edition) -> OwnFile:
    definitions = table.path("matt", folder)
    _check_policy(table, _policy_of_own(definitions))
    return OwnFile(_place(table, folder, edition), definitions, name_of(definitions, folder))


def _read_plan_file(table: Settings, folder: Path, edition: Edition) -> PlanFile:
    path = table.path("fil", folder)
    return PlanFile(TablePlace(path, _fetched(table, path, folder, edition), header_row=_header_row(table)))


_MARKERS = {
    FileKind.OJ: "oj_arbetsbok",
    FileKind.KOLADA_EXCEL: "kolada_webb",
    FileKind.KKIK: "kkik",
    FileKind.SKR_BRUKAR: "skr_brukar",
}
"""What the missing markers of each kind of workbook mean, unless ``markorer`` says otherwise."""

_READERS: Mapping[FileKind, Callable[[Settings, Path, Edition], SourceFile | None]] = {
    **{kind: partial(_read_oj_file, kind=kind) for kind in _MARKERS},
    FileKind.KOLADA: _read_kolada_folder,
    FileKind.ENKAT: _read_survey_file,
    FileKind.INBJUDNA: _read_invited_file,
    FileKind.INTERVJU: _read_interview_file,
    FileKind.ANVANDNING: _read_usage_file,
    FileKind.EGNA_MATT: _read_own_file,
    FileKind.HANDLINGSPLAN: _read_plan_file,
}


def name_of(path: Path, folder: Path) -> str:
    """Return what users know a file by: its path within the folder, with ``/``."""
    return path.relative_to(folder).as_posix()


def _check_policy(table: Settings, policy: str) -> None:
    """Note a policy that is another than the source's own: it can be named here, not chosen."""
    named = table.optional("skydd", str)
    if policy and named not in (None, policy):
        action = f'Ta bort nyckeln, eller skriv "{policy}": skyddet följer av vad filen är.'
        table.fault(f'skydd är "{named}"', f'"{policy}"', action)


def _policy_of(instrument: Instrument | None) -> str:
    return instrument.policy if instrument else ""


def _policy_of_own(definitions: Path) -> str:
    """Return the policy that own measures fall under, empty if their definitions have faults (told later)."""
    with suppress(DataError):
        measures = read_definitions(definitions).measures.values()
        return PERSONS_POLICY if any(one.policy == PERSONS_POLICY for one in measures) else OPEN_POLICY
    return ""


def _place(table: Settings, folder: Path, edition: Edition) -> TablePlace:
    path = table.path("fil", folder)
    origin = _fetched(table, path, folder, edition)
    rows = table.optional("rubrikrader", int)
    if rows is not None and rows not in _HEADER_ROWS:
        table.fault(f"rubrikrader är {rows}", "1, 2 eller 3")
    skipped = table.optional("metadatarader", int) or 0
    if skipped < 0:
        table.fault(f"metadatarader är {skipped}", "0 eller mer")
    sheet = nfc(table.optional("blad", str) or "")
    return TablePlace(path, origin, sheet, _header_row(table), rows or 1, skipped)


def _header_row(table: Settings) -> int:
    return table.row("rubrikrad") if "rubrikrad" in table.keys else 1


def _origin(table: Settings, path: Path, folder: Path, edition: Edition) -> Origin:
    producer, licence = table.text("producent"), table.optional("licens", str) or ""
    return Origin(name_of(path, folder), producer, licence=licence, synthetic=edition.syntetisk)


def _fetched(table: Settings, path: Path, folder: Path, edition: Edition) -> Origin:
    return replace(
        _origin(table, path, folder, edition), retrieved=past_day(table, "hamtad", edition.taken).isoformat()
    )


def _published(table: Settings, path: Path, folder: Path, edition: Edition) -> Origin:
    return replace(
        _origin(table, path, folder, edition), published=past_day(table, "publicerad", edition.taken).isoformat()
    )
