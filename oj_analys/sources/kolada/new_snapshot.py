"""The verb behind ``hamta``: fetches from Kolada and writes a snapshot, whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from oj_analys import catalog
from oj_analys.domain import RIKET, DataError
from oj_analys.sources._cells import MOST_LISTED, listed
from oj_analys.sources._safe_open import sha256
from oj_analys.sources.kolada.client import BrokenOffError, Client
from oj_analys.sources.kolada.decode import Metadata
from oj_analys.sources.kolada.fetch import Fetch, Fetched, Progress
from oj_analys.sources.kolada.manifest import FORMAT, MANIFEST, Asked, Manifest, manifest_bytes
from oj_analys.sources.kolada.request import data_requests, metadata_requests
from oj_analys.sources.kolada.revisions import Changes, Side, compare
from oj_analys.sources.kolada.snapshot import CHANGES, METADATA, checked_manifest, is_snapshot, read_snapshot
from oj_analys.sources.kolada.store import PageStore, writing
from oj_analys.sources.kolada.table import TABLE, write_table
from oj_analys.swedish import counted


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot that was written: its folder, what it says of itself, what is revised since the one before it.

    ``remarks`` are about the run: what was used of a broken one, and earlier snapshots that cannot be read.
    """

    folder: Path
    manifest: Manifest
    changes: Changes
    remarks: tuple[str, ...]


def fetch_snapshot(asked: Asked, out: Path, client: Client, progress: Progress) -> Snapshot:
    """Fetch what was asked into a new folder ``<out>/kolada-<day>`` (a second one the same day ends in ``-2``).

    The day is that of the oldest page. Until the snapshot is whole its pages lie in ``<out>/kolada.ofardig``, where the
    same question within a day goes on; other snapshots are never touched.

    Raises:
        BrokenOffError: an answer did not come; what has come is kept.
        DataError: what came is not what was asked for, told for all ids at once, or the disk does not take it.
    """
    store = PageStore(out, asked, client)
    remarks = [*_resumed(store, asked, client.base)]
    try:
        fetched = Fetch(asked, client.base, store, progress).run()
    except BrokenOffError:
        raise
    except DataError:
        store.drop()  # a page that is wrong would be wrong again
        raise
    hamtad = store.oldest()
    earlier = _latest(out, remarks)
    changes = compare(earlier[0], earlier[1], Side(asked, fetched.kpis, fetched.figures)) if earlier else Changes()
    with writing(out):
        manifest = _write(store.new, asked, fetched, changes, client.base, hamtad)
        folder = _free(out, manifest.day)
        store.new.rename(folder)
    store.drop()
    return Snapshot(folder, manifest, changes, tuple(remarks))


def _resumed(store: PageStore, asked: Asked, base: str) -> Iterator[str]:
    requests = [*metadata_requests(asked, base), *data_requests(asked, base)]
    missing = store.missing(requests)
    if len(missing) < len(requests):
        have = f"{len(requests) - len(missing)} av {len(requests)}"
        yield f"En tidigare hämtning avbröts: {have} frågor var redan hämtade och {len(missing)} saknades."


def _latest(out: Path, remarks: list[str]) -> tuple[str, Side] | None:
    """Return the name and content of the snapshot that was fetched last; one that cannot be read is told of."""
    found: list[tuple[Manifest, Path]] = []
    for folder in sorted(out.glob("kolada-*")):
        if is_snapshot(folder):
            try:
                found.append((checked_manifest(folder, folder.name), folder))
            except DataError as error:
                remarks.append(f"Jämförs inte med {folder.name}: {error.problems[0].where}: {error.problems[0].found}.")
    if not found:
        return None
    manifest, folder = max(found, key=lambda one: (one[0].hamtad, len(one[1].name), one[1].name))
    stored = read_snapshot(folder, folder.name)
    kpis = {str(record["id"]): record for page in stored.kpis for record in page.records}
    return folder.name, Side(manifest.fraga, kpis, stored.figures)


def _write(folder: Path, asked: Asked, fetched: Fetched, changes: Changes, base: str, hamtad: str) -> Manifest:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    write_table(fetched.figures, folder / TABLE)
    records = zip(METADATA, (fetched.kpis, fetched.municipalities, fetched.groups), strict=True)
    for kind, one in records:
        (folder / f"{kind}.json").write_bytes(_page(one))
    (folder / CHANGES).write_bytes(_json(changes))
    files = {path.name: sha256(path.read_bytes()) for path in sorted(folder.iterdir())}
    manifest = _manifest(asked, fetched, base, hamtad, files)
    (folder / MANIFEST).write_bytes(manifest_bytes(manifest))
    return manifest


def _manifest(asked: Asked, fetched: Fetched, base: str, hamtad: str, files: Mapping[str, str]) -> Manifest:
    numbers = fetched.figures.frame.dropna(subset=["value"])
    counts = numbers["kpi"].astype("str").value_counts()
    units = set(numbers["municipality"].unique())
    return Manifest(
        format=FORMAT,
        hamtad=hamtad,
        url=base,
        fraga=asked,
        titlar={kpi: str(record["title"]) for kpi, record in fetched.kpis.items()},
        antal={kpi: int(counts.get(kpi, 0)) for kpi in fetched.kpis},
        rader=len(fetched.figures.frame),
        utan_varden=tuple(kpi for kpi in fetched.kpis if kpi not in counts),
        kommuner_utan_varden=tuple(unit for unit in asked.kommuner if unit not in units),
        raderade=fetched.deleted,
        dubbletter=fetched.repeated,
        anmarkningar=fetched.remarks,
        filer=dict(files),
    )


def _page(records: Mapping[str, Metadata]) -> bytes:
    return _json({"count": len(records), "next_url": None, "values": [*records.values()]})


def _json(content: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(content, order="deterministic"), indent=1) + b"\n"


def _free(out: Path, day: str) -> Path:
    """Return the first name of the day that is not taken."""
    number, folder = 1, out / f"kolada-{day}"
    while folder.exists():
        number += 1
        folder = out / f"kolada-{day}-{number}"
    return folder


def summary(snapshot: Snapshot) -> Iterator[str]:
    """Yield what was written as lines for the analyst."""
    manifest = snapshot.manifest
    yield f"Hämtat till {snapshot.folder}: {counted(sum(manifest.antal.values()), 'värde', 'värden')}"
    yield (
        f"  {counted(len(manifest.antal), 'nyckeltal', 'nyckeltal')}, "
        f"{counted(len(set(manifest.fraga.kommuner) - {RIKET}), 'kommun', 'kommuner')} och riket, "
        f"år {manifest.fraga.ar[0]}–{manifest.fraga.ar[-1]}"
    )
    if manifest.utan_varden:
        yield f"  Utan ett enda värde (avslutade, eller mäts inte dessa år): {', '.join(manifest.utan_varden)}"
    if manifest.kommuner_utan_varden:
        silent = [_name(unit) for unit in manifest.kommuner_utan_varden]
        more = f" ({len(silent)} i allt, alla står i {MANIFEST})" if len(silent) > MOST_LISTED else ""
        yield f"  Utan ett enda värde: {listed(silent)}{more}"
    if manifest.raderade:
        yield f"  {counted(manifest.raderade, 'raderad rad', 'raderade rader')} i Kolada är inte med"
    if manifest.dubbletter:
        yield f"  {counted(manifest.dubbletter, 'rad', 'rader')} stod två gånger, lika, och är med en gång"


def _name(unit: str) -> str:
    kommun = catalog.kommun_by_code().get(unit)
    return kommun.name if kommun else "riket" if unit == RIKET else unit
