"""Write the exact versions of every package, for every platform, into pyproject.toml.

Run with `uv run --no-project python .ci/pins.py` after a change of dependencies. The pins stand as constraints of uv,
so that users and CI install the same versions and no file names the address of an index.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
BLOCK = re.compile(r"# PINS.*?(?=\n\[)", re.DOTALL)
EXPORT = [
    "uv",
    "export",
    "--all-groups",
    "--no-hashes",
    "--no-annotate",
    "--no-header",
    "--no-emit-project",
    "--upgrade",
]


def main() -> None:
    """Resolve without the old pins and put the result in their place."""
    text = PYPROJECT.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        free = Path(folder) / "pyproject.toml"
        free.write_text(BLOCK.sub("", text), encoding="utf-8")
        lines = subprocess.run(
            EXPORT, cwd=folder, check=True, capture_output=True, encoding="utf-8"
        ).stdout.splitlines()
    pins = "".join(f"  {line.strip()!r},\n" for line in sorted(lines) if line.strip())
    block = f"# PINS: exact versions of every package; written by .ci/pins.py\nconstraint-dependencies = [\n{pins}]\n"
    PYPROJECT.write_text(BLOCK.sub(lambda _: block, text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
