from __future__ import annotations

from dataclasses import replace

import pytest

from oj_analys import catalog, swedish
from oj_analys.charts.names import group_name, in_unit, plain_name, unit_name, units_in_order
from oj_analys.domain import DataError
from oj_analys.reports.wording import group_label

JAMTLAND, SKARABORG = catalog.grupp("Jämtland"), catalog.grupp("Skaraborg")


def test_a_whole_lan_is_lanet_and_another_group_has_its_own_name() -> None:
    assert [group_name(JAMTLAND), group_name(SKARABORG)] == ["länet", "Skaraborg"]
    assert [unit_name("0023", JAMTLAND), unit_name("2305", JAMTLAND)] == ["länet", "Bräcke"]
    assert [plain_name("0023"), plain_name("1499")] == ["Jämtlands län", "Falköping"]


def test_the_group_is_called_as_it_is_in_a_sentence() -> None:
    north = replace(JAMTLAND, in_text="i Norden")
    assert [group_name(north), in_unit("0023", north), in_unit("2305", north)] == ["Norden", "i Norden", "i Bräcke"]
    assert swedish.upper_first(group_name(SKARABORG)) == group_label(SKARABORG)


def test_a_kommun_outside_the_group_is_refused() -> None:
    with pytest.raises(DataError, match="1499 hör inte till Jämtlands län"):
        unit_name("1499", JAMTLAND)


def test_kommuner_stand_in_swedish_order_and_the_group_last() -> None:
    names = [unit_name(unit, JAMTLAND) for unit in units_in_order(JAMTLAND)]
    assert names == ["Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Åre", "Östersund", "länet"]
