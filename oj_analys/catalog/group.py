"""Groups of kommuner: the whole country, every län, and the named groups of ``grupper.toml``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from oj_analys import swedish
from oj_analys.catalog.label import REFERENCES
from oj_analys.catalog.toml_table import Table
from oj_analys.domain import RIKET, Grupp, Kommun, Lan


def short_name(lan: Lan) -> str:
    """Return a län's name as one says it.

    >>> short_name(Lan("23", "0023", "Jämtlands län")), short_name(Lan("08", "0008", "Kalmar län"))
    ('Jämtland', 'Kalmar')
    """
    return lan.name.removesuffix(" län").removesuffix("s")


def country(kommuner: Iterable[Kommun]) -> Grupp:
    """Return every kommun together; its own row in a frame is riket's.

    >>> country([]).name, country([]).in_text
    ('Sverige', 'i riket')
    """
    return Grupp("sverige", RIKET, "Sverige", "i riket", "rikets", tuple(kommun.code for kommun in kommuner))


def read_kommungrupper(file: Table) -> Mapping[str, str]:
    """Return the names of SKR:s kommungrupper by code."""
    table = file.table("kommungrupper")
    return MappingProxyType({code: table.text(code) for code in table.keys})


def read_grupper(file: Table, lan: Iterable[Lan], kommuner: Iterable[Kommun]) -> tuple[Grupp, ...]:
    """Return every län and named group in alphabetical order; a län that is named stands once, as it is named."""
    known = tuple(kommuner)
    members = _members(known)
    units = {one.unit: one for one in lan}
    named = [_read_grupp(table, units, members) for table in file.tables("grupp")]
    taken = {grupp.unit for grupp in named}
    counties = [_county(one, members.get(one.code, ())) for one in units.values() if one.unit not in taken]
    _check_unique(file, [*named, *counties, country(known)])
    return tuple(sorted((*named, *counties), key=lambda grupp: swedish.sort_key(grupp.name)))


def _members(kommuner: Iterable[Kommun]) -> dict[str, tuple[str, ...]]:
    members: dict[str, tuple[str, ...]] = {}
    for kommun in kommuner:
        members[kommun.lan] = (*members.get(kommun.lan, ()), kommun.code)
    return members


def _county(lan: Lan, members: tuple[str, ...]) -> Grupp:
    return Grupp(swedish.slug(short_name(lan)), lan.unit, lan.name, "i länet", "länets", members)


def _read_grupp(table: Table, units: Mapping[str, Lan], members: Mapping[str, tuple[str, ...]]) -> Grupp:
    ident, unit, listed = table.text("id"), table.text("enhet"), table.items("kommuner", str)
    _check_id(table, ident)
    lan = units.get(unit)
    if lan is not None and listed:
        table.fault('nyckeln "kommuner" ska inte stå här', "inga: länets kommuner tas ur kommuner.csv", "Ta bort den.")
    elif lan is None and units:  # without a list of län no unit can be judged
        if unit and ident and unit != ident:
            table.fault(f'enhet är "{unit}"', f'"{ident}" (gruppens id) eller ett läns enhet ur lan.csv')
        _check_members(table, listed, {code for codes in members.values() for code in codes})
    kommuner = listed if lan is None else members.get(lan.code, ())
    grupp = Grupp(ident, unit, table.text("namn"), table.text("i_text"), table.text("genitiv"), kommuner)
    table.close()
    return grupp


def _check_id(table: Table, ident: str) -> None:
    if ident != swedish.slug(ident) or ident.isdecimal():
        table.fault(f'id är "{ident}"', "små bokstäver a–z, siffror och _, inte bara siffror")
    if ident in REFERENCES:
        table.fault(f'id är "{ident}"', f"något annat än {swedish.join(REFERENCES)}")


def _check_members(table: Table, listed: tuple[str, ...], known: set[str]) -> None:
    if not listed:
        table.fault("gruppen har inga kommuner", "minst en kommunkod")
    for code, times in Counter(listed).items():
        if known and code not in known:
            table.fault(f'"{code}" är ingen kommun', "kommunkoder ur kommuner.csv")
        if times > 1:
            table.fault(f'kommunen "{code}" står {times} gånger', "en gång")


def _check_unique(file: Table, grupper: list[Grupp]) -> None:
    for key, word in (("id", "id"), ("unit", "enhet"), ("name", "namn")):
        for value, times in Counter(getattr(grupp, key) for grupp in grupper).items():
            if value and times > 1:
                file.fault(f'{word} "{value}" har {times} grupper', "en grupp")
