from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oj_analys import catalog, swedish
from oj_analys.catalog.lookup import spelling
from oj_analys.domain import DataError, Kommun

KOMMUNER = st.sampled_from(catalog.kommuner())
FORMS: st.SearchStrategy[Literal["NFC", "NFD", "NFKC", "NFKD"]] = st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])
LETTERS = "aAzåÅäÖöéü -\u2011\u00a0\u0301\u0308\u030a0/"
CASES: st.SearchStrategy[Callable[[str], str]] = st.sampled_from([str.upper, str.lower, str.title, str.swapcase])
SPACES = st.sampled_from(["", " ", "\u00a0", "\t", "\n"])
HYPHENS = st.sampled_from(["-", "\u2010", "\u2011", "\u2013", " "])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Åre", "2321"),
        ("åre", "2321"),
        ("A\u030are", "2321"),
        ("ÅRE KOMMUN", "2321"),
        ("Åre  kommun ", "2321"),
        ("Bergs kommun", "2326"),
        ("Berg kommun", "2326"),
        ("Borås Stad", "1490"),
        ("Stockholms stad", "0180"),
        ("Upplands-Väsby", "0114"),
        ("upplands väsby", "0114"),
        ("Malung\u2011Sälen", "2023"),
        ("2303", "2303"),
        (" 2303 ", "2303"),
        (2303, "2303"),
        (114, "0114"),
        ("114", "0114"),
        ("0114", "0114"),
        ("Habo", "0643"),
        ("Håbo", "0305"),
        ("Falu kommun", "2080"),
        ("Br\u200bäcke", "2305"),
        ("\ufeffBräcke\u00a0", "2305"),
        ("Öster\u00adsund", "2380"),
        ("2305 Bräcke", "2305"),
        ("2305, Bräcke kommun", "2305"),
        ("Bräcke (2305)", "2305"),
        ("114 Upplands-Väsby", "0114"),
        ("A\u030are kommun 2321", "2321"),
    ],
)
def test_a_kommun_is_found_by_what_people_call_it(text: str | int, code: str) -> None:
    assert catalog.kommun(text).code == code


@given(KOMMUNER, FORMS, CASES, SPACES, HYPHENS)
def test_spelling_never_matters(
    kommun: Kommun, form: Literal["NFC", "NFD", "NFKC", "NFKD"], case: Callable[[str], str], space: str, hyphen: str
) -> None:
    text = space + unicodedata.normalize(form, case(kommun.name.replace("-", hyphen))) + space
    assert catalog.kommun(text) == kommun
    assert catalog.kommun(f"{swedish.genitive(text.strip())} kommun") == kommun


@given(st.text(LETTERS))
def test_spelling_twice_is_spelling_once(text: str) -> None:
    assert spelling(spelling(text)) == spelling(text)


@pytest.mark.parametrize("form", ["{name}", "{genitive}", "{name} kommun", "{genitive} kommun", "{code}"])
def test_no_two_kommuner_share_a_name(form: str) -> None:
    for kommun in catalog.kommuner():
        text = form.format(name=kommun.name, genitive=swedish.genitive(kommun.name), code=kommun.code)
        assert catalog.kommun(text) == kommun


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Bräke", "Menade du Bräcke?"),
        ("Are", "Menade du Åre"),
        ("Östersunds komun", "Menade du Östersund"),
        ("Malung", "du Malung-Sälen?"),
    ],
)
def test_a_near_miss_is_helped(text: str, suggestion: str) -> None:
    with pytest.raises(DataError) as error:
        catalog.kommun(text)
    assert str(error.value).startswith(f'kommun: "{text}" finns inte i katalogen; tillåtet: kod eller namn')
    assert suggestion in str(error.value)


@pytest.mark.parametrize("text", ["", "9999", "0023", "Jämtland", "London", "²", "2305 Åre", "Bräcke (9999)", "Åre kn"])
def test_what_is_no_kommun_is_refused(text: str) -> None:
    with pytest.raises(DataError):
        catalog.kommun(text)


@pytest.mark.parametrize("text", ["../x", "CON", "a/b", "Åre\0", "\x1b[2J", "x" * 300, "Bräcke " * 10_000])
def test_what_could_harm_is_refused_and_shown_harmlessly(text: str) -> None:
    with pytest.raises(DataError) as error:
        catalog.kommun(text)
    assert str(error.value).isprintable()
    assert len(str(error.value)) < 200


@pytest.mark.parametrize("text", ["2304", "2305.5"])
def test_a_wrong_code_is_not_taken_for_another(text: str) -> None:
    with pytest.raises(DataError) as error:
        catalog.kommun(text)
    assert "Menade" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "ident"),
    [
        ("Jämtland", "jamtland"),
        ("jämtlands län", "jamtland"),
        ("JAMTLAND", "jamtland"),
        ("23", "jamtland"),
        ("0023", "jamtland"),
        ("Skaraborg", "skaraborg"),
        ("Jönköping", "jonkoping"),
        ("06", "jonkoping"),
        ("Västra Götaland", "vastra_gotaland"),
        ("vastra_gotaland", "vastra_gotaland"),
        ("Dalarna", "dalarna"),
    ],
)
def test_a_group_is_found_by_what_people_call_it(text: str, ident: str) -> None:
    assert catalog.grupp(text).id == ident


def test_an_unknown_group_is_refused_with_help() -> None:
    with pytest.raises(DataError, match=r"Menade du Skaraborg\?"):
        catalog.grupp("Skarborg")


@pytest.mark.parametrize("text", ["oj.U21468", "U21468", " u21468", "OJ.u21468"])
def test_a_measure_is_found_with_or_without_its_family(text: str) -> None:
    assert catalog.measure(text) is catalog.measures()["oj.U21468"]


def test_an_unknown_measure_is_refused_with_help() -> None:
    with pytest.raises(DataError, match=r'mått: "U21469" finns inte .* Menade du .*oj\.U21468'):
        catalog.measure("U21469")


@pytest.mark.parametrize("text", ["ebp.attityder", " EBP.Attityder", "asi.alkohol.hjalpbehov"])
def test_an_instruments_measure_is_found_by_its_whole_id(text: str) -> None:
    assert catalog.measure(text).id == text.strip().lower()


def test_an_instruments_measure_is_not_found_without_its_instrument() -> None:
    with pytest.raises(DataError):
        catalog.measure("attityder")


@pytest.mark.parametrize("text", ["ebp", "EBP", "EBP-termometern", "ebp termometern"])
def test_an_instrument_is_found_by_id_and_name(text: str) -> None:
    assert catalog.questionnaire(text) is catalog.instruments()["ebp"]
