"""A whole edition: it passes as it is, and every way of letting something out is found."""

import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from oj_analys.disclosure.attack import Breach, BreachKind
from oj_analys.disclosure.auditor import file_audit, joint
from oj_analys.disclosure.auditor.audit import audit_at, conclude
from oj_analys.disclosure.auditor.file_audit import FileAudit, audit_file
from oj_analys.domain import Status
from oj_analys.frames.shown import BlockKind, Key, Register, Shown, ShownBlock, ShownCell, ShownFile

Book = Callable[..., bytes]

SENDER = "FoU Påhitt"
HIDDEN, SHOWN, BAND, ABSENT = (
    Key(unit, "ebp.attityder", "2025", "T", "alla") for unit in ("2303", "2305", "2309", "2321")
)
ALT = "Punktdiagram: medel på skalan 1–5. Bräcke 2025 3,4 (18 svar); Länet 3,7 (172 svar); Ragunda (visas inte)."
READING = "Så läser du diagrammet: varje rad är en kommun."


def personnummer() -> str:
    """Return a made-up one, built here so that none stands in the code."""
    digits = [int(digit) for digit in f"{640823}{323}"]
    doubled = [digit * (2 - place % 2) for place, digit in enumerate(digits)]
    check = -sum(number // 10 + number % 10 for number in doubled) % 10
    return f"{640823}{323}{check}"


def svg(
    places: Sequence[float] = (240.0, 270.0), texts: Sequence[str] = ("1", "2", "3", "4", "5", "3,4", "3,7")
) -> bytes:
    remarks = "".join(f"<!-- {text} -->" for text in texts)
    groups = "".join(
        f'<g id="varde-{number}"><path d="M {x - 3} {10 * number} L {x + 3} {10 * number + 6}"/></g>'
        for number, x in enumerate(places)
    )
    return (f'<svg xmlns="http://www.w3.org/2000/svg"><title>Attityder 2025</title>{remarks}{groups}</svg>').encode()


def png(**texts: str) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    said = [chunk(b"tEXt", f"{key}\0{text}".encode("latin-1")) for key, text in texts.items()]
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + b"".join([head, *said, chunk(b"IDAT", zlib.compress(b"\0\0")), chunk(b"IEND", b"")])


def words(alt: str = ALT) -> bytes:
    lines = ["diagram;fil;titel;alternativtext;lashjalp", f'1;01.png;Attityder 2025;"{alt}";"{READING}"']
    return ("\n".join(lines) + "\n").encode("utf-8-sig")


def page(
    text: str = "Bräcke 2025: medelvärdet är 3,4 av 18 svar.", row: str = "", after: str = "", head: str = ""
) -> bytes:
    rows = (
        ("Ragunda", "..", ""),
        ("Bräcke", "3,4", "18"),
        ("Krokom", "minst 4,6", "12"),
        ("Strömsund", "..", ""),
        ("Åre", "–", ""),
        ("Länet", "3,7", "172"),
    )
    body = "".join(
        f"<tr><td>{name}</td><td>ebp.attityder</td><td>{value}</td><td>{n}</td></tr>" for name, value, n in rows
    )
    return (
        f"<!DOCTYPE html><html lang='sv'><head><meta charset='utf-8'>{head}<title>Läget</title></head><body>"
        "<h2>Öppna jämförelser</h2><p>Hemtjänsten 72 procent (61 svar).</p>"
        f"<h2>EBP-termometern</h2><p>{text}</p><table><caption>Medelvärden</caption>"
        "<thead><tr><th>Kommun</th><th>Id</th><th>Värde 2025</th><th>Antal</th></tr></thead>"
        f"<tbody>{body}{row}</tbody></table>{after}<h2>Källor</h2><p>En fil.</p></body></html>"
    ).encode()


@pytest.fixture
def files(book: Book) -> dict[str, bytes]:
    return {
        "bok.xlsx": book(),
        "figurer/01.svg": svg(),
        "figurer/01.png": png(Title="Attityder 2025"),
        "figurer/alt-texter.csv": words(),
        "sida.html": page(),
    }


def found(shown: Shown, files: Mapping[str, bytes], *forbidden: str) -> list[str]:
    audits = [audit_file(path, data, shown, forbidden) for path, data in files.items()]
    return [str(finding) for finding in conclude(audits, shown, Register()).findings]


def test_an_edition_that_shows_what_it_says_passes(shown: Shown, files: dict[str, bytes]) -> None:
    assert found(shown, files) == []


def test_the_files_lie_in_a_folder(shown: Shown, files: dict[str, bytes], tmp_path: Path) -> None:
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    result = conclude([audit_at(tmp_path, path, shown) for path in files], shown, Register())
    assert result.findings == ()
    assert result.files == tuple(sorted(files))
    assert result.checked == len(shown.figures)


def test_a_file_that_cannot_be_opened_is_a_finding(shown: Shown, tmp_path: Path) -> None:
    assert [str(one) for one in audit_at(tmp_path, "borta.pdf", shown).findings] == [f"borta.pdf: {file_audit.CRASHED}"]


def add_chart(values: Sequence[float]) -> Callable[[Workbook], None]:
    def change(made: Workbook) -> None:
        chart = made.add_chart({"type": "bar"})
        chart.add_series({"values": "=EBP!$C$4:$C$5", "values_data": list(values)})
        made.get_worksheet_by_name("EBP").insert_chart("H2", chart)

    return change


def add_table(made: Workbook) -> None:
    sheet = made.add_worksheet("Mer")
    sheet.add_table(0, 0, 1, 1, {"data": [["Ragunda", 2.9]]})


def add_sheet(made: Workbook) -> None:
    made.add_worksheet("Mer").write_string(0, 0, "Ragunda 2,9")


def hide_sheet(made: Workbook) -> None:
    sheet = made.add_worksheet("Arbete")
    sheet.write_number(0, 0, 2.9)
    sheet.hide()


def in_sheet(place: str, text: str) -> Callable[[Workbook], None]:
    return lambda made: made.get_worksheet_by_name("EBP").write_string(place, text)


BOOKS: Mapping[str, tuple[Mapping[str, Any], str]] = {
    "a chart's cache": ({"change": add_chart([2.9, 3.4])}, "ett tal som inte är en uppgift"),
    "one decimal too many": ({"cells": {SHOWN: (3.41, 18)}}, "fler decimaler"),
    "a value not rounded": ({"cells": {SHOWN: (3.4000000001, 18)}}, "fler decimaler"),
    "another value": ({"cells": {SHOWN: (4.1, 18)}}, "inte är uppgiftens"),
    "a hidden value": ({"cells": {HIDDEN: (2.9, "")}}, "en dold uppgift står med ett tal"),
    "what a hidden value is computed on": ({"cells": {HIDDEN: ("..", 6)}}, "en dold uppgift står med ett tal"),
    "a removed mark": ({"cells": {HIDDEN: ("", "")}}, "saknar märket"),
    "another mark": ({"cells": {HIDDEN: ("<", "")}}, "saknar märket"),
    "a mark that is not deserved": ({"cells": {ABSENT: ("..", "")}}, "har märket för dolda"),
    "a band as a number": ({"cells": {BAND: (4.6, 12)}}, "utan minst eller högst"),
    "inside a band": ({"cells": {BAND: ("≥ 4,9", 12)}}, "inte är uppgiftens"),
    "a value that is not told": ({"cells": {SHOWN: ("–", "")}}, "visas inte"),
    "an extra table": ({"change": add_table}, "en tabell som inte är redovisad"),
    "an extra sheet": ({"change": add_sheet}, "ett blad som inte är redovisat"),
    "a hidden sheet": ({"change": hide_sheet}, "ett dolt blad"),
    "a text above the table": ({"note": "Ragunda hade 2,9 i medel."}, "ett tal som inte hör till"),
    "a text beside the table": ({"change": in_sheet("G4", "2,9")}, "ett tal som inte hör till"),
    "a comment": (
        {"change": lambda made: made.get_worksheet_by_name("EBP").write_comment("A4", "Ragunda 2,9")},
        "ett tal som inte är en uppgift",
    ),
    "a property": (
        {"change": lambda made: made.set_properties({"author": SENDER, "comments": "Ragunda 2,9"})},
        "ett tal som inte är en uppgift",
    ),
    "a defined name": (
        {"change": lambda made: made.define_name("ragunda", "=2.9")},
        "ett tal som inte är en uppgift",
    ),
    "an author": ({"author": "Anna Handläggare"}, "en annan författare än avsändaren"),
}


@pytest.mark.parametrize("name", BOOKS)
def test_what_a_workbook_lets_out(name: str, shown: Shown, files: dict[str, bytes], book: Book) -> None:
    changes, what = BOOKS[name]
    findings = found(shown, files | {"bok.xlsx": book(**changes)})
    assert any(what in finding and finding.startswith("bok.xlsx") for finding in findings), findings
    assert not any("2,9" in finding or "2.9" in finding for finding in findings)


OTHERS: Mapping[str, tuple[str, bytes, str]] = {
    "an alternative text": (
        "figurer/alt-texter.csv",
        words(ALT.replace("(visas inte)", "2,9")),
        "ett tal som inte hör till",
    ),
    "a label of a picture": (
        "figurer/01.svg",
        svg(texts=("1", "2", "3", "4", "5", "2,9")),
        "ett tal som inte hör till",
    ),
    "a place of a picture": ("figurer/01.svg", svg((240.0, 270.0, 190.0)), "inte så många värden"),
    "a dot that is no value": (
        "figurer/01.svg",
        svg().replace(b"</svg>", b'<circle cx="255" cy="8" r="3"/></svg>'),
        "ritar något bland värdena",
    ),
    "data of a page": ("sida.html", page('<span data-v="2,9"></span>'), "sidan har dolda data"),
    "a row of open figures with the title of a measure of persons": (
        "sida.html",
        page().replace(
            b"<p>En fil.</p>",
            "<table><tr><th>Mått</th></tr><tr><td>Attityder till EBP</td><td>2,9</td></tr></table>".encode(),
        ),
        "en rad om personer",
    ),
    "a sentence with the title of a measure of persons": (
        "sida.html",
        page().replace(b"<p>En fil.</p>", b"<p>Attityder till EBP i Ragunda: 2,9.</p>"),
        "ett tal som inte hör till",
    ),
    "a picture more among the words": (
        "figurer/alt-texter.csv",
        words() + "2;02.png;EBP-termometern;Ragunda 2,9;Läs så\n".encode(),
        "en rad om personer",
    ),
    "too few marks": ("figurer/01.svg", svg((240.0,)), "inte så många värden"),
    "a text in a picture's file": ("figurer/01.png", png(Comment="Ragunda 2,9"), "ett tal som inte är en uppgift"),
    "a title of a picture": ("figurer/01.png", png(Title="Ragunda 2,9"), "ett tal som inte hör till"),
    "a paragraph": ("sida.html", page("Ragunda 2025: 2,9."), "ett tal som inte hör till"),
    "a paragraph after the table": ("sida.html", page(after="<p>Ragunda 2,9</p>"), "ett tal som inte hör till"),
    "a row more": (
        "sida.html",
        page(row="<tr><td>Berg</td><td></td><td>2,9</td><td></td></tr>"),
        "inte hör till tabellens",
    ),
    "a table in the section": (
        "sida.html",
        page(after="<table><tr><th>A</th></tr><tr><td>2,9</td></tr></table>"),
        "en tabell som inte är redovisad",
    ),
    "a row of open figures with the id of a measure of persons": (
        "sida.html",
        page().replace(
            b"<p>En fil.</p>", b"<table><tr><th>Id</th></tr><tr><td>ebp.attityder</td><td>2,9</td></tr></table>"
        ),
        "en rad om personer",
    ),
    "a remark of a page": ("sida.html", page(head="<!-- Ragunda 2,9 -->"), "ett tal som inte är en uppgift"),
    "a file of a type without a reader": ("bok.bak", b"2,9", "ingen läsare"),
    "a file that is not declared": ("mer.csv", b"a;b\n1;2\n", "filen är inte redovisad"),
    "a broken file": ("figurer/01.svg", b"<svg", "kunde inte läsa"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_the_other_files_let_out(name: str, shown: Shown, files: dict[str, bytes]) -> None:
    path, data, what = OTHERS[name]
    findings = found(shown, files | {path: data})
    assert any(what in finding and finding.startswith(path) for finding in findings), findings
    assert not any("2,9" in finding for finding in findings)


def test_a_picture_drawn_from_more_exact_values_is_found(shown: Shown) -> None:
    keys = tuple(figure.key for figure in shown.figures if figure.status is Status.OK)
    picture = ShownBlock(BlockKind.PICTURE, "Attityder 2025", guarded=True, figures=keys, marks=len(keys))
    edition = replace(shown, files=(ShownFile("a.svg", (picture,)),))
    released = [figure.value or 0 for figure in shown.figures if figure.status is Status.OK]
    texts = ("Attityder 2025",)
    assert found(edition, {"a.svg": svg([100 + 79 * value for value in released], texts)}) == []
    exact = [value + 0.03 * (-1) ** place for place, value in enumerate(released)]
    assert "a.svg: Attityder #: bildens mått berättar mer än de visade värdena" in found(
        edition, {"a.svg": svg([100 + 79 * value for value in exact], texts)}
    )


SPELLINGS = ("{}-{}", "{}{}", "19{} {}", "19{}+{}", "{}\u2013{}", "nr {}-{}.")


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize(
    "path", ["bok.xlsx", "sida.html", "figurer/01.svg", "figurer/alt-texter.csv", "figurer/01.png"]
)
def test_a_personnummer_is_found_in_every_spelling(
    path: str, spelling: str, shown: Shown, files: dict[str, bytes], book: Book
) -> None:
    digits = personnummer()
    written = spelling.format(digits[:6], digits[6:])
    changed = {
        "bok.xlsx": book(note=written),
        "sida.html": page(written),
        "figurer/01.svg": svg(texts=(written,)),
        "figurer/alt-texter.csv": words(f"{ALT} {written}"),
        "figurer/01.png": png(Comment=written.replace("\u2013", "-")),
    }
    findings = found(shown, files | {path: changed[path]})
    assert f"{path}: ett personnummer" in findings
    assert not any(digits[6:] in finding for finding in findings)


PLACES = (
    "/home/anna/data/raw",
    "C:\\Users\\anna\\raw",
    "\\\\server\\gemensam\\asi",
    "/Users/anna/ebp.xlsx",
    "file:///ebp.csv",
)


@pytest.mark.parametrize("place", PLACES)
def test_a_place_on_a_computer_is_found(place: str, shown: Shown, files: dict[str, bytes], book: Book) -> None:
    def in_properties(made: Workbook) -> None:
        made.set_properties({"author": SENDER, "subject": place})

    for change in (in_properties, in_sheet("G1", place)):
        assert "bok.xlsx: en plats på en dator" in found(shown, files | {"bok.xlsx": book(change=change)})


def test_a_forbidden_word_is_found_also_where_a_file_is_packed(
    shown: Shown, files: dict[str, bytes], book: Book
) -> None:
    changed = book(change=in_sheet("G1", "KANARIE-7"))
    assert b"KANARIE-7" not in changed
    assert "bok.xlsx: ett ord som inte får lämna huset" in found(shown, files | {"bok.xlsx": changed}, "KANARIE-7", "b")
    assert not any("KANARIE" in finding for finding in found(shown, files | {"bok.xlsx": changed}, "KANARIE-7"))
    assert found(shown, files, "KANARIE-7", "") == []


def test_a_telling_heading_is_found(shown: Shown, files: dict[str, bytes]) -> None:
    changed = words().replace(b"lashjalp", "förnamn".encode())
    assert "figurer/alt-texter.csv: en kolumn som kan peka ut en person" in found(
        shown, files | {"figurer/alt-texter.csv": changed}
    )


def test_a_member_of_a_workbook_that_no_sheet_uses_is_searched(shown: Shown, files: dict[str, bytes]) -> None:
    data = BytesIO(files["bok.xlsx"])
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/mer.txt", "kanarie-9")
    assert "bok.xlsx: ett ord som inte får lämna huset" in found(
        shown, files | {"bok.xlsx": data.getvalue()}, "kanarie-9"
    )


def test_a_missing_file_is_found(shown: Shown, files: dict[str, bytes]) -> None:
    del files["sida.html"]
    assert found(shown, files) == ["sida.html: en redovisad fil saknas"]


def test_the_records_themselves_need_not_be_declared(shown: Shown, files: dict[str, bytes]) -> None:
    records = {name: json.dumps({"siffror": [3.4]}).encode() for name in ("visat.json", "manifest.json")}
    assert found(shown, files | records) == []


def test_a_checksum_is_no_personnummer(shown: Shown, files: dict[str, bytes]) -> None:
    record = json.dumps({"sha256": f"{'ab' * 12}{personnummer()}{'cd' * 15}"}).encode()
    assert found(shown, files | {"manifest.json": record}) == []


def test_files_that_print_different_numbers_are_found(shown: Shown, files: dict[str, bytes]) -> None:
    audits = [audit_file(path, data, shown) for path, data in files.items()]
    audits.append(FileAudit("äldre.csv", printed={SHOWN: 3.5}))
    assert [str(finding) for finding in conclude(audits, shown, Register()).findings] == [
        "äldre.csv: ebp.attityder, 2305, 2025: uppgiften står med olika tal i olika filer"
    ]


def test_the_attack_is_made_on_what_the_files_print(
    shown: Shown, files: dict[str, bytes], book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    attacked: list[Shown] = []

    def breaches(edition: Shown, _: Register) -> tuple[Breach, ...]:
        attacked.append(edition)
        return (Breach(HIDDEN, BreachKind.EXAKT, "attityder för Ragunda går att räkna ut"),)

    monkeypatch.setattr(joint, "breaches", breaches)
    findings = found(shown, files | {"bok.xlsx": book(cells={HIDDEN: (2.9, "")})})
    assert "alla filer tillsammans: attityder för Ragunda går att räkna ut" in findings
    assert {figure.key: figure.value for figure in attacked[0].figures}[HIDDEN] == 2.9


@pytest.mark.parametrize(("module", "name"), [(file_audit, "check_texts"), (file_audit, "traces"), (joint, "breaches")])
def test_a_check_that_breaks_has_not_passed(
    module: Any, name: str, shown: Shown, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("en hemlighet")

    monkeypatch.setattr(module, name, broken)
    findings = found(shown, files)
    assert any("granskaren kunde inte" in finding and "ZeroDivisionError" in finding for finding in findings)
    assert not any("hemlighet" in finding for finding in findings)


def test_a_cell_with_one_hidden_figure_takes_its_mark_with_a_year(shown: Shown) -> None:
    block = ShownBlock(BlockKind.TABLE, "", guarded=True, cells=(ShownCell(0, 1, (HIDDEN,)),))
    edition = replace(shown, files=(ShownFile("a.csv", (block,)),))
    assert found(edition, {"a.csv": "Kommun;Förra värdet\nRagunda;.. (2024)\n".encode()}) == []
    assert found(edition, {"a.csv": "Kommun;Förra värdet\nRagunda;.. (24)\n".encode()})
