"""The sheet of a kommun's newest values: every reference, test, change, trend and place that no page has room for."""

from __future__ import annotations

from collections.abc import Sequence

from oj_analys import catalog, swedish
from oj_analys.domain import Kommun, Position, ValueKind
from oj_analys.frames import Released
from oj_analys.reports.blocks import Cell, Column, Sheet, Table
from oj_analys.reports.sheet_cells import P_DECIMALS, P_MEANS, PERCENT, figure_cell, number_cell
from oj_analys.reports.standing import NOWHERE, Standing
from oj_analys.reports.wording import change_words, group_label, reference_names, row_title, trend_words


def standing_sheet(released: Released, kommun: Kommun, found: Sequence[Standing]) -> Sheet:
    """Return the sheet with one row per measure."""
    title = f"{kommun.name}: senaste värdet av varje mått"
    return Sheet("Läget", title, _text(released), standing_table(released, found))


def standing_table(released: Released, found: Sequence[Standing]) -> Table:
    """One row per measure: own value, references, judgement and its reason, change, trend and places."""
    kinds = _kinds(released)
    names = reference_names(released.edition.grupp)
    return Table(
        "laget",
        "Senaste värdet av varje mått",
        (
            Column("Mått"),
            Column("Id"),
            Column("Område"),
            Column("År"),
            Column("Värde", numeric=True),
            Column("Svar i ord"),
            Column("Antal svar", numeric=True),
            Column("Riket", numeric=True),
            *(Column(names[kind], numeric=True) for kind in kinds),
            Column("Skillnad mot riket", numeric=True),
            Column("Skillnad, låg", numeric=True),
            Column("Skillnad, hög", numeric=True),
            Column("p", numeric=True),
            Column("Testets felrisk", numeric=True),
            Column("Mot riket"),
            Column("Anmärkning"),
            Column("Förra värdets år"),
            Column("Förra värdet", numeric=True),
            Column("Sedan förra"),
            Column("Trend"),
            Column("Plats, från", numeric=True),
            Column("Plats, till", numeric=True),
            Column("Platser, av", numeric=True),
            Column("Färgplats", numeric=True),
        ),
        tuple(_row(standing, kinds) for standing in found),
    )


def _kinds(released: Released) -> tuple[str, ...]:
    """Return the references beside riket, the nearest first."""
    present = set(released.compared["reference_kind"])
    order = ("lan", "lan_kommuner", released.edition.grupp.id, "liknande", "kommungrupp")
    return tuple(kind for kind in order if kind in present)


def _text(released: Released) -> str:
    label = group_label(released.edition.grupp)
    return (
        "Mot riket bedöms bara när skillnaden är större än slumpen brukar ge. Skillnad är i måttets enhet, för andelar "
        f"procentenheter, med gränserna för 95-procentsintervallet. {P_MEANS} Testets felrisk är hur ofta testet "
        f"markerar när inget skiljer. {PERCENT}\n"
        f"I medel av kommuner räknas varje kommun lika; kolumnen {label} utan tillägg räknar alla "
        "personer tillsammans. För frågor visar kolumnerna hur många procent av kommunerna som svarar Ja.\n"
        "Platserna är ett intervall bland alla kommuner i riket, där plats 1 är det största värdet oavsett vad som är "
        "bra. Bara intervallet är säkert, inte var i det kommunen ligger.\n"
        "Färgplats är kommunens plats bland de kommuner som har värde i underlaget, 0 till 1 där 1 är bra. Lika värden "
        "får samma plats, och slumpen räknas inte bort. Därför kan den skilja sig från Koladas färger."
    )


def _row(standing: Standing, kinds: Sequence[str]) -> tuple[Cell, ...]:
    measure, riket, ranks = standing.measure, standing.riket, standing.ranks
    references = [standing.against.get(kind, NOWHERE).value for kind in kinds]
    return (
        Cell(row_title(measure)),
        Cell(measure.source_id),
        Cell(catalog.area(measure.area).name),
        Cell(swedish.period_text(standing.period)),
        figure_cell(measure, standing.value, standing.status),
        Cell(standing.label),
        number_cell(standing.n),
        *(number_cell(value, measure.decimals) for value in (riket.value, *references)),
        *(number_cell(value, 1) for value in _difference(standing)),
        *(number_cell(value, P_DECIMALS) for value in (riket.p, riket.chance)),
        Cell(_position(riket.position)),
        Cell(_remark(standing)),
        *_earlier(standing),
        Cell(trend_words(standing.course)),
        *(number_cell(place) for place in ((ranks.low, ranks.high, ranks.of) if ranks else (None, None, None))),
        number_cell(standing.colour_rank, 2),
    )


def _earlier(standing: Standing) -> tuple[Cell, Cell, Cell]:
    earlier = standing.earlier
    if earlier is None:
        return Cell(""), Cell(""), Cell("")
    answer = standing.measure.kind.is_answer
    value = Cell(earlier.label) if answer else number_cell(earlier.value, standing.measure.decimals)
    return Cell(swedish.period_text(earlier.period)), value, Cell(change_words(standing.measure, earlier))


def _difference(standing: Standing) -> tuple[float | None, float | None, float | None]:
    """Return the difference from riket with its limits; a number of people has none that says anything."""
    if standing.measure.kind is ValueKind.ANTAL:
        return None, None, None
    return standing.riket.difference, standing.riket.low, standing.riket.high


def _position(position: Position) -> str:
    return "" if position is Position.EJ_JAMFORBAR else catalog.labels().position[position].text


def _remark(standing: Standing) -> str:
    """Say why a value is missing, or why it is not judged."""
    if not standing.shown:
        return catalog.labels().status[standing.status].text
    return catalog.labels().reason[standing.riket.reason] if standing.riket.reason else ""
