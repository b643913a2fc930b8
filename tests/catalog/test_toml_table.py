from __future__ import annotations

import pytest

from oj_analys.catalog.toml_table import parse_toml
from oj_analys.domain import DataError


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a = 1\nb == 2\n", "egen.toml, rad 2"),
        ("a = 1\na = 2\nb = 3\n", "egen.toml, rad 2"),
        ("a = 1\nb = [", "egen.toml, sista raden"),
        (f"a = {'9' * 5000}\n", "egen.toml"),
        (f"a = {'[' * 100_000}\n", "egen.toml"),
    ],
)
def test_what_is_no_toml_is_told_in_swedish_with_its_line(text: str, where: str) -> None:
    with pytest.raises(DataError) as error:
        parse_toml(text, "egen.toml")
    action = "Se efter citattecken, klamrar och nycklar som står två gånger."
    assert str(error.value) == f"{where}: går inte att läsa som TOML. {action}"


@pytest.mark.parametrize(
    ("line", "action"),
    [
        (r'fil = "mapp\a.xlsx"', r"Skriv / i stället för \ i namn på filer och mappar."),
        ("typ = ”oj”", 'Citattecken ska vara raka: " och inte ”.'),
    ],
)
def test_what_is_no_toml_is_told_with_what_is_likely_to_mend_it(line: str, action: str) -> None:
    with pytest.raises(DataError) as error:
        parse_toml(f"a = 1\n{line}\n", "egen.toml")
    assert str(error.value) == f"egen.toml, rad 2: går inte att läsa som TOML. {action}"
