import pandas as pd
import pytest

from oj_analys.frames import MEASURES, FrameError, FrameSpec, check_measures

ROW = {
    "unit": "2305",
    "measure": "oj.U21468",
    "period": "2024",
    "sex": "T",
    "group": "alla",
    "value": 72.0,
    "n": 61,
    "count": 44,
    "status": "ok",
    "source": "a.xlsx#12345678",
    "policy": "öppen",
}


def test_build_puts_columns_in_order_with_their_dtypes() -> None:
    frame = MEASURES.build([dict(reversed(ROW.items()))])
    assert list(frame.columns) == list(MEASURES.columns)
    assert frame.dtypes.astype(str).to_dict() == dict(MEASURES.columns)


def test_absent_columns_become_empty() -> None:
    frame = MEASURES.build([{"unit": "2305", "measure": "oj.U21468"}])
    assert frame["source"].item() == ""
    assert frame["value"].isna().all()


def test_codes_stay_text() -> None:
    assert MEASURES.build([{**ROW, "unit": "0114"}])["unit"].item() == "0114"


def test_categories_become_the_same_texts() -> None:
    rows = pd.DataFrame([ROW, {**ROW, "sex": "K", "unit": None}, {**ROW, "sex": "M"}])
    texts = [name for name, kind in MEASURES.columns.items() if kind == "str"]
    pd.testing.assert_frame_equal(MEASURES.build(rows.astype(dict.fromkeys(texts, "category"))), MEASURES.build(rows))


@pytest.mark.parametrize("twins", [["2305", "2305"], [2305, "2305"], ["", None]])
def test_keys_that_repeat_are_found_among_categories(twins: list[object]) -> None:
    frame = pd.DataFrame([ROW, ROW]).assign(unit=pd.Categorical(pd.Series(twins, dtype="object")))
    with pytest.raises(FrameError, match="1 rows repeat a key"):
        MEASURES.build(frame)


def test_all_breaches_are_told_at_once() -> None:
    frame = MEASURES.build([ROW, {**ROW, "sex": "K"}]).astype({"n": "float64"}).assign(sex="T")
    with pytest.raises(FrameError, match=r"column n is float64, must be Int64; 1 rows repeat a key"):
        MEASURES.check(frame)


def test_no_value_is_ever_named() -> None:
    for fault in ([{**ROW, "source": "hemlig"}] * 2, [{**ROW, "value": "hemlig"}]):
        with pytest.raises(FrameError) as caught:
            MEASURES.build(fault)
        assert "hemlig" not in f"{caught.value} {caught.value.__cause__}"
        assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_wrong_columns_are_named() -> None:
    with pytest.raises(FrameError, match="columns are"):
        MEASURES.check(pd.DataFrame({"kommun": ["2305"]}))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"value": None}, "without status ok"),
        ({"status": "sekretess"}, "without status ok"),
        ({"status": "dold", "value": None}, "unknown status"),
        ({"policy": ""}, "no policy"),
    ],
)
def test_the_waist_fails_closed(change: dict[str, object], words: str) -> None:
    with pytest.raises(FrameError, match=words):
        check_measures(MEASURES.build([{**ROW, **change}]))


def test_a_frame_without_rows_is_a_frame() -> None:
    assert check_measures(MEASURES.empty()).empty


def test_the_contract_cannot_be_changed() -> None:
    spec = FrameSpec("X", {"a": "str"}, ("a",))
    with pytest.raises(TypeError):
        spec.columns["b"] = "str"  # type: ignore[index]
