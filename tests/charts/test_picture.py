from __future__ import annotations

from collections.abc import Callable

import pytest
from matplotlib.figure import Figure

from oj_analys.charts import lettering, style
from oj_analys.charts.picture import Picture, Words, open_picture
from oj_analys.charts.sheet import NARROW

Texts = Callable[[Figure], list[str]]
Crowding = Callable[[Figure], list[str]]
LONG = "En lång rubrik som säger vad som är funnet och som därför måste delas upp på flera rader för att få plats"


@pytest.fixture
def words() -> Words:
    return Words(LONG, "Procent, 2024.", ("EXEMPELDATA", "UTKAST"), ("", "En not.", "Källa."))


def test_the_sheet_grows_with_its_content(words: Words) -> None:
    with style.settings():
        small, _ = open_picture(Words("Kort", "", (), ()), 1.0, NARROW)
        large, _ = open_picture(words, 2.0, NARROW)
    assert small.get_figwidth() == large.get_figwidth() == NARROW.width
    assert large.get_figheight() > small.get_figheight() + 1


def test_words_stand_above_and_below_the_room(words: Words, texts: Texts, crowding: Crowding) -> None:
    with style.settings():
        picture, top = open_picture(words, 1.0, NARROW)
    found = texts(picture)
    assert found[:2] == ["EXEMPELDATA", "UTKAST"]
    assert " ".join(found[2:4]) == LONG
    assert found[-2:] == ["En not.", "Källa."]
    assert crowding(picture) == []
    heights = {text.get_text(): text.get_position()[1] for text in picture.texts}
    assert heights["Procent, 2024."] > top
    assert heights["En not."] < top - 1.0


def test_a_dollar_sign_is_a_dollar_sign(texts: Texts) -> None:
    with style.settings():
        picture, _ = open_picture(Words(r"$\foo$ kostar $5 och $6", "", (), ()), 0.5, NARROW)
    assert texts(picture) == [r"$\foo$ kostar $5 och $6"]


def test_a_notebook_shows_the_figure_at_its_own_size() -> None:
    with style.settings():
        content, metadata = Picture(NARROW.width, 2.0)._repr_png_()
    assert content.startswith(b"\x89PNG")
    assert metadata == {"width": 643}


@pytest.mark.parametrize(("x", "wrong"), [(6.0, "outside"), (0.2, "overlap")])
def test_crowding_is_noticed(crowding: Crowding, x: float, wrong: str) -> None:
    face = lettering.title()
    with style.settings():
        picture = Picture(NARROW.width, 1.0)
        picture.write(0.1, 0.5, "Hemtjänst, nöjda totalt", face)
        picture.write(x, 0.55, "Bräcke, nöjda totalt", face)
    assert [fault.split(":")[0] for fault in crowding(picture)] == [wrong]
