"""What the forms look like: twenty pictures of the example county, compared dot by dot.

After a change that is meant, look at the new pictures and write them: set OJ_ANALYS_NYA_BILDER=1 and run this file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

import oj_analys as oj
from oj_analys.charts import style

FOLDER = Path(__file__).parent / "looks"
DPI = 72
MOST = 1.0  # percent of the dots may differ clearly, as edges do between versions of what smooths them
CLEARLY = 48  # of 255
TWINS = ("chart_bars", "chart_changes", "chart_question_matrix")  # look like response_rate, change and answer_matrix
SLIDES = ("chart_overview", "chart_detectable", "chart_developments")
PICTURED = sorted({verb for verb in dir(oj) if verb.startswith("chart_")} - set(TWINS))


@pytest.mark.parametrize("verb", PICTURED)
def test_a_form_looks_as_it_did(verb: str, forms: Mapping[str, Callable[..., Figure]]) -> None:
    drawn = _painted(forms[verb](sheet="bild" if verb in SLIDES else "spalt"))
    file = FOLDER / f"{verb.removeprefix('chart_')}.png"
    if os.environ.get("OJ_ANALYS_NYA_BILDER"):
        FOLDER.mkdir(exist_ok=True)
        drawn.quantize(64).save(file, optimize=True)
        pytest.skip("written anew")
    known = Image.open(file).convert("RGB")
    assert drawn.size == known.size
    assert _share_that_differs(drawn, known) <= MOST


def test_there_are_no_more_than_twenty_pictures() -> None:
    found = {file.stem for file in FOLDER.glob("*.png")}
    assert found == {verb.removeprefix("chart_") for verb in PICTURED}
    assert len(found) <= 20


def test_a_moved_mark_is_noticed(forms: Mapping[str, Callable[..., Figure]]) -> None:
    figure, moved = (forms["chart_dots"](sheet="spalt") for _ in range(2))
    for line in moved.axes[0].lines:
        line.set_xdata(np.asarray(line.get_xdata()) - 8)
    assert _share_that_differs(_painted(figure), _painted(moved)) > MOST


def _painted(figure: Figure) -> Image.Image:
    buffer = BytesIO()
    with style.settings():
        figure.savefig(buffer, format="png", dpi=DPI)
    return Image.open(buffer).convert("RGB")


def _share_that_differs(one: Image.Image, other: Image.Image) -> float:
    apart = np.abs(np.asarray(one, dtype=int) - np.asarray(other, dtype=int)).max(axis=2)
    return float(100 * (apart > CLEARLY).mean())
