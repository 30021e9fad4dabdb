"""Cells merged over several rows, told from row to row by the column at which they start."""

from __future__ import annotations

from collections.abc import Iterable

from zhunsheng.documents.page import Cell


class VerticalMerges:
    """The merges that are open below the last row of one table."""

    __slots__ = ("_above",)

    def __init__(self) -> None:
        self._above: dict[int, Cell] = {}

    def row(self, merged: Iterable[tuple[int, Cell, bool]]) -> list[Cell]:
        """Joins the merged cells of the next row to those above them.

        Each comes with the column where it starts, and ``True`` where it starts a merge or ``False`` where it goes on
        with the one above. A cell that goes on becomes covered and blank, and its anchor one row taller; where nothing
        stands above it, it starts anew. Returns the covered cells that held text, with that text.
        """
        below: dict[int, Cell] = {}
        lost = []
        for column, cell, starts in merged:
            anchor = None if starts else self._above.get(column)
            if anchor is None:
                below[column] = cell
                continue
            if cell.text:
                lost.append(Cell(cell.text, cell.place))
            anchor.rowspan += 1
            cell.covered, cell.text = True, ""
            below[column] = anchor
        self._above = below
        return lost
