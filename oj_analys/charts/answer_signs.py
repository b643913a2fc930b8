"""Answers as letters: one for each answer of a scale, on a surface that helps the eye only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.text import Text

from oj_analys import swedish
from oj_analys.catalog.theme import Colour, theme
from oj_analys.charts import lettering
from oj_analys.charts.legend import Key
from oj_analys.charts.matrix import Line, Square

_PLAIN = {"Ja", "Nej", "Delvis"}
_ORDER = "ABCDEFGHIJ"
_IN_BOX = {"boxstyle": "square,pad=0.2", "linewidth": 0.6}


@dataclass(frozen=True, slots=True)
class Sign:
    """How an answer is shown: its letter, its words and the surface below."""

    letter: str
    words: str
    fill: Colour


def signs_of(labels: Sequence[str]) -> Mapping[str, Sign]:
    """Return the sign of every answer of a scale.

    Args:
        labels: The answers, from one end of the scale to the other.

    Example:
        >>> [sign.letter for sign in signs_of(("Ja", "Delvis", "Nej")).values()]
        ['J', 'D', 'N']
    """
    return {
        label: Sign(letter, label, fill)
        for label, letter, fill in zip(labels, letters(labels), _fills(len(labels)), strict=True)
    }


def is_plain(labels: Iterable[str]) -> bool:
    """Say whether the answers are all some kind of Ja, Nej or Delvis, whose letters mean the same to any question.

    >>> is_plain(("Ja, för alla", "Ja, men inte för alla", "Nej")), is_plain(("Breddinfört", "Nej"))
    (True, False)
    """
    return all(_head(label) in _PLAIN for label in labels)


def letters(labels: Sequence[str]) -> tuple[str, ...]:
    """Return a letter for every answer, each once.

    It is the initial, in brackets for an answer with a reservation; the number that the answer begins with where all
    do; else A, B, C from the first answer on.

    >>> letters(("Ja", "Nej, men fattat beslut", "Nej")), letters(("Ja, för alla", "Ja, men inte för alla", "Nej"))
    (('J', '(N)', 'N'), ('J', '(J)', 'N'))
    >>> letters(("1 (låg risk)", "2", "3 (hög risk)")), letters(("Inom 1 minut", "Inom 3 minuter", "Nej"))
    (('1', '2', '3'), ('A', 'B', 'C'))
    """
    numbers = tuple(label.split(" ", 1)[0] for label in labels)
    if all(number.isdecimal() for number in numbers) and _each_once(numbers):
        return numbers
    initials = tuple(_initial(label, labels) for label in labels)
    if _each_once(initials) and all(initial.strip("()").isalpha() for initial in initials):
        return initials
    return tuple(_ORDER[: len(labels)])


def keys_of(signs: Iterable[Sign]) -> tuple[Key, ...]:
    """Return the keys of some signs; answers with the same letter share one."""
    words: dict[str, tuple[Sign, list[str]]] = {}
    for sign in signs:
        said = words.setdefault(sign.letter, (sign, []))[1]
        if sign.words not in said:
            said.append(sign.words)
    face = lettering.small(theme().colours.text.hex)
    return tuple(Key(_Boxed(sign), _beside(sign, said), face) for sign, said in words.values())


def square_of(sign: Sign | None, mark: str) -> Square:
    """Return the square of an answer, or of the mark that stands in its place."""
    colours = theme().colours
    if sign is None:
        return Square((Line(mark, lettering.label(colours.muted.hex)),))
    return Square((Line(sign.letter, lettering.label(colours.text.hex, bold=True)),), sign.fill)


@dataclass(frozen=True, slots=True)
class _Boxed:
    """A letter on its surface, as it stands in the squares."""

    sign: Sign

    def __call__(self, x: float, y: float) -> Text:
        face = lettering.small(theme().colours.text.hex, bold=True)
        box = {**_IN_BOX, "facecolor": self.sign.fill.hex, "edgecolor": theme().colours.grid.hex}
        return Text(
            x,
            y,
            self.sign.letter,
            size=face.size,
            color=face.colour,
            weight=face.weight,
            ha="center",
            va="center_baseline",
            bbox=box,
        )


def _beside(sign: Sign, words: Sequence[str]) -> str:
    """Return the words of a key, further from a letter in brackets."""
    return swedish.NBSP * (len(sign.letter) - 1) + " eller ".join(words)


def _fills(count: int) -> tuple[Colour, ...]:
    """Return the surfaces of a scale: the first answer dark, the last white, all between alike."""
    colours = theme().colours
    return (colours.step2, *[colours.step1] * (count - 2), colours.step0)[:count]


def _head(label: str) -> str:
    return label.split(",", 1)[0]


def _initial(label: str, labels: Sequence[str]) -> str:
    """Return an answer's first letter, in brackets if a shorter answer begins with the same word before a comma."""
    alike = [other for other in labels if _head(other) == _head(label)]
    return label[0] if min(alike, key=len) == label else f"({label[0]})"


def _each_once(texts: Sequence[str]) -> bool:
    return len(set(texts)) == len(texts)
