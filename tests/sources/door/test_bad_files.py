"""Files that are not what they seem: each is made, opened through the door, and refused by name or read right.

The numbers are those of the list of bad inputs. What a file holds is never said: the canary is looked for everywhere.
"""

from __future__ import annotations

import errno
import gzip
import io
import os
import pickle
import socket
import traceback
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pandas as pd
import pyreadstat
import pytest

from oj_analys.domain import DataError
from oj_analys.sources import _watch
from oj_analys.sources._cells import number
from oj_analys.sources._load_report import remark_notices
from oj_analys.sources._safe_open import open_table, open_workbook, read_bytes, read_json, read_toml
from oj_analys.sources.door import file_bytes
from oj_analys.sources.door.workbook import Workbook

CANARY = "Kanariefågel Ö."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Capture = pytest.CaptureFixture[str]
Refused = Callable[..., str]


@pytest.fixture
def refused(capfd: Capture, caplog: pytest.LogCaptureFixture) -> Refused:
    """Return what is said of a file that is refused, having looked for the canary everywhere."""

    def message(path: Path, read: Callable[[Path], object] = open_table) -> str:
        with pytest.raises(DataError) as caught:
            read(path)
        error = caught.value
        said = capfd.readouterr()
        words = [*traceback.format_exception(error), repr(error.problems), said.out, said.err, caplog.text]
        assert (error.__cause__, said.out, said.err) == (None, "", "")
        assert "kanarie" not in f"{words}{error.__context__!r}".casefold()
        return str(error).replace("\u00a0", " ")

    return message


def zipped(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, CANARY)
    return packed.getvalue()


def saved(array: object, *, pack: bool = False) -> bytes:
    packed = io.BytesIO()
    if pack:
        np.savez(packed, a=np.asarray(array))
    else:
        np.save(packed, np.asarray(array), allow_pickle=True)
    return packed.getvalue()


FOREIGN: Sequence[tuple[bytes, str]] = [
    (b"%PDF-1.7\n" + CANARY.encode(), "ett PDF-dokument"),
    (b"\x89PNG\r\n\x1a\n" + CANARY.encode(), "en bild (PNG)"),
    (b"\xff\xd8\xff\xe0" + CANARY.encode(), "en bild (JPEG)"),
    (b"GIF89a" + CANARY.encode(), "en bild (GIF)"),
    (f"<html><table><tr><td>{CANARY}".encode(), "en webbsida (HTML)"),
    (f"\ufeff\r\n<!DOCTYPE HTML PUBLIC>{CANARY}".encode("utf-16-le"), "en webbsida (HTML)"),
    (f"<!-- x --><HTML><body>{CANARY}".encode(), "en webbsida (HTML)"),
    (b"MIME-Version: 1.0\nX-Document-Type: Workbook", "en webbsida (HTML)"),
    (f'<?xml version="1.0"?><Workbook><Cell>{CANARY}'.encode(), "en XML-fil"),
    (zipped("word/document.xml", "[Content_Types].xml"), "ett Worddokument"),
    (zipped("ppt/presentation.xml"), "en PowerPointpresentation"),
    (zipped("xl/workbook.bin"), "en binär arbetsbok (.xlsb)"),
    (b"PK\x03\x04" + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "en OpenDocument-fil"),
    (gzip.compress(CANARY.encode()), "en packad fil (gzip)"),
    (b"7z\xbc\xaf\x27\x1c" + CANARY.encode(), "en packad fil (7z)"),
    (b"Rar!\x1a\x07\x01\x00" + CANARY.encode(), "en packad fil (rar)"),
    (b"\x89HDF\r\n\x1a\n" + CANARY.encode(), "en HDF5-fil"),
    (b"PAR1" + CANARY.encode(), "en Parquetfil"),
    (b"SQLite format 3\0" + CANARY.encode(), "en databas (SQLite)"),
    (bytes(12) + b"\xc2\xea\x81\x60" + CANARY.encode(), "en SAS-fil"),
    (b"<stata_dta><header>", "en Statafil"),
    (b"\x72\x02\x01\x00" + CANARY.encode(), "en Statafil"),
    (b"ASCII SPSS PORT FILE" * 2, "en äldre SPSS-fil (.por)"),
    (OLE + bytes(600), "en arbetsbok i det äldre formatet .xls"),
    (b"{\\rtf1 " + CANARY.encode(), "ett Worddokument (RTF)"),
]


