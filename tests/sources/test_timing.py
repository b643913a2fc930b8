from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from oj_analys.frames import MEASURES
from oj_analys.sources._part import Origin, Part
from oj_analys.sources._timing import timing_problems

TAKEN = date(2026, 6, 23)


def part(measure: str, period: str, origin: Origin) -> Part:
    row = {"unit": "2305", "measure": measure, "period": period, "sex": "T", "group": "alla", "value": 7.0}
    frame = MEASURES.build(pd.DataFrame([{**row, "status": "ok", "source": "a", "policy": "öppen"}]))
    return Part(frame, ("a.xlsx, cell B2",), (), (), origin.source("a", "ab"), tallies=())


def messages(measure: str, period: str, origin: Origin) -> list[str]:
    return [str(problem) for problem in timing_problems(part(measure, period, origin), TAKEN)]


@pytest.mark.parametrize(
    ("measure", "period", "origin", "found"),
    [
        ("oj.U31404", "2027", Origin("a"), "men uttag är 2026-06-23; tillåtet: högst 2026"),
        (
            "oj.U31404",
            "2025",
            Origin("a", published="2024-10-15"),
            "men publicerad är 2024-10-15; tillåtet: högst 2024",
        ),
        ("oj.N20402", "2023/2025", Origin("a", published="2024-10-15"), "men publicerad är 2024-10-15"),
        ("oj.U31404", "2026", Origin("a", retrieved="2025-06-20"), "men hamtad är 2025-06-20"),
        ("oj.U23495", "2024", Origin("a", published="2025-01-30"), "men måttet är avslutat 2023"),
    ],
)
def test_figures_cannot_be_later_than_their_source(measure: str, period: str, origin: Origin, found: str) -> None:
    (message,) = messages(measure, period, origin)
    assert message.startswith(f"a.xlsx, cell B2: {measure} har värden för {period}")
    assert found in message


@pytest.mark.parametrize("published", ["2024-01-30", "2025-01-30", "2026-06-17", ""])
def test_the_year_of_publication_says_nothing_of_the_year_measured(published: str) -> None:
    assert messages("oj.U31404", "2024", Origin("a", published=published)) == []
