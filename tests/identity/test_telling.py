from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oj_analys.identity import Telling, contact_in, telling_content, telling_heading

HEADINGS = {
    Telling.PERSONNUMMER: "Personnummer|pnr|PNR|person nr|Person-nr|persnr|Pers.nr|födelsenummer|Samordningsnummer|SSN"
    "|Klientens personnummer (12 siffror)|Social security number|Ange ditt personnummer utan bindestreck, tack"
    "|National ID|National ID number|Personal number|Personal identity number|Personal identity code|Identity number"
    "|Civic registration number|Coordination number|Reservnummer|Identitetsnummer",
    Telling.SKYDDAD: "skyddad|Skyddade personuppgifter|Skyddad_identitet|Sekretessmarkering|sekretessmarkerad"
    "|skyddad folkbokföring|Har klienten skyddade personuppgifter eller inte?|Kvarskrivning"
    "|Protected personal data|Has protected identity|Protected address|Secrecy marking|Secrecy",
    Telling.NAMN: "Namn|NAMN|För- och efternamn|Förnamn|efternamn|Name|First name|FirstName|last_name|Full name"
    "|Respondentens namn|Namn på respondenten|Klientnamn|Enhetschefens namn|Namn och enhet|Namn, kommun|N a m n"
    "|Namn på den som har svarat på enkäten|Vad heter du? (för- och efternamn)|Chefens namn, kommun"
    "|Respondent name|RecipientLastName|Username",
    Telling.EPOST: "E-post|Epost|e post|E-postadress|Mail|Email|E-mail address|RecipientEmail|Mejl"
    "|Ange din e-postadress om du vill ha resultatet",
    Telling.TELEFON: "Telefon|Telefonnummer|Tfn|tel.|Mobil|Mobilnummer|mobil telefon|Phone|Telefon dagtid",
    Telling.ADRESS: "Adress|Gatuadress|Postadress|Din adress|Postnummer|Postort|Ort|Address|LocationLatitude"
    "|Gata|Street|Postal code|PostalCode|Postcode|City|Latitude|Longitude",
    Telling.IP: "IP-adress|IP adress|IP Address|IPAddress|ip_address|IP",
    Telling.FODELSEDAG: "Födelsedatum|Födelsedag|Klientens födelsedatum (år-mån-dag)|Date of birth|DateOfBirth|DOB"
    "|Birth date|Birthday",
    Telling.KONTAKT: "Kontakt|Kontaktperson|Kontaktuppgifter|Contact|Contact person|ContactDetails",
}
CASES = [(heading, telling) for telling, headings in HEADINGS.items() for heading in headings.split("|")]
NOBODY = (
    "Kommun|kommunnamn|Kommunens namn|Kommun namn|Namn på kommun|Namn på din kommun|Enhetsnamn|Enhetens namn|Filnamn"
    "|Municipality name|Name of the unit|1. Namnger källor i utredningar|Vilken kommun arbetar du i?|Yrkesroll|ID"
    "|Starttid|Klientkod|Ansvarig|Utbildade ASI-intervjuare|Skyddat boende|Organisation|Sortering|Import"
    "|12. Jag vet vilken adress kunskapsguiden har på nätet|5. Vi frågar alltid efter brukarens namn|Period|n"
    "|Stadsdel|Namn på verksamhet|Födelseår|Födelsemånad|Ålder|Kön|Region|Har kontaktperson enligt SoL"
    "|Kontakt med polisen|Capacity|City/kommun|Personal-ID|Antal kontaktpersoner|ID-nummer|Konfidentiellt"
)


@pytest.mark.parametrize(("heading", "telling"), CASES)
def test_a_telling_heading_is_known_in_every_spelling(heading: str, telling: Telling) -> None:
    for spelling in (heading, heading.upper(), f"\u00a0{heading} \n", heading.replace(" ", "\u00a0")):
        assert telling_heading(spelling) is telling, spelling


@pytest.mark.parametrize("heading", NOBODY.split("|"))
def test_a_heading_that_points_out_nobody_is_let_through(heading: str) -> None:
    assert telling_heading(heading) is None


@pytest.mark.parametrize("heading", ["", " ", "1", "?", "\u200b"])
def test_a_heading_without_words_says_nothing(heading: str) -> None:
    assert telling_heading(heading) is None


@pytest.mark.parametrize(
    ("cell", "telling"),
    [
        ("anna.ek@exempel.se", Telling.EPOST),
        ("Anna Ek <anna@exempel.se>", Telling.EPOST),
        ("anna＠exempel.se", Telling.EPOST),
        ("070-123 45 67", Telling.TELEFON),
        ("0701234567", Telling.TELEFON),
        ("070 – 123 45 67", Telling.TELEFON),
        ("+46 70 123 45 67", Telling.TELEFON),
        ("+46 (0)70-123 45 67", Telling.TELEFON),
        ("0046701234567", Telling.TELEFON),
        ("063-14 30 00", Telling.TELEFON),
        ("08-123 456 78", Telling.TELEFON),
        ("(0640) - 123 45", Telling.TELEFON),
        ("192.168.0.17", Telling.IP),
        ("2001:db8::8a2e:370:7334", Telling.IP),
    ],
)
def test_content_tells_though_the_heading_does_not(cell: str, telling: Telling) -> None:
    assert telling_content(["", "vet ej", f" {cell} "]) is telling


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "4 - Instämmer",
        "2024-06-05 12:34",
        "05-06-2023",
        "2313",
        "0114",
        "@",
        "1.5",
        "12:30:45",
        "0-1",
        "212000-2478",
    ],
)
def test_other_content_tells_nothing(cell: str) -> None:
    assert telling_content([cell]) is None


@given(st.lists(st.text(max_size=40), max_size=5))
def test_whatever_stands_there_is_judged_without_a_fault(texts: list[str]) -> None:
    assert telling_content(texts) in (None, *Telling)
    assert all(telling_heading(text) in (None, *Telling) for text in texts)


@pytest.mark.parametrize(
    "number",
    [
        "070-000 00 00",
        "0700000000",
        "070 000 00 00",
        "+46 70 000 00 00",
        "0046700000000",
        "063-00 00 00",
        "063 00 00 00",
        "(063) 00 00 00",
        "063-000000",
        "0640-000 00",
        "08-000 00 00",
        "\uff10\uff17\uff10\u2013000\u00a000\u00a000",
    ],
)
def test_a_telephone_number_anywhere_in_a_text(number: str) -> None:
    assert {contact_in(text) for text in (number, f"Ring {number}, helst före lunch.", f"tel:{number}")} == {
        Telling.TELEFON
    }


@pytest.mark.parametrize(
    "text",
    [
        "Klart 2025-06-30",
        "2024-01-01\u20132024-06-30",
        "09/10 2025",
        "tisdag 03-04 2025",
        "dnr SN 2024/0123",
        "SN 2025/00123-4",
        "kl. 07.30-16.00",
        "0-5 år, 10 000 000 kr",
        "U28129 och N01951",
        "4 kap. 1 §, 2025:400",
        "68 procent 2023 och 81 procent 2025",
    ],
)
def test_dates_amounts_and_references_are_no_telephone_numbers(text: str) -> None:
    assert contact_in(text) is None


def test_an_e_mail_address_anywhere_in_a_text() -> None:
    assert contact_in("Fråga x.y@exempel.invalid, tack") is Telling.EPOST


def test_a_long_text_with_an_at_sign_is_judged_at_once() -> None:
    text = "x" * 1_000_000 + "@"
    assert telling_content([text]) is None
    assert contact_in(text) is None