@pytest.mark.parametrize(("data", "name"), FOREIGN, ids=[name for _, name in FOREIGN])
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".csv", ".sav", ".txt"])
def test_18_to_20_what_no_reader_takes_is_named_whatever_it_is_called(
    tmp_path: Path, refused: Refused, data: bytes, name: str, suffix: str
) -> None:
    path = tmp_path / f"fil{suffix}"
    path.write_bytes(data)
    assert refused(path).startswith(f"fil{suffix}: filen är {name}")
    assert refused(path, open_workbook).startswith(f"fil{suffix}: filen är {name}")


def test_18_a_workbook_with_a_password(tmp_path: Path, refused: Refused) -> None:
    (tmp_path / "a.xlsx").write_bytes(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    assert "arbetsboken är skyddad med lösenord" in refused(tmp_path / "a.xlsx")


@pytest.mark.parametrize("read", [read_json, read_toml])
@pytest.mark.parametrize(("data", "name"), FOREIGN[:5])
def test_19_settings_and_pages_that_are_something_else(
    tmp_path: Path, refused: Refused, read: Callable[[Path], object], data: bytes, name: str
) -> None:
    (tmp_path / "a.toml").write_bytes(data)
    assert refused(tmp_path / "a.toml", read).startswith(f"a.toml: filen är {name}; tillåtet: en textfil")


@pytest.mark.parametrize("name", ["svar.xls", "svar.xlsx", "svar.sav", "svar", "svar.csv"])
def test_19_a_csv_is_read_whatever_it_is_called(write_csv: Callable[..., Path], name: str) -> None:
    assert open_table(write_csv([("Kommun", "Antal"), ("Åre", 3)], name)).sheets[""][1] == ("Åre", "3")


@pytest.mark.parametrize(
    "first", ["PK;Namn", "BM;Namn", "MZ;Namn", "II;Namn", "10.5;2", "]}.;x", "xÅ;y", "ID;P", "N.", "."]
)
def test_19_headings_that_look_like_the_mark_of_a_kind_of_file(tmp_path: Path, first: str) -> None:
    (tmp_path / "a.csv").write_text(f"{first}\n1;2\n" if ";" in first else first, encoding="cp1252")
    assert open_table(tmp_path / "a.csv").sheets[""][0][0] == first.partition(";")[0]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_20_a_workbook_cut_off_anywhere(write_book: Callable[..., Path], refused: Refused, share: float) -> None:
    path = write_book({"Svar": [("Kod", "Svar"), *((row, CANARY) for row in range(50))]})
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert refused(path).startswith("oj.xlsx: ")


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_20_an_empty_file(tmp_path: Path, refused: Refused, data: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    assert refused(tmp_path / "a.csv") == "a.csv: filen är tom. Hämta filen på nytt."


@pytest.mark.parametrize("place", ["heading", "cell"])
@pytest.mark.parametrize("form", ["{}", "{}.0", "se {} ovan", "'{}"])
def test_24_a_personnummer_under_any_heading_of_a_csv(
    write_csv: Callable[..., Path], refused: Refused, personnummer: str, place: str, form: str
) -> None:
    text = form.format(personnummer)
    rows = [("Kod", text), (1, 2)] if place == "heading" else [("Kod", "Anm."), (1, text)]
    message = refused(write_csv(rows))
    assert message.startswith("data.csv, kolumn B: 1 rad innehåller det som ser ut som personnummer")
    assert personnummer[6:] not in message


def test_25_ten_digits_that_are_no_date_are_read(write_csv: Callable[..., Path]) -> None:
    assert open_table(write_csv([("Kod", "Telefon"), (1, "0706712345")])).sheets[""][1] == ("1", "0706712345")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_26_every_usual_encoding_gives_the_same_table(write_csv: Callable[..., Path], encoding: str) -> None:
    rows = [("Kommun", "Svar"), ("Åre", "Ö"), ("Härjedalen", "5 € – ”ja”")]
    assert open_table(write_csv(rows, encoding=encoding)).sheets[""] == tuple(rows)


@pytest.mark.parametrize(
    "data",
    [
        f"Kommun;Svar\nÅre;{CANARY}\n".encode() + "Östersund;1\n".encode("cp1252"),
        f"Kommun;Svar\nÅre;{CANARY}\n".encode().decode("cp1252").encode(),
        f"Kommun;Svar\nÅre;{CANARY}\n".encode("cp850"),
        f"Kommun;Svar\nÅre;{CANARY}\n".encode("utf-16")[:-1],
    ],
)
def test_26_mixed_and_spoilt_letters_stop(tmp_path: Path, refused: Refused, data: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    message = refused(tmp_path / "a.csv")
    assert message.startswith("a.csv, rad ")
    assert "bokstäver (som å, ä eller ö) är förvanskade" in message


@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize("written", ["1 234,5", "1\u00a0234,5", "1'234,5", "1’234,5", "1234,5"])
def test_27_numbers_come_right(write_csv: Callable[..., Path], separator: str, written: str) -> None:
    sheet = open_table(write_csv([("Kommun", "Antal"), ("Åre", written)], separator=separator)).sheets[""]
    assert number(sheet[1][1]) == 1234.5


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (f"a;b\n1;2\n{CANARY}\0;1\n".encode(), "a.csv, rad 3: raden har tecknet NUL"),
        (f'a;b\n1;2\n1;"{CANARY}\n2;3\n'.encode(), "a.csv, rad 3: ett citattecken öppnas och stängs inte"),
        (CANARY.encode() * 2_600_000, "a.csv, rad 1: raden är för lång"),
        (b"\x00\x01\x02\x03" * 1000, "a.csv, rad 1: raden har tecknet NUL"),
    ],
)
def test_28_nul_open_quotes_and_endless_lines(tmp_path: Path, refused: Refused, data: bytes, where: str) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    assert refused(tmp_path / "a.csv").startswith(where)


def test_28_a_line_of_a_gigabyte_is_never_read(tmp_path: Path, refused: Refused) -> None:
    with (tmp_path / "a.csv").open("wb") as file:
        file.truncate(1_000_000_000)  # sparse: it takes no room
    assert refused(tmp_path / "a.csv").startswith("a.csv: filen är 1 000 MB; tillåtet: högst 50 MB")


def test_29_ragged_rows_are_told_by_row(write_csv: Callable[..., Path], refused: Refused) -> None:
    path = write_csv([("Kommun", "Svar"), ("Åre", 1), ("Berg", CANARY, 2), ("Krokom", 1), ("Ragunda", 1, 2)])
    assert refused(path).startswith(
        "data.csv, rad 3, 5: 2 rader har fler eller färre fält än de andra; tillåtet: 2 fält"
    )


WORDS = ("NA", "null", "None", "NaN", "nan", "N/A", "-", "..", ".", "x", "(.", "<5", "*", "inf", "TRUE")


@pytest.mark.parametrize("form", ["csv", "xlsx", "sav"])
def test_30_words_for_nothing_are_texts(
    tmp_path: Path, write_book: Callable[..., Path], write_csv: Callable[..., Path], form: str
) -> None:
    rows = [("Kod", "Svar"), *((f"k{place}", word) for place, word in enumerate(WORDS))]
    if form == "sav":
        path = tmp_path / "a.sav"
        pyreadstat.write_sav(pd.DataFrame(rows[1:], columns=rows[0]), path)
    else:
        path = write_csv(rows) if form == "csv" else write_book({"Svar": rows})
    (sheet,) = open_table(path).sheets.values()
    assert sheet == tuple(rows)


def test_38_long_texts_and_line_breaks_come_whole(write_csv: Callable[..., Path]) -> None:
    text = 'rad ett\nrad "två"; ' * 600
    sheet = open_table(write_csv([("Kod", "Svar"), (1, text), (2, "x")])).sheets[""]
    assert sheet == (("Kod", "Svar"), ("1", text), ("2", "x"))


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"$FL2", "SPSS-filen är skadad eller avkortad"),
        (b"$FL2" + CANARY.encode() * 100, "SPSS-filen är skadad eller avkortad"),
        (
            b"$FL2" + bytes(60) + b"\x02\0\0\0\1\0\0\0" + bytes(8) + b"\xff\xff\xff\x7f",
            "filen anger 2 147 483 647 rader",
        ),
        (b"$FL3" + CANARY.encode() * 100, "en packad SPSS-fil (.zsav)"),
    ],
)
def test_39_sav_files_that_are_none(tmp_path: Path, refused: Refused, data: bytes, cause: str) -> None:
    (tmp_path / "a.sav").write_bytes(data)
    assert cause in refused(tmp_path / "a.sav")


