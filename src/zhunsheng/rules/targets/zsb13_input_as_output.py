"""ZSB13: a quantity of output is an amount of money put in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.figure import YUAN_PER
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator, Level2
from zhunsheng.model.project import Project
from zhunsheng.model.quantity import Quantity
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.measuring_unit import unit_kind
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import contains, ends_with, word_list
from zhunsheng.rules.wording import brief

_WORDS = word_list("placements")["input_as_output"]
_INPUT = ends_with(_WORDS["words"])
_RESULT = contains(_WORDS["not"])

_PUT_IN = re.compile(
    r"^(?:投入|动用|抽调|调动|出动)[一-龥]{0,6}(?:人员|人力|人数|人次|警力|力量|工作人员|工日|人天)[一-龥]{0,2}(?:数量|数)?$"
)
"""People put in: what they are there for is the output."""

_FAR_MORE = 3
"""An amount so many times the budget is no input of this project: 评价资金规模3.2亿元."""


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Under 数量指标: an amount named as money put in; or the very budget, whatever it is called."""
    for number, row in enumerate(project.indicators):
        target = row.target
        priced = row.kind2 is Level2.QUANTITY and target is not None and "/" in (target.unit or "")
        if priced or row.kind2 is Level2.QUALITY:
            yield from _cost(number, row)
            continue
        if row.kind2 is not Level2.QUANTITY or target is None or target.value is None or not row.level3:
            continue
        name = core_name(row.level3)
        money = unit_kind(target.unit) == "money" or (target.unit is None and name.endswith(("金额", "资金", "经费")))
        if _PUT_IN.search(name) and not money:
            yield Remark(
                f"indicators[{number}].level3",
                f"数量指标“{brief(name)} {brief(target.text)}”是投入的人力，不是办成的事。",
                row.level3,
                "换成这些人做出来的事和数量，如检查家数、养护里程、服务人次。",
                severity=Severity.INFO,
            )
            continue
        if not money or _RESULT.search(name):
            continue
        yuan, budget = _yuan(target, project), project.budget.yuan()
        is_budget = yuan == budget
        if not is_budget and target.operator in ("<=", "<") and _COST.search(name) and not _EARNED.search(name):
            yield from _cost(number, row)
            continue
        if not is_budget and (not _INPUT.search(name) or (yuan and budget and yuan > budget * _FAR_MORE)):
            continue
        total = project.budget.total
        yield Remark(
            f"indicators[{number}].level3",
            f"数量指标“{brief(name)} {brief(target.text)}”是投入的钱，不是办成的事{'，数也正是预算数' if is_budget else ''}。",
            row.level3,
            "换成这笔钱要做出的东西和数量，如改造面积、购置台数；金额放成本指标。",
            related=(Related(project.code, "budget.total", total.text),) if is_budget and total else (),
        )


def _cost(number: int, row: Indicator) -> Iterator[Remark]:
    """A price or a cost, at most so many 元, under 数量指标 or 质量指标."""
    target, name = row.target, core_name(row.level3)
    if target is None or "元" not in (target.unit or "") or not _COST.search(name) or _EARNED.search(name):
        return
    yield Remark(
        f"indicators[{number}].level3",
        f"“{brief(name)} {brief(target.text)}”说的是花多少钱，放在“{row.level2}”里。",
        row.level3 or "",
        "移到成本指标；这里另写做多少、做得好不好。",
        severity=Severity.INFO if row.kind2 is Level2.QUANTITY else None,
    )


_COST = re.compile(r"单价|均价|成本|造价|投资|费用?$|控制额|控制价|标准$|支出|价格?$|工资|补[助贴]|租金|报酬|经费")
_EARNED = re.compile(r"节约|节省|收入|产值|效益|损失|挽回|减免|带动|撬动|增收|下降|降低")


def _yuan(target: Quantity, project: Project) -> Decimal | None:
    """The amount in 元, read in the budget's own unit where the cell gives none."""
    number = target.number
    return None if number is None else number * YUAN_PER.get(target.unit or project.budget.unit, Decimal(0))


RULE = Rule(
    code="ZSB13",
    name="input-as-output",
    title="把投入当产出",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="B",
    why="花出去多少钱是投入。产出要说用这些钱做成了多少事，否则钱花完就算完成了任务。",
    how_to_fix="写出用钱换来的实物量或工作量，金额放到成本指标里。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "产出指标反映提供的产品和服务"),),
    bad=(
        bad(
            "数量指标写工程资金金额",
            good({"indicators[0].level3": "工程资金金额", "indicators[0].target": "43.2"}),
            ("indicators[0].level3", "工程资金金额"),
        ),
        bad(
            "数就是预算数",
            good({"indicators[0].level3": "护眼灯改造", "indicators[0].target": "=18万元"}),
            ("indicators[0].level3", "护眼灯改造"),
        ),
        bad(
            "人员经费当数量",
            good({"indicators[0].level3": "保障人员经费", "indicators[0].target": "≥12万元"}),
            ("indicators[0].level3", "保障人员经费"),
        ),
    ),
    good=(
        fine("数量写套数", good()),
        fine(
            "担保贷款金额是业务成果",
            good({"indicators[0].level3": "发放担保贷款金额", "indicators[0].target": "≥500万元"}),
        ),
        fine("金额放在成本指标", good({"indicators[3].level3": "工程资金总额"})),
    ),
    check_project=check,
    reads=("budget", "level1", "level2", "level3", "target"),
)
