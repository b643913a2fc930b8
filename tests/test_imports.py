"""What a fresh process loads: the terminal's help and the package itself must stay light."""

import subprocess
import sys

import pytest

import oj_analys

HEAVY = {"pandas", "numpy", "matplotlib", "scipy", "typst", "xlsxwriter", "pikepdf", "jinja2", "python_calamine"}


def loaded_after(code: str) -> set[str]:
    program = f"import sys\n{code}\nprint(*sys.modules, file=sys.__stdout__)"
    output = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True).stdout
    return {name.split(".")[0] for name in output.splitlines()[-1].split()}


@pytest.mark.parametrize(
    "code",
    [
        "import oj_analys",
        "import oj_analys; oj_analys.kommun('Bräcke'); oj_analys.grupp('Skaraborg')",
        "from oj_analys.cli import parser; parser().format_help()",
        "from oj_analys.cli import main\ntry:\n    main(['rapporter', '--help'])\nexcept SystemExit:\n    pass",
        "from oj_analys.cli import main\nmain(['beskriv', 'U21468'])",
    ],
)
def test_light_steps_load_nothing_heavy(code: str) -> None:
    assert not loaded_after(code) & HEAVY


def test_a_verb_loads_what_it_needs() -> None:
    assert "pandas" in loaded_after("import oj_analys; oj_analys.compare")


def test_every_verb_has_its_home() -> None:
    assert {verb for verb in oj_analys.__all__ if not callable(getattr(oj_analys, verb))} == set()
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = oj_analys.nonsense
