"""The Excel template of a kind: headers with units, drop-down lists, an example row that is not imported, and a sheet of help."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from math import ceil

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from zhunsheng.ledger.column_cells import TYPE_WORDS, cell_rule, column_note, column_width, number_format, typed_cell
from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.header import HELP_SHEET, MARK, PROJECT, header_words
from zhunsheng.ledger.kind import LedgerKind
from zhunsheng.ledger.sheet_look import (
    BODY,
    EXAMPLE_FILL,
    FAINT,
    GRID,
    SECTION,
    TITLE,
    breadth,
    look_like_header,
    print_on_a4,
    write_lines,
    write_table,
)  # fmt: skip
from zhunsheng.model.record import Column, ColumnType

EXAMPLE = "示例，不导入"
"""What stands in the first column of the example row."""
HEADER_ROW, EXAMPLE_ROW, FIRST_ROW = 2, 3, 4
LAST_ROW = 5000
"""How far down drop-down lists reach; a longer list is imported just the same."""
RULED_ROWS = 24
ROW_HEIGHT = 18
_TITLE_BREADTH = 1.6
"""How much broader the title's type is than that of the cells, by which a column's width is counted."""
_EXAMPLE_DAY = date(2020, 12, 31)
"""Examples are read as of this day; all of them write their year."""


def write_template(kind: LedgerKind, projects: Mapping[str, str] | None = None, unit: str = "") -> bytes:
    """The template as an xlsx file. ``projects`` (code to name) adds a column that says which project each row proves."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _Entry(book.create_sheet(kind.label), kind, projects or {}).write(unit)
    _help_sheet(book.create_sheet(HELP_SHEET), kind)
    if projects:
        listed = book.create_sheet(PROJECT)
        write_table(listed, 1, (("项目编码", 26), ("项目名称", 44)), projects.items())
        print_on_a4(listed, header_row=1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def example_row(kind: LedgerKind) -> dict[str, str]:
    """A realistic row by English column names: the kind's own first example, or one made from its columns."""
    return dict(kind.examples[0]) if kind.examples else {column.name: _made_up(column) for column in kind.columns}


def _made_up(column: Column) -> str:
    """A cell that fits a column of a kind without examples."""
    number = max(column.minimum or Decimal(0), Decimal(1))
    if column.maximum is not None:
        number = min(number, column.maximum)
    return {
        ColumnType.TEXT: "001" if column.names_thing else f"{column.label}示例",
        ColumnType.CHOICE: column.choices[0] if column.choices else "",
        ColumnType.DATE: "2020-03-05",
        ColumnType.MOMENT: "2020-03-05 14:30",
        ColumnType.BOOLEAN: "是",
    }.get(column.type, f"{number:f}")


class _Entry:
    """The sheet that is filled in: title, header, example, ruled blank rows."""

    def __init__(self, sheet: Worksheet, kind: LedgerKind, projects: Mapping[str, str]) -> None:
        self.sheet, self.kind, self.projects = sheet, kind, projects
        self.first = 3 if projects else 2
        """Position of the kind's first column."""

    def write(self, unit: str) -> None:
        """Fill the sheet."""
        sheet = self.sheet
        sheet.sheet_view.showGridLines = False
        words = f"{unit}{self.kind.label}导入表　（带*的必填，从第{FIRST_ROW}行填起，填法见“{HELP_SHEET}”）"
        sheet.cell(1, 1, words).font = TITLE
        sheet.cell(1, 1).alignment = Alignment(vertical="center")
        sheet.row_dimensions[1].height, sheet.row_dimensions[HEADER_ROW].height = 30, 34
        sheet.row_dimensions[EXAMPLE_ROW].height = ROW_HEIGHT
        self._extra(1, MARK, EXAMPLE, 14)
        if self.projects:
            self._extra(2, PROJECT, next(iter(self.projects)), 22)
            self._project_list()
        example = example_row(self.kind)
        for position, column in enumerate(self.kind.columns, self.first):
            self._column(position, column, example.get(column.name, ""))
        # the mark, the project and the first column stay in sight while scrolling to the right
        sheet.freeze_panes = f"{get_column_letter(self.first + 1)}{FIRST_ROW}"
        self._title_over(words)
        print_on_a4(sheet, header_row=HEADER_ROW)

    def _title_over(self, words: str) -> None:
        """The title takes the whole width, on as many lines as it needs, or paper would cut it off."""
        last = self.first + len(self.kind.columns) - 1
        room = sum(self.sheet.column_dimensions[get_column_letter(column)].width for column in range(1, last + 1))
        self.sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=last)
        self.sheet.cell(1, 1).alignment = Alignment(vertical="center", wrap_text=True)
        self.sheet.row_dimensions[1].height = 30 * ceil(breadth(words) * _TITLE_BREADTH / room)

    def _extra(self, position: int, words: str, example: str, width: int) -> None:
        look_like_header(self.sheet.cell(HEADER_ROW, position, words), required=False)
        self._example(position, example)
        self.sheet.column_dimensions[get_column_letter(position)].width = width
        self._ruled(position, "@")

    def _column(self, position: int, column: Column, example: str) -> None:
        month = column.name in self.kind.months
        words, shown = header_words(self.kind, column.name), "yyyy-mm" if month else number_format(column)
        head = self.sheet.cell(HEADER_ROW, position, words)
        look_like_header(head, required=column.required)
        if note := column_note(column, month=month):
            head.comment = Comment(note, "准绳", width=260, height=90)
        letter = get_column_letter(position)
        self.sheet.column_dimensions[letter].width = column_width(column, example, words)
        self._example(position, typed_cell(example, column, _EXAMPLE_DAY, month=month), shown)
        self._ruled(position, shown)
        if rule := cell_rule(column):
            self.sheet.add_data_validation(rule)
            rule.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")

    def _example(self, position: int, value: str | int | Decimal | date | datetime | None, shown: str = "@") -> None:
        cell = self.sheet.cell(EXAMPLE_ROW, position, value)
        cell.font, cell.fill, cell.border, cell.number_format = FAINT, EXAMPLE_FILL, GRID, shown
        cell.alignment = self._alignment(shown)

    def _ruled(self, position: int, shown: str) -> None:
        self.sheet.column_dimensions[get_column_letter(position)].number_format = shown
        for row in range(FIRST_ROW, FIRST_ROW + RULED_ROWS):
            self.sheet.row_dimensions[row].height = ROW_HEIGHT
            blank = self.sheet.cell(row, position)
            blank.border, blank.font, blank.number_format = GRID, BODY, shown
            blank.alignment = self._alignment(shown)

    @staticmethod
    def _alignment(shown: str) -> Alignment:
        """Days stand in the middle, words left, numbers right, a little away from the rule."""
        if shown.startswith("yyyy"):
            return Alignment(horizontal="center", vertical="center")
        return Alignment(horizontal="left" if shown == "@" else "right", vertical="center", indent=1)

    def _project_list(self) -> None:
        last = len(self.projects) + 1
        rule = DataValidation(type="list", formula1=f"'{PROJECT}'!$A$2:$A${last}", allow_blank=True)
        rule.showErrorMessage, rule.errorStyle = True, "warning"
        rule.errorTitle, rule.error = "没有这个项目", f"请选“{PROJECT}”表里的编码"
        self.sheet.add_data_validation(rule)
        rule.add(f"B{FIRST_ROW}:B{LAST_ROW}")


