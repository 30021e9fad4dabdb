"""ZSA24: the department's overall goals are words only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.numbered import Numbered
from zhunsheng.rules.examples import GOOD_PLAN, bad, document, fine
from zhunsheng.rules.other_departments import unread_departments
from zhunsheng.rules.prose import Kind, numbers
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided
from zhunsheng.rules.wording import brief

_ZERO_OR_ALL = re.compile(
    r"零(?:发生|事故|上访|投诉|新增)|为零|无一[例起人]|全覆盖|全部完成|不发生|清零|百分之百|前完成|底前|底完成"
)
_FIRST_WORDS = re.compile(r"[^，。；：\n]{2,30}")


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """Fewer than half of the overall goals carry a number, a date or a 零发生; one remark for the whole block."""
    plan = document.department
    yield from unread_departments(document, "overall_goal")
    goals = plan.overall_goals
    if not plan.overall_goal or not goals:
        return
    words_only = [goal for goal in goals if not is_measurable(goal)]
    measured = len(goals) - len(words_only)
    if not words_only or measured * 2 >= len(goals):
        return
    if measured == 0 and any(is_measurable(goal) for goal in plan.sub_goals):
        return
    found = _FIRST_WORDS.search(words_only[0].text)
    said = "没有一条" if measured == 0 else f"只有{measured}条"
    yield Remark(
        "overall_goal",
        f"总体绩效目标{len(goals)}条，{said}写了能衡量的数，如“{brief(found.group() if found else '', 18)}”只有文字。",
        found.group() if found else "",
        "每条目标写出可衡量的结果，如“全年签约__个项目”“安全生产事故零发生”。",
    )


def is_measurable(goal: Numbered) -> bool:
    """True when a statement holds a count, a percentage, money, a date, or a zero that can be checked."""
    kinds = (Kind.COUNT, Kind.PERCENT, Kind.MONEY)
    if any(number.kind in kinds and (number.value > 1 or number.text[0].isdigit()) for number in numbers(goal.text)):
        return True
    return bool(_ZERO_OR_ALL.search(goal.text))


def _plan(text: str, sub: str | None = None) -> Document:
    return document(plan=replace(GOOD_PLAN, overall_goal=text, sub_goal=sub))


RULE = Rule(
    code="ZSA24",
    name="unmeasurable-department-goal",
    title="部门整体目标没有可衡量的数",
    category=Category.COMPLETENESS,
    severity=Severity.WARNING,
    automation="A",
    why="部门整体也要自评。目标全是“加大、提升、促进”，年底怎么写都算完成。",
    how_to_fix="每条总体目标至少写一个可以数、可以查的结果，并与项目指标对得上。",
    basis=(
        Citation("中发〔2018〕34号", None, Verified.DOCUMENT, "部门和单位预算收支全面纳入绩效管理"),
        Citation(note="部门整体绩效目标应可衡量"),
    ),
    bad=(
        bad(
            "四条目标，只有招商一条有数",
            _plan(
                "（一）加大招商力度。全年签约引进2个新项目。\n（二）提升企业实力，促进转型升级。\n（三）提高服务质量。\n（四）定期开会分析安全生产问题。"
            ),
            ("overall_goal", "提升企业实力"),
        ),
        bad(
            "全是文字",
            _plan("（一）加强教学管理，提高教育质量。\n（二）加强队伍建设。"),
            ("overall_goal", "加强教学管理"),
        ),
    ),
    good=(
        fine("每条都有数", document()),
        fine(
            "总体目标是文字，分项目标有数",
            _plan("学校坚持五育并举，提高教育质量。", "1.全年培训教师40人。\n2.校园安全事故零发生。"),
        ),
        fine("没有部门部分的单张表", document(plan=DepartmentPlan())),
    ),
    check_document=check,
    reads=("department",),
    needs=("department",),
)
