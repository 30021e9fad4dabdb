"""ZSB03: the goal promises a figure that no indicator takes up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.prose import Kind, Number, brief, clause_at, clause_before, numbers
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.shared_words import pairs

_RATE = re.compile(r"(?:率|度|比例|比重|占比)(?=[\u4e00-\u9fff≥>=]{0,8}$)")
_DONE = re.compile(
    r"完成|新建|建设|建成|购置|采购|购买|改造|举办|开展|组织|培训|安装|发放|修建|维修|种植|栽植|更换|引进|签约|新增"
)
_NAME_LENGTH = 5
"""No rate's own name is longer; what stands before it are other words of the clause."""
_SCALE = {"万": 10_000, "亿": 100_000_000}
_BACKGROUND = re.compile(r"已|现有|目前|上年|去年|原有|比|较|由|从|每|其中|分|各|不发生|(?<!不)低于|(?<!不)超过")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """A rate with its name, or a count that the clause says will be done; one remark a figure.

    A figure is taken up by a row with the same number, or by one that shares a word of two characters with its clause.
    """
    text = project.goal or ""
    counted = any(row.kind2 is Level2.QUANTITY and row.target and row.target.number for row in project.indicators)
    if len(project.indicators) < context.number("rows") or not any(row.target for row in project.indicators):
        return
    for number in numbers(text):
        if number.kind is Kind.COUNT and not counted:
            continue  # no row counts anything, and another rule says so
        words = _promise(text, number)
        if words and not _taken_up(project, number, words):
            yield Remark(
                "goal",
                f"绩效目标写了“{brief(words.strip(), 16)}{brief(number.text, 10)}”，指标里没有一条考核它。",
                number.text,
                "加一条对应的指标，名称、数值与目标写得一样；不打算考核的，从目标里删去。",
            )


def _promise(text: str, number: Number) -> str | None:
    """The words of the clause that say what the figure is of, or ``None`` where it promises nothing."""
    before = clause_before(text, number.start)
    rate = _RATE.search(before) if number.kind is Kind.PERCENT else None
    if rate and not _BACKGROUND.search(before):
        return before[max(0, rate.start() - _NAME_LENGTH) :]
    clause = clause_at(text, number.start)
    if number.kind is not Kind.COUNT or number.upper is not None or number.is_rate or _BACKGROUND.search(clause):
        return None
    if number.unit in ("天", "个月", "季度", "小时", "年", "周", "元", "工作日", "岁", "分钟") or not _DONE.search(
        before
    ):
        return None
    return clause.replace(number.text, "")


def _taken_up(project: Project, number: Number, words: str) -> bool:
    wanted = pairs(words)
    for row in project.indicators:
        target = row.target
        if target is not None and target.number is not None:
            scale = _SCALE.get((target.unit or "")[:1], 1)
            if number.value in (target.number, target.number * scale, target.upper_number):
                return True
        if wanted & pairs(f"{row.level3}，{row.description}，{target.text if target else ''}"):
            return True
    return False


RULE = Rule(
    code="ZSB03",
    name="goal-without-indicator",
    title="目标写了没有指标承接",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="B",
    why="目标里许下的数，没有指标考核，年底就没有人交账。",
    how_to_fix="目标里的每个数都要有一条指标，名称和数值写得一样。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效目标细化分解为绩效指标"),),
    bad=(
        bad(
            "目标说亮灯率，指标里没有",
            good(goal="1、完成24间教室灯具更换264套。\n2、保证路口夜间亮灯率达97%。"),
            ("goal", "97%"),
        ),
        bad(
            "目标说新建车棚，指标里没有",
            good(goal="1、完成24间教室灯具更换264套。\n2、新建自行车棚3座。"),
            ("goal", "3座"),
        ),
    ),
    good=(
        fine("每个数都有指标", good()),
        fine("数值写法不同，说的是一件事", good(goal="1、完成24间教室灯具更换264套。\n2、照度达标教室比例达到100%。")),
        fine("说明往年情况的数", good(goal="1、更换灯具264套，已建成车棚3座不在本项目。")),
    ),
    check_project=check,
    parameters={"rows": 4},
    parameter_names={"rows": "指标满几条才查"},
    reads=("goal", "level2", "level3", "description", "target"),
    needs=("goal",),
)
