"""The main job on real files: what it writes, that it can be repeated, and that a failed run changes nothing."""

import getpass
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from oj_analys import auditing, catalog
from oj_analys.catalog.contents import DATA
from oj_analys.cli import main
from oj_analys.disclosure.auditor.finding import Audit, Finding
from oj_analys.disclosure.cells.pattern import Pattern
from oj_analys.disclosure.cells.system import System
from oj_analys.disclosure.register import read_register
from oj_analys.disclosure.structure import Line, Star
from oj_analys.domain import DataError, Status
from oj_analys.frames.shown_json import read_shown
from oj_analys.publication import Publication, publish, release

MARKS = ("EXEMPELDATA – påhittade siffror", "UTKAST")
PAIR = ("Bräcke", "Ragunda")


def content(folder: Path) -> dict[str, str]:
    """Every file below a folder with its checksum."""
    files = (item for item in folder.rglob("*") if item.is_file())
    return {item.relative_to(folder).as_posix(): sha256(item.read_bytes()).hexdigest() for item in files}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("län på väg") / "reports"


@pytest.fixture(scope="module")
def published(example: Path, out: Path) -> Publication:
    return publish(example, out, kommuner=PAIR)


@pytest.fixture(scope="module")
def edition(published: Publication) -> Path:
    return published.folder


def test_a_pack_has_its_files(edition: Path) -> None:
    files = set(content(edition))
    assert {"index.html", "innehall.pdf", "dataskydd.pdf", "visat.json", "manifest.json"} < files
    for kommun in ("bracke", "ragunda"):
        pack = f"kommun/{kommun}/"
        assert {f"{pack}2025-06_{kommun}_paket.pdf", f"{pack}2025-06_{kommun}.xlsx"} < files
        pictures = [name for name in files if name.startswith(f"{pack}figurer/")]
        assert len([name for name in pictures if name.endswith(".png")]) >= 8
        assert len([name for name in pictures if name.endswith(".svg")]) >= 8
        assert f"{pack}figurer/alt-texter.csv" in pictures
    assert all(len(name) < 100 and name.isascii() for name in files)


def test_the_manifest_lists_every_file_with_its_checksum(edition: Path, example: Path) -> None:
    manifest = json.loads((edition / "manifest.json").read_text(encoding="utf-8"))
    written = content(edition)
    del written["manifest.json"]
    assert {name: entry["sha256"] for name, entry in manifest["outputs"].items()} == written
    for name, entry in manifest["inputs"].items():
        checksum = sha256((example / name).read_bytes()).hexdigest()
        of_persons = name.startswith(("ebp-", "asi-", "egna-")) and not name.endswith(".toml")
        assert entry["sha256"] == (None if of_persons else checksum), name
    assert "underlag.toml" in manifest["inputs"]
    assert manifest["status"] == "utkast"
    assert manifest["partial"] is True
    assert manifest["syntetisk"] is True
    assert {"python", "oj-analys", "pandas", "matplotlib", "typst"} <= set(manifest["versions"])


def test_every_page_is_marked(edition: Path) -> None:
    for path in edition.rglob("*.pdf"):
        for page in PdfReader(path).pages:
            text = " ".join(page.extract_text().split())
            assert all(mark in text for mark in MARKS), path.name


def test_the_first_page_is_one_page(edition: Path) -> None:
    for path in edition.rglob("*_paket.pdf"):
        first, second = PdfReader(path).pages[:2]
        assert "Hur säkert är det?" in first.extract_text()
        assert "Hur säkert är det?" not in second.extract_text()
        assert "Ekonomiskt bistånd" in second.extract_text().splitlines()[:6]


def test_pages_named_on_the_first_page_hold_what_they_promise(edition: Path) -> None:
    pages = PdfReader(edition / "kommun/bracke/2025-06_bracke_paket.pdf").pages
    line = next(line for line in pages[0].extract_text().splitlines() if "Sida" in line and "tydligt" in line.lower())
    number = int(line.rsplit("Sida", 1)[1].split()[0])
    assert "Äldreomsorg" in pages[number - 1].extract_text()


def test_the_pdf_is_tagged_and_every_picture_has_its_words(edition: Path) -> None:
    with pikepdf.open(edition / "kommun/bracke/2025-06_bracke_paket.pdf") as pdf:
        assert str(pdf.Root.Lang).startswith("sv")
        assert pdf.Root.MarkInfo.Marked
        figures = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"]
    pictures = list((edition / "kommun/bracke/figurer").glob("*.png"))
    assert len(figures) == len(pictures)
    assert all(str(figure.Alt).strip() for figure in figures)


def test_the_same_input_gives_the_same_bytes_and_no_file_from_before_is_kept(
    example: Path, edition: Path, tmp_path: Path
) -> None:
    shutil.copytree(edition, tmp_path / "annan mapp" / "2025-06")
    for stale in ("gammal.pdf", "kommun/bracke/gammal.xlsx", "kommun/are/figurer/01.png"):
        path = tmp_path / "annan mapp" / "2025-06" / stale
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"from before")
    again = publish(example, tmp_path / "annan mapp", kommuner=PAIR[::-1])
    assert content(again.folder) == content(edition)
    assert [path.name for path in (tmp_path / "annan mapp").iterdir()] == ["2025-06"]


