from oj_analys.disclosure.structure import Line, Star, apart, stars, totals


def line(unit: str, sex: str = "T", base: str = "alla") -> Line:
    return Line(unit, sex, base)


def test_a_total_is_its_kommuner_its_sexes_and_its_roles() -> None:
    lan, are, berg, stockholm = line("0023"), line("2321"), line("2326"), line("0180")
    women, chefer, others = line("0023", "K"), line("0023", base="roll=chef"), line("0023", base="ar=1")
    county, alone = stars([stockholm, chefer, berg, lan, others, women, are], totals())
    assert county == Star(lan, ((are, berg), (others,), (women,), (chefer,)))
    assert alone == Star(stockholm)


def test_a_total_without_a_row_of_its_own_still_binds_its_parts() -> None:
    (county,) = stars([line("0023", "K"), line("0023", "M")], totals())
    assert county == Star(line("0023"), ((line("0023", "K"), line("0023", "M")),))


def test_of_totals_that_overlap_the_smaller_stays() -> None:
    assert apart(["0014", "skaraborg", "0023", "2321"], totals()) == {"skaraborg", "0023"}
    assert apart(["0000", "0023"], totals()) == {"0023"}
