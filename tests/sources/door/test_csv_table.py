from __future__ import annotations

import contextlib
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oj_analys.domain import DataError
from oj_analys.sources.door.csv_table import SEPARATORS, read_delimited
from oj_analys.sources.door.encoding import is_spoilt

TEXT = "Kommun;Andel\r\nÅre;3,5\r\nHärjedalen;\r\n"
CELLS = (("Kommun", "Andel"), ("Åre", "3,5"), ("Härjedalen", ""))


def refused(data: bytes) -> str:
    with pytest.raises(DataError) as caught:
        read_delimited(data, "a.csv")
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encoding_is_found_out(encoding: str) -> None:
    assert read_delimited(TEXT.encode(encoding), "a.csv") == CELLS


@pytest.mark.parametrize("separator", [";", "\t"])
def test_the_separator_is_found_out(separator: str) -> None:
    assert read_delimited(TEXT.replace(";", separator).encode(), "a.csv") == CELLS


def test_commas_may_separate_too() -> None:
    text = 'Kommun,Andel,"Stöd, hjälp"\nÅre,"3,5",Ja\nBerg,4,"Nej; aldrig"\n'
    assert read_delimited(text.encode(), "a.csv")[1:] == (("Åre", "3,5", "Ja"), ("Berg", "4", "Nej; aldrig"))


def test_decimal_commas_do_not_separate() -> None:
    text = "Kommun;Andel;Antal\nÅre;3,5;1,0\nBerg;2,5;2,0\n"
    assert read_delimited(text.encode(), "a.csv")[1] == ("Åre", "3,5", "1,0")


def test_a_title_above_the_headings_and_empty_lines() -> None:
    cells = read_delimited(f"Enkät 2025\n\n{TEXT}\n".encode(), "a.csv")
    assert cells[:3] == (("Enkät 2025", ""), ("", ""), ("Kommun", "Andel"))