def test_the_files_are_audited_and_nothing_is_found(published: Publication) -> None:
    assert published.audit.findings == ()
    assert published.audit.checked > 100
    assert set(published.audit.files) == set(published.files)


def test_the_record_tells_of_every_file_and_holds_no_hidden_number(edition: Path) -> None:
    shown = read_shown(edition)
    assert {file.path for file in shown.files} == set(content(edition)) - {"visat.json", "manifest.json"}
    hidden = [figure for figure in shown.figures if figure.status is Status.SEKRETESS]
    assert hidden
    assert {(figure.value, figure.n, figure.low, figure.high) for figure in hidden} == {(None,) * 4}
    assert {figure.key.unit for figure in shown.figures} == {*catalog.grupp("Jämtland").members, "0023"}


def unpacked(path: Path) -> Iterator[bytes]:
    """Yield a file's bytes, and those of its parts where it is packed."""
    yield path.read_bytes()
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    elif path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            for item in pdf.objects:
                if isinstance(item, pikepdf.Stream) and item.get("/Subtype") != "/Image":
                    yield item.read_bytes()


def test_no_file_tells_of_this_computer_or_its_user(edition: Path, example: Path, out: Path) -> None:
    traces = [str(place).encode() for place in (example, out, Path.home(), Path(tempfile.gettempdir())) if place]
    traces = [trace for trace in traces if len(trace) > 5] + [f"/{getpass.getuser()}/".encode()]
    for path in edition.rglob("*"):
        if path.is_file():
            assert not [trace for data in unpacked(path) for trace in traces if trace in data], path.name


def test_the_author_of_every_file_is_the_sender(edition: Path) -> None:
    for path in edition.rglob("*.pdf"):
        found = PdfReader(path).metadata
        assert found is not None
        assert found.author == "FoU Jämt"
    for path in edition.rglob("*.xlsx"):
        properties = openpyxl.load_workbook(path).properties
        assert (properties.creator, properties.lastModifiedBy) == ("FoU Jämt", "FoU Jämt")
    for path in edition.rglob("*.png"):
        with Image.open(path) as image:
            assert set(image.info) <= {"dpi", "Title"}, path.name


def finding(*_: object) -> Audit:
    return Audit((), 0, (Finding("kommun/bracke/a.pdf", "tabell 3", "en dold siffra syns"),))


def crash(*_: object) -> Audit:
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("conclude", "error", "message"),
    [(finding, DataError, "a.pdf: tabell 3: en dold siffra syns"), (crash, ZeroDivisionError, None)],
)
def test_a_finding_or_a_crash_of_the_audit_leaves_the_earlier_draft(
    example: Path,
    edition: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    conclude: Callable[..., Audit],
    error: type[Exception],
    message: str | None,
) -> None:
    shutil.copytree(edition, tmp_path / "2025-06")
    before = content(tmp_path)
    monkeypatch.setattr(auditing, "conclude", conclude)
    with pytest.raises(error, match=message):
        publish(example, tmp_path, kommuner=["Bräcke"], formats=["xlsx"])
    assert content(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["2025-06"]


def small_counts_only(system: System) -> Pattern:
    return Pattern(frozenset(system.keys_of(system.hidden)), frozenset())


def small_groups_only(_star: Star, _tables: object, hidden: frozenset[Line], _rank: object) -> frozenset[Line]:
    return frozenset(hidden)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("step", "without", "found"),
    [
        ("oj_analys.disclosure.cells.suppress.safe_pattern", small_counts_only, "det dolda antalet går att räkna fram"),
        ("oj_analys.disclosure.pattern.close", small_groups_only, "en grupp med för få svar går att skilja ut"),
    ],
)
def test_an_edition_whose_small_figures_alone_are_hidden_is_stopped(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, without: object, found: str
) -> None:
    monkeypatch.setattr(step, without)
    with pytest.raises(DataError, match=found):
        publish(example, tmp_path, formats=["xlsx"])
    assert not (tmp_path / "2025-06").exists()


