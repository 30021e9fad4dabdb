"""ZSF01: the budget is not the sum of its sources."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation
from zhunsheng.model.figure import YUAN_PER
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief, wan

_ABSURD = Decimal(10) ** 13
"""In 元: no unit's budget comes near it, and its digits would fill the message."""


def check(project: Project, context: Context) -> Iterator[Remark]:
    """A blank source is no zero in the message, but adds nothing; one printed unit in the last place is rounding."""
    budget = project.budget
    total, fiscal, other = budget.yuan("total"), budget.yuan("fiscal"), budget.yuan("other")
    if not total or total < 0 or (fiscal is None and other is None) or budget.total is None:
        return
    whole = (fiscal or Decimal(0)) + (other or Decimal(0))
    if abs(total - whole) <= YUAN_PER.get(budget.unit, Decimal(10_000)) / 100:
        return
    if whole * 10_000 == total or total * 10_000 == whole:
        word = "像是元和万元填混了。"
    elif abs(total - whole) >= _ABSURD:
        word = "差得太多，像是填错了格。"
    else:
        word = f"相差{wan(abs(total - whole))}。"
    shown = [(name, part) for name, part in (("财政资金", budget.fiscal), ("其他资金", budget.other))]
    parts = "，".join(f"{name}{brief(part.text, 12) if part else '空着'}" for name, part in shown)
    addresses = (("budget.fiscal", budget.fiscal), ("budget.other", budget.other))
    yield Remark(
        "budget.total",
        f"预算数{brief(budget.total.text, 12)}，{parts}，加起来对不上，{word}",
        budget.total.text,
        "核对三个数，预算数等于财政资金加其他资金。",
        related=tuple(Related(project.code, address, part.text) for address, part in addresses if part),
    )


RULE = Rule(
    code="ZSF01",
    name="budget-parts-do-not-add-up",
    title="预算数不等于财政资金加其他资金",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    automation="A",
    why="总数和来源对不上，批复、支付和执行率都会跟着错。",
    how_to_fix="照预算批复核对三个数，改正写错的一个。",
    basis=(Citation(note="预算数为各项资金来源之和"),),
    bad=(
        bad("十八不等于十五加二", good({"budget.fiscal": "15.00", "budget.other": "2.00"}), ("budget.total", "18.00")),
        bad("其他资金漏填", good({"budget.fiscal": "15.00"}), ("budget.total", "18.00")),
        bad("财政资金填成了元", good({"budget.fiscal": "180000.00"}), ("budget.total", "18.00")),
    ),
    good=(
        fine("全是财政资金，其他资金空着", good()),
        fine("两项相加正好", good({"budget.fiscal": "15.00", "budget.other": "3.00"})),
        fine("最后一位差一，是四舍五入", good({"budget.fiscal": "11.67", "budget.other": "6.34"})),
        fine("没分来源的表式", good({"budget.fiscal": None})),
    ),
    check_project=check,
    reads=("budget",),
)
