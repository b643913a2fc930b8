"""What has happened to a figure since an earlier measurement, and over a whole series."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from oj_analys import catalog, swedish
from oj_analys.domain import Change, Measure, Reason, Tendency, first_year, last_year
from oj_analys.reports.sentences.cautions import redefined
from oj_analys.reports.sentences.facts import Earlier, Fact, GroupChange, Series, check_figure
from oj_analys.reports.sentences.judgements import UNKNOWN
from oj_analys.reports.sentences.phrases import begins, change_sentence
from oj_analys.reports.sentences.values import alike, answers, difference, fitting, spoken

CLEAR = (Change.BATTRE, Change.SAMRE, Change.OKAT, Change.MINSKAT)
_UNCLEAR: Mapping[Change, tuple[str, str]] = MappingProxyType(
    {
        Change.INGEN: ("Förändringen är inte tydlig.", "ingen tydlig förändring"),
        Change.OSAKERT: ("Svaren är för få för att avgöra om något har förändrats.", "för få svar för att avgöra"),
        Change.KAN_INTE_BEDOMAS: (UNKNOWN, "osäkerheten är okänd"),
    }
)
_SHOWS: Mapping[Tendency, str] = MappingProxyType(
    {
        Tendency.OKAR: "en tydlig ökning",
        Tendency.MINSKAR: "en tydlig minskning",
        Tendency.INGEN: "ingen tydlig trend",
    }
)


def since(fact: Fact, earlier: Earlier) -> str:
    """Say how a figure has changed, without a judging word.

    "Andelen nöjda har minskat från 90 procent (2022) till 72 procent (2024). Minskningen är tydlig."

    Raises:
        ValueError: If the measure is a question.
    """
    check_figure(fact.measure)
    if earlier.reason is Reason.NY_DEFINITION:
        return redefined(fact.measure, earlier.period, fact.period)
    before, now = _in_year(fact.measure, earlier.value, earlier.period), _in_year(fact.measure, fact.value, fact.period)
    if earlier.change not in CLEAR:
        return f"{change_sentence(fact.measure, f'var {before} och är {now}.')} {_UNCLEAR[earlier.change][0]}"
    verb = "ökat" if fact.value > earlier.value else "minskat"
    changed = change_sentence(fact.measure, f"har {verb} från {before} till {now}.")
    return f"{changed} {_how_clear(fact, earlier)}"


def brief_since(fact: Fact, earlier: Earlier) -> str:
    """Say the earlier value and the change where title and newest value stand before.

    "År 2022: 90 procent (63 svar), en tydlig minskning."

    Raises:
        ValueError: If the measure is a question.
    """
    check_figure(fact.measure)
    if earlier.reason is Reason.NY_DEFINITION:
        return redefined(fact.measure, earlier.period, fact.period)
    n = "" if earlier.n is None else f" ({answers(earlier.n)})"
    found = f"en tydlig {_noun(fact, earlier)}" if earlier.change in CLEAR else _UNCLEAR[earlier.change][1]
    return f"År {swedish.period_text(earlier.period)}: {spoken(fact.measure, earlier.value)}{n}, {found}."


def beside_group(fact: Fact, group: GroupChange) -> str:
    """Say how a group has changed over the same time, and whether the kommun's change differs from its others'.

    "I länet har värdet ökat med 3 procentenheter under samma tid. Bräckes förändring skiljer sig tydligt från
    förändringen i resten av länet."

    Raises:
        ValueError: If the measure is a question.
    """
    check_figure(fact.measure)
    verb = "minskat" if group.difference < 0 else "ökat"
    moved = f"{begins(group.place)} har värdet {verb} med {difference(fact.measure, group.difference, 0)}"
    return f"{moved} under samma tid. {_against_the_others(fact, group)}"


def over_time(series: Series) -> str:
    """Say where a series is going, of how many measurements, and which years have no value.

    "Andelen nöjda visar en tydlig ökning 2016–2024 (5 mätningar)."

    Raises:
        ValueError: If the measure is a question.
    """
    check_figure(series.measure)
    gaps = missing_years(series.missing) if series.missing else ""
    return f"{_course(series)} {gaps}".rstrip()


def missing_years(years: Iterable[int]) -> str:
    """Say which years have no value.

    >>> missing_years([2021, 2023])
    'Uppgift saknas för 2021 och 2023.'
    """
    listed = [str(year) for year in years]
    return fitting(f"Uppgift saknas för {swedish.join(listed)}.", f"Uppgift saknas för {len(listed)} år.")


def _course(series: Series) -> str:
    count = swedish.counted(series.points, "mätning", "mätningar")
    if series.tendency is Tendency.KAN_INTE_BEDOMAS:
        short = series.reason is None or series.reason is Reason.KORT_SERIE
        return f"Trenden kan inte bedömas: {count if short else catalog.labels().reason[str(series.reason)]}."
    years = f"{first_year(series.first_period)}{swedish.DASH}{last_year(series.period)}"
    return change_sentence(series.measure, f"visar {_SHOWS[series.tendency]} {years} ({count}).")


def _in_year(measure: Measure, value: float, period: str) -> str:
    return f"{spoken(measure, value)} ({swedish.period_text(period)})"


def _noun(fact: Fact, earlier: Earlier) -> str:
    return "ökning" if fact.value > earlier.value else "minskning"


def _how_clear(fact: Fact, earlier: Earlier) -> str:
    clear = f"{swedish.upper_first(_noun(fact, earlier))}en är tydlig"
    if not alike(fact.measure, fact.value, earlier.value):
        return f"{clear}."
    return f"{clear} men {difference(fact.measure, fact.value, earlier.value)}."


def _against_the_others(fact: Fact, group: GroupChange) -> str:
    if group.low is None or group.high is None:
        return UNKNOWN
    others = f"från förändringen i resten av {group.place.name}"
    if group.low > 0 or group.high < 0:
        return f"{swedish.upper_first(fact.place.genitive)} förändring skiljer sig tydligt {others}."
    return f"{swedish.upper_first(fact.place.genitive)} förändring skiljer sig inte tydligt {others}."
