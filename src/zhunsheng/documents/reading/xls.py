"""``.xls`` (Excel 97–2003) → worksheets, through xlrd: cells as they print, merged ranges, what is hidden."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import xlrd

from zhunsheng.documents.page import clean_text
from zhunsheng.documents.reading.cell_text import Trouble, error_text, number_text
from zhunsheng.documents.reading.grid import too_many_cells
from zhunsheng.documents.reading.number_format import BUILT_IN, print_text
from zhunsheng.documents.reading.refusal import MAX_CELLS, MAX_FILE_BYTES, Refused
from zhunsheng.documents.reading.worksheet import Merge, Sheet, SheetCell
from zhunsheng.model.place import Place, Problem

_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")


class _Nowhere(io.StringIO):
    """Where xlrd's remarks go: they are for programmers."""

    def write(self, text: str, /) -> int:
        return len(text)


def xls_sheets(data: bytes, problems: list[Problem]) -> Iterator[Sheet]:
    """The visible worksheets in order; hidden ones are passed over and named in ``problems``."""
    book = _open(data)
    if _MACROS in data:
        problems.append(Problem("全文", "工作簿带有宏。宏没有运行，也没有读入；表中的数字是上次保存时的结果。"))
    for sheet in book.sheets():
        if sheet.visibility:
            place = Place(sheet=sheet.name)
            problems.append(
                Problem(str(place), "工作表是隐藏的，没有读入。如要读，请在Excel中取消隐藏后再上传。", place)
            )
            continue
        try:
            yield _read(book, sheet)
        except Refused:
            raise
        except Exception as error:
            raise _damaged() from error


def _open(data: bytes) -> Any:
    if len(data) > MAX_FILE_BYTES:
        raise Refused(f"工作簿超过{MAX_FILE_BYTES >> 20}MB，太大不能读。请拆成几个文件后再上传。")
    try:
        # xlrd meets damaged files with whatever Python raises where its arithmetic fails, so all of it is caught.
        return xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=_Nowhere())
    except Exception as error:
        if "encrypted" in str(error):
            raise Refused("工作簿设了打开密码，读不出内容。请在Excel中去掉密码、另存后再上传。") from error
        raise _damaged() from error


def _damaged() -> Refused:
    return Refused("工作簿已损坏，或不是Excel 97–2003格式，读不出内容。请用Excel或WPS打开后另存为.xlsx再上传。")


def _read(book: Any, source: Any) -> Sheet:
    sheet = Sheet(source.name)
    sheet.merges = [
        Merge(top, left, bottom - 1, right - 1)
        for top, bottom, left, right in source.merged_cells
        if bottom - top > 1 or right - left > 1
    ]
    sheet.hidden_rows = {number for number, info in source.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = {number for number, info in source.colinfo_map.items() if info.hidden}
    count = 0
    for row in range(source.nrows):
        cells: dict[int, SheetCell] = {}
        for column, cell in enumerate(source.row(row)):
            if cell.ctype == xlrd.XL_CELL_EMPTY:
                continue
            style = book.xf_list[cell.xf_index]
            ruled = bool(style.border.left_line_style or style.border.right_line_style)
            text = _text(book, cell, style.format_key, Trouble(sheet, row, column))
            if text or ruled:
                cells[column] = SheetCell(text, ruled)
        count += len(cells)
        if count > MAX_CELLS:
            raise too_many_cells()
        if cells:
            sheet.rows[row] = cells
    return sheet


def _text(book: Any, cell: Any, format_key: int, trouble: Trouble) -> str:
    if cell.ctype == xlrd.XL_CELL_BLANK:
        return ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return error_text(xlrd.error_text_from_code.get(cell.value, "#ERR"), trouble)
    known = book.format_map.get(format_key)
    # Numbered formats follow the country of the program that shows them; xlrd knows the American ones only.
    code = BUILT_IN.get(format_key) or (known.format_str if known else "General")
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return clean_text(print_text(cell.value, code))
    number = Decimal(repr(cell.value))
    return number_text(number if number.is_finite() else None, str(cell.value), code, book.datemode == 1, trouble)
