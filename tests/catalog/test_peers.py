from __future__ import annotations

from collections.abc import Callable

import pytest

from oj_analys import catalog
from oj_analys.catalog.contents import bundled

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]

ROW = "aldreomsorg,2024,2321,0665 1214 1260 1264 1443 1462 1761"


def test_every_kommun_has_seven_peers_in_every_list_but_one() -> None:
    lists = bundled().peers
    kommuner = set(catalog.kommun_by_code())
    areas = {area for area, _ in lists}
    missing = {(area, kommun) for area in areas for kommun in kommuner} - set(lists)
    assert missing == {("lss", "0617")}
    assert {len(peers.members) for found in lists.values() for peers in found} == {7}


def test_peers_are_not_mutual() -> None:
    lists = {kommun: catalog.peers("ekonomiskt_bistand", kommun, 2023) for kommun in catalog.kommun_by_code()}
    one_way = [
        (kommun, code)
        for kommun, peers in lists.items()
        if peers
        for code in peers.members
        if (back := lists[code]) and kommun not in back.members
    ]
    assert one_way


def test_every_area_is_compared_with_a_list_that_exists() -> None:
    assert set(catalog.area_peers().values()) <= {area for area, _ in bundled().peers}


@pytest.mark.parametrize(
    ("new", "fault"),
    [
        ("aldreomsorg,2024,2321,0665 9999", "9999 är ingen kommun; tillåtet: kommunkoder ur kommuner.csv"),
        ("aldreomsorg,i år,2321,0665", 'ar är "i år"; tillåtet: ett år'),
        (
            "aldreomsorg,2024,2321,2321",
            "kommunen själv eller en kommun två gånger; tillåtet: andra kommuner, en gång var",
        ),
    ],
)
def test_a_faulty_row_is_named(change: Change, faults: Faults, new: str, fault: str) -> None:
    change("liknande.csv", ROW, new)
    assert [text.partition(": ")[2] for text in faults()] == [fault]


def test_an_area_with_an_unknown_list_is_a_fault(change: Change, faults: Faults) -> None:
    change("indicators/lss.toml", 'liknande = "lss"', 'liknande = "lsss"')
    assert 'liknande är "lsss"' in faults()[0]
