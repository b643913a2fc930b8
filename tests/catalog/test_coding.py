from __future__ import annotations

from collections.abc import Callable

import pytest

from oj_analys import catalog
from oj_analys.domain import ValueKind

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]
Labels = dict[float, str]

YES_NO: Labels = {1: "Ja", 0: "Nej"}
YES_NO_2: Labels = {1: "Ja", 2: "Nej"}
PARTLY: Labels = {2: "Ja", 1: "Delvis", 0: "Nej"}


@pytest.mark.parametrize(
    ("ident", "period", "labels", "yes"),
    [
        ("U37488", "2024", YES_NO, 1),
        ("U37490", "2024", YES_NO, 1),  # the source's own title is malformed
        ("U28553", "2023", PARTLY, 2),
        ("U21548", "2023", {2: "Ja", 1: "Nej, men fattat beslut", 0: "Nej"}, 2),
        ("U30437", "2023", {2: "Ja", 1: "Ja, med vissa", 0: "Nej"}, 2),
        # Nej = 2 is worse than Ja = 1; two of the three were Nej = 0 before.
        ("U30426", "2024", YES_NO, 1),
        ("U30426", "2025", YES_NO_2, 1),
        ("U30427", "2024", YES_NO, 1),
        ("U30427", "2025", YES_NO_2, 1),
        ("N30466", "2025", YES_NO_2, 1),
        # The scale was changed in 2018.
        ("U28462", "2017", YES_NO, 1),
        ("U28462", "2018", PARTLY, 2),
        ("U31490", "2017", YES_NO, 1),
        ("U31490", "2018", PARTLY, 2),
        # Higher is faster.
        ("U31467", "2023", {1: "Max 14 dagar", 0: "15 dagar eller mer"}, 1),
        ("U35537", "2024", {3: "Inom 3 dagar", 2: "4–7 dagar", 1: "8–14 dagar", 0: "Mer än 15 dagar"}, 3),
        ("U30446", "2024", {2: "Överskott", 1: "Balans", 0: "Underskott"}, 1),
    ],
)
def test_coding_of_a_period(ident: str, period: str, labels: Labels, yes: float) -> None:
    coding = catalog.measure(ident).coding(period)
    assert coding is not None
    assert (dict(coding.labels), coding.yes) == (labels, yes)


@pytest.mark.parametrize(("ident", "codes"), [("U21553", [5, 4, 3, 2, 1, 0]), ("U31900", [1, 2, 3, 4, 5, 6, 7, 8])])
def test_long_scales_keep_their_order(ident: str, codes: list[float]) -> None:
    (coding,) = catalog.measure(ident).codings
    assert [code for code, _ in coding.labels] == codes


def test_new_answers_are_a_break_and_new_codes_for_the_same_answers_are_none() -> None:
    breaks = {measure.source_id: measure.breaks for measure in catalog.measures().values() if measure.breaks}
    assert breaks == {"U28462": (2018,), "U31490": (2018,)}


def test_yes_no_questions_have_a_yes_and_a_no() -> None:
    questions = [measure for measure in catalog.measures().values() if measure.kind is ValueKind.JA_NEJ]
    for coding in (coding for measure in questions for coding in measure.codings):
        assert [text for _, text in coding.labels] == ["Ja", "Nej"]
        assert coding.label(coding.yes) == "Ja"


FILE = "indicators/lss.toml"
EARLIER = '[[matt.kodning]]\ntill = 2017\nja = 1\nsvar = { 1 = "Ja", 0 = "Nej" }\n'


@pytest.mark.parametrize(
    ("new", "fault"),
    [
        (EARLIER.replace("2017", "2018"), "(U28462): två kodningar överlappar (till 2018 och från 2018); tillåtet: en"),
        (EARLIER.replace("till = 2017\n", ""), "(U28462): två kodningar överlappar (till nu och från 2018)"),
        (EARLIER.replace("2017", "2015"), "(U28462): ingen kodning mellan 2015 och 2018"),
        (EARLIER.replace("ja = 1", "ja = 3"), '(U28462), [[kodning]] nr 1: "ja" är 3; tillåtet: 1, 0'),
        (EARLIER.replace("ja = 1", 'ja = "Ja"'), '(U28462), [[kodning]] nr 1: nyckeln "ja" är "Ja"; tillåtet: tal'),
        (EARLIER.replace("ja = 1\n", ""), '(U28462), [[kodning]] nr 1: nyckeln "ja" saknas'),
        (
            EARLIER.replace("till", "fran = 2020\ntill"),
            '(U28462), [[kodning]] nr 1: "fran" 2020 är senare än "till" 2017',
        ),
        (EARLIER.replace(', 0 = "Nej"', ""), "(U28462), [[kodning]] nr 1, [svar]: bara ett svar; tillåtet: minst två"),
        (EARLIER.replace('"Nej"', '"Ja"'), '(U28462), [[kodning]] nr 1, [svar]: svaret "Ja" har flera koder'),
        (EARLIER.replace("0 =", "nej ="), '(U28462), [[kodning]] nr 1, [svar]: koden är "nej"; tillåtet: ett heltal'),
        (EARLIER.replace('"Nej"', "0"), '(U28462), [[kodning]] nr 1, [svar]: nyckeln "0" är 0; tillåtet: text'),
        (
            EARLIER.replace("till", "tom"),
            '(U28462), [[kodning]] nr 1: okänd nyckel "tom"; tillåtet: svar, fran, till, ja',
        ),
    ],
)
def test_a_fault_in_a_coding_is_named(change: Change, faults: Faults, new: str, fault: str) -> None:
    change(FILE, EARLIER, new)
    assert any(fault in found for found in faults()), faults()


def test_a_break_of_a_question_stands_in_its_codings_only(change: Change, faults: Faults) -> None:
    change(FILE, EARLIER, f"brott = [2018]\n{EARLIER}")
    (fault,) = faults()
    action = "inget: en ny skala syns på kodningens svar. Ta bort den."
    assert fault.endswith(f'(U28462): nyckeln "brott" ska inte stå här; tillåtet: {action}')


def test_the_full_yes_is_the_best_answer_where_there_is_one(change: Change, faults: Faults) -> None:
    change(FILE, EARLIER, EARLIER.replace("ja = 1", "ja = 0"))
    (fault,) = faults()
    assert fault.endswith('(U28462): "ja" är 0; tillåtet: 1, koden för det bästa svaret, som står först')


def test_a_coding_on_a_share_is_refused(change: Change, faults: Faults) -> None:
    change(FILE, '[[matt]]\nid = "N28143"', f'{EARLIER}[[matt]]\nid = "N28143"')
    where = "indicators/lss.toml, [[matt]] nr 1 (N28140)"
    assert faults() == [f"{where}: slaget andel har kodning; tillåtet: kodning bara för slagen ja_nej och ordinal"]
