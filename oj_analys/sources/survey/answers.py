"""What an answer in a survey export says: a code, words of the scale, both, or why there is no answer."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from oj_analys.catalog import answer_spelling
from oj_analys.domain import AnswerState, Problem, Questionnaire, Scale
from oj_analys.sources import _cells
from oj_analys.sources._cells import listed
from oj_analys.sources._table import Column, Table
from oj_analys.sources._values import Fault
from oj_analys.swedish import counted, nfc

BLANK = ("", "-", "–")  # also of questions that have no scale
_POINT = re.compile(r"\d{1,3}\.\d{1,2}", re.ASCII)
_CODE_FIRST = re.compile(r"(\d{1,3})\s*[-–.:=)]?\s*(\D.*)")
_CODE_LAST = re.compile(r"(\D.*?)\s*\((\d{1,3})\)")
_MEND = "Rätta svaren i filen."


class Answer(NamedTuple):
    """A code of the scale with the state ``besvarad``, or no code (NaN) with the reason."""

    code: float
    state: AnswerState


class AnswerKey:
    """What each text means on one scale: whole words in any case, never a part of them.

    ``recodes`` is the code of a point by the code that the file has instead, empty where they are the same.
    """

    def __init__(self, scale: Scale, recodes: Mapping[int, int] | None = None) -> None:
        self.scale = scale
        self.codes = recodes or {code: code for code in range(scale.low, scale.high + 1)}
        points = {
            answer_spelling(word): Answer(point.code, AnswerState.ANSWERED)
            for point in scale.points
            for word in point.words
        }
        reasons = {answer_spelling(word): Answer(math.nan, state) for word, state in scale.non_answers}
        self.words: Mapping[str, Answer] = {**points, **reasons}

    def read(self, text: str) -> Answer | Fault:
        """Return what a text means, or what is wrong with it (without saying what stands there)."""
        words = nfc(text)
        if words in BLANK:
            return Answer(math.nan, AnswerState.BLANK)
        if known := self.words.get(answer_spelling(words)):  # a code that stands for no answer (9) is a word too
            return known
        number = _number(words)
        return (self._mixed(words) or self._unknown()) if number is None else self._coded(number)

    def fits(self, texts: Iterable[str]) -> bool:
        """Say whether a column holds answers on the scale and nothing else."""
        meanings = [self.read(text) for text in set(texts)]
        answered = any(isinstance(one, Answer) and one.state is AnswerState.ANSWERED for one in meanings)
        return answered and not any(isinstance(one, Fault) for one in meanings)

    def doubt(self, texts: Iterable[str]) -> Fault | None:
        """Return what makes the codes of a whole file doubtful although each answer can be read, None if nothing does.

        A tool that numbers the answers 0–4 and has words for the ends only writes 1, 2 and 3 between them, which our
        codes would read as one too low.
        """
        words = {text: self.words.get(answer_spelling(text)) for text in texts}
        worded = {answer.code for answer in words.values() if answer and answer.state is AnswerState.ANSWERED}
        bare = {_number(text) for text, answer in words.items() if not answer}
        coded = {self.codes[int(code)] for code in bare if code is not None and code in self.codes}
        shifted = set(range(self.scale.low, self.scale.high - 1))
        if worded == {self.scale.low, self.scale.high} and coded == shifted:
            return Fault("koderna mellan skalans ändar ser ut att börja på 0", "", self._declare)
        return None

    @property
    def _declare(self) -> str:
        return f"Har filen andra koder: skriv under [fil.koder.{self.scale.id}] i underlag.toml vad var och en betyder."

    def _coded(self, code: float) -> Answer | Fault:
        if code in self.codes:
            return Answer(self.codes[int(code)], AnswerState.ANSWERED)
        known = sorted(self.codes)
        return Fault("kod utanför skalan", f"heltal {known[0]}–{known[-1]}", f"{_MEND} {self._declare}")

    def _mixed(self, text: str) -> Answer | Fault | None:
        """Return the answer of words with a code, None if there are none such."""
        if first := _CODE_FIRST.fullmatch(text):
            code, words = first[1], first[2]
        elif last := _CODE_LAST.fullmatch(text):
            code, words = last[2], last[1]
        else:
            return None
        answer = self.words.get(answer_spelling(words))
        if answer is None or answer.state is not AnswerState.ANSWERED or self.codes.get(int(code)) == answer.code:
            return answer
        return Fault("koden och orden är inte samma svar", "", f"{_MEND} {self._declare}")

    def _unknown(self) -> Fault:
        words = [*(point.label for point in self.scale.points), *(word for word, _ in self.scale.non_answers)]
        return Fault("okänt svar", ", ".join(f'"{word}"' for word in words), f"{_MEND} Eller lägg till orden i skalan.")


def _number(text: str) -> float | None:
    """Return a text as a number, also with the decimal point of programs that store codes as fractions (4.0)."""
    return float(text) if _POINT.fullmatch(text) else _cells.number(text)


def answer_keys(instrument: Questionnaire, recodes: Mapping[str, Mapping[int, int]]) -> Mapping[str, AnswerKey]:
    """Return the key of each scale by its id; so are ``recodes``."""
    return {scale.id: AnswerKey(scale, recodes.get(scale.id)) for scale in instrument.scales}


def read_answers(
    table: Table, instrument: Questionnaire, items: Mapping[str, Column], keys: Mapping[str, AnswerKey]
) -> Mapping[str, Mapping[int, Answer]]:
    """Return the answers of each item by row number; what is wrong with them is noted in the table."""
    for scale, key in keys.items():
        places = [items[item.id].place for item in instrument.items if item.scale == scale]
        if doubt := key.doubt({text for place in places for text in table.texts(place)}):
            table.problems.append(Problem(table.where, *doubt))
    return {item.id: table.meanings(items[item.id], keys[item.scale].read) for item in instrument.items}


def refuse_strays(table: Table, numbers: Mapping[int, int], keys: Iterable[AnswerKey]) -> None:
    """Note those of the columns that hold answers: statements whose numbers, by column, no item has."""
    strays = [str(nr) for place, nr in numbers.items() if any(key.fits(table.texts(place)) for key in keys)]
    if strays:
        found = f"{counted(len(strays), 'påstående', 'påståenden')} finns inte i formuläret ({listed(strays)})"
        action = (
            "Se efter att filen hör till formuläret, eller skriv alla dess rubriker under [fil.fragor] i underlag.toml."
        )
        table.problems.append(Problem(table.where, found, "", action))
