from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from oj_analys import catalog, swedish
from oj_analys.catalog.theme import theme
from oj_analys.charts.ratings import chart_ratings, draw_ratings
from oj_analys.charts.said import Said
from oj_analys.charts.setting import Setting
from oj_analys.charts.sheet import Sheet
from oj_analys.domain import SYNTHETIC_MARK, DataError, InterviewForm, Point

Spread = Callable[..., Mapping[tuple[str, str, str, str], object]]
Measured = Callable[..., pd.DataFrame]
Rated = Callable[..., pd.DataFrame]
Boxes = Callable[..., list[list[tuple[float, float]]]]
Texts = Callable[[Figure], list[str]]
ASI = catalog.interview_form("asi")
JAMTLAND = catalog.grupp("Jämtland")
NEED = [rating.measure for rating in ASI.ratings if rating.measure.endswith(".hjalpbehov")]
NAMES = [
    "Fysisk hälsa",
    "Arbete och försörjning",
    "Alkohol",
    "Narkotika",
    "Rättsliga problem",
    "Familj",
    "Umgänge",
    "Psykisk hälsa",
]
HIDDEN = "visas inte, för att ingen enskild ska kunna pekas ut"
PROVISO = "Variabler och skalor för ASI är preliminära (formulärets koder är inte bekräftade)."
EVEN = {0: 30.0, 2: 45.0, 3: 25.0}
GROUP = {"unit": "0023", "period": "2023/2024", "grupp": JAMTLAND}


@pytest.fixture(scope="session")
def rated(measured: Measured, spread: Spread) -> Rated:
    """Make a frame of the need for help in every area: measure → shares or status; all others are even."""

    def make(
        shares: Mapping[str, object], others: object = 2.0, period: str = "2023/2024", **more: Any
    ) -> pd.DataFrame:
        values: dict[tuple[str, str, str, str], object] = {}
        for measure in NEED:
            values |= spread(("0023", measure, period), shares.get(measure, EVEN), 70, others)
        return measured(values, **{"policy": "asi_klient", **more})

    return make


def test_each_area_is_one_whole_bar_in_the_order_of_the_form(rated: Rated, boxes: Boxes, texts: Texts) -> None:
    much = {0: 0.0, 2: 20.0, 3: 80.0}
    figure = draw_ratings(rated({NEED[2]: much}), ASI, **GROUP).figure
    even = [(0, 30), (30, 45), (75, 25)]
    assert boxes(figure) == [even, even, [(0, 20), (20, 80)], even, even, even, even, even]
    found = texts(figure)
    assert [text for text in found if text in NAMES] == NAMES
    assert found.count("70") == 8


def test_why_a_client_gave_no_answer_is_never_drawn_or_said(measured: Measured, spread: Spread, texts: Texts) -> None:
    kinds = {"obesvarad": 4.0, "ej_aktuell": 22.0, "blank": 1.0, "avvisad": 2.0}
    values = spread(("0023", NEED[0], "2023/2024"), EVEN, 70, **kinds)
    chart = draw_ratings(measured(values, policy="asi_klient"), ASI, **GROUP)
    said = " ".join([*texts(chart.figure), chart.alt, chart.reading])
    assert len(chart.figure.axes) == 1
    assert not [word for word in ("22", "ej aktuellt", "obesvarad", "avvisat", "grå") if word in said]


def test_the_bands_of_the_interviewer_are_found_by_their_first_code(
    measured: Measured, spread: Spread, boxes: Boxes, texts: Texts
) -> None:
    values: dict[tuple[str, str, str, str], object] = {}
    for rating in ASI.ratings:
        if rating.measure.endswith(".skattning"):
            bands = {0: 30.0, 4: 45.0, 6: 25.0}
            values |= spread(("0023", rating.measure, "2023/2024"), bands, 70)
    chart = draw_ratings(measured(values, policy="asi_klient"), ASI, "skattning", **GROUP)
    assert boxes(chart.figure) == [[(0, 30), (30, 45), (75, 25)]] * 7
    assert "Umgänge" not in texts(chart.figure)  # the interviewer rates family and social life together
    assert chart.title == "Intervjuarens skattning enligt ASI: hur fördelar sig svaren i länet 2023–2024?"


def test_one_sex_is_named(rated: Rated, texts: Texts) -> None:
    frame = pd.concat([rated({}), rated({NEED[0]: "sekretess"}, sex="K")], ignore_index=True)
    chart = draw_ratings(frame, ASI, sex="K", **GROUP)
    assert chart.title == "Hjälpbehov enligt ASI: hur fördelar sig svaren i länet 2023–2024, kvinnor?"
    assert texts(chart.figure).count("..") == 2
    assert ".." not in texts(draw_ratings(frame, ASI, **GROUP).figure)


