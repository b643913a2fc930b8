from __future__ import annotations

import json

import pytest

from oj_analys.disclosure.readers import READERS, Unreadable, read
from oj_analys.frames.shown import BlockKind


def test_csv_is_one_table_with_its_header_first() -> None:
    data = '\ufeffkommun;text\r\nÅre;"a;b ""c"""\r\nBerg;..\r\n'.encode()
    (table,) = read("a.csv", data).parts
    assert table.kind is BlockKind.TABLE
    assert table.rows == (("kommun", "text"), ("Åre", 'a;b "c"'), ("Berg", ".."))


@pytest.mark.parametrize("data", [b"a;\xe5", b'a;"b', b"a;\0", "a;b".encode("utf-16")])
def test_a_broken_csv_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read("a.csv", data)


def test_every_text_and_number_of_json_is_told_as_it_is_written() -> None:
    found = read("a.json", b'{"filer": [{"namn": "kanarie", "n": 3.40}], "tom": null, "stor": 1e3}')
    assert [(item.where, item.text) for item in found.beside] == [
        ("filer[0].namn", "kanarie"),
        ("filer[0].n", "3.40"),
        ("stor", "1e3"),
    ]
    assert found.faults == ()


def test_a_name_that_stands_twice_in_json_hides_nothing() -> None:
    found = read("a.json", b'{"a": {"n": 3, "n": 4}}')
    assert [item.text for item in found.beside] == ["3", "4"]
    assert found.faults == ("ett namn står två gånger i samma objekt",)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b'{"a": ' + b"[" * 100_000])
def test_broken_json_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read("a.json", data)


def test_json_nested_almost_too_deep_is_read_or_unreadable() -> None:
    for depth in (400, 900, 990):
        data = b"[" * depth + b'"a"' + b"]" * depth
        try:
            assert read("a.json", data).beside[0].text == "a"
        except Unreadable:
            assert depth > 400


@pytest.mark.parametrize("name", ["a.docx", "a.pptx", "a", "a.pdf.exe", ".json"])
def test_a_type_without_a_reader_is_unreadable(name: str) -> None:
    with pytest.raises(Unreadable, match="filtypen har ingen läsare"):
        read(name, b"{}")


def test_the_suffix_may_be_in_capitals() -> None:
    assert read("A.JSON", json.dumps(["a"]).encode()).beside[0].text == "a"


def test_every_reader_can_be_loaded() -> None:
    for reader in READERS.values():
        with pytest.raises(Unreadable):
            reader(b"\0")
