"""The list for the budget office (挂钩清单) as a workbook: one line a project, the rules it rests on on a second sheet."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zhunsheng.documents.writing.measure import text_width
from zhunsheng.documents.writing.xlsx_looks import Looks, fit_list
from zhunsheng.model.result_use import AdviceList, AdviceRule, ProjectAdvice
from zhunsheng.scoring.exact import plain

COLUMNS = (
    ("序号", 5), ("单位", 16), ("项目编码", 14), ("项目名称", 18), ("年度", 6), ("评价来源", 9), ("等级", 5), ("执行率（%）", 8),
    ("监控灯", 16), ("下年申请（万元）", 9), ("结余（万元）", 8), ("建议", 9), ("建议压减下限（万元）", 10),
    ("建议压减上限（万元）", 10), ("为什么", 36), ("豁免", 14),
)  # fmt: skip
"""The columns of the list with their widths in characters."""
_RULES = (
    ("情况", 14), ("等级", 6), ("执行率低于（%）", 10), ("怎么办", 12), ("比例下限（%）", 10), ("比例上限（%）", 10),
    ("依据", 44), ("说明", 30),
)  # fmt: skip
_TEN_THOUSAND = Decimal(10_000)
_LINE = 16.0
"""Height of a line of text, in points."""


def advice_workbook(
    found: AdviceList, rules: Sequence[AdviceRule], *, codes: Mapping[str, str], lights: Mapping[str, str], title: str
) -> bytes:
    """The workbook; ``codes`` and ``lights`` give each project's printed code and its lights over the year in words."""
    book = Workbook()
    sheet = book.active if isinstance(book.active, Worksheet) else book.create_sheet()
    sheet.title = "挂钩清单"
    rows = [
        _line(number, one, codes.get(one.result.project, ""), lights.get(one.result.project, ""))
        for number, one in enumerate(found.projects, 1)
    ]
    _fill(sheet, title, COLUMNS, rows)
    total = len(rows) + 3
    looks = Looks()
    for column in range(1, len(COLUMNS) + 1):
        looks.put(sheet, total, column, "合计" if column == 4 else "", "left")
    sheet.row_dimensions[total].height = 1.5 * _LINE
    for column, amount in ((13, found.least), (14, found.most)):
        _number(sheet, looks, total, column, amount / _TEN_THOUSAND)
    _fill(book.create_sheet("规则表"), f"{found.year}年结果应用规则", _RULES, [_rule(rule) for rule in rules])
    book.properties.creator, book.properties.title = "", title
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _line(number: int, one: ProjectAdvice, code: str, lights: str) -> list[str | Decimal | None]:
    result = one.result
    cut = any(each.least is not None for each in one.advice)  # where nothing is cut the columns stay blank
    actions = "、".join(one.actions)
    return [
        str(number), result.unit, code, result.name, str(result.year), result.source, result.grade or "", result.rate, lights,
        _wan(result.requested), _wan(result.unspent), actions, _wan(one.least) if cut else None, _wan(one.most) if cut else None,
        "\n".join(filter(None, (*(each.words for each in one.advice), one.clash))), one.exemption.reason if one.exemption else "",
    ]  # fmt: skip


def _rule(rule: AdviceRule) -> list[str | Decimal | None]:
    shown = [plain(value) if value is not None else "" for value in (rule.below, rule.least, rule.most)]
    return [str(rule.trigger), rule.grade or "", shown[0], str(rule.action), shown[1], shown[2], rule.basis, rule.note]


def _wan(yuan: Decimal | None) -> Decimal | None:
    return None if yuan is None else yuan / _TEN_THOUSAND


def _fill(
    sheet: Worksheet,
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[str | Decimal | None]],
) -> None:
    looks = Looks()
    looks.put(sheet, 1, 1, title, "title")
    sheet.row_dimensions[1].height = 2.2 * _LINE
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(columns))
    for column, (name, width) in enumerate(columns, 1):
        looks.put(sheet, 2, column, name, "centre")
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[2].height = 2.2 * _LINE
    for line, values in enumerate(rows, 3):
        texts = [(value, width) for value, (_, width) in zip(values, columns, strict=True) if isinstance(value, str)]
        sheet.row_dimensions[line].height = _LINE * max(
            sum(max(1, -(-int(text_width(part) * 2.2) // width)) for part in text.split("\n")) for text, width in texts
        )
        for column, value in enumerate(values, 1):
            if isinstance(value, Decimal):
                _number(sheet, looks, line, column, value)
            else:
                looks.put(sheet, line, column, value or "", "left")
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "2:2"
    fit_list(sheet, sum(width for _, width in columns))


def _number(sheet: Worksheet, looks: Looks, row: int, column: int, value: Decimal) -> None:
    cell = sheet.cell(row, column)
    looks.dress(sheet, row, column, "right")
    cell.value, cell.number_format = value, "#,##0.00"
