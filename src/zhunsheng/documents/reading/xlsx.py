"""``.xlsx`` → worksheets: cells with the text that they print, merged ranges, what is hidden."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from lxml import etree

from zhunsheng.documents.page import clean_text
from zhunsheng.documents.reading.cell_text import EMPTY_FORMULA, Trouble, error_text, number_text, parse_number
from zhunsheng.documents.reading.container import Package, XmlStream
from zhunsheng.documents.reading.grid import too_many_cells
from zhunsheng.documents.reading.number_format import BUILT_IN, print_text
from zhunsheng.documents.reading.refusal import MAX_CELL_CHARS, MAX_CELLS, Refused
from zhunsheng.documents.reading.worksheet import LAST_COLUMN, Merge, Sheet, SheetCell
from zhunsheng.model.place import Place, Problem

LAST_ROW = 1_048_576
"""Rows of a worksheet in this format."""
_KIND = "Excel 工作簿"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def xlsx_sheets(data: bytes, problems: list[Problem]) -> Iterator[Sheet]:
    """The visible worksheets in order; hidden ones are passed over and named in ``problems``."""
    package = Package(data, _KIND)
    _refuse_macros(package)
    book = _Workbook.of(package)
    for name, part, hidden in book.sheets:
        if hidden:
            place = Place(sheet=name)
            problems.append(
                Problem(str(place), "工作表是隐藏的，没有读入。如要读，请在Excel中取消隐藏后再上传。", place)
            )
        elif part:
            yield _Reader(book, package, name).read(part)


def _refuse_macros(package: Package) -> None:
    names = [name.lower() for name in package.names()]
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Refused("这是带宏的工作簿（.xlsm），宏可能有风险，不能读。请在Excel中另存为不带宏的.xlsx再上传。")
    if any(name.endswith("workbook.bin") for name in names):
        raise Refused("这是二进制工作簿（.xlsb），暂不能读。请在Excel中另存为.xlsx再上传。")


@dataclass(slots=True)
class _Style:
    """What a cell's style says of its print: number format and vertical lines."""

    code: str
    ruled: bool


@dataclass(slots=True)
class _Workbook:
    sheets: list[tuple[str, str | None, bool]]
    """Name, part (``None`` for a chart sheet), hidden."""
    strings: list[str]
    styles: list[_Style]
    epoch_1904: bool

    @classmethod
    def of(cls, package: Package) -> _Workbook:
        main = _main_part(package)
        root = package.xml(main)
        relations = _relations(package, main)
        sheets = []
        for element in root.iter("{*}sheet"):
            relation = next(
                (value for key, value in element.attrib.items() if _local(key) == "id" and "}" in str(key)), ""
            )
            kind, part = relations.get(str(relation), ("", ""))
            hidden = (element.get("state") or "visible") != "visible"
            sheets.append((element.get("name") or "", part if kind == "worksheet" else None, hidden))
        by_kind = dict(relations.values())
        epoch = root.find("{*}workbookPr")
        return cls(
            sheets,
            _shared_strings(package, by_kind.get("sharedStrings")),
            _styles(package, by_kind.get("styles")),
            epoch is not None and epoch.get("date1904") in ("1", "true"),
        )


def _main_part(package: Package) -> str:
    for kind, part in _relations(package, "").values():
        if kind == "officeDocument":
            return part
    return "xl/workbook.xml"


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relation id → its kind (last word of its type) and the part that it names."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in package:
        return {}
    found = {}
    for element in package.xml(path).iter("{*}Relationship"):
        if element.get("TargetMode") == "External":
            continue
        target = posixpath.normpath(posixpath.join("/", folder, element.get("Target") or "")).lstrip("/")
        kind = (element.get("Type") or "").rpartition("/")[2]
        found[element.get("Id") or ""] = (kind, target)
    return found


def _shared_strings(package: Package, part: str | None) -> list[str]:
    if not part or part not in package:
        return []
    strings: list[str] = []
    stream = XmlStream(package, part, ("{*}si",))
    for element in stream:
        strings.append(_rich_text(element))
        if len(strings) > MAX_CELLS:
            raise too_many_cells()
        stream.release(element)
    return strings


def _rich_text(element: etree._Element) -> str:
    """The text of a string item: its runs joined, without the readings that may stand over characters."""
    pieces: list[str] = []
    for child in element:
        kind = _local(child.tag)
        if kind == "t":
            pieces.append(child.text or "")
        elif kind == "r":
            pieces.extend(run.text or "" for run in child if _local(run.tag) == "t")
    return _bounded(_unescape("".join(pieces)))


