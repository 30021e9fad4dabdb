"""Documents of one unit made of several good tables, for the mistakes that no single table shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from random import Random

from mutations import Good, Mutant, Papers, good_tables

from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.project import Project
from zhunsheng.rules.outside import NOTHING, Outside

_SAFEGUARDS = (
    "1.成立工作专班，单位主要负责人牵头，每月调度一次进度。\n2.资金专款专用，按合同和验收结果付款。",
    "一是落实责任。各项目确定一名负责人。二是严格制度。执行政府采购和财务管理制度。三是跟踪检查，每季度通报进度。",
    "分管领导负总责，业务股室具体实施，财务股按季监控支出进度，发现偏差及时纠正。",
)
_INTRO = ("围绕全县中心工作，履行本单位职责。", "贯彻上级部署，做好本年度重点工作。", "")


@cache
def _words(project: Project) -> frozenset[str]:
    text = re.sub(r"[^\u4e00-\u9fff]", "", f"{project.name}{project.purpose}")
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


@cache
def _nearest(project: Project) -> tuple[Project, ...]:
    """The dozen tables of other projects that speak most like this one: a department's projects are of one trade."""
    own = _words(project)
    others = {good.project.name: good.project for good in good_tables() if good.project.name != project.name}
    return tuple(sorted(others.values(), key=lambda one: -len(own & _words(one)) / (len(own) + len(_words(one))))[:12])


def companions(good: Good, random: Random, count: int) -> tuple[Project, ...]:
    """The table and ``count`` others of the same trade as tables of one unit, each with a code of its own."""
    chosen = (good.project, *random.sample(_nearest(good.project), count))
    prefix = (good.project.unit.code or "219001")[:3]
    return tuple(
        replace(one, unit=good.project.unit, code=f"{prefix}-{good.year % 100}01-YBN-K7M{number}")
        for number, one in enumerate(chosen)
    )


def goal_of(project: Project) -> str:
    """The first statement of a project's goal that holds a figure, without its number and without a full stop."""
    lines = [re.sub(r"^\s*(?:[（(]?[\d一二三四五六七八九十]{1,2}[）)]?[、.．]|[（(][一二三四五六]+[）)])\s*", "", line)
             for line in (project.goal or "").splitlines()]  # fmt: skip
    return next((line for line in lines if re.search(r"\d", line)), lines[0] if lines else "").rstrip("。；; ")


def plan_of(projects: tuple[Project, ...], random: Random) -> DepartmentPlan:
    """A department part that tells the projects' own goals."""
    marks = random.choice(
        [("（一）", "（二）", "（三）", "（四）", "（五）", "（六）"), ("1.", "2.", "3.", "4.", "5.", "6.")]
    )
    goals = [goal_of(one) for one in projects]
    overall = "\n".join(f"{mark}{goal}。" for mark, goal in zip(marks, goals, strict=False))
    intro = random.choice(_INTRO)
    sub = "\n".join(
        f"{number}.{one.name}方面，{goal}。" for number, (one, goal) in enumerate(zip(projects, goals, strict=True), 1)
    )
    return DepartmentPlan(projects[0].unit, f"{intro}\n{overall}".strip(), sub, random.choice(_SAFEGUARDS))


def whole(
    good: Good, projects: tuple[Project, ...], plan: DepartmentPlan | None = None, outside: Outside = NOTHING
) -> Papers:
    """These tables as one document."""
    return Papers(Document(good.project.unit, good.year, plan or DepartmentPlan(), projects), outside)


def mutant(before: Papers, after: Papers, places: set[str], what: str) -> Mutant:
    """A document before and after the mistake."""
    return Mutant(after.document.projects[0], frozenset(places), what, after, before)


def put(projects: tuple[Project, ...], changed: Mapping[int, Project]) -> tuple[Project, ...]:
    """The tables with some of them replaced, by number."""
    return tuple(changed.get(number, one) for number, one in enumerate(projects))
