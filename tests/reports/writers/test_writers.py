from __future__ import annotations

import subprocess
import sys

from oj_analys.reports.blocks import Report
from oj_analys.reports.writers import FORMATS


def test_every_format_has_its_files(report: Report) -> None:
    names = {key: sorted(write(report)) for key, write in FORMATS.items()}
    assert names["pdf"] == ["2025-06_bracke_paket.pdf"]
    assert names["xlsx"] == ["2025-06_bracke.xlsx"]
    assert len(names["figurer"]) == 5
    assert set(names) == {"pdf", "xlsx", "figurer"}


def test_the_list_of_formats_costs_nothing_to_import() -> None:
    code = "import sys; import oj_analys.reports.writers; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"typst", "xlsxwriter", "matplotlib", "pikepdf", "jinja2", "pandas"} & set(done.stdout.split())
