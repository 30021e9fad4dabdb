"""A review as a workbook for people: one line a finding, with filters; a second sheet with the sums of each document."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zhunsheng.documents.writing.xlsx_looks import fit_list
from zhunsheng.model.address import cell_name
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Finding, Severity
from zhunsheng.rules.grade import NOTE, QUALITIES
from zhunsheng.usecases.review import Reviewed
from zhunsheng.usecases.review_reports.marks import COLOURS, OPEN_TITLE, place_words, printable, related_lines

FINDING_COLUMNS = (
    ("序号", 6), ("级别", 7), ("编号", 9), ("缺陷", 18), ("类别", 9), ("项目编码", 22), ("项目名称", 20), ("指标", 22), ("栏目", 14),
    ("原文", 30), ("问题", 44), ("对照", 27), ("改法", 36), ("依据", 30), ("位置", 20), ("文件", 16),
)  # fmt: skip
SUMMARY_COLUMNS = (
    ("文件", 30), ("单位", 34), ("年度", 8), ("项目", 8), ("指标", 8), ("错误", 8), ("警告", 8), ("提示", 8),
    *((quality, 9) for quality in QUALITIES), ("得分", 9), ("建议等级", 10), ("说明", 60),
)  # fmt: skip
OPEN_COLUMNS = (
    ("文件", 30),
    ("编号", 9),
    ("检查项", 26),
    ("为什么没能判断", 50),
    ("缺什么", 30),
    ("项目数", 8),
    ("项目序号", 24),
)

_HAIR = Side(style="thin", color="C9CED4")
_BORDER = Border(_HAIR, _HAIR, _HAIR, _HAIR)
_MAX_CELL = 32_000
"""Excel takes 32,767 characters a cell."""
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The workbook's own dates: the same review gives the same file."""


def xlsx_report(reviews: Iterable[Reviewed]) -> bytes:
    """The workbook's bytes."""
    reviews = tuple(reviews)
    book = Workbook()
    book.properties.creator, book.properties.created, book.properties.modified = "准绳", _EPOCH, _EPOCH
    sheet = book.active if isinstance(book.active, Worksheet) else book.create_sheet()
    sheet.title = "审核意见"
    _header(sheet, FINDING_COLUMNS)
    number = 0
    for reviewed in reviews:
        for finding in reviewed.review.findings:
            number += 1
            _row(sheet, number + 1, _finding(number, reviewed.document, finding))
            level = sheet.cell(number + 1, 2)
            level.font = Font(bold=True, color=COLOURS[finding.severity.value].lstrip("#").upper())
    _finish(sheet, FINDING_COLUMNS, number + 1)
    _summary(book.create_sheet("汇总"), reviews)
    _undecided(book.create_sheet(OPEN_TITLE), reviews)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _finding(number: int, document: Document, finding: Finding) -> Sequence[str | int | None]:
    place = place_words(document, finding) or None
    related = "\n".join(related_lines(document, finding))
    return (
        number, finding.severity.label, finding.rule, finding.title, finding.category.value, finding.project,
        finding.project_name or "部门整体", finding.indicator, cell_name(finding.address), finding.quote, finding.message,
        related, finding.suggestion, finding.legal_basis, place, document.source.name,
    )  # fmt: skip


def _summary(sheet: Worksheet, reviews: Sequence[Reviewed]) -> None:
    _header(sheet, SUMMARY_COLUMNS)
    for line, reviewed in enumerate(reviews, 2):
        document = reviewed.document
        total = reviewed.total
        grade = total.grade
        points = [float(grade.qualities[quality]) for quality in QUALITIES] if grade else [None] * len(QUALITIES)
        note = reviewed.refusal or "；".join(f"{p.where}：{p.message}" for p in document.problems) or NOTE
        values = (
            document.source.name, document.unit.label or None, document.fiscal_year, total.projects, total.indicators,
            *(total.counts[severity] for severity in Severity), *points,
            float(grade.score) if grade else None, grade.grade if grade else None, note,
        )  # fmt: skip
        _row(sheet, line, values)
    _finish(sheet, SUMMARY_COLUMNS, len(reviews) + 1)


def _undecided(sheet: Worksheet, reviews: Sequence[Reviewed]) -> None:
    _header(sheet, OPEN_COLUMNS)
    line = 1
    for reviewed in reviews:
        for left_open in reviewed.review.undecided:
            line += 1
            numbers = "、".join(str(number + 1) for number in left_open.projects)
            values = (
                reviewed.document.source.name, left_open.rule, left_open.title, left_open.reason, left_open.missing or None,
                len(left_open.projects) or None, numbers or None,
            )  # fmt: skip
            _row(sheet, line, values)
    _finish(sheet, OPEN_COLUMNS, line)


def _header(sheet: Worksheet, columns: Sequence[tuple[str, int]]) -> None:
    for column, (name, width) in enumerate(columns, 1):
        cell = sheet.cell(1, column, name)
        cell.font, cell.fill, cell.border = Font(bold=True), PatternFill("solid", fgColor="E8ECF0"), _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[1].height = 24


def _row(sheet: Worksheet, line: int, values: Sequence[str | int | float | None]) -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(line, column)
        assert isinstance(cell, Cell)
        cell.border, cell.alignment = _BORDER, Alignment(vertical="top", wrap_text=True)
        if isinstance(value, str):
            # As text whatever it begins with: "=100%" is a target value, not a formula.
            cell.value, cell.data_type = printable(value)[:_MAX_CELL], "s"
            cell.quotePrefix = value[:1] in ("=", "+", "-", "@")
        elif value is not None:
            cell.value = value


def _finish(sheet: Worksheet, columns: Sequence[tuple[str, int]], last: int) -> None:
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(last, 1)}"
    fit_list(sheet, sum(width for _, width in columns))
    sheet.print_title_rows = "1:1"
