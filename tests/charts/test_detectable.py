from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from oj_analys import catalog
from oj_analys.analysis import compare
from oj_analys.analysis.detectability import detectability
from oj_analys.charts.detectable import chart_detectable, draw_detectable
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import SYNTHETIC_MARK, DataError, Grupp
from oj_analys.frames import MEASURES

Compare = Callable[..., pd.DataFrame]
Texts = Callable[[Figure], list[str]]
HOME_CARE = catalog.measure("oj.U21468")
JAMTLAND, SKARABORG = catalog.grupp("Jämtland"), catalog.grupp("Skaraborg")
NAMES = ["Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Åre", "Östersund"]
HIDDEN = "visas inte, för att ingen enskild ska kunna pekas ut"
VALUES = {
    "2303": (10, 14),
    "2305": (44, 61),
    "2309": (1, 1),
    "2313": 72.0,
    "2321": (60, 70),
    "2326": "bortfall",
    "2361": "sekretess",
    "2380": (370, 402),
}

COUNTED = st.integers(1, 600).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
FIGURE = st.one_of(st.sampled_from(["bortfall", "saknas", "sekretess", "okänd"]), COUNTED, st.floats(0, 100))


@pytest.fixture(scope="session")
def compared() -> Compare:
    """Compare a measure with riket: unit → (count, n), a value without n or a missing one's status."""

    def make(
        values: Mapping[str, object] = VALUES,
        riket: object = 86.0,
        measure: str = "oj.U21468",
        grupp: Grupp = JAMTLAND,
        source: str = "a.xlsx#12345678",
    ) -> pd.DataFrame:
        shared = {"measure": measure, "period": "2024", "sex": "T", "group": "alla", "policy": "öppen"}
        rows = [
            {"unit": unit, "status": "ok", "source": source, **shared, **_row(value)}
            for unit, value in {**values, "0000": riket}.items()
        ]
        return compare(MEASURES.build(rows), among=grupp, against=["riket"])

    return make


def _row(value: object) -> dict[str, object]:
    if isinstance(value, tuple):
        count, n = value
        return {"count": count, "n": n, "value": 100 * count / n}
    return {"status": value} if isinstance(value, str) else {"value": value}


def _points(figure: Figure) -> dict[int, Line2D]:
    lines = (line for line in figure.axes[0].lines if line.get_marker() in {"o", "D"})
    return {int(line.get_ydata()[0]): line for line in lines}


def _rooms(figure: Figure) -> dict[int, tuple[float, float]]:
    boxes = (patch for patch in figure.axes[0].patches if isinstance(patch, Rectangle))
    return {round(box.get_y() + box.get_height() / 2): (box.get_x(), box.get_x() + box.get_width()) for box in boxes}


def _ends(figure: Figure) -> dict[int, list[float]]:
    """Return where the upright ends of the lines of each row stand."""
    found: dict[int, list[float]] = {}
    for line in figure.axes[0].lines:
        (x, x_), ys = (line.get_xdata(), line.get_ydata()) if len(line.get_xdata()) == 2 else ((0.0, 1.0), [0.0])
        if line.get_zorder() == 1 and x == x_:
            found.setdefault(round(sum(ys) / 2), []).append(float(x))
    return found


def test_rooms_ends_and_points_are_those_of_the_frame(compared: Compare) -> None:
    frame = compared()
    figure, rows = chart_detectable(frame, "U21468"), detectability(frame, "oj.U21468", "2024").set_index("unit")
    brack, rag = rows.loc["2305"], rows.loc["2303"]
    assert _rooms(figure)[1] == pytest.approx((brack["low"], brack["high"]))
    assert _ends(figure)[1] == pytest.approx([brack["found_low"], brack["found_high"]])
    assert _rooms(figure)[4] == pytest.approx((rag["low"], 100))
    assert _ends(figure)[4] == pytest.approx([rag["found_low"]])
    assert _rooms(figure)[3] == (0, 100)
    assert 3 not in _ends(figure)
    points = {at: float(line.get_xdata()[0]) for at, line in _points(figure).items()}
    assert points == pytest.approx({1: 4400 / 61, 3: 100, 4: 1000 / 14, 6: 6000 / 70, 7: 37000 / 402})
    assert {at for at, line in _points(figure).items() if line.get_marker() == "D"} == {1, 7}


