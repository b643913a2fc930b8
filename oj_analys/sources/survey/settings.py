"""One ``[[fil]]`` of ``underlag.toml`` that is a survey export: rounds, columns and what words mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from oj_analys import catalog
from oj_analys.catalog import answer_spelling
from oj_analys.domain import Questionnaire, Scale, last_year
from oj_analys.sources._period import ROUND_FORM, is_round
from oj_analys.sources._settings import NO_DAY, Settings
from oj_analys.sources.files import AnswerSheet, SurveyFile, TablePlace
from oj_analys.swedish import nfc


def read_survey_file(table: Settings, place: TablePlace, taken: date) -> SurveyFile | None:
    """Return what a ``[[fil]]`` says of a survey export; None, or with empty parts, where faults are noted."""
    instrument = table.look_up("instrument", catalog.questionnaire)
    period, column, rounds = _rounds(table, taken)
    ident, kommun = nfc(table.text("kolumn_id")), nfc(table.text("kolumn_kommun"))
    background = _background(table.optional_table("bakgrund"), instrument)
    status = nfc(table.optional("kolumn_status", str) or "")
    statuses = _statuses(table.optional_table("status"), expected=bool(status))
    questions = _questions(table.optional_table("fragor"), instrument)
    recodes = dict(_recodes(table.optional_table("koder"), instrument))
    if instrument is None:
        return None
    return SurveyFile(
        place,
        instrument,
        period,
        ident,
        kommun,
        background,
        round_column=column,
        rounds=rounds,
        status_column=status,
        statuses=statuses,
        questions=questions,
        recodes=recodes,
    )


def _rounds(table: Settings, taken: date) -> tuple[str, str, Mapping[str, str]]:
    """Return the one round of the file, or no round and the column that tells them apart with its words."""
    column = nfc(table.optional("kolumn_omgang", str) or "")
    rounds = table.words("omgangar")
    if bool(column) != bool(rounds):
        found = "[omgangar] saknas" if column else "[omgangar] är angiven men inte kolumn_omgang"
        table.fault(found, 'båda eller ingen; en rad är till exempel "Våren 2025" = "2025"', "Rätta det som är fel.")
    if not (column or rounds):
        period = table.text("omgang")
        _check_rounds(table, [period], taken)
        return period, "", {}
    if table.optional("omgang", str) is not None:
        table.fault("både omgang och kolumn_omgang är angivna", "en av dem", "Ta bort den som är fel.")
    _check_rounds(table, rounds.values(), taken)
    return "", column, {answer_spelling(word): period for word, period in rounds.items()}


def _check_rounds(table: Settings, periods: Iterable[str], taken: date) -> None:
    for period in filter(str.strip, periods):
        if not is_round(period):
            table.fault(f'omgång är "{period}"', ROUND_FORM)
        elif last_year(period) > taken.year > NO_DAY.year:
            found = f'omgång är "{period}", men uttag är {taken}'
            table.fault(found, f"högst {taken.year}", "Rätta det som är fel.")


def _background(table: Settings, instrument: Questionnaire | None) -> Mapping[str, str]:
    known = [background.id for background in instrument.backgrounds] if instrument else table.keys
    for ident in table.keys:
        if ident not in known:
            table.fault(f'okänd bakgrundsfråga "{ident}"', ", ".join(known) or "inga", "Rätta namnet.")
    return {ident: nfc(table.text(ident)) for ident in table.keys}


def _statuses(table: Settings, *, expected: bool) -> Mapping[str, AnswerSheet]:
    meanings = {answer_spelling(word): table.choice(word, tuple(AnswerSheet)) for word in table.keys}
    if expected != bool(meanings):
        found = "[status] saknas" if expected else "[status] är angiven men inte kolumn_status"
        table.fault(found, 'båda eller ingen; en rad är till exempel "Complete" = "hel"', "Rätta det som är fel.")
    return {word: meaning for word, meaning in meanings.items() if meaning}


def _questions(table: Settings, instrument: Questionnaire | None) -> Mapping[str, int]:
    questions = _numbers(table)
    known = {item.nr for item in instrument.items} if instrument else set(questions.values())
    for heading, nr in questions.items():
        if nr not in known:
            table.fault(f'"{heading}" är fråga {nr}', f"numret på en fråga, 1–{max(known)}")
    return {answer_spelling(heading): nr for heading, nr in questions.items()}


def _recodes(table: Settings, instrument: Questionnaire | None) -> Iterator[tuple[str, Mapping[int, int]]]:
    scales = {scale.id: scale for scale in instrument.scales} if instrument else {}
    for ident in table.keys:
        codes = table.optional_table(ident)
        if ident in scales:
            yield ident, _scale_codes(codes, scales[ident])
        elif instrument:
            table.fault(f'okänd skala "{ident}"', ", ".join(scales), "Rätta namnet.")


def _scale_codes(table: Settings, scale: Scale) -> Mapping[int, int]:
    points = _numbers(table)
    codes = {int(code): point for code, point in points.items() if code.isdecimal()}
    whole = sorted(points.values()) == list(range(scale.low, scale.high + 1))
    if len(points) == len(table.keys) and not (whole and len(codes) == len(points)):
        allowed = f"en kod i filen för var och en av {scale.low}–{scale.high}"
        table.fault("koderna täcker inte skalan en gång var", allowed, 'Skriv till exempel "0" = 1.')
    return codes


def _numbers(table: Settings) -> Mapping[str, int]:
    """Return the whole numbers of a table by its words; another value is noted as a fault and left out."""
    numbers = {nfc(word): table.optional(word, int) for word in table.keys}
    return {word: number for word, number in numbers.items() if number is not None}
