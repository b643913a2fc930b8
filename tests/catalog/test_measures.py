"""The catalogue's own rules, over every measure of every area."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from oj_analys import catalog
from oj_analys.domain import Area, Direction, Measure, ValueKind

MEASURES = tuple(catalog.measures().values())
JUDGED = (Direction.UP, Direction.DOWN)
FEWEST = 150
LAST_YEAR = 2025
WORDS_OF_PRAISE_OR_BLAME = re.compile(
    r"\b(bra|bättre|bäst\w*|god\w*|gott|trygg\w*|dålig\w*|sämre|sämst\w*|brist\w*|miss\w*|tyvärr)\b", re.IGNORECASE
)
USER_SURVEY = "Svarande"


def _of(area: Area) -> list[Measure]:
    return [measure for measure in MEASURES if measure.area == area.id]


def _ids(found: list[Measure]) -> list[str]:
    return [measure.source_id for measure in found]


def test_the_catalogue_is_wide() -> None:
    assert len(MEASURES) >= FEWEST


@pytest.mark.parametrize("area", catalog.areas(), ids=lambda area: area.id)
class TestArea:
    def test_it_has_live_and_retired_measures(self, area: Area) -> None:
        live = [one for one in _of(area) if one.in_kolada and one.retired is None]
        assert 0 < len(live) < len(_of(area))

    def test_it_has_measures_that_judge_and_questions(self, area: Area) -> None:
        assert any(one.direction in JUDGED for one in _of(area))
        assert any(one.kind.is_answer for one in _of(area))


@pytest.mark.parametrize(
    "area", ["ekonomiskt_bistand", "barn_unga", "missbruk", "vald", "lss", "socialpsykiatri", "aldreomsorg", "hsl"]
)
def test_an_area_tells_the_need_beside_what_is_done(area: str) -> None:
    assert any(one.direction is Direction.NONE for one in _of(catalog.area(area)))


def test_every_direction_has_a_reason_in_a_sentence() -> None:
    assert not _ids([one for one in MEASURES if not re.fullmatch(r"[A-ZÅÄÖ].*[^.]\.", one.direction_reason)])


def test_the_reason_of_a_need_neither_praises_nor_blames() -> None:
    needs = [one for one in MEASURES if one.direction is Direction.NONE]
    assert needs
    assert not _ids([one for one in needs if WORDS_OF_PRAISE_OR_BLAME.search(one.direction_reason)])


def test_every_figure_that_can_be_compared_says_what_difference_matters() -> None:
    for measure in MEASURES:
        counted = measure.kind.is_answer or measure.kind is ValueKind.ANTAL
        assert counted or (measure.relevant is not None and measure.relevant > 0), measure.id
        if measure.kind is ValueKind.ANDEL and measure.relevant is not None:
            assert measure.relevant <= 10, measure.id


def test_the_best_answer_stands_first_and_the_worst_last() -> None:
    for measure in (one for one in MEASURES if one.kind.is_answer and one.direction in JUDGED):
        for coding in measure.codings:
            labels = [label for _, label in coding.labels]
            assert coding.label(coding.yes) == labels[0], measure.id
            assert "Nej" not in labels[:-1], measure.id


def test_an_answer_that_does_not_say_what_is_good_judges_nothing() -> None:
    """Surplus and deficit, and flags on the data, are in no order from good to bad."""
    for measure in MEASURES:
        labels = {label for coding in measure.codings for _, label in coding.labels}
        if "Underskott" in labels or "färre än 30" in measure.title:
            assert measure.direction is Direction.CONTEXT, measure.id


def test_every_figure_that_judges_is_spoken_of_in_its_own_words() -> None:
    without = [
        one
        for one in MEASURES
        if one.direction in JUDGED and not one.kind.is_answer and not (one.phrases.clause and one.phrases.part)
    ]
    assert not _ids(without)


def test_phrases_are_short_and_whole_sentences_stay_readable() -> None:
    for measure in (one for one in MEASURES if one.phrases.clause):
        sentence = (
            f"I Härjedalen {measure.phrases.clause.replace('{varde}', '1 234,5 enheter')} (1 234 svar, 2022–2024)."
        )
        assert len(sentence.split()) <= 25, measure.id
        assert len(measure.phrases.part.split()) <= 8, measure.id


def test_words_hold_no_id_no_sign_and_no_official_name() -> None:
    for measure in MEASURES:
        text = f"{measure.title} {measure.phrases.clause} {measure.phrases.part} {measure.phrases.things}"
        assert not re.search(r"[NU]\d{5}|%|lägeskommun|Brukarbedömning|Enhetsundersökning", text), measure.id


def test_titles_tell_measures_apart_whatever_the_case() -> None:
    times = Counter(measure.title.casefold() for measure in MEASURES)
    assert times.most_common(1)[0][1] == 1


def test_survey_questions_to_kommuner_are_never_by_sex() -> None:
    assert not _ids([one for one in MEASURES if one.kind.is_answer and one.by_sex])


def test_what_is_gone_is_marked_and_lies_in_the_past() -> None:
    gone = [one for one in MEASURES if not one.in_kolada]
    stopped = [one for one in MEASURES if one.retired is not None]
    assert len(gone) >= 20
    assert len(stopped) >= 10
    assert all(one.retired is not None and one.retired <= LAST_YEAR for one in stopped)


def test_shares_that_users_answer_tell_how_many_answered() -> None:
    counts = [one for one in MEASURES if one.kind is ValueKind.ANTAL and one.title.startswith(USER_SURVEY)]
    counted = {one.n_from for one in MEASURES}
    assert not _ids([one for one in counts if one.id not in counted])


def test_a_share_with_a_number_of_answers_is_one_of_persons() -> None:
    for measure in (one for one in MEASURES if one.n_from is not None):
        assert (measure.kind, measure.unit) == (ValueKind.ANDEL, "procent"), measure.id


def test_few_entries_are_unverified() -> None:
    unverified = [one for one in MEASURES if not one.verified]
    assert 0 < len(unverified) <= len(MEASURES) / 10
