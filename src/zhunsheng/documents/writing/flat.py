"""A document as flat tables: one row an indicator, every field of its project or form repeated. For filters and formulas.

A project without indicators has one row with blank indicator columns. The department part has no place here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from zhunsheng.documents.writing.printable import printable
from zhunsheng.model.document import Document
from zhunsheng.model.figure import Figure
from zhunsheng.model.form_address import FORM_CELL_NAMES, INDICATOR_ROWS, Form, cell_fields
from zhunsheng.model.fund_line import FundLine
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.monitoring_form import MonitoringForm
from zhunsheng.model.project import PLAN_MONTHS, Project
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm


@dataclass(frozen=True, slots=True)
class Value:
    """One value of the table: its text as printed, and its number where the column is numeric and the text is one."""

    text: str
    number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FlatTable:
    """Headers, rows of values as wide as the headers, and which columns hold numbers."""

    headers: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Value, ...], ...]


_PROJECT = (
    "项目序号",
    "预算年度",
    "单位编码",
    "单位名称",
    "项目编码",
    "项目名称",
    "预算数",
    "其中：财政资金",
    "其他资金",
    "金额单位",
    "资金用途",
)
_INDICATOR = ("绩效目标", "指标序号", "一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值符号", "指标值数值", "指标值上限", "指标值单位", "指标值确定依据")  # fmt: skip
_NUMERIC = frozenset({"项目序号", "预算年度", "预算数", "其中：财政资金", "其他资金", "指标序号", "指标值数值", "指标值上限"})  # fmt: skip
_BLANK = Value("")


def flat_table(document: Document) -> FlatTable:
    """The flat table of a document; spending plans of all its months stand in one column a month."""
    months = sorted({*PLAN_MONTHS, *(point.month for project in document.projects for point in project.fund_plan)})
    plan = tuple(f"{month}月底累计支出（%）" for month in months)
    headers = (*_PROJECT, *plan, *_INDICATOR)
    rows: list[tuple[Value, ...]] = []
    for number, project in enumerate(document.projects, 1):
        left = _project(document, project, number, months)
        indicators: tuple[Indicator | None, ...] = project.indicators or (None,)
        for place, indicator in enumerate(indicators, 1):
            rows.append((*left, *(_indicator(indicator, place) if indicator else (_BLANK,) * (len(_INDICATOR) - 1))))
    return FlatTable(headers, tuple(header in _NUMERIC or header in plan for header in headers), tuple(rows))


def flat_tables(document: Document) -> list[tuple[str, FlatTable]]:
    """A table for each kind of thing that the document holds, with its name: projects, self-evaluations, monitorings."""
    found = (
        [("数据", flat_table(document))]
        if document.projects or not (document.self_evaluations or document.monitorings)
        else []
    )
    if document.self_evaluations:
        found.append(("自评数据", _flat_forms(SelfEvaluationForm, document.self_evaluations)))
    if document.monitorings:
        found.append(("监控数据", _flat_forms(MonitoringForm, document.monitorings)))
    return found


_OF_FORM = ("year", "until_month", "project_code", "project_name", "department", "unit", "money_unit")
_OF_FUNDS = ("initial", "adjusted", "received", "executed", "rate", "points", "score", "forecast")
_OF_SUMS = ("total_points", "total_score")
_FORM_NUMBERS = frozenset({"year", "until_month", "points", "score", *_OF_FUNDS, *_OF_SUMS})


def _flat_forms(kind: type[Any], forms: Sequence[Form]) -> FlatTable:
    """Head, money as a whole and sums of each form beside each of its indicators; columns that nothing fills are left out."""
    head = [name for name in (*_OF_FORM, *_OF_SUMS) if name in cell_fields(kind)]
    rows_of = cell_fields(INDICATOR_ROWS[kind])
    funds = [role for role in _OF_FUNDS if any(getattr(form.fund_total or FundLine(), role) for form in forms)]
    columns = [
        role for role in rows_of if any(getattr(row, role) is not None for form in forms for row in form.indicators)
    ]
    names = [FORM_CELL_NAMES[name] for name in head]
    names += [FORM_CELL_NAMES[f"funds.{role}"] for role in funds] + ["指标序号"]
    names += [FORM_CELL_NAMES[f"indicators.{role}"] for role in columns]
    rows: list[tuple[Value, ...]] = []
    for number, form in enumerate(forms, 1):
        left = [_cell(getattr(form, name)) for name in head]
        left += [_cell(getattr(form.fund_total or FundLine(), role)) for role in funds]
        for place, row in enumerate(form.indicators or (None,), 1):
            right = [_cell(getattr(row, role)) for role in columns] if row else [_BLANK] * len(columns)
            rows.append((_whole(number), *left, _whole(place) if row else _BLANK, *right))
    numeric = [name in _FORM_NUMBERS for name in head] + [True] * len(funds) + [True]
    numeric += [role in _FORM_NUMBERS for role in columns]
    return FlatTable(("表序号", *names), (True, *numeric), tuple(rows))


def _cell(value: Any) -> Value:
    """A cell of a form: a number where it is one."""
    if isinstance(value, int):
        return _whole(value)
    return _printed(value) if isinstance(value, Figure) else _words(value)


def _project(document: Document, project: Project, number: int, months: list[int]) -> tuple[Value, ...]:
    budget = project.budget
    plan = {point.month: point.percent for point in project.fund_plan}
    return (
        _whole(number),
        _whole(document.fiscal_year),
        _words(project.unit.code),
        _words(project.unit.name),
        _words(project.code),
        _words(project.name),
        *(_printed(part) for part in (budget.total, budget.fiscal, budget.other)),
        _words(budget.unit),
        _words(project.purpose),
        *(_printed(plan.get(month)) for month in months),
        _words(project.goal),
    )


def _indicator(indicator: Indicator, place: int) -> tuple[Value, ...]:
    target = indicator.target
    return (
        _whole(place),
        *(_words(text) for text in (indicator.level1, indicator.level2, indicator.level3, indicator.description)),
        _words(target.text if target else None),
        _words(target.operator if target else None),
        _digits(target.value if target else None),
        _digits(target.upper if target else None),
        _words(target.unit if target else None),
        _words(indicator.basis),
    )


def _words(text: str | None) -> Value:
    return Value(printable(text)) if text else _BLANK


def _whole(number: int | None) -> Value:
    return _BLANK if number is None else Value(str(number), Decimal(number))


def _printed(figure: Figure | None) -> Value:
    """A printed number: only a bare one is a number of the column's unit; ``6万元`` among 元 stays text."""
    if figure is None:
        return _BLANK
    bare = figure.value is not None and figure.unit in (None, "%")
    return Value(printable(figure.text), figure.value if bare else None)


def _digits(digits: str | None) -> Value:
    return Value(digits, Decimal(digits)) if digits else _BLANK
