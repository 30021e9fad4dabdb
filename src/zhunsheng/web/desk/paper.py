"""The printed form as a page shows it: the layout's own tables, with what each cell needs to be edited on a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhunsheng.documents.page import Block, Cell, Paragraph, Table
from zhunsheng.model.address import cell_name, indicator_address

_CENTRED = ("code", "name", "level1", "level2", "target")


@dataclass(frozen=True, slots=True)
class PaperCell:
    """One cell on screen. ``address`` is by key and empty for printed words; ``label`` names it for phones and readers."""

    text: str
    colspan: int
    rowspan: int
    covered: bool
    printed: bool
    address: str
    label: str
    css: str
    also: str = ""
    """Addresses (blank-separated) of the rows that a vertically merged cell covers: they change together."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One row on screen; ``key`` is the indicator's and empty for rows of the head table."""

    cells: tuple[PaperCell, ...]
    key: str
    css: str
    title: str = ""
    """The level-1 name where a merged cell above prints it: a phone shows each row as a card of its own."""


@dataclass(frozen=True, slots=True)
class PaperTable:
    """One table on screen: header rows apart, relative column widths in percent."""

    header: tuple[PaperRow, ...]
    rows: tuple[PaperRow, ...]
    widths: tuple[str, ...]
    is_indicators: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A project's form on screen: its title and its tables."""

    title: str
    tables: tuple[PaperTable, ...]


def paper(blocks: Sequence[Block], keys: Sequence[str]) -> Paper:
    """The blocks of one project (from its layout) for the screen; ``keys`` are its indicators' in order."""
    title = next((block.text for block in blocks if isinstance(block, Paragraph)), "")
    return Paper(title, tuple(_table(block, keys) for block in blocks if isinstance(block, Table)))


def _table(table: Table, keys: Sequence[str]) -> PaperTable:
    rows = [_row(table, number, keys) for number in range(len(table.rows))]
    total = sum(table.widths) or 1
    widths = tuple(f"w{round(width * 100 / total)}" for width in table.widths)
    count = table.header_rows
    return PaperTable(tuple(rows[:count]), tuple(rows[count:]), widths, count > 0)


def _row(table: Table, number: int, keys: Sequence[str]) -> PaperRow:
    row = table.rows[number]
    addresses = [cell.address or "" for cell in row]
    key = next((keys[found[0]] for address in addresses if (found := indicator_address(address))), "")
    plan = any(address.startswith("fund_plan.") for address in addresses)
    css = "unit-row" if "unit" in addresses else "plan-row" if plan else ""
    cells = tuple(_cell(table, number, column, keys) for column in range(len(row)))
    return PaperRow(cells, key, css, _merged_title(table, number) if key and row[0].covered else "")


def _merged_title(table: Table, number: int) -> str:
    """The words of the merged first cell that covers this row."""
    while number and table.rows[number][0].covered:
        number -= 1
    return table.rows[number][0].text


def _cell(table: Table, number: int, column: int, keys: Sequence[str]) -> PaperCell:
    cell = table.rows[number][column]
    address, label, css, also = "", "", "", ""
    if cell.address and not cell.label:
        label = cell_name(cell.address)
        address = _by_key(cell.address, keys)
        css = _css(cell.address)
        also = " ".join(_by_key(below, keys) for below in _covered_below(table, number, column, cell))
    elif cell.label and _labels_plan(table, number, cell):
        css = "plan-label"
    return PaperCell(cell.text, cell.colspan, cell.rowspan, bool(cell.covered), cell.label, address, label, css, also)


def _css(address: str) -> str:
    name = address.rpartition(".")[2]
    if address.startswith("fund_plan."):
        return "center plan"
    if address.startswith("budget."):
        return "money"
    return "center" if name in _CENTRED else ""


def _labels_plan(table: Table, number: int, cell: Cell) -> bool:
    """True for the month words above the plan's values: on a phone each value carries its month itself."""
    below = table.rows[number + 1] if number + 1 < len(table.rows) else []
    plan = any((other.address or "").startswith("fund_plan.") for other in below)
    return plan and cell.rowspan == 1


def _covered_below(table: Table, number: int, column: int, cell: Cell) -> list[str]:
    rows = table.rows[number + 1 : number + cell.rowspan]
    return [row[column].address or "" for row in rows if row[column].address]


def _by_key(address: str, keys: Sequence[str]) -> str:
    row = indicator_address(address)
    return f"indicators.{keys[row[0]]}.{row[1]}" if row else address
