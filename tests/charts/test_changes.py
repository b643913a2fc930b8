from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from oj_analys import catalog, swedish
from oj_analys.catalog.theme import theme
from oj_analys.charts.changes import chart_changes, draw_changes
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import SYNTHETIC_MARK, DataError

Measured = Callable[..., pd.DataFrame]
Known = Callable[..., pd.DataFrame]
Texts = Callable[[Figure], list[str]]
EBP = catalog.questionnaire("ebp")
JAMTLAND, SKARABORG = catalog.grupp("Jämtland"), catalog.grupp("Skaraborg")
ROUNDS = ("2023", "2025")
NAMES = ["Berg", "Bräcke", "Ragunda", "Åre", "Östersund", "Länet"]
HIDDEN = "visas inte, för att ingen enskild ska kunna pekas ut"
FIGURES = {
    "0023": ((3.0, 148), (3.5, 172)),
    "2380": ((3.0, 58), (3.5, 69)),
    "2303": ("sekretess", (3.6, 8)),
    "2326": ("saknas", "saknas"),
    "2321": ((4.0, 11), "sekretess"),
    "2305": ((3.0, 15), (3.3, 17)),
}

FIGURE = st.one_of(
    st.sampled_from(["sekretess", "saknas"]),
    st.tuples(st.integers(10, 50).map(lambda tenths: tenths / 10), st.integers(7, 2000)),
)


@pytest.fixture(scope="session")
def known(measured: Measured) -> Known:
    """Make a frame of one subscale: unit → its figures in two rounds."""

    def make(figures: Mapping[str, tuple[object, object]] = FIGURES, **more: Any) -> pd.DataFrame:
        values = {
            (unit, "ebp.kunskap", period, "alla"): figure
            for unit, pair in figures.items()
            for period, figure in zip(ROUNDS, pair, strict=True)
        }
        return measured(values, **more)

    return make


def _places(figure: Any, marker: str) -> dict[int, float]:
    """Return the marks of one kind: row from above → value."""
    axes = figure.axes[0]
    rows = len(figure.told.table.rows)
    found = (line for line in axes.lines if line.get_marker() == marker)
    return {int(line.get_ydata()[0] / axes.get_ylim()[0] * rows): float(line.get_xdata()[0]) for line in found}


def test_kommuner_stand_in_swedish_order_with_the_group_last(known: Known, texts: Texts) -> None:
    figure = chart_changes(known())
    assert [text for text in texts(figure) if text in NAMES] == NAMES
    assert _places(figure, "D") == {1: 3.0, 3: 4.0, 4: 3.0, 5: 3.0}
    assert _places(figure, "o") == {1: 3.3, 2: 3.6, 4: 3.5, 5: 3.5}


def test_the_group_differs_by_more_than_colour(known: Known) -> None:
    figure = chart_changes(known())
    bold = {text.get_text() for text in figure.texts if text.get_weight() == "bold"}
    assert {"Länet", "3,0 (148)", "3,5 (172)"} <= bold
    assert "Östersund" not in bold
    last = [line for line in figure.axes[0].lines if line.get_marker() == "o"][-1]
    assert last.get_color() == theme().colours.lan.hex


def test_hidden_and_missing_rounds_say_why(known: Known, texts: Texts) -> None:
    chart = draw_changes(known(), EBP, "kunskap", ROUNDS, grupp=JAMTLAND)
    found = texts(chart.figure)
    assert found.count("..") == 2
    assert found.count(f"..\u00a0\u00a0{HIDDEN}") == 1
    assert found.count("–\u00a0\u00a0uppgift saknas i källan") == 1
    assert f"Åre 2023: 4,0 (11 svar), 2025: ({HIDDEN})" in chart.alt
    assert "Berg (uppgift saknas i källan)" in chart.alt


def test_the_title_asks_what_the_chart_answers(known: Known) -> None:
    chart = draw_changes(known(), EBP, "kunskap", ROUNDS, grupp=JAMTLAND)
    assert chart.title == "EBP-termometern, kunskap om EBP: har svaren i kommunerna ändrats från 2023 till 2025?"
    assert "Varje rad är en kommun:" in chart.reading
    assert chart.table.columns[0].title == "Kommun"


def test_only_kommuner_that_the_reader_has_rows_of_are_listed(known: Known, texts: Texts) -> None:
    figure = chart_changes(known({unit: FIGURES[unit] for unit in ("2305", "0023")}))
    assert [text for text in texts(figure) if text in NAMES] == ["Bräcke", "Länet"]
    alone = chart_changes(known({"2305": FIGURES["2305"]}))
    assert [text for text in texts(alone) if text in NAMES] == ["Bräcke"]


def test_what_is_not_there_is_refused(known: Known) -> None:
    with pytest.raises(DataError, match='delskalan "hopp" finns inte i EBP-termometern; tillåtet: kunskap, attityder'):
        chart_changes(known(), "hopp")
    with pytest.raises(DataError, match="tabellen har inga rader för ebp.attityder"):
        chart_changes(known(), "attityder")
    with pytest.raises(DataError, match="det finns ingen omgång före 2023"):
        chart_changes(known(), later="2023")
    with pytest.raises(DataError, match="inget att rita för EBP-termometern, kunskap om EBP i kommunerna"):
        chart_changes(known({"2305": ("sekretess", "sekretess")}))


def test_figures_and_values_follow_the_rows(known: Known) -> None:
    chart = draw_changes(known(), EBP, "kunskap", ROUNDS, grupp=JAMTLAND)
    drawn = [(key.unit, key.period) for key in chart.figures[: chart.values]]  # noqa: PD011 - no frame
    assert drawn == [
        ("2305", "2023"),
        ("2305", "2025"),
        ("2303", "2025"),
        ("2321", "2023"),
        ("2380", "2023"),
        ("2380", "2025"),
        ("0023", "2023"),
        ("0023", "2025"),
    ]
    names = [line.get_gid() for line in chart.figure.axes[0].lines if line.get_gid()]
    assert sorted(names) == sorted(f"varde-{at}" for at in range(8))


@settings(max_examples=25, deadline=None)
@given(
    pairs=st.lists(st.tuples(FIGURE, FIGURE), min_size=1, max_size=16),
    sheet=st.sampled_from(Sheet),
)
def test_every_frame_is_drawn_as_it_is_without_crowding(
    known: Known, crowding: Callable[[Figure], list[str]], pairs: list[tuple[object, object]], sheet: Sheet
) -> None:
    assume(any(isinstance(figure, tuple) for pair in pairs for figure in pair))
    in_order = sorted(SKARABORG.members, key=lambda unit: swedish.sort_key(catalog.kommun(unit).name))
    units = (*in_order, "skaraborg")[-len(pairs) :]
    frame = known(dict(zip(units, pairs, strict=True)))
    setting = Setting(marks=(SYNTHETIC_MARK, "UTKAST"), sheet=sheet)
    chart = draw_changes(frame, EBP, "kunskap", ROUNDS, grupp=SKARABORG, setting=setting)
    assert crowding(chart.figure) == []
    for marker, at in (("D", 0), ("o", 1)):
        shown = {row: pair[at][0] for row, pair in enumerate(pairs) if isinstance(pair[at], tuple)}
        assert _places(chart.figure, marker) == shown
