from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pytest

from oj_analys import catalog
from oj_analys.domain import DataError, Measure
from oj_analys.example import truths
from oj_analys.frames import SOURCES, check_measures
from oj_analys.sources._part import NoticeKind
from oj_analys.sources.loaded import Loaded, load

EXAMPLE = Path(__file__).parents[2] / "data" / "raw" / "exempel"

SETTINGS = """
syntetisk = true
utgava = "2025-06"
uttag = 2025-06-23
grupp = "jamtland"
avsandare = "FoU Jämt"
kontakt = "fragor@exempel.invalid"
mote = "RUG"
"""
FILE = """
[[fil]]
fil = "{name}.xlsx"
typ = "oj"
layout = "{name}.toml"
markorer = "oj_arbetsbok"
producent = "Socialstyrelsen"
publicerad = 2025-06-17
"""
LAYOUT = """
[[blad]]
namn = "Resultat"
rubrikrad = 1
kolumn_kod = "Kod"
kolumn_namn = "Namn"
kolumn_radtyp = "Nivå"

[[blad.matt]]
kolumn = "Ind 2"
matt = "U21468"
period = "2024"
kolumn_n = "B9"
"""

Row = Sequence[object]
AddBook = Callable[..., None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "underlag.toml").write_text(SETTINGS, encoding="utf-8", newline="\n")
    return tmp_path


@pytest.fixture
def add_book(folder: Path, write_book: Callable[..., Path]) -> AddBook:
    """Add a workbook with its layout to the folder and its underlag.toml."""

    def add(name: str, *rows: Row) -> None:
        write_book({"Resultat": [("Kod", "Namn", "Nivå", "Ind 2", "B9"), *rows]}, f"{name}.xlsx")
        (folder / f"{name}.toml").write_text(LAYOUT, encoding="utf-8", newline="\n")
        with (folder / "underlag.toml").open("a", encoding="utf-8", newline="\n") as underlag:
            underlag.write(FILE.format(name=name))

    return add


def bracke(value: object, n: object = None) -> Row:
    return ("2305", "Bräcke", "kommun", value, n)


def in_files(loaded: Loaded) -> pd.DataFrame:
    """The rows that stand in a file; the group's other kommuner are only listed as missing."""
    return loaded.measures[loaded.measures["status"] != "saknas"]


def only_row(loaded: Loaded) -> pd.Series:
    assert len(in_files(loaded)) == 1
    return in_files(loaded).iloc[0]


def refused(folder: Path) -> list[str]:
    with pytest.raises(DataError) as caught:
        load(folder)
    return [str(problem) for problem in caught.value.problems]


def test_files_become_one_sorted_frame_with_its_sources(folder: Path, add_book: AddBook) -> None:
    add_book("b", ("2321", "Åre", "kommun", 94, 35))
    add_book("a", bracke(72, 61), ("00", "Riket", "rike", 86, None))
    loaded = load(str(folder))
    check_measures(loaded.measures)
    SOURCES.check(loaded.sources)
    assert in_files(loaded)["unit"].to_list() == ["0000", "2305", "2321"]
    assert set(loaded.measures["unit"]) == {"0000", *loaded.edition.grupp.members}
    assert loaded.sources["file"].to_list() == ["b.xlsx", "a.xlsx"]
    assert set(loaded.measures["source"]) == set(loaded.sources["source"])
    assert loaded.sources["published"].to_list() == ["2025-06-17"] * 2
    assert all(key.startswith("exempel:") for key in loaded.sources["source"])
    assert repr(loaded) == "Loaded(2025-06: 9 mätvärden, 2 källor, 1 anmärkning, 5 filer)"


def test_every_file_that_was_read_has_its_fingerprint(folder: Path, add_book: AddBook) -> None:
    add_book("a", bracke(72, 61))
    inputs = load(folder).inputs
    assert [one.path for one in inputs] == ["underlag.toml", "a.toml", "a.xlsx"]
    assert [one.sha256 for one in inputs] == [
        hashlib.sha256((folder / one.path).read_bytes()).hexdigest() for one in inputs
    ]


def test_the_caller_may_choose_another_group_and_utgava(folder: Path, add_book: AddBook) -> None:
    add_book("a", bracke(72, 61))
    edition = load(folder, grupp=catalog.grupp("Skaraborg"), utgava="2025-07").edition
    assert (edition.grupp.id, edition.utgava, edition.draft) == ("skaraborg", "2025-07", True)
    with pytest.raises(DataError, match="utgåva: .*tillåtet: år och månad"):
        load(folder, utgava="../x")
    with pytest.raises(DataError, match="utgåva: .*men uttag är 2025-06-23"):
        load(folder, utgava="2035-06")