def _unescape(text: str) -> str:
    """``_x000D_`` is how the format writes a character that XML cannot hold."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _bounded(text: str) -> str:
    if len(text) > MAX_CELL_CHARS:
        raise Refused(f"工作簿里有一格文字超过{MAX_CELL_CHARS}字，不像正常文件。请核对文件来源后再上传。")
    return text


def _styles(package: Package, part: str | None) -> list[_Style]:
    if not part or part not in package:
        return []
    root = package.xml(part)
    codes = dict(BUILT_IN)
    for element in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[_whole(element.get("numFmtId"))] = element.get("formatCode") or "General"
    ruled = [
        any(side.get("style") not in (None, "none") for side in border if _local(side.tag) in _SIDES)
        for border in root.iterfind("{*}borders/{*}border")
    ]
    found = []
    for xf in root.iterfind("{*}cellXfs/{*}xf"):
        code = codes.get(_whole(xf.get("numFmtId")), "General")
        border = _whole(xf.get("borderId"))
        found.append(_Style(code, 0 <= border < len(ruled) and ruled[border]))
    return found


_SIDES = ("left", "right", "start", "end")
_PLAIN = _Style("General", False)


class _Reader:
    """Reads one worksheet row by row."""

    def __init__(self, book: _Workbook, package: Package, name: str) -> None:
        self._book, self._package, self._sheet = book, package, Sheet(name)
        self._row, self._count = -1, 0
        self._hidden = bytearray(LAST_COLUMN)

    def read(self, part: str) -> Sheet:
        stream = XmlStream(self._package, part, ("{*}row", "{*}mergeCell", "{*}col"))
        for element in stream:
            kind = _local(element.tag)
            if kind == "row":
                self._read_row(element)
            elif kind == "mergeCell":
                self._read_merge(element.get("ref") or "")
            elif element.get("hidden") in ("1", "true"):
                first, last = _whole(element.get("min")), _whole(element.get("max"))
                if 1 <= first <= last <= LAST_COLUMN:
                    self._hidden[first - 1 : last] = b"\1" * (last - first + 1)
            self._count += 1
            if self._count > MAX_CELLS:
                raise too_many_cells()
            stream.release(element)
        self._sheet.hidden_columns = {column for column, hidden in enumerate(self._hidden) if hidden}
        return self._sheet

    def _read_row(self, element: etree._Element) -> None:
        self._row = _whole(element.get("r")) - 1 if element.get("r") else self._row + 1
        row = self._row
        if not 0 <= row < LAST_ROW:
            raise Refused(f"工作表“{self._sheet.name}”的行号超出范围，文件已损坏。请在Excel中另存一份再上传。")
        if element.get("hidden") in ("1", "true"):
            self._sheet.hidden_rows.add(row)
        cells: dict[int, SheetCell] = {}
        column = -1
        for cell in element:
            if _local(cell.tag) != "c":
                continue
            found = _REFERENCE.fullmatch(cell.get("r") or "")
            column = _column_number(found[1]) if found else column + 1
            style = self._style(cell.get("s"))
            text = self._text(cell, style, row, column)
            if text or style.ruled:
                cells[column] = SheetCell(text, style.ruled)
            self._count += 1
        if cells:
            self._sheet.rows.setdefault(row, {}).update(cells)

    def _style(self, index: str | None) -> _Style:
        styles = self._book.styles
        number = _whole(index)
        return styles[number] if 0 <= number < len(styles) else _PLAIN

    def _text(self, cell: etree._Element, style: _Style, row: int, column: int) -> str:
        value = formula = None
        for child in cell:
            kind = _local(child.tag)
            if kind == "v":
                value = child.text or ""
            elif kind == "f":
                formula = child
            elif kind == "is":
                return clean_text(_rich_text(child))
        kind = cell.get("t") or "n"
        trouble = Trouble(self._sheet, row, column)
        if value is None or (not value and kind != "str"):
            if formula is not None:
                trouble(EMPTY_FORMULA)
            return ""
        if kind == "s":
            return clean_text(print_text(self._shared(value, trouble), style.code))
        if kind == "str":
            return clean_text(print_text(_bounded(_unescape(value)), style.code))
        if kind == "b":
            return "TRUE" if value.strip() in ("1", "true") else "FALSE"
        if kind == "e":
            return error_text(value, trouble)
        number = _iso_days(value) if kind == "d" else parse_number(value)
        return number_text(number, value, style.code, self._book.epoch_1904, trouble)

    def _shared(self, value: str, trouble: Trouble) -> str:
        strings = self._book.strings
        number = _whole(value.strip())
        if 0 <= number < len(strings):
            return strings[number]
        trouble("这一格指向的文字在文件里找不到，没有读出来。请在Excel中打开核对、另存后再上传。")
        return ""

    def _read_merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
        if start and end:
            rows = sorted((int(start[2]) - 1, int(end[2]) - 1))
            columns = sorted((_column_number(start[1]), _column_number(end[1])))
            if rows[0] >= 0 and rows[1] < LAST_ROW and (rows[0] < rows[1] or columns[0] < columns[1]):
                self._sheet.merges.append(Merge(rows[0], columns[0], rows[1], columns[1]))


def _iso_days(value: str) -> Decimal | None:
    """A date written out (``2020-03-05T00:00:00``) as the days that formats count."""
    try:
        moment = datetime.fromisoformat(value.strip().removesuffix("Z"))
    except ValueError:
        return None
    passed = moment.replace(tzinfo=None) - datetime(1899, 12, 30)
    return Decimal(passed.days) + Decimal(passed.seconds) / 86_400


def _column_number(letters: str) -> int:
    """``A`` → 0, ``XFD`` → 16383; letters beyond are cut to the last column."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return min(number, LAST_COLUMN) - 1


def _whole(text: str | None) -> int:
    """A number from 0 of at most nine digits, -1 for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else -1


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
