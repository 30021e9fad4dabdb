"""Cell addresses of self-evaluation and monitoring forms, for reading and changing a cell, and in a whole document.

Inside a form: ``project_name``, ``funds[0].executed``, ``goals[0].actual``, ``indicators[3].score``, ``total_score``,
``details[1].text``. In a document the form goes before: ``self_evaluations[2].indicators[3].score``,
``monitorings[0].funds[0].rate``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from zhunsheng.model.figure import Figure
from zhunsheng.model.fund_line import FundLine
from zhunsheng.model.monitoring_form import MonitoredIndicator, MonitoringForm
from zhunsheng.model.place import Place
from zhunsheng.model.self_evaluation_form import (
    EvaluatedIndicator,
    FormDetail,
    GoalLine,
    SelfEvaluationForm,
    TaskLine,
)

if TYPE_CHECKING:
    from zhunsheng.model.document import Document

Form = SelfEvaluationForm | MonitoringForm
FormT = TypeVar("FormT", SelfEvaluationForm, MonitoringForm)

FORM_GROUPS = ("self_evaluations", "monitorings")
"""The parts of a document that hold forms; the words that a form's address in a document begins with."""
FORM_CELL_NAMES = {
    "heading": "表标题", "year": "年度", "until_month": "监控截止月", "project_code": "项目编码", "project_name": "项目名称",
    "department": "主管部门", "unit": "实施单位", "money_unit": "金额单位", "overview": "实施内容及过程概述", "goal": "年度总体目标",
    "total_points": "总分（分值）", "total_score": "总分（得分）", "conclusion": "评价结论", "issues": "存在问题", "improvements": "改进措施",
    "cause_text": "偏差原因分析", "advice": "相关建议或举措", "funds": "资金", "tasks": "年度主要任务", "goals": "年度总体目标",
    "indicators": "绩效指标", "details": "其他栏目",
    "funds.label": "资金名称", "funds.initial": "年初预算数", "funds.adjusted": "全年预算数", "funds.received": "到位数",
    "funds.executed": "执行数", "funds.points": "资金分值", "funds.rate": "执行率", "funds.score": "执行率得分",
    "funds.forecast": "全年预计执行数", "funds.reason": "资金原因",
    "tasks.name": "任务名称", "tasks.content": "任务主要内容", "tasks.total": "任务预算数", "tasks.fiscal": "任务财政拨款",
    "tasks.other": "任务其他资金", "tasks.executed": "任务执行数",
    "goals.expected": "预期目标", "goals.actual": "目标实际完成情况", "goals.completion": "总体完成率",
    "indicators.level1": "一级指标", "indicators.level2": "二级指标", "indicators.level3": "三级指标",
    "indicators.description": "指标解释", "indicators.sign": "指标值符号", "indicators.target": "年度指标值",
    "indicators.unit": "计量单位", "indicators.actual": "实际完成值", "indicators.standard": "评分标准", "indicators.points": "分值",
    "indicators.score": "得分", "indicators.cause": "偏差原因分析及改进措施", "indicators.reached": "执行（完成）情况",
    "indicators.forecast": "全年预计完成情况", "indicators.cause_funding": "经费保障", "indicators.cause_institution": "制度保障",
    "indicators.cause_staff": "人员保障", "indicators.cause_hardware": "硬件条件保障", "indicators.cause_other": "其他偏差原因",
    "indicators.cause_note": "原因说明", "indicators.outlook_certain": "确定能", "indicators.outlook_possible": "有可能",
    "indicators.outlook_impossible": "完全不可能", "indicators.outlook": "完成目标可能性", "indicators.remark": "备注",
    "details.label": "栏目名称", "details.text": "栏目内容",
}  # fmt: skip
"""What each cell is called on the forms; cells of rows by the row's group and their column."""

ROWS: dict[str, type[Any]] = {
    "funds": FundLine,
    "tasks": TaskLine,
    "goals": GoalLine,
    "details": FormDetail,
}
_NOT_CELLS = frozenset({"places", "subject"})
_ROW = re.compile(r"^(\w+)\[(\d+)\](?:\.(\w+))?$")
_IN_DOCUMENT = re.compile(rf"^({'|'.join(FORM_GROUPS)})\[(\d+)\](?:\.(.+))?$")


@lru_cache(maxsize=8192)
def form_address(address: str) -> tuple[str, int, str] | None:
    """``self_evaluations[2].total_score`` → ``("self_evaluations", 2, "total_score")``; ``None`` for any other address."""
    found = _IN_DOCUMENT.match(address)
    return (found.group(1), int(found.group(2)), found.group(3) or "") if found else None


