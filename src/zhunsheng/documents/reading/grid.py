"""Cells that span rows and columns, laid into the rows of a page tree.

Web pages, worksheets and ruled PDF tables all state merged cells as rectangles on a grid; ``documents.page`` wants rows
that list each cell once. This is the one place that turns the first into the second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from zhunsheng.documents.page import Cell
from zhunsheng.documents.reading.refusal import MAX_CELLS, Refused
from zhunsheng.model.place import Place


class Span(NamedTuple):
    """One cell as a rectangle on the grid: its first row and column (from 0), how many of each, and its text."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


PlaceOf = Callable[[int, int, int], Place]
"""Row (from 0), column (from 0) and ordinal in the row (from 1) → the place that a person can point at."""


def lay_rows(spans: Iterable[Span], row_count: int, place: PlaceOf, columns: range | None = None) -> list[list[Cell]]:
    """``row_count`` rows of cells from left to right, each merged cell once a row.

    The first row of a cell has its text, the others an empty covered cell. A grid place that no cell claims becomes a
    blank cell, so that positions hold: between the first column and the row's last cell, or within ``columns`` where
    it is given. Spans must not overlap; those that reach below ``row_count`` are cut. Raises ``Refused`` past
    ``MAX_CELLS``.
    """
    pieces: list[list[tuple[int, Span, bool]]] = [[] for _ in range(row_count)]
    budget = MAX_CELLS
    for span in spans:
        last = min(span.row + span.rows, row_count)
        budget -= last - span.row
        if budget < 0:
            raise too_many_cells()
        for row in range(span.row, last):
            pieces[row].append((span.column, span, row > span.row))
    if columns and row_count * len(columns) - sum(span.columns for row in pieces for _, span, _ in row) > budget:
        raise too_many_cells()
    rows = []
    for number, row_pieces in enumerate(pieces):
        row_pieces.sort(key=lambda piece: piece[0])
        cells = _lay_row(number, row_pieces, row_count, place, columns, budget)
        budget -= len(cells) - len(row_pieces)
        rows.append(cells)
    return rows


def _lay_row(
    number: int,
    pieces: list[tuple[int, Span, bool]],
    row_count: int,
    place: PlaceOf,
    columns: range | None,
    budget: int,
) -> list[Cell]:
    cells: list[Cell] = []
    column = columns.start if columns else 0

    def fill(until: int) -> None:
        if until - column > budget:
            raise too_many_cells()
        cells.extend(Cell("", place(number, blank, len(cells) + 1)) for blank in range(column, until))

    for start, span, covered in pieces:
        fill(start)
        spot = place(number, start, len(cells) + 1)
        if covered:
            cells.append(Cell("", spot, span.columns, 1, True))
        else:
            cells.append(Cell(span.text, spot, span.columns, min(span.rows, row_count - span.row)))
        column = start + span.columns
    if columns:
        fill(columns.stop)
    return cells


def too_many_cells() -> Refused:
    """The sentence for a file with more cells than any real document."""
    return Refused(f"文件里的表格超过{MAX_CELLS}格，不像正常文件。请删去多余的空行空列，或拆成几个文件后再上传。")
