"""Cell addresses: one name for every cell of a target table, for reading and changing it.

``code``, ``name``, ``unit``, ``heading``, ``budget.total|fiscal|other``, ``budget.unit``, ``purpose``,
``fund_plan.3`` (by month), ``goal``, ``indicators[0].level1|level2|level3|description|target|basis``; in a department
plan ``overall_goal``, ``sub_goal``, ``safeguard``. A finding, an edit and a cell of the printed form all use them.
Cells of self-evaluation and monitoring forms are named in :mod:`zhunsheng.model.form_address`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.figure import figure
from zhunsheng.model.form_address import document_form, form_address, form_cell, form_cell_name
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.organisation import parse_unit
from zhunsheng.model.project import FundPlanPoint, Project
from zhunsheng.model.quantity import quantity

if TYPE_CHECKING:
    from zhunsheng.model.document import Document

INDICATOR_CELLS = ("level1", "level2", "level3", "description", "target", "basis")
"""The cells of an indicator row in the order of the form."""
DEPARTMENT_CELLS = ("overall_goal", "sub_goal", "safeguard")
"""The cells of a department plan."""

CELL_NAMES = {
    "code": "项目编码", "name": "项目名称", "unit": "预算单位", "heading": "表标题", "budget.total": "预算数",
    "budget.fiscal": "财政资金", "budget.other": "其他资金", "budget.unit": "金额单位", "purpose": "资金用途",
    "fund_plan": "资金支出计划", "goal": "绩效目标", "indicators": "绩效指标", "level1": "一级指标", "level2": "二级指标",
    "level3": "三级指标", "description": "绩效指标描述", "target": "指标值", "basis": "指标值确定依据",
    "overall_goal": "总体绩效目标", "sub_goal": "分项绩效目标", "safeguard": "工作保障措施",
}  # fmt: skip
"""What each cell is called on the form."""

WHOLE_PARTS = {"projects": "项目清单", "file": "文件"}
"""Addresses of what is more than a cell: the list of a document's projects, the file itself."""
_INDICATOR = re.compile(r"^indicators\[(\d+)\](?:\.(\w+))?$")


@lru_cache(maxsize=4096)
def indicator_address(address: str) -> tuple[int, str] | None:
    """``indicators[2].target`` → ``(2, "target")``; ``None`` for any other address; the cell is ``""`` for a row."""
    found = _INDICATOR.match(address)
    return (int(found.group(1)), found.group(2) or "") if found else None


def cell_name(address: str) -> str:
    """What the form calls a cell: ``fund_plan.6`` → ``资金支出计划（6月底）``."""
    row = indicator_address(address)
    if row:
        return CELL_NAMES.get(row[1], "绩效指标")
    form = form_address(address)
    if form is not None:
        return form_cell_name(form[2]) if form[2] else {"self_evaluations": "自评表", "monitorings": "监控表"}[form[0]]
    if address.startswith("fund_plan."):
        return f"资金支出计划（{address[10:]}月底）"
    return CELL_NAMES.get(address) or WHOLE_PARTS.get(address, address)


def field_of(address: str) -> str:
    """The field of the public JSON (see the interface of findings) that a cell belongs to."""
    row = indicator_address(address)
    if row:
        return row[1] if row[1] in ("target", "description", "basis") else "indicators"
    if address in DEPARTMENT_CELLS:
        return "department"
    form = form_address(address)
    if form is not None:
        return form[2].rpartition(".")[2] or form[0].removesuffix("s")
    return {"goal": "goals"}.get(address, address.split(".", 1)[0])


def cells(project: Project) -> dict[str, str | None]:
    """Every cell of a project in the order of the form: address → text, ``None`` for a blank one."""
    budget = project.budget
    found: dict[str, str | None] = {
        "unit": project.unit.label or None,
        "budget.unit": budget.unit,
        "code": project.code,
        "name": project.name,
        "budget.total": budget.total.text if budget.total else None,
        "budget.fiscal": budget.fiscal.text if budget.fiscal else None,
        "budget.other": budget.other.text if budget.other else None,
        "purpose": project.purpose,
    }
    for point in project.fund_plan:
        found[f"fund_plan.{point.month}"] = point.percent.text if point.percent else None
    found["goal"] = project.goal
    for number, indicator in enumerate(project.indicators):
        for name, text in indicator_cells(indicator):
            found[f"indicators[{number}].{name}"] = text
    return found


def indicator_cells(indicator: Indicator) -> tuple[tuple[str, str | None], ...]:
    """The six cells of an indicator row, in order: name and text."""
    target = indicator.target.text if indicator.target else None
    return (
        ("level1", indicator.level1), ("level2", indicator.level2), ("level3", indicator.level3),
        ("description", indicator.description), ("target", target), ("basis", indicator.basis),
    )  # fmt: skip


def get_cell(noun: Project | DepartmentPlan, address: str) -> str | None:
    """The text of one cell. Raises ``KeyError`` for an address the noun does not have."""
    if isinstance(noun, DepartmentPlan):
        if address not in DEPARTMENT_CELLS:
            raise KeyError(address)
        text: str | None = getattr(noun, address)
        return text
    if address == "heading":
        return noun.heading
    return cells(noun)[address]


def cell_of(document: Document, project_no: int | None, address: str) -> str | None:
    """The text of the cell that a finding points at, wherever in the document it is. Raises ``KeyError``."""
    if project_no is None:
        found = document_form(document, address)
        if found is not None:
            return form_cell(*found)
        return get_cell(document.department, address)
    if project_no >= len(document.projects):
        raise KeyError(address)
    return get_cell(document.projects[project_no], address)


def put_cell(project: Project, address: str, text: str | None) -> Project:
    """The project with one cell changed; ``""`` and ``None`` blank it. Raises ``KeyError`` for an unknown address."""
    text = text or None
    row = indicator_address(address)
    if row:
        return _put_indicator_cell(project, row[0], row[1], text)
    if address in ("code", "name", "purpose", "goal", "heading"):
        return replace(project, **{address: text})  # type: ignore[arg-type]
    if address == "unit":
        return replace(project, unit=parse_unit(text))
    if address == "budget.unit":
        return replace(project, budget=replace(project.budget, unit=text or "万元"))
    if address in ("budget.total", "budget.fiscal", "budget.other"):
        return replace(project, budget=replace(project.budget, **{address[7:]: figure(text)}))  # type: ignore[arg-type]
    months = {f"fund_plan.{point.month}": point.month for point in project.fund_plan}
    if address not in months:
        raise KeyError(address)
    plan = tuple(FundPlanPoint(p.month, figure(text)) if p.month == months[address] else p for p in project.fund_plan)
    return replace(project, fund_plan=plan)


def put_department_cell(plan: DepartmentPlan, address: str, text: str | None) -> DepartmentPlan:
    """The department plan with one text block changed. Raises ``KeyError`` for an unknown address."""
    if address not in DEPARTMENT_CELLS:
        raise KeyError(address)
    return replace(plan, **{address: text or None})  # type: ignore[arg-type]


def _put_indicator_cell(project: Project, number: int, name: str, text: str | None) -> Project:
    if number >= len(project.indicators) or name not in INDICATOR_CELLS:
        raise KeyError(f"indicators[{number}].{name}")
    rows = list(project.indicators)
    changed = quantity(text) if name == "target" else text
    rows[number] = replace(rows[number], **{name: changed})  # type: ignore[arg-type]
    return replace(project, indicators=tuple(rows))
