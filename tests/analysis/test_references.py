from collections.abc import Callable

import pandas as pd
import pytest

import oj_analys as oj
from oj_analys import catalog
from oj_analys.analysis import compare
from oj_analys.analysis.references import references
from oj_analys.domain import DataError, Peers
from oj_analys.frames import COMPARED, MEASURES

Build = Callable[..., pd.DataFrame]
JAMTLAND = oj.grupp("Jämtland")
BRACKE, BERG, AREA = "2305", "2326", "2321"
SERVICES, LSS = "oj.U21468", "oj.N28140"


def one(frame: pd.DataFrame, unit: str, measure: str = SERVICES, period: str = "2024") -> pd.Series:
    rows = frame[(frame["unit"] == unit) & (frame["measure"] == measure) & (frame["period"] == period)]
    return rows.squeeze()


def lists(monkeypatch: pytest.MonkeyPatch, found: dict[tuple[str, str, int], tuple[str, ...]]) -> None:
    def peers(area: str, kommun: str, year: int) -> Peers | None:
        members = found.get((area, kommun, year))
        return None if members is None else Peers(year, members)

    monkeypatch.setattr(catalog, "peers", peers)


def test_liknande_follow_the_area_and_the_year(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    lists(
        monkeypatch,
        {
            ("aldreomsorg", BRACKE, 2023): ("0114",),
            ("aldreomsorg", BRACKE, 2024): ("0115", "0117"),
            ("lss", BRACKE, 2024): ("0114", "0117"),
        },
    )
    values = {BRACKE: (44, 61), "0114": (10, 100), "0115": (50, 100), "0117": (90, 100)}
    frames = [build(values, SERVICES, "2023"), build(values, SERVICES, "2024"), build(values, LSS, "2024")]
    compared = compare(MEASURES.build(pd.concat(frames)), among=JAMTLAND, against=["liknande"])
    assert one(compared, BRACKE, SERVICES, "2023")["reference"] == pytest.approx(10)
    assert one(compared, BRACKE, SERVICES, "2024")["reference"] == pytest.approx(70)
    assert one(compared, BRACKE, LSS, "2024")["reference"] == pytest.approx(50)


def test_liknande_need_not_be_mutual_and_may_be_none(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    lists(monkeypatch, {("aldreomsorg", BRACKE, 2024): (BERG,), ("aldreomsorg", BERG, 2024): ("0114",)})
    values = {BRACKE: (44, 61), BERG: (30, 60), AREA: (30, 60), "0114": (6, 60)}
    compared = compare(build(values), among=JAMTLAND, against=["liknande"])
    assert one(compared, BRACKE)["reference"] == pytest.approx(50)
    assert one(compared, BERG)["reference"] == pytest.approx(10)
    assert one(compared, AREA)["reason"] == "referens_saknas"


def test_liknande_come_from_the_catalogue(build: Build) -> None:
    peers = catalog.peers("aldreomsorg", BRACKE, 2024)
    assert peers is not None
    values = {unit: (place + 1, 10) for place, unit in enumerate(peers.members)} | {BRACKE: (44, 61)}
    row = one(compare(build(values), among=JAMTLAND, against=["liknande"]), BRACKE)
    assert row["reference"] == pytest.approx(10 * (1 + len(peers.members)) / 2)


def test_kommungrupp_is_skrs(build: Build) -> None:
    values = {BRACKE: (44, 61)} | {kommun.code: (30, 60) for kommun in catalog.kommuner() if kommun.kommungrupp == "C9"}
    compared = compare(build(values), among=JAMTLAND, against=["kommungrupp"])
    assert one(compared, BRACKE)["reason"] == "referens_saknas"  # Bräcke is B5
    assert one(compared, AREA)["reference"] == pytest.approx(50)


@pytest.mark.parametrize("kind", ["lan", "lan_kommuner", "kommungrupp", "liknande", "skaraborg"])
def test_answers_have_the_share_of_yes_as_reference(build: Build, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lists(monkeypatch, {("vald", BRACKE, 2025): ("1473", "1493")})
    values = {BRACKE: 1.0, BERG: 0.0, "1473": 1.0, "1493": "bortfall", "1499": 1.0, "0023": 0.25}
    frame = compare(build(values, "oj.U37488", "2025"), among=JAMTLAND, against=[kind])
    shares = {"lan": 50, "lan_kommuner": 50, "kommungrupp": 50, "liknande": 100, "skaraborg": 100}
    row = one(frame, BRACKE, "oj.U37488", "2025")
    assert row["reference"] == pytest.approx(shares[kind])
    assert (row["position"], row["reason"]) == ("ej jämförbar", "svarsfråga")


def test_each_reference_stands_once_and_in_order() -> None:
    kinds = [found.kind for found in references(JAMTLAND, ["riket", "lan", "riket", "skaraborg", "kommungrupp"])]
    assert kinds == ["kommungrupp", "lan", "riket", "skaraborg"]


def test_every_unknown_reference_and_measure_is_named(build: Build) -> None:
    with pytest.raises(DataError) as caught:
        compare(build({BRACKE: 1.0}), among=JAMTLAND, against=["rike", "grannen"])
    assert len(caught.value.problems) == 2
    frame = pd.concat([build({BRACKE: 1.0}, name) for name in ("egna.larm", "oj.U99999")])
    with pytest.raises(DataError) as caught:
        compare(MEASURES.build(frame), among=JAMTLAND, against=["riket"])
    assert [problem.found for problem in caught.value.problems] == [
        '"egna.larm" finns inte i katalogen',
        '"oj.U99999" finns inte i katalogen',
    ]


def test_unknown_measures_of_others_are_no_matter(build: Build) -> None:
    frame = MEASURES.build(pd.concat([build({"0000": 86.0, BRACKE: (44, 61)}), build({"0114": 1.0}, "egna.larm")]))
    assert one(compare(frame, among=JAMTLAND, against=["riket"]), BRACKE)["position"] == "sämre"


def test_nothing_to_show_is_an_empty_frame(build: Build) -> None:
    COMPARED.check(compare(build({"0114": (1, 2)}), among=JAMTLAND, against=["riket"]))
    assert compare(MEASURES.empty(), among=JAMTLAND, against=["riket"]).empty