@pytest.mark.slow
def test_the_whole_county_is_released_and_reviewed_from_its_files(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = publish(example, tmp_path, workers=2)
    shown = read_shown(draft.folder).figures
    done = release(example, "2025-06", tmp_path, workers=2)
    assert done.audit.findings == ()
    assert read_shown(done.folder).figures == read_register(tmp_path).releases[0].figures == shown
    for path in done.folder.rglob("*.pdf"):
        assert "UTKAST" not in "".join(page.extract_text() for page in PdfReader(path).pages), path.name
    assert main(["granska", str(done.folder)]) == 0
    assert "0 fynd" in capsys.readouterr().out
    with pytest.raises(DataError, match="utlämnad"):
        publish(example, tmp_path)


@pytest.mark.slow
def test_the_whole_county_twice_with_one_and_two_workers_gives_the_same_bytes(example: Path, tmp_path: Path) -> None:
    once = publish(example, tmp_path / "1")
    twice = publish(example, tmp_path / "2", workers=2)
    assert len(once.kommuner) == 8
    assert not once.edition.partial
    assert content(once.folder) == content(twice.folder)


@pytest.mark.slow
def test_a_group_that_is_no_lan_has_its_own_names(example: Path, tmp_path: Path) -> None:
    done = publish(example / "skaraborg", tmp_path, kommuner=["Skövde"])
    text = " ".join(
        "".join(page.extract_text() for page in PdfReader(next(done.folder.rglob("*_paket.pdf"))).pages).split()
    )
    for word in ("Skövde kommun", "i Skaraborg", "FoU Skaraborg (påhittad)", "Till vård- och stödnämnden"):
        assert word in text
    for word in ("i länet", "Länet", "Jämtland", "FoU Jämt"):
        assert word not in text


# What must stop the run, and what the message must hold.


@pytest.fixture
def project(example: Path, edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example to break, beside an edition that must survive."""
    folder = tmp_path / "projekt å"
    shutil.copytree(example, folder / "rå")
    shutil.copytree(edition, folder / "reports" / "2025-06")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def stops(project: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run the main job, see that it stops and leaves every edition as it was, and return what it said."""
    before = content(project / "reports")

    def run(*words: str) -> str:
        assert main(["rapporter", "rå", *words]) == 1
        assert content(project / "reports") == before
        message = capsys.readouterr().err
        assert "Traceback" not in message
        return message

    return run


@pytest.fixture
def broken_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "katalog"
    shutil.copytree(DATA, folder)
    monkeypatch.setattr(catalog, "bundled", lambda: catalog.read_catalog(folder))
    return folder


def test_a_broken_catalogue_file(broken_catalogue: Path, stops: Callable[..., str]) -> None:
    path = broken_catalogue / "indicators" / "vald.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"up"', '"uppåt"', 1), encoding="utf-8")
    message = stops()
    assert "vald.toml" in message
    assert 'nyckeln "riktning" är "uppåt"' in message
    assert "tillåtet: up, down, none, context" in message


def test_an_unknown_kommun(stops: Callable[..., str]) -> None:
    assert "Menade du Bräcke?" in stops("--kommun", "Bräkce")


def test_a_kommun_outside_the_group(stops: Callable[..., str]) -> None:
    message = stops("--kommun", "Skövde")
    assert "Skövde hör inte till Jämtlands län" in message
    assert "tillåtet: Berg, Bräcke, Härjedalen, Krokom, Ragunda, Strömsund, Åre och Östersund" in message


def test_a_group_is_no_lan(stops: Callable[..., str]) -> None:
    assert "Skaraborg är inget län" in stops("--lan", "Skaraborg")


def test_an_empty_group_or_format_is_no_wish_for_all(stops: Callable[..., str]) -> None:
    assert "finns inte i katalogen" in stops("--grupp=")
    assert 'okänt format ""' in stops("--format=")


def test_an_unknown_format(stops: Callable[..., str]) -> None:
    assert 'okänt format "pfd"; tillåtet: pdf, xlsx, figurer' in stops("--format", "pfd,xlsx")


def change_cell(path: Path, sheet: str, old: str, new: str) -> str:
    """Put a text in place of the first cell that holds another one, and return the cell's address."""
    book = openpyxl.load_workbook(path)
    cell = next(cell for row in book[sheet].iter_rows() for cell in row if cell.value == old)
    cell.value = new
    book.save(path)
    return str(cell.coordinate)


def test_an_unknown_marker_in_a_cell(project: Path, stops: Callable[..., str]) -> None:
    path = next((project / "rå").glob("2025-6-*vald.xlsx"))
    address = change_cell(path, "Resultat", "Nej", "vet inte riktigt")
    message = stops()
    for part in (path.name, '"Resultat"', address, "vet inte riktigt", "tillåtet:"):
        assert part in message


def test_a_missing_sheet(project: Path, stops: Callable[..., str]) -> None:
    layout = next((project / "rå").glob("2025-6-*vald.toml"))
    layout.write_text(layout.read_text(encoding="utf-8").replace('"Resultat"', '"Utfall"'), encoding="utf-8")
    message = stops()
    for part in (layout.with_suffix(".xlsx").name, "Utfall", "Resultat"):
        assert part in message


def test_a_corrupt_workbook(project: Path, stops: Callable[..., str]) -> None:
    path = next((project / "rå").glob("2025-6-*vald.xlsx"))
    path.write_bytes(path.read_bytes()[:5000])
    message = stops()
    assert path.name in message


def test_all_faults_of_all_files_come_together(project: Path, stops: Callable[..., str]) -> None:
    first, second = sorted((project / "rå").glob("2025-6-*vald*.xlsx"))
    first.write_bytes(b"PK nonsens")
    second.write_bytes(b"")
    message = stops()
    assert first.name in message
    assert second.name in message
    assert "fel hittades. Inget har skrivits." in message


def test_a_folder_without_underlag(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"underlag\.toml"):
        publish(tmp_path, tmp_path / "reports")
    assert not (tmp_path / "reports").exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="mappen finns inte"):
        publish(tmp_path / "felstavad", tmp_path / "reports")
