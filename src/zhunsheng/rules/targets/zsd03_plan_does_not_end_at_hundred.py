"""ZSD03: the spending plan does not end at 100 in December."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import plain_number


def check(project: Project, context: Context) -> Iterator[Remark]:
    """A blank December is another rule's matter; above 100 is an error, below it may be meant and is asked about."""
    last = project.fund_plan[-1] if project.fund_plan else None
    if last is None or last.month != 12 or last.percent is None or last.percent.value in (None, 100):
        return
    printed, value = last.percent.text, last.percent.value
    filled = [p.percent.value for p in project.fund_plan if p.percent is not None and p.percent.value is not None]
    severity = None
    if len(filled) > 2 and sum(filled) == 100:
        sums = "、".join(plain_number(sum(filled[: index + 1], Decimal(0))) for index in range(len(filled)))
        message = f"12月底是{printed}，各时点相加正好100，像是按段填的，应填累计数。"
        suggestion = f"改成累计：{sums}。"
    elif value == 1 and all(share <= 1 for share in filled):
        message, suggestion = f"12月底是{printed}，像是按小数填的，应填百分数。", "1写成100.00，其他时点同样乘100。"
    elif value is not None and value > 100:
        message, suggestion = f"12月底是{printed}，累计支出超过了预算。", "12月底填100.00。"
        severity = Severity.ERROR
    else:
        rest = plain_number(100 - (value or Decimal(0)))
        message = f"12月底是{printed}，不到100，还有{rest}%的预算没有安排支出。"
        suggestion = "12月底填100.00；确要结转下年的，在用途里写明。"
    yield Remark("fund_plan.12", message, printed, suggestion, severity=severity)


RULE = Rule(
    code="ZSD03",
    name="plan-does-not-end-at-hundred",
    title="12月底支出计划不是100",
    category=Category.FEASIBILITY,
    severity=Severity.WARNING,
    automation="A",
    why="支出计划是当年预算的累计进度，年底应当用完；不是100，说明填错了口径或多要了钱。",
    how_to_fix="填从年初到该月底的累计百分比，12月底为100.00。",
    basis=(Citation(note="支出计划年底累计应为100%"),),
    bad=(
        bad("只到九成", good({"fund_plan.10": "80.00", "fund_plan.12": "90.00"}), ("fund_plan.12", "90.00")),
        bad("超过一百", good({"fund_plan.12": "120.00"}), ("fund_plan.12", "120.00")),
        bad(
            "四个二十五，按季填的",
            good({f"fund_plan.{month}": "25.00" for month in (3, 6, 10, 12)}),
            ("fund_plan.12", "25.00"),
        ),
        bad(
            "填成小数",
            good({"fund_plan.3": "0", "fund_plan.6": "0.3", "fund_plan.10": "0.95", "fund_plan.12": "1"}),
            ("fund_plan.12", "1"),
        ),
    ),
    good=(fine("年底100", good()), fine("12月底空着，由空格的规则提示", good({"fund_plan.12": None}))),
    check_project=check,
    reads=("fund_plan",),
    needs=("fund_plan",),
)
