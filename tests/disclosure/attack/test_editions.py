"""Two editions: whoever came or went between them, and what the one hides and the other does not."""

from collections.abc import Callable

import pytest

from oj_analys.disclosure.attack import BreachKind, breaches
from oj_analys.frames.shown import Register, Shown, ShownFigure

Maker = Callable[..., ShownFigure]
County = Callable[..., list[ShownFigure]]

LAN = "0023"
H = ".."


def kinds(shown: Shown, register: Register) -> set[tuple[str, BreachKind]]:
    return {(one.key.unit, one.kind) for one in breaches(shown, register)}


@pytest.mark.parametrize(
    ("before", "after", "kind"), [(60, 61, True), (61, 60, True), (60, 60, False), (60, 67, False)]
)
def test_one_respondent_more_or_less_is_a_group(
    figure: Maker,
    shown: Callable[..., Shown],
    register: Callable[..., Register],
    before: int,
    after: int,
    kind: bool,  # noqa: FBT001
) -> None:
    old, new = (figure(LAN, 3.0, n, measure="medel") for n in (before, after))
    assert kinds(shown([new]), register([old])) == ({(LAN, BreachKind.GRUPP)} if kind else set())


def test_another_value_of_as_many_is_somebody_who_changed(
    figure: Maker, shown: Callable[..., Shown], register: Callable[..., Register]
) -> None:
    old, new = (figure(LAN, value, 60, measure="medel") for value in (3.0, 3.1))
    assert kinds(shown([new]), register([old])) == {(LAN, BreachKind.GRUPP)}


def test_the_change_of_a_county_minus_that_of_its_kommuner(
    county: County, shown: Callable[..., Shown], register: Callable[..., Register]
) -> None:
    old = county(200, (20, 20, 20, 20, 20, 20, H, H))
    assert kinds(shown(county(230, (30, 30, 20, 20, 20, 20, H, H))), register(old)) == set()
    assert kinds(shown(county(223, (30, 30, 20, 20, 20, 20, H, H))), register(old)) == {(LAN, BreachKind.GRUPP)}


def test_the_change_of_a_county_minus_a_kommun_that_was_not_there_before(
    county: County, shown: Callable[..., Shown], register: Callable[..., Register]
) -> None:
    old = county(200, (20, 20, 20, 20, 20, 20, H, H))[:-2]
    before = [figure for figure in old if figure.key.unit != "2321"]
    assert kinds(shown(county(223, (20, 20, 20, 20, 20, 20, H, H))), register(before)) == {(LAN, BreachKind.GRUPP)}
    assert kinds(shown(county(240, (20, 20, 20, 20, 20, 20, H, H))), register(before)) == set()


def test_a_count_that_was_printed_before_is_still_known(
    county: County, shown: Callable[..., Shown], register: Callable[..., Register]
) -> None:
    new = county(200, (20, 20, 20, 20, 20, 20, H, H))
    old = county(H, (20, 20, 20, 20, 20, 20, 50, H))
    assert kinds(shown(new), register()) == set()
    assert kinds(shown(new), register(old)) == {("2380", BreachKind.EXAKT)}


def test_every_earlier_edition_counts(
    figure: Maker, shown: Callable[..., Shown], register: Callable[..., Register]
) -> None:
    first, second, now = ([figure(LAN, 3.0, n, measure="medel")] for n in (60, 50, 61))
    assert kinds(shown(now), register(first, second)) == {(LAN, BreachKind.GRUPP)}
    assert kinds(shown(now), register(second)) == set()


def test_figures_of_persons_who_have_changed_since_tell_nothing_together(
    county: County, shown: Callable[..., Shown], register: Callable[..., Register]
) -> None:
    old = county(H, (20, 20, 20, 20, 20, 20, 90, H))
    assert kinds(shown(county(200, (20, 20, 20, 20, 20, 20, H, H))), register(old)) == set()