class Bait:
    """What would leave a file behind if anyone ever loaded it."""

    def __init__(self, trap: str) -> None:
        self.trap = trap

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str, str]]:
        return open, (self.trap, "w")


@pytest.mark.parametrize("suffix", [".pkl", ".joblib", ".npy", ".csv", ".xlsx", ".sav", ".toml", ".json", ""])
@pytest.mark.parametrize("kind", ["0", "1", "2", "3", "4", "5", "zlib", "npy", "npz", "zip"])
def test_41_what_can_run_code_is_refused_by_content_and_by_name(
    tmp_path: Path, refused: Refused, suffix: str, kind: str
) -> None:
    bait: Any = {"a": [CANARY, 1.5], "b": Bait(str(tmp_path / "fälla"))}
    data = {
        "zlib": lambda: zlib.compress(pickle.dumps(bait)),
        "npy": lambda: saved([bait]),
        "npz": lambda: saved([1.0, 2.0], pack=True),
        "zip": lambda: zipped("data.pkl"),
    }.get(kind, lambda: pickle.dumps(bait, protocol=int(kind)))()
    path = tmp_path / f"fil{suffix}"
    path.write_bytes(data)
    for read in (open_table, open_workbook, read_json, read_toml):
        assert refused(path, read).startswith(f"fil{suffix}: filen är sparad av ett Pythonprogram")
    assert not (tmp_path / "fälla").exists()


