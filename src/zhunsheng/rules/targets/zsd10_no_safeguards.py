"""ZSD10: the department part states goals but no measures that secure them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.rules.cell_text import says_none
from zhunsheng.rules.examples import GOOD_PLAN, bad, document, fine
from zhunsheng.rules.other_departments import unread_departments
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided

_PUT_OFF = re.compile(r"(?:同上|(?:待|后)补充?|待定|待完善|另附|…+|\.{3,}|。+)[。.]?")
"""Words that only promise measures, or dots in their stead."""
_LABEL = re.compile(r"^\s*(?:工作)?保障措施\s*[:：]?\s*")
_LIST_MARKS = re.compile(r"(?:^|(?<=\n))\s*[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[）)]?[、.．]?\s*$", re.M)


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """Silent for documents without a department part."""
    plan = document.department
    yield from unread_departments(document, "safeguard")
    said = _LABEL.sub("", _LIST_MARKS.sub("", plan.safeguard or ""))
    if plan.is_blank or not (says_none(said) or _PUT_OFF.fullmatch(said.strip())):
        return
    yield Remark(
        "safeguard",
        "部门写了绩效目标，没写工作保障措施，看不出靠什么做到。",
        (plan.safeguard or "").strip(),
        "写明谁负责、怎么检查、按什么制度付款和验收。",
    )


RULE = Rule(
    code="ZSD10",
    name="no-safeguards",
    title="没有保障措施",
    category=Category.FEASIBILITY,
    severity=Severity.INFO,
    automation="A",
    why="只有目标没有办法，审核时判断不了能不能做到。",
    how_to_fix="按分工、进度检查、资金管理、验收几方面写两三条实在的措施。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "审核组织、资金、人员等条件是否具备"),),
    bad=(
        bad("保障措施空着", document(plan=replace(GOOD_PLAN, safeguard=None)), ("safeguard", "")),
        bad("只有分项目标", document(plan=DepartmentPlan(sub_goal="1.全年培训教师40人。")), ("safeguard", "")),
    ),
    good=(fine("有保障措施", document()), fine("没有部门部分的单张表", document(plan=DepartmentPlan()))),
    check_document=check,
    reads=("department",),
    needs=("department",),
)
