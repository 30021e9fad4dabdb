"""The sheet 数据: the document as one table for programs, filters and formulas; readers of forms pass over it."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zhunsheng.documents.writing.flat import FlatTable, Value
from zhunsheng.documents.writing.measure import text_width
from zhunsheng.documents.writing.xlsx_looks import Looks, fit_list
from zhunsheng.model.spelling import half_width

MARK = "数据表（程序读取用）"
"""The first cell: it tells every reader what the sheet is."""
_EXACT = 15
"""Excel keeps fifteen digits; a longer number stays text."""
_WIDEST = 30.0


def write_data_sheet(sheet: Worksheet, looks: Looks, table: FlatTable) -> None:
    """Mark, headers, one row an indicator; numbers as numbers, all else as text that is never a formula."""
    looks.put(sheet, 1, 1, MARK, "data")
    widths = [text_width(header) for header in table.headers]
    for column, header in enumerate(table.headers, 1):
        looks.put(sheet, 2, column, header, "head")
    for row, values in enumerate(table.rows, 3):
        for column, value in enumerate(values):
            if not value.text:
                continue
            number = value.number if table.numeric[column] else None
            if number is None or len(number.as_tuple().digits) > _EXACT:
                looks.put(sheet, row, column + 1, value.text, "data")
            else:
                sheet.cell(row, column + 1).value = number
                looks.dress(sheet, row, column + 1, f"number:{_format(value)}")
            if row < 200:
                widths[column] = max(widths[column], min(text_width(value.text), _WIDEST))
    shown = [round(width * 1.9 + 2, 1) for width in widths]
    for column, wide in enumerate(shown, 1):
        sheet.column_dimensions[get_column_letter(column)].width = wide
    last = f"{get_column_letter(len(table.headers))}{len(table.rows) + 2}"
    sheet.auto_filter.ref = f"A2:{last}"
    sheet.freeze_panes = "A3"
    fit_list(sheet, sum(shown))
    sheet.print_title_rows = "2:2"


def _format(value: Value) -> str:
    """A number format that prints the number as the document does."""
    text = half_width(value.text)
    _, point, decimals = text.rstrip("%").partition(".")
    whole = "#,##0" if "," in text else "0"
    return f"{whole}.{'0' * min(len(decimals), 15)}" if point else whole
