import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from oj_analys.stats.multiplicity import adjust

chances = st.lists(st.floats(0, 1), min_size=1, max_size=40)


def test_published_example_of_benjamini_and_hochberg() -> None:
    # Benjamini & Hochberg 1995, JRSS B 57:289, section 3.1: fifteen tests, four kept at q = 0.05, three by Bonferroni.
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    p += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert (adjust(p) <= 0.05).tolist() == [True] * 4 + [False] * 11
    assert (adjust(p, "holm") <= 0.05).tolist() == [True] * 3 + [False] * 12


@pytest.mark.parametrize(("method", "theirs"), [("bh", "fdr_bh"), ("holm", "holm")])
def test_agrees_with_statsmodels(method: str, theirs: str) -> None:
    chance = np.random.default_rng(1)
    for tests in (1, 2, 7, 300):
        p = chance.beta(0.3, 1, tests).round(3)
        np.testing.assert_allclose(adjust(p, method), multipletests(p, method=theirs)[1], atol=1e-12)


@given(chances)
def test_milder_than_holm_milder_than_bonferroni_in_the_same_order(p: list[float]) -> None:
    mild, strict = adjust(p), adjust(p, "holm")
    assert (np.array(p) <= mild).all()
    assert (mild <= strict + 1e-12).all()
    assert (strict <= np.minimum(1, len(p) * np.array(p)) + 1e-12).all()
    assert (np.diff(mild[np.argsort(p)]) >= 0).all()


@pytest.mark.parametrize("method", ["bh", "holm"])
@given(chances, st.integers(0, 40))
def test_a_missing_p_changes_nothing_else(method: str, p: list[float], place: int) -> None:
    with_hole = np.insert(p, min(place, len(p)), np.nan)
    adjusted = adjust(with_hole, method)
    np.testing.assert_array_equal(adjusted[~np.isnan(with_hole)], adjust(p, method))
    assert np.isnan(adjusted).sum() == 1


def test_any_shape_is_one_family() -> None:
    p = np.array([[0.01, 0.04], [0.03, np.nan]])
    np.testing.assert_array_equal(adjust(p).ravel(), adjust(p.ravel()))
    assert p[0, 0] == 0.01
    assert adjust([]).size == 0


def test_faults_are_named_at_once() -> None:
    with pytest.raises(ValueError, match="p lies outside 0 to 1; method is 'by'"):
        adjust([1.2], "by")
