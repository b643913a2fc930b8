"""Which parts of a file belong to which blocks, and what is about persons."""

from oj_analys.disclosure.auditor.layout import Zone, zones
from oj_analys.disclosure.readers.content import Part
from oj_analys.frames.shown import BlockKind, Key, ShownBlock, ShownCell

KEY = Key("2305", "ebp.attityder", "2025", "T", "alla")


def heading(name: str, level: int = 2, *, guarded: bool = False) -> ShownBlock:
    return ShownBlock(BlockKind.HEADING, name, guarded, level)


def table(name: str, *, guarded: bool = False) -> ShownBlock:
    return ShownBlock(BlockKind.TABLE, name, guarded, cells=(ShownCell(0, 1, (KEY,)),))


def part(kind: BlockKind, text: str, level: int = 0) -> Part:
    return Part(kind, text, level)


def faults(found: tuple[Zone, ...]) -> list[tuple[str, str]]:
    return [(zone.where, zone.fault) for zone in found if zone.fault]


H, T, P, TEXT = BlockKind.HEADING, BlockKind.TABLE, BlockKind.PICTURE, BlockKind.TEXT


def test_a_section_is_about_persons_until_the_next_heading_of_its_level() -> None:
    blocks = (heading("EBP", guarded=True), heading("Profil", 3), heading("Källor"))
    parts = [part(H, "EBP"), part(TEXT, "a"), part(H, "Profil"), part(TEXT, "b"), part(H, "Källor"), part(TEXT, "c")]
    assert [(zone.texts, zone.guarded) for zone in zones(parts, blocks)] == [
        ((), False),
        (("a",), True),
        (("b",), True),
        (("c",), False),
    ]


def test_texts_may_tell_the_figures_of_their_own_blocks_and_of_the_table_before_them() -> None:
    said = ShownBlock(TEXT, "", guarded=True, figures=(KEY._replace(unit="2303"),))
    found = zones([part(T, "Medel"), part(TEXT, "a")], (table("Medel"), said))
    assert set(found[-1].figures) == {KEY, KEY._replace(unit="2303")}


def test_names_are_compared_without_the_breaks_of_lines() -> None:
    found = zones([part(T, "Invånare med bi-\nstånd")], (table("Invånare med bistånd"),))
    assert faults(found) == []


def test_an_extra_and_a_missing_part_are_found_and_the_others_still_checked() -> None:
    blocks = (heading("EBP", guarded=True), table("A"), table("B"))
    found = zones([part(H, "EBP"), part(T, "B"), part(T, "Ragunda 2,9")], blocks)
    assert faults(found) == [("A", "en redovisad tabell saknas"), ("Ragunda #", "en tabell som inte är redovisad")]
    assert [zone.block for zone in found if zone.part and zone.part.text == "B"] == [blocks[2]]
    assert found[-1].guarded


def test_another_name_is_found() -> None:
    assert faults(zones([part(T, "C")], (table("A"),))) == [("A", "namnet är inte det som är redovisat")]


def test_a_sheets_name_begins_a_zone_that_is_as_guarded_as_its_table() -> None:
    parts = [part(H, "Om"), part(T, "Om"), part(H, "EBP"), part(TEXT, "a"), part(T, "EBP")]
    found = zones(parts, (table("Om"), table("EBP", guarded=True)))
    assert faults(found) == []
    (zone,) = [zone for zone in found if zone.texts == ("a",)]
    assert zone.guarded
    assert zone.figures == (KEY,)


def test_a_file_of_one_picture_is_one_zone() -> None:
    picture = ShownBlock(P, "Profil", guarded=True, figures=(KEY,), marks=1)
    found = zones([part(H, "Profil"), part(TEXT, "a"), part(P, ""), part(TEXT, "b"), part(T, "c")], (picture,))
    assert (found[0].block, found[0].texts) == (picture, ("Profil", "a", "b"))
    assert faults(found) == [("c", "en tabell som inte är redovisad")]
