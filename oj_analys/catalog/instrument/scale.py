"""Scales of answers: their steps, the words for each, and the words that stand for no answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from oj_analys import swedish
from oj_analys.catalog.instrument.confirmation import read_confirmed
from oj_analys.catalog.toml_table import Table
from oj_analys.domain import AnswerState, Point, Scale

NON_ANSWERS = tuple(
    state for state in AnswerState if state not in (AnswerState.ANSWERED, AnswerState.REJECTED)
)  # a value that the loader refuses has no words


@dataclass(frozen=True, slots=True)
class Scales:
    """The scales of an instrument by id; ``confirmed`` when every one is."""

    by_id: Mapping[str, Scale]
    confirmed: bool


def answer_spelling(text: str) -> str:
    r"""Return what is alike in every spelling of an answer: no case, single spaces, no punctuation at the end.

    >>> answer_spelling("Instämmer  helt. "), answer_spelling("VET\xa0EJ!"), answer_spelling("-")
    ('instämmer helt', 'vet ej', '-')
    """
    return swedish.nfc(swedish.nfc(text).casefold()).rstrip(" .,:;!?")


def read_scales(file: Table) -> Scales:
    """Return the scales of ``[[skala]]``; a word has one meaning within a scale."""
    read = [_read_scale(table) for table in file.tables("skala")]
    check_once(file, "skala", (scale.id for scale, _ in read))
    return Scales({scale.id: scale for scale, _ in read}, all(confirmed for _, confirmed in read))


def check_once(file: Table, what: str, idents: Iterable[str]) -> None:
    """Note ids that stand more than once, and those that are no plain ASCII word."""
    for ident, times in Counter(idents).items():
        if ident and times > 1:
            file.fault(f'{what} "{ident}" står {times} gånger', "en gång")
        if ident != swedish.slug(ident):
            file.fault(f'{what} har id "{ident}"', "små bokstäver a–z, siffror och _")


def check_words(table: Table, meanings: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    """Note words that stand for several meanings, however they are spelt."""
    homes: dict[str, str] = {}
    for meaning, words in meanings:
        for word in words:
            other = homes.setdefault(answer_spelling(word), meaning)
            if other != meaning:
                table.fault(f'"{word}" står för både {other} och {meaning}', "en betydelse")


def _read_scale(table: Table) -> tuple[Scale, bool]:
    low, high = table.need("lagst", int), table.need("hogst", int)
    points = _read_points(table.table("svar"))
    scale = Scale(
        id=table.text("id"),
        name=table.text("namn"),
        points=points or (Point(low, high, ("",)),),
        neutral=table.optional("neutral", int),
        non_answers=_read_non_answers(table),
    )
    confirmed = read_confirmed(table)
    table.close()
    if points:
        _check_codes(table, scale, range(low, high + 1))
    _check_meanings(table, scale)
    return scale, confirmed


def _read_points(table: Table) -> tuple[Point, ...]:
    points = [_read_point(table, key) for key in table.keys]
    return tuple(sorted((point for point in points if point is not None), key=lambda point: point.code))


def _read_point(table: Table, key: str) -> Point | None:
    words = read_words(table, key)
    codes = re.fullmatch(r"(\d{1,3})(?:-(\d{1,3}))?", key, re.ASCII)
    if codes is None:
        table.fault(f'koden är "{key}"', "ett heltal (1) eller ett band (0-1)")
        return None
    return Point(int(codes[1]), int(codes[2] or codes[1]), words)


def read_words(table: Table, key: str) -> tuple[str, ...]:
    """Return the words for one meaning, at least one; the first is the one that is printed."""
    words = _words(table, key)
    if not words:
        table.fault(f'"{key}" saknar ord', "minst ett ord")
    return words or ("",)


def _words(table: Table, key: str) -> tuple[str, ...]:
    words = table.items(key, str)
    if not all(map(answer_spelling, words)):
        table.fault(f'"{key}" har ett tomt ord', "ord inom citattecken", "Ta bort det.")
    return words


def _read_non_answers(scale: Table) -> tuple[tuple[str, AnswerState], ...]:
    if "inte_svar" not in scale.keys:
        return ()
    table = scale.table("inte_svar")
    found = tuple((word, state) for state in NON_ANSWERS for word in _words(table, state))
    table.close()
    return found


def _check_codes(table: Table, scale: Scale, expected: range) -> None:
    covered = Counter(code for point in scale.points for code in range(point.code, point.last + 1))
    wrong = sorted({*covered, *expected} - {code for code in expected if covered[code] == 1})
    if wrong:
        codes = ", ".join(map(str, wrong))
        table.fault(f"svar saknas, står flera gånger eller är utanför skalan för {codes}", "ett svar för varje kod")
    if scale.neutral is not None and scale.neutral not in expected:
        table.fault(f"neutral är {scale.neutral}", f"en kod mellan {scale.low} och {scale.high}")


def _check_meanings(table: Table, scale: Scale) -> None:
    answers = [(str(point.code), point.words) for point in scale.points]
    others = [(str(state), (word,)) for word, state in scale.non_answers]
    check_words(table, [*answers, *others])
