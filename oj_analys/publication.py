"""The main job: from a folder of raw files to one report pack for every kommun, and one set for their meeting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from oj_analys import catalog
from oj_analys.crew import Share, crew
from oj_analys.domain import DataError, Edition, Grupp, Kommun, Notice, Problem
from oj_analys.reports.folder import EditionFolder
from oj_analys.reports.pack import warm_up
from oj_analys.reports.writers import FORMATS
from oj_analys.swedish import join, sort_key

if TYPE_CHECKING:
    from oj_analys.assembly import Assembled, Order
    from oj_analys.disclosure.auditor.finding import Audit
    from oj_analys.preparation import Prepared

Progress = Callable[[str, int, int], None]

# Starting a helper costs as much as one pack and some 300 MB, so it pays only for many packs.
_PACKS_WORTH_A_HELPER = 4
_MOST_HELPERS = 3


@dataclass(frozen=True, slots=True)
class Publication:
    """What a run wrote: the edition, its folder, its packs, what to know about the data, and the audit of the files.

    ``earlier`` are the released utgåvor that figures of persons were guarded together with, oldest first.
    """

    edition: Edition
    folder: Path
    kommuner: tuple[Kommun, ...]
    files: tuple[str, ...]
    notices: tuple[Notice, ...]
    audit: Audit
    earlier: tuple[str, ...]


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
    """Turn a folder of raw files into a draft edition with one pack per kommun and one set for their meeting.

    Figures of persons are guarded together with what earlier utgåvor in ``out`` have released, and the finished files
    are audited before they count.

    Args:
        folder: Holds the raw files and their ``underlag.toml``.
        out: Where ``<utgava>/`` is built; an earlier draft of the same edition is replaced as a whole, last.
        grupp: Name or id of the kommuner to report on, in place of the one in ``underlag.toml``.
        kommuner: Write packs for these only, and no set for the meeting unless they are all; everything is still
            loaded, guarded and compared, and the edition is marked partial.
        formats: Write these only (``pdf``, ``xlsx``, ``figurer``), likewise.
        utgava: Id of the edition, in place of the one in ``underlag.toml``.
        workers: Processes that build packs, this one included; more need a main module that can be imported.
        progress: Called with a Swedish line, steps done and steps in all.

    Returns:
        What was written.

    Raises:
        DataError: With every fault found in the raw files, the arguments or the register, or every finding of the
            audit; nothing is written then. A released edition is never written anew.

    Example:
        >>> publish("data/raw/exempel", "reports").edition.utgava  # doctest: +SKIP
        '2025-06'
    """
    tell = progress or _silent
    chosen_formats = _known_formats(formats)
    few = 0 < len(kommuner) < _PACKS_WORTH_A_HELPER
    with _working(1 if few else workers) as share:
        tell("Läser underlaget", 0, 1)
        # Loaded here, so that the helpers get ready meanwhile.
        from oj_analys.assembly import Order, assemble
        from oj_analys.disclosure.register import read_register
        from oj_analys.draft import refuse_released
        from oj_analys.preparation import prepare
        from oj_analys.sources.underlag import read_underlag

        register = read_register(Path(out))
        refuse_released(register, Path(out), utgava or read_underlag(Path(folder)).edition.utgava)
        prepared = prepare(folder, grupp=grupp, utgava=utgava, register=register)
        edition = prepared.released.edition
        chosen = _chosen(edition.grupp, kommuner)
        complete = len(chosen) == len(edition.grupp.members) and len(chosen_formats) == len(FORMATS)
        prepared = _with_edition(prepared, replace(edition, partial=not complete))
        order = Order(Path(folder), chosen, chosen_formats, register, share, tell)
        with EditionFolder(Path(out), edition.utgava) as building:
            assembled = assemble(building, prepared, order)
    return _publication(prepared, building, order, assembled)


def release(
    folder: str | Path,
    utgava: str,
    out: str | Path = "reports",
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> Publication:
    """Build a draft edition again without the mark of a draft, enter it into the register and put it in its place.

    The register and the edition change together: after a failure both are as they were, and a run that was killed
    between them is finished by another.

    Args:
        folder: The raw files that the draft was made from.
        utgava: Id of the draft, which must be whole and made with the same versions of the software.
        out: Where the draft and the register lie.
        workers: As in :func:`publish`.
        progress: As in :func:`publish`.

    Returns:
        What was written.

    Raises:
        DataError: There is no such draft, what it was made from has changed, or the audit found something.
    """
    tell = progress or _silent
    with _working(workers) as share:
        tell("Läser underlaget", 0, 1)
        from oj_analys.assembly import Order, assemble
        from oj_analys.disclosure.record import release_of
        from oj_analys.disclosure.register import read_register, registration, with_release, without_release
        from oj_analys.draft import check_same, read_draft
        from oj_analys.preparation import prepare
        from oj_analys.sources.underlag import read_underlag

        register = read_register(Path(out))
        draft = read_draft(Path(out), utgava)
        earlier = without_release(register, utgava)
        grupp = None if draft.grupp == read_underlag(Path(folder)).edition.grupp.id else draft.grupp
        prepared = prepare(folder, grupp=grupp, utgava=utgava, register=earlier)
        check_same(draft, prepared.inputs, prepared.shown)
        edition = replace(prepared.released.edition, draft=False)
        prepared = _with_edition(prepared, edition)
        everyone = _chosen(edition.grupp, ())
        order = Order(Path(folder), everyone, tuple(FORMATS), earlier, share, tell)
        with registration(Path(out), utgava) as enter, EditionFolder(Path(out), utgava) as building:
            assembled = assemble(building, prepared, order)
            enter(with_release(register, release_of(assembled.shown, edition.taken.isoformat())))
    return _publication(prepared, building, order, assembled)


def _working(workers: int) -> AbstractContextManager[Share]:
    return crew(min(workers - 1, _MOST_HELPERS), warm_up)


def _with_edition(prepared: Prepared, edition: Edition) -> Prepared:
    return replace(prepared, released=replace(prepared.released, edition=edition))


def _publication(prepared: Prepared, building: EditionFolder, order: Order, assembled: Assembled) -> Publication:
    return Publication(
        edition=prepared.released.edition,
        folder=building.target,
        kommuner=tuple(order.kommuner),
        files=tuple(sorted(building.written)),
        notices=prepared.released.notices,
        audit=assembled.audit,
        earlier=tuple(release.utgava for release in order.register.releases),
    )


def _chosen(grupp: Grupp, names: Sequence[str]) -> tuple[Kommun, ...]:
    members = sorted((catalog.kommun(code) for code in grupp.members), key=lambda kommun: sort_key(kommun.name))
    wanted = [catalog.kommun(name) for name in names]
    if outside := [kommun for kommun in wanted if kommun not in members]:
        allowed = join(member.name for member in members)
        action = "Välj en annan kommun, eller en annan grupp med --grupp."
        raise DataError(
            [Problem("--kommun", f"{kommun.name} hör inte till {grupp.name}", allowed, action) for kommun in outside]
        )
    return tuple(kommun for kommun in members if not wanted or kommun in wanted)


def _known_formats(formats: Sequence[str]) -> tuple[str, ...]:
    if unknown := [name for name in formats if name not in FORMATS]:
        raise DataError([Problem("--format", f'okänt format "{name}"', ", ".join(FORMATS)) for name in unknown])
    return tuple(name for name in FORMATS if not formats or name in formats)


def _silent(_line: str, _done: int, _of: int) -> None:
    """Tell nobody."""
