"""The Excel templates of the lists of organisations and of people: headers, choices, an example, a sheet of help."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from zhunsheng.ledger.sheet_look import (
    BODY,
    EXAMPLE_FILL,
    FAINT,
    GRID,
    TITLE,
    look_like_header,
    print_on_a4,
    write_lines,
    write_table,
)  # fmt: skip
from zhunsheng.lifecycle import organisation_file, people_file
from zhunsheng.lifecycle.listing import EXAMPLE, ListColumn

_HEADER, _FIRST, _LAST, _RULED = 2, 4, 5000, 22
_ADVICE = (
    "编码列是文本格式，前面的0不会丢。",
    "有一行不对，整张表都不导入，并逐行指出是哪一格、怎么改。",
    "第3行是示例，不导入，可以删。列的顺序可以变，表头的字不要改。",
)


def organisation_template() -> bytes:
    """The template of the list of organisations, as an xlsx file."""
    return _template("单位表", organisation_file.COLUMNS)


def people_template() -> bytes:
    """The template of the list of people, as an xlsx file."""
    return _template("用户表", people_file.COLUMNS)


def _template(title: str, columns: Sequence[ListColumn]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    _entry(book.create_sheet(title), title, columns)
    guide = book.create_sheet("填写说明")
    row = write_lines(guide, 1, [(f"{title}怎么填", TITLE), *((f"· {text}", BODY) for text in _ADVICE)])
    lines = [(column.label, "必填" if column.required else "", column.help, column.example) for column in columns]
    write_table(guide, row + 1, (("列", 18), ("必填", 8), ("填什么", 80), ("例", 24)), lines)
    print_on_a4(guide)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _entry(sheet: Worksheet, title: str, columns: Sequence[ListColumn]) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.cell(1, 1, f"{title}（深色的必填，从第{_FIRST}行填起）").font = TITLE
    sheet.row_dimensions[1].height, sheet.row_dimensions[_HEADER].height = 30, 26
    head = sheet.cell(_HEADER, 1, "导入标记")
    look_like_header(head, required=False)
    _example(sheet, 1, f"{EXAMPLE}，不导入")
    sheet.column_dimensions["A"].width = 16
    for row in range(_FIRST, _FIRST + _RULED):
        sheet.cell(row, 1).border = GRID
    for position, column in enumerate(columns, 2):
        look_like_header(sheet.cell(_HEADER, position, column.label), required=column.required)
        _example(sheet, position, column.example)
        letter = get_column_letter(position)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].number_format = "@"
        for row in range(_FIRST, _FIRST + _RULED):
            cell = sheet.cell(row, position)
            cell.number_format, cell.border, cell.font = "@", GRID, BODY
        if column.choices:
            rule = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
            rule.showErrorMessage, rule.errorTitle = True, f"“{column.label}”填得不对"
            rule.error = f"只能填：{'、'.join(column.choices)}"
            sheet.add_data_validation(rule)
            rule.add(f"{letter}{_FIRST}:{letter}{_LAST}")
    sheet.freeze_panes = f"A{_FIRST}"
    print_on_a4(sheet, header_row=_HEADER)


def _example(sheet: Worksheet, position: int, text: str) -> None:
    cell = sheet.cell(_HEADER + 1, position, text)
    cell.font, cell.fill, cell.border, cell.number_format = FAINT, EXAMPLE_FILL, GRID, "@"
