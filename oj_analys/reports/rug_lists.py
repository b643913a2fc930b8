"""The lists of a meeting: what is clear for the whole group, what its kommuner share, and whom they can ask."""

from __future__ import annotations

from oj_analys import catalog
from oj_analys.domain import SignalList, SignalRule
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Heading, Text
from oj_analys.reports.first_page_lists import sides, silence
from oj_analys.reports.gaps import Gap, gaps_of
from oj_analys.reports.list_sentences import group_signal, shared_sentences
from oj_analys.reports.listed import by_rule, chance_of, listed
from oj_analys.reports.sentences.facts import Place, SexGap, group_place
from oj_analys.reports.sentences.lists import NOTHING_CLOSER
from oj_analys.reports.sentences.sexes import women_and_men
from oj_analys.reports.summary import certainty_text
from oj_analys.reports.wording import LIST_NAMES


def rug_lists(released: Released) -> list[Block]:
    """Return the group's signals, how sure they are, what is worth a look together, and the clear gender gaps."""
    name = group_place(released.edition.grupp).name
    return [
        Heading(2, f"Signaler för {name}"),
        *_signals(released),
        Text(certainty_text(chance_of(released), ()), lead="Hur säkert är det?"),
        *_closer(released),
        *_gender(released),
    ]


def _signals(released: Released) -> list[Block]:
    if words := silence(released):
        return [Text(words)]
    grupp = released.edition.grupp
    together = f"Alla som har svarat {grupp.in_text} räknas tillsammans och ställs bredvid riket."
    return [Text(together), *sides(released, lambda line: group_signal(line, grupp), 3)]


def _closer(released: Released) -> list[Block]:
    grupp, most = released.edition.grupp, catalog.rules().signals.first_page
    headings = {
        SignalRule.GEMENSAM: f"Gemensamt för {group_place(grupp).name}",
        SignalRule.KAN_BERATTA: "Vem kan vi fråga?",
    }
    blocks: list[Block] = []
    for rule, heading in headings.items():
        lines = by_rule(listed(released, SignalList.NARMARE), rule)[:most]
        told = [Text(shared_sentences(line, grupp), lead=f"{line.measure.title}:") for line in lines]
        blocks += [Heading(3, heading), *told] if told else []
    return [Heading(2, LIST_NAMES[SignalList.NARMARE]), *(blocks or [Text(NOTHING_CLOSER)])]


def _gender(released: Released) -> list[Block]:
    """Say where women and men clearly differ in the whole group, nothing where they do not."""
    grupp = released.edition.grupp
    found = [gap for gap in gaps_of(released, [grupp.unit]) if gap.clear]
    told = [Text(_women_and_men(gap, group_place(grupp)), lead=f"{gap.measure.title}:") for gap in found]
    return [Heading(2, f"Kvinnor och män {grupp.in_text}"), *told] if told else []


def _women_and_men(gap: Gap, place: Place) -> str:
    if gap.women is None or gap.men is None:
        raise ValueError(f"{gap.measure.id} has a clear gap without values")
    counts = gap.women_n, gap.men_n, gap.pooled or 0
    return women_and_men(SexGap(gap.measure, place, gap.period, gap.women, gap.men, gap.position, *counts))
