"""Worksheets of Excel and WPS: ``.xlsx`` straight from its XML, ``.xls`` through xlrd; numbers read as they print.

Both formats become a ``worksheet.Sheet``, which knows how cells become paragraphs and tables. Value, number format,
lines and merged ranges of a cell are read in one pass from one source, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable

from zhunsheng.documents.page import PageTree, Table
from zhunsheng.documents.reading.grid import too_many_cells
from zhunsheng.documents.reading.refusal import MAX_CELLS
from zhunsheng.documents.reading.worksheet import Sheet, sheet_blocks
from zhunsheng.documents.reading.xls import xls_sheets
from zhunsheng.documents.reading.xlsx import xlsx_sheets
from zhunsheng.model.place import Problem


def read_xlsx(data: bytes) -> PageTree:
    """Read an Excel 2007 workbook. Raises :class:`Refused` for locked, damaged, macro and hostile files."""
    problems: list[Problem] = []
    return _tree(xlsx_sheets(data, problems), problems)


def read_xls(data: bytes) -> PageTree:
    """Read an Excel 97–2003 workbook. Raises :class:`Refused` for locked and damaged files."""
    problems: list[Problem] = []
    return _tree(xls_sheets(data, problems), problems)


def _tree(sheets: Iterable[Sheet], problems: list[Problem]) -> PageTree:
    tree = PageTree(problems=problems, spans_known=True)
    tables = cells = 0
    for sheet in sheets:
        blocks = sheet_blocks(sheet, tables + 1)
        tree.blocks.extend(blocks)
        found = [block for block in blocks if isinstance(block, Table)]
        tables += len(found)
        cells += sum(len(row) for table in found for row in table.rows)
        if cells > MAX_CELLS:
            raise too_many_cells()
        problems.extend(sheet.all_problems())
    return tree
