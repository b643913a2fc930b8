"""Questionnaires: statements with their key, and the measures that they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from oj_analys.catalog.instrument.confirmation import read_confirmed
from oj_analys.catalog.instrument.head import Head
from oj_analys.catalog.instrument.scale import check_once, check_words, read_scales, read_words
from oj_analys.catalog.toml_table import Table
from oj_analys.domain import Background, Item, Measure, Questionnaire, Scale, Statistic, Subscale
from oj_analys.swedish import span

RESPONDENTS = "svarande"
RESPONSE_RATE = "svarsfrekvens"
DIRECTIONS = (1, -1)


def read_questionnaire(file: Table, head: Head) -> Questionnaire:
    """Return a questionnaire; every statement stands once, in a subscale and on a scale that exist."""
    scales, form = read_scales(file), file.table("enkat")
    subscales = _read_subscales(file)
    items = _read_items(form, [subscale.id for subscale in subscales], scales.by_id)
    for subscale in subscales:
        _check_subscale(file, subscale.id, items, scales.by_id)
    confirmed = [scales.confirmed, *(part.confirmed for part in subscales), *(item.confirmed for item in items)]
    questionnaire = Questionnaire(
        id=head.id,
        name=head.name,
        explanation=head.explanation,
        policy=head.policy.id,
        assumed=not all(confirmed),
        proviso=head.proviso,
        scales=tuple(scales.by_id.values()),
        measures=tuple(_measures(head, subscales, items, scales.by_id)),
        subscales=subscales,
        items=items,
        backgrounds=_read_backgrounds(file),
        least_answered=_read_share(form, "minst_besvarat"),
    )
    form.close()
    return questionnaire


def _read_subscales(file: Table) -> tuple[Subscale, ...]:
    subscales = tuple(_read_subscale(table) for table in file.tables("delskala"))
    check_once(file, "delskalan", (subscale.id for subscale in subscales))
    return subscales


def _read_subscale(table: Table) -> Subscale:
    subscale = Subscale(table.text("id"), table.text("namn"), read_confirmed(table), table.need("diagram", bool))
    table.close()
    return subscale


def _read_items(form: Table, subscales: Collection[str], scales: Collection[str]) -> tuple[Item, ...]:
    items = [_read_item(table, subscales, scales) for table in form.tables("pastaende")]
    count = form.need("antal_pastaenden", int)
    found = Counter(item.nr for item in items)
    wrong = sorted({*found, *range(1, count + 1)} - {nr for nr in range(1, count + 1) if found[nr] == 1})
    if wrong:
        form.fault(
            f"påståenden som saknas, står flera gånger eller är för många: {', '.join(map(str, wrong))}",
            f"1 till {count}, en gång var",
        )
    return tuple(sorted(items, key=lambda item: item.nr))


def _read_item(table: Table, subscales: Collection[str], scales: Collection[str]) -> Item:
    nr = table.need("nr", int)
    item = Item(
        id=f"p{nr:02}",
        nr=nr,
        label=table.text("text"),
        subscale=table.text("delskala"),
        scale=table.text("skala"),
        direction=table.need("riktning", int),
        confirmed=read_confirmed(table),
    )
    table.close()
    for what, found, known in (("delskala", item.subscale, subscales), ("skala", item.scale, scales)):
        if found and found not in known:
            table.fault(f'{what} är "{found}"', ", ".join(known))
    if table.values.get("riktning") == item.direction and item.direction not in DIRECTIONS:
        table.fault(f"riktning är {item.direction}", "1, eller -1 där ett instämmande är ogynnsamt")
    return item


def _check_subscale(file: Table, subscale: str, items: Collection[Item], scales: Mapping[str, Scale]) -> None:
    used = [item.scale for item in items if item.subscale == subscale]
    if not used:
        file.fault(f'delskalan "{subscale}" har inga påståenden', "minst ett")
    if len({(scales[ident].low, scales[ident].high) for ident in used if ident in scales}) > 1:
        file.fault(f'delskalan "{subscale}" blandar skalor av olika längd', "skalor med samma lägsta och högsta svar")


def _read_backgrounds(file: Table) -> tuple[Background, ...]:
    backgrounds = tuple(_read_background(table) for table in file.tables("bakgrund"))
    check_once(file, "bakgrunden", (background.id for background in backgrounds))
    return backgrounds


def _read_background(table: Table) -> Background:
    answers = table.table("svar")
    values = tuple((code, read_words(answers, code)) for code in answers.keys)
    background = Background(table.text("id"), table.text("namn"), values)
    table.close()
    check_once(answers, "svaret", answers.keys)
    check_words(answers, values)
    return background


def _read_share(table: Table, key: str) -> float:
    share = table.need(key, float)
    if share <= 0 or share > 1:
        table.fault(f'nyckeln "{key}" är {share:g}', "större än 0 och högst 1")
    return share


def _measures(
    head: Head, subscales: Collection[Subscale], items: Collection[Item], scales: Mapping[str, Scale]
) -> Iterator[Measure]:
    yield head.measure(RESPONDENTS, "Svarande", Statistic.ANTAL, head.id, unit="personer")
    yield head.measure(RESPONSE_RATE, "Svarsfrekvens", Statistic.ANDEL, head.id, derived_from=(RESPONDENTS,))
    for subscale in subscales:
        used = [scales[item.scale] for item in items if item.subscale == subscale.id and item.scale in scales]
        unit = f"på skalan {span(used[0].low, used[0].high)}" if used else ""
        yield head.measure(subscale.id, subscale.name, Statistic.MEDEL, head.id, unit=unit)
    for item in items:
        yield head.measure(item.id, item.label, Statistic.FORDELNING, head.id)
