"""The words that a reader sees for statuses, positions, reasons, references and states of answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from oj_analys.catalog.toml_table import Table
from oj_analys.domain import AnswerState, Position, Reason, Status

REFERENCES = ("riket", "lan", "lan_kommuner", "kommungrupp", "liknande")


@dataclass(frozen=True, slots=True)
class Label:
    """A mark, never shown alone, and its words."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Labels:
    """The words by code; ``reason`` are whole clauses, ``reference`` what a kommun is compared with."""

    status: Mapping[str, Label]
    position: Mapping[str, Label]
    reason: Mapping[str, str]
    reference: Mapping[str, str]
    state: Mapping[str, str]


def read_labels(file: Table) -> Labels:
    """Return the labels; every code of the domain must have its words."""
    labels = Labels(
        status=_marked(file.table("status"), Status),
        position=_distinct(file.table("position"), Position),
        reason=_texts(file.table("skal"), Reason),
        reference=_texts(file.table("referens"), REFERENCES),
        state=_texts(file.table("tillstand"), AnswerState),
    )
    file.close()
    return labels


def _distinct(table: Table, codes: Iterable[str]) -> Mapping[str, Label]:
    """Return labels that a mark alone tells apart."""
    labels = _marked(table, codes)
    homes: dict[str, str] = {}
    for code, label in labels.items():
        if homes.setdefault(label.mark, code) != code:
            table.fault(f'märket "{label.mark}" står för både {homes[label.mark]} och {code}', "ett eget märke")
    return labels


def _marked(table: Table, codes: Iterable[str]) -> Mapping[str, Label]:
    labels = {str(code): _label(table.table(str(code))) for code in codes}
    table.close()
    return MappingProxyType(labels)


def _label(table: Table) -> Label:
    label = Label(table.need("marke", str), table.text("text"))
    table.close()
    return label


def _texts(table: Table, codes: Iterable[str]) -> Mapping[str, str]:
    texts = {str(code): table.text(str(code)) for code in codes}
    table.close()
    return MappingProxyType(texts)
