from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from oj_analys import catalog
from oj_analys.domain import AnswerState, DataError, Direction, Statistic, ValueKind

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]

FILE = "instruments/ebp.toml"
EBP = catalog.questionnaire("ebp")


def test_the_key_is_that_of_the_fact_sheet() -> None:
    numbers = {subscale.id: [item.nr for item in EBP.items_of(subscale.id)] for subscale in EBP.subscales}
    assert numbers == {
        "kunskap": list(range(1, 11)),
        "attityder": list(range(11, 25)),
        "forutsattningar": list(range(25, 30)),
        "anvandning": list(range(30, 38)),
    }
    assert {item.scale for item in EBP.items if item.subscale == "anvandning"} == {"frekvens"}
    assert {item.scale for item in EBP.items if item.subscale != "anvandning"} == {"instammande"}


def test_only_attitudes_and_conditions_have_reversed_items() -> None:
    assert {item.subscale for item in EBP.items if item.direction == -1} == {"attityder", "forutsattningar"}


def test_labels_are_our_own_and_short() -> None:
    assert all(3 <= len(item.label.split()) <= 7 for item in EBP.items)
    assert len({item.label for item in EBP.items}) == 37


def test_everything_assumed_is_said() -> None:
    assert EBP.assumed
    assert EBP.proviso == "Indelningen i delskalor är preliminär (nyckeln är inte bekräftad)."
    assert not any(item.confirmed for item in EBP.items)
    assert not any(subscale.confirmed for subscale in EBP.subscales)


def test_a_persons_score_needs_four_fifths_of_the_items() -> None:
    assert EBP.least_answered == 0.8


def test_both_scales_go_from_one_to_five_with_a_middle() -> None:
    assert [(scale.low, scale.high, scale.neutral) for scale in EBP.scales] == [(1, 5, 3), (1, 5, 3)]
    agreement, frequency = EBP.scales
    assert [point.label for point in agreement.points] == [
        "Instämmer inte alls",
        "Instämmer inte",
        "Varken eller",
        "Instämmer",
        "Instämmer helt",
    ]
    assert [point.label for point in frequency.points] == ["Aldrig", "Sällan", "Ibland", "Ofta", "Mycket ofta"]


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Vet ej", AnswerState.DONT_KNOW),
        ("Ingen uppfattning", AnswerState.DONT_KNOW),
        ("Inte relevant", AnswerState.NOT_APPLICABLE),
        ("Vill ej svara", AnswerState.REFUSED),
        ("-", AnswerState.BLANK),
    ],
)
def test_non_answers_are_told_apart(word: str, state: AnswerState) -> None:
    assert all(dict(scale.non_answers)[word] is state for scale in EBP.scales)


def test_what_means_different_things_in_different_forms_is_not_guessed() -> None:
    words = {catalog.answer_spelling(word) for scale in EBP.scales for point in scale.points for word in point.words}
    assert "instämmer delvis" not in words


def test_roles_are_the_closed_list() -> None:
    (role,) = EBP.backgrounds
    assert role.id == "roll"
    assert [code for code, _ in role.values] == [
        "chef",
        "handlaggare",
        "omsorgspersonal",
        "leg_personal",
        "utvecklare",
    ]


@pytest.mark.parametrize(
    ("ident", "kind", "statistic", "unit", "decimals"),
    [
        ("svarande", ValueKind.ANTAL, Statistic.ANTAL, "personer", 0),
        ("svarsfrekvens", ValueKind.ANDEL, Statistic.ANDEL, "procent", 0),
        ("attityder", ValueKind.MEDELVARDE, Statistic.MEDEL, "på skalan 1–5", 1),
        ("p37", ValueKind.ANDEL, Statistic.FORDELNING, "procent", 0),
    ],
)
def test_it_makes_its_measures(ident: str, kind: ValueKind, statistic: Statistic, unit: str, decimals: int) -> None:
    measure = catalog.measure(f"ebp.{ident}")
    assert (measure.kind, measure.statistic, measure.unit, measure.decimals) == (kind, statistic, unit, decimals)
    assert (measure.policy, measure.population, measure.area) == ("ebp_personal", "ebp", "ebp")
    assert measure.direction is Direction.NONE


def test_it_makes_no_other_measures() -> None:
    subscales = [f"ebp.{subscale.id}" for subscale in EBP.subscales]
    items = [f"ebp.p{nr:02}" for nr in range(1, 38)]
    assert [one.id for one in EBP.measures] == ["ebp.svarande", "ebp.svarsfrekvens", *subscales, *items]
    assert catalog.measure("ebp.svarsfrekvens").derived_from == ("ebp.svarande",)
    assert not any(one.id.startswith("ebp.") for one in catalog.measures().values())


def test_an_interview_is_no_questionnaire() -> None:
    with pytest.raises(DataError, match='instrument: "asi" finns inte i katalogen; tillåtet: ebp'):
        catalog.questionnaire("asi")


