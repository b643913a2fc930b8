from __future__ import annotations

from collections.abc import Callable

import pytest

from oj_analys import catalog
from oj_analys.domain import Direction, ValueKind

Change = Callable[[str, str, str], None]
Faults = Callable[[], list[str]]

AREAS = {
    "ekonomiskt_bistand": "N31807 N31814 U31402 U31404 U31505 U31804 U31809 U31900 U31467 U31491",
    "barn_unga": "N33816 U33401 U33580 U33816 U33546",
    "missbruk": "N35805 U35537 U35543 U35548 U35513",
    "vald": "U30750 U30752 U28125 U37488 U37490",
    "lss": "N28140 N28143 U28129 U28532 U33620 U28462 U28660",
    "socialpsykiatri": "U28475 U28490 U28500 U28553",
    "aldreomsorg": "U21468 U23471 U21449 U01421 U20443 U23495 N23590 U21548 U21553",
    "hemloshet": "U30426 N30466 U30428 U30437",
    "hsl": "N20580 U23418 U74457 N21900 U74447 U74460",
    "ovrigt": "N20402 U30446 N01951 U26405",
}


def test_areas_stand_in_their_order() -> None:
    assert [area.id for area in catalog.areas()] == list(AREAS)
    assert [area.order for area in catalog.areas()] == list(range(1, 11))


@pytest.mark.parametrize("area", AREAS)
def test_an_area_has_its_measures(area: str) -> None:
    found = {measure.source_id for measure in catalog.measures().values() if measure.area == area}
    assert set(AREAS[area].split()) <= found


@pytest.mark.parametrize(
    ("ident", "direction"),
    [
        # The traps: low is good among satisfaction questions and training levels.
        ("U21449", Direction.DOWN),
        ("U01421", Direction.DOWN),
        ("N28143", Direction.DOWN),
        # Needs and volumes.
        ("N33816", Direction.NONE),
        ("U30750", Direction.NONE),
        ("U30752", Direction.NONE),
        ("N31807", Direction.NONE),
        ("N35805", Direction.NONE),
        # What only helps to read the rest.
        ("N23590", Direction.CONTEXT),
        ("N21900", Direction.CONTEXT),
        ("U31900", Direction.CONTEXT),
        ("U30446", Direction.CONTEXT),
        ("N01951", Direction.CONTEXT),
        # The ordinary case.
        ("U21468", Direction.UP),
        ("U30426", Direction.UP),
        ("N20402", Direction.DOWN),
        # Never afraid is good, often afraid is not; so with help that staff give and with bad days that are counted.
        ("U28523", Direction.UP),
        ("U28585", Direction.DOWN),
        ("U28575", Direction.DOWN),
        ("U23450", Direction.DOWN),
        ("U23481", Direction.DOWN),
        ("N20501", Direction.DOWN),
        # Many staff, long waits, many medicines, many temporary posts.
        ("U21401", Direction.DOWN),
        ("U23401", Direction.DOWN),
        ("U23420", Direction.DOWN),
        ("N20201", Direction.DOWN),
        ("N20206", Direction.UP),
        # How many get help, and what it costs.
        ("N21701", Direction.NONE),
        ("N28892", Direction.NONE),
        ("N20900", Direction.CONTEXT),
        ("N23591", Direction.CONTEXT),
        ("U23593", Direction.CONTEXT),
    ],
)
def test_direction(ident: str, direction: Direction) -> None:
    assert catalog.measure(ident).direction is direction