@pytest.mark.parametrize("suffix", [".pkl", ".PICKLE", ".joblib", ".npy", ".npz", ".h5", ".hdf5"])
def test_41_harmless_content_does_not_help_a_name_of_that_kind(tmp_path: Path, refused: Refused, suffix: str) -> None:
    (tmp_path / f"a{suffix}").write_text("Kod;Svar\n1;2\n", encoding="utf-8")
    assert "sparad av ett Pythonprogram" in refused(tmp_path / f"a{suffix}")


def link(path: Path, target: Path) -> Path:
    try:
        path.symlink_to(target)
    except OSError as error:
        pytest.skip(f"links cannot be made here: {error}")
    return path


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "rör.csv")
    return tmp_path / "rör.csv"


def test_42_a_folder_with_the_name_of_a_file(tmp_path: Path, refused: Refused) -> None:
    (tmp_path / "a.xlsx").mkdir()
    assert refused(tmp_path / "a.xlsx") == "a.xlsx: det är en mapp; tillåtet: en fil. Rätta namnet."


def test_42_a_pipe_is_not_waited_for(pipe: Path, refused: Refused) -> None:
    assert refused(pipe).startswith("rör.csv: det är ingen vanlig fil")


def test_42_a_link_to_a_pipe(tmp_path: Path, pipe: Path, refused: Refused) -> None:
    assert refused(link(tmp_path / "a.csv", pipe)).startswith("a.csv: det är ingen vanlig fil")


