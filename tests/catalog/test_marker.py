from __future__ import annotations

from collections.abc import Callable

import pytest

from oj_analys import catalog
from oj_analys.domain import DataError, Status

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]


@pytest.mark.parametrize(
    ("table", "text", "status"),
    [
        ("oj_arbetsbok", "Uppgift saknas", Status.SAKNAS),
        ("oj_arbetsbok", "Ej svar", Status.BORTFALL),
        ("oj_arbetsbok", "", Status.BORTFALL),
        ("oj_arbetsbok", "-", Status.BORTFALL),
        ("oj_arbetsbok", "--", Status.SAKNAS),
        ("oj_arbetsbok", "X", Status.SEKRETESS),
        ("oj_arbetsbok", "..", Status.SEKRETESS),
        ("oj_arbetsbok", "(.", Status.SEKRETESS),
        ("oj_arbetsbok", ".", Status.EJ_TILLAMPLIG),
        ("kolada_webb", "-", Status.BORTFALL),
        ("kolada_webb", ".", Status.EJ_TILLAMPLIG),
        ("kolada_webb", "..", Status.SEKRETESS),
        ("socialstyrelsen_statistikdatabas", "X", Status.SEKRETESS),
        ("socialstyrelsen_statistikdatabas", "--", Status.SAKNAS),
        ("scb", ".", Status.EJ_TILLAMPLIG),
    ],
)
def test_a_marker_means_what_its_source_says(table: str, text: str, status: Status) -> None:
    assert catalog.markers(table)[text] is status


def test_an_unknown_text_has_no_meaning() -> None:
    assert "abc" not in catalog.markers("oj_arbetsbok")


def test_zero_in_the_tables_of_scb_is_no_missing_value() -> None:
    assert "-" not in catalog.markers("scb")


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(DataError, match=r'markörtabell: "oj_arbetsbook" finns inte .* Menade du oj_arbetsbok'):
        catalog.markers("oj_arbetsbook")


@pytest.mark.parametrize(
    ("new", "fault"),
    [
        ('"Ej svar" = "bortfal"', '"Ej svar" är "bortfal"; tillåtet: bortfall, saknas, sekretess'),
        ('"Ej svar" = "ok"', '"Ej svar" är "ok"; tillåtet: bortfall'),
        ('"Ej svar" = 0', '"Ej svar" är 0; tillåtet: text'),
    ],
)
def test_a_marker_without_a_known_reason_is_refused(change: Change, faults: Faults, new: str, fault: str) -> None:
    change("markers.toml", '"Ej svar" = "bortfall"', new)
    assert len(faults()) == 1
    assert faults()[0].startswith(f"markers.toml, [oj_arbetsbok]: nyckeln {fault}")
