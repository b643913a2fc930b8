"""Which folder of raw files a command reads when none was named."""

from __future__ import annotations

from pathlib import Path

from oj_analys.commands import MODULE, RAW
from oj_analys.domain import DataError, Problem
from oj_analys.sources.ignored import is_ignored

EXAMPLE = RAW / "exempel"


def raw_folder() -> Path:
    """Return the folder to read when none was named: the county's own data, else the example county.

    Raises:
        DataError: If ``data/raw`` holds files but no ``underlag.toml``, or neither it nor the example is there.
    """
    if (RAW / "underlag.toml").exists():
        return RAW
    strangers = sorted(item.name for item in RAW.glob("*") if not is_ignored(item.name) and item.name != EXAMPLE.name)
    if strangers:
        raise DataError(
            Problem(
                str(RAW),
                f"det finns filer ({', '.join(strangers)}) men ingen underlag.toml",
                action=f"Låt {MODULE} underlag {RAW.as_posix()} skriva ett förslag till en, "
                f"eller ange exempellänet: {MODULE} rapporter {EXAMPLE.as_posix()}",
            )
        )
    if not (EXAMPLE / "underlag.toml").exists():
        raise DataError(
            Problem(
                str(RAW),
                "varken egna data eller exempellänet finns här",
                action=f"Stå i projektets mapp, eller ange mappen med råfiler: {MODULE} rapporter MAPP",
            )
        )
    print("data/raw är tom, så exempellänet i data/raw/exempel används (påhittade siffror).")
    return EXAMPLE