FIRST = '{ nr = 1, text = "Känner till stegen i EBP", delskala = "kunskap", skala = "instammande", riktning = 1,'
HEAD = f"{FILE}, [enkat], [[pastaende]] nr 1: "


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("nr = 1,", "nr = 2,", [f"{FILE}, [enkat]: påståenden som saknas, står flera gånger eller är för många: 1, 2"]),
        (
            "nr = 1,",
            "nr = 38,",
            [f"{FILE}, [enkat]: påståenden som saknas, står flera gånger eller är för många: 1, 38"],
        ),
        ('"kunskap"', '"kunnande"', [f'{HEAD}delskala är "kunnande"; tillåtet: kunskap, attityder']),
        ('"instammande"', '"instamande"', [f'{HEAD}skala är "instamande"; tillåtet: instammande, frekvens']),
        ("riktning = 1", "riktning = 0", [f"{HEAD}riktning är 0; tillåtet: 1, eller -1"]),
        ("riktning = 1", 'riktning = "1"', [f'{HEAD}nyckeln "riktning" är "1"; tillåtet: heltal']),
        ("riktning = 1,", "", [f'{HEAD}nyckeln "riktning" saknas']),
        ("riktning = 1", "rikting = 1", [f'{HEAD}nyckeln "riktning" saknas', f'{HEAD}okänd nyckel "rikting"']),
    ],
)
def test_a_fault_in_the_key_is_named(change: Change, faults: Faults, old: str, new: str, found: list[str]) -> None:
    assert FIRST.count(old) == 1
    change(FILE, FIRST, FIRST.replace(old, new))
    assert [fault[: len(start)] for fault, start in zip(faults(), found, strict=True)] == found


def test_all_faults_of_the_key_come_at_once(change: Change, faults: Faults) -> None:
    change(FILE, "nr = 5,", "nr = 4,")
    change(FILE, FIRST, FIRST.replace("riktning = 1", "riktning = 2"))
    change(FILE, 'id = "anvandning"', 'id = "bruk"')
    change(FILE, "minst_besvarat = 0.8", "minst_besvarat = 80")
    found = "\n".join(faults())
    for fault in (
        "står flera gånger eller är för många: 4, 5",
        "riktning är 2",
        '[[pastaende]] nr 37: delskala är "anvandning"; tillåtet: kunskap, attityder, forutsattningar, bruk',
        'delskalan "bruk" har inga påståenden; tillåtet: minst ett',
        'nyckeln "minst_besvarat" är 80; tillåtet: större än 0 och högst 1',
    ):
        assert fault in found, found


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ("", 'nyckeln "bekraftad_av" saknas'),
        ("", 'nyckeln "bekraftad_den" saknas; tillåtet: datum utan citattecken'),
        ('\nbekraftad_av = "A"\nbekraftad_den = "2025"', 'nyckeln "bekraftad_den" är "2025"; tillåtet: datum'),
    ],
)
def test_what_is_confirmed_says_by_whom_and_when(change: Change, faults: Faults, more: str, fault: str) -> None:
    old = 'namn = "Kunskap om EBP"\nstatus = "antagen"'
    change(FILE, old, old.replace("antagen", "bekräftad") + more)
    assert any(fault in found and "[[delskala]] nr 1 (kunskap)" in found for found in faults()), faults()


def test_the_proviso_goes_only_when_all_is_confirmed(folder: Path) -> None:
    path = folder / FILE
    text, confirmed = path.read_text(encoding="utf-8"), 'status = "bekräftad", bekraftad_av = "A", bekraftad_den = '
    inline, tables = text.replace('status = "antagen" }', f"{confirmed}2025-03-01 }}"), confirmed.replace(", ", "\n")
    path.write_text(inline.replace('status = "antagen"', f"{tables}2025-03-01"), encoding="utf-8")
    assert not catalog.read_catalog(folder).instruments["ebp"].assumed
    path.write_text(inline, encoding="utf-8")
    assert catalog.read_catalog(folder).instruments["ebp"].assumed


def test_a_subscale_keeps_to_scales_of_one_length(change: Change, faults: Faults) -> None:
    change(FILE, 'namn = "Frekvens"\nlagst = 1\nhogst = 5', 'namn = "Frekvens"\nlagst = 1\nhogst = 4')
    change(FILE, '5 = ["Mycket ofta", "Nästan alltid", "Alltid"]\n', "")
    change(FILE, FIRST, FIRST.replace("instammande", "frekvens"))
    assert faults() == [
        f'{FILE}: delskalan "kunskap" blandar skalor av olika längd; tillåtet: skalor med samma lägsta och högsta svar'
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('chef = ["Chef",', 'Chef = ["Chef",', 'svaret har id "Chef"; tillåtet: små bokstäver a–z'),
        ('"Utvecklare", ', '"CHEF", ', '"CHEF" står för både chef och utvecklare; tillåtet: en betydelse'),
        ('id = "roll"', 'id = "roll;kön"', 'bakgrunden har id "roll;kön"; tillåtet: små bokstäver a–z'),
    ],
)
def test_a_fault_in_a_background_is_named(change: Change, faults: Faults, old: str, new: str, fault: str) -> None:
    change(FILE, old, new)
    assert len(faults()) == 1
    assert fault in faults()[0]
