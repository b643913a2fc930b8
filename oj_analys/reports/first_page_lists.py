"""The two lists as the first page tells them: what chance does not explain, and what is worth a look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from oj_analys import catalog
from oj_analys.domain import Kommun, Position, SignalList, SignalRule
from oj_analys.frames import Released
from oj_analys.reports.blocks import Block, Heading, Text
from oj_analys.reports.list_sentences import brief_closer, brief_signal, earlier_of
from oj_analys.reports.listed import Listed, by_rule, chance_of, listed, on_first_page
from oj_analys.reports.sentences.answers import quoted
from oj_analys.reports.sentences.facts import OutOf, kommun_place
from oj_analys.reports.sentences.lists import NOTHING_CLOSER, nothing_clear
from oj_analys.reports.standing import Standing
from oj_analys.reports.wording import LIST_NAMES

NOT_TESTED = (
    "Inga mått går att pröva mot slumpen i den här utgåvan, för antalet svar saknas i källorna. "
    "Därför kallas ingenting tydligt."
)
UNTESTED = "Inte prövat mot slumpen och inte värderat. Varför varje mått står här förklaras under Så har vi räknat."
_HEADINGS = {Position.SAMRE: "Titta på", Position.BATTRE: "Går bra"}


def signal_blocks(released: Released, kommun: Kommun, current: Sequence[Standing]) -> list[Block]:
    """Return the few measures that are clearly worse or better than riket, each side under its heading."""
    unsure = sum(standing.riket.position is Position.OSAKERT for standing in current)
    if words := silence(released, unsure):
        return [Heading(2, LIST_NAMES[SignalList.SIGNALER]), Text(words)]
    earlier = {standing.measure.id: earlier_of(standing) for standing in current}
    place, grupp = kommun_place(kommun.name), released.edition.grupp
    return sides(released, lambda line: brief_signal(line, earlier.get(line.measure.id), place, grupp), 2)


def silence(released: Released, unsure: int = 0) -> str:
    """Return why a reader has no signals: nothing is clear, or nothing could be tested; empty where there are some.

    ``unsure`` is the number of measures with too few answers to tell, so that silence is no comfort.
    """
    if not chance_of(released).tested:
        return NOT_TESTED
    return "" if on_first_page(listed(released, SignalList.SIGNALER), *_HEADINGS) else nothing_clear(unsure)


def sides(released: Released, say: Callable[[Listed], str], level: int) -> list[Block]:
    """Return a reader's signals, the worse before the better, each side under a heading of some level."""
    lines = on_first_page(listed(released, SignalList.SIGNALER))
    blocks: list[Block] = []
    for position, heading in _HEADINGS.items():
        told = [_told(released, line, say(line)) for line in lines if line.position is position]
        blocks += [Heading(level, heading), *(told or [Text(_nothing(position))])]
    return blocks


def closer_blocks(released: Released, kommun: Kommun, found: Iterable[Standing]) -> list[Block]:
    """Return the few answers and figures that are worth a look, without marks and without judgement."""
    grupp, place = released.edition.grupp, kommun_place(kommun.name)
    shares: dict[str, OutOf | None] = {standing.measure.id: standing.yes.get(grupp.unit) for standing in found}
    lines = on_first_page(listed(released, SignalList.NARMARE))
    if not lines:
        return [Heading(2, LIST_NAMES[SignalList.NARMARE]), Text(NOTHING_CLOSER)]
    told = [_told(released, line, brief_closer(line, shares.get(line.measure.id), place, grupp)) for line in lines]
    return [Heading(2, LIST_NAMES[SignalList.NARMARE]), Text(UNTESTED), *told]


def discuss_blocks(released: Released) -> list[Block]:
    """Ask about the first clear difference to the bad, and about the first answer that has changed."""
    worse = on_first_page(listed(released, SignalList.SIGNALER), Position.SAMRE)[:1]
    new = by_rule(on_first_page(listed(released, SignalList.NARMARE)), SignalRule.ANDRAT_SVAR)[:1]
    questions = [
        *(f"Vad kan ligga bakom resultatet för {quoted(line.measure.title)}?" for line in worse),
        *(f"Är svaret på {quoted(line.measure.title)} rätt, eller är frågan tolkad på nytt sätt?" for line in new),
    ]
    return [Text(" ".join(questions), lead="Att diskutera:")] if questions else []


def _told(released: Released, line: Listed, words: str) -> Text:
    mark = catalog.labels().position[line.position].mark if line.position else ""
    see = line.measure.area if released.unit else ""  # the meeting's set has no pages by area
    return Text(words, f"{line.measure.title}:", mark, see)


def _nothing(position: Position) -> str:
    return f"Inget mått är {catalog.labels().position[position].text} än riket."