@lru_cache(maxsize=8192)
def row_address(address: str) -> tuple[str, int, str] | None:
    """``indicators[3].score`` → ``("indicators", 3, "score")``; ``None`` for a cell outside rows; the cell is ``""`` for a row."""
    found = _ROW.match(address)
    return (found.group(1), int(found.group(2)), found.group(3) or "") if found else None


def form_cell_name(address: str) -> str:
    """What the form calls a cell; the address itself for one that no form has."""
    row = row_address(address)
    name = f"{row[0]}.{row[2]}" if row and row[2] else row[0] if row else address
    return FORM_CELL_NAMES.get(name, address)


def form_cells(form: Form) -> dict[str, str | None]:
    """Every cell of a form in the order of its noun: address → text, ``None`` for a blank one."""
    found: dict[str, str | None] = {}
    for name in cell_fields(type(form)):
        value = getattr(form, name)
        if isinstance(value, tuple):
            for number, row in enumerate(value):
                for column in cell_fields(type(row)):
                    found[f"{name}[{number}].{column}"] = _text(getattr(row, column))
        else:
            found[name] = _text(value)
    return found


def form_cell(form: Form, address: str) -> str | None:
    """The text of one cell. Raises ``KeyError`` for an address that the form does not have."""
    row = row_address(address)
    if row is None:
        if address not in cell_fields(type(form)) or isinstance(getattr(form, address), tuple):
            raise KeyError(address)
        return _text(getattr(form, address))
    group, number, column = row
    rows = getattr(form, group, ()) if group in cell_fields(type(form)) else ()
    if number >= len(rows) or column not in cell_fields(type(rows[number])):
        raise KeyError(address)
    return _text(getattr(rows[number], column))


def put_form_cell(form: FormT, address: str, text: str | None) -> FormT:
    """The form with one cell changed; ``""`` and ``None`` blank it. Raises ``KeyError`` for an unknown address."""
    form_cell(form, address)
    row = row_address(address)
    if row is None:
        return replace(form, **{address: value_of(type(form), address, text)})
    group, number, column = row
    rows: list[Any] = list(getattr(form, group))
    rows[number] = replace(rows[number], **{column: value_of(type(rows[number]), column, text)})
    return replace(form, **{group: tuple(rows)})  # type: ignore[arg-type]


def forms_of(document: Document) -> Iterator[tuple[str, int, Form]]:
    """Every form of a document: its group, its number from 0, and itself."""
    for group in FORM_GROUPS:
        for number, form in enumerate(getattr(document, group)):
            yield group, number, form


def document_form(document: Document, address: str) -> tuple[Form, str] | None:
    """The form that an address of a document leads to, and the rest of the address; ``None`` where there is none."""
    found = form_address(address)
    if found is None:
        return None
    forms: Sequence[Form] = getattr(document, found[0])
    return (forms[found[1]], found[2]) if found[1] < len(forms) else None


def form_place(form: Form, address: str) -> Place | None:
    """Where a cell was read; for one without a place of its own its row's first, else the form's heading or name."""
    row = row_address(address)
    own = form.places.get(address)
    if own is None and row is not None and row[0] == "indicators" and row[1] < len(form.indicators):
        places = form.indicators[row[1]].places
        own = places.get(row[2]) or next(iter(places.values()), None)
    if own is None and row is not None:
        own = next((place for known, place in form.places.items() if known.startswith(f"{row[0]}[{row[1]}]")), None)
    return (
        own or form.places.get("heading") or form.places.get("project_name") or next(iter(form.places.values()), None)
    )


def cell_fields(kind: type[Any]) -> tuple[str, ...]:
    """The names of a noun's fields that are cells or rows of cells, in order."""
    return tuple(_field_types(kind))


def _field_types(kind: type[Any]) -> dict[str, str]:
    known = _TYPES.get(kind)
    if known is None:
        known = _TYPES[kind] = {one.name: str(one.type) for one in fields(kind) if one.name not in _NOT_CELLS}
    return known


_TYPES: dict[type[Any], dict[str, str]] = {}


def value_of(kind: type[Any], name: str, text: str | None) -> Any:
    """A cell's text as the value that the field of the noun holds. Raises ``ValueError`` for a year or month that is no number."""
    declared = _field_types(kind)[name]
    if declared.startswith("Figure"):
        return Figure(text) if text else None
    if declared.startswith("int"):
        return int(text) if text else None
    return (text or None) if "None" in declared else (text or "万元")


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, Figure):
        return value.text
    return str(value)


INDICATOR_ROWS: dict[type[Any], type[Any]] = {
    SelfEvaluationForm: EvaluatedIndicator,
    MonitoringForm: MonitoredIndicator,
}
"""The noun of an indicator row by the noun of its form."""
