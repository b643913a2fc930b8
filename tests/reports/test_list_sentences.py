import pytest

from oj_analys import catalog
from oj_analys.domain import SignalRule
from oj_analys.reports.list_sentences import brief_closer, shared_sentences
from oj_analys.reports.listed import Listed
from oj_analys.reports.sentences.facts import kommun_place

JAMTLAND, BRACKE = catalog.grupp("Jämtland"), kommun_place("Bräcke")
OF_GROUP = (SignalRule.GEMENSAM, SignalRule.KAN_BERATTA)
OF_KOMMUN = (SignalRule.ANDRAT_SVAR, SignalRule.NEJ_MOT_JA, SignalRule.YTTRE_FJARDEDEL)


def line_by(rule: SignalRule, riket: float | None = 80.0) -> Listed:
    return Listed(
        measure=catalog.measure("oj.U37488"), rule=rule, place=1, first_page=True, period="2025", value=0.0, low=None,
        high=None, n=None, reference=riket, position=None, difference=None, p=None, q=None, earlier_period="2024",
        earlier_value=1.0, change=None, units=("2305",), other_units=(), of=8,
    )  # fmt: skip


@pytest.mark.parametrize("rule", [SignalRule.MOT_RIKET, *OF_GROUP])
def test_a_rule_that_is_none_of_a_kommuns_has_no_words_there(rule: SignalRule) -> None:
    with pytest.raises(ValueError, match=rule):
        brief_closer(line_by(rule), None, BRACKE, JAMTLAND)


@pytest.mark.parametrize("rule", [SignalRule.MOT_RIKET, *OF_KOMMUN])
def test_a_rule_that_is_none_of_a_groups_has_no_words_there(rule: SignalRule) -> None:
    with pytest.raises(ValueError, match=rule):
        shared_sentences(line_by(rule), JAMTLAND)


def test_a_no_where_most_say_yes_is_not_told_without_riket() -> None:
    assert brief_closer(line_by(SignalRule.NEJ_MOT_JA), None, BRACKE, JAMTLAND) == (
        "Nej 2025. I riket svarar 80 procent av kommunerna Ja."
    )
    with pytest.raises(ValueError, match="without riket"):
        brief_closer(line_by(SignalRule.NEJ_MOT_JA, riket=None), None, BRACKE, JAMTLAND)
