"""Worksheets made by real programs for reading tests, and what was read in short form."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet
from samples import rezip

from zhunsheng.documents.page import PageTree, Paragraph, Table

LINE = Side(style="thin")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


def saved(fill: Callable[[Worksheet], None]) -> bytes:
    """A workbook as openpyxl saves it, its first sheet filled by ``fill``."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows_of(*rows: list[Any], ruled: bool = False) -> Callable[[Worksheet], None]:
    """Fills a sheet row by row; ``...`` leaves a place without a cell."""

    def fill(sheet: Worksheet) -> None:
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is ...:
                    continue
                sheet.cell(number, column, value)
                if ruled:
                    sheet.cell(number, column).border = BOX

    return fill


def lines(tree: PageTree) -> list[str]:
    return [block.text for block in tree.blocks if isinstance(block, Paragraph)]


def tables(tree: PageTree) -> list[Table]:
    return [block for block in tree.blocks if isinstance(block, Table)]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def shape(tree: PageTree) -> list[str | list[list[str]]]:
    return [texts(block) if isinstance(block, Table) else block.text for block in tree.blocks]


def part_replaced(data: bytes, suffix: str, old: bytes, new: bytes) -> bytes:
    return rezip(data, lambda name, part: part.replace(old, new, 1) if name.endswith(suffix) else part)
