"""How comparisons are made and what the lists put forward, in words that need no statistics."""

from __future__ import annotations

from collections.abc import Iterable

from oj_analys import catalog, swedish
from oj_analys.domain import Grupp, SignalRule
from oj_analys.frames import Released
from oj_analys.reports.blocks import Text
from oj_analys.reports.sentences.facts import group_place
from oj_analys.reports.wording import group_label

_OF_KOMMUN: tuple[SignalRule, ...] = (SignalRule.ANDRAT_SVAR, SignalRule.NEJ_MOT_JA, SignalRule.YTTRE_FJARDEDEL)
_OF_GROUP: tuple[SignalRule, ...] = (SignalRule.GEMENSAM, SignalRule.KAN_BERATTA)


def judgement_method(grupp: Grupp) -> list[Text]:
    """Return when a difference or a change is called clear, and when nothing can be said."""
    rules = catalog.rules()
    level = swedish.percent(100 * rules.alpha)
    width = swedish.number(rules.uncertain_half_width)
    return [
        Text(
            f"En skillnad kallas tydlig när två villkor är uppfyllda. Ett exakt test ({level}) visar att skillnaden är "
            "större än slumpen brukar ge. Osäkerhetsintervallet når inte fram till jämförelsevärdet, inte heller om "
            "rikets värde är avrundat. En tydlig skillnad kan vara liten, och då står det.",
            lead="Tydligt bättre eller sämre.",
        ),
        Text(
            "Riket är ett fast tal. Binomialtestet räknar ut hur ofta slumpen skulle ge ett lika ovanligt antal svar. "
            f"Mot {group_place(grupp).name} och andra grupper av kommuner används Fishers exakta test. Där jämförs "
            "kommunens personer med personerna i de övriga kommunerna. Saknas deras antal svar görs ingen bedömning.",
            lead="Testen.",
        ),
        Text(
            f"När testet inte visar någon skillnad och osäkerheten är större än ±{width} procentenheter är svaren för "
            "få för att avgöra. Det betyder inte att kommunen ligger som riket.",
            lead="För få svar.",
        ),
        Text(
            "Mått utan antal svar och mått som inte är andelar visas bredvid riket men bedöms inte. Inget bedöms över "
            "en ny definition, eller där någon annan än kommunen ansvarar. För frågor som kommunen svarar på med ord "
            "visas hur många kommuner som svarar Ja.",
            lead="Ingen bedömning.",
        ),
        Text(
            "Två mätningar prövas med Fishers exakta test och med Newcombes intervall för skillnaden. Båda måste visa "
            f"en skillnad. En trend bedöms från {rules.trend_points} mätningar som inte överlappar varandra.",
            lead="Förändring.",
        ),
        Text(
            "Skillnaden är kvinnor minus män och prövas på samma sätt. För hela gruppen räknas kommunernas svar "
            "tillsammans där källan inte ger något värde.",
            lead="Kvinnor och män.",
        ),
    ]


def lists_method(released: Released) -> list[Text]:
    """Print the rules of a kommun's lists, or of the meeting's, and what chance has to do with them."""
    limits = catalog.rules().signals
    rules, of_what = _OF_GROUP, "Här står det som kommunerna har gemensamt, och vem som kan berätta för de andra."
    page, on_page = "Avsnittet Signaler", "i avsnittet Signaler"
    if released.unit:
        rules, of_what = _OF_KOMMUN, "Här står mått utan att skillnaden har prövats mot slumpen."
        page, on_page = "Första sidan", "på första sidan"
    return [
        Text(
            "Här står mått som är tydligt bättre eller sämre än riket i den senaste mätningen. De ordnas efter hur "
            f"säker skillnaden är och hur stor den är. Högst {limits.first_page} åt vart håll står {on_page} och "
            f"högst {limits.most} i arbetsboken. Listan fylls aldrig ut.",
            lead="Signaler: Titta på och Går bra.",
        ),
        Text(
            f"{of_what} {_rules_of(rules)} Listan säger inte vad som är bra eller dåligt.", lead="Att titta närmare på."
        ),
        Text(
            f"När många mått prövas blir några markerade av en slump. {page} säger ungefär hur många det skulle bli "
            "om inget skilde sig på riktigt. Talet är summan av testens felrisker, avrundad uppåt.",
            lead="Markeringar av slumpen.",
        ),
        Text(
            "Benjamini och Hochbergs metod kräver mer av varje markering ju fler mått som prövas samtidigt. "
            f"{page} säger hur många markeringar som håller även då.",
            lead="När många prövas samtidigt.",
        ),
        Text(
            "Några mått kan inte markeras alls med så få svar, hur långt från riket värdet än ligger. De räknas "
            f"{on_page} men står inte i listan.",
            lead="Mått som inte kan visa något.",
        ),
    ]


