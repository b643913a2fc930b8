"""``python -m oj_analys.example MAPP`` writes the example county."""

from __future__ import annotations

import sys
from pathlib import Path

from oj_analys.domain import DataError
from oj_analys.example.write import write_example


def main(arguments: list[str]) -> int:
    """Write the example into the folder named and return the exit code."""
    if len(arguments) != 1 or arguments[0] in ("-h", "--help"):
        print("Användning: python -m oj_analys.example MAPP\nSkriver exempellänet (påhittade siffror) i en ny mapp.")  # noqa: T201
        return 0 if arguments in (["-h"], ["--help"]) else 2
    try:
        write_example(Path(arguments[0]))
    except DataError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    print(f"Exempellänet ligger i {arguments[0]}.")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
