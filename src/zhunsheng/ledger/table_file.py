"""A spreadsheet file as rows of cells: xlsx (calamine), xls (xlrd), csv; whatever the file is, it costs no more than its limits.

The format is told by the first bytes, never by the name. What cannot be used is turned away with one sentence.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import IO

import xlrd
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""What a cell of a spreadsheet holds."""

MAX_BYTES = 60 * 1024 * 1024
"""The largest file that is taken."""
MAX_UNPACKED = 512 * 1024 * 1024
"""How much an xlsx may unpack to."""
MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELLS = 6_000_000
"""Rows times columns of all sheets, blank cells included."""
MAX_CELL_TEXT = 32_767
_ATTRIBUTES = rb"(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*?"
_TOKEN = re.compile(
    rb"<(?:[A-Za-z_][\w.-]*:)?(row|c)(?=[\s/>])(?:" + _ATTRIBUTES + rb"\sr\s*=\s*[\"']([A-Za-z]{0,3})(\d{0,7}))?"
)
"""Where a row or a cell begins, with the letters and digits of its reference where it has one."""
_NOT_COMPUTED = re.compile(
    rb"<c\b(?![^<>]*\bt=.str)[^<>]*>\s*(?:<f\b[^<>]*/>|<f\b[^<>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
"""A cell with a formula and no result; a result that is a blank text has the type ``str``."""
_LONGEST_CELL = 40_000
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, KeyError, IndexError, OverflowError)  # fmt: skip


class Unusable(Exception):
    """The file cannot be used at all; the message is a sentence for the person who brought it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``rows`` starts from the top each time it is called: row number as in the file (from 1) and its cells."""

    name: str
    height: int | None
    rows: Callable[[], Iterator[tuple[int, Sequence[Cell]]]]


@dataclass(frozen=True, slots=True)
class TableFile:
    """The sheets of a file, in its order. ``format`` is ``xlsx``, ``xls`` or ``csv``."""

    format: str
    sheets: tuple[Sheet, ...]


def open_table(data: bytes) -> TableFile:
    """The sheets of a file. Raises :class:`Unusable` with a sentence."""
    if not data.strip(b"\x00 \r\n\t"):
        raise Unusable("文件是空的。请检查选的是不是要导入的那一份。")
    if len(data) > MAX_BYTES:
        raise Unusable(
            f"文件有{len(data) // 1024 // 1024}兆，超过{MAX_BYTES // 1024 // 1024}兆。请拆成几个文件分别导入。"
        )
    if data.startswith(_ZIP):
        return _open_xlsx(data)
    if data.startswith(_OLE):
        return _open_xls(data)
    return _open_text(data)