@pytest.mark.parametrize(
    ("ident", "kind", "unit", "by_sex"),
    [
        ("U21468", ValueKind.ANDEL, "procent", True),
        ("U31402", ValueKind.MEDELVARDE, "dagar", True),
        ("U31403", ValueKind.MEDIAN, "dagar", True),
        ("N33816", ValueKind.KVOT, "per 1 000 invånare", True),
        ("U30750", ValueKind.KVOT, "per 10 000 invånare", False),
        ("N20402", ValueKind.KVOT, "per 100 000 invånare", True),
        ("N01951", ValueKind.ANTAL, "invånare", True),
        ("U23463", ValueKind.ANDEL, "procent", False),
        ("U23461", ValueKind.ANDEL, "procent", True),
        ("U26498", ValueKind.ANTAL, "svar", True),
        ("U21401", ValueKind.MEDELVARDE, "personer", True),
        ("N28018", ValueKind.INDEX, "procent", False),
        ("U37488", ValueKind.JA_NEJ, "svar", False),
    ],
)
def test_kind_unit_and_sex(ident: str, kind: ValueKind, unit: str, *, by_sex: bool) -> None:
    measure = catalog.measure(ident)
    assert (measure.kind, measure.unit, measure.by_sex) == (kind, unit, by_sex)


@pytest.mark.parametrize(
    ("ident", "sister"),
    [
        ("U31505", "U31903"),
        ("U33580", "U33904"),
        ("U35543", "U35901"),
        ("U28533", "U33960"),
        ("U28518", "U33964"),
        ("U28525", "U33966"),
        ("U28619", "U33965"),
        ("U26495", "U26498"),
        ("U26420", "U33963"),
        ("U26413", "U33961"),
        ("U26427", "U33962"),
        ("U21467", "U23592"),
        ("U23464", "U23594"),
    ],
)
def test_the_number_of_answers_stands_in_a_sister(ident: str, sister: str) -> None:
    count = catalog.measures()[f"oj.{sister}"]
    assert catalog.measure(ident).n_from == count.id
    assert (count.kind, count.direction) == (ValueKind.ANTAL, Direction.CONTEXT)


def test_the_number_of_answers_may_stand_in_the_workbook() -> None:
    found = {measure.source_id: measure.n_from for measure in catalog.measures().values() if measure.n_in_workbook}
    assert found == dict.fromkeys(("U21468", "U23471", "U21449", "U01421"))


def test_falls_are_means_of_three_years_and_two_measures() -> None:
    assert {measure.source_id: measure.years for measure in catalog.measures().values() if measure.years != 1} == {
        "N20402": 3,
        "N20434": 3,
    }


@pytest.mark.parametrize(
    ("ident", "retired", "in_kolada"),
    [
        ("U21468", None, True),
        ("U23495", 2023, True),
        ("U28575", 2024, True),
        ("U74454", 2023, True),
        ("U28439", 2021, False),
        ("U28462", None, False),
    ],
)
def test_only_a_stated_last_year_retires(ident: str, retired: int | None, *, in_kolada: bool) -> None:
    measure = catalog.measure(ident)
    assert (measure.retired, measure.in_kolada) == (retired, in_kolada)


@pytest.mark.parametrize("ident", ["U21432", "U74454", "U74459", "U74460", "U74465", "N20897", "N20416"])
def test_care_at_home_is_compared_where_the_kommun_runs_it(ident: str) -> None:
    assert catalog.measure(ident).huvudman == "oj.N21900"


@pytest.mark.parametrize("ident", ["N20580", "N20500", "U74450", "U74525", "U23418"])
def test_care_in_special_housing_is_every_kommuns_own(ident: str) -> None:
    assert catalog.measure(ident).huvudman is None


FILE = "indicators/aldreomsorg.toml"
HSL = "indicators/hsl.toml"
MISSBRUK = "indicators/missbruk.toml"
FIRST = f"{FILE}, [[matt]] nr 1 (U21468): "
HEAD = '[[matt]]\nid = "U21468"\ntitel = "Hemtjänst, nöjda totalt"\nslag = "andel"\nenhet = "procent"\ndecimaler = 0\n'


