"""ZSF14: the purpose gives a total to the 元, the budget is the same sum rounded."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.money_in_text import Total, money, the_total
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief, plain_number, wan


def check(project: Project, context: Context) -> Iterator[Remark]:
    """One remark a project; equal sums and sums that differ by more than rounding are not this rule's matter."""
    budget, total = project.budget.yuan(), the_total(project.purpose) or _only_sum(project.purpose)
    if not budget or total is None or total.number.approximate or project.budget.total is None:
        return
    gap = abs(total.yuan - budget)
    if gap == 0 or gap > Decimal(str(context.parameters["tolerance_wan"])) * 10_000:
        return
    yield Remark(
        "purpose",
        f"用途写{brief(total.number.text, 16)}，合{plain_number(total.yuan / 10_000)}万元，预算数{wan(budget)}，差{plain_number(gap)}元，是四舍五入。",
        total.number.text,
        "不算错；执行率按预算数算，合同价和预算数的口径请统一。",
        related=(Related(project.code, "budget.total", project.budget.total.text),),
    )


def _only_sum(text: str | None) -> Total | None:
    """The one sum of a text, a contract's price too: so near to the budget it can be nothing else."""
    sums = [number for number in money(text) if not number.is_rate]
    return Total(sums[0], False) if len(sums) == 1 and sums[0].upper is None else None


RULE = Rule(
    code="ZSF14",
    name="rounded-total",
    title="金额四舍五入口径不一",
    category=Category.CONSISTENCY,
    severity=Severity.INFO,
    automation="A",
    why="合同价用元、预算用万元，四舍五入差几十元属正常，但执行率会因此到不了100%。",
    how_to_fix="保留原样即可；要做到分毫不差，预算数多保留两位小数。容差可在设置里改。",
    basis=(Citation(note="元与万元换算，差0.005万元以内只作提示"),),
    bad=(
        bad(
            "六万九千九百六十元，预算七万元",
            good(
                {"budget.total": "7.00", "budget.fiscal": "7.00"}, purpose="路灯220盏，维护费全年69960元，每季度分付25%"
            ),
            ("purpose", "69960元"),
        ),
        bad("合计180020元", good(purpose="更换灯具264套，合计180020元。"), ("purpose", "180020元")),
    ),
    good=(
        fine("完全相同", good()),
        fine(
            "十三万与13.00是同一个数",
            good({"budget.total": "13.00", "budget.fiscal": "13.00"}, purpose="供暖面积3510㎡，共需13万元"),
        ),
        fine("差得多，是另一条规则的事", good(purpose="更换灯具264套，合计20万元。")),
        fine("本来就是约数", good(purpose="更换灯具264套，合计约180020元。")),
    ),
    check_project=check,
    reads=("budget", "purpose"),
    needs=("purpose",),
    parameters={"tolerance_wan": float(legal_number("rounding_tolerance_wan").latest)},
    parameter_names={"tolerance_wan": "相差多少以内算四舍五入（万元）"},
)
