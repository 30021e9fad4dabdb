"""Cells of a workbook: their looks, made once each, and text that stays text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from zhunsheng.documents.writing.look import CELL, TYPES
from zhunsheng.documents.writing.unwritable import Unwritable

FONTS = {
    "方正小标宋简体": "方正小标宋简体",
    "仿宋_GB2312": "仿宋",
    "黑体": "黑体",
    "楷体_GB2312": "楷体",
}
"""The form's fonts by the names that Excel finds on most machines."""
MAX_TEXT = 32_767
"""The most characters that Excel keeps in one cell."""
SIZES = {**{kind: look.size for kind, look in TYPES.items()}, "section": 14.0, "heading": 12.0, "body": 12.0}
"""Type sizes of paragraphs; running text is smaller on a sheet than on paper."""
_FORMULA_LIKE = ("=", "+", "-", "@")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a reader of the format would take for an escaped character."""


@dataclass(slots=True)
class Looks:
    """The styles of one workbook, each made when first asked for and shared by all its cells."""

    made: dict[tuple[str, bool], Any] = field(default_factory=dict)

    def put(self, sheet: Worksheet, row: int, column: int, text: str, look: str) -> None:
        """Writes text that Excel never takes for a formula, an error or a number; row and column count from 1."""
        cell = sheet.cell(row, column)
        self.dress(sheet, row, column, look, text.startswith(_FORMULA_LIKE))
        if text:
            cell.value = cell_text(text, f"工作表“{sheet.title}”第{row}行")
            cell.data_type = "s"

    def dress(self, sheet: Worksheet, row: int, column: int, look: str, quoted: bool = False) -> None:
        """Gives a cell a look: a kind of paragraph, ``centre``, ``left`` or ``right`` in a ruled table, ``head``, ``data``, or
        ``number:`` with its format. ``quoted``: Excel must not read the text anew when it is edited.
        """
        style = self.made.get((look, quoted))
        if style is None:
            style = self.made[look, quoted] = _make(sheet, look, quoted)
        cell: Any = sheet.cell(row, column)
        cell._style = style  # setting fonts and rules one by one takes ten times as long


A4, A3 = 9, 8
"""Paper sizes by the numbers that the format has for them."""
_ROOM = 12 / 25.4
"""Margins of lists and data sheets, in inches: they hold many columns."""


def fit_to_a4(sheet: Worksheet, landscape: bool, paper: int = A4, across: int = 1) -> None:
    """The sheet prints in the middle of its paper, ``across`` pages wide and as many long as it needs, pages numbered."""
    sheet.page_setup.paperSize = paper
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = across, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = margins.header = margins.footer = _ROOM
    margins.top = margins.bottom = 1.5 * _ROOM
    footer = sheet.oddFooter
    if footer is not None and footer.center is not None:
        footer.center.text = "— &P —"


_A4_HOLDS, _A3_HOLDS = 230.0, 330.0
"""How many characters across a landscape page of a list that can still be read: at six tenths of the screen's size."""


def fit_list(sheet: Worksheet, width: float) -> None:
    """A list ``width`` characters wide prints landscape: on A4, a broad one on A3, and one too broad for that on several."""
    paper = A4 if width <= _A4_HOLDS else A3
    fit_to_a4(sheet, landscape=True, paper=paper, across=1 if paper == A4 else ceil(width / _A3_HOLDS))


def cell_text(text: str, where: str) -> str:
    """Text as the format stores it. Raises :class:`Unwritable` where Excel would cut it."""
    if len(text) > MAX_TEXT:
        raise Unwritable(f"{where}有一格文字{len(text)}字，Excel一格最多{MAX_TEXT}字，装不下。请改用Word或PDF。")
    return _ESCAPE_LIKE.sub("_x005F_", text) if "_x" in text else text


def _make(sheet: Worksheet, look: str, quoted: bool) -> Any:
    cell: Any = SheetCell(sheet, 1, 1)
    if look in TYPES:
        kind = TYPES[look]
        cell.font = Font(name=FONTS[kind.font], size=SIZES[look])
        cell.alignment = Alignment(
            horizontal="center" if kind.align == "center" else "left", vertical="center", wrap_text=True
        )
    elif look in ("centre", "left", "right"):
        cell.font = Font(name=FONTS[CELL.font], size=CELL.size)
        side = Side(style="thin", color="FF000000")
        cell.border = Border(left=side, right=side, top=side, bottom=side)
        across = "center" if look == "centre" else look
        cell.alignment = Alignment(horizontal=across, vertical="center", wrap_text=True)
    else:
        cell.font = Font(name="宋体", size=10, bold=look == "head")
        cell.alignment = Alignment(vertical="center", wrap_text=look == "head")
        if look.startswith("number:"):
            cell.number_format = look[7:]
    if quoted:
        cell.quotePrefix = True
    return cell._style
