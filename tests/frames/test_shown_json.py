"""The record of what is shown: it reads back as it was written, and any change of it is noticed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oj_analys.domain import DataError, Status
from oj_analys.frames.shown import (
    BlockKind,
    Key,
    Release,
    Shown,
    ShownBlock,
    ShownCell,
    ShownFigure,
    ShownFile,
    ShownMeasure,
    ShownPolicy,
)
from oj_analys.frames.shown_json import from_json, read_release, read_shown, release_text, to_json

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBER = st.none() | st.floats(allow_nan=False, allow_infinity=False)
COUNT = st.integers(0, 10**6)
FIGURES = st.lists(
    st.builds(
        ShownFigure,
        key=st.builds(Key, TEXT, TEXT, TEXT, TEXT, TEXT),
        status=st.sampled_from(Status),
        policy=TEXT,
        decimals=st.integers(0, 3),
        value=NUMBER,
        n=st.none() | COUNT,
        low=NUMBER,
        high=NUMBER,
    ),
    max_size=5,
    unique_by=lambda figure: figure.key,
)
MEASURE = st.builds(
    ShownMeasure,
    id=TEXT,
    statistic=TEXT,
    policy=TEXT,
    population=TEXT,
    part_of=TEXT,
    derived_from=st.just(()) | st.tuples(TEXT, TEXT),
    ends=st.none() | st.tuples(*[st.floats(-9, 9)] * 2),
    title=TEXT,
)
POLICY = st.builds(
    ShownPolicy,
    id=TEXT,
    least=st.dictionaries(TEXT, COUNT, max_size=3),
    decimals=st.dictionaries(TEXT, COUNT, max_size=3),
    cell_least=COUNT,
    n_step=COUNT,
    band=st.floats(0, 1),
    insiders=st.booleans(),
)


@st.composite
def records(draw: st.DrawFn) -> Shown:
    """A record whose blocks name its own figures."""
    figures = tuple(draw(FIGURES))
    keys = st.lists(st.sampled_from([figure.key for figure in figures]), max_size=3) if figures else st.just([])
    block = st.builds(
        ShownBlock,
        kind=st.sampled_from(BlockKind),
        name=TEXT,
        guarded=st.booleans(),
        level=st.integers(0, 6),
        figures=keys.map(tuple),
        cells=st.lists(st.builds(ShownCell, COUNT, COUNT, keys.map(tuple)), max_size=3).map(tuple),
        marks=COUNT,
    )
    return Shown(
        utgava=draw(TEXT),
        sender=draw(TEXT),
        figures=figures,
        measures=tuple(draw(st.lists(MEASURE, max_size=2))),
        policies=tuple(draw(st.lists(POLICY, max_size=2))),
        members=draw(st.dictionaries(TEXT, st.lists(TEXT, max_size=3).map(tuple), max_size=2)),
        files=tuple(draw(st.lists(st.builds(ShownFile, TEXT, st.lists(block, max_size=2).map(tuple)), max_size=2))),
    )


FIGURE = ShownFigure(Key("2380", "ebp.attityder", "2025", "T", "alla"), Status.OK, "ebp_personal", 1, 3.4, 23)
HIDDEN = ShownFigure(Key("2303", "ebp.attityder", "2025", "T", "alla"), Status.SEKRETESS, "ebp_personal", 1)
BLOCK = ShownBlock(BlockKind.TABLE, "Å", guarded=True, cells=(ShownCell(0, 1, (FIGURE.key,)),))
FILE = ShownFile("kommun/are/a.pdf", (BLOCK,))
SHOWN = Shown("2025-06", "FoU", (HIDDEN, FIGURE), files=(FILE,))


@given(records())
def test_a_record_reads_back_as_it_was_written(shown: Shown) -> None:
    data = to_json(shown)
    assert from_json(data) == shown
    assert to_json(from_json(data)) == data


FEW_MEASURES = st.lists(MEASURE, max_size=2).map(tuple)
FEW_POLICIES = st.lists(POLICY, max_size=2).map(tuple)


@given(st.builds(Release, TEXT, TEXT, FIGURES.map(tuple), FEW_MEASURES, FEW_POLICIES, TEXT))
def test_a_release_reads_back_as_it_was_written(release: Release) -> None:
    assert read_release(json.loads(release_text(release))) == release


def test_every_figure_stands_on_a_line_of_its_own_and_a_hidden_one_has_no_number() -> None:
    lines = to_json(SHOWN).decode().splitlines()
    assert '["2303","ebp.attityder","2025","T","alla","sekretess","ebp_personal",1],' in lines
    assert '["2380","ebp.attityder","2025","T","alla","ok","ebp_personal",1,3.4,23]' in lines
    assert '{"slag":"tabell","namn":"Å","personer":true,"celler":[[0,1,1]]}' in lines


@given(st.data())
def test_no_byte_of_it_can_be_changed_unnoticed(data: st.DataObject) -> None:
    whole = to_json(SHOWN)
    place = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[place]))
    with pytest.raises(DataError, match=r"visat\.json: filen är skadad eller ändrad för hand"):
        from_json(whole[:place] + bytes([other]) + whole[place + 1 :])


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", to_json(SHOWN)[:-5], to_json(SHOWN) + b" "])
def test_a_damaged_record_stops(data: bytes) -> None:
    with pytest.raises(DataError, match="skadad"):
        from_json(data)


def test_a_missing_record_stops(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="saknas"):
        read_shown(tmp_path)


def test_a_block_can_only_print_what_is_in_the_record() -> None:
    with pytest.raises(ValueError, match="not in the record"):
        to_json(Shown("2025-06", "FoU", (), files=(FILE,)))


def test_a_number_that_is_none_cannot_be_written() -> None:
    broken = ShownFigure(FIGURE.key, Status.OK, "ebp_personal", 1, float("nan"))
    with pytest.raises(ValueError, match="Out of range"):
        to_json(Shown("2025-06", "FoU", (broken,)))