def test_nothing_of_a_hidden_area_is_drawn_or_said(rated: Rated, boxes: Boxes, texts: Texts) -> None:
    bare = rated({NEED[4]: "sekretess", NEED[5]: {**EVEN, 2: "sekretess"}})
    planted = bare.assign(n=bare["n"].fillna(4), low=1.5, high=2.5, count=3).astype({"count": "Int64"})
    one, other = (draw_ratings(frame, ASI, **GROUP) for frame in (bare, planted))
    assert (one.title, one.alt, one.reading) == (other.title, other.alt, other.reading)
    assert texts(one.figure) == texts(other.figure)
    assert boxes(one.figure) == boxes(other.figure)
    assert len(boxes(one.figure)) == 6
    assert f"rättsliga problem ({HIDDEN})" in one.alt


@pytest.mark.parametrize(("status", "reason"), [("sekretess", HIDDEN), ("saknas", "uppgift saknas i källan")])
def test_without_any_area_there_is_nothing_to_draw(rated: Rated, status: str, reason: str) -> None:
    with pytest.raises(DataError, match=f"inget att rita för Hjälpbehov, länet 2023–2024: {reason}"):
        draw_ratings(rated(dict.fromkeys(NEED, status)), ASI, **GROUP)


def test_coverage_proviso_threshold_and_marks_stand_in_the_picture(rated: Rated, texts: Texts) -> None:
    coverage = "Täckningen är okänd, så svaren gäller inte alla klienter."
    frame = rated({}, source="exempel:a.csv#12345678", policy="utkast:asi_klient")
    chart = draw_ratings(
        frame, ASI, coverage=Said(coverage), setting=Setting(source_line="Bearbetning: FoU Jämt."), **GROUP
    )
    found = texts(chart.figure)
    assert set(found[:2]) == {SYNTHETIC_MARK, "UTKAST"}
    assert found[-3:] == [coverage, PROVISO, "Bearbetning: FoU Jämt."]
    least = "Svarsfördelningar visas bara för grupper med minst 10 svar, och inte när 1–4 har gett samma svar."
    assert f"{least} Antal svar anges i hela femtal, avrundat nedåt." in " ".join(found)
    assert chart.alt.endswith(f"Antal svar anges i hela femtal, avrundat nedåt. {PROVISO}")
    bare = draw_ratings(frame, replace(ASI, assumed=False), **GROUP)
    assert PROVISO not in [*texts(bare.figure), bare.alt]


def test_the_alternative_text_comes_from_the_data(rated: Rated) -> None:
    frame = rated({NEED[2]: {0: 10.0, 2: 35.0, 3: 55.0}, **dict.fromkeys(NEED[3:], "sekretess")})
    even = "45 procent måttligt och 25 procent påtagligt eller mycket stort (70 svar)"
    hidden = "; ".join(f"{swedish.lower_first(name)} ({HIDDEN})" for name in NAMES[3:])
    assert draw_ratings(frame, ASI, **GROUP).alt == (
        "Liggande staplar till 100 procent: Hjälpbehov enligt ASI, länet 2023–2024. "
        f"Fysisk hälsa {even}; arbete och försörjning {even}; "
        f"alkohol 35 procent måttligt och 55 procent påtagligt eller mycket stort (70 svar); {hidden}. "
        f"Antal svar anges i hela femtal, avrundat nedåt. {PROVISO}"
    )


def test_the_group_is_drawn_in_its_newest_period(rated: Rated) -> None:
    frame = pd.concat([rated({}, period="2022"), rated({}), rated({}, period="2023")], ignore_index=True)
    assert chart_ratings(frame).get_label() == "Hjälpbehov enligt ASI: hur fördelar sig svaren i länet 2023–2024?"


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ({"2023": "saknas", "2024": (41.0, 132)}, "Täckning i länet: 41 procent 2024, okänd 2023."),
        ({"2022": (80.0, 50), "2024": (41.0, 132)}, "Täckning i länet: 41 procent 2024, okänd 2023."),
        ({"2023": "sekretess", "2024": (41.0, 132)}, f"Täckning i länet: 41 procent 2024; 2023 {HIDDEN}."),
        ({"2023": "sekretess", "2024": "sekretess"}, f"Täckning i länet: 2024 och 2023 {HIDDEN}."),
        ({"2023": "saknas", "2024": "ej_beräknad"}, "Täckning okänd."),
        ({"2022": (80.0, 50)}, "Täckning okänd."),
        ({}, "Täckning okänd."),
    ],
)
def test_the_groups_coverage_stands_under_what_its_clients_say(
    rated: Rated, measured: Measured, texts: Texts, years: Mapping[str, object], words: str
) -> None:
    usage = {("0023", "asi.tackning", year, "alla"): figure for year, figure in years.items()}
    other = {("2380", "asi.tackning", "2024", "alla"): (77.0, 40)}
    frame = pd.concat([rated({}), measured(usage | other, policy="asi_klient")], ignore_index=True)
    assert words in " ".join(texts(chart_ratings(frame)))


