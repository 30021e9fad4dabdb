"""One sheet of forms: every table on one grid of columns, paragraphs across it, ready to print on A4."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import ceil

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from zhunsheng.documents.page import Paragraph, Table
from zhunsheng.documents.writing.arrange import Part
from zhunsheng.documents.writing.look import CELL, LANDSCAPE, TYPES, Paper, column_shares, is_centred, placed_rows
from zhunsheng.documents.writing.measure import line_count, row_heights
from zhunsheng.documents.writing.xlsx_looks import SIZES, Looks, fit_to_a4

MAX_HEIGHT = 400.0
"""A row higher than this (points; Excel allows 409) is laid over several rows of the sheet, merged."""
_CAREFUL = 0.94
"""How much of a column's width text is reckoned to have: programs and fonts differ a little, and cut text is worse."""
_POINTS_PER_WIDTH = 5.25
"""One unit of column width (seven pixels) in points."""


class FormSheet:
    """Draws parts of a document on a sheet."""

    def __init__(self, sheet: Worksheet, looks: Looks, paper: Paper, parts: Sequence[Part]) -> None:
        self._sheet, self._looks, self._paper, self._parts = sheet, looks, paper, parts
        tables = [part.block for part in parts if isinstance(part.block, Table)]
        self._edges = common_edges(tables)
        self._columns = {edge: number for number, edge in enumerate(self._edges, 1)}
        self._row = 1
        self._header: tuple[int, int] | None = None
        self._headers = 0

    def draw(self) -> None:
        """All parts from the first row on, then the sheet's print settings."""
        for number, (start, stop) in enumerate(pairwise(self._edges), 1):
            width = (stop - start) * self._paper.text_width / _POINTS_PER_WIDTH
            self._sheet.column_dimensions[get_column_letter(number)].width = width
        for number, part in enumerate(self._parts):
            if part.new_page and number:
                self._sheet.row_breaks.append(Break(id=self._row - 1))
            if isinstance(part.block, Table):
                self._table(part.block)
            else:
                self._paragraph(part.kind, part.block)
        self._page_setup()

    def _paragraph(self, kind: str, paragraph: Paragraph) -> None:
        size, look = SIZES[kind], TYPES[kind]
        lines = line_count(paragraph.text, self._paper.text_width * _CAREFUL / size)
        height = lines * size * 1.5 + (look.before + look.after) / 2 + 4
        first, last = self._rows(height)
        self._looks.put(self._sheet, first, 1, paragraph.text, kind)
        self._merge(first, 1, last, len(self._edges) - 1)

    def _table(self, table: Table) -> None:
        heights = row_heights(table, self._paper.text_width * _CAREFUL, CELL.size, CELL.line)
        spots = [self._rows(height) for height in heights]
        edges = [round(edge, 6) for edge in accumulate(column_shares(table), initial=0.0)]
        for number, row in enumerate(placed_rows(table)):
            for placed in row:
                if placed.cell.covered:
                    continue
                left = self._columns[edges[placed.column]]
                right = self._columns[edges[placed.column + placed.span]] - 1
                top, bottom = spots[number][0], spots[min(number + placed.cell.rowspan, len(spots)) - 1][1]
                look = "centre" if is_centred(placed.cell) else "left"
                self._looks.put(self._sheet, top, left, placed.cell.text, look)
                self._rule(top, left, bottom, right, look)
                self._merge(top, left, bottom, right)
        if table.header_rows:
            self._headers += 1
            self._header = (spots[0][0], spots[table.header_rows - 1][1])

    def _rows(self, height: float) -> tuple[int, int]:
        """Takes rows of the sheet for one row of the form: the first and the last of them."""
        count = ceil(height / MAX_HEIGHT)
        first = self._row
        for row in range(first, first + count):
            self._sheet.row_dimensions[row].height = round(height / count, 2)
        self._row += count
        return first, self._row - 1

    def _rule(self, top: int, left: int, bottom: int, right: int, look: str) -> None:
        """Rules around every cell under a merged one, or Excel draws them only at its first."""
        if (top, left) == (bottom, right):
            return
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    self._looks.dress(self._sheet, row, column, look)

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            # The sheet's own ``merge_cells`` compares with every range before: too slow for thousands of forms.
            self._sheet.merged_cells.ranges.add(CellRange(None, left, top, right, bottom))

    def _page_setup(self) -> None:
        sheet, paper = self._sheet, self._paper
        fit_to_a4(sheet, paper == LANDSCAPE)
        margins = sheet.page_margins
        margins.left = margins.right = paper.side / 25.4
        margins.top, margins.bottom = paper.top / 25.4, paper.bottom / 25.4
        margins.header = margins.footer = 10 / 25.4
        sheet.sheet_view.showGridLines = False
        last = max(self._row - 1, 1)
        sheet.print_area = f"A1:{get_column_letter(max(len(self._edges) - 1, 1))}{last}"
        if self._header and self._headers == 1:
            sheet.print_title_rows = f"{self._header[0]}:{self._header[1]}"


def common_edges(tables: Sequence[Table]) -> list[float]:
    """Every column edge of any of the tables as a share of the width, from 0 to 1; four columns where there is no table.

    A sheet of one wide column is not scaled to the page by every program; running text is merged across instead.
    """
    edges = {0.0, 1.0} if tables else {0.0, 0.25, 0.5, 0.75, 1.0}
    for table in tables:
        edges.update(round(edge, 6) for edge in accumulate(column_shares(table)))
    return sorted(edges)