def test_rows_stand_in_swedish_order_with_value_and_answers(compared: Compare, texts: Texts) -> None:
    found = texts(chart_detectable(compared(), "U21468"))
    names = [text.split(" ")[0] for text in found if text.split(" ")[0] in NAMES]
    assert names == NAMES
    assert {"Bräcke 72\u00a0% (61\u00a0svar)", "Strömsund 72\u00a0%", "Berg", "riket 86\u00a0%"} <= set(found)


def test_the_smallest_difference_is_rounded_up_and_one_that_cannot_be_seen_says_so(
    compared: Compare, texts: Texts
) -> None:
    frame = compared()
    smallest = detectability(frame, "oj.U21468", "2024").set_index("unit")["smallest"]
    found = texts(chart_detectable(frame, "U21468"))
    for unit in ("2303", "2305", "2321", "2380"):
        assert f"minst {np.ceil(smallest[unit]):.0f} procentenheter" in found
    assert found.count("ingen skillnad kan synas") == 1
    assert sum(text.startswith("minst") for text in found) == 4


def test_tiny_differences_keep_a_decimal(compared: Compare, texts: Texts) -> None:
    found = texts(chart_detectable(compared({"2380": (150_000, 200_000)}, riket=75.01234), "U21468"))
    assert any(text.startswith("minst 0,") and text.endswith("procentenheter") for text in found)


def test_hidden_missing_and_untested_rows_say_why(compared: Compare, texts: Texts) -> None:
    found = texts(chart_detectable(compared(), "U21468"))
    assert f"..\u00a0\u00a0{HIDDEN}" in found
    assert "–\u00a0\u00a0kommunen har inte besvarat frågan" in found
    assert "prövas inte, se nedan" in found
    untested = "Prövas inte – Strömsund 72\u00a0%: antalet svar saknas i källan, så slumpens betydelse kan inte bedömas"
    assert untested in found


def test_the_table_is_the_frame(compared: Compare) -> None:
    frame = compared()
    table = draw_detectable(frame, HOME_CARE).table
    row = detectability(frame, "oj.U21468", "2024").set_index("unit").loc["2305"]
    cells = {line[0].text: line for line in table.rows}
    assert list(cells) == [*NAMES, "riket"]
    numbers = [cells["Bräcke"][at].number for at in range(1, 7)]
    assert numbers == pytest.approx([61, 4400 / 61, row["low"], row["high"], row["found_low"], row["found_high"]])
    assert cells["Bräcke"][7].number == np.ceil(row["smallest"])
    assert cells["Krokom"][7].text == "Ingen skillnad kan synas"
    assert [cell.text for cell in cells["Härjedalen"][3:]] == ["–"] * 6
    assert cells["Strömsund"][8].text.startswith("Antalet svar saknas")
    assert HIDDEN in table.note
    assert all(len(line) == len(table.columns) for line in table.rows)


def test_alt_text_tells_the_smallest_and_the_largest_difference(compared: Compare) -> None:
    alt = draw_detectable(compared(), HOME_CARE).alt
    assert alt.startswith(
        "Remsdiagram: vilka skillnader mot riket som kan upptäckas, Hemtjänst, nöjda totalt i 8 kommuner"
    )
    assert "Östersund 92\u00a0% (402\u00a0svar) minst 6 procentenheter" in alt
    assert "Ragunda 71\u00a0% (14\u00a0svar) minst 37 procentenheter" in alt
    assert "Krokom: ingen skillnad kan synas" in alt
    assert "Bräcke tydligt sämre och Östersund tydligt bättre" in alt
    assert f"Härjedalen ({HIDDEN})" in alt


