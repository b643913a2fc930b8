from dataclasses import replace

import pytest

from oj_analys import catalog
from oj_analys.disclosure.guard import guards
from oj_analys.domain import DataError, Statistic


def test_means_and_answers_have_the_ends_of_their_scale() -> None:
    found = guards({"ebp.attityder": False, "ebp.svarande": True, "ebp.p01": False}, {}, None)
    assert found["ebp.attityder"].ends == (1, 5)
    assert found["ebp.svarande"].ends is found["ebp.p01"].ends is None
    assert found["ebp.p01"].scale == (1, 5)
    assert {guard.population for guard in found.values()} == {"ebp"}


def test_an_own_measure_comes_before_the_catalogue() -> None:
    own = replace(catalog.measure("ebp.attityder"), policy="asi_klient")
    assert guards({own.id: False}, {own.id: own}, None)[own.id].least == 10


def test_a_near_name_is_another_measure() -> None:
    with pytest.raises(DataError) as error:
        guards({"EBP.Attityder": False, "U21468": False}, {}, None)
    assert len(error.value.problems) == 2


def test_the_stricter_of_two_policies_holds_for_every_statistic() -> None:
    staff, clients = catalog.policy("ebp_personal"), catalog.policy("asi_klient")
    both = guards({"ebp.attityder": False}, {}, "asi_klient")["ebp.attityder"].policy
    assert both.id == "asi_klient"
    for statistic in Statistic:
        assert both.least[statistic] == max(staff.least[statistic], clients.least[statistic])
        assert both.decimals[statistic] == min(staff.decimals[statistic], clients.decimals[statistic])


def test_a_policy_that_adds_nothing_does_not_give_its_name() -> None:
    assert guards({"ebp.attityder": False}, {}, "ebp_personal")["ebp.attityder"].policy.id == "ebp_personal"


def test_an_open_measure_is_guarded_only_if_a_policy_is_named() -> None:
    assert guards({"oj.U21468": False}, {}, None) == {}
    assert guards({"oj.U21468": False}, {}, "asi_klient")["oj.U21468"].policy.id == "asi_klient"
