"""`python -m oj_analys`: the same commands as `oj-analys`."""

from __future__ import annotations

import sys

from oj_analys.cli import main

if __name__ == "__main__":
    sys.exit(main())
