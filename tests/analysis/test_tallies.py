from collections.abc import Callable

import pandas as pd
import pytest
from scipy.stats import binom

import oj_analys as oj
from oj_analys import catalog
from oj_analys.analysis.comparison import compare
from oj_analys.analysis.signal_lists import signals
from oj_analys.analysis.tallies import tally
from oj_analys.domain import DataError, Direction, Measure, ValueKind
from oj_analys.frames import COMPARED, MEASURES, FrameError

Build = Callable[..., pd.DataFrame]
JAMTLAND = oj.grupp("Jämtland")
RIKET, BRACKE, KROKOM = "0000", "2305", "2309"
ALPHA = catalog.rules().alpha


def _shares(direction: Direction) -> list[str]:
    return sorted(one.id for one in catalog.measures().values() if _is_live_share(one) and one.direction is direction)


def _is_live_share(one: Measure) -> bool:
    return one.kind is ValueKind.ANDEL and one.retired is None and not one.huvudman


UP, NEED = _shares(Direction.UP), _shares(Direction.NONE)[0]


def counted(*frames: pd.DataFrame, year: int | None = None) -> pd.DataFrame:
    compared = compare(MEASURES.build(pd.concat(frames)), among=JAMTLAND, against=["riket"])
    return tally(compared, JAMTLAND, year=year).set_index("unit")


def level(n: int, target: float) -> float:
    """The chance of a flag when nothing differs: the mass of every count with a tail of at most alpha/2."""
    law = binom(n, target)
    return float(
        sum(law.pmf(x) for x in range(n + 1) if law.cdf(x) <= ALPHA / 2 or law.sf(x - 1) <= ALPHA / 2),
    )


def test_tests_flags_and_the_flags_of_chance_are_counted(build: Build) -> None:
    cells = {UP[0]: (44, 61), UP[1]: (52, 61), UP[2]: (10, 61), NEED: (61, 61)}
    row = counted(*(build({RIKET: 86.0, BRACKE: cell}, name) for name, cell in cells.items())).loc[BRACKE]
    assert row[["tested", "flagged", "powerless"]].tolist() == [4, 3, 0]  # the need is flagged, but judges nothing
    assert row["expected"] == pytest.approx(4 * level(61, 0.86))


def test_a_flag_among_many_tests_need_not_hold(build: Build) -> None:
    one, many = (
        build({RIKET: 86.0, BRACKE: (44, 61)}, UP[0]),
        [build({RIKET: 86.0, BRACKE: (52, 61)}, name) for name in UP[1:15]],
    )
    strong = build({RIKET: 86.0, BRACKE: (10, 61)}, UP[15])
    held = [
        counted(*frames).loc[BRACKE, ["flagged", "held"]].tolist()
        for frames in ([one], [one, *many], [one, *many, strong])
    ]
    assert held == [[1, 1], [1, 0], [2, 1]]


def test_what_could_show_nothing_is_counted_and_not_listed(build: Build) -> None:
    measures = MEASURES.build(build({RIKET: 50.0, BRACKE: (0, 5), KROKOM: (0, 6)}))
    compared = compare(measures, among=JAMTLAND, against=["riket"])
    found = tally(compared, JAMTLAND).set_index("unit")
    assert found.loc[[BRACKE, KROKOM], "powerless"].tolist() == [1, 0]
    assert found.loc[[BRACKE, KROKOM], "expected"].tolist() == [0, pytest.approx(2 / 2**6)]
    assert signals(compared, kommun=BRACKE).empty


def test_every_kommun_stands_there_and_the_group_as_one_comes_last(build: Build) -> None:
    found = counted(build({RIKET: 80.0, BRACKE: (20, 40), KROKOM: (62, 80)}))
    assert found.index.tolist() == [*JAMTLAND.members, "0023"]
    assert found["tested"].sum() == 3
    assert found.loc["0023", ["tested", "flagged", "held"]].tolist() == [1, 1, 1]
    assert found.loc["0023", "expected"] == pytest.approx(level(120, 0.8))
    assert found.loc["2380"].tolist() == [0, 0, 0, 0, 0]


def test_old_and_retired_measures_and_older_periods_are_not_counted(build: Build) -> None:
    retired = next(one.id for one in catalog.measures().values() if one.retired and one.kind is ValueKind.ANDEL)
    cells = [(UP[0], "2024"), (UP[0], "2023"), (UP[1], "2021"), (retired, "2024")]
    found = counted(*(build({RIKET: 80.0, BRACKE: (20, 40)}, name, period) for name, period in cells))
    assert found.loc[BRACKE, "tested"] == 1
    frames = [build({RIKET: 80.0, BRACKE: (20, 40)}, name, period) for name, period in cells]
    assert counted(*frames, year=2027).loc[BRACKE, "tested"] == 0


def test_other_frames_and_groups_are_refused(build: Build) -> None:
    compared = compare(build({RIKET: 80.0, BRACKE: (20, 40)}), among=JAMTLAND, against=["riket"])
    with pytest.raises(DataError, match="Skaraborg saknas"):
        tally(compared, oj.grupp("Skaraborg"))
    with pytest.raises(FrameError, match="not a COMPARED frame"):
        tally(build({BRACKE: (20, 40)}), JAMTLAND)
    with pytest.raises(DataError, match="riket saknas"):
        tally(COMPARED.empty(), JAMTLAND)