def test_title_and_reading_aid(compared: Compare) -> None:
    chart = draw_detectable(compared(), HOME_CARE)
    assert chart.title == "Hemtjänst, nöjda totalt: hur stor måste skillnaden mot riket vara för att synas?"
    sentences = chart.reading.removeprefix("Så läser du diagrammet: ").rstrip(".").split(". ")
    assert len(sentences) <= 4
    assert max(len(sentence.split()) for sentence in sentences) <= 25
    assert "8 gånger av 10" in chart.reading


def test_nothing_of_a_hidden_figure_gets_out(compared: Compare, texts: Texts) -> None:
    frame = compared()
    for name, number in {"value": 37.5, "low": 13.7, "high": 69.4, "n": 8, "count": 3}.items():
        frame.loc[frame["unit"] == "2361", name] = number
    chart = draw_detectable(frame, HOME_CARE)
    cells = [cell.text for row in chart.table.rows for cell in row]
    written = " ".join([*texts(chart.figure), chart.alt, chart.reading, *cells])
    assert not any(trace in written for trace in ("37,5", "38\u00a0%", "(8\u00a0svar)", "13,7", "69,4"))
    assert 2 not in {**_points(chart.figure), **_rooms(chart.figure), **_ends(chart.figure)}


def test_marks_and_source_stand_in_the_picture(compared: Compare, texts: Texts) -> None:
    frame = compared(source="exempel:a.xlsx#12345678")
    chart = draw_detectable(frame, HOME_CARE, setting=Setting(marks=("UTKAST",), source_line="Källa: x."))
    found = texts(chart.figure)
    assert set(found[:2]) == {SYNTHETIC_MARK, "UTKAST"}
    assert found[-1] == "Källa: x."
    assert SYNTHETIC_MARK in chart.alt


def test_wrong_frames_are_refused_in_swedish(compared: Compare) -> None:
    frame = compared()
    with pytest.raises(DataError, match="riket saknas"):
        chart_detectable(frame.assign(reference_kind="lan"), "U21468")
    with pytest.raises(DataError, match="rader om personer"):
        chart_detectable(frame.assign(policy="ebp_personal"), "U21468")
    with pytest.raises(DataError, match="är ingen andel"):
        chart_detectable(compared({"2305": 6000.0}, measure="oj.N01951"), "N01951")
    with pytest.raises(DataError, match="riket har inget värde"):
        chart_detectable(compared(riket="saknas"), "U21468")
    with pytest.raises(DataError, match='formatet "affisch"'):
        chart_detectable(frame, "U21468", sheet="affisch")


@settings(max_examples=30, deadline=None)
@given(
    figures=st.lists(FIGURE, min_size=1, max_size=15),
    riket=st.integers(1, 999).map(lambda tenths: tenths / 10),
    sheet=st.sampled_from(Sheet),
)
def test_every_row_is_there_and_no_text_is_cut(
    compared: Compare,
    crowding: Callable[[Figure], list[str]],
    *,
    figures: list[object],
    riket: float,
    sheet: Sheet,
) -> None:
    values = dict(zip(SKARABORG.members, figures, strict=False))
    frame = compared(values, riket=riket, grupp=SKARABORG)
    chart = draw_detectable(frame, HOME_CARE, setting=Setting(marks=(SYNTHETIC_MARK, "UTKAST"), sheet=sheet))
    assert crowding(chart.figure) == []
    points, rooms = _points(chart.figure), _rooms(chart.figure)
    assert len(points) == len(rooms) == sum(isinstance(value, tuple) for value in figures)
    for at, line in points.items():
        (low, high), x = rooms[at], float(line.get_xdata()[0])
        assert (x < low or x > high) == (line.get_marker() == "D")
    assert len(chart.table.rows) == len(figures) + 1
