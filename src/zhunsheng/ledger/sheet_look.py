"""How the spreadsheets look that this room writes: fonts, colours, ruled tables, A4 pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl.cell import Cell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

_NAME = "微软雅黑"
TITLE = Font(name=_NAME, size=14, bold=True, color="1F3A4D")
SECTION = Font(name=_NAME, size=11, bold=True, color="1F3A4D")
BODY = Font(name=_NAME, size=10)
FAINT = Font(name=_NAME, size=10, italic=True, color="7A7A7A")
WRONG = Font(name=_NAME, size=10, color="9C1F1F")
_HEAD = Font(name=_NAME, size=10, bold=True, color="FFFFFF")
_REQUIRED, _OPTIONAL = PatternFill("solid", fgColor="1F5F6B"), PatternFill("solid", fgColor="6B8A92")
EXAMPLE_FILL = PatternFill("solid", fgColor="F1F1EC")
WRONG_FILL = PatternFill("solid", fgColor="FBE3E1")
_LINE = Side("thin", color="C9CFD1")
GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_ROOM = 12 / 25.4
"""Margins in inches."""
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def look_like_header(cell: Cell | MergedCell, *, required: bool = True) -> None:
    """White words on a dark ground; paler where a column may stay blank."""
    cell.font, cell.border, cell.alignment = _HEAD, GRID, _MIDDLE
    cell.fill = _REQUIRED if required else _OPTIONAL


def write_lines(sheet: Worksheet, row: int, lines: Iterable[tuple[str, Font]]) -> int:
    """Lines of text in the first column; returns the first free row below them."""
    for text, font in lines:
        sheet.cell(row, 1, text).font = font
        row += 1
    return row


def write_table(sheet: Worksheet, row: int, headers: Sequence[tuple[str, int]], lines: Iterable[Sequence[str]]) -> int:
    """A small ruled table under headers with widths; returns the first free row below it."""
    for position, (words, width) in enumerate(headers, 1):
        look_like_header(sheet.cell(row, position, words))
        sheet.column_dimensions[get_column_letter(position)].width = width
    for line in lines:
        row += 1
        for position, text in enumerate(line, 1):
            cell = sheet.cell(row, position, text)
            cell.data_type = "s"  # never a formula
            cell.font, cell.border = BODY, GRID
            cell.alignment = Alignment(vertical="center", wrap_text=True)
    return row + 1


def print_on_a4(sheet: Worksheet, *, header_row: int | None = None) -> None:
    """Landscape, as wide as the page, pages numbered, with the header on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins = PageMargins(
        left=_ROOM, right=_ROOM, top=1.5 * _ROOM, bottom=1.5 * _ROOM, header=_ROOM, footer=_ROOM
    )
    footer = sheet.oddFooter
    if footer is not None and footer.center is not None:
        footer.center.text = "— &P —"
    if header_row is not None:
        sheet.print_title_rows = f"{header_row}:{header_row}"


def breadth(text: str) -> int:
    """How broad a text prints, in half-width characters: a Chinese character takes two."""
    return sum(1 if character.isascii() else 2 for character in text)
