"""ZSE05: the budget in the table is not the approved one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.rules.examples import document, fine, good
from zhunsheng.rules.outside import Outside
from zhunsheng.rules.rule import Context, Example, Remark, Rule, Undecided
from zhunsheng.rules.wording import wan


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """Amounts are compared in 元, up to the rounding of 万元."""
    slack = Decimal(str(context.parameters["tolerance_wan"])) * 10_000
    approved = context.outside.approved
    for number, project in enumerate(document.projects):
        yuan, budget = project.budget.yuan(), project.budget.total
        if yuan is None or budget is None:
            continue
        if approved is None or (project.code or "") not in approved:
            yield Undecided("budget.total", "没有批复的预算数可以对照", "批复预算数", number)
            continue
        granted = approved[project.code or ""]
        if abs(granted - yuan) > slack:
            yield Remark(
                "budget.total",
                f"表上预算{wan(yuan)}，批复{wan(granted)}，差{wan(abs(yuan - granted))}。",
                budget.text,
                "按批复数改预算，用途、支出计划和指标值一并调整。",
                project_no=number,
            )


def _approved(wan_yuan: int) -> Outside:
    return Outside(approved={good().code or "": Decimal(wan_yuan) * 10_000})


RULE = Rule(
    code="ZSE05",
    name="budget-differs-from-approval",
    title="目标表与批复预算不符",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    automation="A",
    why="目标随预算一起批复。表上的钱数与批复不同，指标就是按另一笔钱定的。",
    how_to_fix="以批复数为准，重算用途明细、支出计划和指标值。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效目标随预算同步批复"),),
    bad=(
        Example("批复十五万，表上十八万", document(), (("budget.total", "18.00"),), _approved(15)),
        Example("批复追加到二十万", document(), (("budget.total", "18.00"),), _approved(20)),
    ),
    good=(
        Example("与批复相同", document(), outside=_approved(18)),
        fine("没有批复数，判不了", document()),
        Example("批复里没有这个项目，判不了", document(good(code="219-0301-JBN-NEW1")), outside=_approved(15)),
    ),
    check_document=check,
    parameters={"tolerance_wan": float(legal_number("rounding_tolerance_wan").latest)},
    parameter_names={"tolerance_wan": "相差多少以内不提（万元）"},
    reads=("budget",),
)
