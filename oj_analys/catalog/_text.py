"""Reading a catalogue file as text, with the three ways in which that fails."""

from __future__ import annotations

from pathlib import Path

from oj_analys.domain import Problem


def read_text(path: Path, name: str, problems: list[Problem]) -> str | None:
    """Return the file's text, or None after noting why it cannot be read; ``name`` is what the user knows it by."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        problems.append(Problem(name, "filen saknas", action="Lägg tillbaka den."))
    except UnicodeDecodeError:
        problems.append(Problem(name, "filen är inte sparad som UTF-8", action="Spara den som UTF-8."))
    except OSError:
        problems.append(Problem(name, "filen går inte att öppna", action="Stäng den i andra program och försök igen."))
    return None