def test_coverage_that_nobody_has_guarded_is_refused(rated: Rated, measured: Measured) -> None:
    usage = measured({("0023", "asi.tackning", "2024", "alla"): (41.37, 132)}, policy="asi_klient")
    with pytest.raises(DataError, match="1 rad om personer som inte är skyddade"):
        chart_ratings(pd.concat([rated({}), usage], ignore_index=True))


@pytest.mark.parametrize(("steps", "shades"), [(2, [0, 4]), (3, [0, 2, 4]), (4, [0, 1, 3, 4]), (5, [0, 1, 2, 3, 4])])
def test_a_scale_of_two_to_five_steps_is_drawn_from_pale_to_dark(
    measured: Measured, spread: Spread, texts: Texts, steps: int, shades: list[int]
) -> None:
    form = _with_steps(steps)
    shares = dict.fromkeys(range(steps), 100.0 / steps)
    values = spread(("0023", NEED[0], "2023/2024"), {code: round(share) for code, share in shares.items()}, 70)
    figure = draw_ratings(measured(values, policy="asi_klient"), form, **GROUP).figure
    five = theme().colours.one_way(5)
    drawn = [to_hex(patch.get_facecolor()) for patch in figure.axes[0].patches]
    assert drawn == [five[at].hex for at in shades]
    assert {f"steg {code}" for code in range(steps)} <= set(texts(figure))


@pytest.mark.parametrize("steps", [1, 6])
def test_a_scale_of_other_lengths_is_refused(rated: Rated, steps: int) -> None:
    with pytest.raises(DataError, match=f"skalan Klientens egen bedömning har {steps} steg; tillåtet: 2 till 5 steg"):
        draw_ratings(rated({}), _with_steps(steps), **GROUP)


def _with_steps(steps: int) -> InterviewForm:
    points = tuple(Point(code, code, (f"steg {code}",)) for code in range(steps))
    return replace(ASI, scales=tuple(replace(scale, points=points) for scale in ASI.scales))


def test_an_unknown_rating_is_refused_with_those_there_are(rated: Rated) -> None:
    with pytest.raises(DataError, match='"dagar" finns inte i ASI; tillåtet: oro, hjalpbehov, skattning'):
        chart_ratings(rated({}), "dagar")


def test_a_slide_gives_all_its_width_to_the_bars(rated: Rated) -> None:
    column, slide = (chart_ratings(rated({}), sheet=sheet) for sheet in ("spalt", "bild"))
    assert slide.get_figwidth() / slide.get_figheight() == pytest.approx(16 / 9)
    starts, lengths = zip(
        *(
            (box.x0 * figure.get_figwidth(), box.width * figure.get_figwidth())
            for figure in (column, slide)
            for box in [figure.axes[0].get_position()]
        ),
        strict=True,
    )
    assert starts[0] == pytest.approx(starts[1])
    assert lengths[1] - lengths[0] == pytest.approx(slide.get_figwidth() - column.get_figwidth())
    with pytest.raises(DataError, match='formatet "a4"; tillåtet: spalt eller bild'):
        chart_ratings(rated({}), sheet="a4")


@settings(max_examples=12, deadline=None)
@given(
    parts=st.lists(st.lists(st.integers(0, 100), min_size=3, max_size=3).filter(any), min_size=8, max_size=8),
    hidden=st.sets(st.integers(0, 7)),
    others=st.sampled_from([0.0, 4.0, 25.0, "sekretess"]),
    sheet=st.sampled_from(Sheet),
)
def test_no_text_is_cut_or_overlaps(
    rated: Rated,
    crowding: Callable[[Figure], list[str]],
    boxes: Boxes,
    parts: list[list[int]],
    hidden: set[int],
    others: object,
    sheet: Sheet,
) -> None:
    assume(len(hidden) < 8)
    shares: dict[str, object] = {
        measure: {code: float(round(100 * part / sum(each))) for code, part in zip(EVEN, each, strict=True)}
        for measure, each in zip(NEED, parts, strict=True)
    }
    shares |= {NEED[at]: "sekretess" for at in hidden}
    setting = Setting(marks=(SYNTHETIC_MARK, "UTKAST"), sheet=sheet)
    chart = draw_ratings(rated(shares, others), ASI, setting=setting, **GROUP)
    assert crowding(chart.figure) == []
    ends = [row[-1][0] + row[-1][1] for row in boxes(chart.figure)]
    assert ends == pytest.approx([sum(each.values()) for each in shares.values() if isinstance(each, dict)])
