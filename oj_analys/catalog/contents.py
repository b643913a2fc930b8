"""The whole catalogue, read and checked at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from oj_analys.catalog.focus import read_focuses
from oj_analys.catalog.group import read_grupper, read_kommungrupper
from oj_analys.catalog.indicator import check_peers, read_areas
from oj_analys.catalog.instrument.reading import read_instruments
from oj_analys.catalog.label import Labels, read_labels
from oj_analys.catalog.marker import Markers, read_markers
from oj_analys.catalog.peers import PEERS_FILE, PeerLists, read_peers
from oj_analys.catalog.place import read_kommuner, read_lan
from oj_analys.catalog.protection import read_policies
from oj_analys.catalog.rule import Rules, read_rules
from oj_analys.catalog.theme import read_theme
from oj_analys.catalog.toml_table import read_toml
from oj_analys.domain import Area, DataError, Focus, Grupp, Instrument, Kommun, Lan, Measure, Policy, Problem

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything that the data files of meaning say."""

    kommuner: tuple[Kommun, ...]
    lan: tuple[Lan, ...]
    grupper: tuple[Grupp, ...]
    kommungrupper: Mapping[str, str]
    areas: tuple[Area, ...]
    measures: Mapping[str, Measure]
    focuses: tuple[Focus, ...]
    peers: PeerLists
    policies: Mapping[str, Policy]
    instruments: Mapping[str, Instrument]
    markers: Mapping[str, Markers]
    labels: Labels
    rules: Rules


def read_catalog(folder: Path) -> Catalog:
    """Read and check every file of a catalogue folder.

    Raises:
        DataError: every fault of every file at once, each with file, place, what was found and what is allowed.
    """
    problems: list[Problem] = []
    catalog = _read(folder, problems)
    if problems:
        raise DataError(problems)
    return catalog


@cache
def bundled() -> Catalog:
    """Return the catalogue that comes with the package, read once."""
    return read_catalog(DATA)


def _read(folder: Path, problems: list[Problem]) -> Catalog:
    groups = read_toml(folder / "grupper.toml", "grupper.toml", problems)
    kommungrupper = read_kommungrupper(groups)
    lan = read_lan(folder / "lan.csv", problems)
    kommuner = read_kommuner(folder / "kommuner.csv", lan, kommungrupper, problems)
    grupper = read_grupper(groups, lan, kommuner)
    groups.close()
    files = read_areas(folder / "indicators", problems)
    measures = {measure.id: measure for file in files for _, measure in file.measures}
    known = set() if problems else {measure.source_id for measure in measures.values()}
    peers = read_peers(folder / PEERS_FILE, {kommun.code for kommun in kommuner}, problems)
    check_peers(files, {area for area, _ in peers}, problems)
    policies = read_policies(read_toml(folder / "policies.toml", "policies.toml", problems))
    read_theme(read_toml(folder / "theme.toml", "theme.toml", problems))  # to check it: only charts need it
    return Catalog(
        kommuner=kommuner,
        lan=lan,
        grupper=grupper,
        kommungrupper=kommungrupper,
        areas=tuple(file.area for file in files),
        measures=MappingProxyType(measures),
        focuses=read_focuses(read_toml(folder / "fokus.toml", "fokus.toml", problems), known),
        peers=peers,
        policies=policies,
        instruments=read_instruments(folder / "instruments", policies, problems),
        markers=read_markers(read_toml(folder / "markers.toml", "markers.toml", problems)),
        labels=read_labels(read_toml(folder / "labels.toml", "labels.toml", problems)),
        rules=read_rules(read_toml(folder / "regler.toml", "regler.toml", problems)),
    )