def _help_sheet(sheet: Worksheet, kind: LedgerKind) -> None:
    sheet.sheet_view.showGridLines = False
    row = write_lines(sheet, 1, [(f"{kind.label}怎么填", TITLE), (kind.purpose, BODY)])
    row = write_lines(sheet, row, [(f"· {text}", BODY) for text in _advice(kind)])
    headers = (("列", 18), ("必填", 7), ("填什么", 16), ("单位", 10), ("说明", 84))
    row = write_table(sheet, row + 1, headers, _column_lines(kind))
    if kind.checks:
        row = write_lines(sheet, row + 1, [("导入时还会检查", SECTION)])
        write_lines(sheet, row, [(f"· {text}", BODY) for text in _check_lines(kind)])
    print_on_a4(sheet)


def _advice(kind: LedgerKind) -> Iterator[str]:
    yield f"一行是一条记录，按“{kind.day.label}”归到年月。列的顺序可以变，用不到的列可以删，表头的字不要改。"
    yield "没有的就空着，不要填0：空着是没有填，0是数出来是0。"
    yield "有一行不对，整个文件都不导入，并逐行指出是哪一格、怎么改；改好再导一次，不会重复。"


def _column_lines(kind: LedgerKind) -> Iterator[Sequence[str]]:
    for column in kind.columns:
        month = column.name in kind.months
        words = "月份" if month else TYPE_WORDS[column.type]
        yield (
            column.label,
            "必填" if column.required else "",
            words,
            column.unit or "",
            column_note(column, month=month),
        )


def _check_lines(kind: LedgerKind) -> Iterator[str]:
    """The checks' sentences for no row in particular: what stands in braces is a cell's content and is left out."""
    for check in kind.checks:
        plain = re.sub(r"“\{[^{}]*\}”", "别的", check.sentence)
        asked = "" if check.gravity is Gravity.REFUSE else "（问一声，不拦）"
        yield re.sub(r"\{[^{}]*\}(元|人|家|株|平方米|立方米|摄氏度)?", "", plain) + asked
