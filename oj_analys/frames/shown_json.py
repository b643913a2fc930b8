"""The record of what an utgåva shows, as JSON that a person can review: a line for each figure and each block."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from oj_analys.domain import DataError, Problem, Status
from oj_analys.frames.sealed_json import seal, unseal
from oj_analys.frames.shown import (
    BlockKind,
    Key,
    Release,
    Shown,
    ShownBlock,
    ShownCell,
    ShownFigure,
    ShownFile,
    ShownMeasure,
    ShownPolicy,
)

SHOWN = "visat.json"

_COLUMNS = ["enhet", "matt", "period", "kon", "grupp", "status", "skydd", "decimaler", "varde", "n", "lagst", "hogst"]
_AGAIN = "Gör om utkastet med rapporter, eller lägg tillbaka filen från en säkerhetskopia."
_OF_KEY = 5
_WITHOUT_NUMBERS = 8  # what is last in a line and empty is left out

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False, allow_nan=False).encode


def to_json(shown: Shown) -> bytes:
    """Return the record, sealed with its SHA-256; figures stand once and blocks name them by their place, from 0.

    Raises:
        ValueError: A block prints a figure that is not among the figures.
    """
    places = {figure.key: place for place, figure in enumerate(shown.figures)}
    parts = {
        "utgava": _encode(shown.utgava),
        "avsandare": _encode(shown.sender),
        "medlemmar": _encode({unit: list(shown.members[unit]) for unit in sorted(shown.members)}),
        **_figure_parts(shown),
        "filer": _list(_file_text(file, places) for file in shown.files),
    }
    return seal(_object(parts))


def from_json(data: bytes) -> Shown:
    """Return the record that :func:`to_json` wrote.

    Raises:
        DataError: It is damaged, or has been edited.
    """
    try:
        return _shown(unseal(data))
    except (ValueError, TypeError, LookupError, AttributeError):
        raise DataError(Problem(SHOWN, "filen är skadad eller ändrad för hand", "", _AGAIN)) from None


def read_shown(folder: Path) -> Shown:
    """Return the record of the utgåva that lies in a folder.

    Raises:
        DataError: The file is missing or cannot be read, or as :func:`from_json`.
    """
    try:
        data = (folder / SHOWN).read_bytes()
    except OSError:
        raise DataError(Problem(str(folder / SHOWN), "filen saknas eller går inte att läsa", "", _AGAIN)) from None
    return from_json(data)


def release_text(release: Release) -> str:
    """Return a release as a JSON object in fixed order, for the register to seal."""
    parts = {
        "utgava": _encode(release.utgava),
        "uttag": _encode(release.taken),
        "avtryck": _encode(release.fingerprint),
        **_figure_parts(release),
    }
    return _object(parts)


def read_release(document: Mapping[str, Any]) -> Release:
    """Return the release that :func:`release_text` wrote.

    Raises:
        ValueError, TypeError, LookupError, AttributeError: It is no such object.
    """
    return Release(
        utgava=document["utgava"],
        taken=document["uttag"],
        figures=_figures(document),
        measures=tuple(map(_measure, document["matt"])),
        policies=tuple(map(_policy, document["skydd"])),
        fingerprint=document["avtryck"],
    )


def _figure_parts(record: Shown | Release) -> dict[str, str]:
    return {
        "skydd": _lines(map(_policy_record, record.policies)),
        "matt": _lines(map(_measure_record, record.measures)),
        "kolumner": _encode(_COLUMNS),
        "siffror": _lines(map(_figure_record, record.figures)),
    }


def _object(parts: Mapping[str, str]) -> str:
    return "{\n" + ",\n".join(f'"{name}":{text}' for name, text in parts.items()) + "\n}"


def _list(texts: Iterable[str]) -> str:
    return "[\n" + ",\n".join(texts) + "\n]"


def _lines(records: Iterable[object]) -> str:
    return _list(map(_encode, records))


def _policy_record(policy: ShownPolicy) -> dict[str, object]:
    return {
        "id": policy.id,
        "minst": dict(sorted(policy.least.items())),
        "decimaler": dict(sorted(policy.decimals.items())),
        "cell": policy.cell_least,
        "steg": policy.n_step,
        "band": policy.band,
        "insyn": policy.insiders,
    }


def _measure_record(measure: ShownMeasure) -> dict[str, object]:
    return {
        "id": measure.id,
        "statistik": measure.statistic,
        "skydd": measure.policy,
        "population": measure.population,
        "del_av": measure.part_of,
        "beraknas_ur": measure.derived_from,
        "andar": measure.ends,
        "titel": measure.title,
    }


def _figure_record(figure: ShownFigure) -> list[object]:
    record: list[object] = [*figure.key, figure.status, figure.policy, figure.decimals]
    numbers = [figure.value, figure.n, figure.low, figure.high]
    while numbers and numbers[-1] is None:
        numbers.pop()
    return [*record, *numbers]


def _file_text(file: ShownFile, places: Mapping[Key, int]) -> str:
    return _object({"fil": _encode(file.path), "block": _lines(_block_record(block, places) for block in file.blocks)})


def _block_record(block: ShownBlock, places: Mapping[Key, int]) -> dict[str, object]:
    cells = [[cell.row, cell.column, *_places(cell.figures, places)] for cell in block.cells]
    record = {
        "slag": block.kind,
        "namn": block.name,
        "personer": block.guarded,
        "niva": block.level,
        "siffror": _places(block.figures, places),
        "celler": cells,
        "marken": block.marks,
    }
    return {name: value for name, value in record.items() if value or name in ("slag", "namn")}


def _places(keys: Iterable[Key], places: Mapping[Key, int]) -> list[int]:
    try:
        return [places[key] for key in keys]
    except KeyError as error:
        raise ValueError(f"a block prints a figure that is not in the record: {error}") from None


def _shown(document: Mapping[str, Any]) -> Shown:
    figures = _figures(document)
    keys = [figure.key for figure in figures]
    return Shown(
        utgava=document["utgava"],
        sender=document["avsandare"],
        figures=figures,
        measures=tuple(map(_measure, document["matt"])),
        policies=tuple(map(_policy, document["skydd"])),
        members={unit: tuple(members) for unit, members in document["medlemmar"].items()},
        files=tuple(ShownFile(file["fil"], tuple(_blocks(file["block"], keys))) for file in document["filer"]),
    )


def _figures(document: Mapping[str, Any]) -> tuple[ShownFigure, ...]:
    if document["kolumner"] != _COLUMNS:
        raise ValueError("the columns are others")
    return tuple(map(_figure, document["siffror"]))


def _figure(record: Sequence[Any]) -> ShownFigure:
    status, policy, decimals = record[_OF_KEY:_WITHOUT_NUMBERS]
    return ShownFigure(Key(*record[:_OF_KEY]), Status(status), policy, decimals, *record[_WITHOUT_NUMBERS:])


def _measure(record: Mapping[str, Any]) -> ShownMeasure:
    ends = record["andar"]
    return ShownMeasure(
        record["id"],
        record["statistik"],
        record["skydd"],
        record["population"],
        record["del_av"],
        tuple(record["beraknas_ur"]),
        None if ends is None else (ends[0], ends[1]),
        record["titel"],
    )


def _policy(record: Mapping[str, Any]) -> ShownPolicy:
    return ShownPolicy(
        record["id"],
        record["minst"],
        record["decimaler"],
        record["cell"],
        record["steg"],
        record["band"],
        record["insyn"],
    )


def _blocks(records: Iterable[Mapping[str, Any]], keys: Sequence[Key]) -> Iterator[ShownBlock]:
    for record in records:
        cells = (ShownCell(row, column, _keys(places, keys)) for row, column, *places in record.get("celler", ()))
        yield ShownBlock(
            kind=BlockKind(record["slag"]),
            name=record["namn"],
            guarded=record.get("personer", False),
            level=record.get("niva", 0),
            figures=_keys(record.get("siffror", ()), keys),
            cells=tuple(cells),
            marks=record.get("marken", 0),
        )


def _keys(places: Iterable[int], keys: Sequence[Key]) -> tuple[Key, ...]:
    return tuple(keys[place] for place in places)