def _open_xlsx(data: bytes) -> TableFile:
    _guard(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [
            meta.name
            for meta in book.sheets_metadata
            if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet
        ]
        return TableFile("xlsx", tuple(_calamine_sheet(book, name) for name in shown))
    except BaseException as error:  # a damaged file may make calamine panic, which is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError | Unusable):
            raise
        raise Unusable(_DAMAGED_XLSX) from error


_DAMAGED_XLSX = "工作簿打不开，可能没有保存完整。请用Excel或WPS打开，另存为.xlsx后再导入。"


def _calamine_sheet(book: CalamineWorkbook, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    left = (
        sheet.start[1] if sheet.start else 0
    )  # calamine leaves out the unused columns on the left, not the rows above

    def rows() -> Iterator[tuple[int, Sequence[Cell]]]:
        for number, row in enumerate(sheet.iter_rows(), 1):
            yield number, [*[None] * left, *row]

    return Sheet(name, sheet.end[0] + 1 if sheet.end else 0, rows)


def _guard(data: bytes) -> None:
    """Unpack the parts that will be read, counting, before a library puts them into memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            if "xl/workbook.xml" not in names:
                raise Unusable(_not_a_workbook(names))
            left, cells = MAX_UNPACKED, 0
            for info in package.infolist():  # any part may be a sheet, whatever it is called
                with package.open(info) as part:
                    left, extent = _measure(part, left, is_sheet="/worksheets/" in info.filename)
                cells += extent.height * extent.width
                if cells > MAX_CELLS:
                    raise Unusable("表太大（行数乘列数太多）。请删去用不到的行、列和表，或拆成几个文件。")
    except _BROKEN as error:
        raise Unusable(_DAMAGED_XLSX) from error


def _not_a_workbook(names: Sequence[str]) -> str:
    if any(name.startswith("word/") for name in names):
        return "这是Word文件，不是表格。请把表格复制到Excel里，另存为.xlsx后再导入。"
    if "xl/workbook.bin" in names:
        return "这是二进制工作簿（.xlsb），暂不能读。请在Excel里另存为.xlsx后再导入。"
    return "这不是Excel工作簿。请用Excel或WPS另存为.xlsx后再导入。"


def _measure(part: IO[bytes], left: int, *, is_sheet: bool) -> tuple[int, _Extent]:
    """How many bytes may still be unpacked after this part, and how far the rows and cells in it reach."""
    extent, rest = _Extent(), b""
    while chunk := part.read(1 << 20):
        left -= len(chunk)
        if left < 0:
            raise Unusable(f"文件解开后超过{MAX_UNPACKED >> 20}兆。请删去图片和多余的表，或拆成几个文件。")
        text = rest + chunk
        # what may be cut in the middle waits for the next chunk: the last cell, unless it is no cell at all
        cut = text.rfind(b"<")
        cut = text.rfind(b"<c", 0, cut + 2) if is_sheet and cut >= 0 else cut
        cut = cut if cut >= 0 and len(text) - cut < _LONGEST_CELL else len(text)
        extent.count(text[:cut], is_sheet=is_sheet)
        rest = text[cut:]
    extent.count(rest, is_sheet=is_sheet)
    return left, extent


class _Extent:
    """How many rows and columns the cells of a sheet span, as far as they have been seen."""

    def __init__(self) -> None:
        self.height = self.width = self.in_row = 0

    def count(self, text: bytes, *, is_sheet: bool) -> None:
        """Count the rows and cells that a piece of the sheet opens. Raises :class:`Unusable` for too many."""
        if is_sheet and b"\x00" in text:
            raise Unusable("工作表的文字编码不常见，读不了。请用Excel或WPS打开，另存为.xlsx后再导入。")
        if is_sheet and _NOT_COMPUTED.search(text):
            raise Unusable("表里有公式还没有算出结果。请用Excel或WPS打开，保存一次后再导入。")
        height, width, in_row = self.height, self.width, self.in_row
        for tag, letters, digits in _TOKEN.findall(text):
            row = int(digits or 0)
            if tag == b"row":
                height, in_row = max(height + 1, row), 0
                continue
            in_row = _column_number(letters) if letters else in_row + 1
            width = in_row if in_row > width else width
            height = row if row > height else height
        self.height, self.width, self.in_row = height, width, in_row
        _within(self.height, self.width)


def _within(height: int, width: int) -> None:
    if height > MAX_ROWS:
        raise Unusable(f"表有{height}行，一次最多导入{MAX_ROWS}行。请删去下面的空行，或拆成几个文件。")
    if width > MAX_COLUMNS:
        raise Unusable(f"表有{width}列，最多{MAX_COLUMNS}列。请删去右边用不到的列。")


@lru_cache(maxsize=1024)
def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _open_xls(data: bytes) -> TableFile:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unusable("文件有打开密码。请在Excel里去掉密码，保存后再导入。")
    try:
        book = xlrd.open_workbook(file_contents=data, on_demand=True, ragged_rows=True, logfile=io.StringIO())
        sheets = [book.sheet_by_index(index) for index in range(book.nsheets)]
        return TableFile("xls", tuple(_xls_sheet(book, sheet) for sheet in sheets if sheet.visibility == 0))
    except xlrd.XLRDError as error:
        locked = "encrypt" in str(error).lower() or "password" in str(error).lower()
        raise Unusable("文件有打开密码。请在Excel里去掉密码，保存后再导入。" if locked else _DAMAGED_XLS) from error
    except Exception as error:  # xlrd raises whatever a damaged record leads to
        raise Unusable(_DAMAGED_XLS) from error


_DAMAGED_XLS = "表格打不开，可能没有保存完整，或者不是表格。请用Excel或WPS打开，另存为.xlsx后再导入。"


def _xls_sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Sheet:
    def rows() -> Iterator[tuple[int, Sequence[Cell]]]:
        for index in range(sheet.nrows):
            yield index + 1, [_xls_cell(book, cell) for cell in sheet.row(index)[:MAX_COLUMNS]]

    return Sheet(sheet.name, sheet.nrows, rows)


def _xls_cell(book: xlrd.Book, cell: xlrd.sheet.Cell) -> Cell:
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            moment: datetime = xlrd.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, OverflowError, xlrd.XLDateError):
            return float(cell.value)
        return moment.time() if cell.value < 1 else moment
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#错误"))
    value: Cell = cell.value
    return value


def _open_text(data: bytes) -> TableFile:
    text = _decoded(data)
    head = text[:4096]
    if re.search(r"<(html|table|!doctype)\b", head, re.I):
        raise Unusable("这其实是网页，只是名字像表格。请用Excel或WPS打开，另存为.xlsx后再导入。")
    first = head.split("\n", 1)[0]
    mark = max(",\t;，", key=first.count)

    def rows() -> Iterator[tuple[int, Sequence[Cell]]]:
        source = io.StringIO(text.replace("，", ",") if mark == "，" else text, newline="")
        reader = csv.reader(source, delimiter="," if mark == "，" else mark)
        line = 1
        try:
            for row in reader:
                if len(row) > MAX_COLUMNS:
                    raise Unusable(f"第{line}行有{len(row)}列，最多{MAX_COLUMNS}列。")
                yield line, row
                line = reader.line_num + 1
                if line > MAX_ROWS + 1:
                    raise Unusable(f"表超过{MAX_ROWS}行。请拆成几个文件分别导入。")
        except csv.Error as error:
            raise Unusable(f"第{line}行读不了：引号没有成对，或一格里的字太多。请用Excel打开检查。") from error

    return TableFile("csv", (Sheet("", text.count("\n") + 1, rows),))


def _decoded(data: bytes) -> str:
    """The text of a csv file: what its mark says, else UTF-8, else the encoding that Chinese Excel writes."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\x00" in data[:4096]:
        raise Unusable("这不是表格文件。能导入的有.xlsx、.xls和.csv。")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unusable("文件的文字编码认不出。请用Excel打开，另存为.xlsx后再导入。")


def cell_text(cell: Cell) -> str:
    """A cell as the text that somebody would have typed: 5.0 → 5, a day → 2020-03-05, TRUE → 是."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell if len(cell) <= MAX_CELL_TEXT else cell[:MAX_CELL_TEXT]
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        # what Excel shows: 15 digits, so that 0.1 + 0.2 is 0.3
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else format(cell, ".15g")
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None).isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return str(cell)
