"""The sixteen families of attack, each on the real files of a whole edition of the example county.

The files are read with other eyes than the package's own readers: openpyxl, pypdf and the zip archive itself.
"""

import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from pypdf import PdfReader
from scipy.optimize import Bounds, LinearConstraint, milp

from oj_analys import catalog
from oj_analys.disclosure import protect_release
from oj_analys.domain import Statistic
from oj_analys.publication import publish
from oj_analys.scoring import figures_of
from oj_analys.sources.loaded import Loaded, load

pytestmark = pytest.mark.slow

KEY = ["Id", "Period", "Kommun", "Kön", "Vilka eller vilket svar"]
CELL = ["Id", "Period", "Kön", "Vilka eller vilket svar"]
HIDDEN = ".."
WHOLE = "Länet"
NAMES = tuple(catalog.kommun(code).name for code in catalog.grupp("Jämtland").members)


@pytest.fixture(scope="module")
def loaded(example: Path) -> Loaded:
    return load(example)


@pytest.fixture(scope="module")
def edition(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(example, tmp_path_factory.mktemp("utgåva för angrepp")).folder


def person_rows(path: Path) -> pd.DataFrame:
    """The rows of every sheet of persons of a workbook, as they are stored."""
    book = openpyxl.load_workbook(path, data_only=True)
    found = []
    for sheet in book.worksheets:
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        heads = [place for place, row in enumerate(rows) if set(KEY) <= set(row)]
        if heads:
            head = rows[heads[0]]
            found += [dict(zip(head, row, strict=True)) for row in rows[heads[0] + 1 :] if row[0] and row[1]]
    return pd.DataFrame(found)


@dataclass(frozen=True)
class Everything:
    """What somebody has who has been given every file."""

    rug: pd.DataFrame
    packs: Mapping[str, pd.DataFrame]
    statistics: Mapping[str, str]

    @property
    def counts(self) -> pd.DataFrame:
        """The counts of clients, staff and own measures."""
        return self.rug[self.rug["Id"].isin(self.of_statistic(Statistic.ANTAL) - {"ebp.svarande"})]

    def of_statistic(self, statistic: Statistic) -> set[str]:
        """The measures of persons of one statistic."""
        return {name for name, known in self.statistics.items() if known == statistic}


@pytest.fixture(scope="module")
def everything(edition: Path) -> Everything:
    packs = {path.parent.name: person_rows(path) for path in (edition / "kommun").rglob("*.xlsx")}
    record = json.loads((edition / "visat.json").read_text(encoding="utf-8"))
    statistics = {measure["id"]: measure["statistik"] for measure in record["matt"]}
    return Everything(person_rows(next((edition / "rug").glob("*.xlsx"))), packs, statistics)


@pytest.fixture(scope="module")
def truth(loaded: Loaded) -> dict[tuple[str, str, str], float]:
    """The true counts by measure, period and name of the kommun."""
    names = {code: catalog.kommun(code).name for code in catalog.grupp("Jämtland").members}
    rows = pd.concat(figures_of(loaded.persons))
    rows = rows[rows["unit"].isin(names) & (rows["group"] == "alla") & (rows["sex"] == "T") & rows["count"].notna()]
    return {(row.measure, row.period, names[row.unit]): float(row.count) for row in rows.itertuples() if row.n is pd.NA}


def number(cell: object) -> float:
    """The number in a cell, NaN for a mark."""
    return float(cell) if isinstance(cell, int | float) else np.nan


def tables(counts: pd.DataFrame) -> dict[tuple[str, ...], pd.Series]:
    """Every column of counts: kommun → number, NaN where it is hidden; a missing one is left out."""
    rows = counts[counts["Värde"].map(lambda cell: cell == HIDDEN or isinstance(cell, int | float))]
    return {tuple(map(str, cell)): part.set_index("Kommun")["Värde"].map(number) for cell, part in rows.groupby(CELL)}


def test_a1_no_hidden_count_is_the_whole_less_the_others(everything: Everything) -> None:
    hidden = 0
    for column in tables(everything.counts).values():
        parts = column.reindex([name for name in NAMES if name in column.index])
        whole = column[[name for name in column.index if name not in NAMES]]
        hidden += int(parts.isna().sum())
        assert whole.isna().all() or parts.isna().sum() != 1
    assert hidden > 5


def candidates(column: pd.Series, least: float) -> dict[str, float]:
    """How many numbers each hidden count of a column may be, hidden ones being at least ``least``."""
    names = [name for name in column.index if name in NAMES]
    whole = column[[name for name in column.index if name not in NAMES]]
    low = [least if np.isnan(column[name]) else column[name] for name in names]
    high = [np.inf if np.isnan(column[name]) else column[name] for name in names]
    sums = whole.dropna()
    known = [LinearConstraint(np.ones((1, len(names))), sums.iloc[0], sums.iloc[0])] if len(sums) else []
    found = {}
    for place, name in enumerate(names):
        if np.isnan(column[name]):
            costs = np.eye(len(names))[place]
            ends = [
                milp(
                    s * costs,
                    integrality=np.ones(len(names)),
                    bounds=Bounds(low, np.minimum(high, 1e5)),
                    constraints=known,
                )
                for s in (1, -1)
            ]
            found[name] = -ends[1].fun - ends[0].fun + 1
    return found


@pytest.mark.parametrize("least", [0, 1], ids=["a2", "a3_zeros_are_printed"])
def test_a2_a3_no_hidden_count_has_few_candidates(everything: Everything, least: int) -> None:
    for cell, column in tables(everything.counts).items():
        members = [name for name in NAMES if name in column.index]
        if len(members) == len(NAMES):
            assert all(count >= 5 for count in candidates(column, least).values()), cell


def test_a4_the_mark_does_not_tell_small_from_complementary(
    everything: Everything, truth: Mapping[tuple[str, str, str], float]
) -> None:
    rows = everything.counts
    hidden = rows[rows["Värde"] == HIDDEN]
    true = [truth.get((row.Id, str(row.Period), row.Kommun)) for row in hidden[["Id", "Period", "Kommun"]].itertuples()]
    assert any(count is not None and count >= 5 for count in true)
    assert any(count is not None and count < 5 for count in true)
    assert set(hidden["Status"]) == {catalog.labels().status["sekretess"].text}
    assert hidden["Räknat på (antal)"].map(lambda cell: cell in (None, "")).all()


def test_a5_the_sexes_and_the_years_give_nothing_more(everything: Everything) -> None:
    rows = everything.rug.assign(hidden=everything.rug["Värde"].eq(HIDDEN))
    by_sex = rows.pivot_table(
        index=["Id", "Period", "Kommun", "Vilka eller vilket svar"], columns="Kön", values="hidden", aggfunc="first"
    ).dropna()
    assert len(by_sex) > 20
    hidden = by_sex[["Kvinnor", "Män", "Totalt"]].sum(axis=1)
    assert not (hidden == 1).any()  # T, K and M: one of them alone is the others' sum or difference


def test_a6_all_packs_together_say_no_more_than_the_meetings_set(everything: Everything) -> None:
    rug = everything.rug.set_index(KEY)["Värde"]
    assert rug.index.is_unique
    compared = 0
    for pack in everything.packs.values():
        for key, value in pack.set_index(KEY)["Värde"].items():
            compared += 1
            assert rug[key] == value or (pd.isna(rug[key]) and pd.isna(value)), key
    assert compared > 5000


def test_a7_a_hidden_figure_has_no_share_no_n_and_no_interval(everything: Everything) -> None:
    frames = [everything.rug, *everything.packs.values()]
    for rows in frames:
        hidden = rows[rows["Värde"] == HIDDEN]
        assert hidden["Räknat på (antal)"].map(lambda cell: cell in (None, "")).all()
    counts = {key: value for key, value in everything.rug.set_index(KEY)["Värde"].items() if value == HIDDEN}
    assert counts
    shares = [measure for one in catalog.instruments().values() for measure in one.measures if measure.derived_from]
    for measure in shares:
        for key in counts:
            if key[0] in measure.derived_from:
                share = everything.rug.set_index(KEY)["Värde"].get((measure.id, *key[1:]))
                assert not isinstance(share, int | float), (measure.id, *key[1:])


def test_a8_no_spread_quartile_or_extreme_of_persons_is_printed(everything: Everything) -> None:
    assert set(everything.statistics.values()) == {"antal", "andel", "medel", "fördelning"}
    small = everything.rug[everything.rug["Räknat på (antal)"].map(number) < 7]
    assert small.empty


def test_a9_no_answers_are_printed_that_all_fall_in_one_category(everything: Everything) -> None:
    rows = everything.rug.assign(number=everything.rug["Värde"].map(number))
    answers = rows[rows["Id"].isin(everything.of_statistic(Statistic.FORDELNING))]
    assert answers["number"].notna().sum() > 1000
    assert not (answers["number"] == 100).any()


def test_a10_no_mean_or_share_is_printed_that_is_everybodys(everything: Everything) -> None:
    rows = everything.rug.assign(number=everything.rug["Värde"].map(number))
    means = rows.loc[rows["Id"].isin(everything.of_statistic(Statistic.MEDEL)), "number"].dropna()
    assert len(means) > 50
    assert means.between(1.4, 4.6).all()  # nearer the ends of the scale only a limit is printed, as text


def test_a11_nothing_lies_beside_what_is_seen(edition: Path) -> None:
    for path in edition.rglob("*.xlsx"):
        with zipfile.ZipFile(path) as archive:
            parts = archive.namelist()
            book = archive.read("xl/workbook.xml").decode()
        assert not [part for part in parts if re.search(r"comment|chart|drawing|extern|embed|pivot|vba|custom", part)]
        assert 'state="hidden"' not in book
        assert 'state="veryHidden"' not in book
        assert set(re.findall(r'definedName name="([^"]+)"', book)) <= {"_xlnm.Print_Titles", "_xlnm._FilterDatabase"}
    for path in edition.rglob("*.pdf"):
        reader = PdfReader(path)
        assert not reader.attachments
        assert {"/JavaScript", "/EmbeddedFiles"}.isdisjoint(reader.trailer["/Root"].get("/Names", {}))


def test_a12_names_and_properties_hold_no_figure(edition: Path) -> None:
    for path in edition.rglob("*"):
        assert not re.search(r"\d", re.sub(r"2025-06|^\d\d_|(\d+_)*\d+_ar", "", path.name)), path.name
    for path in edition.rglob("*.xlsx"):
        book = openpyxl.load_workbook(path, read_only=True)
        assert book.properties.creator == "FoU Jämt"
        assert book.properties.lastModifiedBy in (None, "FoU Jämt")


def test_a13_another_order_of_the_rows_hides_the_same(loaded: Loaded) -> None:
    own = loaded.own.definitions if loaded.own else {}
    frames = figures_of(loaded.persons)
    shuffled = [frame.sample(frac=1, random_state=7) for frame in reversed(frames)]
    pd.testing.assert_frame_equal(
        protect_release(frames, own).measures, protect_release(shuffled, own).measures, check_exact=True
    )


def test_a14_a_hidden_value_has_no_place_in_a_picture(edition: Path) -> None:
    drawn = 0
    for path in edition.rglob("*.svg"):
        text = path.read_text(encoding="utf-8")
        marks = [int(number) for number in re.findall(r'id="varde-(\d+)"', text)]
        assert marks == sorted(set(marks))
        drawn += len(marks)
    assert drawn > 100


def test_a15_no_single_role_of_a_kommun_is_printed(everything: Everything) -> None:
    roles = everything.rug[everything.rug["Vilka eller vilket svar"].str.contains("chef|handläggare", case=False)]
    assert not roles["Kommun"].isin(NAMES).any()


def test_a16_the_number_of_invited_does_not_give_back_a_hidden_kommun(everything: Everything) -> None:
    rows = everything.rug.set_index(KEY)
    hidden = [
        key for key, value in rows["Värde"].items() if key[0] == "ebp.svarande" and key[2] in NAMES and value == HIDDEN
    ]
    assert hidden
    for key in hidden:
        rate = rows.loc[("ebp.svarsfrekvens", *key[1:])]
        assert rate["Värde"] == HIDDEN
        assert rate["Räknat på (antal)"] in (None, "")
