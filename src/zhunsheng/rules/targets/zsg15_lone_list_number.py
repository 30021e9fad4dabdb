"""ZSG15: the goals are numbered, and there is only number one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule

_BEFORE_A_DATE = re.compile(r"\s*(1[.．])(?=(?:1[0-2]|[1-9])月|20\d{2}年)(?![\s\S]*[\n。；;]\s*2[.．、])")
"""A list mark that reads like a decimal: ``1．9月底前``."""


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Goals only; the mark is quoted as it is printed."""
    text, goals = project.goal, project.goals
    if not text or len(goals) != 1:
        return
    dated = _BEFORE_A_DATE.match(text)
    if goals[0].no not in ("1", "一", "①") and not dated:
        return
    mark = dated.group(1) if dated else text[: text.find(goals[0].text)].strip() if goals[0].text else text.strip()
    yield Remark(
        "goal",
        f"绩效目标只有“{mark}”一条，没有第二条，编号没有用处。",
        mark,
        f"按“办成什么、达到什么效果”分成几条写；确实只有一条的，去掉“{mark}”。",
    )


RULE = Rule(
    code="ZSG15",
    name="lone-list-number",
    title="目标只有一条却编了号",
    category=Category.WORDING,
    severity=Severity.INFO,
    automation="A",
    why="只有“1、”没有“2、”，要么是漏写了后面的目标，要么是几件事挤在一条里，都不便逐条核对。",
    how_to_fix="一条目标说一件事：先写产出，再写效果。只有一件事就不编号。",
    basis=(Citation(note="目标逐条列示"),),
    bad=(
        bad(
            "只有1、",
            good({"goal": "1、暑假期间完成24间教室灯具更换264套，验收合格率100%，师生满意度不低于90%。"}),
            ("goal", "1、"),
        ),
        bad(
            "只有（一）",
            good({"goal": "（一）暑假期间完成24间教室灯具更换264套，验收合格率100%，师生满意度不低于90%。"}),
            ("goal", "（一）"),
        ),
    ),
    good=(
        fine("有两条", good()),
        fine(
            "一条而不编号", good({"goal": "暑假期间完成24间教室灯具更换264套，验收合格率100%，师生满意度不低于90%。"})
        ),
    ),
    check_project=check,
    reads=("goal",),
)
