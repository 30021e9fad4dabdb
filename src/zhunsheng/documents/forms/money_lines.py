"""The lines of the money block of a self-evaluation or monitoring form: whose money, and the amounts by column or label."""

from __future__ import annotations

import re

from zhunsheng.documents.forms.form_words import SIDES, form_key, fund_role
from zhunsheng.documents.forms.table_columns import UNKNOWN, Columns
from zhunsheng.documents.page import Cell
from zhunsheng.model.fund_line import fund_source
from zhunsheng.model.spelling import half_width

_NAMED_BY_LINE = frozenset({"initial", "adjusted", "received", "executed", "forecast"})
"""Amounts that a line's own name stands before, on forms without a header over the money."""
_NUMBER = re.compile(r"[\d.,%％()（）+\-—/\s]+")


def money_line(row: list[Cell], columns: Columns, spans_known: bool) -> dict[str, Cell]:
    """A line below a header: amounts by their columns, and as ``label`` the last words before them.

    Labels at the side, merged over several lines, are none.
    """
    first = next(number for number, leaf in enumerate(columns.leaves) if leaf.role)
    count = len(columns.leaves) - first
    if spans_known and sum(cell.colspan for cell in row) == columns.width:
        laid = columns.lay(row) or []
        start = columns.leaves[first].start
        edges = [sum(cell.colspan for cell in row[:number]) for number in range(len(row))]
        left = [cell for edge, cell in zip(edges, row, strict=True) if edge < start]
        values = [(leaf, cell) for (leaf, cell), edge in zip(laid, edges, strict=True) if edge >= start]
    else:
        left, right = (row[:-count], row[-count:]) if len(row) > count else ([], row)
        values = list(zip(columns.leaves[-len(right) :], right, strict=True))
    names = [cell for cell in left if cell.text and cell.rowspan == 1 and form_key(cell.text) not in SIDES]
    cells = {leaf.role: cell for leaf, cell in values if leaf.role not in ("", UNKNOWN)}
    if names:
        cells["label"] = names[-1]
    return cells


def paired_money_line(row: list[Cell], columns: Columns) -> tuple[dict[str, Cell], list[Cell]]:
    """A line whose amounts each stand behind a label of their own (预算数 45 到位数 45 执行数 43), and what fits nowhere.

    Further lines repeat their own name before each amount; a rate without a label is told by its sign.
    """
    order = [leaf.role for leaf in columns.leaves if leaf.role in _NAMED_BY_LINE]
    cells: dict[str, Cell] = {}
    unplaced: list[Cell] = []
    role, count = "", 0
    for cell in row:
        key = form_key(cell.text) if cell.text else ""
        if cell.covered or (key in SIDES and not role):
            continue
        named = fund_role(cell.text) if cell.text else None
        if named is not None or (cell.text and not _NUMBER.fullmatch(cell.text) and fund_source(cell.text) is not None):
            if named is None or named in _NAMED_BY_LINE:
                role = named or (order[count] if count < len(order) else "")
                count += 1
                cells.setdefault("label", cell)
            else:
                role = named
        elif role:
            cells[role], role = cell, ""
        elif cell.text and "rate" not in cells and _is_rate(cell.text, count):
            cells["rate"] = cell
        elif cell.text:
            unplaced.append(cell)
    return cells, unplaced


def _is_rate(text: str, amounts: int) -> bool:
    """True for a number with its sign, and for a bare one behind all amounts whose header says 预算执行进度（%）."""
    plain = half_width(text)
    return "%" in plain or (amounts > 2 and re.fullmatch(r"1?\d{1,2}(?:\.\d{1,4})?", plain.strip()) is not None)
