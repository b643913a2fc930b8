import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import oj_analys as oj
from oj_analys.analysis import compare
from oj_analys.frames import MEASURES
from tests.analysis.plain import Plain

JAMTLAND = oj.grupp("Jämtland")
AGAINST = ["riket", "lan", "lan_kommuner", "kommungrupp", "liknande", "skaraborg"]
MEASURE_IDS = ["oj.U21468", "oj.U21449", "oj.N31807", "oj.U31402", "oj.U37488", "oj.U21432", "oj.N21900"]
SHARES = {"oj.U21468", "oj.U21449", "oj.N31807", "oj.U21432"}
# The kommuner of the län, and some that are like them: of the same kommungrupp, list of liknande, named group.
UNITS = [*JAMTLAND.members, "0000", "0023", "0584", "1782", "2039", "1473", "1499", "0114"]


def made_up(seed: int) -> pd.DataFrame:
    """A frame with every kind of row: without value, n or count, of another huvudman, in odd order, some not there."""
    random = np.random.default_rng(seed)
    rows = [
        _row(random, unit, measure, period, gaps=float(random.choice([0, 0.2])))
        for measure in MEASURE_IDS
        for period in ("2023", "2024")
        for unit in UNITS
        if random.random() < 0.9 or measure == "oj.U21468"
    ]
    random.shuffle(rows)
    return MEASURES.build(rows)


def _row(random: np.random.Generator, unit: str, measure: str, period: str, gaps: float) -> dict[str, object]:
    row: dict[str, object] = {"unit": unit, "measure": measure, "period": period, "sex": "T", "group": "alla"}
    row |= {"status": "ok", "source": "a.xlsx#12345678", "policy": "öppen"}
    if random.random() < gaps / 2:
        return row | {"status": "bortfall"}
    if measure not in SHARES:
        return row | {"value": float(random.integers(0, 2))}
    n = 3000 if unit == "0023" else int(random.integers(1, 400))
    count = int(random.binomial(n, random.choice([0.5, 0.7, 1.0], p=[0.45, 0.45, 0.1])))
    row |= {"value": 100 * count / n}
    if random.random() < gaps:
        return row | ({"n": n} if random.random() < 0.5 else {})
    return row | {"count": count, "n": n}


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6))
def test_every_row_is_what_a_plain_loop_says(seed: int) -> None:
    measures = made_up(seed)
    compared = compare(measures, among=JAMTLAND, against=AGAINST)
    plain = Plain(measures)
    own = [row for row in plain.rows.values() if row["unit"] in JAMTLAND.members]
    assert len(compared) == len(own) * len(AGAINST)
    for got in compared.to_dict("records"):
        expected = plain.compared(plain.rows[got["unit"], got["measure"], got["period"]], got["reference_kind"])
        words = {name: value for name, value in expected.items() if isinstance(value, str)}
        assert {name: got[name] for name in words} == words, (got, expected)
        for name in expected.keys() - words.keys():
            np.testing.assert_allclose(got[name], expected[name], rtol=1e-8, atol=1e-9, err_msg=f"{name}: {got}")
