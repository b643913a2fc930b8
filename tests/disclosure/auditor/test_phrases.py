"""Harmless phrases, by what stands round the number."""

from dataclasses import replace

import pytest

from oj_analys import catalog
from oj_analys.disclosure.auditor.ledger import ledger
from oj_analys.frames.shown import Shown, ShownMeasure


@pytest.mark.parametrize(
    "text",
    [
        "Diagram 4",
        "Sida 6 av 12",
        "Egna mått (1 av 2)",
        "Hämtat 2024-06-05 och 2025-05-30.",
        "Bräcke 2025, 2024/2025, 2024–2025 och 2025, omgång 2",
        "Medel visas bara för grupper med minst 7 svar.",
        "antal 1–6 visas inte; andelar och medelvärden visas från 7 personer",
        "Medel på skalan 1–5, där 5 är mest gynnsamt. Axeln visar hela skalan och börjar vid 1.",
        "Skalan går från 1 till 5.",
        "Strecken visar osäkerheten (95 procents intervall).",
        "Minst 80 procent av delskalans påståenden ska vara besvarade.",
        "14 påståenden i 8 kommuner",
        "exempel:ebp-2023.xlsx#ab12cd34",
        "Sjukhusvård efter fall, 80 år och äldre",
    ],
)
def test_a_phrase_whose_numbers_are_nobodys(text: str, shown: Shown) -> None:
    assert ledger(shown).loose(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "7",
        "minst 8 svar",
        "antal 1–3 visas inte",
        "3 personer",
        "Täckningen är 41 procent 2025",
        "skalan 1–9 000",
        "2\u00a0025 personer",
        "år 1998",
        "Bräcke 3",
    ],
)
def test_another_number_is_somebodys(text: str, shown: Shown) -> None:
    assert ledger(shown).loose(text)


def test_every_text_of_the_catalogue_is_harmless(shown: Shown) -> None:
    known = ledger(shown)
    for instrument in catalog.instruments().values():
        titles = [measure.title for measure in instrument.measures]
        assert not any(map(known.loose, [instrument.explanation, instrument.proviso, *titles]))


def test_a_point_of_a_scale_is_harmless_with_its_words_only(shown: Shown) -> None:
    known = ledger(shown)
    point = catalog.questionnaire("ebp").scales[0].points[1]
    assert not known.loose(f"{point.code} {point.label}")
    assert known.loose(f"1{point.code} {point.label}")
    assert known.loose(str(point.code))


def test_the_name_of_the_sender_is_harmless(shown: Shown) -> None:
    assert not ledger(replace(shown, sender="FoU 4 kommuner")).loose("Bearbetning: FoU 4 kommuner. Grunddata: SKR.")


def test_the_title_of_an_own_measure_may_hold_a_number(shown: Shown) -> None:
    title = "Personer med 3 eller fler insatser"
    own = ShownMeasure("egna.insatser", "antal", "egna_antal", "egna.insatser", title=title)
    known = ledger(replace(shown, measures=(*shown.measures, own)))
    assert known.loose(f"Räknar personer och skyddas: {title}.") == ()
    assert known.loose("Räknar personer: Personer med 4 eller fler insatser.") != ()
