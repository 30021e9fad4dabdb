"""A column of a kind as cells of a spreadsheet: number formats, drop-down lists, notes, widths, texts as typed cells."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from openpyxl.worksheet.datavalidation import DataValidation

from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.sheet_look import breadth
from zhunsheng.ledger.values import read_value
from zhunsheng.model.record import NUMERIC, Column, ColumnType

TYPE_WORDS = {
    ColumnType.TEXT: "文字", ColumnType.CHOICE: "选一个", ColumnType.COUNT: "整数", ColumnType.NUMBER: "数", ColumnType.MONEY: "金额，两位小数",
    ColumnType.DATE: "日期", ColumnType.MOMENT: "日期和时间", ColumnType.BOOLEAN: "是或否",
}  # fmt: skip
"""What to write into a column of each type."""
_FORMATS = {
    ColumnType.MONEY: "#,##0.00",
    ColumnType.DATE: "yyyy-mm-dd",
    ColumnType.MOMENT: "yyyy-mm-dd hh:mm",
    ColumnType.COUNT: "0",
}
_LEAST_WIDTH = {ColumnType.MOMENT: 17, ColumnType.DATE: 12, ColumnType.BOOLEAN: 8}
_LONGEST_LIST = 255
"""Excel's limit for the words of a drop-down list."""


def number_format(column: Column) -> str:
    """How a spreadsheet shows the cells of a column; text stays text, so that 007 keeps its zeros."""
    if column.type is ColumnType.NUMBER:
        return f"0.{'0' * column.scale}" if column.scale else "0"
    return _FORMATS.get(column.type, "@")


def typed_cell(
    text: str, column: Column, today: date, *, month: bool = False
) -> str | int | Decimal | date | datetime | None:
    """A text as a cell of its column's own type (a day as a day), or as the text where it cannot be read."""
    read = read_value(text, column, today, month=month)
    if read.gravity is Gravity.REFUSE or (read.value is None and text.strip()):
        return text
    if isinstance(read.value, bool):
        return "是" if read.value else "否"
    return read.value


def column_note(column: Column, *, month: bool = False) -> str:
    """What a clerk has to know to fill in a column."""
    parts = [column.help] if column.help else []
    if month:
        parts.append("写月份，如2020-03")
    elif column.type is ColumnType.DATE:
        parts.append("如2020-03-05，也可写2020年3月5日")
    elif column.type is ColumnType.MOMENT:
        parts.append("如2020-03-05 14:30")
    elif column.type is ColumnType.CHOICE:
        parts.append(f"从列表里选：{'、'.join(column.choices)}")
    elif column.type is ColumnType.BOOLEAN:
        parts.append("填是或否；不知道就空着，空着不等于否")
    elif column.type in NUMERIC:
        parts.append(f"只填数字，以{column.unit}计" if column.unit else "只填数字")
    return "；".join(parts)


def cell_rule(column: Column) -> DataValidation | None:
    """A drop-down list for choices and yes-or-no, a warning for numbers below the least; ``None`` for the rest."""
    words = ("是", "否") if column.type is ColumnType.BOOLEAN else column.choices
    if words and len(",".join(words)) <= _LONGEST_LIST and not any("," in word for word in words):
        rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
        rule.errorTitle, rule.error = "选项里没有", f"请选：{'、'.join(words)}"[:250]
    elif column.type in NUMERIC and column.minimum is not None:
        least = f"{column.minimum:f}"
        kind: Literal["whole", "decimal"] = "whole" if column.type is ColumnType.COUNT else "decimal"
        rule = DataValidation(type=kind, operator="greaterThanOrEqual", formula1=least, allow_blank=True)
        rule.errorTitle, rule.error = (
            "不是合适的数",
            f"请填不小于{least}的数{f'，以{column.unit}计' if column.unit else ''}",
        )
        rule.errorStyle = "warning"
    else:
        return None
    rule.showErrorMessage = True
    return rule


def column_width(column: Column, example: str, words: str) -> float:
    """Wide enough for the header in two lines and for the example."""
    longest = max(breadth(words) / 1.4, min(breadth(example), 28))
    return max(longest + 3, _LEAST_WIDTH.get(column.type, 10))
