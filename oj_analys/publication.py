"""The main job: from a folder of raw files to one report pack for every kommun."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pandas as pd

from oj_analys import catalog
from oj_analys.analysis import compare, trend, yes_shares
from oj_analys.analysis.answers import riket_and
from oj_analys.domain import RIKET, DataError, Edition, Grupp, Kommun, Notice, Problem
from oj_analys.frames import Released, check_measures
from oj_analys.reports.contents import folder_entry
from oj_analys.reports.folder import EditionFolder
from oj_analys.reports.kommun import kommun_report
from oj_analys.reports.writers import FORMATS
from oj_analys.reports.writers.index import write_contents, write_index
from oj_analys.reports.writers.manifest import read_versions, write_manifest
from oj_analys.sources.loaded import Loaded, load
from oj_analys.swedish import join, slug, sort_key

Progress = Callable[[str, int, int], None]

# Starting a worker costs about one pack, so a second one pays only from here on.
_PACKS_WORTH_A_WORKER = 4


@dataclass(frozen=True, slots=True)
class Publication:
    """What a run wrote: the edition, its folder, its packs and what the analyst should know about the data."""

    edition: Edition
    folder: Path
    kommuner: tuple[Kommun, ...]
    files: tuple[str, ...]
    notices: tuple[Notice, ...]


def publish(
    folder: str | Path,
    out: str | Path = "reports",
    *,
    grupp: str | None = None,
    kommuner: Sequence[str] = (),
    formats: Sequence[str] = (),
    utgava: str | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Publication:
    """Turn a folder of raw files into a draft edition with one pack per kommun.

    Args:
        folder: Holds the raw files and their ``underlag.toml``.
        out: Where ``<utgava>/`` is built; an earlier draft of the same edition is replaced as a whole, last.
        grupp: Name or id of the kommuner to report on, in place of the one in ``underlag.toml``.
        kommuner: Write packs for these only; all is still loaded and compared, and the edition is marked partial.
        formats: Write these only (``pdf``, ``xlsx``, ``figurer``), likewise.
        utgava: Id of the edition, in place of the one in ``underlag.toml``.
        workers: Processes that build packs; more than one needs a main module that can be imported.
        progress: Called with a Swedish line, steps done and steps in all.

    Returns:
        What was written.

    Raises:
        DataError: With every fault found in the raw files or the arguments; nothing is written then.

    Example:
        >>> publish("data/raw/exempel", "reports").edition.utgava  # doctest: +SKIP
        '2025-06'
    """
    tell = progress or _silent
    chosen_formats = _known_formats(formats)
    tell("Läser underlaget", 0, 1)
    loaded = load(folder, grupp=catalog.grupp(grupp) if grupp else None, utgava=utgava)
    chosen = _chosen(loaded.edition.grupp, kommuner)
    narrowed = len(chosen) < len(loaded.edition.grupp.members) or set(chosen_formats) < set(FORMATS)
    edition = replace(loaded.edition, partial=narrowed)
    tell("Jämför kommunerna", 1, len(chosen) + 2)
    released = released_for(loaded, edition)
    with EditionFolder(Path(out), edition.utgava) as building:
        entries = []
        for step, (kommun, files) in enumerate(_packs(released, chosen, chosen_formats, workers), start=2):
            pack = f"kommun/{slug(kommun.name)}"
            for name, data in files.items():
                building.write(f"{pack}/{name}", data)
            entries.append(folder_entry(kommun.name, pack, {name: len(data) for name, data in files.items()}))
            tell(f"{kommun.name} är klar", step, len(chosen) + 2)
        building.write("index.html", write_index(edition, entries))
        building.write("innehall.pdf", write_contents(edition, entries))
        inputs = {item.path: item.sha256 for item in loaded.inputs}
        building.write("manifest.json", write_manifest(edition, inputs, building.written, read_versions()))
        tell("Klart", len(chosen) + 2, len(chosen) + 2)
    return Publication(edition, building.target, chosen, tuple(building.written), loaded.notices)


def released_for(loaded: Loaded, edition: Edition) -> Released:
    """Compare everything once for the whole group; every pack is cut from this."""
    measures = check_measures(loaded.measures)
    shares = yes_shares(measures, riket_and(edition.grupp))
    return Released(
        edition=edition,
        unit="",
        measures=pd.concat([_shown(measures, edition.grupp), shares], ignore_index=True),
        compared=compare(measures, among=edition.grupp, against=_against(edition.grupp)),
        trends=trend(measures, edition.grupp),
        notices=loaded.notices,
        sources=loaded.sources,
    )


def _against(grupp: Grupp) -> tuple[str, ...]:
    """Return what a group is compared with: a whole län has a published value, another group only its mean."""
    whole_lan = grupp.unit in {lan.unit for lan in catalog.lan()}
    return ("riket", "lan", "lan_kommuner") if whole_lan else ("riket", grupp.id)


def _shown(measures: pd.DataFrame, grupp: Grupp) -> pd.DataFrame:
    return measures[measures["unit"].isin([*grupp.members, grupp.unit, RIKET])]


def _chosen(grupp: Grupp, names: Sequence[str]) -> tuple[Kommun, ...]:
    members = sorted((catalog.kommun(code) for code in grupp.members), key=lambda kommun: sort_key(kommun.name))
    wanted = [catalog.kommun(name) for name in names]
    outside = [kommun for kommun in wanted if kommun not in members]
    if outside:
        raise DataError(
            [
                Problem(
                    "--kommun",
                    f"{kommun.name} hör inte till {grupp.name}",
                    join(member.name for member in members),
                    "Välj en annan kommun eller en annan grupp med --grupp.",
                )
                for kommun in outside
            ]
        )
    return tuple(kommun for kommun in members if not wanted or kommun in wanted)


def _known_formats(formats: Sequence[str]) -> tuple[str, ...]:
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise DataError([Problem("--format", f'okänt format "{name}"', ", ".join(FORMATS)) for name in unknown])
    return tuple(formats) or tuple(FORMATS)


Pack = Mapping[str, bytes]


def _packs(
    released: Released, kommuner: Sequence[Kommun], formats: Sequence[str], workers: int
) -> Iterator[tuple[Kommun, Pack]]:
    build = partial(build_pack, formats=tuple(formats))
    parts = [replace(released, unit=kommun.code) for kommun in kommuner]
    if workers == 1 or len(kommuner) < _PACKS_WORTH_A_WORKER:
        yield from zip(kommuner, map(build, parts), strict=True)
        return
    with ProcessPoolExecutor(min(workers, len(kommuner)), multiprocessing.get_context("spawn")) as pool:
        yield from zip(kommuner, pool.map(build, parts), strict=True)


def build_pack(released: Released, formats: Sequence[str]) -> Pack:
    """Return the files of one kommun's pack: name → bytes; runs in a worker process."""
    report = kommun_report(released)
    written = [FORMATS[name](report) for name in formats]
    return {name: data for files in written for name, data in files.items()}


def _silent(_line: str, _done: int, _of: int) -> None:
    """Tell nobody."""