def test_the_whole_country_is_no_group_of_an_utgava() -> None:
    with pytest.raises(DataError, match="Sverige går att jämföra med, men inte att göra en utgåva för"):
        load(EXAMPLE, grupp=catalog.grupp("Sverige"))


@pytest.mark.parametrize(
    ("measure", "period", "found"),
    [
        ("U21468", "2026", "oj.U21468 har värden för 2026, men uttag är 2025-06-23; tillåtet: högst 2025"),
        ("U23495", "2024", "oj.U23495 har värden för 2024, men måttet är avslutat 2023; tillåtet: högst 2023"),
    ],
)
def test_figures_of_a_year_that_cannot_be(
    folder: Path, add_book: AddBook, measure: str, period: str, found: str
) -> None:
    add_book("a", bracke(72, 61), ("2321", "Åre", "kommun", 94, 35))
    layout = LAYOUT.replace("U21468", measure).replace("2024", period)
    (folder / "a.toml").write_text(layout, encoding="utf-8", newline="\n")
    (message,) = refused(folder)
    assert message.startswith(f'a.xlsx, blad "Resultat", cell D2: {found}')


def test_equal_values_of_two_files_are_one_row_of_the_first(folder: Path, add_book: AddBook) -> None:
    add_book("i_ar", bracke(72, 61))
    add_book("serie", bracke(72.0, 61), ("2321", "Åre", "kommun", 94, 35))
    loaded = load(folder)
    assert in_files(loaded)["unit"].to_list() == ["2305", "2321"]
    assert in_files(loaded)["source"].iloc[0].startswith("exempel:i_ar.xlsx#")
    notice, _ = loaded.notices
    assert (notice.kind, notice.place, notice.count) == (NoticeKind.DUBBLETT, "serie.xlsx", 1)
    assert "1 värde finns också i i_ar.xlsx" in notice.text


def test_an_n_that_one_file_lacks_comes_from_the_other(folder: Path, add_book: AddBook) -> None:
    add_book("i_ar", bracke(72))
    add_book("serie", bracke(72, 61))
    row = only_row(load(folder))
    assert (row["n"], row["count"]) == (61, 44)
    assert row["source"].startswith("exempel:i_ar.xlsx#")


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ((72, 61), (75, 61), "är 72 (61 svar), men 75 (61 svar) i"),
        ((72, 61), (72, 60), "är 72 (61 svar), men 72 (60 svar) i"),
        ((72, None), ("X", None), "är 72, men utan värde (sekretess) i"),
        (("X", None), ("Uppgift saknas", None), "är utan värde (sekretess), men utan värde (saknas) i"),
    ],
)
def test_two_files_that_contradict_name_both_cells_and_values(
    folder: Path, add_book: AddBook, first: Row, second: Row, said: str
) -> None:
    add_book("i_ar", bracke(*first))
    add_book("serie", ("2321", "Åre", "kommun", 94, 35), bracke(*second))
    (message,) = refused(folder)
    assert message.startswith('i_ar.xlsx, blad "Resultat", cell D2: oj.U21468 2024 T för 2305 ')
    assert said in message
    assert 'serie.xlsx, blad "Resultat", cell D3' in message
    assert "Rätta den fil som är fel" in message


def test_three_files_are_compared_even_when_the_first_has_no_n(folder: Path, add_book: AddBook) -> None:
    add_book("a", bracke(72))
    add_book("b", bracke(72, 61))
    add_book("c", bracke(72, 62))
    (message,) = refused(folder)
    assert message.startswith("b.xlsx")
    assert "c.xlsx" in message


def test_a_null_of_kolada_takes_the_reason_of_the_other_file(folder: Path, add_book: AddBook) -> None:
    add_kolada(folder, None)
    add_book("oj", bracke("X"))
    row = only_row(load(folder))
    assert row["status"] == "sekretess"
    assert row["source"].startswith("exempel:oj.xlsx#")  # where the reason stands


def test_kolada_and_a_workbook_may_agree(folder: Path, add_book: AddBook) -> None:
    add_book("oj", bracke(72, 61))
    add_kolada(folder, 72)
    loaded = load(folder)
    assert only_row(loaded)["n"] == 61
    assert "kolada-2025-06-20/data_1.json" in [one.path for one in loaded.inputs]


