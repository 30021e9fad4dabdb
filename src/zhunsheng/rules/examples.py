"""Nouns for the rules' examples: one project table that a reviewer would pass, and easy ways to spoil one cell of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from zhunsheng.model.address import put_cell
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.figure import figure
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.project import Budget, FundPlanPoint, Project
from zhunsheng.model.quantity import quantity
from zhunsheng.rules.rule import Example

UNIT = BudgetUnit("219001", "青禾县第二小学")


def row(
    level1: str | None,
    level2: str | None,
    level3: str | None,
    description: str | None,
    target: str | None,
    basis: str | None,
) -> Indicator:
    """An indicator row in the order of the form."""
    return Indicator(level1, level2, level3, description, quantity(target), basis)


GOOD = Project(
    code="219-0301-YBN-7K2M",
    name="教学楼护眼灯改造",
    unit=UNIT,
    budget=Budget(figure("18.00"), figure("18.00"), None),
    purpose="用于更换24间教室的护眼灯。共更换教室灯具216套，每套700元，计15.12万元；黑板灯48套，每套600元，计2.88万元；合计18万元。",
    fund_plan=(
        FundPlanPoint(3, figure("0.00")), FundPlanPoint(6, figure("30.00")), FundPlanPoint(10, figure("95.00")), FundPlanPoint(12, figure("100.00")),
    ),
    goal="1、暑假期间完成24间教室灯具更换，更换灯具264套，一次验收合格率达到100%。\n2、改造后教室课桌面照度全部达到国家标准，师生满意度不低于90%。",
    indicators=(
        row("产出指标", "数量指标", "更换灯具数量", "年内完成更换并点亮的教室灯和黑板灯套数", "≥264套", "2026年校舍维修计划"),
        row("产出指标", "质量指标", "灯具安装验收合格率", "一次验收合格的灯具套数占更换灯具套数的比例", "=100%", "采购合同验收条款"),
        row("产出指标", "时效指标", "改造完成时间", "全部教室灯具更换完毕并通过验收的日期", "8月31日前", "2026年校舍维修计划"),
        row("产出指标", "成本指标", "改造总成本", "灯具购置和安装支出合计", "≤18万元", "政府采购预算批复"),
        row("效益指标", "社会效益指标", "课桌面照度达标教室比例", "照度检测达标的教室间数占改造教室间数的比例", "=100%", "《中小学校教室采光和照明卫生标准》"),
        row("满意度指标", "服务对象满意度指标", "师生满意度", "问卷中满意和较满意的师生人数占有效问卷人数的比例（抽样120人）", "≥90%", "2025年同类项目调查结果"),
    ),
)  # fmt: skip
"""A school's small works project, stated as a seasoned reviewer wants it."""

GOOD_PLAN = DepartmentPlan(
    unit=UNIT,
    overall_goal="学校坚持五育并举，改善办学条件，提高教育质量。\n（一）全年完成教学楼护眼灯改造24间，教室照度达标率100%。\n（二）全年开展教师培训6场，参训教师不少于40人。",
    sub_goal="1.校舍维修方面，8月底前完成24间教室灯具更换。\n2.师资培训方面，组织教师培训6场。",
    safeguard="1.成立项目工作组，校长负责，总务处每周检查施工进度。\n2.严格执行政府采购和验收制度，按合同付款。",
)


def good(cells: dict[str, str | None] | None = None, /, **changes: Any) -> Project:
    """The good project with some cells (by address) or whole parts (by field) changed."""
    project = replace(GOOD, **changes) if changes else GOOD
    for address, text in (cells or {}).items():
        project = put_cell(project, address, text)
    return project


def without_rows(*numbers: int, project: Project = GOOD) -> Project:
    """A project without some of its indicator rows (counted from 0)."""
    return replace(project, indicators=tuple(row for i, row in enumerate(project.indicators) if i not in numbers))


def with_row(extra: Indicator, project: Project = GOOD) -> Project:
    """A project with one more indicator row at the end."""
    return replace(project, indicators=(*project.indicators, extra))


def document(*projects: Project, plan: DepartmentPlan = GOOD_PLAN, year: int | None = 2026) -> Document:
    """A document of these projects (the good one, when none is given)."""
    return Document(UNIT, year, plan, projects or (GOOD,))


def bad(note: str, noun: Project | Document, *found: tuple[str, str]) -> Example:
    """A faulty case; ``found`` lists the cells (address, quote) at which the rule must speak, and nowhere else."""
    return Example(note, noun, found)


def fine(note: str, noun: Project | Document) -> Example:
    """A case on which the rule must stay silent."""
    return Example(note, noun)
