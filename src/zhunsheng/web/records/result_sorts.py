"""The sorts of things set down about results: whom each is about, who may say it, and how it is checked as it is typed.

A sort is one entry of :data:`SORTS`; its function raises ``Invalid`` with what is wrong and how to mend it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from zhunsheng.law.weight_schemes import FULL
from zhunsheng.model.result_use import AdviceAction, AdviceRule, Trigger
from zhunsheng.model.role import Role
from zhunsheng.scoring.result_use import rule_fault
from zhunsheng.scoring.rules import GRADES
from zhunsheng.web.records import note_sorts
from zhunsheng.web.records.note_sorts import Content, Typed
from zhunsheng.web.records.operations.outcome import Invalid

_UNIT = (Role.CLERK, Role.HEAD, Role.SECTION)
_HUNDRED = Decimal(100)
SOURCES = ("部门评价", "财政评价")
"""Whose evaluation a grade can be from, besides the unit's own."""


@dataclass(frozen=True, slots=True)
class ResultSort:
    """``about`` names what it belongs to (``target``, ``plan``, ``unit`` or, blank, the whole installation)."""

    about: str
    roles: tuple[Role, ...]
    read: Callable[[Typed], Content]
    label: str


def rule(typed: Typed) -> Content:
    """One row of the rule table; a row that would have no effect is refused with why."""
    trigger, action = typed.line("trigger"), typed.line("action")
    if trigger not in set(Trigger):
        raise Invalid("还没有选什么情况，没有保存。请从列表里选。")
    if action not in set(AdviceAction):
        raise Invalid("还没有选怎么办，没有保存。请从列表里选。")
    grade = typed.line("grade") if trigger == Trigger.GRADE else ""
    below = typed.number("below", "执行率", Decimal(0), _HUNDRED) if trigger == Trigger.LOW_EXECUTION else None
    takes = action in (AdviceAction.CUT, AdviceAction.RECOVER)
    least, most = (typed.number(name, "比例", Decimal(0), _HUNDRED) if takes else None for name in ("least", "most"))
    content = {
        "trigger": trigger, "action": action, "grade": grade, "basis": typed.line("basis"), "note": typed.line("note"),
        "below": _digits(below), "least": _digits(least), "most": _digits(most),
    }  # fmt: skip
    fault = rule_fault(rule_of(0, content))
    if fault:
        raise Invalid(f"这条规则{fault}，没有保存。没有依据的规则不生效，请补上。")
    return content


def rule_of(year: int, content: Mapping[str, Any]) -> AdviceRule:
    """A kept row of the rule table as the core knows it."""
    below, least, most = (Decimal(content[name]) if content.get(name) else None for name in ("below", "least", "most"))
    return AdviceRule(
        year, Trigger(content["trigger"]), AdviceAction(content["action"]), content["basis"], content["grade"] or None,
        below, least, most, content.get("note", ""),
    )  # fmt: skip


def graded(typed: Typed) -> Content:
    """The grade that an evaluation by department or bureau came to."""
    source, grade = typed.line("source"), typed.line("grade")
    if source not in SOURCES:
        raise Invalid("还没有选是谁评价的，没有保存。")
    if grade not in GRADES:
        raise Invalid("等级应为优、良、中或差，没有保存。")
    return {"source": source, "grade": grade, "score": _digits(typed.number("score", "得分", Decimal(0), FULL)),
            "basis": _needed(typed, "basis", "依据（报告或文号）")}  # fmt: skip


def request(typed: Typed) -> Content:
    """What the unit asks for next year, in 万元, where next year's table does not say it."""
    amount = typed.number("amount", "下年申请数", Decimal(0), Decimal(10) ** 8)
    if amount is None:
        raise Invalid("下年申请数空着，没有保存。")
    return {"yuan": _digits(amount * 10_000), "basis": _needed(typed, "basis", "依据")}


