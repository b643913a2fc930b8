"""What an answer in a survey export says: a code, words of the scale, both, or why there is no answer."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import NamedTuple

from oj_analys.catalog import answer_spelling
from oj_analys.domain import AnswerState, Scale
from oj_analys.sources import _cells
from oj_analys.sources._values import Fault
from oj_analys.swedish import nfc

BLANK = ("", "-", "–")  # also of questions that have no scale
_CODE_FIRST = re.compile(r"(\d{1,3})\s*[-–.:)]?\s*(\D.*)")
_CODE_LAST = re.compile(r"(\D.*?)\s*\((\d{1,3})\)")
_MEND = "Rätta svaren i filen."


class Answer(NamedTuple):
    """A code of the scale with the state ``besvarad``, or no code (NaN) with the reason."""

    code: float
    state: AnswerState


class AnswerKey:
    """What each text means on one scale: whole words in any case, never a part of them."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
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
        number = _cells.number(words)
        if number is not None:
            return self._coded(number)
        return self.words.get(answer_spelling(words)) or self._mixed(words) or self._unknown()

    def _coded(self, code: float) -> Answer | Fault:
        if code.is_integer() and self.scale.low <= code <= self.scale.high:
            return Answer(code, AnswerState.ANSWERED)
        allowed = f"heltal {self.scale.low}–{self.scale.high}"
        return Fault("kod utanför skalan", allowed, f"{_MEND} Börjar filens skala på något annat: koda om den först.")

    def _mixed(self, text: str) -> Answer | None:
        """Return the answer of words with a code, None if they do not belong together."""
        if first := _CODE_FIRST.fullmatch(text):
            code, words = first[1], first[2]
        elif last := _CODE_LAST.fullmatch(text):
            code, words = last[2], last[1]
        else:
            return None
        answer = self.words.get(answer_spelling(words))
        agrees = answer is not None and (answer.state is not AnswerState.ANSWERED or answer.code == int(code))
        return answer if agrees else None

    def _unknown(self) -> Fault:
        words = [*(point.label for point in self.scale.points), *(word for word, _ in self.scale.non_answers)]
        return Fault("okänt svar", ", ".join(f'"{word}"' for word in words), f"{_MEND} Eller lägg till orden i skalan.")
