"""The review form as a workbook: the list of all projects, then a sheet for each form, ready to print on A4."""

from __future__ import annotations

import io
import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zhunsheng.documents.writing.look import TITLE_FONT
from zhunsheng.documents.writing.xlsx_looks import fit_to_a4
from zhunsheng.rules.grade import QUALITIES
from zhunsheng.usecases.review_form import FormItem, ReviewForm
from zhunsheng.usecases.review_reports.form_words import (
    LIST_TITLE,
    SIGNATURES,
    boxes,
    cost_lines,
    dimension_title,
    facts,
    item_title,
    list_facts,
    mean_score,
    notes,
    open_words,
    opinion,
    text_of,
    ticks,
)

MOST_FORMS = 60
"""A document of more projects gets the list alone: nobody leafs through so many tabs."""
_WIDTHS = (15, 28, 13, 7, 32)
"""The columns in characters, together about as wide as the page: the form prints at its own size."""
_PLAIN_WIDTHS = (15, 31, 13, 36)
_LIST_WIDTHS = (7, 24, 34, 12, 10, 10, 10, 10, 10, 9)
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_THIN = Side(style="thin", color="444444")
_BORDER = Border(_THIN, _THIN, _THIN, _THIN)
_SHADE = PatternFill("solid", fgColor="E8ECF0")
_FONT = "仿宋"
_LINE = 15.0
"""The height of a line in points."""
_MAX_CELL = 32_000
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


def form_xlsx(forms: Sequence[ReviewForm]) -> bytes:
    """The workbook's bytes."""
    book = Workbook()
    book.properties.creator, book.properties.created, book.properties.modified = "", _EPOCH, _EPOCH
    first = book.active
    if first is not None:
        book.remove(first)
    if len(forms) != 1:
        _list(book.create_sheet("汇总"), forms)
    if len(forms) <= MOST_FORMS:
        for form in forms:
            name = _NOT_IN_NAMES.sub(" ", f"{form.number + 1} {text_of(form.project.name)}")[:31].strip()
            _FormSheet(book.create_sheet(name), form).draw()
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class _FormSheet:
    """One form on one sheet, drawn from the top line down."""

    def __init__(self, sheet: Worksheet, form: ReviewForm) -> None:
        self.sheet, self.form, self.line = sheet, form, 0
        self.scored = form.kind == "重点"
        self.widths = _WIDTHS if self.scored else _PLAIN_WIDTHS
        _prepare(sheet, self.widths)

    def draw(self) -> None:
        """The whole form."""
        last = len(self.widths)
        self._row([(self.form.title, last)], size=16, centred=(0,), border=False, least=36, font=TITLE_FONT)
        for one, value, other, second in facts(self.form):
            self._row([(one, 1), (value, 1), (other, 1), (second, last - 3)], centred=(0, 2), shaded=(0, 2))
        points_head = [("得分", 1)] if self.scored else []
        head = [
            ("审核内容", 1),
            ("审核要点", 1),
            ("审核意见", 1),
            *points_head,
            ("扣分事由" if self.scored else "主要事由", 1),
        ]
        self._row(head, bold=True, centred=tuple(range(last)), shaded=tuple(range(last)))
        self.sheet.print_title_rows = f"{self.line}:{self.line}"
        for at, name in enumerate(QUALITIES):
            items = [item for item in self.form.items if item.mark.item.dimension == name]
            self._row([(dimension_title(at, items, self.scored), last)], bold=True)
            for item in items:
                self._item(item)
        self._foot()

    def _item(self, item: FormItem) -> None:
        score: list[tuple[str | Decimal, int]] = [(item.score, 1)] if self.scored else []
        cells = [
            (item_title(item, self.scored), 1), (item.mark.item.question, 1), ("\n".join(ticks(item.grade)), 1), *score,
            ("\n".join(cost_lines(item, self.scored)), 1),
        ]  # fmt: skip
        self._row(cells, centred=(0, 2, 3) if self.scored else (0, 2))

    def _foot(self) -> None:
        rest, form = len(self.widths) - 1, self.form
        problems, advice = opinion(form)
        if self.scored:
            self._row([("总分", 1), (form.score, rest)], bold=True, centred=(0,), shaded=(0,))
        lines = [
            ("综合评定等级", "　　".join(boxes(form.grade))),
            ("后续处理", form.next_step),
            ("主要问题", "\n".join(problems)),
            ("改进建议", "\n".join(advice)),
        ]
        if form.remark:
            lines.append(("审核人意见", text_of(form.remark)))
        if form.undecided:
            lines.append(("没能判断的检查项", "\n".join(open_words(form))))
        for name, text in lines:
            self._row([(name, 1), (text, rest)], centred=(0,), shaded=(0,))
        self._row([(SIGNATURES, rest + 1)], least=42)
        for note in notes(form):
            self._row([(f"注：{note}", rest + 1)], size=9, border=False)

    def _row(
        self,
        cells: Sequence[tuple[str | Decimal, int]],
        *,
        bold: bool = False,
        size: float = 10.5,
        centred: tuple[int, ...] = (),
        shaded: tuple[int, ...] = (),
        border: bool = True,
        least: float = 24,
        font: str = _FONT,
    ) -> None:
        """One line of the form: texts with how many columns each takes; its height fits the longest."""
        self.line += 1
        column, height = 1, least
        for number, (value, span) in enumerate(cells):
            cell = self.sheet.cell(self.line, column)
            _put(cell, value)
            cell.font = Font(name=font, size=size, bold=bold)
            cell.alignment = Alignment("center" if number in centred else "left", "center", wrap_text=True)
            for at in range(column, column + span):
                under = self.sheet.cell(self.line, at)
                if border:
                    under.border = _BORDER
                if number in shaded:
                    under.fill = _SHADE
            if span > 1:
                self.sheet.merge_cells(
                    start_row=self.line, end_row=self.line, start_column=column, end_column=column + span - 1
                )
            width = sum(self.widths[column - 1 : column - 1 + span])
            height = max(height, _height(str(value), width))
            column += span
        self.sheet.row_dimensions[self.line].height = min(height, 409)