def exempt(typed: Typed) -> Content:
    """A project that is not cut whatever the rules say, and why."""
    return {"reason": _needed(typed, "reason", "豁免的理由和依据")}


def mark(typed: Typed) -> Content:
    """What was not done in time: self-evaluation, publication."""
    late, unpublished = typed.line("late") == "1", typed.line("unpublished") == "1"
    if not late and not unpublished:
        raise Invalid("还没有勾未按期自评或未按期公开，没有保存。撤回请点“撤回”。")
    return {"late": late, "unpublished": unpublished, "reason": _needed(typed, "reason", "情况")}


def link(typed: Typed) -> Content:
    """That a project or indicator carries a goal, or that it does not, against what was linked by itself."""
    return {"carries": typed.line("carries") != "0", "why": typed.line("why")}


def goal_weight(typed: Typed) -> Content:
    """The points of one goal; blank leaves them to the even split."""
    points = typed.number("points", "分值", Decimal(0), FULL)
    return {"points": _digits(points)} if points is not None else {}


def goal_judgement(typed: Typed) -> Content:
    """A verdict on a goal that no formula scores."""
    given = typed.number("percent", "得分比例", Decimal(0), _HUNDRED)
    said = typed.text("description")
    if given is None or not said:
        raise Invalid("评定要给出得分比例（0到100），并写明完成情况，没有保存。")
    return {"percent": _digits(given), "description": said}


def goal_reason(typed: Typed) -> Content:
    """Why a goal came out otherwise than planned."""
    cause = typed.text("cause")
    if not cause:
        raise Invalid("偏差原因空着，没有保存。撤回请点“撤回”。")
    return {"cause": cause, "correction": typed.text("correction")}


def text(typed: Typed) -> Content:
    """A part of the department's report; blank takes it back."""
    return note_sorts.text(typed)


def favourite(typed: Typed) -> Content:
    """An indicator of the library that a unit uses often."""
    return {"note": typed.line("note")}


def looked(typed: Typed) -> Content:
    """A place of a copied table that somebody looked at and left as it is; ``text`` is what stood there."""
    return {"text": typed.text("text")}


def _needed(typed: Typed, name: str, words: str) -> str:
    said = typed.line(name)
    if not said:
        raise Invalid(f"还没有写{words}，没有保存。")
    return said


def _digits(value: Decimal | None) -> str:
    return f"{value:f}" if value is not None else ""


SORTS: Mapping[str, ResultSort] = {
    "rule": ResultSort("", (Role.PERFORMANCE,), rule, "结果应用规则"),
    "graded": ResultSort("target", (Role.DEPARTMENT, Role.BUREAU_SECTION, Role.PERFORMANCE), graded, "评价等级"),
    "request": ResultSort("target", (*_UNIT, Role.BUREAU_SECTION, Role.BUDGET), request, "下年申请数"),
    "exempt": ResultSort("target", (Role.PERFORMANCE,), exempt, "豁免"),
    "mark": ResultSort("target", (Role.BUREAU_SECTION, Role.PERFORMANCE), mark, "未按期登记"),
    "looked": ResultSort("target", _UNIT, looked, "结转核对"),
    "link": ResultSort("plan", (*_UNIT, Role.DEPARTMENT), link, "目标承担关系"),
    "weight": ResultSort("plan", (*_UNIT, Role.DEPARTMENT), goal_weight, "部门目标分值"),
    "judgement": ResultSort("plan", (*_UNIT, Role.DEPARTMENT), goal_judgement, "部门目标评定"),
    "reason": ResultSort("plan", (*_UNIT, Role.DEPARTMENT), goal_reason, "部门目标偏差原因"),
    "text": ResultSort("plan", (*_UNIT, Role.DEPARTMENT), text, "部门自评文字"),
    "favourite": ResultSort("unit", (*_UNIT, Role.DEPARTMENT), favourite, "常用指标"),
}
"""Every sort by the name that a note bears."""