def add_kolada(folder: Path, value: float | None) -> None:
    """Add a snapshot with one value to the folder and its underlag.toml."""
    snapshot = folder / "kolada-2025-06-20"
    snapshot.mkdir()
    names = (
        "id title description is_divided_by_gender municipality_type auspice operating_area perspective "
        "prel_publication_date publication_date publ_period has_ou_data"
    )
    entry = {"gender": "T", "count": 1, "status": "", "value": value, "isdeleted": False}
    pages = {
        "kpi_1": [dict.fromkeys(names.split(), "") | {"id": "U21468"}],
        "municipality_1": [{"id": "2305", "title": "Bräcke", "type": "K"}],
        "data_1": [{"kpi": "U21468", "municipality": "2305", "period": 2024, "values": [entry]}],
    }
    for name, values in pages.items():
        content = {"count": 1, "values": values, "next_url": None}
        (snapshot / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    with (folder / "underlag.toml").open("a", encoding="utf-8", newline="\n") as underlag:
        underlag.write('[[fil]]\nfil = "kolada-2025-06-20"\ntyp = "kolada"\nproducent = "RKA"\nhamtad = 2025-06-20\n')


def test_faults_of_all_files_come_together(folder: Path, add_book: AddBook) -> None:
    add_book("a", bracke("abc"))
    add_book("b", bracke(72))
    add_book("c", bracke(72), ("2321", "Åre", "kommun", 250, None))
    add_book("d", bracke(75))
    (folder / "b.toml").write_text("", encoding="utf-8")
    (folder / "c.toml").write_text(LAYOUT.replace("U21468", "U23471"), encoding="utf-8")
    add_book("e", bracke(76))
    (folder / "f.xlsx").write_text("Kod;Namn", encoding="utf-8")
    shutil.copy(folder / "a.toml", folder / "f.toml")
    with (folder / "underlag.toml").open("a", encoding="utf-8") as underlag:
        underlag.write(FILE.format(name="f"))
    messages = refused(folder)
    assert [message.split(":")[0].split(",")[0] for message in messages] == [
        "a.xlsx",
        "b.toml",
        "c.xlsx",
        "f.xlsx",
        "d.xlsx",
    ]


def test_a_subfolder_with_its_own_underlag_is_another_edition(folder: Path, add_book: AddBook) -> None:
    add_book("a", bracke(72, 61))
    shutil.copytree(folder, folder / "2025-10")
    (folder / "gammal.xlsx").touch()
    loaded = load(folder)
    assert len(in_files(loaded)) == 1
    assert [notice.place for notice in loaded.notices if notice.kind == "läses_inte"] == ["gammal.xlsx"]


def test_two_loads_give_the_same_frames(folder: Path, add_book: AddBook) -> None:
    add_book("a", bracke(72, 61), ("2321", "Åre", "kommun", 94, 35))
    first, second = load(folder), load(folder)
    pd.testing.assert_frame_equal(first.measures, second.measures)
    assert (first.inputs, first.notices) == (second.inputs, second.notices)


def test_load_writes_nothing(folder: Path, add_book: AddBook) -> None:
    add_book("a", bracke(72, 61))
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    load(folder)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


@pytest.mark.parametrize(("subfolder", "utgava"), [("", truths.JUNE), ("2025-10", truths.OCTOBER)])
def test_the_example_holds_what_was_planted(subfolder: str, utgava: str) -> None:
    loaded = load(EXAMPLE / subfolder)
    assert (loaded.edition.utgava, loaded.edition.syntetisk) == (utgava, True)
    keys = ["measure", "unit", "period", "sex"]
    rows = dict(zip(loaded.measures[keys].itertuples(index=False, name=None), loaded.measures.index, strict=True))
    for figure in (figure for truth in truths.TRUTHS if truth.since == utgava for figure in truth.figures):
        measure = catalog.measure(figure.measure)
        if figure.answer is not None or not measure.kind.is_answer:  # other shares of answers are computed, not read
            row = rows[measure.id, figure.unit, figure.period, figure.sex]
            assert_planted(loaded.measures.loc[row], figure, measure)


def assert_planted(row: pd.Series, figure: truths.Figure, measure: Measure) -> None:
    coding = measure.coding(figure.period)
    if figure.answer is not None:
        assert coding is not None
        assert coding.label(row["value"]) == figure.answer
    elif figure.value is not None:
        assert row["value"] == figure.value
    else:
        assert figure.count is not None
        assert row["n"] == figure.n
        assert abs(row["count"] - figure.count) <= row["n"] / 200 + 0.5  # whole percent tell no more
