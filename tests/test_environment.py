"""The environment is pinned, and no committed file names the address of an index."""

import tomllib
from importlib.metadata import distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_installed_package_has_its_exact_version_in_pyproject() -> None:
    pins = [Requirement(line) for line in PROJECT["tool"]["uv"]["constraint-dependencies"]]
    wanted = {canonicalize_name(pin.name): pin for pin in pins if pin.marker is None or pin.marker.evaluate()}
    installed = {canonicalize_name(item.name): item.version for item in distributions() if item.name != "oj-analys"}
    # uv itself may lie in the same environment: the README's line names its version.
    installed = {name: version for name, version in installed.items() if name not in {"uv", "pip", "setuptools"}}
    differing = {
        name: version
        for name, version in installed.items()
        if name not in wanted or not wanted[name].specifier.contains(version)
    }
    assert differing == {}


def test_both_lines_of_the_readme_name_the_same_uv() -> None:
    lines = [
        line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("python ")
    ]
    assert len(lines) == 2
    assert len({line.split("&&")[0] for line in lines}) == 1


def test_every_dependency_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for dependency in PROJECT["project"]["dependencies"]:
        line = next(line for line in text.splitlines() if f'"{dependency}"' in line)
        assert "# " in line, dependency
