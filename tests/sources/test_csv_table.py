from __future__ import annotations

import pytest

from oj_analys.domain import DataError
from oj_analys.sources._csv_table import read_delimited

TEXT = "Kommun;Andel\r\nÅre;3,5\r\nHärjedalen;\r\n"
CELLS = (("Kommun", "Andel"), ("Åre", "3,5"), ("Härjedalen", ""))


def refused(data: bytes) -> str:
    with pytest.raises(DataError) as caught:
        read_delimited(data, "a.csv")
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
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


def test_a_quotation_mark_that_is_never_closed() -> None:
    assert refused(b'a;b\n1;"2\n3;4\n').startswith("a.csv, rad 3: ett citattecken öppnas och stängs inte")


@pytest.mark.parametrize("line", ["Åre;3,5;hemligt", "Åre;hemligt;;"])
def test_a_line_with_more_fields_than_the_others(line: str) -> None:
    message = refused(f"{TEXT}{line}\nBerg;4\n".encode())
    assert message.startswith("a.csv, rad 4: 1 rad har fler eller färre fält än de andra; tillåtet: 2 fält")
    assert "hemligt" not in message


def test_a_line_that_is_cut_off() -> None:
    assert "rad 3: 1 rad har fler eller färre fält" in refused(b"a;b;c\n1;2;3\n4;5\n6;7;8\n")


@pytest.mark.parametrize("data", [b"a;b\n\0;1\n", b"\x81\x8d;\x90", "a;b".encode("utf-16")[:-1]])
def test_what_is_no_text(data: bytes) -> None:
    assert "filen är ingen tabell som går att läsa" in refused(data)


@pytest.mark.parametrize("data", [b"", b" \r\n"])
def test_an_empty_file(data: bytes) -> None:
    assert refused(data).startswith("a.csv: filen är tom")
