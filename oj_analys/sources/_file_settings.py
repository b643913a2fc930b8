"""One ``[[fil]]`` of ``underlag.toml``: what kind of file it is, and what that kind must say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from oj_analys import catalog
from oj_analys.domain import Edition, Questionnaire, last_year
from oj_analys.sources._part import Origin
from oj_analys.sources._period import ROUND_FORM, is_round
from oj_analys.sources._settings import Settings
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
from oj_analys.swedish import nfc

NO_DAY = date.min  # what a faulty date is read as


def read_source(table: Settings, folder: Path, edition: Edition) -> SourceFile | None:
    """Return what a ``[[fil]]`` describes; None, or with empty parts, where faults are noted."""
    table.where = f'{table.where} "{table.text("fil")}"'
    kind = table.choice("typ", tuple(FileKind))
    if kind is None:
        return None
    source = _READERS[kind](table, folder, edition)
    table.close()
    return source


def _read_oj_file(table: Settings, folder: Path, edition: Edition) -> OjFile | None:
    path, layout = table.path("fil", folder), table.path("layout", folder)
    markers = table.look_up("markorer", catalog.markers)
    origin = replace(_origin(table, path, folder, edition), published=_day(table, "publicerad", edition.taken))
    return OjFile(path, layout, name_of(layout, folder), markers, origin) if markers is not None else None


def _read_kolada_folder(table: Settings, folder: Path, edition: Edition) -> KoladaFolder:
    path = table.path("fil", folder, Path.is_dir)
    return KoladaFolder(path, _fetched(table, path, folder, edition))


def _read_survey_file(table: Settings, folder: Path, edition: Edition) -> SurveyFile | None:
    place = _place(table, folder, edition)
    instrument = table.look_up("instrument", catalog.questionnaire)
    period = _round(table, edition.taken)
    ident, kommun = nfc(table.text("kolumn_id")), nfc(table.text("kolumn_kommun"))
    background = _background(table.optional_table("bakgrund"), instrument)
    return SurveyFile(place, instrument, period, ident, kommun, background) if instrument else None


def _read_invited_file(table: Settings, folder: Path, edition: Edition) -> InvitedFile | None:
    place, instrument = _place(table, folder, edition), table.look_up("instrument", catalog.questionnaire)
    return InvitedFile(place, instrument) if instrument else None


def _read_interview_file(table: Settings, folder: Path, edition: Edition) -> InterviewFile | None:
    place, instrument = _place(table, folder, edition), table.look_up("instrument", catalog.interview_form)
    mapping = table.path("variabler", folder)
    return InterviewFile(place, instrument, mapping, name_of(mapping, folder)) if instrument else None


def _read_usage_file(table: Settings, folder: Path, edition: Edition) -> UsageFile | None:
    place, instrument = _place(table, folder, edition), table.look_up("instrument", catalog.interview_form)
    return UsageFile(place, instrument) if instrument else None


def _read_own_file(table: Settings, folder: Path, edition: Edition) -> OwnFile:
    definitions = table.path("matt", folder)
    return OwnFile(_place(table, folder, edition), definitions, name_of(definitions, folder))


def _read_plan_file(table: Settings, folder: Path, edition: Edition) -> PlanFile:
    path = table.path("fil", folder)
    return PlanFile(TablePlace(path, _fetched(table, path, folder, edition), header_row=table.row("rubrikrad")))


_READERS: Mapping[FileKind, Callable[[Settings, Path, Edition], SourceFile | None]] = {
    FileKind.OJ: _read_oj_file,
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


def _place(table: Settings, folder: Path, edition: Edition) -> TablePlace:
    path = table.path("fil", folder)
    origin = _fetched(table, path, folder, edition)
    return TablePlace(path, origin, nfc(table.optional("blad", str) or ""), table.row("rubrikrad"))


def _origin(table: Settings, path: Path, folder: Path, edition: Edition) -> Origin:
    producer, licence = table.text("producent"), table.optional("licens", str) or ""
    return Origin(name_of(path, folder), producer, licence=licence, synthetic=edition.syntetisk)


def _fetched(table: Settings, path: Path, folder: Path, edition: Edition) -> Origin:
    return replace(_origin(table, path, folder, edition), retrieved=_day(table, "hamtad", edition.taken))


def _day(table: Settings, key: str, taken: date) -> str:
    day = table.date(key)
    if day > taken > NO_DAY:
        table.fault(f"{key} är {day}, men uttag är {taken}", "högst samma dag", "Rätta det datum som är fel.")
    return day.isoformat()


def _round(table: Settings, taken: date) -> str:
    period = table.text("omgang")
    if period.strip() and not is_round(period):
        table.fault(f'omgang är "{period}"', ROUND_FORM)
    elif period.strip() and last_year(period) > taken.year > NO_DAY.year:
        table.fault(f'omgang är "{period}", men uttag är {taken}', f"högst {taken.year}", "Rätta det som är fel.")
    return period


def _background(table: Settings, instrument: Questionnaire | None) -> Mapping[str, str]:
    known = [background.id for background in instrument.backgrounds] if instrument else table.keys
    for ident in table.keys:
        if ident not in known:
            table.fault(f'okänd bakgrundsfråga "{ident}"', ", ".join(known) or "inga", "Rätta namnet.")
    return {ident: nfc(table.text(ident)) for ident in table.keys}