def test_42_a_pipe_put_in_the_place_of_a_file(
    tmp_path: Path, pipe: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_text("a;b\n", encoding="utf-8")
    before = (tmp_path / "a.csv").stat()
    monkeypatch.setattr(Path, "stat", lambda _: before)
    assert refused(pipe, read_bytes).startswith("rör.csv: det är ingen vanlig fil")


def test_42_a_socket(tmp_path: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(socket, "AF_UNIX"):
        pytest.skip("this system has no sockets in folders")
    monkeypatch.chdir(tmp_path)  # a socket's whole path must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a.csv")
        assert refused(tmp_path / "a.csv").startswith("a.csv: det är ingen vanlig fil")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no device of zeros")
def test_42_a_device_that_never_ends(refused: Refused) -> None:
    assert refused(Path("/dev/zero")).startswith("zero: det är ingen vanlig fil")


def test_42_links_to_a_file_to_nothing_and_in_a_ring(tmp_path: Path, refused: Refused) -> None:
    (tmp_path / "svar.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    assert open_table(link(tmp_path / "a.csv", tmp_path / "svar.csv")).sheets[""] == (("a", "b"), ("1", "2"))
    assert "filen finns inte" in refused(link(tmp_path / "b.csv", tmp_path / "saknas.csv"))
    assert "filen går inte att öppna" in refused(link(tmp_path / "c.csv", tmp_path / "c.csv"))


@pytest.mark.parametrize("name", ["a\0b.csv", "x" * 300 + ".csv"])
def test_42_names_that_no_file_has(tmp_path: Path, refused: Refused, name: str) -> None:
    assert "filen går inte att öppna" in refused(tmp_path / name)


class WindowsError(PermissionError):
    """A fault as Windows tells of it."""

    def __init__(self, winerror: int) -> None:
        super().__init__(errno.EACCES, "")
        self.winerror = winerror


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (WindowsError(32), "filen är öppen i ett annat program. Stäng den där och försök igen."),
        (WindowsError(33), "filen är öppen i ett annat program"),
        (WindowsError(362), "filen finns bara i molnet (OneDrive)"),
        (WindowsError(64), "disken eller nätverksplatsen svarar inte"),
        (WindowsError(5), "öppen i ett annat program, eller så får du inte läsa den"),
        (PermissionError(errno.EACCES, ""), "öppen i ett annat program, eller så får du inte läsa den"),
        (FileNotFoundError(errno.ENOENT, ""), "filen finns inte"),
        (OSError(errno.EIO, ""), "disken eller nätverksplatsen svarar inte"),
        (OSError(errno.ETIMEDOUT, ""), "disken eller nätverksplatsen svarar inte"),
        (OSError(errno.EINVAL, ""), "filen går inte att öppna"),
    ],
)
def test_a_file_that_cannot_be_opened_just_now(
    tmp_path: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch, error: OSError, cause: str
) -> None:
    (tmp_path / "a.csv").write_text(CANARY, encoding="utf-8")

    def fail(*_: object) -> NoReturn:
        raise error

    monkeypatch.setattr(file_bytes, "_open", fail)
    assert refused(tmp_path / "a.csv").startswith("a.csv: ")
    assert cause in refused(tmp_path / "a.csv")


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a" * 900_000)

    def grow(name: str, flags: int) -> int:
        path.write_bytes(b"a" * 1_100_000)
        return os.open(name, flags)

    monkeypatch.setattr(file_bytes, "LARGEST_FILE", 1_000_000)
    monkeypatch.setattr(file_bytes, "_open", grow)
    assert refused(path).startswith("a.csv: filen är 2 MB; tillåtet: högst 1 MB")


def test_what_the_door_passes_over_becomes_notices() -> None:
    workbook = Workbook("", {}, remarks=("2 dolda rader läses inte.", "Ett dolt blad läses inte."))
    notices = list(remark_notices("svar.xlsx", workbook))
    assert [notice.text for notice in notices] == [
        "svar.xlsx: 2 dolda rader läses inte.",
        "svar.xlsx: Ett dolt blad läses inte.",
    ]
    assert {notice.place for notice in notices} == {"svar.xlsx"}


def test_the_time_that_a_file_may_take_follows_its_unpacked_size(
    tmp_path: Path, write_book: Callable[..., Path], write_csv: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, float]] = []
    monkeypatch.setattr(_watch, "_report", lambda where, seconds: told.append((where, seconds)))
    rows = [("Kod", "Svar"), *[(1, 1)] * 50_000]
    pyreadstat.write_sav(pd.DataFrame(rows[1:], columns=rows[0]).astype(float), tmp_path / "a.sav", row_compress=True)
    for path, megabytes in ((write_book({"Svar": rows}), 4.0), (write_csv(rows), 0.25), (tmp_path / "a.sav", 0.8)):
        told.clear()
        open_table(path)
        assert (told[0][0], told[-1][1]) == (path.name, 0)
        assert max(seconds for _, seconds in told) == pytest.approx(
            _watch.SECONDS + _watch.SECONDS_PER_MB * megabytes, rel=0.05
        )