def _list(sheet: Worksheet, forms: Sequence[ReviewForm]) -> None:
    _prepare(sheet, _LIST_WIDTHS)
    for line, (words, size, font) in enumerate(((LIST_TITLE, 16, TITLE_FONT), (list_facts(forms), 10.5, _FONT)), 1):
        _put(sheet.cell(line, 1), words)
        sheet.cell(line, 1).font = Font(name=font, size=size)
        sheet.cell(line, 1).alignment = Alignment("center" if line == 1 else "left", "center")
        sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=len(_LIST_WIDTHS))
        sheet.row_dimensions[line].height = 36 if line == 1 else 20
    head = ("序号", "项目编码", "项目名称", "预算数", *QUALITIES, "总分", "等级")
    rows: list[Sequence[str | int | Decimal | None]] = [head]
    for at, form in enumerate(forms, 1):
        budget = form.project.budget.total
        values = [
            sum((item.score for item in form.items if item.mark.item.dimension == name), Decimal(0))
            for name in QUALITIES
        ]
        amount = budget.value if budget and budget.value is not None else None
        rows.append((at, form.project.code, text_of(form.project.name), amount, *values, form.score, form.grade))
    if len(forms) > 1:
        rows.append(("平均", *(None,) * 7, mean_score(forms), None))
    for line, row in enumerate(rows, 3):
        sheet.row_dimensions[line].height = 24 if line == 3 else 20
        for column, value in enumerate(row, 1):
            cell = sheet.cell(line, column)
            _put(cell, value)
            cell.border, cell.font = _BORDER, Font(name=_FONT, size=10.5, bold=line == 3)
            cell.alignment = Alignment("left" if column == 3 and line > 3 else "center", "center", wrap_text=True)
            if line == 3:
                cell.fill = _SHADE
    sheet.freeze_panes = "A4"
    sheet.print_title_rows = "3:3"
    if forms:
        for number, note in enumerate(notes(forms[0])):
            cell = sheet.cell(len(rows) + 4 + number, 1, f"注：{note}")
            cell.font = Font(name=_FONT, size=9)


def _prepare(sheet: Worksheet, widths: Sequence[float]) -> None:
    """A4 across one page wide, with the columns' widths."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    fit_to_a4(sheet, landscape=len(widths) > 6)


def _put(cell: Any, value: str | int | Decimal | None) -> None:
    """A number as a number; text as text, whatever it begins with."""
    if isinstance(value, str):
        cell.value, cell.data_type = value[:_MAX_CELL], "s"
        cell.quotePrefix = value[:1] in ("=", "+", "-", "@")
    elif value is not None:
        cell.value = float(value) if isinstance(value, Decimal) else value


def _height(text: str, width: float) -> float:
    """How high a row must be for a wrapped text; Excel does not fit merged cells by itself."""
    lines = sum(max(1, math.ceil(_columns(line) / max(1.0, width - 1.5))) for line in text.split("\n"))
    return lines * _LINE + 6


def _columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line)