def test_a_line_break_within_quotes_belongs_to_the_field() -> None:
    assert read_delimited(b'a;b\n"1\n2";3\n', "a.csv") == (("a", "b"), ("1\n2", "3"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(end: str) -> None:
    assert read_delimited(f'a;b{end}"1{end}2";3{end}'.encode(), "a.csv") == (("a", "b"), ("1\n2", "3"))


def test_a_line_separator_of_the_web_is_no_line_break() -> None:
    assert read_delimited("a;b\n1\u2028\x0b2;3\n".encode(), "a.csv")[1] == ("1\u2028\x0b2", "3")


def test_decimal_commas_in_every_column_do_not_separate() -> None:
    text = "1,5;2,5;3,5\n4,5;5,5;6,5\n"
    assert read_delimited(f"a;b;c\n{text}".encode(), "a.csv")[1] == ("1,5", "2,5", "3,5")


@pytest.mark.parametrize("first", ["sep=,\n", '"sep=,"\n', "SEP=,\n"])
def test_the_separator_that_excel_states_is_no_row(first: str) -> None:
    assert read_delimited(f"{first}a;b,c\n1;2,3\n".encode(), "a.csv") == (("a;b", "c"), ("1;2", "3"))


def test_a_stated_separator_and_nothing_more() -> None:
    assert refused(b"sep=;\n") == "a.csv: filen är tom. Hämta filen på nytt."


@pytest.mark.parametrize("rest", ["", 'Berg;"x"\n', "Berg;4\n" * 100_000])
def test_a_quotation_mark_that_is_never_closed_is_told_where_it_opens(rest: str) -> None:
    message = refused(f'a;b\n1;"2 hemligt\n3;4\n{rest}'.encode())
    assert message.startswith("a.csv, rad 2: ett ")
    assert "citattecken" in message
    assert "hemligt" not in message


@pytest.mark.parametrize("line", ["Åre;3,5;hemligt", "Åre;hemligt;;"])
def test_a_line_with_more_fields_than_the_others(line: str) -> None:
    message = refused(f"{TEXT}{line}\nBerg;4\n".encode())
    assert message.startswith("a.csv, rad 4: 1 rad har fler eller färre fält än de andra; tillåtet: 2 fält")
    assert "hemligt" not in message


def test_a_line_that_is_cut_off() -> None:
    assert "rad 3: 1 rad har fler eller färre fält" in refused(b"a;b;c\n1;2;3\n4;5\n6;7;8\n")


def test_a_nul_is_told_by_line() -> None:
    message = refused(b"a;b\n\0;1\n")
    assert message.startswith("a.csv, rad 2: raden har tecknet NUL, som ingen text har; tillåtet: en textfil")


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("a;b\nÅre;ö\n".encode() + "Bräcke;1\n".encode("cp1252"), "2"),
        (("a;b\n" + "Åre;1\n" * 3).encode() + "Bräcke;1\nÅre;2\n".encode("cp1252"), "5, 6"),
        ("\ufeffa;b\nÅre;1\n".encode() + "Bräcke;1\n".encode("cp1252"), "3"),
        ("a;b\nÅre;1\nx;2\nHärjedalen;1\n".encode().decode("cp1252").encode(), "2, 4"),
        ("a;b\nHärjedalen;1\n".encode().decode("latin-1").encode(), "2"),
        ("a;b\nA\u030are – Härjedalen;1\n".encode().decode("cp1252").encode(), "2"),
        ("a;b\nBr\ufffdcke;1\n".encode(), "2"),
        ("a;b\nBräcke;Strömsund\n".encode("cp850"), "2"),
        ("a;b\nÅre;1\n".encode("cp850"), "2"),
        ("a;b\nHärjedalen;1\n".encode("mac-roman"), "2"),
        (b"a;b\n\x81\x8d;\x90\n", "2"),
        ("a;b\nÅre;1".encode("utf-16")[:-1], "2"),
    ],
)
def test_spoilt_letters_are_told_by_line(data: bytes, rows: str) -> None:
    message = refused(data)
    assert message.startswith(f"a.csv, rad {rows}: bokstäver (som å, ä eller ö) är förvanskade på ")
    assert "Br" not in message


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_what_swedish_text_holds_is_not_taken_for_spoilt(encoding: str) -> None:
    words = 'SKÅ… UMEÅ–ÅRE "Ö” HÄLSO\u00a0Å\u00a0 ’Ä’ ”sagt” São João É» 5 € § ½ ± ™ Šarin Žan naïve à la'
    assert read_delimited(f"a;b\n{words};1\n".replace('"', "").encode(encoding), "a.csv")[1][1] == "1"


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"x" * 1_000_001, "rad 1: raden är för lång; tillåtet: högst 1 000 000 tecken"),
        (b"a;b\n" + b"1;" * 600_000, "rad 2: raden är för lång"),
        (b";" * 1_000 + b"\n", "rad 1: tabellen är för stor; tillåtet: högst 200 000 rader, 1 000 kolumner"),
        (b"a;b\n" * 200_001, "rad 200001: tabellen är för stor"),
        ((b";" * 999 + b"\n") * 5_001, "rad 5001: tabellen är för stor"),
        (b"\n" * 5_000_001 + b"x", "rad 5000001: tabellen är för stor"),
        (b"a" * 140_000, "rad 1: ett fält har fler än 131 072 tecken"),
    ],
)
def test_what_is_too_much_for_a_table(data: bytes, where: str) -> None:
    assert refused(data).replace("\u00a0", " ").startswith(f"a.csv, {where}")


@pytest.mark.parametrize("data", [b"", b" \r\n"])
def test_an_empty_file(data: bytes) -> None:
    assert refused(data).startswith("a.csv: filen är tom")


@given(st.binary(max_size=300), st.sampled_from([b"", b"a;b\n1;2\n", b"\xff\xfe", b"\xef\xbb\xbf", b'"']))
def test_any_bytes_are_read_or_refused(data: bytes, before: bytes) -> None:
    with contextlib.suppress(DataError):  # no other error
        cells = read_delimited(before + data, "a.csv")
        assert len({len(line) for line in cells}) == 1
        assert not any(is_spoilt(text) for line in cells for text in line)


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff"), max_size=20).filter(
    lambda text: not is_spoilt(text)
)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=8), st.sampled_from(SEPARATORS))
def test_what_a_program_writes_is_read_back(rows: list[tuple[str, str, str]], separator: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([("id", "kommun", "svar"), *rows])
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        cells = read_delimited(written.getvalue().encode(encoding), "a.csv")
        assert cells == (("id", "kommun", "svar"), *rows)
