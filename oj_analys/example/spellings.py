"""How the same answer, role or kommun is written by different hands and tools."""

from __future__ import annotations

from oj_analys import catalog, swedish
from oj_analys.domain import Scale
from oj_analys.example.excel import Content
from oj_analys.example.seeds import uniforms

_OTHER_WORDS = 0.15


def any_of(words: tuple[str, ...], place: str) -> str:
    """Return the usual word, or now and then one of the others; ``place`` decides which."""
    lot, other = uniforms(2, "skrivsätt", place).tolist()
    return words[0] if lot >= _OTHER_WORDS else words[int(other * len(words))]


def in_words(code: int, scale: Scale, place: str) -> Content:
    """Return an answer by its label."""
    point = scale.point(code)
    return any_of(point.words, place) if point else None


def in_any_form(code: int, scale: Scale, place: str) -> Content:
    """Return an answer as code and label, as text, as label and code, or as a number."""
    point = scale.point(code)
    label = point.label if point else ""
    forms: tuple[Content, ...] = (f"{code} - {label}", str(code), f"{label} ({code})", code)
    return forms[int(uniforms(1, "form", place)[0] * len(forms))]


def kommun_by_name(kommun: str, _: str) -> str:
    """Return a kommun by its name."""
    return catalog.kommun(kommun).name


def kommun_in_any_way(kommun: str, place: str) -> str:
    """Return a kommun as people write it: by name, with or without "kommun", by code."""
    name = catalog.kommun(kommun).name
    forms = (name, swedish.kommun_name(name), kommun, name.upper(), f" {name.lower()} ")
    return forms[int(uniforms(1, "kommun", place)[0] * len(forms))]
