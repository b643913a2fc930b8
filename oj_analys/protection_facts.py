"""What the sheet on data protection tells, from what was prepared and what the audit came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from oj_analys import catalog
from oj_analys.disclosure.auditor.finding import Audit
from oj_analys.disclosure.notices import KIND, WAITING
from oj_analys.preparation import Prepared
from oj_analys.reports.protection_sheet import ProtectionFacts
from oj_analys.synced_folder import synced_with

_FEW = "Bygger på för få, eller skulle avslöja något som gör det."


def protection_facts(prepared: Prepared, audit: Audit, raw: Path) -> ProtectionFacts:
    """Return the facts of an edition whose other files are audited; ``raw`` is the folder of its raw files."""
    sources = prepared.released.sources
    of_persons = sources[sources["file"].isin([file for file, checksum in prepared.inputs.items() if not checksum])]
    return ProtectionFacts(
        sources=tuple(zip(of_persons["file"], of_persons["producer"], strict=True)),
        hidden=tuple(_hidden(prepared)),
        waiting=sum(notice.count for notice in prepared.released.notices if notice.kind == WAITING),
        audited_files=len(audit.files),
        checked_figures=audit.checked,
        findings=len(audit.findings),
        synced=synced_with(raw),
    )


def _hidden(prepared: Prepared) -> Iterator[tuple[str, str, int]]:
    """Yield the name of the policy, why figures are hidden, and how many: what has the same cause stands together."""
    own = prepared.released.edition.policies
    names = {measure.population: catalog.policy(measure.policy, own).name for measure in prepared.shown.measures}
    counts: Counter[tuple[str, str]] = Counter()
    for notice in prepared.released.notices:
        if notice.kind == KIND and not notice.internal:
            name = names[notice.place]
            counts[name, _why(notice.text, name)] += notice.count
    for (name, text), count in sorted(counts.items()):
        yield name, text, count


def _why(text: str, policy: str) -> str:
    """Return the cause in short: the sheet says the minimums of each policy elsewhere."""
    return _FEW if text.startswith(f"{policy}: ") else text