def reference_method(released: Released) -> list[Text]:
    """Name what a kommun is compared with, what each mean is a mean of, and how places are computed."""
    grupp = released.edition.grupp
    kinds = set(released.compared["reference_kind"])
    sentences = [
        f"Värden märkta * är medelvärden av kommunerna {grupp.in_text}: varje kommun räknas lika, stor som liten."
    ]
    if "lan" in kinds:
        whole = f"{group_label(grupp)} utan märke är alla personer räknade tillsammans"
        sentences.append(f"{whole}, så stora kommuner väger mer.")
    if "liknande" in kinds:
        years = _peer_years(released)
        sentences.append(
            f"Liknande kommuner är de som RKA har valt för varje kommun och område, i listor från {years}."
        )
    if "kommungrupp" in kinds:
        sentences.append("Kommungruppen är SKR:s indelning 2023.")
    if kinds & {"liknande", "kommungrupp"}:
        sentences.append("Båda är ovägda medelvärden av kommuner och står i arbetsboken.")
    return [
        Text(" ".join(sentences), lead="Jämförelser och medelvärden."),
        Text(
            "I arbetsboken står mellan vilka platser kommunen kan ligga bland rikets kommuner, där den första är det "
            "största värdet. Varje kommuns osäkerhet är så tilltagen att alla intervall gäller samtidigt. "
            "En ensam plats vore ofta bara slump.",
            lead="Platser.",
        ),
        Text(
            f"Intervallen är Wilsons {swedish.number(100 * catalog.rules().confidence)}-procentsintervall. "
            "Socialstyrelsens egna intervall är Walds och skiljer sig något, mest vid få svar.",
            lead="Osäkerhet.",
        ),
    ]


def rule_words(rule: SignalRule) -> str:
    """Say why a measure stands in a list.

    >>> rule_words(SignalRule.NEJ_MOT_JA)
    'svaret är Nej där minst 75 procent av rikets kommuner svarar Ja'
    """
    limits = catalog.rules().signals
    outer = swedish.percent(100 * limits.outer_part)
    return {
        SignalRule.MOT_RIKET: "tydlig skillnad mot riket",
        SignalRule.ANDRAT_SVAR: "svaret har ändrats sedan förra gången",
        SignalRule.NEJ_MOT_JA: (
            f"svaret är Nej där minst {swedish.percent(limits.yes_in_riket)} av rikets kommuner svarar Ja"
        ),
        SignalRule.YTTRE_FJARDEDEL: (
            f"värdet hör två jämförbara mätningar i rad till de {outer} högsta eller lägsta i riket, "
            "och osäkerheten är okänd"
        ),
        SignalRule.GEMENSAM: (
            f"de flesta kommuner svarar inte fullt Ja där minst {swedish.percent(limits.yes_in_riket)} av "
            "rikets kommuner gör det, eller skiljer sig tydligt från riket åt samma håll"
        ),
        SignalRule.KAN_BERATTA: "minst en kommun svarar fullt Ja och minst hälften gör det inte",
    }[rule]


def _rules_of(rules: Iterable[SignalRule]) -> str:
    return " ".join(f"{swedish.upper_first(rule_words(rule))}." for rule in rules)


def _peer_years(released: Released) -> str:
    """Return the years of the lists of liknande kommuner that hold for the measured years of an edition."""
    edition = released.edition
    units = [released.unit] if released.unit else edition.grupp.members
    found = (catalog.peers(area.id, unit, edition.taken.year) for area in catalog.areas() for unit in units)
    return swedish.join(sorted({str(peers.year) for peers in found if peers}))
