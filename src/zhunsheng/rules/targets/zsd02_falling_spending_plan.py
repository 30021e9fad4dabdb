"""ZSD02: the cumulative spending plan falls from one point to the next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Compare filled neighbours; a plan that adds up to 100 was filled per period, which the last point's rule says."""
    points = [
        (point, point.percent, point.percent.value)
        for point in project.fund_plan
        if point.percent is not None and point.percent.value is not None
    ]
    if len(points) > 2 and sum(value for _, _, value in points) == 100 and points[-1][2] != 100:
        return
    for (before, printed_before, low), (after, printed, high) in pairwise(points):
        if high < low:
            yield Remark(
                f"fund_plan.{after.month}",
                f"{after.month}月底{brief(printed.text, 12)}比{before.month}月底{brief(printed_before.text, 12)}还少，累计数只能增加。",
                printed.text,
                f"改成到{after.month}月底的累计百分比，不小于{brief(printed_before.text, 12)}。",
                related=(Related(project.code, f"fund_plan.{before.month}", printed_before.text),),
            )


RULE = Rule(
    code="ZSD02",
    name="falling-spending-plan",
    title="支出计划不递增",
    category=Category.FEASIBILITY,
    severity=Severity.ERROR,
    automation="A",
    why="各时点填的是累计百分比，花出去的钱不会变少；倒退的计划没法用来监控。",
    how_to_fix="逐个时点核对，填从年初到该月底的累计百分比。",
    basis=(Citation(note="支出计划各时点为累计百分比，应逐点不减"),),
    bad=(
        bad("十月底比六月底少", good({"fund_plan.6": "50.00", "fund_plan.10": "40.00"}), ("fund_plan.10", "40.00")),
        bad("十二月底掉下来", good({"fund_plan.10": "95.00", "fund_plan.12": "90.00"}), ("fund_plan.12", "90.00")),
    ),
    good=(
        fine("逐点增加", good()),
        fine("前后相同", good({"fund_plan.3": "100.00", "fund_plan.6": "100.00", "fund_plan.10": "100.00"})),
        fine(
            "按季填的数，合计100，由末点的规则说明",
            good({"fund_plan.3": "30", "fund_plan.6": "20", "fund_plan.10": "30", "fund_plan.12": "20"}),
        ),
    ),
    check_project=check,
    reads=("fund_plan",),
    needs=("fund_plan",),
)
