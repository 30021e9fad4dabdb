"""A list of any length as a workbook of one sheet, written row by row: columns as wide as their words, ready to print."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from zhunsheng.documents.writing.measure import text_width
from zhunsheng.documents.writing.xlsx_looks import fit_list

_LOOKED_AT = 200
"""The rows whose words the widths are taken from."""
_NARROWEST, _WIDEST = 6.0, 36.0
_HEAD_HEIGHT = 30.0
_HEAD_FILL = "E8ECF0"


def write_list(
    name: str, title: str, headers: Sequence[str], rows: Iterable[Sequence[object]], *, decimals: str | None = None
) -> IO[bytes]:
    """The workbook as an open temporary file, which the receiver closes; the sheet is called ``name``.

    ``title`` stands over every printed page, the header repeats on each. Numbers, days and moments stay such; text is
    never a formula. ``decimals`` is the number format of the decimal numbers.
    """
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.title = "", title
    sheet: Any = book.create_sheet(name)
    coming = iter(rows)
    first = list(islice(coming, _LOOKED_AT))
    widths = _widths(headers, first)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[1].height = _HEAD_HEIGHT
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}1"
    sheet.print_title_rows = "1:1"
    sheet.print_options.gridLines = True
    sheet.oddHeader.center.text = title.replace("&", "&&")
    fit_list(sheet, sum(widths))
    sheet.append([_head(sheet, words) for words in headers])
    for row in chain(first, coming):
        sheet.append([_cell(sheet, value, decimals) for value in row])
    out = tempfile.TemporaryFile()  # noqa: SIM115 (the receiver closes it)
    book.save(out)
    out.seek(0)
    return out


def _head(sheet: Any, words: str) -> Any:
    cell: Any = WriteOnlyCell(sheet, words)
    cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=_HEAD_FILL)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return cell


def _cell(sheet: Any, value: object, decimals: str | None) -> object:
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub("", value)
        if not text.startswith(("=", "+", "-", "@")):
            return text or None
        cell: Any = WriteOnlyCell(sheet, text)
        cell.data_type, cell.quotePrefix = "s", True
        return cell
    if isinstance(value, Decimal) and decimals is not None:
        number: Any = WriteOnlyCell(sheet)
        number.value, number.number_format = value, decimals
        return number
    return value


def _widths(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> list[float]:
    """A column is as wide as its widest words, within bounds; a header may take two lines."""
    widths = [text_width(words) for words in headers]
    for row in rows:
        for column, value in enumerate(row[: len(widths)]):
            widths[column] = max(widths[column], 2 * _breadth(value))
    return [round(min(max(width + 2.5, _NARROWEST), _WIDEST), 1) for width in widths]


def _breadth(value: object) -> float:
    if value is None:
        return 0.0
    if isinstance(value, datetime):
        return 9.0
    if isinstance(value, date):
        return 5.5
    return max(map(text_width, str(value).split("\n")))
