"""The sheet of both lists in full, with the rule that put each measure there."""

from __future__ import annotations

from oj_analys import catalog
from oj_analys.domain import SignalList, Status
from oj_analys.frames import Released
from oj_analys.reports.blocks import Cell, Column, Sheet, Table
from oj_analys.reports.comparison_method import rule_words
from oj_analys.reports.listed import Listed, listed
from oj_analys.reports.sheet_cells import P_DECIMALS, P_MEANS, PERCENT, figure_cell, number_cell, period_cell
from oj_analys.reports.wording import LIST_NAMES, answer_change, figure_change, row_title, unit_names


def list_sheets(released: Released) -> tuple[Sheet, ...]:
    """Return the sheet of the reader's two lists, none where both are empty."""
    names = unit_names(released.edition.grupp)
    rows = [_row(chosen, line, names) for chosen in SignalList for line in listed(released, chosen)]
    if not rows:
        return ()
    most = catalog.rules().signals.most
    text = (
        f"Högst {most} mått i varje lista, i ordning. Signaler är prövade mot slumpen. {P_MEANS} Talet q är p med "
        f"hänsyn till hur många mått som prövas samtidigt. {PERCENT} Att titta närmare på är inte "
        "prövat mot slumpen och säger inget om bra eller dåligt. Kommuner är de som regeln gäller, "
        "av så många som har uppgift."
    )
    title = "Det som lyfts fram, med regel"
    return (Sheet("Signaler", title, text, Table("signaler", title, _COLUMNS, tuple(rows))),)


_COLUMNS = (
    Column("Lista"),
    Column("Nummer", numeric=True),
    Column("Mått"),
    Column("Id"),
    Column("Område"),
    Column("Regel"),
    Column("På första sidan"),
    Column("År"),
    Column("Värde", numeric=True),
    Column("Svar i ord"),
    Column("Låg", numeric=True),
    Column("Hög", numeric=True),
    Column("Antal svar", numeric=True),
    Column("Riket", numeric=True),
    Column("Skillnad", numeric=True),
    Column("p", numeric=True),
    Column("q", numeric=True),
    Column("Står kvar när många prövas"),
    Column("Mot riket"),
    Column("Förra värdets år"),
    Column("Förra värdet", numeric=True),
    Column("Sedan förra"),
    Column("Kommuner"),
    Column("Av", numeric=True),
)


def _row(chosen: SignalList, line: Listed, names: dict[str, str]) -> tuple[Cell, ...]:
    measure = line.measure
    decimals = measure.decimals
    share = measure.kind.is_answer and line.of is not None  # percent of the group's kommuner, no answer of its own
    return (
        Cell(LIST_NAMES[chosen]),
        number_cell(line.place),
        Cell(row_title(measure)),
        Cell(measure.source_id),
        Cell(catalog.area(measure.area).name),
        Cell(rule_words(line.rule)),
        Cell("Ja" if line.first_page else "Nej"),
        period_cell(line.period),
        number_cell(line.value) if share else figure_cell(measure, line.value, Status.SAKNAS),
        Cell("" if share else line.label),
        number_cell(line.low, 1),
        number_cell(line.high, 1),
        number_cell(line.n),
        number_cell(line.reference, decimals),
        number_cell(line.difference, 1),
        number_cell(line.p, P_DECIMALS),
        number_cell(line.q, P_DECIMALS),
        Cell("" if line.q is None else "Ja" if line.q <= catalog.rules().alpha else "Nej"),
        Cell(catalog.labels().position[line.position].text if line.position else ""),
        period_cell(line.earlier_period),
        Cell(line.earlier_label) if measure.kind.is_answer else number_cell(line.earlier_value, decimals),
        Cell(_change(line)),
        Cell(", ".join(names[unit] for unit in line.units)),
        number_cell(line.of),
    )


def _change(line: Listed) -> str:
    if line.change is None:
        return ""
    return answer_change(line.change) if line.measure.kind.is_answer else figure_change(line.change)