@pytest.mark.parametrize(
    ("new", "fault"),
    [
        (HEAD.replace('"andel"', '"andl"'), 'nyckeln "slag" är "andl"; tillåtet: andel, kvot'),
        (HEAD.replace('"andel"', '"andl"'), 'Menade du "andel"?'),
        (HEAD.replace('"andel"', '"ja_nej"'), "kodning saknas; tillåtet: minst en [[matt.kodning]]"),
        (HEAD.replace('"procent"', '"promille"'), 'enhet är "promille"; tillåtet: "procent" för slaget andel'),
        (HEAD.replace("decimaler = 0", "decimaler = 0.5"), 'nyckeln "decimaler" är 0.5; tillåtet: heltal'),
        (HEAD.replace("decimaler = 0", "decimaler = 4"), "decimaler är 4; tillåtet: 0 till 3"),
        (HEAD.replace("decimaler = 0", "decimaler = true"), 'nyckeln "decimaler" är true; tillåtet: heltal'),
        (HEAD.replace("decimaler = 0\n", ""), 'nyckeln "decimaler" saknas; tillåtet: heltal. Lägg till den.'),
        (HEAD.replace("Hemtjänst, nöjda totalt", " "), 'nyckeln "titel" är tom'),
        (HEAD.replace("nöjda totalt", "nöjda " * 9 + "totalt"), "titeln har 71 tecken; tillåtet: högst 60"),
        (HEAD + 'huvudman = "U21448"\n', 'nyckeln "huvudman" är "U21448"; tillåtet: id för en annan fråga av slaget'),
        (HEAD + 'huvudman = "U23471"\n', 'nyckeln "huvudman" är "U23471"; tillåtet: id för en annan fråga av slaget'),
        (HEAD + "fonster = 0\n", "fonster är 0; tillåtet: antal år, minst 1"),
        (HEAD + 'brott = ["2018"]\n', 'listan "brott" innehåller "2018"; tillåtet: heltal'),
        (HEAD + "brott = [20]\n", "året är 20; tillåtet: 1990 till 2100"),
        (HEAD + "avslutad = 3202\n", "året är 3202; tillåtet: 1990 till 2100"),
        (HEAD + "avslutat = 2023\n", 'okänd nyckel "avslutat"; tillåtet: id, slag'),
        (HEAD + "avslutat = 2023\n", 'Menade du "avslutad"?'),
    ],
)
def test_a_fault_in_a_measure_is_named(change: Change, faults: Faults, new: str, fault: str) -> None:
    change(FILE, HEAD, new)
    assert any(found.startswith(FIRST) and fault in found for found in faults()), faults()


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ((FILE, 'id = "U23471"', 'id = "U2347"'), '[[matt]] nr 2 (U2347): id är "U2347"; tillåtet: N eller U'),
        (
            (HSL, 'titel = "Trycksår bland äldre"\nslag = "andel"', 'titel = "Trycksår"\nslag = "andelar"'),
            '(N20580): nyckeln "slag" är "andelar"; tillåtet: andel, kvot',
        ),
        ((FILE, 'id = "U23471"', 'id = "U21468"'), f'id "U21468" finns redan i {FILE}, [[matt]] nr 1 (U21468)'),
        ((HSL, 'id = "N20580"', 'id = "U21468"'), f'id "U21468" finns redan i {FILE}, [[matt]] nr 1 (U21468)'),
        (
            (HSL, 'titel = "Trycksår bland äldre"', 'titel = "Hemtjänst, nöjda totalt"'),
            f'(N20580): titel "Hemtjänst, nöjda totalt" finns redan i {FILE}, [[matt]] nr 1 (U21468)',
        ),
        ((FILE, "ordning = 7", "ordning = 8"), f"ordning 8 finns redan i {FILE}"),
        ((FILE, "[omrade]", "[område]"), f"{FILE}, rad 3: går inte att läsa som TOML"),
        (
            (MISSBRUK, 'id = "U35901"', 'id = "U35909"'),
            '(U35543): nyckeln "n" är "U35901"; tillåtet: "arbetsbok" eller',
        ),
        (
            (FILE, 'id = "N23590"\n', 'id = "N23590"\nn = "U21468"\n'),
            '(N23590): nyckeln "n" är "U21468"; tillåtet: "arbetsbok" eller',
        ),
    ],
)
def test_a_fault_in_an_area_is_named(change: Change, faults: Faults, changed: tuple[str, str, str], fault: str) -> None:
    change(*changed)
    assert any(fault in found for found in faults()), faults()
